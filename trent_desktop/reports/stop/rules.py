"""The stop, enforced: what a stopped report may hold, and who reads it, whoever sends it.

The screens ask the same questions, but the service checks again with `check_allowed`, so that no
script, older draft or mended file brings in an address, a file or an answer that was not asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from trent_desktop.journeys import Answers, FieldError, Run
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.cases import Route
from trent_desktop.reports.stop.pages import nobody_reads, stop_journey
from trent_desktop.reports.stop.text_only import refusal
from trent_desktop.reports.who.about import about_of
from trent_desktop.reports.who.leading import joined_roles, named, names_of, told_by_program
from trent_desktop.reports.who.told import ContactLike, reach_of
from trent_desktop.roles import Role
from trent_desktop.school.people.people import Member

#: The only questions whose answers a stopped report may hold.
ALLOWED: Final = frozenset(question.name for question in stop_journey().questions())

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
    return stage == n.STOP or any(name.startswith("stop_") for name in answers)


def check_allowed(
    answers: Answers, now: dt.datetime, on: dt.date | None = None
) -> list[FieldError]:
    """What of `answers` a stopped report may not hold, in the order of the form.

    Refuses every answer that is not asked, every value of another shape than its question's
    (where a file could hide), and every text that holds an address or a file written as text.
    Also says what is missing, in a form answered `on` a day. Empty when the answers can be sent.
    """
    journey = stop_journey()
    run = Run(journey, answers, now=lambda: now, on=on)
    errors = [FieldError(name, NOT_ALLOWED) for name in answers if name not in ALLOWED]
    for page in run.path():
        errors.extend(run.check(page.name))
    refused = {error.field for error in errors}
    asked = {question.name for page in run.path() for question in page.asked(answers, on)}
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


# ------------------------------------------------------------------ who reads it


@dataclass(frozen=True, slots=True)
class BeforeTheStop:
    """What is said before a word of a stopped report is typed.

    `who_reads`: one sentence with the names of those who can open it; empty when nobody can.
    `nobody`: then, what to do instead, line by line. `reach`: how to reach those who lead.
    """

    who_reads: str
    nobody: tuple[str, ...]
    reach: tuple[str, ...]


_SHORT: Final = {Role.DEPUTY_DSL: "deputy"}


def before_the_stop(members: Collection[Member], contacts: Iterable[ContactLike]) -> BeforeTheStop:
    """Who could read a stopped report today, by this laptop's directory, and how to reach them."""
    by_role: dict[str, ContactLike] = {}
    for contact in contacts:
        by_role.setdefault(contact.role, contact)
    joined = joined_roles(members)
    reading = told_by_program(Route.STOPPED, joined)
    if reading:
        return BeforeTheStop(_who_reads(members, reading), (), _numbers(by_role))
    helpers = names_of(members, Role.ICT_LEAD)
    lines = nobody_reads(reach_of(by_role.get("social-care")), named(helpers, last="or"))
    return BeforeTheStop("", lines, _numbers(by_role))


def _who_reads(members: Collection[Member], reading: Collection[Role]) -> str:
    readers: list[str] = []
    for one in sorted(
        (one for one in members if one.active and not one.roles.isdisjoint(reading)),
        key=lambda one: min(at for at, role in enumerate(reading) if role in one.roles),
    ):
        held = named(_SHORT.get(role, role.title) for role in reading if role in one.roles)
        readers.append(f"{one.name} ({held})")
    said = f"Only {named(readers)} can read this report."
    if Role.CHAIR in reading:
        said += " Nobody has joined as Designated Safeguarding Lead, deputy or Headteacher yet."
    return said


def _numbers(by_role: Mapping[str, ContactLike]) -> tuple[str, ...]:
    """The numbers of the safeguarding leads; where the school gave none, of who is next."""
    for roles in ((Role.DSL, Role.DEPUTY_DSL), (Role.HEADTEACHER,), (Role.CHAIR,)):
        found: list[str] = []
        for role in roles:
            contact = by_role.get(role.value)
            if contact is not None and contact.phone.strip():
                name = contact.name.strip()
                who = f"{name}, {role.title}" if name else role.title
                found.append(f"{who}: {reach_of(contact)}")
        if found:
            return tuple(found)
    return ()
