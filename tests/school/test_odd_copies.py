"""Copies as they are met in odd places: of a newer program, without keys, among other people's files."""

from __future__ import annotations

import errno
import json
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.reports import answers
from tests.reports.test_away import share_unplugged
from tests.school.putting_back import chain_is_whole, folder_of, listed, send, take_copy
from tests.schools import PASSWORD, SmallSchool
from tests.storage.copying import copies, made
from trent_desktop.__main__ import main
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, SchoolBusy
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.copies.child import CopyingChild
from trent_desktop.storage.copies.values import CopySettings
from trent_desktop.storage.location import BACKUPS
from trent_desktop.storage.sqlcipher import connect_file

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def place(folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    return ["--school", str(folder_school.location.folder), "--as", "ict"]


def newer_file(school: SmallSchool, copy: Path) -> None:
    with closing(connect_file(copy, school.made.data_key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'v99_1'")
        connection.commit()


def newer_in_other_words(school: SmallSchool, copy: Path) -> None:
    """Its tables are called otherwise by then."""
    newer_file(school, copy)
    with closing(connect_file(copy, school.made.data_key)) as connection:
        connection.execute("ALTER TABLE case_record RENAME TO report_record")
        connection.commit()


@pytest.mark.parametrize("makes", [newer_file, newer_in_other_words])
def test_a_copy_of_a_newer_program_is_said_to_be_that(
    folder_school: SmallSchool,
    place: list[str],
    capsys: Capture,
    makes: Callable[[SmallSchool, Path], None],
) -> None:
    school = folder_school
    send(school, school.open("teacher1"))
    name = take_copy(school, school.open("ict"))
    makes(school, folder_of(school) / BACKUPS / name)
    before = digest(school.location.school_file.read_bytes())
    assert main(["restore", "--list", *place]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "Made by a newer Trent Desktop, which alone can put it back" in line
    assert "damaged" not in line
    assert main(["restore", "--list", "--json", *place]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["newer"] is True
    for more in (["--dry-run"], []):
        assert main(["restore", "--from", name, *more, *place]) == 1
        out, err = capsys.readouterr()
        assert not out
        assert f"A newer Trent Desktop made the copy “{name}”" in err
        assert "from a laptop that has the newer program" in err
    assert digest(school.location.school_file.read_bytes()) == before


def test_without_its_keys_it_is_put_back_while_todays_fit(
    folder_school: SmallSchool, place: list[str], capsys: Capture
) -> None:
    school = folder_school
    teacher, ict = school.open("teacher1"), school.open("ict")
    (kept,) = send(school, teacher)
    name = take_copy(school, ict)
    (folder_of(school) / BACKUPS / name).with_suffix(".keys").unlink()
    send(school, school.open("teacher2"))
    assert main(["restore", "--list", *place]) == 0
    assert "Not whole" in capsys.readouterr().out
    assert main(["restore", "--from", name, *place]) == 0
    ict.follow()
    assert listed(ict) == {kept.case_id}
    # Once the keys are others nothing opens it any more, and it says so.
    ict.members.remove(school.members["support"])
    capsys.readouterr()
    assert main(["restore", "--from", name, "--dry-run", *place]) == 1
    assert "does not open with the keys that you have" in capsys.readouterr().err


@pytest.mark.parametrize("more", [["--list"], ["--from", "x.db", "--dry-run"], ["--from", "x.db"]])
@pytest.mark.parametrize("what", ["folder", "drive"])
def test_with_the_folder_away_it_says_so_and_never_none(
    folder_school: SmallSchool, place: list[str], capsys: Capture, more: list[str], what: str
) -> None:
    school = folder_school
    folder_of(school).rename(school.folder / "gone")
    if what == "drive":
        place[1] = str(school.folder / "no" / "such" / "drive")
    assert main(["restore", *more, *place]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert "not in its place" in err or "cannot be reached" in err
    assert main(["restore", *more, "--json", *place]) == 1
    assert json.loads(capsys.readouterr().out)["what_to_do"]


# ------------------------------------------------------------------------ the places


@pytest.mark.parametrize("named", ["linked", "through dots", "linked, inside"])
def test_the_second_place_is_not_the_first_by_another_name(
    folder_school: SmallSchool, named: str
) -> None:
    school, folder = folder_school, folder_of(folder_school)
    ict = school.open("ict")
    linked = school.folder / "another disk"
    linked.symlink_to(folder, target_is_directory=True)
    (school.folder / "real").mkdir()
    elsewhere = {
        "linked": linked,
        "linked, inside": linked / BACKUPS / "more",
        "through dots": school.folder / "real" / ".." / folder.name,
    }[named]
    with pytest.raises(AnswersRefused) as refused:
        ict.copies.change(CopySettings(str(elsewhere)))
    assert [field for field, _ in refused.value.errors] == ["elsewhere"]
    ict.copies.change(CopySettings(str(school.folder / "real")))
    ict.copies.change(CopySettings("Z:\\nowhere here"))


@pytest.mark.parametrize("fails", ["full", "gone", "read"])
def test_a_second_place_that_fails_in_the_middle_costs_nothing_here(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    school, ict = folder_school, folder_school.open("ict")
    second = school.folder / "stick"
    second.mkdir()
    ict.copies.change(CopySettings(str(second)))
    real = CopyingChild.ask

    def ask(self: CopyingChild, asked: dict[str, Any], **how: Any) -> dict[str, Any]:
        there = str(asked.get("to") or asked.get("prove") or "").startswith(str(second))
        if there and "copy" in asked and fails == "full":
            Path(asked["to"]).write_bytes(b"half")
            raise OSError(errno.ENOSPC, "no space left")
        said = real(self, asked, **how)
        if there and "copy" in asked and fails == "gone":
            shutil.rmtree(second)
        if there and "prove" in asked and fails == "read":
            raise OSError(errno.EIO, "it does not read")
        return said

    with monkeypatch.context() as patch:
        patch.setattr(CopyingChild, "ask", ask)
        assert made(school, ict) is not None
    assert [one.whole for one in copies(school)] == [True]
    assert not list(second.rglob("*.db"))
    state = ict.copies.state()
    assert state.here.newest is not None
    assert state.elsewhere is not None
    assert state.elsewhere.newest is None
    # It is there again, with room: the next look brings it what it lacks.
    second.mkdir(exist_ok=True)
    made(school, ict)
    assert len(list(second.rglob("school-*.db"))) == 1


def test_among_thousands_of_other_peoples_files(
    folder_school: SmallSchool, place: list[str], capsys: Capture
) -> None:
    school, ict = folder_school, folder_school.open("ict")
    backups = folder_of(school) / BACKUPS
    backups.mkdir(exist_ok=True)
    for number in range(5_000):
        (backups / f"IMG_{number}.jpg").write_bytes(b"x")
    odd = ["school-2026-02-31.db", "school-2026-11-20 (1).db", "school-2026-11-20.db.bak"]
    for name in odd:
        (backups / name).write_bytes(b"x")
    (backups / "school-2026-11-19.db").mkdir()
    (backups / "school-2026-11-19.keys").mkdir()
    name = take_copy(school, ict)
    assert main(["restore", "--list", *place]) == 0
    first, other = capsys.readouterr().out.splitlines()
    assert first.startswith(name)
    assert "does not open" in other
    assert main(["restore", "--from", name, *place]) == 0
    assert all((backups / one).exists() for one in (*odd, "IMG_0.jpg", "IMG_4999.jpg"))


@pytest.mark.slow
def test_put_back_while_thirty_laptops_bring_what_waits_on_them(
    folder_school: SmallSchool,
) -> None:
    school, ict = folder_school, folder_school.open("ict")
    before = send(school, school.open("teacher1"))
    name = take_copy(school, ict)
    desks = [school.open(("teacher1", "teacher2")[number % 2]) for number in range(30)]
    with share_unplugged(school):
        for desk in desks:
            assert desk.cases.send(school.draft(answers.quick())).queued
    begin = threading.Barrier(31)
    failed: list[BaseException] = []

    def bring(desk: OpenSchool) -> None:
        begin.wait()
        until = time.monotonic() + 120
        while desk.cases.waiting() and time.monotonic() < until:
            try:
                desk.follow()
            except SchoolBusy:
                continue
            except BaseException as error:
                failed.append(error)
                raise

    threads = [threading.Thread(target=bring, args=(one,), daemon=True) for one in desks]
    for one in threads:
        one.start()
    begin.wait()
    ict.putting_back.put_back(name, PASSWORD)
    for one in threads:
        one.join()
    assert not failed
    # Whoever came before it was put back brings hers again; it lands once.
    for one in (*desks, ict):
        one.follow()
    ict.follow()
    found = [row.reference for row in ict.cases.page(CaseQuery(), limit=500).rows]
    assert len(found) == len(set(found)) == 30 + len(before)
    assert chain_is_whole(ict)
