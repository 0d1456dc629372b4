"""What was destroyed on record, so that nothing brings it back: no copy, no laptop."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy.orm import Mapped, mapped_column

from trent_desktop.storage.tables import Moment, Table


class DestroyedRow(Table):
    """A case that was destroyed on record, and when."""

    __tablename__ = "destroyed"

    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
