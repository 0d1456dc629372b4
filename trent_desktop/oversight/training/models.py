"""The tables of training: sessions, who was there, and certificates."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from trent_desktop.storage.tables import Table


class TrainingSessionRow(Table):
    """A session. `content` says what it is, and what it was before each correction."""

    __tablename__ = "training_session"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    day: Mapped[dt.date]
    content: Mapped[dict[str, Any]]
    version: Mapped[int]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    called_off_at: Mapped[dt.datetime | None]


class TrainingAttendanceRow(Table):
    """That a member was at a session, or that she was not after all: the newest row counts.

    Rows are added and never changed. `change` says which is newest: clocks of laptops differ.
    """

    __tablename__ = "training_attendance"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("training_session.id"), index=True)
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"), index=True)
    how: Mapped[str] = mapped_column(String(20))
    at: Mapped[dt.datetime]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    why: Mapped[str] = mapped_column(String(400), default="")
    change: Mapped[int] = mapped_column(BigInteger)


class TrainingCertificateRow(Table):
    """A certificate from elsewhere. One that was wrong is withdrawn, and stays."""

    __tablename__ = "training_certificate"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"), index=True)
    content: Mapped[dict[str, Any]]
    day: Mapped[dt.date]
    expires: Mapped[dt.date | None]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    withdrawn_at: Mapped[dt.datetime | None]
    withdrawn_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"))
    withdrawn_why: Mapped[str] = mapped_column(String(400), default="")
