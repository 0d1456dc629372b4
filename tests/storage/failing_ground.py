"""A school's folder that is put into one state after another. See `failing_states.py`."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.failing_calls import FailingCalls
from tests.schools import STAFF, copy_of, make_small_school
from trent_desktop.storage.location import KEYS_FILE, SCHOOL_FILE, parse_location
from trent_desktop.storage.sqlcipher import connect_file

State = Callable[["Ground"], Iterator[None]]
STATES: dict[str, State] = {}


def state(made: State) -> State:
    STATES[made.__name__.replace("_", " ").strip()] = made
    return made


class Ground:
    """A school, a laptop that knows its ICT Lead, and what lay in the folder on earlier days."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.share = folder / "drive" / "share"
        self.made = make_small_school(parse_location(folder / "made"), folder)
        self.before = folder / "before"
        shutil.copytree(folder / "made", self.before)
        # Who left since then had the school's keys changed.
        ict = self.made.open("ict")
        day = self.before / "school-2026-11-20"
        shutil.copy(folder / "made" / SCHOOL_FILE, day.with_suffix(".db"))
        shutil.copy(folder / "made" / KEYS_FILE, day.with_suffix(".keys"))
        ict.members.remove(self.made.members["teacher2"])
        self.made.close()
        self.other = folder / "other"
        make_small_school(parse_location(self.other), folder)
        self.unlike = folder / "unlike"
        staff = {f"{name}.x": one for name, one in STAFF.items()}
        del staff["teacher1.x"]
        make_small_school(parse_location(self.unlike), folder, staff=staff)
        self.school = self.made

    def anew(self) -> Path:
        shutil.rmtree(self.folder / "drive", ignore_errors=True)
        shutil.rmtree(self.folder / "laptops", ignore_errors=True)
        (self.folder / "laptops").mkdir()
        shutil.copytree(self.folder / "made", self.share)
        self.school = copy_of(self.made, parse_location(self.share), self.folder / "laptops")
        known = self.folder / "laptops" / "known"
        self.school.open("ict", root=known).close()
        return known

    @property
    def file(self) -> Path:
        return self.share / SCHOOL_FILE

    def connect(self) -> Any:
        ict = self.school.open("ict", root=self.folder / "laptops" / "aside")
        key = ict._me.database.data_key
        ict.close()
        return connect_file(self.file, key)

    def ordered(self, *orders: str) -> None:
        connection = self.connect()
        for order in orders:
            connection.execute(order)
        connection.close()

    @contextmanager
    def failing(
        self, kinds: int, error: int, place: Path | None = None, **how: Any
    ) -> Iterator[None]:
        calls = FailingCalls(place or self.share)
        calls.fail(kinds, error, **how)
        try:
            yield
        finally:
            calls.heal()
