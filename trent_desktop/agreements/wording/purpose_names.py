"""What a school calls the purposes that it describes itself, wherever a person reads of them."""

from __future__ import annotations

from typing import Final, cast

from sqlalchemy.orm import Session

from trent_desktop.agreements.kinds import OWN, Consent
from trent_desktop.storage.tables import SettingRow

#: The name of the setting that has them.
NAMES: Final = "purpose_names"


def purpose_names(session: Session) -> dict[Consent, str]:
    """The names that the school gave its own purposes, inside a unit of work."""
    row = session.get(SettingRow, NAMES)
    stored = cast("dict[str, str]", row.value) if row is not None else {}
    return {one: stored[one.value] for one in OWN if one.value in stored}
