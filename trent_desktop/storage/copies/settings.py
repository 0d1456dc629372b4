"""What a school says of its copies: where else they are kept, and how much room they may take."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.storage.copies.values import ELSEWHERE, MOST, CopySettings, copy_settings_in
from trent_desktop.storage.tables import SettingRow


def read_copy_settings(session: Session) -> CopySettings:
    """As the school's file says now."""
    rows = session.execute(select(SettingRow).where(SettingRow.name.in_((ELSEWHERE, MOST))))
    return copy_settings_in({row.name: row.value for row in rows.scalars()})
