"""``restore`` without a window: the list, what would change, and putting a copy back."""

from __future__ import annotations

import json

import pytest

from tests.reports import doing
from tests.school.putting_back import listed, send, spoil, take_copy
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.__main__ import main
from trent_desktop.school.keys.laptops.local_folder import local_root
from trent_desktop.storage.copies.by_key import copy_by_key
from trent_desktop.storage.copies.key_files import new_copy_key
from trent_desktop.storage.destroyed import destroy

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
    assert "2 reports that are there now would be missing" in said
    assert lost.reference in said
    assert "1 that you do not read" in said
    assert main(["restore", "--from", name, *place]) == 0
    said = capsys.readouterr().out
    assert "was put back" in said
    assert "school-replaced-" in said
    ict.follow()
    assert listed(ict) == {one.case_id for one in kept}


def test_before_anybody_is_signed_in_it_is_known_what_was_sent_from_this_laptop(
    folder_school: SmallSchool, place: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two reports that would be missing one was sent from here, by somebody else."""
    school, look = folder_school, ["restore", "--dry-run", "--from"]
    here, elsewhere = school.open("teacher1", root=local_root()), school.open("teacher2")
    destroyed, _ = send(school, here, 2)
    name = take_copy(school, school.open("ict"))
    for one in (here, elsewhere):
        send(school, one)
    assert main([*look, name, *place]) == 0
    said = capsys.readouterr().out
    assert "2 reports that are there now would be missing" in said
    assert "This laptop can bring back 1 of them automatically. Other laptops bring" in " ".join(
        said.split()
    )
    with here.signed_in.database.write() as session:
        destroy(session, destroyed.case_id, school.clock(), None)
    here.follow()
    spoil(school, "overwritten")
    kept = sorted((path, path.read_bytes()) for path in local_root().rglob("sent/**/keys"))
    assert kept
    for who in (place, [*place[:2], "--with-code"]):
        monkeypatch.setenv(
            "TRENT_PASSWORD", PASSWORD if who is place else school.made.recovery_code
        )
        assert main([*look, name, *who]) == 0
        said = capsys.readouterr().out
        assert "1 report that is not in this copy was sent from this laptop, which brings" in said
        assert "Other laptops bring again what was sent from them" in said
    assert kept == sorted((path, path.read_bytes()) for path in local_root().rglob("sent/**/keys"))


def test_where_nothing_would_be_missing_nobody_is_promised_anything(
    folder_school: SmallSchool, place: list[str], capsys: Capture
) -> None:
    school, look = folder_school, ["restore", "--dry-run", "--from"]
    ict = school.open("ict")
    name = take_copy(school, ict)
    assert main([*look, name, *place]) == 0
    said = capsys.readouterr().out
    assert "No report would be missing." in said
    assert "ther laptops bring" not in said
    # All that would be missing was sent from this laptop.
    here = school.open("teacher1", root=local_root())
    send(school, here)
    assert main([*look, name, *place]) == 0
    said = capsys.readouterr().out
    assert "This laptop can bring back 1 of them" in said
    assert "ther laptops bring" not in said


def test_a_copy_of_a_job_that_nobody_read_through_is_said_to_be_so(
    folder_school: SmallSchool, place: list[str], capsys: Capture
) -> None:
    school, key = folder_school, new_copy_key(folder_school.made.school_id)
    school.open("ict").copy_keys.add(key)
    made = copy_by_key(school.location, key, school.clock)
    assert main(["restore", "--list", *place]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(made.name)
    assert "Made by a scheduled job, and not read through yet" in line
    assert main(["restore", "--list", "--json", *place]) == 0
    assert [one["opened"] for one in json.loads(capsys.readouterr().out)] == [False]


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
