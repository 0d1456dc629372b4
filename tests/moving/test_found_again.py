"""Whoever comes to the old place finds the new one: through a share process, with a slip, with the code."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.moving.places import gets_in
from tests.reports import answers as made
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.problems import DamagedDatabase, FolderNotEmpty, NotASchool
from trent_desktop.roles import Role
from trent_desktop.school.keys.joining.joining import join, look_up
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.school.keys.recovery.recovering import recover
from trent_desktop.share.school import open_distant_school
from trent_desktop.share.starting import Share
from trent_desktop.storage.gone import GoneRow
from trent_desktop.storage.sqlcipher import connect_file


def test_a_window_with_its_own_share_process(folder_school: SmallSchool, tmp_path: Path) -> None:
    old, new = folder_school.location.shown, str(tmp_path / "new")
    share, root = Share(), tmp_path / "laptop"
    school = open_distant_school(old, "teacher1", PASSWORD, share=share, root=root)
    try:
        school.follow()
        ict = folder_school.open("ict")
        with ThreadPoolExecutor(1) as beside:
            moving = beside.submit(ict.moving.move, new, PASSWORD)
            while not moving.done():  # a window looks all the time, and so lets go when asked
                school.follow()
                time.sleep(0.5)
            moving.result()
        assert school.cases.send(folder_school.draft(made.quick())).queued
        assert school.follow().moved == new
        school.close()
        share.get_ready()
        while share._ready is None or not share._ready.lives:
            time.sleep(0.1)
        # Its laptop asks at the old place, and is at the new one.
        school = open_distant_school(old, "teacher1", PASSWORD, share=share, root=root)
        assert school.location == new
        assert school.notices[0] == f"The school has moved to {new}. Your password is the same."
        assert school.follow().sent
    finally:
        school.close()
        share.close()


def test_a_slip_and_the_code_in_the_safe(folder_school: SmallSchool, tmp_path: Path) -> None:
    school, old, new = folder_school, folder_school.location.shown, str(tmp_path / "new")
    ict = school.open("ict")
    (slip,) = ict.members.invite([Invitation("Nia Rowlands", "nia", frozenset({Role.TEACHER}))])
    ict.moving.move(new, PASSWORD)
    root = tmp_path / "hers"
    assert look_up(old, slip.code, root=root, clock=school.clock).name == "Nia Rowlands"
    assert join(old, slip.code, "a-word-of-her-own", root=root, clock=school.clock) == "nia"
    again = recover(
        old, school.made.recovery_code, "head", "another-word-entirely", root=root,
        clock=school.clock,
    )  # fmt: skip
    assert again == "head"
    assert gets_in(school, old, "ict") == new
    assert gets_in(school, old, "head").startswith("SignInRefused"), "she has another word now"


def test_the_old_file_itself_refuses_whatever_program(
    folder_school: SmallSchool, tmp_path: Path
) -> None:
    school = folder_school
    school.open("ict").moving.move(str(tmp_path / "new"), PASSWORD)
    raw = connect_file(school.location.school_file, school.made.data_key)
    for order in (
        "UPDATE school SET change = change + 1",
        "DELETE FROM member",
        "INSERT INTO counter (name, last) VALUES ('x', 1)",
    ):
        with pytest.raises(Exception, match="the school has moved"):
            raw.execute(order)
    raw.close()


def test_where_a_school_is_not_moved_to(folder_school: SmallSchool, tmp_path: Path) -> None:
    school, ict = folder_school, folder_school.open("ict")
    full = tmp_path / "full"
    full.mkdir()
    (full / "a letter.txt").write_text("Dear parents")
    with pytest.raises(FolderNotEmpty):
        ict.moving.move(str(full), PASSWORD)
    with pytest.raises(NotASchool, match="already at that place"):
        ict.moving.move(school.location.shown, PASSWORD)
    with pytest.raises(NotASchool, match="belongs to"):
        ict.moving.move(str(tmp_path / "Dropbox" / "school"), PASSWORD)
    assert not ict.cases.send(school.draft(made.quick())).queued
    # A row that cannot be read is not taken for another one.
    raw = connect_file(school.location.school_file, school.made.data_key)
    raw.execute("UPDATE pupil SET born = 'the first of May'")
    raw.close()
    with pytest.raises(DamagedDatabase, match="pupil"):
        ict.moving.move(str(tmp_path / "new"), PASSWORD)
    assert gets_in(school, school.location.shown) == school.location.shown
    assert GoneRow.__tablename__ == "gone"
