"""``restore`` without a window: the list, what would change, and putting a copy back."""

from __future__ import annotations

import json

import pytest

from tests.reports import doing
from tests.school.putting_back import listed, send, spoil, take_copy
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.__main__ import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def place(folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    return ["--school", str(folder_school.location.folder), "--as", "ict"]


def test_list_look_and_put_back(
    folder_school: SmallSchool, place: list[str], capsys: Capture
) -> None:
    school = folder_school
    teacher, ict = school.open("teacher1"), school.open("ict")
    kept = send(school, teacher, 2)
    name = take_copy(school, ict)
    (lost,) = send(school, teacher)
    doing.send(school, teacher, "stop")
    assert main(["restore", "--list", "--json", *place]) == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["name"], line["reports"], line["members"], line["verified"]) == (name, 2, 9, True)
    assert line["made"]
    assert main(["restore", "--list", *place]) == 0
    assert "2 reports" in capsys.readouterr().out
    assert main(["restore", "--from", name, "--dry-run", *place]) == 0
    said = capsys.readouterr().out
    assert "2 reports would be missing" in said
    assert lost.reference in said
    assert "1 that you do not read" in said
    assert main(["restore", "--from", name, *place]) == 0
    said = capsys.readouterr().out
    assert "was put back" in said
    assert "school-replaced-" in said
    ict.follow()
    assert listed(ict) == {one.case_id for one in kept}


def test_a_damaged_school_and_words_for_who_may_not(
    folder_school: SmallSchool,
    place: list[str],
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    school = folder_school
    name = take_copy(school, school.open("ict"))
    spoil(school, "overwritten")
    capsys.readouterr()
    for more, words in (
        (["--from", "school-1999-01-01.db", *place], "no copy called"),
        (["--from", name, *place[:3], "teacher1"], "You cannot put back"),
        (["--from", name], "needs a school"),
        (["--list", "--dry-run", *place], "A list changes nothing"),
    ):
        assert main(["restore", *more]) == (
            2 if words in ("needs a school", "A list changes nothing") else 1
        )
        out, err = capsys.readouterr()
        assert words in err
        assert "Traceback" not in out + err
    monkeypatch.setenv("TRENT_PASSWORD", "wrong")
    assert main(["restore", "--list", *place]) == 1
    assert "do not belong together" in capsys.readouterr().err
    monkeypatch.setenv("TRENT_PASSWORD", school.made.recovery_code)
    assert main(["restore", "--from", name, "--with-code", *place[:2]]) == 0
    assert school.open("teacher1").member.active
