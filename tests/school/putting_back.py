"""What tests of putting a copy back do: make copies, look at the file, and spoil it."""

from __future__ import annotations

import uuid
from pathlib import Path

from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool
from tests.storage.copying import made
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.sent import Sent
from trent_desktop.school.keys.laptops.local_folder import Laptop
from trent_desktop.school.putting_back.access import Access, Remembered, by_code, by_password
from trent_desktop.storage.audit import check_chain
from trent_desktop.storage.location import BACKUPS


def folder_of(school: SmallSchool) -> Path:
    assert school.location.folder is not None
    return school.location.folder


def send(school: SmallSchool, who: OpenSchool, how_many: int = 1) -> list[Sent]:
    return [who.cases.send(school.draft(answers.quick())) for _ in range(how_many)]


def listed(member: OpenSchool) -> set[uuid.UUID]:
    return {row.id for row in member.cases.page(CaseQuery(), limit=500).rows}


def take_copy(school: SmallSchool, by: OpenSchool) -> str:
    """Today's copy; its name."""
    path = made(school, by)
    assert path is not None
    return path.name


def copies(school: SmallSchool) -> list[str]:
    return sorted(path.name for path in (folder_of(school) / BACKUPS).glob("school-*.db"))


def spoil(school: SmallSchool, how: str) -> None:
    """Let something happen to the school's file."""
    file = school.location.school_file
    if how == "deleted":
        file.unlink()
    elif how == "emptied":
        file.write_bytes(b"")
    elif how == "overwritten":
        file.write_bytes(b"\x17" * file.stat().st_size)
    elif how == "a page":
        with file.open("r+b") as opened:
            opened.seek(4096 * 40)
            opened.write(b"\x17" * 4096)
    else:
        raise ValueError(how)


def chain_is_whole(member: OpenSchool) -> bool:
    return check_chain(member.signed_in.database.read).broken_at is None


def at_the_door(school: SmallSchool, name: str = "ict", password: str = PASSWORD) -> Access:
    """Whoever cannot sign in, on a laptop that nobody has used."""
    laptop = Laptop(school.folder / f"door-{uuid.uuid4().hex[:6]}", school.location)
    return by_password(
        school.location, laptop, name, password, school.clock, lambda _store: Remembered()
    )


def with_the_code(school: SmallSchool) -> Access:
    laptop = Laptop(school.folder / f"door-{uuid.uuid4().hex[:6]}", school.location)
    return by_code(school.location, laptop, school.made.recovery_code, school.clock)
