"""What is done with files rather than in the school's database: each is a line of the table."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.agreements.plans import HOW
from tests.agreements.school_forms import PUPIL_AND_PARENT, order
from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.agreements.paper.documents import write_per_group
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.school.keys.key_check import check_keys
from trent_desktop.storage.chosen_file import write_chosen
from trent_desktop.storage.copies.daily import back_up
from trent_desktop.storage.copies.key_files import new_copy_key, read_copy_key, save_copy_key
from trent_desktop.storage.copies.names import copies_in, folder_of

#: Raises `AssertionError`, or what went wrong. The path is a folder on the same share.
Work = Callable[[SmallSchool, Path], None]


def _signed_in(school: SmallSchool, name: str = "ict") -> OpenSchool:
    return school.open(name, root=school.folder / f"of-{name}")


def _sign_in(school: SmallSchool, _: Path) -> None:
    for _time in range(3):
        desk = _signed_in(school)
        assert not desk.started_away, desk.notices
        desk.follow()
        desk.close()


def _copy_of_the_day(school: SmallSchool, _: Path) -> None:
    desk = _signed_in(school)
    me, own = desk.signed_in, desk.signed_in.own_keys
    for _day in range(6):
        made = back_up(me.database, me.keys, school.clock, opens_with=lambda it: own.read(it).all)
        assert made is not None
        assert made.exists()
        assert made.with_suffix(".keys").exists()
        for one in copies_in(folder_of(school.location), school.clock().date()):
            one.path.unlink(missing_ok=True)  # as another day; a scanner may keep one
            one.keys.unlink(missing_ok=True)
    left = [one.name for one in folder_of(school.location).iterdir() if ".making" in one.name]
    assert not left, left


def _copy_key(_: SmallSchool, place: Path) -> None:
    for number in range(4):
        key = new_copy_key(uuid.uuid4())
        save_copy_key(key, place / f"copies-{number}.key")
        assert read_copy_key(place / f"copies-{number}.key").tag == key.tag


def _drafts(school: SmallSchool, _: Path) -> None:
    desk = _signed_in(school, "teacher1")
    for _time in range(8):
        draft = school.draft(answers.quick())
        desk.drafts.keep(draft)
        assert desk.drafts.get(draft.id) is not None
    kept = {one.id for one in desk.drafts.all()}
    desk.close()
    again = _signed_in(school, "teacher1")
    assert {one.id for one in again.drafts.all()} == kept


def _papers(_: SmallSchool, place: Path) -> None:
    for number in range(8):
        write_chosen(place / "A paper.pdf", b"%PDF " * (number + 1))
        assert _sizes(place) == {"A paper.pdf": 5 * (number + 1)}


def _sizes(place: Path) -> dict[str, int]:
    return {one.name: one.stat().st_size for one in place.iterdir()}


def _one_file_per_class(school: SmallSchool, place: Path) -> None:
    from ui.agreements.paper.print_work import new_folder

    batches = _signed_in(school, "teacher1").agreements.batches
    plan = batches.plan(order(*PUPIL_AND_PARENT))
    for number in range(3):
        with new_folder(place / f"Forms {number}") as (inside, name):
            made = write_per_group(plan, inside, HOW)
        assert {one.name for one in (place / name).iterdir()} == {one.name for one in made}
    assert {one.name for one in place.iterdir()} == {"Forms 0", "Forms 1", "Forms 2"}


def _this_laptop(_: SmallSchool, place: Path) -> None:
    from ui.preferences import FILE, Preferences

    for number in range(6):
        Preferences(place).change(school=f"S:\\Trent {number}", theme="dark")
        assert Preferences(place).choices.school == f"S:\\Trent {number}"
    assert [one.name for one in place.iterdir()] == [FILE]


def _check(school: SmallSchool, _: Path) -> None:
    desk = _signed_in(school)
    desk.check_file()
    assert not check_keys(desk.signed_in)


def _passwords(school: SmallSchool, _: Path) -> None:
    password = PASSWORD
    for number in range(3):
        root = school.folder / "of-head"
        desk = open_school(school.location.shown, "head", password, root=root, clock=school.clock)
        password, old = f"another-school-{number}", password
        desk.change_password(old, password)
        desk.close()


FILES: Final[dict[str, Work]] = {
    "sign in": _sign_in,
    "change a password": _passwords,
    "check": _check,
    "the copy of the day": _copy_of_the_day,
    "a key for copies": _copy_key,
    "drafts and outbox": _drafts,
    "a paper saved as PDF": _papers,
    "one file per class": _one_file_per_class,
    "what the laptop remembers": _this_laptop,
}
