"""Which agreements there are, what can be consented to, and where a form stands.

Rules 19, 20 and 24.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from trent_desktop.school.people.people import YearGroup


class Kind(StrEnum):
    """A kind of paper. The values are the names of the files in `resources/agreements`."""

    PUPIL_KS1 = "pupil-ks1"
    PUPIL_KS2 = "pupil-ks2"
    PARENT = "parent"
    CONSENTS = "consents"
    STAFF = "staff"
    BLOGGING = "blogging"
    REMINDER = "reminder"
    SECOND_REMINDER = "second-reminder"
    INVITATION = "invitation"  # to a meeting for parents; given out by the room of the meetings

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """As lists name it."""
        return _TITLES[self]

    @property
    def is_returned(self) -> bool:
        """Whether it is signed and comes back, and so has a code and a place in the register."""
        return self in RETURNED

    @property
    def is_of_pupil(self) -> bool:
        """Whether there is one for each pupil (also those that a parent signs)."""
        return self in PUPIL_KINDS

    def suits(self, year: YearGroup | None) -> bool:
        """Whether a pupil of `year` is given this kind. Year unknown: the form for older ones."""
        if self is Kind.PUPIL_KS1:
            return year in _YOUNGEST
        if self is Kind.PUPIL_KS2:
            return year not in _YOUNGEST
        return self.is_of_pupil or self is Kind.BLOGGING


_TITLES: Final = {
    Kind.PUPIL_KS1: "Pupil’s agreement, Reception to Year 2",
    Kind.PUPIL_KS2: "Pupil’s agreement, Years 3 to 6",
    Kind.PARENT: "Parent’s agreement",
    Kind.CONSENTS: "Pictures and films",
    Kind.STAFF: "Staff agreement",
    Kind.BLOGGING: "Blogging rules",
    Kind.REMINDER: "Reminder",
    Kind.SECOND_REMINDER: "Second reminder",
    Kind.INVITATION: "Invitation to a meeting",
}
_YOUNGEST: Final = frozenset({YearGroup.RECEPTION, YearGroup.Y1, YearGroup.Y2})
RETURNED: Final = frozenset(
    {Kind.PUPIL_KS1, Kind.PUPIL_KS2, Kind.PARENT, Kind.CONSENTS, Kind.STAFF}
)
PUPIL_KINDS: Final = frozenset({Kind.PUPIL_KS1, Kind.PUPIL_KS2, Kind.PARENT, Kind.CONSENTS})
REMINDERS: Final = frozenset({Kind.REMINDER, Kind.SECOND_REMINDER})
#: Papers that are letters: with a date, and regards that stay with the name under them.
LETTERS: Final = REMINDERS | {Kind.INVITATION}


class Consent(StrEnum):
    """What a family may agree to, each by itself and never bundled (rules 19 and 156).

    Which of them a school asks about stands in its wording.
    """

    PHOTOGRAPHS = "photographs"  # that hang in school
    COPIES = "copies"  # of class photographs, for the families of the class
    WEBSITE = "website"
    BLOG = "blog"  # work on the class blog
    BLOG_NAME = "blog-name"
    BLOG_PICTURE = "blog-picture"
    VIDEO = "video"  # to be filmed
    FILM_SHOWN = "film-shown"
    PRESS = "press"
    PRINTED = "printed"
    PHOTOGRAPHER = "photographer"
    SOCIAL_MEDIA = "social-media"
    APPS = "apps"
    OWN_1 = "own-1"  # what the school describes and names itself
    OWN_2 = "own-2"
    OWN_3 = "own-3"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """As lists name it."""
        return _CONSENT_TITLES[self]

    @property
    def short(self) -> str:
        """As a narrow column is headed."""
        return _SHORT[self]

    @property
    def field(self) -> str:
        """The name of its field on a form that is filled in on a screen; says one of `YES_NO`."""
        return f"consent-{self.value}"

    @property
    def take_down(self) -> str:
        """What has to be done when a yes to it is taken back."""
        return _TAKE_DOWN[self]


def title_of(consent: Consent, names: Mapping[Consent, str]) -> str:
    """As lists name a use; `names` are what a school calls those that it describes itself."""
    return names.get(consent) or consent.title


YES_NO: Final = ("yes", "no")
#: Stands where a use stands in the rows of answers: the school’s own no to all of them, whatever
#: a family says (rule 175).
NEVER: Final = "never"
#: Stands there too: that what one person said counts no longer, with the reason and from when
#: (rule 200).
NO_LONGER: Final = "no longer"
#: Those that a school describes in a sentence of its own.
OWN: Final = (Consent.OWN_1, Consent.OWN_2, Consent.OWN_3)
_TAKE_DOWN: Final = {
    Consent.PHOTOGRAPHS: "Take down class photographs on the walls. Tell whoever photographs next.",
    Consent.COPIES: "Give out no more copies of class photographs that the child is in.",
    Consent.WEBSITE: "Take the pictures off the school website.",
    Consent.BLOG: "Take the child’s work off the class blog.",
    Consent.BLOG_NAME: "Take the first name off the class blog.",
    Consent.BLOG_PICTURE: "Take the pictures off the class blog.",
    Consent.VIDEO: "Tell whoever films next. Delete films that are no longer needed.",
    Consent.FILM_SHOWN: "Take films off our own pages, and hand out no more copies.",
    Consent.PRESS: "Tell any newspaper that has a picture. What is printed stays.",
    Consent.PRINTED: "Leave the pictures out of whatever is printed next. What is printed stays.",
    Consent.PHOTOGRAPHER: "Tell the photographer, and ask for the pictures to be deleted.",
    Consent.SOCIAL_MEDIA: "Take the pictures off the school’s social media.",
    Consent.APPS: "Take the pictures out of the apps, and close what was opened for the child.",
    **dict.fromkeys(OWN, "Stop using it for this, and take down what is there."),
}
_CONSENT_TITLES: Final = {
    Consent.PHOTOGRAPHS: "Class photographs",
    Consent.COPIES: "Copies for families",
    Consent.WEBSITE: "School website",
    Consent.BLOG: "Blog: work",
    Consent.BLOG_NAME: "Blog: first name",
    Consent.BLOG_PICTURE: "Blog: picture",
    Consent.VIDEO: "Video",
    Consent.FILM_SHOWN: "Films shown",
    Consent.PRESS: "Press",
    Consent.PRINTED: "Printed publications",
    Consent.PHOTOGRAPHER: "Outside photographers",
    Consent.SOCIAL_MEDIA: "School social media",
    Consent.APPS: "Learning apps",
    **{one: f"Own purpose {at}" for at, one in enumerate(OWN, 1)},
}
_SHORT: Final = {
    Consent.PHOTOGRAPHS: "Photos",
    Consent.COPIES: "Copies",
    Consent.WEBSITE: "Web",
    Consent.BLOG: "Blog: work",
    Consent.BLOG_NAME: "Blog: name",
    Consent.BLOG_PICTURE: "Blog: picture",
    Consent.VIDEO: "Video",
    Consent.FILM_SHOWN: "Films shown",
    Consent.PRESS: "Press",
    Consent.PRINTED: "Print",
    Consent.PHOTOGRAPHER: "Studio",
    Consent.SOCIAL_MEDIA: "Social",
    Consent.APPS: "Apps",
    **{one: f"Own {at}" for at, one in enumerate(OWN, 1)},
}
#: Those that the wording which comes with the program asks about; a school adds the others.
USUAL: Final = tuple(Consent)[: tuple(Consent).index(Consent.PRESS) + 1]


class How(StrEnum):
    """How an answer was given (rule 130)."""

    FORM = "form"
    TELEPHONE = "telephone"
    LETTER = "letter"
    IN_PERSON = "in person"
    NOT_KNOWN = ""

    @property
    def words(self) -> str:
        """As a sentence ends with it; empty where it is not known."""
        return _HOW_WORDS[self]


_HOW_WORDS: Final = {
    How.FORM: "on the form",
    How.TELEPHONE: "by telephone",
    How.LETTER: "in a letter or an e-mail",
    How.IN_PERSON: "in person",
    How.NOT_KNOWN: "",
}


class FormState(StrEnum):
    """Where a form stands."""

    ISSUED = "issued"
    CHASED = "chased"  # issued, and a reminder went out since
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # returned once, and taken back since

    @property
    def is_waited_for(self) -> bool:
        """Whether the school still waits for it."""
        return self in (FormState.ISSUED, FormState.CHASED)


class PrintSize(StrEnum):
    """How large a form is printed. 18 and 24 point are the sizes of large print."""

    NORMAL = "normal"
    LARGE = "18"
    LARGER = "24"

    @property
    def points(self) -> float:
        """Size of the body text in points."""
        return {PrintSize.NORMAL: 12.0, PrintSize.LARGE: 18.0, PrintSize.LARGER: 24.0}[self]

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """As lists name it."""
        return _SIZE_TITLES[self]


_SIZE_TITLES: Final = {
    PrintSize.NORMAL: "Normal print",
    PrintSize.LARGE: "Large print (18 point)",
    PrintSize.LARGER: "Larger print (24 point)",
}
