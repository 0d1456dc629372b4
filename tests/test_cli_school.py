"""Class lists, members and checks from the command line."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.school.class_lists.make_files import FILES
from tests.school.staff import document_of, invite_one
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.__main__ import main
from trent_desktop.storage import server_clock
from trent_desktop.storage.copies.values import CopySettings
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.location import BACKUPS, KEYS_COPY, KEYS_FILE

pytestmark = pytest.mark.both_databases


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)


def place(school: SmallSchool, name: str = "ict") -> list[str]:
    return ["--school", school.location.shown, "--as", name]


def test_a_dry_run_and_then_the_import(
    school: SmallSchool, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["pupils", "import", str(FILES / "sims-report.csv"), *place(school)]
    assert main([*argv, "--dry-run", "--whole-school", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    counts = {"new": 3, "changed": 0, "left": 6, "unchanged": 0}
    assert {name: said[name] for name in counts} == counts
    assert said["errors"] == []
    assert said["warnings"][0].startswith("The file was read as Western Windows (1252): ")
    assert said["warnings"][-1] == (
        "Row 10 was left out (a line under the list): Printed on 02/11/2026 at 08:14"
    )
    assert main(argv) == 1
    asked = capsys.readouterr().err
    assert "6 of 6 pupils are not in this list" in asked
    assert "--whole-school" in asked
    assert main([*argv, "--whole-school"]) == 1
    assert "Every pupil" in capsys.readouterr().err
    assert main([*argv, "--everybody-leaves"]) == 0
    assert "Done: 3 new, 0 changed, 6 left, 0 unchanged." in capsys.readouterr().out
    assert main([*argv, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 3


def test_a_list_of_nobody_changes_nothing_and_says_so(
    school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "nobody.csv"
    path.write_text("Surname,Forename,Class\n", encoding="utf-8")
    assert main(["pupils", "import", str(path), *place(school), "--everybody-leaves"]) == 1
    assert "There is no pupil in this file" in capsys.readouterr().err


def test_what_goes_out_comes_in_again(
    school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pupils.csv"
    assert main(["pupils", "export", *place(school), "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pupils"] == 6
    argv = ["pupils", "import", str(out), *place(school), "--json"]
    assert main(argv) == 1
    assert "--same-children" in capsys.readouterr().out
    assert main([*argv, "--same-children"]) == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 6


@pytest.mark.parametrize(
    ("name", "words"),
    [("strange-headers.csv", "say which column"), ("not-there.csv", "cannot be opened")],
)
def test_a_list_that_cannot_be_read_says_why(
    folder_school: SmallSchool, name: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pupils", "import", str(FILES / name), *place(folder_school)]) == 1
    assert words in capsys.readouterr().err


def test_who_may_not_import(folder_school: SmallSchool, capsys: pytest.CaptureFixture[str]) -> None:
    argv = ["pupils", "import", str(FILES / "sims-report.csv"), *place(folder_school, "teacher1")]
    assert main(argv) == 1
    assert "You cannot change pupils and classes here" in capsys.readouterr().err


def test_members_are_listed(school: SmallSchool, capsys: pytest.CaptureFixture[str]) -> None:
    invite_one(school.open("ict"))
    assert main(["members", "list", *place(school)]) == 0
    out = capsys.readouterr().out
    assert "Zoë O'Neill" in out
    assert "invited until 7 December 2026" in out
    assert main(["members", "list", *place(school), "--json"]) == 0
    members = json.loads(capsys.readouterr().out)["members"]
    assert {one["state"] for one in members} == {"active", "invited"}


def test_check_finds_what_is_wrong_with_the_keys(
    folder_school: SmallSchool, capsys: pytest.CaptureFixture[str]
) -> None:
    school = folder_school
    main(["cases", "list", *place(school)])
    capsys.readouterr()
    assert main(["check", *place(school)]) == 0
    assert "both copies are the same" in capsys.readouterr().out

    assert school.location.folder is not None
    copy = school.location.folder / KEYS_COPY
    copy.write_bytes(copy.read_bytes()[:100])
    assert main(["check", *place(school)]) == 1
    assert "second copy of the key file is damaged" in capsys.readouterr().out

    ict = school.open("ict")
    document = document_of(school)
    gone = str(school.members["support"])
    with ict.signed_in.database.write() as session:
        key_store(school.location).write(document.only(lambda one: one.holder != gone), session)
    assert main(["check", *place(school)]) == 1
    assert "Ana D'Souza is a member and has no way in" in capsys.readouterr().out


def test_check_finds_people_that_laptops_were_not_told_of(
    folder_school: SmallSchool, capsys: pytest.CaptureFixture[str]
) -> None:
    """As where the page with the number was not written, though the share said that it was."""
    school = folder_school
    main(["cases", "list", *place(school)])
    ict = school.open("ict")
    with ict.signed_in.database.write() as session:
        session.execute(text("UPDATE member SET name = 'Nell Newcomer' WHERE name LIKE 'Ana %'"))
    assert main(["check", *place(school)]) == 1
    out = capsys.readouterr().out
    assert "WRONG  people: members, classes, pupils or settings were changed" in out
    ict.settings.change(idle_minutes=11)
    assert main(["check", *place(school)]) == 0
    assert "good   people" in capsys.readouterr().out


def test_check_notices_old_keys_a_wrong_clock_and_copies_that_are_late(
    folder_school: SmallSchool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    school = folder_school
    assert school.location.folder is not None
    folder, disk = school.location.folder, tmp_path / "disk"
    disk.mkdir()
    yesterday = {name: (folder / name).read_bytes() for name in (KEYS_FILE, KEYS_COPY)}
    ict = school.open("ict")
    ict.copies.change(CopySettings(str(disk), 5))
    ict.change_password(PASSWORD, "another one for the sample")
    monkeypatch.setenv("TRENT_PASSWORD", "another one for the sample")
    main(["cases", "list", *place(school)])  # looks at the share: the day's copy
    capsys.readouterr()
    assert main(["check", *place(school)]) == 0
    out, err = capsys.readouterr()
    assert err == "", "there is nobody to see how far it is"
    assert "good   second place: the newest is from" in out
    assert "good   room" in out
    assert "good   clock" in out

    for path in (folder / BACKUPS).iterdir():  # for a week nothing came here
        path.rename(path.with_name(path.name.replace(path.stem[-10:], a_week_ago())))
    right = time.time
    with monkeypatch.context() as patch:
        patch.setattr(server_clock, "laptop_time", lambda: right() + 73 * 365 * 86_400)
        assert main(["check", *place(school)]) == 1
    out = capsys.readouterr().out
    assert "WRONG  clock: this laptop is 26,645 days ahead of the server." in out
    disk.rename(tmp_path / "unplugged")
    assert main(["check", *place(school)]) == 1
    out = capsys.readouterr().out
    assert "WRONG  backup: the newest is from" in out
    assert f"WRONG  second place: {disk} cannot be reached from this laptop." in out

    for name, content in yesterday.items():
        (folder / name).write_bytes(content)
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    assert main(["check", *place(school)]) == 1
    assert "somebody put an old one back" in capsys.readouterr().out


def a_week_ago() -> str:
    return f"{dt.datetime.now(dt.UTC) - dt.timedelta(days=7):%Y-%m-%d}"
