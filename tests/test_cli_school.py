"""Class lists, members and checks from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.school.class_lists.make_files import FILES
from tests.school.staff import document_of, invite_one
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.__main__ import main
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.location import KEYS_COPY

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
    assert main([*argv, "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "new": 3,
        "changed": 0,
        "left": 6,
        "unchanged": 0,
        "warnings": [],
        "errors": [],
    }
    assert main(argv) == 1
    assert "Every pupil" in capsys.readouterr().err
    assert main([*argv, "--everybody-leaves"]) == 0
    assert "Done: 3 new, 0 changed, 6 left, 0 unchanged." in capsys.readouterr().out
    assert main([*argv, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 3


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
