"""Finds clauses while somebody types: by their words, by what was meant, with a slip forgiven.

for found in search(policy, "facebook friend"):
    found.number, found.text, found.marks
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from trent_desktop.policy.clauses import Clause, PolicyText, Section
from trent_desktop.policy.meanings import EMPTY, MEANINGS

_WORD: Final = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_NUMBER: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
#: What a match weighs: the word itself, how it begins, another word for it, one with a slip.
_SAME, _BEGINS, _MEANT, _SLIP = 1.0, 0.8, 0.4, 0.7
#: And what is added where the clause is about it.
_ABOUT: Final = 0.6
#: Of the best that was found, this much is still worth showing.
_WORTH: Final = 0.45
_SHORTEST_SLIP: Final = 4
_SHORTEST_MEANT: Final = 3
_MOST_WORDS: Final = 12
_ENDINGS: Final = ("ing", "ers", "ies", "es", "ed", "er", "s")


@dataclass(frozen=True, slots=True)
class Found:
    """A clause that was found. `number` is the section's where a paragraph of it was found.

    `text` are its words and points without stars; `marks` are places in it (from, to), and
    `marked` the words that stand there.
    """

    number: str
    text: str
    section: str
    topic: str
    marks: tuple[tuple[int, int], ...]

    @property
    def marked(self) -> tuple[str, ...]:
        """The words to mark, each once."""
        return tuple(dict.fromkeys(self.text[start:end] for start, end in self.marks))


def search(policy: PolicyText, words: str, *, most: int = 60) -> tuple[Found, ...]:
    """The clauses about `words`, the best first; at most so many. Nothing typed finds nothing."""
    return _made_ready(policy).find(words, most)


@lru_cache(maxsize=4)
def _made_ready(policy: PolicyText) -> _Index:
    return _Index(policy)


@dataclass(frozen=True, slots=True)
class _Entry:
    number: str
    text: str
    section: str
    topic: str
    places: Mapping[str, tuple[tuple[int, int], ...]]
    share: float  # a paragraph of a section weighs less than a clause


class _Index:
    def __init__(self, policy: PolicyText) -> None:
        self._entries: list[_Entry] = []
        for section in policy.sections:
            for clause in section.clauses:
                self._add(clause.number, _text(clause), section, clause.topic, 1.0)
            if section.words or section.points:
                text = "\n".join([*section.words, *section.points])
                self._add(section.number, text, section, "", 0.6)
        self._holders: dict[str, list[int]] = {}
        for at, entry in enumerate(self._entries):
            for word in entry.places:
                self._holders.setdefault(word, []).append(at)
        self._stems: dict[str, list[str]] = {}
        for word in self._holders:
            self._stems.setdefault(_stem(word), []).append(word)
        self._slips: dict[str, set[str]] = {}
        for word in {*self._holders, *(one for meaning in MEANINGS for one in meaning.words)}:
            if len(word) >= _SHORTEST_SLIP:
                for shorter in _shortened(word):
                    self._slips.setdefault(shorter, set()).add(word)

    def _add(self, number: str, text: str, section: Section, topic: str, share: float) -> None:
        plain = text.replace("**", "")
        places: dict[str, tuple[tuple[int, int], ...]] = {}
        for one in _WORD.finditer(plain):
            for word in {folded(one.group(0)), *folded(one.group(0)).split("'")}:
                places[word] = (*places.get(word, ()), one.span())
        name = f"{section.number} {section.title}".strip()
        self._entries.append(_Entry(number, plain, name, topic, places, share))

    def find(self, words: str, most: int) -> tuple[Found, ...]:
        if _NUMBER.fullmatch(words.strip()):
            return self._numbered(words.strip().rstrip("."), most)
        asked = [folded(one) for one in _WORD.findall(words[:400])]
        asked = ([one for one in asked if one not in EMPTY] or asked)[:_MOST_WORDS]
        scores: dict[int, float] = {}
        marks: dict[int, set[tuple[int, int]]] = {}
        for word in dict.fromkeys(asked):
            matched = self._matches(word)
            # A word that nearly every clause has says little about what is looked for.
            rare = math.log(1.5 + len(self._entries) / max(len(matched), 1))
            for at, (weight, places) in matched.items():
                scores[at] = scores.get(at, 0.0) + weight * rare * self._entries[at].share
                marks.setdefault(at, set()).update(places)
        if not scores:
            return ()
        least = max(scores.values()) * _WORTH
        ranked = sorted(
            (at for at, score in scores.items() if score >= least),
            key=lambda at: (-round(scores[at], 6), at),
        )
        return tuple(self._found(at, marks[at]) for at in ranked[:most])

    def _numbered(self, number: str, most: int) -> tuple[Found, ...]:
        exact = [at for at, one in enumerate(self._entries) if one.number == number]
        within = [
            at
            for at, one in enumerate(self._entries)
            if one.number.startswith(f"{number}.")
            or ("." in number and one.number.startswith(number) and one.number != number)
        ]
        return tuple(self._found(at, ()) for at in [*exact, *within][:most])

    def _matches(self, word: str) -> dict[int, tuple[float, set[tuple[int, int]]]]:
        """Which entries a typed word is in, how well, and where."""
        weights = self._by_words(word, 1.0)
        topics = _topics(word)
        if not weights and not topics:
            for other in self._near(word):
                for found, weight in self._by_words(other, _SLIP).items():
                    weights[found] = max(weights.get(found, 0.0), weight)
                topics |= _topics(other)
        matched: dict[int, tuple[float, set[tuple[int, int]]]] = {}
        for found, weight in weights.items():
            for at in self._holders[found]:
                before, places = matched.get(at, (0.0, set[tuple[int, int]]()))
                places.update(self._entries[at].places[found])
                matched[at] = (max(before, weight), places)
        for at, entry in enumerate(self._entries):
            if entry.topic in topics:
                before, places = matched.get(at, (0.0, set[tuple[int, int]]()))
                matched[at] = (before + _ABOUT, places)
        return matched

    def _by_words(self, word: str, share: float) -> dict[str, float]:
        """Words of the policy that a typed word stands for, with what each weighs."""
        weights: dict[str, float] = {}
        for meaning in MEANINGS:
            if _means(meaning.words, word):
                for other in meaning.words:
                    for held in self._stems.get(_stem(other), ()):
                        weights[held] = _MEANT * share
        if len(word) > 1:
            for held in self._holders:
                if held.startswith(word):
                    weights[held] = _BEGINS * share
        for held in self._stems.get(_stem(word), ()):
            weights[held] = _SAME * share
        return weights

    def _near(self, word: str) -> Iterable[str]:
        """Words that differ in one letter: one too many, too few, another, or two swapped."""
        if len(word) < _SHORTEST_SLIP:
            return ()
        near: set[str] = set()
        for shorter in _shortened(word):
            near |= self._slips.get(shorter, set())
        return sorted(one for one in near if abs(len(one) - len(word)) <= 1)

    def _found(self, at: int, marks: Iterable[tuple[int, int]]) -> Found:
        entry = self._entries[at]
        return Found(entry.number, entry.text, entry.section, entry.topic, tuple(sorted(marks)))


def _text(clause: Clause) -> str:
    lead = f"{clause.lead}: " if clause.lead else ""
    return "\n".join([f"{lead}{clause.words}", *clause.points])


def _topics(word: str) -> set[str]:
    return {topic for one in MEANINGS if _means(one.words, word) for topic in one.topics}


def _means(words: tuple[str, ...], word: str) -> bool:
    if len(word) < _SHORTEST_MEANT:
        return word in words
    stem = _stem(word)
    return any(one.startswith(word) or _stem(one) == stem for one in words)


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """A word without its ending, roughly: `bullying`, `bullies` and `bully` are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if word[-1:] in "ye" and len(word) > 3 else word


def _shortened(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def folded(word: str) -> str:
    """A word as it is compared: small letters without accents."""
    apart = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))
