"""The tables of lessons: what was taught, and lessons that members wrote."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from trent_desktop.storage.tables import Table


class LessonTaughtRow(Table):
    """One teaching of a lesson. No child is named; what was drawn is in `kept`."""

    __tablename__ = "lesson_taught"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    lesson: Mapped[str] = mapped_column(String(60))
    class_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("school_class.id"), index=True)
    class_name: Mapped[str] = mapped_column(String(40))
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    started_at: Mapped[dt.datetime]
    minutes: Mapped[int]
    furthest: Mapped[int]  # slides that were shown
    slides: Mapped[int]
    details: Mapped[dict[str, Any]]  # title, letter, years, strands, as they were that day
    kept: Mapped[bytes | None]


class LessonPackRow(Table):
    """A lesson that a member wrote or brought in, as a zip."""

    __tablename__ = "lesson_pack"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    content: Mapped[bytes]
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    changed_at: Mapped[dt.datetime]
    version: Mapped[int]
