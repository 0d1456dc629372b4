"""A term for governors as plain values: pictures of numbers, and a sentence for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, cast

from trent_desktop.newer import body_read, known
from trent_desktop.oversight.governors.terms import Term


class Topic(StrEnum):
    """What a picture is of, in the order of the page."""

    REPORTS = "reports"
    CATEGORIES = "categories"
    TIMES = "times"
    LESSONS = "lessons"
    AGREEMENTS = "agreements"
    STAFF = "staff"
    YEARS = "years"
    SANCTIONS = "sanctions"
    FILTER = "filter"
    FAMILIES = "families"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """The heading of its picture."""
        return _TITLES[self]


_TITLES: Final = {
    Topic.REPORTS: "What was reported",
    Topic.CATEGORIES: "Which of the 4 Cs it was",
    Topic.TIMES: "How long it took",
    Topic.LESSONS: "Lessons taught",
    Topic.AGREEMENTS: "Agreements back",
    Topic.STAFF: "Staff: policy and training",
    Topic.YEARS: "Reports by year group",
    Topic.SANCTIONS: "Sanctions",
    Topic.FILTER: "The filter",
    Topic.FAMILIES: "Families",
}


@dataclass(frozen=True, slots=True)
class Number:
    """One number: of what, how many (None when it is hidden), and as it is shown.

    `of` is the whole of which it is a part, where there is one: 380 of 420 agreements.
    """

    label: str
    count: int | None
    words: str
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """Numbers that belong together."""

    topic: Topic
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class TermReport:
    """A term as governors see it. `final`: it is over, and its numbers stand.

    `said` are sentences of the Headteacher, by the name of the topic. `told_at` is None for what
    only those who lead have looked at; `stood_at` is then when governors were told what stood at
    that moment, so that an older look never takes the place of a newer one.
    """

    term: Term
    pictures: tuple[Picture, ...]
    said: Mapping[str, str] = field(default_factory=dict[str, str])
    final: bool = False
    told_at: dt.datetime | None = None
    told_by: str = ""
    counted_by: str = ""
    stood_at: dt.datetime | None = None

    def picture(self, topic: Topic) -> Picture | None:
        """The picture of a topic, if there is one."""
        return next((one for one in self.pictures if one.topic is topic), None)

    def sentence(self, topic: Topic) -> str:
        """What is said of a topic: the Headteacher's words, else ours."""
        return self.said.get(topic.value) or DEFAULT_SENTENCES[topic]


@dataclass(frozen=True, slots=True)
class Told:
    """That governors were shown a term, and when."""

    term: Term
    final: bool
    at: dt.datetime


#: What each picture shows, in a sentence, until the Headteacher says it better.
DEFAULT_SENTENCES: Final = {
    Topic.REPORTS: "How many reports of each kind the school dealt with this term.",
    Topic.CATEGORIES: "Content that is seen, contact by others, conduct, and commerce: the four "
    "kinds of risk online.",
    Topic.TIMES: "From when it happened: half of all reports took no longer than this.",
    Topic.LESSONS: "E-safety lessons that classes were taught, by the letter of SMART.",
    Topic.AGREEMENTS: "Signed agreements that have come back, of those that were given out.",
    Topic.STAFF: "Members of staff who have read the policy in force, and who were trained.",
    Topic.YEARS: "Numbers under 5 are not shown, nor any from which they could be worked out.",
    Topic.SANCTIONS: "Which sanctions were given, so that it can be seen whether they are used "
    "fairly.",
    Topic.FILTER: "How often the filter was tried, and when it was last reviewed.",
    Topic.FAMILIES: "Meetings with parents, and complaints about the policy.",
}


#: Of a label, in letters: ours are short, and a page is drawn of whatever stands in the file.
_LONGEST: Final = 200


def pictures_to_json(pictures: tuple[Picture, ...]) -> list[dict[str, Any]]:
    """As they are kept."""
    return [
        {
            "topic": one.topic.value,
            "numbers": [[n.label, n.count, n.words, n.of] for n in one.numbers],
        }
        for one in pictures
    ]


def pictures_from_json(kept: Any) -> tuple[Picture, ...]:
    """Read them back. What a newer program wrote besides is left out; nothing is raised."""
    found: list[Picture] = []
    for one in cast("list[Any]", kept) if isinstance(kept, list) else []:
        body = body_read(one)
        topic = known(Topic, body.get("topic"))
        if topic is None:
            continue
        rows = body.get("numbers")
        listed = cast("list[Any]", rows) if isinstance(rows, list) else []
        numbers = tuple(number for number in map(_number, listed) if number is not None)
        found.append(Picture(topic, numbers))
    return tuple(found)


def _number(row: Any) -> Number | None:
    if not isinstance(row, list) or len(cast("list[Any]", row)) != 4:
        return None
    label, count, words, of = cast("list[Any]", row)
    return Number(
        str(label)[:_LONGEST],
        count if isinstance(count, int) else None,
        str(words)[:_LONGEST],
        of if isinstance(of, int) else None,
    )
