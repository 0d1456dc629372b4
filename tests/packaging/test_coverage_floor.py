"""The share of what tests run may rise, and nothing but a hand lowers it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import coverage_floor


def measured(lines: int, branches: int) -> dict[str, object]:
    """A wing of 100 lines and 50 branches, and a neighbour whose name begins alike."""
    ours = {
        "num_statements": 100,
        "covered_lines": lines,
        "num_branches": 50,
        "covered_branches": branches,
    }
    theirs = {**ours, "covered_lines": 0, "covered_branches": 0}
    return {
        "ui/one.py": {"summary": ours, "missing_lines": [3, 9]},
        "ui_old/one.py": {"summary": theirs, "missing_lines": []},
    }


def run(tmp_path: Path, lines: int, branches: int, *more: str) -> int:
    file = tmp_path / "coverage.json"
    file.write_text(json.dumps({"files": measured(lines, branches)}), "utf-8")
    return coverage_floor.main([str(file), *more])


@pytest.fixture(autouse=True)
def floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "floor.json"
    file.write_text('{"ui": {"lines": 90.0, "branches": 80.0}}', "utf-8")
    monkeypatch.setattr(coverage_floor, "FLOOR", file)
    return file


@pytest.mark.parametrize(
    ("lines", "branches", "said"),
    [
        (89, 40, "ui: tests run 89.0 % of the lines; it was 90.0 %."),
        (90, 39, "ui: tests run 78.0 % of the branches; it was 80.0 %."),
    ],
)
def test_what_fell_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: int, branches: int, said: str
) -> None:
    assert run(tmp_path, lines, branches) == 1
    assert said in capsys.readouterr().out


def test_the_floor_rises_and_never_sinks(tmp_path: Path, floor: Path) -> None:
    assert run(tmp_path, 95, 40, "--raise") == 0
    assert json.loads(floor.read_text("utf-8")) == {"ui": {"lines": 95.0, "branches": 80.0}}
    assert run(tmp_path, 91, 45, "--raise") == 1
    assert json.loads(floor.read_text("utf-8")) == {"ui": {"lines": 95.0, "branches": 90.0}}


def test_what_no_test_runs_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, 90, 40, "--missed", "ui/") == 0
    assert capsys.readouterr().out == "ui/one.py: 3 9\n"


def test_a_wing_that_is_gone_is_not_passed_over(tmp_path: Path, floor: Path) -> None:
    floor.write_text('{"gone": {"lines": 0.0, "branches": 0.0}}', "utf-8")
    with pytest.raises(ValueError, match="Nothing below gone"):
        run(tmp_path, 90, 40)


def test_every_wing_of_the_house_has_a_floor() -> None:
    kept = Path(coverage_floor.__file__).parents[1] / "tests" / "coverage-floor.json"
    assert {"trent_desktop", "ui", "ui/school"} <= json.loads(kept.read_text("utf-8")).keys()
