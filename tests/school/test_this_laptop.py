"""What lies on a laptop belongs to the school and its member, not to the text of a path."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool, make_small_school
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.problems import SchoolAway, SignInRefused
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.location import parse_location


def at(school: SmallSchool, place: Path, root: Path, password: str = PASSWORD) -> OpenSchool:
    found = open_school(place, "teacher1", password, root=root, clock=school.clock)
    school._opened.append(found)
    return found


@pytest.fixture
def drive(folder_school: SmallSchool) -> Path:
    """The same folder under another name, as another drive letter or a UNC path is."""
    letter = folder_school.folder / "Z"
    assert folder_school.location.folder is not None
    letter.symlink_to(folder_school.location.folder, target_is_directory=True)
    return letter


def test_the_same_school_by_another_path_shows_the_same_drafts_and_outbox(
    folder_school: SmallSchool, drive: Path
) -> None:
    share, root = folder_school.location.folder, folder_school.folder / "laptop"
    assert share is not None
    teacher = at(folder_school, share, root)
    teacher.drafts.keep(folder_school.draft(answers.quick()))
    waits = folder_school.draft(answers.quick())
    teacher.cases.sending.put_first(waits)
    mark = teacher.signed_in.laptop.mark
    kept = {one.id for one in teacher.drafts.all()}
    teacher.close()
    other = at(folder_school, drive, root)
    assert {one.id for one in other.drafts.all()} == kept
    assert [one.id for one in other.cases.waiting()] == [waits.id]
    assert other.signed_in.laptop.mark == mark
    assert len(other.follow().sent) == 1
    other.close()
    # And while the share is away by both; but not by a path that was never gone.
    share.rename(share.with_name("unplugged"))
    for place in (share, drive):
        away = at(folder_school, place, root)
        assert away.started_away
        assert len(away.drafts.all()) == 2
        away.close()
    with pytest.raises(SchoolAway):
        at(folder_school, folder_school.folder / "Y", root)


def test_wrong_passwords_are_counted_whatever_the_path(
    folder_school: SmallSchool, drive: Path
) -> None:
    share, root = folder_school.location.folder, folder_school.folder / "laptop"
    assert share is not None
    waited = 0
    for place in (share, drive) * 6:
        with pytest.raises(SignInRefused) as refused:
            at(folder_school, place, root, "not this one")
        waited = max(waited, refused.value.wait_seconds)
        if waited:
            break
    for place in (share, drive):
        with pytest.raises(SignInRefused) as refused:
            at(folder_school, place, root)
        assert refused.value.wait_seconds


def test_another_school_at_the_same_path_shows_nothing_of_the_first(
    folder_school: SmallSchool, tmp_path: Path
) -> None:
    share, root = folder_school.location.folder, folder_school.folder / "laptop"
    assert share is not None
    teacher = at(folder_school, share, root)
    teacher.drafts.keep(folder_school.draft(answers.quick()))
    teacher.close()
    first = share.with_name("first")
    share.rename(first)
    second = make_small_school(parse_location(share), tmp_path / "second")
    other = at(second, share, root)
    assert other.drafts.all() == ()
    assert other.notices == ()
    other.close()
    share.rename(share.with_name("second share"))
    away = at(second, share, root)
    assert away.started_away
    assert away.school.name == "Larkfield Primary School"
    assert away.drafts.all() == ()
    away.close()
    moved = at(folder_school, first, root)  # the first is still there, where it is now
    assert len(moved.drafts.all()) == 1


def test_what_an_earlier_program_kept_under_the_path_is_carried_over(
    folder_school: SmallSchool,
) -> None:
    share, root = folder_school.location.folder, folder_school.folder / "laptop"
    assert share is not None
    teacher = at(folder_school, share, root)
    draft = folder_school.draft(answers.quick())
    teacher.drafts.keep(draft)
    secret = b"s" * 32
    teacher.signed_in.laptop.secrets.keep(teacher.member.id, secret)
    teacher.close()
    # As it was: in a folder by the path's name, and nothing remembered of which school it is.
    (folder,) = (root / "schools").iterdir()
    former = root / "schools" / parse_location(share).tag
    folder.rename(former)
    shutil.rmtree(root / "places")
    mark = digest(str(former).encode("utf-8"))[:24]
    share.rename(share.with_name("unplugged"))
    again = at(folder_school, share, root)  # also while the share is away
    assert again.started_away
    assert again.drafts.all() == (draft,)
    assert again.signed_in.laptop.secrets.read(again.member.id) == secret
    assert again.signed_in.laptop.mark == mark  # it is still the laptop that is known
    assert not former.exists()
    again.close()
    share.with_name("unplugged").rename(share)
    there = at(folder_school, share, root)
    assert there.drafts.all() == (draft,)
    assert there.signed_in.laptop.mark == mark
