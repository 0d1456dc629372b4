"""Where the school went, written at the place that it left."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from trent_desktop.storage.tables import Moment, Table


class GoneRow(Table):
    """That the school was moved away from here: one row, `id` 1."""

    __tablename__ = "gone"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    place: Mapped[dict[str, Any]]
