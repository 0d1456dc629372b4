"""An old backup of the place that a school has left: nobody who was sent on goes back to it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.moving.places import gets_in, moved
from tests.reports.doing import send
from tests.school.putting_back import take_copy
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.opening import open_school


def back_in_time(folder: Path, backup: Path) -> None:
    """What whoever looks after the server does: all of it as it was."""
    shutil.rmtree(folder)
    shutil.copytree(backup, folder)


def test_whoever_was_sent_on_is_sent_on_again(filled: SmallSchool, tmp_path: Path) -> None:
    school, old = filled, filled.location.folder
    assert old is not None
    shutil.copytree(old, tmp_path / "backup")
    running = school.open("head", root=tmp_path / "running")
    teacher = school.open("teacher1", root=tmp_path / "hers")
    teacher.close()
    ict = school.open("ict", root=tmp_path / "mover")
    new = moved(school, ict, str(tmp_path / "new"))
    ict.close()
    assert running.follow().moved == new
    running.close()
    assert gets_in(school, str(old), "teacher1", tmp_path / "hers") == new
    back_in_time(old, tmp_path / "backup")
    for name, root in (("teacher1", "hers"), ("head", "running"), ("ict", "mover")):
        assert gets_in(school, str(old), name, tmp_path / root) == new, name
    # What she writes is where the others read.
    teacher = open_school(
        str(old), "teacher1", PASSWORD, root=tmp_path / "hers", clock=school.clock
    )
    assert any("has moved" in one for one in teacher.notices)
    sent = send(school, teacher)
    teacher.close()
    head = open_school(new, "head", PASSWORD, root=tmp_path / "running", clock=school.clock)
    head.follow()
    assert head.cases.open_case(sent.case_id)
    head.close()


@pytest.mark.parametrize("cleared", ["all of it", "its file"])
def test_cleared_away_it_leads_on_still(filled: SmallSchool, tmp_path: Path, cleared: str) -> None:
    """And to no page where a copy would be put back there."""
    school, old, hers = filled, filled.location, tmp_path / "hers"
    assert old.folder is not None
    new = moved(school, school.open("ict"), str(tmp_path / "new"))
    assert gets_in(school, old.shown, "teacher1", hers) == new
    if cleared == "its file":
        old.school_file.unlink()
    else:
        shutil.rmtree(old.folder)
    assert gets_in(school, old.shown, "teacher1", hers) == new


def test_what_really_came_back_is_no_old_backup(filled: SmallSchool, tmp_path: Path) -> None:
    """Moved there and back while this laptop was away, and then a copy from before both put back."""
    school, old = filled, filled.location.shown
    away, hers = tmp_path / "away", tmp_path / "hers"
    ict = school.open("ict")
    name = take_copy(school, ict)
    school.clock.turn(hours=1)
    new = moved(school, ict, str(tmp_path / "new"))
    ict.close()
    for root in (away, hers):
        assert gets_in(school, old, "teacher1", root) == new
    ict = open_school(new, "ict", PASSWORD, root=tmp_path / "second", clock=school.clock)
    assert moved(school, ict, old) == old
    ict.close()
    assert gets_in(school, old, "teacher1", hers) == old
    ict = open_school(old, "ict", PASSWORD, root=tmp_path / "third", clock=school.clock)
    school.clock.turn(hours=1)
    ict.putting_back.put_back(name, PASSWORD)
    ict.close()
    shutil.rmtree(new)  # after a term
    for root in (away, hers):
        assert gets_in(school, old, "teacher1", root) == old
