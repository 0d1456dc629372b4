"""How things stand, as plain values: forms, consents, classes, staff."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from trent_desktop.agreements.kinds import Consent, FormState, How, Kind
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import Problem
from trent_desktop.sentences import ended

#: What the mark says that stands above every yes (rule 175).
NEVER_WORDS: Final = "No picture, film or name, ever"


@dataclass(frozen=True, slots=True)
class FormCell:
    """Where the newest form of one kind stands. `agreement_id` None: none was given out.

    `is_current` says that its wording is the one now in use; `version` is the one it has.
    """

    kind: Kind
    agreement_id: uuid.UUID | None = None
    state: FormState | None = None
    since: dt.datetime | None = None
    version: int = 0
    is_current: bool = True

    @property
    def words(self) -> str:
        """As a list says it."""
        if self.state is None or self.since is None:
            return "Not given out"
        older = "" if self.is_current else f", version {self.version}"
        return f"{self.state.value.capitalize()} {day_of(self.since)}{older}"


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """Whether one use is agreed to. Not answered, refused and withdrawn are all No.

    So is a yes to words that asked for less (`to_other_words`) or that has ended: the family is
    asked again. `asked` is the question that was answered, `how` and `said_by` how and by whom;
    `differs` names who says otherwise, where the parents do not agree: the stricter counts. `ends_on`
    is the last day of a yes, None while the child is here. Where the school itself says never
    (`never_since`), it is a no whatever was said; `under_it` says whether that was a yes.
    `needs_none`: pictures that hang inside need no consent here, and nobody has said no. What is not
    asked about any more (`is_asked`) and has ended is a no that nobody is asked about again. From
    `no_longer` on what `said_by` said, yes or no, counts no more, and nobody else has answered.
    """

    consent: Consent
    given: bool
    since: dt.datetime | None = None
    was_withdrawn: bool = False
    to_other_words: bool = False
    ended_on: dt.date | None = None
    how: How = How.NOT_KNOWN
    said_by: str = field(default="", repr=False)
    asked: str = ""
    differs: str = field(default="", repr=False)
    ends_on: dt.date | None = None
    never_since: dt.datetime | None = None
    under_it: bool = False
    needs_none: bool = False
    name: str = ""
    is_asked: bool = True
    no_longer: dt.date | None = None

    @property
    def title(self) -> str:
        """As lists name the use: of the school's own purposes, by the name that it gave them."""
        return self.name or self.consent.title

    @property
    def short(self) -> str:
        """As a narrow column is headed."""
        return self.name or self.consent.short

    @property
    def said(self) -> str:
        """``Yes``, ``No``, ``Never``, ``Ask again``, ``Withdrawn``, ``Not answered``: for a column."""
        if self.never_since is not None:
            return "Never"
        if self.needs_none:
            return "Needs none"
        if self.since is None:
            return "Not answered"
        if self.given:
            return "Yes"
        if self.asks_again:
            return "Ask again"
        return "Withdrawn" if self.was_withdrawn and not self.differs else "No"

    @property
    def asks_again(self) -> bool:
        """Whether there was an answer that no longer counts: the family is asked once more."""
        over = self.ended_on is not None or self.no_longer is not None
        again = self.to_other_words or over
        return self.never_since is None and self.is_asked and again

    @property
    def words(self) -> str:
        """``Yes, since 3 November 2026``; ``No: not answered``; ``Never, since 3 November 2026``."""
        if self.never_since is not None:
            under = ""
            if self.under_it and self.since is not None:
                under = f". The family’s yes of {day_of(self.since)} changes nothing"
            return f"Never, since {day_of(self.never_since)}{under}"
        if self.needs_none:
            return "Needs no consent inside the school"
        if self.since is None:
            return "No: not answered"
        day = day_of(self.since)
        if self.given:
            return f"Yes, since {day}"
        if self.to_other_words:
            return f"No: ask again (the yes of {day} was to other words)"
        if self.ended_on is not None:
            then = f"the yes of {day} ended on {date_for_people(self.ended_on)}"
            return f"No: ask again ({then})" if self.is_asked else f"No: {then}"
        if self.no_longer is not None:
            then = f"what {self.said_by or 'the family'} said on {day} no longer counts"
            return f"No: ask again ({then})" if self.is_asked else f"No: {then}"
        if self.differs:
            return f"No, since {day}: {self._whose} no, {self.differs} yes"
        if self.was_withdrawn:
            return f"No: withdrawn on {day}"
        return f"No, since {day}"

    @property
    def _whose(self) -> str:
        return f"{self.said_by or 'the family'} said"

    @property
    def source(self) -> str:
        """``by telephone, by Mrs Aziz``: how it was given and by whom, as far as is known."""
        if self.no_longer is not None:
            return ""  # its words name whose it was
        return source_words(self.how, self.said_by)


@dataclass(frozen=True, slots=True)
class StandingNo:
    """A no that counts now, and the child's `name`.

    `answer_id` says which one was shown to whoever overrules it; `use` is what the school calls a
    purpose of its own. `on_this_form`: it was read on the very form that a yes is recorded from.
    """

    answer_id: uuid.UUID
    consent: Consent
    since: dt.datetime
    by: str
    was_withdrawn: bool
    name: str = field(default="", repr=False)
    use: str = ""
    on_this_form: bool = False

    @property
    def title(self) -> str:
        """As lists name the use."""
        return self.use or self.consent.title

    @property
    def told(self) -> str:
        """``withdrawn on 3 March 2026, recorded by Ana D'Souza``."""
        said = "withdrawn on" if self.was_withdrawn else "no since"
        return f"{said} {day_of(self.since)}" + (f", recorded by {self.by}" if self.by else "")

    @property
    def words(self) -> str:
        """``Press: withdrawn on 3 March 2026, recorded by Ana D'Souza``."""
        return f"{self.title}: {self.told}"


class ConsentStands(Problem):
    """A yes that would overrule a no, and nobody was asked. Nothing was recorded.

    `standing` is what stands; `given_out` is when the form with the yes was given out, None where
    there is no form. Whoever has shown this and was told to go on repeats the call, and names the
    `answer_id` of each as `asked`.
    """

    def __init__(self, standing: tuple[StandingNo, ...], given_out: dt.datetime | None) -> None:
        super().__init__(
            f"{ended('; '.join(one.words for one in standing))} Nothing was changed.",
            what_to_do="Find out whether the family said yes after that, and record it then.",
        )
        self.standing = standing
        self.given_out = given_out


@dataclass(frozen=True, slots=True)
class PupilLine:
    """One child in the register: a cell for each kind that suits her, and five answers.

    `upn` only where the register is exported: to be matched with other lists.
    """

    pupil_id: uuid.UUID
    name: str = field(repr=False)
    class_id: uuid.UUID | None
    class_name: str
    cells: Mapping[Kind, FormCell]
    answers: tuple[ConsentAnswer, ...]
    upn: str = field(default="", repr=False)

    @property
    def never_since(self) -> dt.datetime | None:
        """Since when the school says that the child is never pictured or named; None: it does not."""
        return _never_since(self.answers)


@dataclass(frozen=True, slots=True)
class ClassTable:
    """The register of one class."""

    class_id: uuid.UUID | None
    name: str
    lines: tuple[PupilLine, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class KindFigures:
    """How forms of one kind stand in a class. `missing` were never given out."""

    pupils: int = 0
    issued: int = 0
    returned: int = 0
    refused: int = 0
    waiting: int = 0
    missing: int = 0

    def __add__(self, other: KindFigures) -> KindFigures:
        return KindFigures(
            self.pupils + other.pupils,
            self.issued + other.issued,
            self.returned + other.returned,
            self.refused + other.refused,
            self.waiting + other.waiting,
            self.missing + other.missing,
        )


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """How many are back in a class: in all, and by kind."""

    class_id: uuid.UUID | None
    class_name: str
    kinds: Mapping[Kind, KindFigures]

    @property
    def issued(self) -> int:
        """Forms that were given out, each child's newest of a kind."""
        return sum(one.issued for one in self.kinds.values())

    @property
    def returned(self) -> int:
        """Forms that were answered, with yes or with no."""
        return sum(one.returned + one.refused for one in self.kinds.values())


@dataclass(frozen=True, slots=True)
class ConsentLook:
    """The answer to "may this child's picture be used?"."""

    pupil_id: uuid.UUID
    name: str = field(repr=False)
    class_name: str
    answers: tuple[ConsentAnswer, ...]

    @property
    def never_since(self) -> dt.datetime | None:
        """Since when the school says that the child is never pictured or named; None: it does not."""
        return _never_since(self.answers)


@dataclass(frozen=True, slots=True)
class ClassSheet:
    """Whose picture may be taken in class, and whose may not: for the staff room's wall."""

    class_name: str
    may: tuple[str, ...] = field(repr=False)
    may_not: tuple[str, ...] = field(repr=False)
    walls: bool = False  # pictures that hang inside need no consent


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One member of staff and her agreement."""

    member_id: uuid.UUID
    name: str
    roles: str
    cell: FormCell
    is_new: bool


def whole_school(figures: Iterable[ClassFigures]) -> ClassFigures:
    """The figures of all classes in one, without an id."""
    kinds: dict[Kind, KindFigures] = {}
    for one in figures:
        for kind, own in one.kinds.items():
            kinds[kind] = kinds.get(kind, KindFigures()) + own
    return ClassFigures(None, "Whole school", kinds)


def figures_of(states: Collection[FormState | None]) -> KindFigures:
    """Figures of one kind, out of where each child's form stands: None was never given out."""
    given_out = [one for one in states if one is not None]
    return KindFigures(
        pupils=len(states),
        issued=len(given_out),
        returned=sum(one is FormState.RETURNED for one in given_out),
        refused=sum(one in (FormState.REFUSED, FormState.WITHDRAWN) for one in given_out),
        waiting=sum(one.is_waited_for for one in given_out),
        missing=len(states) - len(given_out),
    )


def _never_since(answers: Iterable[ConsentAnswer]) -> dt.datetime | None:
    return next((one.never_since for one in answers if one.never_since is not None), None)


def source_words(how: How, said_by: str) -> str:
    """``by telephone, by Mrs Aziz``, as far as is known."""
    by = f"by {said_by}" if said_by else ""
    return ", ".join(one for one in (how.words, by) if one)


def day_of(moment: dt.datetime) -> str:
    """The day of a moment, by the laptop's clock, for people."""
    return date_for_people(moment.astimezone().date())
