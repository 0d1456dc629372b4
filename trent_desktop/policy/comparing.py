"""What one version of the policy changes against another: clause by clause, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from trent_desktop.policy.clauses import Clause, PolicyText, Section
from trent_desktop.policy.editing import head_of

#: How alike two clauses must be to be one that was changed: of one number or topic, and else.
_ALIKE_AT_ITS_PLACE: Final = 0.25
_ALIKE_ELSEWHERE: Final = 0.6
_STRONG: Final = "**"


class ChangeKind(StrEnum):
    """What became of a piece."""

    SAME = "same"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    ADDED = "added"
    REMOVED = "removed"


class Mark(StrEnum):
    """How some words stand to the other version."""

    SAME = "same"
    GONE = "taken out"
    NEW = "put in"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words alike."""

    words: str
    mark: Mark = Mark.SAME
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A clause, or what stands before the clauses of a section (a `Section` without clauses)."""

    kind: ChangeKind
    section: str
    before: Clause | Section | None
    after: Clause | Section | None

    @property
    def runs(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """Its words before and after, line by line ended by a new line, with what is different."""
        before = "\n".join(lines_of(self.before)) if self.before else ""
        after = "\n".join(lines_of(self.after)) if self.after else ""
        return compared(before, after)


def lines_of(one: Clause | Section) -> tuple[str, ...]:
    """A clause, or what stands before the clauses of a section, line by line."""
    points = tuple(f"• {point}" for point in one.points)
    if isinstance(one, Section):
        return (*one.words, *points)
    words = f"{_STRONG}{one.lead}.{_STRONG} {one.words}" if one.lead else one.words
    return (words, *points) if words else points


def strong_runs(text: str, mark: Mark = Mark.SAME) -> list[Run]:
    """Words with their strong ones. Stars without a partner stay."""
    parts = text.split(_STRONG)
    if len(parts) % 2 == 0:
        parts[-2:] = [_STRONG.join(parts[-2:])]
    return [Run(part, mark, bool(at % 2)) for at, part in enumerate(parts) if part]


# ------------------------------------------------------------------------ words


def compared(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Two texts with what is only in the one, and only in the other."""
    old, new = _tokens(before), _tokens(after)
    left: list[Run] = []
    right: list[Run] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = what == "equal"
        left += _marked(old[a:b], Mark.SAME if same else Mark.GONE)
        right += _marked(new[c:d], Mark.SAME if same else Mark.NEW)
    return tuple(_together(left)), tuple(_together(right))


_Token = tuple[str, bool]


def _tokens(text: str) -> list[_Token]:
    return [
        (word, run.strong)
        for run in strong_runs(text)
        for word in re.findall(r"\s+|\S+", run.words)
    ]


def _marked(tokens: Sequence[_Token], mark: Mark) -> list[Run]:
    return [Run(word, mark, strong) for word, strong in tokens]


def _together(runs: Sequence[Run]) -> Iterator[Run]:
    """Neighbours that are alike as one; a space between two marked words is marked too."""
    held: Run | None = None
    for at, one in enumerate(runs):
        between = one.words.isspace() and 0 < at < len(runs) - 1 and "\n" not in one.words
        if between and runs[at - 1].mark is runs[at + 1].mark is not Mark.SAME:
            one = Run(one.words, runs[at - 1].mark, one.strong)  # noqa: PLW2901 - the same run
        if held is not None and (held.mark, held.strong) == (one.mark, one.strong):
            held = Run(held.words + one.words, held.mark, held.strong)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


# ------------------------------------------------------------------------ clauses


def changes(before: PolicyText, after: PolicyText) -> tuple[Change, ...]:
    """Every piece of both, in the order of `after`; what was taken out stands where it stood."""
    old = [(section, clause) for section in before.sections for clause in section.clauses]
    new = [(section, clause) for section in after.sections for clause in section.clauses]
    pairs = _pairs([clause for _, clause in old], [clause for _, clause in new])
    partner = {b: a for a, b in pairs.items()}
    gone = [at for at in range(len(old)) if at not in pairs]
    found: list[Change] = []
    heads = _head_pairs(before, after)
    at = 0

    def taken_out(until: int | None) -> None:
        """What stood before the clause that comes now, and is not there any more."""
        while gone and (until is None or gone[0] < until):
            section, clause = old[gone.pop(0)]
            found.append(Change(ChangeKind.REMOVED, section.title, clause, None))

    for place, section in enumerate(after.sections):
        found.append(_head(section, heads.get(place)))
        for clause in section.clauses:
            if at in partner:
                taken_out(partner[at])
                was = old[partner[at]][1]
                found.append(Change(_kind(was, clause), section.title, was, clause))
            else:
                found.append(Change(ChangeKind.ADDED, section.title, None, clause))
            at += 1
    taken_out(None)
    kept = set(heads.values())
    found += [
        Change(ChangeKind.REMOVED, one.title, head_of(one), None)
        for one in before.sections
        if one not in kept and (one.words or one.points or not one.clauses)
    ]
    return tuple(found)


def _kind(was: Clause, now: Clause) -> ChangeKind:
    if (was.words, was.points, was.lead) != (now.words, now.points, now.lead):
        return ChangeKind.CHANGED
    return ChangeKind.SAME if was.number == now.number else ChangeKind.RENUMBERED


def _head(section: Section, was: Section | None) -> Change:
    now = head_of(section)
    if was is None:
        return Change(ChangeKind.ADDED, section.title, None, now)
    same = (was.title, was.words, was.points) == (now.title, now.words, now.points)
    kind = ChangeKind.SAME if same else ChangeKind.CHANGED
    return Change(kind, section.title, head_of(was), now)


def _head_pairs(before: PolicyText, after: PolicyText) -> dict[int, Section]:
    """The section of `before` for each of `after`: of the same title, else of the same number."""
    left = list(before.sections)
    found: dict[int, Section] = {}
    for alike in (_same_title, _same_number):
        for place, now in enumerate(after.sections):
            was = next((one for one in left if place not in found and alike(one, now)), None)
            if was is not None:
                found[place] = was
                left.remove(was)
    return found


def _same_title(was: Section, now: Section) -> bool:
    return was.title.casefold() == now.title.casefold()


def _same_number(was: Section, now: Section) -> bool:
    return bool(now.number) and was.number == now.number


def _pairs(old: Sequence[Clause], new: Sequence[Clause]) -> dict[int, int]:
    """Which clause became which, by place: the same words first, then alike, then its number."""
    pairs: dict[int, int] = {}
    free = set(range(len(new)))
    words: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for at, one in enumerate(new):
        words.setdefault((one.words, one.points), []).append(at)
    for at, one in enumerate(old):
        places = [to for to in words.get((one.words, one.points), ()) if to in free]
        if places:
            to = next((to for to in places if new[to].number == one.number), places[0])
            pairs[at] = to
            free.discard(to)
    for least, near in (
        (_ALIKE_ELSEWHERE, _anywhere),
        (_ALIKE_AT_ITS_PLACE, _of_its_topic),
        (0.0, _of_its_number),
    ):
        for at, one in enumerate(old):
            if at in pairs:
                continue
            found = [(_likeness(one, new[to]), -to) for to in free if near(one, new[to])]
            likest, to = max(found, default=(-1.0, 0))
            if likest >= least:
                pairs[at] = -to
                free.discard(-to)
    return pairs


def _anywhere(_one: Clause, _other: Clause) -> bool:
    return True


def _of_its_topic(one: Clause, other: Clause) -> bool:
    return one.number == other.number or (bool(one.topic) and one.topic == other.topic)


def _of_its_number(one: Clause, other: Clause) -> bool:
    return one.number == other.number


def _likeness(one: Clause, other: Clause) -> float:
    """How alike two clauses are, from 0 to 1, word by word."""
    old, new = (" ".join(lines_of(it)).casefold().split() for it in (one, other))
    return SequenceMatcher(None, old, new, autojunk=False).ratio()
