"""Children's names in what somebody is typing, where no name belongs yet.

Names come from the directory on this laptop and nothing is sent anywhere. What is not certain is
left alone: whoever is told of a name that is none stops looking.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.names_that_are_words import ALWAYS_CAPITAL, WORDS
from trent_desktop.school.people.people import Pupil

#: More than this is not read: an answer of that length is refused anyway.
MOST_READ: Final = 20_000

_MARKS = "\u0300-\u036f"
_SIGNS = "'’‘ʼ`´"
_WORD = re.compile(rf"[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}{_SIGNS}]+[^\W\d_]+)*[{_MARKS}]*")
_POSSESSIVE = re.compile(rf"[{_SIGNS}][sS]$")
#: What is no name although letters of one stand in it: an address, a user name, a file.
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*")
_GLUED_BEFORE = re.compile(r"[\d_@#\\]")
_GLUED_AFTER = re.compile(r"[\d_@\\]|\.[a-z]")
#: What may stand between the parts of one name.
_BETWEEN = re.compile(r"[ \u00a0]{1,2}|[-‐‑]")
#: Before it a grown-up's surname, a saint's or a king's name.
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "sir",
        "madam",
        "lady",
        "lord",
        "st",
        "saint",
        "king",
        "queen",
        "prince",
        "princess",
        "reverend",
        "rev",
        "father",
        "mother",
        "sister",
        "brother",
        "uncle",
        "aunt",
        "auntie",
        "captain",
        "professor",
    ]
)
#: Before it a thing or a day, and no child.
_ARTICLES = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "my",
        "our",
        "your",
        "her",
        "his",
        "its",
        "their",
        "some",
        "any",
        "every",
        "each",
        "no",
        "more",
        "much",
        "one",
        "two",
        "next",
        "last",
    ]
)
#: Names of more characters are not repeated: the line has the room of a short one.
_LONGEST: Final = 24
#: How near a surname is that was misspelt.
_NEARLY: Final = 0.75


@dataclass(frozen=True, slots=True)
class Caught:
    """A name in a text: from `start` to before `end`, in characters, and the child's forename."""

    start: int
    end: int
    forename: str = field(repr=False)


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    plain: str


class _Name(NamedTuple):
    parts: tuple[str, ...]
    forename: str
    surname: tuple[str, ...]


class NameCatcher:
    """Finds the names of a school's pupils in a text."""

    def __init__(self, pupils: Iterable[Pupil]) -> None:
        self._names: dict[str, list[_Name]] = {}
        for pupil in pupils:
            surname = tuple(plain(pupil.surname).split())
            for forename in dict.fromkeys((pupil.forename, pupil.preferred)):
                for parts in _spellings(forename):
                    name = _Name(parts, forename.strip(), surname)
                    self._names.setdefault(parts[0], []).append(name)

    def find(self, text: str) -> tuple[Caught, ...]:
        """The names in a text, in its order; a name with its surname is one."""
        words = list(_words(text[:MOST_READ]))
        found: list[Caught] = []
        at = 0
        while at < len(words):
            caught, used = self._at(text, words, at)
            if caught is not None:
                found.append(caught)
            at += used
        return tuple(found)

    def _at(self, text: str, words: Sequence[_Word], at: int) -> tuple[Caught | None, int]:
        """The name that begins with a word, and how many words to go on by."""
        best: tuple[bool, int, str] | None = None
        for name in self._names.get(words[at].plain, ()):
            end = _follows(text, words, at, name.parts)
            if not end:
                continue
            whole = _follows(text, words, end - 1, ("", *name.surname)) if name.surname else 0
            counted = (bool(whole), whole or end, name.forename)
            best = counted if best is None else max(best, counted, key=lambda one: one[:2])
        if best is None:
            return None, 1
        whole, end, forename = best
        if not whole and not self._alone(text, words, at, end):
            return None, 1
        last = words[end - 1]
        return Caught(words[at].start, _without_possessive(last), forename), end - at

    def _alone(self, text: str, words: Sequence[_Word], at: int, end: int) -> bool:
        """Whether the words from `at` to before `end` are a child's name without its surname."""
        before = words[at - 1] if at else None
        after = words[end] if end < len(words) else None
        beside = before is not None and _joins(text, before, words[at])
        if beside and before is not None and before.plain in _TITLES:
            return False
        if (
            after is not None
            and _joins(text, words[end - 1], after)
            and self._another(text, words, at, end)
        ):
            return False
        if end - at > 1:
            return True
        word = words[at]
        if word.plain in ALWAYS_CAPITAL:
            return False
        if word.plain not in WORDS and len(word.plain) > 2:
            return True
        # A word like others, unless it stands with a capital where none begins a sentence.
        return (
            word.text[0].isupper()
            and not word.text.isupper()
            and beside
            and before is not None
            and before.text[0].islower()
            and before.plain not in _ARTICLES
        )

    def _another(self, text: str, words: Sequence[_Word], at: int, end: int) -> bool:
        """Whether the next word is the surname of somebody who is no pupil: Harry Potter."""
        after = words[end]
        capital = after.text[0].isupper() and not text[: after.end].isupper()
        if not capital or len(after.plain) < 2 or _possessive(words[end - 1].text):
            return False
        surnames = {
            name.surname[0] for name in self._names.get(words[at].plain, ()) if name.surname
        }
        return not difflib.get_close_matches(after.plain, surnames, 1, _NEARLY)


def _spellings(forename: str) -> Iterator[tuple[str, ...]]:
    """How a forename is written: all its parts, as one word, and its first part alone."""
    parts = tuple(plain(forename).split())
    if not parts:
        return
    yield parts
    if len(parts) > 1:
        yield ("".join(parts),)
        if len(parts[0]) > 2:
            yield parts[:1]


def _words(text: str) -> Iterator[_Word]:
    addresses = [found.span() for found in _ADDRESS.finditer(text)]
    for found in _WORD.finditer(text):
        start, end = found.span()
        if any(first <= start < last for first, last in addresses):
            continue
        if (start and _GLUED_BEFORE.match(text, start - 1)) or _GLUED_AFTER.match(text, end):
            continue
        said = found.group()
        bare = plain(_POSSESSIVE.sub("", said)).replace(" ", "")
        if bare:
            yield _Word(start, end, said, bare)


def _follows(text: str, words: Sequence[_Word], at: int, parts: Sequence[str]) -> int:
    """Where the words end that are `parts`, from the word `at` on; 0 when they are not there.

    The first part is taken as read.
    """
    end = at + 1
    for part in parts[1:]:
        if end >= len(words) or words[end].plain != part:
            return 0
        if not _joins(text, words[end - 1], words[end]):
            return 0
        end += 1
    return end


def _joins(text: str, one: _Word, other: _Word) -> bool:
    return _BETWEEN.fullmatch(text, one.end, other.start) is not None


def _possessive(said: str) -> bool:
    return _POSSESSIVE.search(said) is not None


def _without_possessive(word: _Word) -> int:
    found = _POSSESSIVE.search(word.text)
    return word.start + found.start() if found else word.end


def leave_out(forenames: Sequence[str], where: str) -> str:
    """What is asked of an answer with names in it; `where` says when they are asked for.

    Empty without names.
    """
    named = list(dict.fromkeys(forenames))
    if not named:
        return ""
    names = " and ".join(named)
    if len(named) > 2 or len(names) > _LONGEST:
        names = "the child’s name" if len(named) == 1 else "the children’s names"
    return f"Leave {names} out here? {where}"
