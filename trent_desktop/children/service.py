"""Opening somebody's page, and taking it away on paper. Each is written down."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.register.register import Register
from trent_desktop.children.on_laptop import PagesOnLaptop
from trent_desktop.children.page import PersonPage, Whom
from trent_desktop.lessons.log import LessonLog
from trent_desktop.newer import known
from trent_desktop.problems import NotAllowed, NotFound
from trent_desktop.reports.chronology.kept import read_chronology
from trent_desktop.reports.chronology.values import Chronology, name_key, pupil_key
from trent_desktop.school.classes.undo import merged_into
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.people import YearGroup
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import digest
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import PupilRow


@dataclass(frozen=True, slots=True)
class _Head:
    """Who it is, as the school's lists have her; `keys` are those of her doubles as well."""

    name: str = field(repr=False)
    keys: tuple[str, ...]
    class_id: uuid.UUID | None = None
    class_name: str = ""
    year: str = ""
    has_left: bool = False
    known_as: str = field(default="", repr=False)


class PersonPages(PagesOnLaptop):
    """Pages of children, and of adults by name. Slow: off the GUI thread.

    What is in them comes from the index of this laptop, which holds what this member may read
    and nothing else: that there is more is not to be seen, not even as a number.
    """

    def __init__(self, signed_in: SignedIn, register: Register, lessons: LessonLog) -> None:
        super().__init__(signed_in)
        self._register = register
        self._lessons = lessons
        self._opened: set[Whom] = set()

    def open(self, whom: Whom) -> PersonPage:
        """Read somebody's page; that it was read is written down.

        Raises `NotAllowed`, and `NotFound` for a pupil whom there is not.
        """
        page = self._read(whom, Act.CHRONOLOGY_READ)
        self._opened.add(whom)
        return page

    def look_again(self, whom: Whom) -> PersonPage:
        """Read a page anew that is open already: something has changed meanwhile."""
        return self._read(whom, None) if whom in self._opened else self.open(whom)

    def note_print(self, whom: Whom, *, export: bool = False) -> None:
        """Write down that the chronology is printed, or saved. Raises as `open` does."""
        self._require(whom)
        act = Act.CHRONOLOGY_EXPORTED if export else Act.CHRONOLOGY_PRINTED
        with self._me.database.write() as session:
            self._me.audit(session, act, self._subject(whom))

    # ------------------------------------------------------------------ reading

    def _require(self, whom: Whom) -> None:
        self._me.require(Right.READ_CHRONOLOGY if whom.pupil_id else Right.READ_ADULTS)
        if not self.may_open(whom):
            raise NotAllowed("Nobody opens a page about themselves.")

    def _read(self, whom: Whom, act: Act | None) -> PersonPage:
        self._require(whom)
        me = self._me
        if act is None:
            with me.database.read() as session:
                head = self._head(session, whom)
        else:
            with me.database.write(Repeat.LOOKS) as session:
                head = self._head(session, whom)
                me.audit(session, act, self._subject(whom))
        told = self._told(head)
        is_here = whom.pupil_id is not None and not head.has_left
        sees_register = is_here and me.may(Right.SEE_REGISTER)
        return PersonPage(
            whom,
            head.name,
            head.class_name,
            head.year,
            head.has_left,
            told.events,
            told.tasks,
            self._register.pupil(whom.pupil_id) if sees_register and whom.pupil_id else None,
            self._lessons.taught(head.class_id) if is_here and head.class_id else (),
            head.known_as,
        )

    def _told(self, head: _Head) -> Chronology:
        with self._me.store.reading() as connection:
            return read_chronology(connection, head.keys)

    def _head(self, session: Session, whom: Whom) -> _Head:
        if whom.pupil_id is None:
            return _Head(whom.name, (name_key(whom.name),))
        row = session.execute(
            select(PupilRow).where(PupilRow.id == whom.pupil_id)
        ).scalar_one_or_none()
        if row is None:
            raise NotFound("There is no such pupil at the school.")
        classes = {one.id: one.name for one in self._me.directory.classes}
        year = known(YearGroup, row.year_group)
        # Reports keep the entry that they were written with, also when it was a child's double.
        ids = (row.id, *merged_into(session, row.id))
        return _Head(
            f"{row.forename} {row.surname}".strip(),
            tuple(map(pupil_key, ids)),
            row.class_id,
            classes.get(row.class_id, "") if row.class_id else "",
            year.title if year else "",
            not row.active,
            row.preferred if row.preferred != row.forename else "",
        )

    def _subject(self, whom: Whom) -> str:
        """What the trail calls somebody: an id, or a mark of the name; never the name itself."""
        if whom.pupil_id is not None:
            return str(whom.pupil_id)
        same = [one for one in self._me.directory.members if plain(one.name) == plain(whom.name)]
        if len(same) == 1:
            return str(same[0].id)
        return f"adult:{digest(name_key(whom.name).encode())[:16]}"
