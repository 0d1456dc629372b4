"""The stop, enforced: what a stopped report may hold, whoever or whatever sends it (domain 3.3).

The screens ask the same questions, but the service checks again with `check_allowed`, so that no
script, older draft or mended file brings in an address, a file or an answer that was not asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from trent_desktop.journeys import Answers, FieldError, Run
from trent_desktop.reports.about import about_of
from trent_desktop.reports.content import STOP, content_journey, must_stop
from trent_desktop.reports.content import names as n
from trent_desktop.reports.text_only import refusal
from trent_desktop.school.people import Member

#: The only questions whose answers a stopped report may hold.
ALLOWED: Final = frozenset(question.name for question in content_journey(STOP).questions())

#: What is kept of an ordinary report that becomes a stopped one: when, which class, which room.
CARRIED_OVER: Final = (n.HAPPENED_AT, n.CLASS, n.ROOM)

NOT_ALLOWED: Final = "This answer cannot be part of a stopped report. It is not sent."


def carry_over(answers: Answers, members: Iterable[Member] = ()) -> dict[str, Any]:
    """What a stopped report starts with. Everything else of the ordinary report is dropped.

    Nothing of it may travel: what was seen or where it was would be content and an address. That
    it is about a grown-up who works here does, for it decides who may read; `members` tell whether
    one who is named is the Headteacher.
    """
    kept = {name: answers[name] for name in CARRIED_OVER if name in answers}
    about = about_of(answers, members)
    return {**kept, n.ABOUT: about} if about else kept


def is_stopped(stage: str, answers: Answers) -> bool:
    """Whether answers of this stage make a stopped report, whatever the screen did."""
    return stage == STOP or must_stop(answers) or any(name.startswith("stop_") for name in answers)


def check_allowed(answers: Answers, now: dt.datetime) -> list[FieldError]:
    """What of `answers` a stopped report may not hold, in the order of the form.

    Refuses every answer that is not asked, every value of another shape than its question's
    (where a file could hide), and every text that holds an address or a file written as text.
    Also says what is missing. Empty when the answers can be sent.
    """
    journey = content_journey(STOP)
    run = Run(journey, answers, now=lambda: now)
    errors = [FieldError(name, NOT_ALLOWED) for name in answers if name not in ALLOWED]
    for page in run.path():
        errors.extend(run.check(page.name))
    refused = {error.field for error in errors}
    asked = {question.name for page in run.path() for question in page.asked(answers)}
    for question in journey.questions():
        name = question.name
        if name not in answers or name in refused:
            continue
        if name not in asked:
            errors.append(FieldError(name, NOT_ALLOWED))
            continue
        message = next((found for text in _texts(answers[name]) if (found := refusal(text))), "")
        if not message and not _plain(answers[name]):
            message = NOT_ALLOWED
        if message:
            errors.append(FieldError(name, message))
    return errors


#: The only entries that a map among the answers may have: a class (the service adds its year), or
#: "I don't know".
_ENTRIES: Final = frozenset({"id", "name", "year", "unknown"})


def _plain(value: object) -> bool:
    """Whether a value is a text, or a map of a class or of "I don't know"."""
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        return all(
            key in _ENTRIES and isinstance(entry, str | bool | None)
            for key, entry in entries.items()
        )
    return value is None or isinstance(value, str)


def _texts(value: object) -> list[str]:
    """Every text inside a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        return [text for entry in entries.values() for text in _texts(entry)]
    if isinstance(value, list | tuple):
        items = cast("list[object]", value)
        return [text for entry in items for text in _texts(entry)]
    return []
