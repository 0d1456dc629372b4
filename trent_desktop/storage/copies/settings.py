"""What a school says of its copies: where else they are kept, and how much room they may take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.storage.copies.values import GENEROUS_GB, SIZES, CopySettings
from trent_desktop.storage.tables import SettingRow

#: Under which names they are kept among the school's settings.
ELSEWHERE, MOST = "copies_elsewhere", "copies_most_gb"


def copy_settings_in(stored: Mapping[str, Any]) -> CopySettings:
    """Out of all settings that are stored. What cannot be read is as at the beginning."""
    most = stored.get(MOST)
    return CopySettings(
        str(stored.get(ELSEWHERE) or ""),
        most if isinstance(most, int) and most in SIZES else GENEROUS_GB,
    )


def read_copy_settings(session: Session) -> CopySettings:
    """As the school's file says now."""
    rows = session.execute(select(SettingRow).where(SettingRow.name.in_((ELSEWHERE, MOST))))
    return copy_settings_in({row.name: row.value for row in rows.scalars()})
