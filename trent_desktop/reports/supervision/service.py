"""The register of who uses computers only under supervision: written by a step, read by few."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.journeys.answers import day_of
from trent_desktop.problems import AnswersRefused, NotFound
from trent_desktop.reports.cases import Move, TimelineEntry
from trent_desktop.reports.entries import NewEntry
from trent_desktop.reports.models import BanRow
from trent_desktop.reports.supervision.sealing import (
    OpenedRow,
    open_row,
    passed_on,
    seal_row,
    with_lead,
    with_new_lead,
)
from trent_desktop.reports.supervision.step import FROM, UNTIL, WHOM
from trent_desktop.reports.supervision.values import Entry, Supervised
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import Clocked, SignedIn
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import MAY, Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import CannotOpen
from trent_desktop.storage.database import next_change
from trent_desktop.storage.keyring import Reader
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.role_key_rows import newest_role_keys
from trent_desktop.storage.tables import MemberRoleRow, MemberRow

#: The roles that see the register, in the order of their keys.
LEADING: Final = tuple(role for role in Role if role in MAY[Right.SEE_SUPERVISION])
_LONGEST: Final = 1_000
#: In the leads' part of a row whose report is for fewer people now.
SEALED_SINCE: Final = "sealed_since"
IN_THE_REPORT: Final = (
    "Write the reason in the report itself: people who do not read the report see this list. Then end it "
    "here without one."
)


class SupervisionService(Clocked):
    """Reads the register as far as the member who is signed in may, and ends an entry early."""

    def __init__(self, signed_in: SignedIn) -> None:
        super().__init__(signed_in)
        self._passed_on_at = -1

    # ------------------------------------------------------------------ for teachers

    @or_as_last_seen
    def of_class(self, class_id: uuid.UUID) -> tuple[Supervised, ...]:
        """Who of a class is supervised today: her own class, or any for those who lead.

        Nobody of another class. The name and the last day, and nothing more.
        """
        me = self._me
        if class_id not in me.member.class_ids and not me.may(Right.SEE_SUPERVISION):
            return ()
        if not me.may(Right.REPORT):
            return ()
        today = self.today
        pupils = {one.id: one for one in me.directory.pupils}
        found: list[Supervised] = []
        for _, opened in self._rows(today):
            first, last = day_of(opened.staff.get("from")), day_of(opened.staff.get("until"))
            if first is None or last is None or not first <= today <= last:
                continue
            pupil = pupils.get(_id(opened.staff.get("pupil")) or uuid.UUID(int=0))
            if pupil is not None and pupil.class_id == class_id:
                found.append(Supervised(pupil.name, last, pupil.id))
        return tuple(sorted(set(found), key=lambda one: one.name.casefold()))

    @or_as_last_seen
    def of_my_class(self) -> tuple[Supervised, ...]:
        """The same of the classes of the member who is signed in; nobody when she has none."""
        mine = self._me.member.class_ids
        return tuple(dict.fromkeys(one for class_id in mine for one in self.of_class(class_id)))

    # ------------------------------------------------------------------ for those who lead

    def register(self) -> tuple[Entry, ...]:
        """All of it: what holds first, then what is over, the newest first. Raises `NotAllowed`."""
        self._me.require(Right.SEE_SUPERVISION)
        today = self.today
        found = [_entry(self._me, row, opened) for row, opened in self._rows() if opened.lead]
        found.sort(key=lambda one: (one.first, one.name), reverse=True)
        return tuple(sorted(found, key=lambda one: not one.holds(today)))

    def end(self, entry_id: uuid.UUID, why: str) -> None:
        """End one early. Raises `NotAllowed`, `AnswersRefused` without a reason, `NotFound`.

        Done twice it is done once.
        """
        me, why = self._me, " ".join(why.split())
        me.require(Right.SEE_SUPERVISION)
        with me.database.write() as session:
            me.require_now(session, Right.SEE_SUPERVISION)
            row = session.get(BanRow, entry_id)
            opened = _opened(me, row) if row is not None else None
            if row is None or opened is None or opened.lead is None:
                raise NotFound("There is no such entry, or it is not yours to see.")
            if row.ended_at is not None:
                return
            sealed = bool(opened.lead.get(SEALED_SINCE))
            said = IN_THE_REPORT if sealed and why else "" if sealed else _wrong_with(why)
            if said:
                raise AnswersRefused(said, (("why", said),))
            row.content = with_lead(
                row.content, row.id, opened, ended_by=me.member.name, ended_why=why
            )
            row.ended_at = me.clock()
            row.change = next_change(session)
            me.audit(session, Act.SUPERVISION_ENDED, str(entry_id))

    # ------------------------------------------------------------------ passing on

    def pass_on(self) -> None:
        """Seal what holds to whoever has joined since, or has a new key; and to nobody who left.

        Called at every look at the share; asks it only when the people have changed.
        """
        me = self._me
        now = me.directory.change
        if now == self._passed_on_at or not me.may(Right.REPORT):
            return
        with me.database.read() as session:
            todo = [row.id for row, _ in _that_hold(me, session, self.today)]
        if todo:
            with me.database.write(Repeat.KNOWS) as session:
                for row, content in _that_hold(me, session, self.today):
                    row.content = content
                    row.change = next_change(session)
        self._passed_on_at = now

    # ------------------------------------------------------------------ inside

    def _rows(self, holding: dt.date | None = None) -> list[tuple[BanRow, OpenedRow]]:
        """All rows that open; of those for a class only what holds on a day."""
        wanted = select(BanRow)
        if holding is not None:
            wanted = wanted.where(BanRow.ended_at.is_(None), BanRow.until >= holding)
        with self._me.database.read() as session:
            rows = session.execute(wanted).scalars().all()
            session.expunge_all()
        opened = ((row, _opened(self._me, row)) for row in rows)
        return [(row, found) for row, found in opened if found is not None]


def _wrong_with(why: str) -> str:
    """What is wrong with a reason, as a sentence."""
    if not why:
        return "Say why."
    return f"Use at most {_LONGEST:,} characters." if len(why) > _LONGEST else ""


def put_down(session: Session, me: SignedIn, case_id: uuid.UUID, entry: NewEntry) -> None:
    """Write what a step says into the register, inside the step's own unit of work."""
    members, roles = staff_readers(session), newest_role_keys(session, LEADING)
    for row in sealed_rows(case_id, entry, members, roles):
        row.change = next_change(session)
        session.add(row)
        me.audit(session, Act.SUPERVISION_BEGUN, str(row.id))


def sealed_rows(
    case_id: uuid.UUID, entry: NewEntry, members: Iterable[Reader], roles: Iterable[Reader]
) -> Iterator[BanRow]:
    """What a step says as rows of the register, one for each child; `change` is still to be set.

    `members` are all staff, `roles` the newest keys of those in `LEADING`.
    """
    people = cast("list[Mapping[str, Any]]", entry.details.get(WHOM, []))
    staff_keys, lead_keys = tuple(members), tuple(roles)
    for number, person in enumerate(people):
        row_id = uuid.uuid5(entry.id, f"supervised {number}")
        staff = {
            "pupil": person.get("id"),
            "name": str(person.get("name", "")),
            "class": str(person.get("class", "")),
            "from": entry.details.get(FROM),
            "until": entry.details.get(UNTIL),
        }
        lead = {"case": str(case_id), "reason": entry.words, "by": entry.author.name}
        yield BanRow(
            id=row_id,
            content=seal_row(row_id, staff, lead, staff_keys, lead_keys),
            made_at=entry.at,
            until=day_of(entry.details.get(UNTIL)),
            ended_at=None,
            change=0,
        )


def leave_out(session: Session, me: SignedIn, timeline: Iterable[TimelineEntry]) -> None:
    """A report is for fewer from now on: take what the register says of it out of the register.

    That somebody is under supervision, and until when, stays for those who look after the class.
    """
    for entry in timeline:
        people = entry.details.get(WHOM) if entry.move is Move.SUPERVISE else None
        for number in range(len(cast("list[Any]", people)) if isinstance(people, list) else 0):
            row = session.get(BanRow, uuid.uuid5(entry.id, f"supervised {number}"))
            opened = _opened(me, row) if row is not None else None
            if row is not None and opened is not None:
                leading = newest_role_keys(session, LEADING)
                row.content = with_new_lead(
                    row.content, row.id, opened, {SEALED_SINCE: True}, leading
                )
                row.change = next_change(session)


def staff_readers(session: Session) -> tuple[Reader, ...]:
    """Everybody who works at the school and has joined, with the key she has now."""
    roles: dict[uuid.UUID, set[str]] = {}
    for member_id, role in session.execute(
        select(MemberRoleRow.member_id, MemberRoleRow.role).where(MemberRoleRow.until.is_(None))
    ):
        roles.setdefault(member_id, set()).add(role)
    staff = {role.value for role in MAY[Right.REPORT]}
    rows = session.execute(
        select(MemberRow.id, MemberRow.public_key).where(
            MemberRow.state == MemberState.ACTIVE.value, MemberRow.public_key.is_not(None)
        )
    )
    return tuple(Reader(id_, key) for id_, key in rows if key and roles.get(id_, set()) & staff)


def _that_hold(me: SignedIn, session: Session, today: dt.date) -> Iterator[tuple[BanRow, bytes]]:
    """Rows that hold and have other readers than they should, with what they should hold."""
    members, roles = staff_readers(session), newest_role_keys(session, LEADING)
    for row in session.execute(select(BanRow).where(BanRow.ended_at.is_(None))).scalars():
        opened = _opened(me, row) if row.until is None or row.until >= today else None
        content = passed_on(row.content, opened, members, roles) if opened else None
        if content is not None:
            yield row, content


def _opened(me: SignedIn, row: BanRow) -> OpenedRow | None:
    try:
        return open_row(me.keyring, row.id, row.content)
    except CannotOpen:
        return None


def _entry(me: SignedIn, row: BanRow, opened: OpenedRow) -> Entry:
    staff, lead = opened.staff, opened.lead or {}
    pupil_id = _id(staff.get("pupil"))
    pupil = next((one for one in me.directory.pupils if one.id == pupil_id), None)
    first = day_of(staff.get("from")) or row.made_at.date()
    return Entry(
        id=row.id,
        name=str(staff.get("name", "")),
        class_name=pupil.class_name if pupil else str(staff.get("class", "")),
        first=first,
        last=day_of(staff.get("until")) or first,
        reason=str(lead.get("reason", "")),
        made_by=str(lead.get("by", "")),
        case_id=_id(lead.get("case")),
        ended_at=row.ended_at,
        ended_by=str(lead.get("ended_by", "")),
        ended_why=str(lead.get("ended_why", "")),
    )


def _id(value: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(value)) if value else None
    except ValueError:
        return None
