"""The questions that every kind of report takes from here, and what they start with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from trent_desktop.journeys import Answers, Choice, ClassPicker, Option, Question, ShortText, When
from trent_desktop.reports.asked import names as n

ONLY_HEADTEACHER = "To the Headteacher alone"
ONLY_CHAIR = "To the Chair alone"

NOW_OR_PAST_HINT = "We have put in the time now. Change it if it was earlier."


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a report starts with: the present moment and the reporter's own class, as answers.

    Make them with `journeys.when_value` and `journeys.class_value`; None asks without a default.
    `about_staff` and `about_head` say who reads a report about a grown-up who works here, in
    words: at a school without a Headteacher it is somebody else. `lado` is how the Local Authority
    Designated Officer is reached, as far as the school has written it down.
    """

    happened_at: str | None = None
    school_class: dict[str, Any] | None = None
    about_staff: str = ONLY_HEADTEACHER
    about_head: str = ONLY_CHAIR
    lado: str = ""


def chose(question: str, *values: str) -> Any:
    """A rule: whether one of these options was chosen at that question."""

    def rule(answers: Answers) -> bool:
        answer = answers.get(question)
        return answer in values if isinstance(answer, str) else _among(answer, values)

    return rule


def _among(answer: object, values: tuple[str, ...]) -> bool:
    return isinstance(answer, list) and any(value in answer for value in values)


def happened_at(defaults: Defaults) -> Question:
    """When it happened, which is not when it was recorded."""
    return When(
        n.HAPPENED_AT,
        "When did it happen?",
        hint=NOW_OR_PAST_HINT,
        missing="Say when it happened. A good guess will do.",
        default=defaults.happened_at,
    )


def which_class(defaults: Defaults) -> Question:
    """The class that was there; none for what happened outside lessons."""
    return ClassPicker(
        n.CLASS,
        "Which class was it?",
        hint="Leave it empty if no class was there.",
        optional=True,
        default=defaults.school_class,
    )


#: From then on the first page asks whom it is about; reports of before went without.
_ABOUT_SINCE: Final = dt.date(2026, 11, 28)


def about_staff(defaults: Defaults) -> Choice:
    """Whether it is about a grown-up who works here, which decides who may read it.

    Nothing is chosen in advance: whoever leads on an ordinary report may be the one concerned,
    so this is decided before anybody has it.
    """
    return Choice(
        n.ABOUT,
        "Is it about a grown-up who works here?",
        missing="Say whether it is about a grown-up who works here.",
        since=_ABOUT_SINCE,
        options=(
            Option(n.ABOUT_NO, "No", hint="An accident, or a child"),
            Option(n.ABOUT_STAFF, "Yes, staff or volunteer", hint=defaults.about_staff),
            Option(n.ABOUT_HEAD, "Yes, the Headteacher", hint=defaults.about_head),
        ),
    )


def room() -> ShortText:
    """The room; also asked by the stop."""
    return ShortText(n.ROOM, "Which room?", hint="For example 4B’s classroom", optional=True)
