"""Marks over the text of a copy, and the text with black bars in their place.

A bar says nothing of what it covers: every bar is as wide as every other, and the letters are
not behind it but gone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from trent_desktop.documents.lines import BAR
from trent_desktop.documents.wording import printable
from trent_desktop.problems import AnswersRefused
from trent_desktop.reports.out.names import Suggestion
from trent_desktop.reports.out.text import Block, ExportText


@dataclass(frozen=True, slots=True)
class Redaction:
    """Characters `start` to `end` of one block, to be blacked out. `label` stands beside the bar."""

    block: str
    start: int
    end: int
    label: str = ""


_BY_HAND: Final = 1


class Marking:
    """What is marked just now, while somebody looks through a text. In memory, for one thread.

    Suggestions are ticked or not as a whole; what she marks or clears by hand holds over them.
    """

    def __init__(self, text: ExportText, suggestions: Sequence[Suggestion] = ()) -> None:
        self.text = text
        self.suggestions = tuple(suggestions)
        #: For each letter of each block: 0, or which mark covers it.
        self._cells: dict[str, list[int]] = {
            block.id: [0] * len(block.text) for block in text.blocks
        }
        self._numbers = {one.key: at for at, one in enumerate(self.suggestions, start=2)}
        self._ticked: set[str] = set()
        for one in self.suggestions:
            if one.sure:
                self.tick(one.key, True)

    @property
    def ticked(self) -> frozenset[str]:
        """The keys of the suggestions that are ticked."""
        return frozenset(self._ticked)

    def tick(self, key: str, on: bool) -> None:
        """Mark all the places of a suggestion, or clear them."""
        one = next(one for one in self.suggestions if one.key == key)
        for place in one.places:
            self._set(place.block, place.start, place.end, self._numbers[key] if on else 0)
        (self._ticked.add if on else self._ticked.discard)(key)

    def mark(self, block: str, start: int, end: int) -> None:
        """Mark by hand."""
        self._set(block, start, end, _BY_HAND)

    def clear(self, block: str, start: int, end: int) -> None:
        """Take marks away by hand."""
        self._set(block, start, end, 0)

    def take_over(self, before: Marking) -> None:
        """Mark what was marked by hand before the names were looked for anew."""
        for block, cells in before._cells.items():
            for at, cell in enumerate(cells):
                if cell == _BY_HAND and self._cells[block][at] == 0:
                    self._cells[block][at] = _BY_HAND

    def is_marked(self, block: str, start: int, end: int) -> bool:
        """Whether all of these letters are marked."""
        return start < end and all(self._cells[block][start:end])

    def redactions(self, *, labels: bool = False) -> tuple[Redaction, ...]:
        """The marks as they stand. With `labels` each person has a letter, the same everywhere."""
        found: list[tuple[str, int, int, int]] = []
        for block in self.text.blocks:
            cells = self._cells[block.id]
            at = 0
            while at < len(cells):
                end = at + 1
                while end < len(cells) and cells[end] == cells[at]:
                    end += 1
                if cells[at]:
                    found.append((block.id, at, end, cells[at]))
                at = end
        letters = self._letters([number for *_, number in found]) if labels else {}
        return tuple(
            Redaction(block, start, end, letters.get(number, ""))
            for block, start, end, number in found
        )

    def _letters(self, numbers: Sequence[int]) -> dict[int, str]:
        """A letter for each person who is marked; none where it may be one of several."""
        who = {number: self.suggestions[number - 2].who for number in numbers if number > 1}
        people = list(dict.fromkeys(one for one in who.values() if one))
        return {
            number: f"Person {_letter(people.index(one))}" for number, one in who.items() if one
        }

    def _set(self, block: str, start: int, end: int, value: int) -> None:
        cells = self._cells[block]
        start, end = max(0, start), min(len(cells), end)
        cells[start:end] = [value] * max(0, end - start)


def blackened(text: ExportText, redactions: Iterable[Redaction]) -> ExportText:
    """The text without what is marked. Raises `AnswersRefused` for a mark that is nowhere in it."""
    marks: dict[str, list[Redaction]] = {}
    for one in redactions:
        marks.setdefault(one.block, []).append(one)
    blocks = tuple(_blackened(block, marks.pop(block.id, [])) for block in text.blocks)
    if marks:
        raise AnswersRefused("A mark is in a part of the report that is no longer there.")
    return replace(text, blocks=blocks)


def _blackened(block: Block, marks: list[Redaction]) -> Block:
    parts: list[str] = []
    at = 0
    for one in sorted(marks, key=lambda mark: mark.start):
        if not 0 <= one.start < one.end <= len(block.text):
            raise AnswersRefused("A mark does not fit the text of the report any more.")
        start, end = max(at, one.start), max(at, one.end)
        if start == end:
            continue
        # What sits on a letter goes with it, whichever of them was marked.
        while start > at and _is_on_a_letter(block.text[start]):
            start -= 1
        while end < len(block.text) and _is_on_a_letter(block.text[end]):
            end += 1
        parts += [block.text[at:start], f"{BAR} [{one.label}]" if one.label else BAR]
        at = end
    return replace(block, text="".join((*parts, block.text[at:])))


@dataclass(frozen=True, slots=True)
class Standing:
    """Words that are blacked out in one place and stand in another."""

    words: str = field(repr=False)
    places: int = 0


def left_standing(text: ExportText, redactions: Iterable[Redaction]) -> tuple[Standing, ...]:
    """What was blacked out somewhere and can still be read somewhere else, in the order marked."""
    marks = tuple(redactions)
    whole = {block.id: block.text for block in text.blocks}
    left = [printable(block.text).casefold() for block in blackened(text, marks).blocks]
    found: dict[str, Standing] = {}
    for one in marks:
        words = whole[one.block][one.start : one.end].strip()
        places = sum(_count(part, words.casefold()) for part in left)
        if places and any(sign.isalpha() for sign in words):
            found.setdefault(words.casefold(), Standing(words, places))
    return tuple(found.values())


def _count(text: str, words: str) -> int:
    """How often `words` stand in `text` as whole words."""
    count, at = 0, text.find(words)
    while at >= 0:
        end = at + len(words)
        before, after = text[at - 1 : at], text[end : end + 1]
        count += not (before.isalnum() or after.isalnum())
        at = text.find(words, end)
    return count


def _is_on_a_letter(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


def _letter(number: int) -> str:
    """``A`` to ``Z``, then ``AA``."""
    return chr(65 + number) if number < 26 else _letter(number // 26 - 1) + _letter(number % 26)
