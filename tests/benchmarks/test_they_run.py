"""Each benchmark runs, on tiny inputs. Their figures are judged by people, not here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as bench
from tests.benchmarks.figures import TINY, Figure, Spread, in_turns
from tests.benchmarks.ground import Ground, made_up_cases
from tests.benchmarks.senders import mixed

_SLOW = pytest.mark.slow  # many seconds even on tiny inputs
_LONG = ("agreements", "commands", "index", "lessons", "policy", "start")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name,
            marks=[_SLOW] if name in _LONG else [],
        )
        for name in bench.BENCHMARKS
    ],
)
def test_a_benchmark_runs(name: str) -> None:
    with Ground(TINY) as ground:
        figures = list(bench.BENCHMARKS[name](ground))
    assert figures
    for figure in figures:
        assert figure.benchmark == name
        assert figure.value.median > 0 or "pause" in figure.name
        assert figure.line.startswith(f"{name}: {figure.name}")
        json.dumps(figure.as_json())


@pytest.mark.slow
def test_programs_side_by_side_lose_nothing_and_double_nothing() -> None:
    """Everything mixed, begun at the same moment; `bench senders` has thirty of them."""
    with Ground(TINY) as ground:
        school = ground.small_school("mixed")
        rate, _slowest = mixed(school, 6, 4)
    assert rate.note == "24 operations, 0 lost, 0 doubled"


def test_a_goal_is_met_or_not() -> None:
    one, two, three = (Spread(value, value, value) for value in (1.0, 2.0, 3.0))
    assert Figure("b", "n", "ms", three, two, goal=1.5).met is True
    assert Figure("b", "n", "ms", three, one, goal=1.5).met is False
    assert Figure("b", "n", "ms", three, two, goal=1.5, most=2).met is False
    assert Figure("b", "n", "/s", three, least=3).met is True
    assert Figure("b", "n", "/s", three).met is None
    assert "NOT met" in Figure("b", "n", "ms", three, one, "raw", 1.5).line


def test_works_take_turns() -> None:
    seen: list[str] = []
    in_turns(4, lambda: seen.append("a"), lambda: seen.append("b"), warm=0)
    assert "".join(seen) == "baabbaab"


def test_made_up_cases_are_the_same_every_time() -> None:
    assert list(made_up_cases(30)) == list(made_up_cases(30))
    assert len({case.summary.id for case in made_up_cases(30)}) == 30


def test_the_command_prints_a_line_each_and_writes_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "WHOLE", TINY)
    assert bench.main(["save", "--json", str(tmp_path / "figures.json")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines[1:3]] == [
        "save: send a report",
        "save: keep a draft",
    ]
    assert lines[-1].endswith("goals met.")
    written = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert [one["name"] for one in written["figures"]] == [
        "send a report",
        "keep a draft",
        "nobody else can save meanwhile",
    ]
