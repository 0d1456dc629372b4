"""What can be printed in one go, as plain values: who, what, how, and the forms it comes to."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field, replace
from enum import StrEnum

from trent_desktop.agreements.kinds import Kind, PrintSize
from trent_desktop.agreements.wording.wording import Wording
from trent_desktop.school.people.people import YearGroup


def usual_day(today: dt.date) -> dt.date:
    """The Friday after next: two weekends, and a Friday to remind on."""
    return today + dt.timedelta(days=(4 - today.weekday()) % 7 + 7)


class Scope(StrEnum):
    """Whose forms are printed."""

    EVERYBODY = "everybody"  # every pupil of the school
    YEARS = "years"
    CLASSES = "classes"
    PUPILS = "pupils"
    STAFF = "staff"  # all members of staff, or those of `Chosen.members`


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who gets a form. `only_missing` leaves out who has none to give back any more.

    Missing is whoever never got a form of a kind, or has not answered the newest one. `ask_again`
    leaves all but the families out whose yes about pictures no longer counts, and prints only that.
    """

    scope: Scope
    years: tuple[YearGroup, ...] = ()
    classes: tuple[uuid.UUID, ...] = ()
    pupils: tuple[uuid.UUID, ...] = ()
    members: tuple[uuid.UUID, ...] = ()
    only_missing: bool = False
    ask_again: bool = False


@dataclass(frozen=True, slots=True)
class Invited:
    """To what a letter invites: a day, from when to when, where, and what it is about."""

    day: dt.date
    begins: dt.time
    ends: dt.time
    place: str
    about: str


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """What was asked for.

    `together` puts all papers of one child behind each other; else all of one kind of a class.
    `language` and `print_size` override what the families asked for. `duplex` begins every form
    on a new sheet. `invited` is what invitations say of their meeting.
    """

    kinds: tuple[Kind, ...]
    chosen: Chosen
    return_by: dt.date | None = None
    together: bool = True
    cover_sheets: bool = True
    duplex: bool = False
    ink_saving: bool = False
    language: str | None = None
    print_size: PrintSize | None = None
    invited: Invited | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a batch: everything that its pages say about one person.

    `name` is the pupil's, or for staff the member's. `addressed_to` is the family's own way to
    be addressed, empty for "the family of …". `english` and `translation` are what is printed;
    `translation` is None for families who read English. `missing` are the lines of a reminder.
    """

    id: uuid.UUID
    token: str
    kind: Kind
    name: str = field(repr=False)
    class_name: str
    english: Wording = field(repr=False)
    english_number: int
    translation: Wording | None = field(default=None, repr=False)
    translation_number: int | None = None
    translation_checked: bool = False
    print_size: PrintSize = PrintSize.NORMAL
    pupil_id: uuid.UUID | None = None
    member_id: uuid.UUID | None = None
    addressed_to: str = field(default="", repr=False)
    missing: tuple[str, ...] = field(default=(), repr=False)
    #: The same in the family's language.
    missing_theirs: tuple[str, ...] = field(default=(), repr=False)
    #: The agreements that a reminder is about.
    about: tuple[uuid.UUID, ...] = ()
    #: Printed once more behind a reminder: it is in the register already.
    is_copy: bool = False

    @property
    def language(self) -> str:
        """The language of the family, "en" for English."""
        return self.translation.language if self.translation else "en"


@dataclass(frozen=True, slots=True)
class FormGroup:
    """The forms of one class (or of the staff), in the order they are printed.

    `listed` are the names on the cover sheet, with a note beside each (language, large print).
    """

    name: str
    forms: tuple[Form, ...] = field(repr=False)
    listed: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """A batch before or after it is printed. `notes` are told to whoever prints it.

    `batch_id` is None until it was issued.
    """

    order: BatchOrder
    groups: tuple[FormGroup, ...]
    notes: tuple[str, ...] = ()
    batch_id: uuid.UUID | None = None

    @property
    def forms(self) -> tuple[Form, ...]:
        """All forms in order."""
        return tuple(form for group in self.groups for form in group.forms)

    def comes_to_the_same(self, other: BatchPlan) -> bool:
        """Whether the same is printed for the same people: the codes alone are others each time."""
        return (self.order, self.notes, self._bare()) == (other.order, other.notes, other._bare())

    def _bare(self) -> tuple[FormGroup, ...]:
        none = uuid.UUID(int=0)
        return tuple(
            # What is listed comes from the forms, and a batch that was given out leaves it out.
            replace(
                group,
                forms=tuple(replace(one, id=none, token="") for one in group.forms),
                listed=(),
            )
            for group in self.groups
        )


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """A batch that was printed. `answered` counts its forms that came back."""

    id: uuid.UUID
    made_at: dt.datetime
    made_by: str
    kinds: tuple[Kind, ...]
    whom: str
    return_by: dt.date | None
    forms: int
    pages: int
    answered: int
