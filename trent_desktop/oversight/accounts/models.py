"""The table of accounts."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from trent_desktop.storage.tables import Table


class AccountRow(Table):
    """One account. `content` says what it is for; `sealed` holds the password, for few."""

    __tablename__ = "account"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    sealed: Mapped[bytes | None]
    made_at: Mapped[dt.datetime]
    password_at: Mapped[dt.datetime | None]
    change_by: Mapped[dt.date | None]
    closed_at: Mapped[dt.datetime | None]
    change: Mapped[int] = mapped_column(BigInteger, index=True)
