"""The tables of the casework beside cases themselves. What is in `content` is encrypted."""

import datetime as dt
import uuid

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from trent_desktop.storage.tables import Table


class TaskRow(Table):
    """Something that somebody was given to do in a case, sealed to whom it was given.

    Of which case it is stands in `content` alone, so that a task of a sealed case tells nobody
    of it: `id` is a number of its own, which the case's entry has. Taken back, it is empty.
    """

    __tablename__ = "case_task"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"), index=True)
    #: The key of `content` and `answer`, sealed to the owner; the entry holds it for the readers.
    owner_key: Mapped[bytes]
    content: Mapped[bytes]
    due: Mapped[dt.date | None]
    given_at: Mapped[dt.datetime]
    #: What the owner said when it was done.
    answer: Mapped[bytes | None]
    done_at: Mapped[dt.datetime | None]
    withdrawn_at: Mapped[dt.datetime | None]
    change: Mapped[int] = mapped_column(BigInteger, index=True)


class AttachmentRow(Table):
    """A picture or document that belongs to a case, encrypted; its entry says what it is."""

    __tablename__ = "case_attachment"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_record.id"), index=True)
    content: Mapped[bytes]


class BanRow(Table):
    """That somebody uses computers only under supervision, encrypted to the staff."""

    __tablename__ = "supervision"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    made_at: Mapped[dt.datetime]
    until: Mapped[dt.date | None]
    ended_at: Mapped[dt.datetime | None]
    change: Mapped[int] = mapped_column(BigInteger, index=True)
