"""The tables of the policy: its versions, who has read each, and the induction of who is new."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trent_desktop.storage.tables import Table


class PolicyVersionRow(Table):
    """One version of the policy. `content` is the whole text, as `PolicyText` writes it.

    `changed_by` changed the draft last; `approved_by` wrote down what the governors decided.
    """

    __tablename__ = "policy_version"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(String(20))
    content: Mapped[dict[str, Any]]
    equality: Mapped[dict[str, Any]]
    made_at: Mapped[dt.datetime]
    made_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"))
    changed_at: Mapped[dt.datetime]
    changed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"))
    approved_on: Mapped[dt.date | None]
    approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"))
    minute: Mapped[str] = mapped_column(String(200), default="")
    in_force_from: Mapped[dt.date | None]
    review_on: Mapped[dt.date | None]


class PolicyReadingRow(Table):
    """A member has read a version.

    `details` names the questions that she was asked; what she answered is kept nowhere.
    """

    __tablename__ = "policy_reading"
    __table_args__ = (UniqueConstraint("version_id", "member_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("policy_version.id"))
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    at: Mapped[dt.datetime]
    details: Mapped[dict[str, Any]]


class InductionStepRow(Table):
    """A step of somebody's induction that the program does not see by itself."""

    __tablename__ = "induction_step"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    step: Mapped[str] = mapped_column(String(40))
    at: Mapped[dt.datetime]
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"))
