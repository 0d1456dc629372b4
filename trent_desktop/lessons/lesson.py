"""A lesson as plain values: what `reading.py` makes of a `lesson.md`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, assert_never


class Letter(StrEnum):
    """The letters of SMART, and lessons that belong to none of them alone."""

    SAFE = "S"
    MEETING = "M"
    ACCEPTING = "A"
    RELIABLE = "R"
    TELL = "T"
    ALL = "SMART"

    @property
    def word(self) -> str:
        """The word the letter stands for."""
        return _WORDS[self]


_WORDS = {
    Letter.SAFE: "Safe",
    Letter.MEETING: "Meeting",
    Letter.ACCEPTING: "Accepting",
    Letter.RELIABLE: "Reliable",
    Letter.TELL: "Tell",
    Letter.ALL: "All of SMART",
}

#: The five, in their order.
LETTERS = (Letter.SAFE, Letter.MEETING, Letter.ACCEPTING, Letter.RELIABLE, Letter.TELL)


class Band(StrEnum):
    """For whom a lesson is: two years of school, or everybody (rule 22)."""

    YEARS_1_2 = "1-2"
    YEARS_3_4 = "3-4"
    YEARS_5_6 = "5-6"
    EVERYBODY = "1-6"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """As people say it, for example ``Years 3 and 4``."""
        first, _, last = self.value.partition("-")
        return f"Years {first} to {last}" if self is Band.EVERYBODY else f"Years {first} and {last}"

    @property
    def years(self) -> frozenset[str]:
        """The codes of its year groups; Reception goes with Years 1 and 2."""
        first, _, last = self.value.partition("-")
        years = {str(number) for number in range(int(first), int(last) + 1)}
        return frozenset(years | {"R"}) if first == "1" else frozenset(years)


class Audience(StrEnum):
    """Before whom it is played. What is not for pupils is a deck: no lesson, and taught to no class."""

    PUPILS = "pupils"
    STAFF = "staff"
    PARENTS = "parents"

    @property
    def words(self) -> str:
        """As people say it, for example ``For parents``."""
        return f"For {self.value}"


def minutes_in_words(minutes: float) -> str:
    """So many minutes, for people."""
    return "1 minute" if minutes == 1 else f"{minutes:g} minutes"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a slide may hold for an age (rule 22). Words are counted as a child sees them

    at one time: the reading text is the title and what stands under it, a label is what stands
    on one card, option or box.
    """

    text: int
    label: int
    labels: int  # of all labels at one time
    options: int
    minutes: tuple[int, int]


LIMITS = {
    Band.YEARS_1_2: Limits(text=12, label=4, labels=16, options=2, minutes=(15, 20)),
    Band.YEARS_3_4: Limits(text=25, label=7, labels=36, options=3, minutes=(25, 35)),
    Band.YEARS_5_6: Limits(text=45, label=14, labels=64, options=4, minutes=(40, 45)),
    Band.EVERYBODY: Limits(text=25, label=7, labels=36, options=4, minutes=(10, 45)),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind. `meaning` is set for a word of the vocabulary."""

    text: str
    bold: bool = False
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph or label."""

    runs: tuple[Run, ...]

    @property
    def plain(self) -> str:
        """Without any marks."""
        return "".join(run.text for run in self.runs)

    @property
    def words(self) -> int:
        """How many words, as people count them: `0800 1111` and `grown-up` are one each."""
        joined = _joined_numbers(self.plain)
        return sum(any(sign.isalnum() for sign in part) for part in joined.split())


def _joined_numbers(text: str) -> str:
    parts: list[str] = []
    for part in text.split():
        if parts and parts[-1].isdigit() and part.rstrip(".,").isdigit():
            parts[-1] += part
        else:
            parts.append(part)
    return " ".join(parts)


NO_TEXT = Text(())


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made of layers, from back to front, each a name without its ending.

    A layer that is a wide backdrop fills the picture; figures stand in front, side by side.
    """

    layers: tuple[str, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Card:
    """What can be dragged, tapped or put in order."""

    text: Text
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Panels, shown one after another."""

    panels: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """A clue or question with what lies under it."""

    card: Card
    under: Text


@dataclass(frozen=True, slots=True)
class Reveal:
    """Covers to be lifted."""

    items: tuple[Covered, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A way to go, what it leads to, and whether it is a good one.

    `start`: not all that is needed, and no mistake: a good start.
    """

    card: Card
    leads_to: Text
    good: bool
    start: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """Two to four ways to go. What one leads to is seen, and another can be tried."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """Hands are counted; nothing is right or wrong."""

    options: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Sort:
    """Cards for boxes. `answers` gives the box of each card, by place."""

    boxes: tuple[Text, ...]
    cards: tuple[Card, ...]
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Steps; here they are in a right order.

    `ranks` has a number for each, rising: those with the same number may change places.
    """

    steps: tuple[Card, ...]
    ranks: tuple[int, ...]

    def is_right(self, step: int, place: int) -> bool:
        """Whether a step is right at a place, both counted from 0."""
        return self.ranks[step] == self.ranks[place]


@dataclass(frozen=True, slots=True)
class HotPlace:
    """A place in a picture: centre and size in hundredths of it."""

    x: float
    y: float
    width: float
    height: float
    says: Text


@dataclass(frozen=True, slots=True)
class Spot:
    """A picture in which something is to be found."""

    picture: Picture
    places: tuple[HotPlace, ...]


@dataclass(frozen=True, slots=True)
class Discuss:
    """Prompts to talk about, with a timer."""

    prompts: tuple[Text, ...]
    seconds: int


@dataclass(frozen=True, slots=True)
class MessagePart:
    """A part of a message and what could stand in its place."""

    text: Text
    instead: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A message that is made kinder or safer, part by part."""

    parts: tuple[MessagePart, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """Sentences from which the class makes its promise. It prints as a poster."""

    lines: tuple[Text, ...]


Activity = (
    Story | Reveal | Choose | Vote | Sort | Order | Spot | Discuss | Rewrite | Promise
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notes:
    """What the teacher sees on her laptop. Each is plain text, a line to a thought.

    What to watch for is about children who are there, and `only_you` says so itself: neither is
    shown where the class can read it.
    """

    say: str = ""
    often: str = ""
    watch: str = ""
    easier: str = ""
    harder: str = ""
    only_you: str = ""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Headings with their words, those that are there."""
        named = (
            ("Say", self.say),
            ("Children often say", self.often),
            ("Watch for", self.watch),
            ("For you alone", self.only_you),
            ("Easier", self.easier),
            ("Harder", self.harder),
        )
        return tuple((name, words) for name, words in named if words)

    @property
    def for_all(self) -> tuple[tuple[str, str], ...]:
        """The parts that the class may read; the last says that there is more, if there is."""
        more = (
            (("For you alone", "On the laptop, once the projector is off."),)
            if self.watch or self.only_you
            else ()
        )
        return (*replace(self, watch="", only_you="").parts, *more)


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture of the board. `line` is where it begins in the file, from 1.

    Where it stands in the file makes it no other slide.
    """

    title: Text
    body: tuple[Text, ...]
    picture: Picture | None
    activity: Activity | None
    notes: Notes
    minutes: float
    line: int = field(compare=False)
    #: Whether `body` is what the class is to learn: said before, or looked at again after.
    aims: Literal["", "before", "after"] = ""


#: Subjects, each with the words by which a line of the curriculum is known as one of its own.
SUBJECTS = {"Computing": ("computing",), "PSHE": ("pshe", "rshe", "relationships", "health")}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A whole lesson."""

    title: str
    letter: Letter
    band: Band
    minutes: int
    aims: tuple[str, ...]
    vocabulary: tuple[tuple[str, str], ...]
    strands: tuple[str, ...]
    curriculum: tuple[str, ...]
    version: str
    take_home: str
    slides: tuple[Slide, ...] = field(repr=False)
    audience: Audience = Audience.PUPILS
    #: The school, or the file, that it was brought in from.
    came_from: str = field(default="", compare=False)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects whose lessons it can be, by what it says of the curriculum."""
        said = " ".join(one.partition(":")[0].casefold() for one in self.curriculum)
        return tuple(one for one, words in SUBJECTS.items() if any(word in said for word in words))

    @property
    def limits(self) -> Limits:
        """How much a slide may hold."""
        return LIMITS[self.band]


def pictures_of(slide: Slide) -> Iterator[Picture]:
    """Every picture that a slide can show."""
    if slide.picture:
        yield slide.picture
    match slide.activity:
        case Story(panels=cards) | Vote(options=cards) | Order(steps=cards) | Sort(cards=cards):
            yield from (card.picture for card in cards if card.picture)
        case Reveal(items=items):
            yield from (one.card.picture for one in items if one.card.picture)
        case Choose(options=options):
            yield from (one.card.picture for one in options if one.card.picture)
        case Spot(picture=picture):
            yield picture
        case Discuss() | Rewrite() | Promise() | None:
            return
        case _:
            assert_never(slide.activity)
