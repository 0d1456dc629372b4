"""What an import would do, before anything is done: values, and how they come about."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from trent_desktop.school.class_lists.changes import changes_in_words
from trent_desktop.school.class_lists.listed import Alike, ListedPupil, ReadList
from trent_desktop.school.class_lists.matching import Answers, PupilRecord, Question, match
from trent_desktop.school.classes.class_names import ClassNames
from trent_desktop.school.classes.step import Step
from trent_desktop.sentences import ended
from trent_desktop.storage.cipher import digest

#: More than one in so many does not leave between two lists, but in summer.
_MANY_LEAVE = 10


class LineKind(StrEnum):
    """What an import does with a child."""

    NEW = "new"
    CHANGED = "changed"
    LEFT = "left"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One child of a plan. `row` is None for one who is not in the list."""

    kind: LineKind
    name: str
    row: int | None
    class_before: str
    class_after: str
    changes: tuple[str, ...] = ()
    pupil_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose about an import.

    `whole_school`: whoever is not in the list has left; None while nobody said, which holds as long
    as few would leave. `class_for_all` is for a list that does not say who is in which class.
    `twice`: of two rows that say the same, by the second: whether they are one child.
    """

    answers: Answers = field(default_factory=dict[int, uuid.UUID | None])
    all_the_same: bool = False
    whole_school: bool | None = None
    class_for_all: uuid.UUID | None = None
    twice: Mapping[int, bool] = field(default_factory=dict[int, bool])


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who is not in a list: `pupils` of `of`, and classes of which nobody is."""

    pupils: int
    of: int
    classes: tuple[str, ...]

    @property
    def many(self) -> bool:
        """Whether so many leave only when a list is not of the whole school, or a year has ended."""
        return self.pupils * _MANY_LEAVE > self.of or bool(self.classes)

    @property
    def everybody(self) -> bool:
        """Whether nobody would be left."""
        return self.of > 0 and self.pupils == self.of


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would change. Nothing of it has happened.

    `class_names`: which class each spelling of the list means, by its name.
    """

    read: ReadList = field(repr=False)
    choices: Choices
    lines: tuple[PlannedLine, ...] = field(repr=False)
    questions: tuple[Question, ...] = field(repr=False)
    alike: tuple[Alike, ...] = field(repr=False)
    new_classes: tuple[str, ...]
    class_names: Mapping[str, str]
    whole_school: bool
    leaving: Leaving
    mark: str

    @property
    def respelt(self) -> tuple[str, ...]:
        """Which classes the list spells in another way, in words."""
        return tuple(
            f"“{spelt}” in the list is the class {ended(name)}"
            for spelt, name in self.class_names.items()
            if spelt != name
        )

    @property
    def everybody_leaves(self) -> bool:
        """Whether the list names nobody whom the school has."""
        return self.whole_school and self.leaving.everybody

    @property
    def asks_whether_whole(self) -> bool:
        """Whether many are not in the list, and nobody said whether they have left."""
        return self.choices.whole_school is None and self.leaving.many

    def of(self, kind: LineKind) -> tuple[PlannedLine, ...]:
        """The lines of one kind."""
        return tuple(line for line in self.lines if line.kind is kind)

    @property
    def counts(self) -> dict[LineKind, int]:
        """How many there are of each kind."""
        return {kind: len(self.of(kind)) for kind in LineKind}

    @property
    def ready(self) -> bool:
        """Whether it can be applied: no question is open, and something was read."""
        asks = self.questions or self.alike or self.asks_whether_whole
        return not asks and bool(self.read.pupils)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    step: Step
    counts: Mapping[LineKind, int]


def plan_of(
    read: ReadList,
    choices: Choices,
    records: Sequence[PupilRecord],
    classes: Mapping[uuid.UUID, str],
) -> ImportPlan:
    """What a list would change of these pupils and classes (names by id)."""
    pupils, alike = _told_apart(read, choices)
    names = ClassNames(classes.values(), [one.class_name for one in pupils])
    class_names = {
        spelt: names.of(spelt) or spelt
        for spelt in dict.fromkeys(one.class_name for one in pupils if one.class_name)
    }
    matched = match(pupils, records, choices.answers, all_the_same=choices.all_the_same)
    for_all = classes.get(choices.class_for_all, "") if choices.class_for_all else ""
    asked = {question.row for question in matched.questions}
    lines = [
        _line(listed, record, class_names.get(listed.class_name, for_all))
        for listed, record in matched.pairs
        if listed.row not in asked
    ]
    there = {record.id for _, record in matched.pairs if record is not None}
    maybe = {one.id for question in matched.questions for one in question.candidates}
    left = [one for one in records if one.active and one.id not in there and one.id not in maybe]
    active = [one for one in records if one.active]
    leaving = _leaving(left, active)
    whole = choices.whole_school if choices.whole_school is not None else not leaving.many
    if whole:
        lines += [
            PlannedLine(LineKind.LEFT, one.name, None, one.class_name, "", (), one.id)
            for one in left
        ]
    there_now = set(classes.values())
    new_classes = tuple(
        name for name in dict.fromkeys(class_names.values()) if name not in there_now
    )
    # A class that was renamed meanwhile is a new one, and its children would be in none.
    basis = "|".join(
        [
            *(
                f"{line.kind}{line.row}{line.pupil_id}{line.changes}{line.class_after}"
                for line in lines
            ),
            *new_classes,
        ]
    )
    return ImportPlan(
        read,
        choices,
        tuple(lines),
        matched.questions,
        alike,
        new_classes,
        class_names,
        whole,
        leaving,
        digest(basis.encode("utf-8", "replace")),
    )


def _told_apart(
    read: ReadList, choices: Choices
) -> tuple[tuple[ListedPupil, ...], tuple[Alike, ...]]:
    """The children of a list as somebody said of those who look alike, and what is still open."""
    once = {one.row for one in read.alike if choices.twice.get(one.row)}
    still = tuple(one for one in read.alike if one.row not in choices.twice)
    return tuple(one for one in read.pupils if one.row not in once), still


def _leaving(left: Sequence[PupilRecord], active: Sequence[PupilRecord]) -> Leaving:
    gone = {one.id for one in left}
    staying = {one.class_id for one in active if one.id not in gone}
    classes = {
        one.class_id: one.class_name for one in left if one.class_id and one.class_id not in staying
    }
    return Leaving(len(left), len(active), tuple(sorted(classes.values())))


def _line(listed: ListedPupil, record: PupilRecord | None, class_name: str) -> PlannedLine:
    if record is None:
        return PlannedLine(LineKind.NEW, listed.name, listed.row, "", class_name)
    changes = changes_in_words(listed, record, class_name)
    kind = LineKind.CHANGED if changes else LineKind.UNCHANGED
    after = class_name or record.class_name
    return PlannedLine(kind, record.name, listed.row, record.class_name, after, changes, record.id)
