"""The lessons there are: ours, and those that members of the school wrote or brought in."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.asking import on_laptop, or_on_laptop
from trent_desktop.lessons.ages import names_ages, with_ages
from trent_desktop.lessons.faults import LessonRefused, PackRefused
from trent_desktop.lessons.lesson import Audience
from trent_desktop.lessons.models import LessonPackRow
from trent_desktop.lessons.packs import DECKS, OURS, Pack, pack_of, read_pack, unzipped, zipped
from trent_desktop.lessons.reading import read_lesson
from trent_desktop.problems import NotAllowed, NotFound, SchoolAway, SomebodyWasFaster
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.dated_tables import TableName, table_in
from trent_desktop.storage.audit import Act
from trent_desktop.storage.landed import LandedBefore, Repeat, landed_before, made_id

_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@cache
def our_packs() -> tuple[Pack, ...]:
    """The lessons that come with the program, by their names."""
    return _packs_in(OURS)


@cache
def our_decks() -> tuple[Pack, ...]:
    """What is played before staff and parents, by name."""
    return _packs_in(DECKS)


def _packs_in(place: Path) -> tuple[Pack, ...]:
    folders = sorted(path for path in place.iterdir() if (path / "lesson.md").is_file())
    packs = (read_pack(folder) for folder in folders)
    return tuple(Pack(one.name, one.text, one.lesson, one.pictures, ours=True) for one in packs)


@dataclass(frozen=True, slots=True)
class SchoolPack:
    """A lesson of the school's own. `version` is for saving it again."""

    id: uuid.UUID
    pack: Pack
    member_id: uuid.UUID
    changed_at: dt.datetime
    version: int


class LessonLibrary:
    """Reads, writes and removes the school's own lessons. Slow: off the GUI thread."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @on_laptop
    def ours(self) -> tuple[Pack, ...]:
        """The lessons that come with the program, with the ages of apps as the school has them."""
        return tuple(self._with_our_ages(one) for one in our_packs())

    @or_on_laptop
    def decks(self, audience: Audience) -> tuple[Pack, ...]:
        """What is played before staff, or before parents: ours first, then the school's own.

        Asks the share for the school's own; without them while that is away.
        """
        ours = (self._with_our_ages(one) for one in our_decks())
        found = (*ours, *(one.pack for one in self.own()))
        return tuple(one for one in found if one.lesson.audience is audience)

    @on_laptop
    def with_our_ages(self, text: str) -> str:
        """A lesson's text with the ages of apps as the school has them, today. In memory."""
        table = table_in(self._me.directory.settings, TableName.APP_AGES)
        return with_ages(text, table, self._me.clock().date())

    def _with_our_ages(self, pack: Pack) -> Pack:
        if not names_ages(pack.text):
            return pack
        try:
            return replace(pack, lesson=read_lesson(self.with_our_ages(pack.text), pack.name))
        except LessonRefused:
            return pack  # an age that is a whole sentence would not fit: as it was shipped

    @or_on_laptop
    def own(self) -> tuple[SchoolPack, ...]:
        """The school's own lessons, by title; none while the share is away.

        What somebody slipped into the database is checked like any pack from outside; what does
        not pass is left out.
        """
        try:
            with self._me.database.read() as session:
                rows = list(session.execute(select(LessonPackRow)).scalars())
                found = [self._opened(row) for row in rows]
        except SchoolAway:
            return ()
        packs = (one for one in found if one is not None)
        return tuple(sorted(packs, key=lambda one: one.pack.lesson.title.casefold()))

    def save(
        self,
        text: str,
        pictures: Mapping[str, bytes],
        *,
        replaces: SchoolPack | None = None,
    ) -> SchoolPack:
        """Keep a lesson for the whole school.

        Raises `LessonRefused`, `PackRefused`, `NotAllowed` (somebody else's lesson),
        `SomebodyWasFaster`, or `SchoolAway`.
        """
        self._me.require(Right.REPORT)  # whoever works with children
        checked = pack_of("lesson", {"lesson.md": text.encode("utf-8"), **pictures})
        content = zipped(checked)
        me, now = self._me, self._me.clock()
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return self._saved(session, replaces)
            taken = set(session.execute(select(LessonPackRow.name)).scalars())
            if replaces is None:
                name = _free_name(checked.lesson.title, taken)
                row = LessonPackRow(id=made_id(), name=name, version=0)
                session.add(row)
            else:
                known = session.get(LessonPackRow, replaces.id)
                if known is None:
                    raise NotFound("This lesson was removed meanwhile. Save it as a new one.")
                if known.version != replaces.version:
                    raise SomebodyWasFaster(
                        "Somebody else changed this lesson meanwhile.",
                        what_to_do="Save yours as a new lesson, and compare them.",
                    )
                self._require_own(known)
                row = known
            row.content, row.member_id, row.changed_at = content, me.member.id, now
            row.version += 1
            me.audit(session, Act.LESSON_SAVED, row.name)
            saved = self._opened(row)
        if saved is None:
            raise PackRefused("This lesson could not be kept.")
        return saved

    def _saved(self, session: Session, replaces: SchoolPack | None) -> SchoolPack:
        """What was saved when the same was asked for before."""
        row = session.get(LessonPackRow, made_id() if replaces is None else replaces.id)
        saved = self._opened(row) if row is not None else None
        if saved is None:
            raise LandedBefore  # and was removed since
        return saved

    def bring_in(self, pack: Pack) -> SchoolPack:
        """Keep a pack that was read from a file."""
        return self.save(pack.text, pack.pictures)

    def remove(self, own: SchoolPack) -> None:
        """Take a lesson of the school's own away. What was taught stays in the log."""
        with self._me.database.write() as session:
            row = session.get(LessonPackRow, own.id)
            if row is not None:
                self._require_own(row)
                session.delete(row)
                self._me.audit(session, Act.LESSON_REMOVED, row.name)

    @on_laptop
    def may_change(self, own: SchoolPack) -> bool:
        """Whether she wrote it, or looks after the school's settings."""
        return own.member_id == self._me.member.id or self._me.may(Right.CHANGE_SETTINGS)

    def _require_own(self, row: LessonPackRow) -> None:
        if row.member_id != self._me.member.id and not self._me.may(Right.CHANGE_SETTINGS):
            raise NotAllowed(
                "A colleague wrote this lesson.", what_to_do="Make a copy, and change that."
            )

    def _opened(self, row: LessonPackRow) -> SchoolPack | None:
        try:
            pack = pack_of(row.name, unzipped(row.content))
        except (PackRefused, LessonRefused):
            return None
        pack = self._with_our_ages(pack)
        return SchoolPack(row.id, pack, row.member_id, row.changed_at, row.version)


def _free_name(title: str, taken: set[str]) -> str:
    """A name for a new pack: of its title, and unlike those of all others."""
    plain = _NO_LETTERS.sub("-", title.casefold()).strip("-")[:40] or "lesson"
    taken = taken | {one.name for one in (*our_packs(), *our_decks())}
    name, number = f"own-{plain}", 2
    while name in taken:
        name, number = f"own-{plain}-{number}", number + 1
    return name
