"""The lessons there are: ours, and those that members of the school wrote or brought in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_on_laptop
from trent_desktop.lessons.faults import LessonRefused, PackRefused
from trent_desktop.lessons.models import LessonPackRow
from trent_desktop.lessons.on_laptop import LibraryOnLaptop, our_decks, our_packs
from trent_desktop.lessons.packs import Pack, pack_of, unzipped, zipped
from trent_desktop.lessons.values import Before, SchoolPack
from trent_desktop.problems import NotAllowed, NotFound, SchoolAway, SomebodyWasFaster
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.landed import LandedBefore, Repeat, made_id
from trent_desktop.storage.landed_rows import landed_before

_NO_LETTERS = re.compile(r"[^a-z0-9]+")


class LessonLibrary(LibraryOnLaptop):
    """Reads, writes and removes the school's own lessons. Slow: off the GUI thread."""

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
        replaces: SchoolPack | Before | None = None,
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

    def _saved(self, session: Session, replaces: SchoolPack | Before | None) -> SchoolPack:
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

    def _require_own(self, row: LessonPackRow) -> None:
        if row.member_id != self._me.member.id and not self._me.may(Right.CHANGE_SETTINGS):
            raise NotAllowed(
                "A colleague wrote this lesson.", what_to_do="Make a copy, and change that."
            )

    def _opened(self, row: LessonPackRow) -> SchoolPack | None:
        try:
            pack = pack_of(row.name, unzipped(row.content), was_kept=True)
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
