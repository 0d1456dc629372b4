"""The school's timeline: imports, new years, merged entries, and what was done by hand."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select

from trent_desktop.asking import or_as_last_seen
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.newer import known
from trent_desktop.school.classes.belongings import Belongings
from trent_desktop.school.classes.step import Step, StepKind, TimelineLine
from trent_desktop.school.classes.undo import Rows, contents, undo, why_not_undone
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.tables import MemberRow, UndoStepRow

_SHOWN: Final = 40


class TimelineService:
    """What was done to pupils and classes, newest first, for whoever may change them."""

    def __init__(self, signed_in: SignedIn, belongings: Sequence[Belongings] = ()) -> None:
        """`belongings` go back along when a merging is undone."""
        self._me = signed_in
        self._belongings = belongings

    @or_as_last_seen
    def lines(self, limit: int = _SHOWN) -> tuple[TimelineLine, ...]:
        """The newest steps, each with whether it can be undone now. Raises `NotAllowed`."""
        self._me.require(Right.MANAGE_PUPILS)
        with self._me.database.read() as session:
            rows = session.execute(
                select(UndoStepRow)
                # Not by the moment: that is of whichever laptop did it, and clocks differ.
                .order_by(UndoStepRow.change.desc())
                .limit(limit)
            ).scalars()
            names = {
                row.id: row.name for row in session.execute(select(MemberRow.id, MemberRow.name))
            }
            now = contents(session)
            found: list[TimelineLine] = []
            for row in rows:
                kind = known(StepKind, row.kind)
                if kind is None:
                    continue  # of a newer program
                step = Step(row.id, kind, row.at, row.member_id, row.undone_at)
                found.append(
                    TimelineLine(
                        step,
                        _words(kind, row.before),
                        names.get(row.member_id, ""),
                        _why_not(step, row.before, now),
                    )
                )
            return tuple(found)

    def undo(self, step_id: uuid.UUID) -> None:
        """Put everything back as it was before a step.

        Raises `NotAllowed`, `NotFound`, and `MoveNotPossible` when what it changed is not any more
        as it left it.
        """
        undo(self._me, step_id, self._belongings)


def _why_not(step: Step, before: Mapping[str, Any], now: Rows) -> str:
    if step.undone_at is not None:
        return f"Undone on {date_for_people(step.undone_at.date())}."
    if "after" not in before:
        return ""  # of an earlier version of the program: undoing it looks
    return why_not_undone(before, now)


def _words(kind: StepKind, before: Mapping[str, Any]) -> str:
    pupils, classes = before["rows"]["pupil"], before["rows"]["class"]
    after = before.get("after", {}).get("pupil", {})
    match kind:
        case StepKind.SCHOOL_YEAR:
            left = sum(_left(pupils[one], after.get(one)) for one in pupils)
            return f"A new school year: {_children(len(pupils) - left)} moved up, {left} left"
        case StepKind.MERGE:
            return f"Two entries became one: {_name(pupils, after)}"
        case StepKind.IMPORT:
            return f"A class list: {_counted(pupils, after)}"
        case StepKind.HAND:
            if len(pupils) == 1:
                return f"By hand: {_name(pupils, after)}, {_one(pupils, after)}"
            if pupils:
                return f"By hand: {_counted(pupils, after)}"
            changed = [*classes, *(one for one in before.get("teachers", {}) if one not in classes)]
            named = _classes(before, changed)
            return f"By hand: {named}"


def _classes(before: Mapping[str, Any], ids: Sequence[str]) -> str:
    after = before.get("after", {}).get("class", {})
    names = [
        content["name"]
        for one in ids
        if (content := after.get(one) or before["rows"]["class"].get(one))
    ]
    return f"class {', '.join(names)}" if names else "whose class it is"


def _left(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> bool:
    return bool(before and before["active"] and after is not None and not after["active"])


def _one(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    (one,) = before
    if before[one] is None:
        return "added"
    if _left(before[one], after.get(one)):
        return "left"
    return "changed"


def _counted(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    added = sum(content is None for content in before.values())
    left = sum(_left(before[one], after.get(one)) for one in before)
    changed = len(before) - added - left
    parts = [
        f"{count} {words}"
        for count, words in ((added, "new"), (changed, "changed"), (left, "left"))
        if count
    ]
    return ", ".join(parts) or "nothing changed"


def _name(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    for one, content in before.items():
        named = after.get(one) or content
        if named:
            return f"{named['forename']} {named['surname']}".strip()
    return "a child"


def _children(count: int) -> str:
    return f"{count:,} {'child' if count == 1 else 'children'}"
