"""The policy and the governors' report on the command line, with a school and without one."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.schools import PASSWORD, SmallSchool
from trent_desktop.cli import parse, run
from trent_desktop.clock import system_clock
from trent_desktop.oversight.governors.terms import term_named
from trent_desktop.policy.versions import VersionState

HANDED = Path(__file__).parent / "policy" / "cases" / "handed-over.txt"


def main(*argv: str) -> int:
    return run(parse(argv))


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    monkeypatch.setattr("trent_desktop.opening.local_root", lambda: tmp_path / "this laptop")


def place(school: SmallSchool, name: str) -> tuple[str, ...]:
    return ("--school", school.location.shown, "--as", name)


def text_of(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_a_file_is_looked_at_and_with_a_school_becomes_the_draft(
    folder_school: SmallSchool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("policy", "import", str(HANDED), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["clauses"], len(said["sections"]), said["not_understood"]) == (53, 11, [])
    assert said["warnings"]
    assert "draft" not in said
    assert main("policy", "import", str(HANDED), *place(folder_school, "teacher1")) == 1
    assert "You cannot" in capsys.readouterr().err
    assert main("policy", "import", str(HANDED), *place(folder_school, "head"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["draft"] == 1
    (draft,) = folder_school.open("head").policy.versions()
    assert draft.state is VersionState.DRAFT
    assert len([one for one in draft.text.clauses() if one.number[0].isdigit()]) == 53
    assert main("policy", "import", str(HANDED), *place(folder_school, "ict")) == 1
    assert "begun a draft already" in capsys.readouterr().err


def test_clauses_are_found_and_the_policy_is_printed(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "policy.pdf"
    for here in ((), place(folder_school, "teacher1")):
        assert main("policy", "search", "facebook", "friend", *here, "--json") == 0
        found = json.loads(capsys.readouterr().out)
        assert {"6.6", "6.8", "7.3"} <= {one["number"] for one in found[:6]}
        assert main("policy", "print", *here, "--out", str(out)) == 0
        capsys.readouterr()
        assert "model" in text_of(out).casefold()


def test_a_term_for_governors_once_it_was_shown(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder_school.clock.at = system_clock()  # the command line goes by the laptop's own
    out, term = tmp_path / "term.pdf", term_named("2026-summer")
    asked = ("governors", "report", "--term", term.name, "--out", str(out), "--json")
    assert main(*asked, *place(folder_school, "chair")) == 1
    assert "has not shown" in json.loads(capsys.readouterr().out)["problem"]
    assert main(*asked, *place(folder_school, "teacher1")) == 1
    capsys.readouterr()
    assert not out.exists()
    assert main(*asked, *place(folder_school, "head")) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["final"], said["told"]) == (True, False)
    assert "Not shown to the governors yet" in text_of(out)
    head = folder_school.open("head")
    head.follow()
    head.governors.tell(head.governors.look(term))
    assert main(*asked, *place(folder_school, "chair")) == 0
    assert json.loads(capsys.readouterr().out)["told"]
    assert "What was reported" in text_of(out)
