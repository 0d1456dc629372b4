"""What was found in the evenings."""

import datetime as dt
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from trent_desktop.storage.tables import Moment, Table


class NightWatchRow(Table):
    """What was found on one evening, by whichever laptop looked."""

    __tablename__ = "night_watch"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    found: Mapped[dict[str, Any]]
