"""The table of what governors were told."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from trent_desktop.storage.tables import Table


class GovernorTermRow(Table):
    """One term. While it lasts its numbers are replaced; once it is over and `final` they stand."""

    __tablename__ = "governor_term"

    term: Mapped[str] = mapped_column(String(20), primary_key=True)
    final: Mapped[bool]
    told_at: Mapped[dt.datetime]
    told_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    content: Mapped[dict[str, Any]]
