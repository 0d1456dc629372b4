"""The table of checks of filter and monitoring, and of the yearly reviews."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from trent_desktop.storage.tables import Table


class FilterCheckRow(Table):
    """One check or one yearly review (`sort`). Never changed; a wrong one is taken back in another."""

    __tablename__ = "filter_check"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    sort: Mapped[str] = mapped_column(String(20))
    on_day: Mapped[dt.date] = mapped_column(index=True)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    made_at: Mapped[dt.datetime]
    content: Mapped[dict[str, Any]]
