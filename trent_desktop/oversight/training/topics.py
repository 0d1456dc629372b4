"""What training is about, for how long it holds, and who needs it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, cast

from trent_desktop.newer import known
from trent_desktop.roles import Role
from trent_desktop.school.people.permissions import MAY, Right


class Topic(StrEnum):
    """What a session or a certificate may be about, beside words of the school's own."""

    AT_RISK = "at-risk"
    SAFEGUARDING = "safeguarding"
    STOP = "stop"
    POLICY = "policy"
    FILTER = "filter"
    CONTACT = "contact"
    DATA_PROTECTION = "data-protection"
    AI = "ai"
    PREVENT = "prevent"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """As people say it."""
        return _ABOUT[self].title

    @property
    def months(self) -> int:
        """For how many months it holds."""
        return _ABOUT[self].months


class Needed(StrEnum):
    """Who is asked to have had it."""

    STAFF = "staff"
    EVERYBODY = "everybody"  # governors too
    NOBODY = "nobody"  # good to have


@dataclass(frozen=True, slots=True)
class _About:
    title: str
    months: int
    needed: Needed


_ABOUT: Final = {
    Topic.AT_RISK: _About("Spotting pupils at risk", 12, Needed.STAFF),
    Topic.SAFEGUARDING: _About("Safeguarding", 12, Needed.EVERYBODY),
    Topic.STOP: _About("The stop", 12, Needed.STAFF),
    Topic.POLICY: _About("The social media policy", 12, Needed.STAFF),
    Topic.FILTER: _About("Filter and monitoring", 12, Needed.STAFF),
    Topic.CONTACT: _About("Friends and contact online", 12, Needed.NOBODY),
    Topic.DATA_PROTECTION: _About("Data protection", 24, Needed.STAFF),
    Topic.AI: _About("AI", 12, Needed.NOBODY),
    Topic.PREVENT: _About("Prevent", 24, Needed.NOBODY),
}
#: The roles of those who work here.
STAFF: Final = MAY[Right.REPORT]


def needed_by(roles: Collection[Role]) -> tuple[Topic, ...]:
    """The topics that a member with these roles is asked to have had, in their order."""
    of_staff = not STAFF.isdisjoint(roles)
    wanted = {Needed.EVERYBODY, Needed.STAFF} if of_staff else {Needed.EVERYBODY}
    return (
        tuple(topic for topic, about in _ABOUT.items() if about.needed in wanted) if roles else ()
    )


def unknown_topics(names: object) -> list[object]:
    """What stands among the names of topics and is none that this program knows."""
    listed = cast("list[object]", names) if isinstance(names, list) else []
    return [name for name in listed if known(Topic, name) is None]


def topics_in(names: object) -> tuple[Topic, ...]:
    """Topics by their names; a name that this program does not know is left out."""
    listed = cast("list[object]", names) if isinstance(names, list) else []
    return tuple(topic for name in listed if (topic := known(Topic, name)) is not None)
