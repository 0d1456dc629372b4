"""The tables of meetings with parents. Names of children stay in the table of pupils."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from trent_desktop.storage.tables import Table


class MeetingRow(Table):
    """A meeting as it is planned now. `content` has what it said before, too, and why it changed."""

    __tablename__ = "meeting"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    day: Mapped[dt.date]
    content: Mapped[dict[str, Any]]
    version: Mapped[int]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    called_off_at: Mapped[dt.datetime | None]


class MeetingFamilyRow(Table):
    """A family that was invited or answered: the ids of its children, as it was one then."""

    __tablename__ = "meeting_family"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    pupils: Mapped[list[str]] = mapped_column(JSON())
    invited_at: Mapped[dt.datetime | None]


class MeetingAnswerRow(Table):
    """What a family answered, or how many of it came. The newest of a sort counts; all stay."""

    __tablename__ = "meeting_answer"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    family_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_family.id"), index=True)
    sort: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    at: Mapped[dt.datetime]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
