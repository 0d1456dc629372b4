"""Words that a policy explains itself, and where they stand in its other clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from trent_desktop.policy.clauses import PolicyText
from trent_desktop.policy.topics import Topic

_TOPICS: Final = frozenset({Topic.SOCIAL_MEDIA, Topic.CYBER_BULLYING, Topic.COMMUNITY})
#: What is explained stands in quotation marks, early in the clause.
_QUOTED: Final = re.compile(r"[“\"‘']([^“”\"‘’']{3,60})[”\"’']")
_EARLY: Final = 60


@dataclass(frozen=True, slots=True)
class Definition:
    """A word or two, and what the policy says that they mean. `number` is the clause."""

    term: str
    words: str
    points: tuple[str, ...]
    number: str


def definitions(text: PolicyText) -> tuple[Definition, ...]:
    """What the policy explains, in its order."""
    found: list[Definition] = []
    for clause in text.clauses():
        if clause.topic not in _TOPICS:
            continue
        words = clause.words.replace("**", "")
        match = _QUOTED.search(words, 0, _EARLY + 60)
        if match is not None and match.start() <= _EARLY:
            found.append(Definition(match[1], words, clause.points, clause.number))
    return tuple(found)


class Explained:
    """Finds explained words in other text: `cyber bullying` also as `cyber-bullying`."""

    def __init__(self, defined: Sequence[Definition]) -> None:
        self._by_term = {_key(one.term): one for one in defined}
        terms = sorted(self._by_term, key=len, reverse=True)
        loose = "|".join(r"[\s-]*".join(map(re.escape, term.split())) for term in terms)
        self._any = re.compile(rf"\b(?:{loose})\b", re.IGNORECASE) if terms else None

    def __call__(self, words: str) -> Iterator[tuple[tuple[int, int], Definition]]:
        """Where explained words stand, with what they mean."""
        if self._any is None:
            return
        for match in self._any.finditer(words):
            one = self._by_term.get(_key(match[0])) or self._closest(match[0])
            if one is not None:
                yield match.span(), one

    def _closest(self, written: str) -> Definition | None:
        bare = re.sub(r"[\s-]+", "", written).casefold()
        return next(
            (one for term, one in self._by_term.items() if term.replace(" ", "") == bare), None
        )


def _key(term: str) -> str:
    return " ".join(re.split(r"[\s-]+", term.strip().casefold()))
