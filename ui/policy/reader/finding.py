"""Finds clauses as somebody types, and says where the words stand in what is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trent_desktop.policy.clauses import Clause, PolicyText
from ui.policy.reader.clause_view import paragraphs_of
from ui.policy.reader.prose import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A clause, and for each of its paragraphs which letters are marked."""

    clause: Clause
    marked: tuple[tuple[Span, ...], ...]


class Finder:
    """Looks through one policy."""

    def __init__(self, text: PolicyText) -> None:
        self._clauses = [
            (
                clause,
                " ".join((clause.number, clause.lead, clause.words, *clause.points)).casefold(),
            )
            for clause in text.clauses()
        ]

    def __call__(self, typed: str) -> Sequence[Found]:
        """The clauses that have all the words."""
        words = typed.casefold().split()
        return [
            Found(clause, marks(clause, words))
            for clause, said in self._clauses
            if words and all(word in said for word in words)
        ]


def marks(clause: Clause, words: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
    """Where words begin with one of these, in each of a clause's paragraphs."""
    starts = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word)
    if not starts:
        return tuple(() for _one in paragraphs_of(clause))
    pattern = re.compile(rf"\b(?:{starts})\w*", re.IGNORECASE)
    return tuple(
        tuple(match.span() for match in pattern.finditer(one.words))
        for one in paragraphs_of(clause)
    )
