"""Over whose keys which role stands guard."""

from __future__ import annotations

from collections.abc import Mapping

from trent_desktop.roles import Role

#: Who opens a role's escrow together with the code in the safe; None for the code alone.
GUARDIAN: Mapping[Role, Role | None] = {
    Role.ICT_LEAD: None,
    Role.DSL: Role.CHAIR,
    Role.DEPUTY_DSL: Role.CHAIR,
    Role.HEADTEACHER: Role.CHAIR,
    Role.CHAIR: Role.HEADTEACHER,
}
