"""Steps that can be undone: what pupils, classes and members were before, row by row."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Uuid, column, delete, inspect, literal, select, update
from sqlalchemy import table as sql_table
from sqlalchemy.orm import Session

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import MoveNotPossible, NotFound
from trent_desktop.school.classes.belongings import Belongings
from trent_desktop.school.classes.step import Step, StepKind
from trent_desktop.school.classes.whose import give_class
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import made_id
from trent_desktop.storage.tables import (
    ClassRow,
    MemberClassRow,
    MemberRow,
    PupilRow,
    Table,
    UndoStepRow,
)

_PUPIL = (
    "upn",
    "admission_number",
    "forename",
    "surname",
    "preferred",
    "born",
    "year_group",
    "class_id",
)
_PUPIL_STATE = ("active", "left_on")
_CLASS = ("name", "year_groups", "active")

#: What is in a row, by its column; None for a row that is not there.
Content = dict[str, Any] | None
#: Rows by kind (pupil, class) and id.
Rows = dict[str, dict[str, Content]]


@dataclass
class Record:
    """Gathers what rows were before they are changed. Call `keep` first, `write` at the end."""

    before: Rows = field(default_factory=lambda: {"pupil": {}, "class": {}})
    #: What else went from one pupil to another, by the name of the `Belongings`.
    handed: dict[str, Any] = field(default_factory=dict[str, Any])
    #: Whose a class was, by its id.
    teachers: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def keep(self, row: PupilRow | ClassRow) -> None:
        """Remember a row as it is, once."""
        kind, content = _content(row)
        self.before[kind].setdefault(str(row.id), content)

    def added(self, row: PupilRow | ClassRow) -> None:
        """Remember that a row was not there."""
        self.before["pupil" if isinstance(row, PupilRow) else "class"][str(row.id)] = None

    def keep_teachers(self, class_id: uuid.UUID, members: Iterable[uuid.UUID]) -> None:
        """Remember whose a class is."""
        self.teachers.setdefault(str(class_id), sorted(str(one) for one in members))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was remembered."""
        return not (any(self.before.values()) or self.teachers)

    def write(self, session: Session, me: SignedIn, kind: StepKind, change: int) -> Step:
        """Add the step to the database, with what is there now: undoing compares that."""
        session.flush()
        after = contents(session, {kind: set(rows) for kind, rows in self.before.items()})
        row = UndoStepRow(
            id=made_id("step"),
            kind=kind.value,
            member_id=me.member.id,
            at=me.clock(),
            change=change,
            before={
                "rows": self.before,
                "after": after,
                "versions": {
                    "pupil": dict(_versions(session, PupilRow, self.before["pupil"])),
                    "class": dict(_versions(session, ClassRow, self.before["class"])),
                },
                "handed": self.handed,
                "teachers": self.teachers,
            },
            undone_at=None,
        )
        session.add(row)
        session.flush()
        return step_of(row)


def contents(session: Session, wanted: Mapping[str, Collection[str]] | None = None) -> Rows:
    """What is in these rows now, or in all; None for those that are not there."""
    found: Rows = {}
    for kind, table in (("pupil", PupilRow), ("class", ClassRow)):
        names = (*_PUPIL, *_PUPIL_STATE) if table is PupilRow else _CLASS
        columns = [getattr(table, name) for name in ("id", *names)]
        there = {
            str(row[0]): {name: _plain(value) for name, value in zip(names, row[1:], strict=True)}
            for row in session.execute(select(*columns))
        }
        ids = wanted.get(kind, ()) if wanted is not None else there
        found[kind] = {one: there.get(one) for one in ids}
    return found


def changed_since(before: Mapping[str, Any], now: Rows) -> dict[str, int]:
    """How many rows of a step, by kind, are not any more as the step left them.

    Content is compared: what was changed and put back is as it was.
    """
    after: Rows = before["after"]
    return {
        kind: count
        for kind, rows in after.items()
        if (count := sum(now[kind].get(one) != content for one, content in rows.items()))
    }


def why_not_undone(before: Mapping[str, Any], now: Rows) -> str:
    """Why a step cannot be undone as things stand, in a sentence; empty where it can."""
    if changed := changed_since(before, now):
        return f"{in_words(changed)} {SINCE}"
    rows: Rows = before["rows"]
    then = {kind: {**now[kind], **rows[kind]} for kind in ("pupil", "class")}
    classes = {one: content for one, content in then["class"].items() if content}
    there = {one for one, content in classes.items() if content["active"]}
    at_home = there | {""}
    lost = [
        content
        for one, content in then["pupil"].items()
        if content
        and content["active"]
        and (content["class_id"] or "") not in at_home
        # Who is in such a class now, and stays in it, is nothing that this step does.
        and not (content == now["pupil"].get(one) and _is_away(now, content["class_id"]))
    ]
    if lost:
        whom = "1 pupil" if len(lost) == 1 else f"{len(lost)} pupils"
        return f"{whom} would be in a class that is no longer there, so this cannot be undone yet."
    names = Counter(str(classes[one]["name"]).casefold() for one in there)
    twice = sorted(
        str(classes[one]["name"])
        for one in there
        if names[str(classes[one]["name"]).casefold()] > 1 and one in rows["class"]
    )
    if twice:
        return f"There would be two classes called {twice[0]}, so this cannot be undone yet."
    return ""


def _is_away(now: Rows, class_id: str) -> bool:
    content = now["class"].get(class_id)
    return content is None or not content["active"]


def _content(row: PupilRow | ClassRow) -> tuple[str, dict[str, Any]]:
    names = (*_PUPIL, *_PUPIL_STATE) if isinstance(row, PupilRow) else _CLASS
    kind = "pupil" if isinstance(row, PupilRow) else "class"
    return kind, {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in ("born", "left_on"):
        return dt.date.fromisoformat(value)
    return uuid.UUID(value) if name == "class_id" else value


def _versions(
    session: Session, table: type[PupilRow] | type[ClassRow], ids: Iterable[str]
) -> Iterable[tuple[str, int]]:
    wanted = set(ids)
    for row in session.execute(select(table.id, table.version)):
        if str(row.id) in wanted:
            yield str(row.id), row.version


def merged_into(session: Session, pupil_id: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """The entries that turned out to be the same child as `pupil_id`, and were merged into it."""
    steps = session.execute(
        select(UndoStepRow.before).where(
            UndoStepRow.kind == StepKind.MERGE.value, UndoStepRow.undone_at.is_(None)
        )
    ).scalars()
    merged: dict[str, list[str]] = {}
    for before in steps:
        for handed in before.get("handed", {}).values():
            if "target" in handed:  # not every room says which two they were
                merged.setdefault(str(handed["target"]), []).append(str(handed["source"]))
    found: dict[str, None] = {}
    to_look = merged.get(str(pupil_id), [])
    while to_look:
        one = to_look.pop()
        if one not in found:
            found[one] = None
            to_look = [*to_look, *merged.get(one, [])]
    return tuple(uuid.UUID(one) for one in found)


def last_step(session: Session, kind: StepKind) -> Step | None:
    """The newest step of a kind."""
    row = session.execute(
        select(UndoStepRow)
        .where(UndoStepRow.kind == kind.value)
        .order_by(UndoStepRow.change.desc())
        .limit(1)
    ).scalar_one_or_none()
    return step_of(row) if row else None


def step_of_call(session: Session) -> Step:
    """The step that the call under way took before: the answer of a repeat."""
    return step_of(session.get_one(UndoStepRow, made_id("step")))


def undo(me: SignedIn, step_id: uuid.UUID, belongings: Sequence[Belongings] = ()) -> None:
    """Put everything back as it was before a step, and what was handed over among `belongings`.

    Raises `MoveNotPossible` when something of it was changed since: undoing would lose that.
    """
    me.require(Right.MANAGE_PUPILS)
    with me.database.write() as session:
        step = session.get(UndoStepRow, step_id)
        if step is None:
            raise NotFound("There is nothing to undo.")
        if step.undone_at is not None:
            raise MoveNotPossible(
                f"This was already undone on {date_for_people(step.undone_at.date())}."
            )
        rows: Rows = step.before["rows"]
        if "after" in step.before:
            if why := why_not_undone(step.before, contents(session)):
                raise MoveNotPossible(why, what_to_do=LATER_FIRST)
        else:  # a step of an earlier version of the program
            _require_unchanged(session, step.before["versions"])
        _put_back(session, PupilRow, rows["pupil"])
        session.flush()
        _put_back(session, ClassRow, rows["class"])
        _give_back_classes(session, step.before.get("teachers", {}))
        # Steps of earlier versions of the program handed nothing over.
        handed = step.before.get("handed", {})
        for one in belongings:
            if one.name in handed:
                one.hand_back(session, handed[one.name])
        step.undone_at = me.clock()
        me.audit(session, Act.STEP_UNDONE, str(step_id), {"kind": step.kind})
        next_change(session, directory=True)


SINCE: Final = "changed since, so this cannot be undone in one go."
LATER_FIRST: Final = "Undo first what was done later, or change them by hand."


def in_words(changed: Mapping[str, int]) -> str:
    """``3 of these pupils and 1 of these classes were``."""
    parts = [
        f"{count} of these {'pupils' if kind == 'pupil' else 'classes'}"
        for kind, count in changed.items()
    ]
    return f"{' and '.join(parts)} {'was' if sum(changed.values()) == 1 else 'were'}"


def _require_unchanged(session: Session, versions: dict[str, dict[str, int]]) -> None:
    for kind, table in (("pupil", PupilRow), ("class", ClassRow)):
        wanted: dict[str, int] = versions[kind]
        now = dict(_versions(session, table, wanted))
        changed = [one for one, version in wanted.items() if now.get(one) != version]
        if changed:
            what = "pupils" if kind == "pupil" else "classes"
            raise MoveNotPossible(
                f"{len(changed)} of these {what} were changed since, so this can no longer be "
                "undone in one go.",
                what_to_do="Change them by hand under Pupils and classes.",
            )


def _put_back(
    session: Session, table: type[PupilRow] | type[ClassRow], rows: dict[str, Any]
) -> None:
    for row_id, content in rows.items():
        row = session.get(table, uuid.UUID(row_id))
        if row is None:
            continue
        if content is None:
            if isinstance(row, ClassRow):
                let_go(session, row.id)
            if is_named(session, table, row.id):
                # A form, a lesson, a family names it: it goes out of every list, and stays.
                row.active = False
                if isinstance(row, PupilRow):
                    row.class_id = None
                row.version += 1
            else:
                session.delete(row)
            continue
        for name, value in content.items():
            setattr(row, name, _value(name, value))
        row.version += 1


def is_named(session: Session, table: type[Table], row_id: uuid.UUID) -> bool:
    """Whether a row of another table names this one."""
    return any(
        session.execute(
            select(literal(1)).select_from(sql_table(other)).where(column(name, Uuid()) == row_id)
        ).first()
        is not None
        for other, name in naming(session, table)
    )


def naming(session: Session, table: type[Table]) -> list[tuple[str, str]]:
    """The columns, by table, in which another row can name one of these.

    The file itself is asked: a program knows only the tables whose services were used in it.
    """
    return sorted(
        (other, key["constrained_columns"][0])
        for (_, other), keys in inspect(session.connection()).get_multi_foreign_keys().items()
        for key in keys
        if key["referred_table"] == table.__tablename__
    )


def let_go(session: Session, class_id: uuid.UUID) -> None:
    """A class is nobody's any more."""
    session.execute(update(MemberRow).where(MemberRow.class_id == class_id).values(class_id=None))
    session.execute(delete(MemberClassRow).where(MemberClassRow.class_id == class_id))


def _give_back_classes(session: Session, teachers: Mapping[str, Sequence[str]]) -> None:
    for stored, members in teachers.items():
        class_id = uuid.UUID(stored)
        if session.get(ClassRow, class_id) is None:
            continue
        give_class(session, class_id, [uuid.UUID(one) for one in members])


def step_of(row: UndoStepRow) -> Step:
    """A step as a value."""
    return Step(row.id, StepKind(row.kind), row.at, row.member_id, row.undone_at)
