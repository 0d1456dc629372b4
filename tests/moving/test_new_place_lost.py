"""The new place is lost for good when the school has just moved: what is said, and the way back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.moving.places import gets_in
from tests.reports.doing import send
from tests.school.putting_back import listed
from tests.schools import PASSWORD, NewDatabase, Server, SmallSchool, database_of
from trent_desktop.__main__ import main
from trent_desktop.opening import open_school
from trent_desktop.problems import SchoolAway
from trent_desktop.storage.location import BACKUPS

pytestmark = [pytest.mark.both_databases, pytest.mark.postgres]


def test_it_says_that_it_has_moved_and_a_copy_comes_back_in_a_new_folder(
    folder_school: SmallSchool,
    new_database: NewDatabase,
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    school, url, root = folder_school, new_database(), tmp_path / "hers"
    teacher, ict = school.open("teacher1", root=root), school.open("ict")
    sent = send(school, teacher)
    ict.members.remove(school.members["support"])

    def tell(_far: float, words: str) -> None:
        if words == "Closing the old place":  # everything was compared, and then the disk died
            name = database_of(url)
            server._order(f"DROP DATABASE {name} WITH (FORCE)", f"CREATE DATABASE {name}")

    with pytest.raises(SchoolAway, match="The school has moved to") as said:
        ict.moving.move(url, PASSWORD, tell=tell)
    assert "Nothing was changed" not in str(said.value)
    assert school.location.shown not in gets_in(school, school.location.shown)
    # As docs/postgresql.md says it.
    assert school.location.folder is not None
    new = tmp_path / "again"
    shutil.copytree(school.location.folder / BACKUPS, new / BACKUPS)
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    place = ["--school", str(new), "--as", "head"]
    assert main(["restore", "--list", *place]) == 0
    name = capsys.readouterr().out.split()[0]
    assert name.startswith("school-move-")
    assert main(["restore", "--from", name, *place]) == 0
    again = open_school(str(new), "teacher1", PASSWORD, root=root, clock=school.clock)
    again.follow()
    assert sent.case_id in listed(again)
    again.close()
    assert gets_in(school, str(new), "support").startswith("SignInRefused")
