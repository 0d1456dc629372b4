"""The filter and its kinds on the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.reports.test_access import KIND
from tests.reports.test_kinds import send
from tests.reports.test_review import asked_for
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.cli import parse, run


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


def test_the_review_is_a_paper_or_a_table(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = asked_for(folder_school, "open")
    paper, table = tmp_path / "review.pdf", tmp_path / "review.csv"
    here = place(folder_school, "head")
    assert main("filter", "review", *here, "--year", "2026", "--out", str(paper), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["year"], said["decisions"]) == ("2026/27", 1)
    assert reference in text_of(paper)
    assert main("filter", "review", *here, "--year", "2026", "--out", str(table)) == 0
    assert reference in table.read_text("utf-8-sig")
    with pytest.raises(SystemExit, match="2"):
        main("filter", "review", *here, "--year", "26", "--out", str(table))
    teacher = place(folder_school, "teacher1")
    assert main("filter", "review", *teacher, "--out", str(tmp_path / "no.pdf")) == 1
    assert not (tmp_path / "no.pdf").exists()


def test_a_report_is_printed_by_its_reference(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = send(folder_school, folder_school.open("teacher1"), KIND)
    out = tmp_path / "form.pdf"
    argv = ("print", "case", sent.reference, "--out", str(out), "--json")
    assert main(*argv, *place(folder_school, "ict")) == 0
    text = text_of(out)
    assert sent.reference in text
    assert "Appendix 1" in text
    assert "Happened" not in text  # a request is for what is still to come
    assert main(*argv, *place(folder_school, "teacher2")) == 1
