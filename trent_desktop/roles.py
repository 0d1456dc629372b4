"""The roles that people hold in a school: words that every floor of the program knows."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Role(StrEnum):
    """What a member does in the school (rule 1)."""

    TEACHER = "teacher"
    SUPPORT = "support"
    ICT_LEAD = "ict-lead"
    DSL = "dsl"
    DEPUTY_DSL = "deputy-dsl"
    HEADTEACHER = "headteacher"
    CHAIR = "chair"
    GOVERNOR = "governor"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """The role as people say it, for example ``ICT Lead``."""
        return _TITLES[self]


_TITLES = {
    Role.TEACHER: "Teacher",
    Role.SUPPORT: "Support staff",
    Role.ICT_LEAD: "ICT Lead",
    Role.DSL: "Designated Safeguarding Lead",
    Role.DEPUTY_DSL: "Deputy Safeguarding Lead",
    Role.HEADTEACHER: "Headteacher",
    Role.CHAIR: "Chair of Governors",
    Role.GOVERNOR: "Governor",
}

_BY_DUTY = (
    Role.HEADTEACHER,
    Role.CHAIR,
    Role.DSL,
    Role.DEPUTY_DSL,
    Role.ICT_LEAD,
    Role.GOVERNOR,
    Role.TEACHER,
    Role.SUPPORT,
)


def roles_shown(roles: Collection[Role]) -> str:
    """Roles in words, the one with most duties first."""
    return ", ".join(role.title for role in _BY_DUTY if role in roles)


#: Roles that cases are sealed to. Each has key pairs of its own.
KEYED_ROLES: tuple[Role, ...] = (
    Role.ICT_LEAD,
    Role.DSL,
    Role.DEPUTY_DSL,
    Role.HEADTEACHER,
    Role.CHAIR,
)
