"""Finds clauses as somebody types, and says where the words stand in what is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trent_desktop.policy.clauses import Clause, PolicyText, Section
from trent_desktop.policy.search import Found, search
from ui.policy.reader.prose import Paragraph, Span

#: Up to how many clauses a search is done before the next key. A school's own has about sixty.
_QUICK = 400


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that was found, and the words to mark in it.

    Where it was found in what stands before the clauses of a section, `clause` is made of that,
    and `section` is the section's place in the policy.
    """

    clause: Clause
    words: tuple[str, ...]
    section: int | None = None


class Finder:
    """Looks through one policy. Make it off the GUI thread: it reads the whole text once."""

    def __init__(self, text: PolicyText) -> None:
        self._text = text
        self._clauses = {one.number: one for one in reversed(tuple(text.clauses()))}
        #: Whether a search takes too long to be made at every key.
        self.is_slow = len(self._clauses) > _QUICK
        search(text, "policy")  # so that the first key finds everything ready

    def __call__(self, typed: str) -> tuple[Hit, ...]:
        """What has these words, or is about what was meant by them; the best first."""
        return tuple(self._hit(one) for one in search(self._text, typed))

    def _hit(self, found: Found) -> Hit:
        if found.topic or found.number in self._clauses:
            return Hit(self._clauses[found.number], found.marked)
        for place, section in enumerate(self._text.sections):
            if f"{section.number} {section.title}".strip() == found.section:
                return Hit(_head_of(section), found.marked, place)
        return Hit(Clause(found.number, found.text), found.marked)


def _head_of(section: Section) -> Clause:
    return Clause(section.number, " ".join(section.words), section.points, section.title)


def marks(paragraphs: Sequence[Paragraph], words: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
    """Where these words stand in each paragraph."""
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    if not longest_first:
        return ()
    anyone = "|".join(map(re.escape, longest_first))
    pattern = re.compile(rf"(?<!\w)(?:{anyone})(?!\w)")
    return tuple(tuple(match.span() for match in pattern.finditer(one.words)) for one in paragraphs)
