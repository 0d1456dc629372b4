"""One piece of the draft that somebody writes at: a clause, a new one, or the head of a section."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from trent_desktop.policy.clauses import Clause, PolicyText, Section, policy_from_json
from trent_desktop.policy.editing import AddClause, ChangeClause, ChangeHead, Edit, head_of

#: Under which name a laptop keeps what is being written.
NOTE: Final = "policy-piece"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields."""

    number: str = ""
    title: str = ""
    words: str = ""
    points: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Where it belongs, and what stood there when she began.

    `clause` for a clause that is changed; neither for a new one, behind the one of number `behind`;
    `head` for the title of a section and what stands before its clauses.
    """

    draft_id: uuid.UUID
    section: int
    behind: str = ""
    clause: Clause | None = field(default=None, repr=False)
    head: Section | None = field(default=None, repr=False)

    @property
    def title(self) -> str:
        """What she does."""
        if self.head is not None:
            return f"Change “{self.head.title}”"
        if self.clause is not None:
            return f"Change clause {self.clause.number}"
        return f"A clause after {self.behind}" if self.behind else "A first clause"

    def begun(self) -> Typed:
        """What stands in the fields at first."""
        if self.head is not None:
            head = self.head
            return Typed("", head.title, "\n".join(head.words), "\n".join(head.points))
        if self.clause is not None:
            one = self.clause
            return Typed(one.number, "", one.words, "\n".join(one.points))
        return Typed(next_number(self.behind))

    def edit(self, typed: Typed) -> Edit:
        """What she typed, as a change of the draft."""
        points = tuple(typed.points.splitlines())
        if self.head is not None:
            words = tuple(typed.words.splitlines())
            after = replace(self.head, title=typed.title, words=words, points=points)
            return ChangeHead(self.section, self.head, after)
        if self.clause is not None:
            after = replace(self.clause, number=typed.number, words=typed.words, points=points)
            return ChangeClause(self.clause, after)
        return AddClause(self.section, self.behind, Clause(typed.number, typed.words, points))

    def as_it_is_now(self, text: PolicyText) -> Piece:
        """The same piece over what stands there now; a new one where it was taken out."""
        if self.head is not None and self.section < len(text.sections):
            return replace(self, head=head_of(text.sections[self.section]))
        if self.clause is None:
            return replace(self, behind=_standing(text, self.section, self.behind))
        if self.clause in text.clauses():
            return self
        alike = [one for one in text.clauses() if one.number == self.clause.number]
        if len(alike) != 1:
            place = min(self.section, max(len(text.sections) - 1, 0))
            last = text.sections[place].clauses[-1:] if text.sections else ()
            behind = "".join(one.number for one in last)
            return replace(self, clause=None, section=place, behind=behind)
        return replace(self, clause=alike[0])


def next_number(behind: str) -> str:
    """The number that is likely after one: ``6.19`` after ``6.18``."""
    before, dot, last = behind.rpartition(".")
    return f"{before}{dot}{int(last) + 1}" if dot and last.isdecimal() else ""


def _standing(text: PolicyText, section: int, behind: str) -> str:
    if section >= len(text.sections):
        return ""
    numbers = [one.number for one in text.sections[section].clauses]
    return behind if behind in numbers else "".join(numbers[-1:])


# ---------------------------------------------------------------------- kept on the laptop


def kept(piece: Piece, typed: Typed) -> str:
    """As a note of this laptop."""
    stood = piece.head or Section("", "", (piece.clause,) if piece.clause else ())
    return json.dumps(
        {
            "draft": str(piece.draft_id),
            "section": piece.section,
            "behind": piece.behind,
            "is_head": piece.head is not None,
            "stood": PolicyText("", (stood,)).to_json(),
            "typed": [typed.number, typed.title, typed.words, typed.points],
        }
    )


def read_kept(note: str) -> tuple[Piece, Typed] | None:
    """Read it back; None for nothing, or what cannot be read."""
    try:
        body: Mapping[str, Any] = json.loads(note)
        stood = policy_from_json(body["stood"]).sections[0]
        is_head = bool(body["is_head"])
        piece = Piece(
            uuid.UUID(body["draft"]),
            int(body["section"]),
            str(body["behind"]),
            None if is_head or not stood.clauses else stood.clauses[0],
            stood if is_head else None,
        )
        number, title, words, points = (str(one) for one in body["typed"])
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    return piece, Typed(number, title, words, points)
