"""What all classes have been taught this school year: by letter, by subject and by strand."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trent_desktop.lessons.head import STRANDS
from trent_desktop.lessons.lesson import LETTERS, SUBJECTS, Letter
from trent_desktop.lessons.values import Taught, school_year
from trent_desktop.school.people.people import SchoolClass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lessons a class was taught, and how many more were only looked at."""

    taught: int = 0
    looked_at: int = 0

    @property
    def words(self) -> str:
        """As it stands in a table."""
        if self.taught:
            return str(self.taught)
        return "looked at" if self.looked_at else "–"


NOTHING = Tally()


@dataclass(frozen=True, slots=True)
class SchoolCoverage:
    """By the name of a class, and a letter, subject or strand; what is not there is `NOTHING`."""

    classes: tuple[str, ...]
    letters: Mapping[tuple[str, Letter], Tally]
    subjects: Mapping[tuple[str, str], Tally]
    strands: Mapping[tuple[str, str], Tally]

    def by_class(self) -> tuple[tuple[str, tuple[Tally, ...]], ...]:
        """A line for each class: the five letters, then the subjects."""
        return tuple(
            (
                name,
                (
                    *(self.letters.get((name, one), NOTHING) for one in LETTERS),
                    *(self.subjects.get((name, one), NOTHING) for one in SUBJECTS),
                ),
            )
            for name in self.classes
        )

    def by_strand(self) -> tuple[tuple[str, tuple[Tally, ...]], ...]:
        """A line for each strand, with all classes."""
        return tuple(
            (strand, tuple(self.strands.get((name, strand), NOTHING) for name in self.classes))
            for strand in STRANDS
        )


def heads_by_class() -> tuple[str, ...]:
    """What stands over the columns of `SchoolCoverage.by_class`."""
    return (*(one.word for one in LETTERS), *SUBJECTS)


def evenly(count: int, most: int) -> tuple[slice, ...]:
    """Parts of `count` things with at most `most` in each, as even as can be: 14 of 12 are 7 and 7.

    So the parts of one field are alike, and no page has two columns left over.
    """
    parts = max(1, -(-count // most))
    ends = [round(part * count / parts) for part in range(parts + 1)]
    return tuple(slice(first, last) for first, last in pairwise(ends))


def school_coverage(
    classes: Sequence[SchoolClass], taught: Iterable[Taught], today: dt.date
) -> SchoolCoverage:
    """What was covered in the school year of `today`, of the classes there are."""
    names: dict[uuid.UUID | None, str] = {one.id: one.name for one in classes}
    letters: dict[tuple[str, Letter], list[Taught]] = {}
    subjects: dict[tuple[str, str], list[Taught]] = {}
    strands: dict[tuple[str, str], list[Taught]] = {}
    for one in taught:
        name = names.get(one.class_id)
        if name is None or school_year(one.day) != school_year(today):
            continue
        for letter in LETTERS if one.letter is Letter.ALL else (one.letter,):
            letters.setdefault((name, letter), []).append(one)
        for subject in one.subjects:
            subjects.setdefault((name, subject), []).append(one)
        for strand in one.strands:
            strands.setdefault((name, strand), []).append(one)
    return SchoolCoverage(
        tuple(one.name for one in classes),
        {key: _tally(found) for key, found in letters.items()},
        {key: _tally(found) for key, found in subjects.items()},
        {key: _tally(found) for key, found in strands.items()},
    )


def _tally(found: Iterable[Taught]) -> Tally:
    """Each lesson once, however often it was begun."""
    found = tuple(found)
    counts = {one.lesson for one in found if one.counts}
    return Tally(len(counts), len({one.lesson for one in found} - counts))
