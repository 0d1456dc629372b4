"""A policy while it is put together from its lines: sections, clauses and points in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from trent_desktop.policy.clauses import Clause, Section

#: What a point looks like where words follow it, so that the order of the text stays.
POINT: Final = "• "
_SMART: Final = "smart"


@dataclass(slots=True)
class _Clause:
    number: str
    words: str
    lead: str = ""
    points: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class _Section:
    number: str
    title: str
    words: list[str] = field(default_factory=list[str])
    points: list[str] = field(default_factory=list[str])
    clauses: list[_Clause] = field(default_factory=list[_Clause])


class Building:
    """Takes what was recognised, in the order of the text."""

    def __init__(self) -> None:
        self._sections: list[_Section] = []
        self.warnings: list[str] = []

    @property
    def in_smart(self) -> bool:
        """Whether the section at hand is the one of the five letters."""
        if not self._sections:
            return False
        last = self._sections[-1]
        return _SMART in " ".join([last.title, *last.words]).casefold().split()

    def section(self, number: str, title: str) -> None:
        """A heading."""
        self._sections.append(_Section(number, title))

    def call_first(self, title: str) -> None:
        """Name a section that had no heading in the document, and say so once."""
        first = self._sections[0]
        if not first.title:
            first.title = title
            self.warnings.append(
                f"The words before the first heading had none: they were put under “{title}”."
            )

    def clause(self, number: str, words: str) -> None:
        """A numbered clause. A heading without a number gets it from its first clause."""
        section = self._last()
        begins = number.split(".", maxsplit=1)[0]
        taken = any(one.number == begins for one in self._sections)
        if not section.number and not section.clauses and "." in number and not taken:
            section.number = begins
            if section.title:
                self.warnings.append(
                    f"The heading “{section.title}” has no number. By its clauses it is {begins}."
                )
            else:
                self.warnings.append(f"Clause {number} and what follows come under no heading.")
        section.clauses.append(_Clause(number, words))

    def letter(self, lead: str, words: str) -> None:
        """One of the five letters of SMART."""
        self._last().clauses.append(_Clause(lead[:1].upper(), words, lead))

    def point(self, words: str) -> None:
        """A point of what stands above it."""
        section = self._last()
        (section.clauses[-1] if section.clauses else section).points.append(words)

    def words(self, words: str) -> None:
        """A paragraph: of the section, or more words of the clause above it."""
        section = self._last()
        if not section.clauses:
            section.words += [f"{POINT}{one}" for one in section.points]
            section.points = []
            section.words.append(words)
            return
        clause = section.clauses[-1]
        lines = [clause.words, *(f"{POINT}{one}" for one in clause.points), words]
        clause.words, clause.points = "\n".join(lines), []

    def sections(self) -> tuple[Section, ...]:
        """All of it as values."""
        return tuple(
            Section(
                one.number,
                one.title,
                tuple(
                    Clause(each.number, each.words, tuple(each.points), each.lead)
                    for each in one.clauses
                ),
                tuple(one.words),
                tuple(one.points),
            )
            for one in self._sections
        )

    def _last(self) -> _Section:
        if not self._sections:
            self._sections.append(_Section("", ""))
        return self._sections[-1]
