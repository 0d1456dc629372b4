"""The tables of agreements. Names of children stay in the table of pupils; nothing here tells."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trent_desktop.storage.tables import Table


class FamilyRow(Table):
    """A family that letters go to: how it is addressed, and its language ("en" for English)."""

    __tablename__ = "agreement_family"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    addressed_to: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(8), default="en")


class FamilyPupilRow(Table):
    """Which family a pupil belongs to, and how large her forms are printed."""

    __tablename__ = "agreement_family_pupil"

    pupil_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pupil.id"), primary_key=True)
    family_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agreement_family.id"), index=True)
    print_size: Mapped[str] = mapped_column(String(10), default="normal")


class WordingRow(Table):
    """A version of a wording that was printed or saved. Never changed: what was signed stays."""

    __tablename__ = "agreement_wording"
    __table_args__ = (
        UniqueConstraint("kind", "language", "number"),
        UniqueConstraint("kind", "language", "digest"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(8))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    #: For a translation: the digest of the English text that it translates.
    english_digest: Mapped[str] = mapped_column(String(64), default="")
    #: The school's own wording in use. None in use: the one that came with the program is.
    in_use: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[dt.datetime]
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    checked_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"))
    checked_at: Mapped[dt.datetime | None]


class BatchRow(Table):
    """What was printed in one go: `order` is what was asked for."""

    __tablename__ = "agreement_batch"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    made_at: Mapped[dt.datetime]
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    order: Mapped[dict[str, Any]]
    return_by: Mapped[dt.date | None]
    forms: Mapped[int]
    pages: Mapped[int]


class AgreementRow(Table):
    """One form that was given out, to a pupil's family or to a member of staff.

    `token` is what its code says: random, and nothing about anybody. `english_number` is the
    version that was signed, `translation_number` that of the translation behind it.
    """

    __tablename__ = "agreement"
    __table_args__ = (Index("ix_agreement_pupil_id_kind", "pupil_id", "kind"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(24), unique=True)
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agreement_batch.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    pupil_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("pupil.id"))
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"), index=True)
    language: Mapped[str] = mapped_column(String(8))
    print_size: Mapped[str] = mapped_column(String(10))
    english_number: Mapped[int]
    translation_number: Mapped[int | None]
    issued_at: Mapped[dt.datetime]
    state: Mapped[str] = mapped_column(String(10), index=True)
    state_at: Mapped[dt.datetime]
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    chased: Mapped[int] = mapped_column(default=0)
    chased_at: Mapped[dt.datetime | None]


class AgreementEventRow(Table):
    """One thing that was recorded, with what was before, so that it can be undone."""

    __tablename__ = "agreement_event"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    pupil_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("pupil.id"), index=True)
    what: Mapped[str] = mapped_column(String(20))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    undone_at: Mapped[dt.datetime | None]


class ConsentRow(Table):
    """One answer to one question of consent. Of each person who answers the newest counts; older
    ones stay on record.
    """

    __tablename__ = "consent_answer"
    __table_args__ = (Index("ix_consent_answer_pupil_id_consent", "pupil_id", "consent"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    pupil_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pupil.id"))
    consent: Mapped[str] = mapped_column(String(20))
    given: Mapped[bool]
    since: Mapped[dt.datetime]
    agreement_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("agreement.id"))
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    #: When the next answer took its place, or it was undone; None for the one that counts.
    ended_at: Mapped[dt.datetime | None]
    #: The number of the English wording whose question was answered (rule 130).
    asked_number: Mapped[int | None]
    #: How it was said: a value of `How`; empty where nobody wrote it down.
    how: Mapped[str] = mapped_column(String(12), default="")
    #: Who said it, where the family does not speak with one voice; empty for the family.
    said_by: Mapped[str] = mapped_column(String(120), default="")
    #: The last day on which a yes counts; None as long as the child is at the school.
    ends_on: Mapped[dt.date | None]


class SameMeaningRow(Table):
    """Words that were changed and ask for no more than before, and why: the Headteacher says so.

    `consent` is the question; empty for the whole paper, which translations go with. `before` and
    `after` are digests of the words.
    """

    __tablename__ = "agreement_same_meaning"
    __table_args__ = (UniqueConstraint("kind", "consent", "before", "after"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    consent: Mapped[str] = mapped_column(String(20), default="")
    before: Mapped[str] = mapped_column(String(64))
    after: Mapped[str] = mapped_column(String(64))
    why: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime]
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
