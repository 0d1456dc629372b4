"""Two texts of the policy side by side: what stayed, changed, is new, is gone, or has moved.

for row in differences(old, new).rows:
    row.kind, row.old, row.new, row.old_pieces, row.new_pieces
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trent_desktop.policy.clauses import Clause, PolicyText, Section

_PIECE: Final = re.compile(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]")
#: From here on two clauses are the same one, changed.
_ALIKE: Final = 0.6
#: With the same number less is needed: it was written anew.
_ALIKE_HERE: Final = 0.3
_MOST: Final = 400


class Change(StrEnum):
    """What became of a row."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    MOVED = "moved"  # the same words under another number
    MOVED_AND_CHANGED = "moved-and-changed"


class Part(StrEnum):
    """What a row is of."""

    TITLE = "title"
    SECTION = "section"  # the heading, and what stands before the clauses
    CLAUSE = "clause"
    SIGNATURES = "signatures"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both have, or that only this side has."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page: left as it was, right as it is. The number is empty where it is not."""

    part: Part
    kind: Change
    section: str
    old_number: str = ""
    new_number: str = ""
    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """All rows in the order of the new text; what is gone stands where it was."""

    rows: tuple[Row, ...]

    def count(self, *kinds: Change) -> int:
        """How many rows of these kinds there are."""
        return sum(one.kind in kinds for one in self.rows)

    @property
    def is_same(self) -> bool:
        """Whether there is no difference at all."""
        return all(one.kind is Change.SAME for one in self.rows)


@dataclass(frozen=True, slots=True)
class _Unit:
    part: Part
    number: str
    section: str
    text: str


def differences(old: PolicyText, new: PolicyText) -> Differences:
    """Compare clause by clause, whatever their numbers are now. Half a second for a long policy."""
    before, after = _units(old), _units(new)
    pairs = _pairs(before, after)
    met = set(pairs.values())
    rows: list[Row] = []
    gone = [at for at in range(len(before)) if at not in met]
    for at, unit in enumerate(after):
        was = pairs.get(at)
        if was is not None:
            while gone and gone[0] < was:
                rows.append(_gone(before[gone.pop(0)]))
            rows.append(_row(before[was], unit))
        else:
            rows.append(
                Row(unit.part, Change.NEW, unit.section, "", unit.number, (), _whole(unit.text))
            )
    rows += [_gone(before[at]) for at in gone]
    return Differences(tuple(rows))


def _units(policy: PolicyText) -> list[_Unit]:
    found = [_Unit(Part.TITLE, "", "", policy.title)]
    for section in policy.sections:
        name = f"{section.number}. {section.title}" if section.number else section.title
        found.append(_Unit(Part.SECTION, section.number, name, _section_text(section)))
        found += [
            _Unit(Part.CLAUSE, one.number, name, _clause_text(one)) for one in section.clauses
        ]
    signed = "\n".join(
        " · ".join(part for part in (one.name, one.role, one.when) if part)
        for one in policy.signatures
    )
    if signed:
        found.append(_Unit(Part.SIGNATURES, "", "", signed))
    return found


def _section_text(section: Section) -> str:
    return "\n".join([section.title, *section.words, *(f"• {one}" for one in section.points)])


def _clause_text(clause: Clause) -> str:
    lead = f"{clause.lead}: " if clause.lead else ""
    return "\n".join([lead + clause.words, *(f"• {one}" for one in clause.points)])


def _pairs(before: Sequence[_Unit], after: Sequence[_Unit]) -> dict[int, int]:
    """Which of the old (value) each of the new (key) is: the surest first, each once."""
    pairs: dict[int, int] = {}
    open_old = set(range(len(before)))

    def take(new: int, old: int) -> None:
        pairs[new] = old
        open_old.discard(old)

    for same_number in (True, False):  # the same words, best under the same number
        for at, unit in enumerate(after):
            if at in pairs:
                continue
            for was in sorted(open_old):
                other = before[was]
                if (other.part, other.text) == (unit.part, unit.text) and (
                    not same_number or other.number == unit.number
                ):
                    take(at, was)
                    break
    ranked: list[tuple[float, int, int]] = []
    for at, unit in enumerate(after[:_MOST]):
        if at in pairs:
            continue
        for was in sorted(open_old)[:_MOST]:
            other = before[was]
            if other.part is unit.part:
                here = other.number == unit.number
                alike = _alike(other.text, unit.text)
                if unit.part in (Part.TITLE, Part.SIGNATURES):
                    alike = 1.0
                if alike >= (_ALIKE_HERE if here else _ALIKE):
                    ranked.append((alike + (0.15 if here else 0.0), at, was))
    for _, at, was in sorted(ranked, key=lambda one: (-one[0], one[1], one[2])):
        if at not in pairs and was in open_old:
            take(at, was)
    return pairs


def _alike(one: str, other: str) -> float:
    first, second = _pieces(one), _pieces(other)
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE_HERE or matcher.quick_ratio() < _ALIKE_HERE:
        return 0.0
    return matcher.ratio()


def _row(old: _Unit, new: _Unit) -> Row:
    moved = old.number != new.number
    if old.text == new.text:
        kind = Change.MOVED if moved else Change.SAME
        left, right = _whole(old.text, differs=False), _whole(new.text, differs=False)
    else:
        kind = Change.MOVED_AND_CHANGED if moved else Change.CHANGED
        left, right = _compared(old.text, new.text)
    return Row(new.part, kind, new.section, old.number, new.number, left, right)


def _gone(unit: _Unit) -> Row:
    return Row(unit.part, Change.GONE, unit.section, unit.number, "", _whole(unit.text), ())


def _whole(text: str, *, differs: bool = True) -> tuple[Piece, ...]:
    return (Piece(text, differs),) if text else ()


def _compared(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both sides in pieces, word by word."""
    first, second = _pieces(old), _pieces(new)
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        differs = kind != "equal"
        left.append(Piece("".join(first[a:b]), differs))
        right.append(Piece("".join(second[c:d]), differs))
    return _joined(left), _joined(right)


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Without empty ones; a space between two that differ belongs to them."""
    kept = [one for one in pieces if one.text]
    out: list[Piece] = []
    for at, piece in enumerate(kept):
        lonely = (
            not piece.text.strip()
            and 0 < at < len(kept) - 1
            and kept[at - 1].differs
            and kept[at + 1].differs
        )
        one = Piece(piece.text, piece.differs or lonely)
        if out and out[-1].differs == one.differs:
            out[-1] = Piece(out[-1].text + one.text, one.differs)
        else:
            out.append(one)
    return tuple(out)


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(text.replace("**", ""))
