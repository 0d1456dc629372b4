"""What carries a clause out: forms, lessons, agreements, settings and parts of the policy's room.

A clause says what it is about (`Topic`), not where that is done. Kinds of report say themselves
which clauses they carry out; the rest stands in the tables here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from trent_desktop.policy.model import Named, model_policy
from trent_desktop.policy.topic_words import topic_words
from trent_desktop.policy.topics import Topic
from trent_desktop.policy.versions import PolicyVersion
from trent_desktop.reports.kinds import KINDS
from trent_desktop.roles import Role
from trent_desktop.school.people.people import Member
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.values import Contact


class WayTo(StrEnum):
    """Where a way leads."""

    REPORT = "report"  # `name` is the kind
    LESSONS = "lessons"  # `name` is the letter; all lessons without one
    AGREEMENTS = "agreements"  # `name` is the part; the room's front page without one
    SCHOOL = "school"  # `name` is the part, `place` where in it
    PART = "part"  # `name` is the part of the policy's own room


@dataclass(frozen=True, slots=True)
class Way:
    """One way from a clause to where it is carried out, with the words and icon of its button."""

    to: WayTo
    name: str
    words: str
    icon: str
    place: str = ""


#: The letter of SMART that a clause is about.
LETTERS: Final[Mapping[Topic, str]] = {
    Topic.SMART_SAFE: "S",
    Topic.SMART_MEETING: "M",
    Topic.SMART_ACCEPTING: "A",
    Topic.SMART_RELIABLE: "R",
    Topic.SMART_TELL: "T",
}

_LESSONS: Final = Way(WayTo.LESSONS, "", "Teach a SMART lesson", "chalkboard-teacher")
_PRINT: Final = Way(WayTo.AGREEMENTS, "print", "Print agreements", "handshake")
_CONTACTS: Final = Way(WayTo.SCHOOL, "settings", "Who to tell", "phone", "contacts")
_AGES: Final = Way(WayTo.SCHOOL, "settings", "Ages of apps", "device-mobile", "app-ages")

#: Beside the kinds of report: what else carries a clause out, and the right that it asks for.
_ELSEWHERE: Final[Mapping[Topic, tuple[tuple[Way, Right | None], ...]]] = {
    Topic.EDUCATION: ((_LESSONS, None),),
    Topic.PARENTS_DUTY: ((_PRINT, Right.PRINT_AGREEMENTS),),
    Topic.PUPIL_RULES: ((_PRINT, Right.PRINT_AGREEMENTS),),
    Topic.INDUCTION: ((_PRINT, Right.PRINT_AGREEMENTS),),
    Topic.PICTURES: (
        (
            Way(WayTo.AGREEMENTS, "", "Who may be photographed", "camera"),
            Right.SEE_REGISTER,
        ),
    ),
    Topic.TEAM: ((_CONTACTS, None),),
    Topic.NETWORK_MANAGER: ((_CONTACTS, None),),
    Topic.AGES: ((_AGES, None),),
    Topic.FILTER: (
        (
            Way(WayTo.SCHOOL, "settings", "Settings of the filter", "funnel", "filter"),
            Right.CHANGE_SETTINGS,
        ),
    ),
}

#: Parts of the policy's own room, by name.
_PARTS: Final[Mapping[Topic, tuple[str, ...]]] = {
    Topic.GOVERNORS: ("governors",),
    Topic.EQUALITY: ("versions",),
    Topic.REVIEW: ("versions",),
    Topic.HEADTEACHER: ("versions",),
    Topic.STAFF_DUTY: ("reading",),
    Topic.INDUCTION: ("induction",),
    Topic.TRAINING: ("training",),
    Topic.ACCOUNTS: ("accounts",),
    Topic.MEETINGS: ("meetings",),
    Topic.FILTER: ("filter-checks",),
}


def ways_of(
    topic: str, may: Callable[[Right], bool], parts: Mapping[str, tuple[str, str]]
) -> tuple[Way, ...]:
    """What carries out a clause about `topic`, of that only what the member may do.

    `parts` are the parts of the policy's room that she may open: title and icon, by name.
    """
    if topic not in set(Topic):
        return ()
    about = Topic(topic)
    found: list[Way] = []
    if may(Right.REPORT):
        for kind in KINDS:
            if about in kind.carries_out:
                words = kind.carries_out[about] or kind.door.words
                found.append(Way(WayTo.REPORT, kind.name, words, kind.door.icon))
    if about in LETTERS:
        found.append(
            Way(
                WayTo.LESSONS,
                LETTERS[about],
                f"The lesson: {topic_words(about)}",
                "chalkboard-teacher",
            )
        )
    found += [way for way, right in _ELSEWHERE.get(about, ()) if right is None or may(right)]
    for name in _PARTS.get(about, ()):
        if name in parts:
            title, icon = parts[name]
            found.append(Way(WayTo.PART, name, title, icon))
    return tuple(found)


def topic_of_letter(letter: str) -> str:
    """What the policy's clause on a letter of SMART is about; on lessons in general for another."""
    return next((topic for topic, one in LETTERS.items() if one == letter), Topic.EDUCATION)


_TEAM: Final = (Role.ICT_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER)
_NETWORK_MANAGER: Final = "network-manager"


def names_now(topic: str, members: Iterable[Member], contacts: Iterable[Contact]) -> str:
    """Who it is at this school now, for clauses that name somebody; empty for every other."""
    if topic == Topic.TEAM:
        active = [one for one in members if one.active]
        named = [
            f"{one.name} ({role.title})" for role in _TEAM for one in active if role in one.roles
        ]
        return ", ".join((*named, "and every teacher")) if named else ""
    if topic == Topic.NETWORK_MANAGER:
        return network_manager(contacts)
    return ""


def network_manager(contacts: Iterable[Contact]) -> str:
    """Who looks after the network, by the school's settings; empty while nobody is written down."""
    return next((one.name.strip() for one in contacts if one.role == _NETWORK_MANAGER), "")


def with_own_names(
    version: PolicyVersion, school: str, contacts: Iterable[Contact]
) -> PolicyVersion:
    """The model with the names of a school in it; a version of the school's own as it is."""
    if not version.is_model:
        return version
    named, manager = Named(school), network_manager(contacts)
    named = replace(named, network_manager=manager) if manager else named
    return replace(version, text=model_policy(named))
