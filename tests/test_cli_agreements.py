"""Agreements from the command line: the file, the register, and what goes wrong in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.agreements.plans import codes_in
from tests.documents.reading import reader, text_of
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.agreements.codes import code_text
from trent_desktop.agreements.kinds import Consent, How, Kind
from trent_desktop.agreements.register.returned import Source
from trent_desktop.cli import parse, run


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)


def command(school: SmallSchool, out: Path, *words: str) -> int:
    place = ["--school", school.location.shown, "--as", "teacher1"]
    return run(parse(["agreements", *place, *words, "--out", str(out)]))


def test_a_class_is_printed_and_given_out(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "4b.pdf"
    words = ["--kind", "pupil-ks2", "--kind", "parent", "--class", "4b", "--no-cover"]
    assert command(folder_school, out, *words, "--return-by", "2026-12-04", "--json") == 0
    body = json.loads(capsys.readouterr().out)
    assert (body["forms"], body["pages"], body["classes"]) == (6, 6, ["Class 4B"])
    teacher = folder_school.open("teacher1")
    (summary,) = teacher.agreements.batches.issued()
    plan = teacher.agreements.batches.again(summary.id)
    codes = [{code_text(teacher.school.id, one.token)} for one in plan.forms]
    assert codes_in(out) == codes
    assert "4 December 2026" in text_of(out.read_bytes())


def test_large_print_in_another_language(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "all.pdf"
    assert (
        command(
            folder_school, out, "--kind", "consents", "--all", "--language", "tr", "--large-print"
        )
        == 0
    )
    assert "6 forms" in capsys.readouterr().out
    assert "Türkçe" in text_of(out.read_bytes())
    assert len(reader(out.read_bytes()).pages) > 12


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (
            ["--kind", "letter", "--all"],
            "There is no agreement “letter”. Choose from pupil-ks1,",
            2,
        ),
        (["--kind", "reminder", "--all"], "There is no agreement “reminder”.", 2),
        (["--kind", "parent", "--class", "9Z"], "There is no class 9Z. Choose from 4A, 4B.", 1),
        (["--kind", "parent", "--year", "7"], "There is no year 7. There are R and 1 to 6.", 2),
        (["--kind", "parent", "--year", "6"], "There are no pupils in Year 6.", 1),
        (["--kind", "parent", "--all", "--language", "xx"], "There is no language “xx”.", 1),
        (["--kind", "parent", "--all", "--return-by", "soon"], "“soon” is not a date.", 2),
        (["--kind", "parent", "--all", "--return-by", "2020-02-03"], "3 February 2020 is past.", 2),
        (["--all"], "Say what to print. Give --kind parent", 2),
        (["--ask-again", "--staff"], "Families are asked again, and not staff.", 2),
        (["--ask-again", "--kind", "parent", "--all"], "Families are asked again about", 2),
        (["--ask-again", "--all"], "Nobody needs to be asked again", 1),
        (["--kind", "staff", "--staff"], "You cannot see the agreements of staff here.", 1),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_leaves_no_file(
    folder_school: SmallSchool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
    status: int,
) -> None:
    out = tmp_path / "out.pdf"
    assert command(folder_school, out, *words) == status
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert told.count("\n") == 1
    assert not out.exists()
    assert folder_school.open("teacher1").agreements.batches.issued() == ()


def test_without_saying_for_whom_the_usage_is_shown(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        command(folder_school, tmp_path / "out.pdf", "--kind", "parent")
    assert "--class" in capsys.readouterr().err


def test_whoever_is_to_be_asked_again_gets_the_form_about_pictures_and_nobody_else(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule 134: the yes of one family is to words that are not asked any more."""
    lead = folder_school.open("ict")
    agreements = lead.agreements
    who = next(one for one in lead.pupils.all() if one.class_name == "4B")
    agreements.returns.answer(who.id, {Consent.WEBSITE: True}, source=Source(How.TELEPHONE))
    words = agreements.wordings.current(Kind.CONSENTS).wording.text
    wider = words.replace("the school’s website.", "the school’s website and its app.")
    agreements.wordings.save(Kind.CONSENTS, "en", wider)
    out = tmp_path / "again.pdf"
    assert command(folder_school, out, "--ask-again", "--all", "--no-cover", "--json") == 0
    body = json.loads(capsys.readouterr().out)
    assert (body["forms"], body["classes"]) == (1, ["Class 4B"])
    assert who.name in text_of(out.read_bytes())
