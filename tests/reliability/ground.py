"""A school to be ruined again and again: made once, copied for each cell."""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path
from typing import Final

from tests.agreements.school_forms import PUPIL_AND_PARENT, order
from tests.reports import answers
from tests.schools import PASSWORD, copy_of, make_small_school
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.reports.cases import Move
from trent_desktop.storage.beside.presence import HERE, STALE_S
from trent_desktop.storage.location import parse_location
from trent_desktop.storage.schema import CURRENT

MARK: Final = "A sentence that is nowhere else"
NEW_PASSWORD: Final = "sample-school-2"
#: The member whose password changes, and who is removed.
HERS: Final = "teacher2"
FORM: Final = "form"
REPORT: Final = uuid.uuid5(uuid.NAMESPACE_OID, "report")
STOPPED: Final = uuid.uuid5(uuid.NAMESPACE_OID, "stopped")
#: All who have a laptop that knows the school.
WITH_LAPTOPS: Final = ("teacher1", HERS, "ict", "dsl", "head")
_RELEASED = Path(__file__).parents[1] / "storage" / "fixtures" / "released"


class Ground:
    """The school at `base`/share, always the same place; its laptops beside it."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self.share = base / "share"
        self._notes: dict[str, str] = {}
        self._opened: list[OpenSchool] = []
        self._make()
        self.school = self._original

    # ------------------------------------------------------------------ made once

    def _make(self) -> None:
        self._original = make_small_school(parse_location(self.share), self._base)
        self.school = self._original
        teacher = self.open("teacher1")
        for number in range(4):
            teacher.cases.send(
                self.school.draft(answers.quick(), id=REPORT if not number else uuid.uuid4())
            )
        teacher.cases.send(self.school.draft(answers.stop(), "stop", id=STOPPED))
        for one in teacher.drafts.all():
            teacher.drafts.discard(one.id)
        for name in WITH_LAPTOPS:
            self.open(name).follow()
        ict = self.open("ict")
        dsl = self.open("dsl")
        dsl.cases.act(
            STOPPED, Move.NOTE, version=dsl.cases.open_case(STOPPED).version, entry_id=uuid.uuid4(),
            words="Spoke with her.",
        )  # fmt: skip
        batches = teacher.agreements.batches
        plan = batches.issue(batches.plan(order(*PUPIL_AND_PARENT)), pages=1)
        form = plan.forms[0].id
        self._notes = {FORM: str(form), "key": ict.signed_in.database.data_key.hex()}
        self.close()
        self.share.rename(self._base / "original share")
        (self._base / "laptops").rename(self._base / "original laptops")
        self._make_older()

    def _make_older(self) -> None:
        """The newest released school that is older than this program, with a laptop of hers."""
        version = max(one.name for one in _RELEASED.iterdir() if one.name != CURRENT)
        shutil.copytree(_RELEASED / version, self._base / "older share")

    # ------------------------------------------------------------------ for each cell

    def anew(self, *, older: bool = False) -> None:
        """The school as it was, at the place it always is."""
        self.close()
        for name in ("share", "laptops"):
            shutil.rmtree(self._base / name, ignore_errors=True)
        shutil.copytree(self._base / ("older share" if older else "original share"), self.share)
        if not older:
            shutil.copytree(self._base / "original laptops", self._base / "laptops")
        self.school = copy_of(self._original, parse_location(self.share), self._base)

    def open(self, name: str, *, password: str = PASSWORD, laptop: str = "") -> OpenSchool:
        """Sign in on this member's own laptop, the same each time, or on another."""
        root = self._base / "laptops" / (laptop or name)
        made = open_school(
            self.school.location.shown, name, password, root=root, clock=self.school.clock
        )
        self._opened.append(made)
        return made

    def minutes_pass(self) -> None:
        """Who said a while ago that she has the school open, and nothing since, has gone."""
        for one in (self.share / HERE).glob("in-*"):
            then = one.stat().st_mtime - STALE_S
            os.utime(one, (then, then))

    @property
    def opened(self) -> OpenSchool | None:
        """Who signed in last."""
        return self._opened[-1] if self._opened else None

    def close(self) -> None:
        """Shut every laptop."""
        for one in self._opened:
            one.close()
        self._opened.clear()

    def note(self, name: str) -> str:
        """Something that is needed of the school as it was made."""
        return self._notes[name]
