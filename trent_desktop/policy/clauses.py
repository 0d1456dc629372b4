"""The text of a policy as plain values: sections, numbered clauses, points, and who signed it.

Words are plain text, in which ``**must not**`` is strong and nothing else is markup. A clause's words
may be several lines; one that begins with a bullet is a point that stands between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered clause, such as 6.6. `number` is as the school writes it, without a full stop.

    A letter of SMART is a clause too: its number is the letter, its `lead` the word for it. `topic`
    is the name of what it is about (`topics.py`), empty when that is not known.
    """

    number: str
    words: str
    points: tuple[str, ...] = ()
    lead: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the policy. The statement of intent has no number.

    `words` are paragraphs before its clauses, `points` what such a paragraph lists.
    """

    number: str
    title: str
    clauses: tuple[Clause, ...] = ()
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """A line for a signature: who, as what, and when, as it was written."""

    name: str
    role: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class PolicyText:
    """A whole policy."""

    title: str
    sections: tuple[Section, ...]
    signatures: tuple[Signature, ...] = ()

    def clauses(self) -> Iterator[Clause]:
        """All clauses, in the order of the text."""
        for section in self.sections:
            yield from section.clauses

    def clause(self, number: str) -> Clause | None:
        """The clause of that number, or None."""
        return next((one for one in self.clauses() if one.number == number), None)

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "title": self.title,
            "sections": [
                {
                    "number": one.number,
                    "title": one.title,
                    "words": list(one.words),
                    "points": list(one.points),
                    "clauses": [
                        {
                            "number": clause.number,
                            "words": clause.words,
                            "points": list(clause.points),
                            "lead": clause.lead,
                            "topic": clause.topic,
                        }
                        for clause in one.clauses
                    ],
                }
                for one in self.sections
            ],
            "signatures": [
                {"name": one.name, "role": one.role, "when": one.when} for one in self.signatures
            ],
        }


def policy_from_json(kept: Mapping[str, Any]) -> PolicyText:
    """Read it back. What is not there, or is something else, is left out; nothing is raised."""
    return PolicyText(
        title=_words(kept.get("title")),
        sections=tuple(
            Section(
                number=_words(one.get("number")),
                title=_words(one.get("title")),
                words=_lines(one.get("words")),
                points=_lines(one.get("points")),
                clauses=tuple(
                    Clause(
                        number=_words(clause.get("number")),
                        words=_words(clause.get("words")),
                        points=_lines(clause.get("points")),
                        lead=_words(clause.get("lead")),
                        topic=_words(clause.get("topic")),
                    )
                    for clause in _rows(one.get("clauses"))
                ),
            )
            for one in _rows(kept.get("sections"))
        ),
        signatures=tuple(
            Signature(_words(one.get("name")), _words(one.get("role")), _words(one.get("when")))
            for one in _rows(kept.get("signatures"))
        ),
    )


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _lines(value: Any) -> tuple[str, ...]:
    rows = cast("list[Any]", value) if isinstance(value, list) else []
    return tuple(one for one in rows if isinstance(one, str))


def _rows(value: Any) -> list[Mapping[str, Any]]:
    rows = cast("list[Any]", value) if isinstance(value, list) else []
    return [cast("Mapping[str, Any]", one) for one in rows if isinstance(one, dict)]
