"""Cases that belong together. Each says so, to those alone who read the other one too.

Which case the other is stands in a box within the entry, sealed to the readers that both have:
whoever reads one of them alone finds out nothing about the other, not even with a debugger.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.newer import known
from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotFound
from trent_desktop.reports.case_store import NOT_THERE, StoredCase
from trent_desktop.reports.cases import CaseFile, CaseSummary, EntryKind, Move, Tie, TimelineEntry
from trent_desktop.reports.entries import NewEntry
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.timeline_words import SHOWN_TIE
from trent_desktop.reports.workflow import OVER
from trent_desktop.roles import Role
from trent_desktop.storage.cipher import CannotOpen, new_key, unwrap, wrap
from trent_desktop.storage.keyring import Keyring, Reader, seal_case_key
from trent_desktop.storage.role_key_rows import newest_role_keys
from trent_desktop.storage.tables import CaseReaderRow, MemberRow

LINKED: Final = "linked"
LED_HERE: Final = "led here"  # the other one was closed, and is led on in this one
LED_THERE: Final = "led there"
UNTIED: Final = "untied"
_TIES: Final = (Move.LINK_CASE, Move.UNLINK_CASE, Move.MERGE)
_WORDS: Final = {LED_HERE: "It continues here: ", LED_THERE: "It continues there: "}
_BOX: Final = "tie"
_CONTEXT: Final = b"case-tie/1|"


@dataclass(frozen=True, slots=True)
class OpenedTie:
    """A tie as one of the readers of both cases opens it."""

    case_id: uuid.UUID
    how: str
    why: str = field(default="", repr=False)  # of what was untied


def other_case(move: Move, details: Mapping[str, Any]) -> uuid.UUID | None:
    """Which case is to be bound to the one at hand; None for a move that binds none.

    Raises `NotFound` where that is no case.
    """
    if move not in _TIES:
        return None
    try:
        return uuid.UUID(str(details.get("other", "")))
    except ValueError:
        raise NotFound(NOT_THERE) from None


def check(move: Move, stored: StoredCase, other: StoredCase, keyring: Keyring) -> None:
    """Raises `AnswersRefused` or `MoveNotPossible` where the two cannot be bound."""
    if other.row.id == stored.row.id:
        raise _refused("Choose another report.")
    if other.in_part or other.newer or stored.newer:
        raise MoveNotPossible("Only reports that you lead on can be put together.")
    bound = _tied([one for entry in stored.timeline if (one := opened(keyring, entry))])
    how = bound[other.row.id].how if other.row.id in bound else ""
    if how and move is Move.LINK_CASE:
        raise _refused(f"{other.row.reference} is already there.")
    if move is Move.UNLINK_CASE and how != LINKED:
        raise _refused(f"{other.row.reference} is not put to this report.")
    if move is Move.MERGE and other.state in OVER:
        raise MoveNotPossible(
            f"{other.row.reference} is over, so nothing can continue in it.",
            what_to_do="Open it again first, or choose another report.",
        )


def bind(
    session: Session, stored: StoredCase, other: StoredCase, entry: NewEntry
) -> tuple[NewEntry, NewEntry]:
    """The entry with its box, and the one that goes into the other case."""
    readers = _readers_of_both(session, stored, other)
    merged, untied = entry.move is Move.MERGE, entry.move is Move.UNLINK_CASE
    # Why they were untied says much of the other one: it is for those who read both.
    how, why = (UNTIED, entry.words) if untied else (LINKED, "")
    hers = boxed(readers, other.row.id, LED_THERE if merged else how, why)
    others = NewEntry(
        uuid.uuid5(entry.id, "the other report"),
        EntryKind.MOVE,
        entry.at,
        entry.author,
        Move.UNLINK_CASE if untied else Move.LINK_CASE,
        details=boxed(readers, stored.row.id, LED_HERE if merged else how, why),
    )
    kept = {name: value for name, value in entry.details.items() if name != "other"}
    words = "" if untied else entry.words
    return replace(entry, words=words, details={**kept, **hers}), others


def boxed(readers: Iterable[Reader], case_id: uuid.UUID, how: str, why: str = "") -> dict[str, Any]:
    """Which case it is, and how they belong together, sealed to `readers`: details of an entry."""
    key = new_key()
    told = json.dumps({"case": str(case_id), "how": how, "why": why}).encode("ascii")
    sealed = seal_case_key(key, readers)
    return {
        _BOX: {
            "box": base64.b64encode(wrap(key, told, _CONTEXT)).decode("ascii"),
            "keys": {
                str(one): base64.b64encode(theirs).decode("ascii") for one, theirs in sealed.items()
            },
        }
    }


def opened(keyring: Keyring, entry: TimelineEntry) -> OpenedTie | None:
    """Which case a tie leads to; None where it is none, or not for this member to know."""
    box = entry.details.get(_BOX)
    if entry.move not in _TIES or not isinstance(box, dict):
        return None
    kept = cast("dict[str, Any]", box)
    try:
        key = keyring.open_case_key(
            (uuid.UUID(reader), base64.b64decode(sealed))
            for reader, sealed in cast("dict[str, str]", kept["keys"]).items()
        )
        if key is None:
            return None
        told = json.loads(unwrap(key, base64.b64decode(kept["box"]), _CONTEXT))
        return OpenedTie(uuid.UUID(told["case"]), str(told["how"]), str(told.get("why", "")))
    except (CannotOpen, ValueError, KeyError, TypeError, AttributeError):
        return None


def with_ties(file: CaseFile, keyring: Keyring, index: LocalIndex) -> CaseFile:
    """The case as its reader may see it: with ties to what she reads as well, and no others.

    By the index of this laptop, in which there is only what she may read.
    """
    read: list[tuple[OpenedTie, CaseSummary]] = []
    timeline: list[TimelineEntry] = []
    for entry in file.timeline:
        if entry.move not in _TIES:
            timeline.append(entry)
            continue
        tie = opened(keyring, entry)
        other = index.get(tie.case_id) if tie is not None else None
        if tie is not None and other is not None and other.readable:
            read.append((tie, other))
            words = f"{_WORDS.get(tie.how, '')}{other.reference}"
            shown = replace(entry, words=tie.why or entry.words, details={SHOWN_TIE: words})
            timeline.append(shown)
        elif entry.move is Move.MERGE:
            timeline.append(replace(entry, move=Move.CLOSE, details={}))
    others = {other.id: other for _, other in read}
    ties = tuple(
        Tie(case_id, others[case_id].reference, others[case_id].title, tie.how)
        for case_id, tie in _tied([tie for tie, _ in read]).items()
    )
    unlinks = any(one.how == LINKED for one in ties)
    moves = file.moves if unlinks else file.moves - {Move.UNLINK_CASE}
    return replace(file, timeline=tuple(timeline), ties=ties, moves=moves)


def _tied(ties: Iterable[OpenedTie]) -> dict[uuid.UUID, OpenedTie]:
    """What is tied after all of these, the first tied first: the last word of each holds."""
    found: dict[uuid.UUID, OpenedTie] = {}
    for one in ties:
        found.pop(one.case_id, None)
        if one.how != UNTIED:
            found[one.case_id] = one
    return found


def _readers_of_both(session: Session, one: StoredCase, other: StoredCase) -> tuple[Reader, ...]:
    """Whom both cases are sealed to, by their newest keys."""
    (members, roles), (others, other_roles) = (_read_by(session, case) for case in (one, other))
    both = members.keys() & others.keys()
    # One of them may be sealed to some holders of a role alone, and the other to all of them.
    both |= {who for who, role in members.items() if role in other_roles}
    both |= {who for who, role in others.items() if role in roles}
    keys = session.execute(select(MemberRow.id, MemberRow.public_key).where(MemberRow.id.in_(both)))
    return (
        *newest_role_keys(session, [role for role in Role if role in roles & other_roles]),
        *(Reader(row.id, row.public_key) for row in keys),
    )


def _read_by(
    session: Session, stored: StoredCase
) -> tuple[dict[uuid.UUID, Role | None], set[Role]]:
    """Members to whom a case is sealed, each with the role for which, and roles as a whole.

    Of a sealed one what it says of its readers itself: its rows name roles that open nothing too.
    """
    said = stored.standing.readers
    rows = session.execute(
        select(CaseReaderRow.reader_id, CaseReaderRow.role, MemberRow.id)
        .outerjoin(MemberRow, MemberRow.id == CaseReaderRow.reader_id)
        .where(CaseReaderRow.case_id == stored.row.id)
    ).all()
    read: list[tuple[uuid.UUID, Role | None, uuid.UUID | None]] = [
        (reader_id, known(Role, role), member)
        for reader_id, role, member in rows
        if said is None or role in said
    ]
    return (
        {reader_id: role for reader_id, role, member in read if member is not None},
        {role for _, role, member in read if member is None and role is not None},
    )


def _refused(sentence: str) -> AnswersRefused:
    return AnswersRefused(sentence, (("other", sentence),))
