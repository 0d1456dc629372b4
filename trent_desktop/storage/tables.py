"""The tables of the shared database.

Plain columns hold what lists, workflow and counts need and nothing that names a child or tells
what happened; that is in `content` columns, encrypted under a key of the case. On a shared folder
the whole file is encrypted besides.

Neither here nor in a `models.py` stands ``from __future__ import annotations``: SQLAlchemy would
have to read each column's kind out of text again, which is a third of what the tables cost.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from trent_desktop.newer import FAR, day_read, in_reach


class Moment(TypeDecorator[dt.datetime]):
    """A moment with a zone, kept in UTC by both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        """Refuse a moment without a zone: it would be read back as another one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a zone")
        moment = value.astimezone(dt.UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        moment = in_reach(value if value.tzinfo else value.replace(tzinfo=dt.UTC))
        return moment.astimezone(dt.UTC)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        """Read a moment that cannot be read as `FAR`: it costs its own row, not a whole list."""
        return _forgiving(super().result_processor(dialect, coltype), lambda _value: FAR)


class Day(TypeDecorator[dt.date]):
    """A day; None when what is there cannot be read."""

    impl = Date()
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        """Read what can be read."""
        return _forgiving(super().result_processor(dialect, coltype), day_read)


def _forgiving(
    read: Callable[[Any], Any] | None, instead: Callable[[Any], Any]
) -> Callable[[Any], Any] | None:
    if read is None:
        return None

    def process(value: Any) -> Any:
        try:
            return read(value)
        except (ValueError, TypeError):
            return instead(value)

    return process


class Table(DeclarativeBase):
    """Base of all tables. Constraint names are fixed, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this from the class
        uuid.UUID: Uuid(),
        dt.datetime: Moment(),
        dt.date: Day(),
        bytes: LargeBinary(),
        dict[str, Any]: JSON(),
    }


def table_of(rows: type[Table]) -> SqlTable:
    """The bare table behind `rows`, for statements that are built once and run often."""
    return Table.metadata.tables[rows.__tablename__]


class SchoolRow(Table):
    """The school itself: one row, `id` 1.

    `change` numbers every unit of work that laptops should hear of; `directory_change` is its
    value when classes, pupils, members or settings were last changed.
    """

    __tablename__ = "school"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[uuid.UUID]
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(Text, default="")
    is_sample: Mapped[bool]
    made_at: Mapped[dt.datetime]
    change: Mapped[int] = mapped_column(BigInteger, default=0)
    directory_change: Mapped[int] = mapped_column(BigInteger, default=0)
    #: The change of keys that is under way, as the key document names it; empty for none.
    key_change: Mapped[str] = mapped_column(String(36), default="")


class SettingRow(Table):
    """One setting of the school, as JSON."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class MemberRow(Table):
    """Somebody who may sign in, is invited to, or once did.

    `plain_name` is None once she was removed, so that another may have the name; `slot_aside` is
    the key slot of somebody who is suspended. `last_day` is that of one who is here for some
    days only. `class_id` is the class she begins with; further ones are in `MemberClassRow`.
    """

    __tablename__ = "member"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    sign_in_name: Mapped[str] = mapped_column(String(80))
    plain_name: Mapped[str | None] = mapped_column(String(80), unique=True)
    public_key: Mapped[bytes]
    class_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("school_class.id"))
    state: Mapped[str] = mapped_column(String(10), default="active")
    joined_at: Mapped[dt.datetime | None]
    slot_aside: Mapped[bytes | None]
    last_day: Mapped[dt.date | None]


class MemberClassRow(Table):
    """A class that a member has beside her first."""

    __tablename__ = "member_class"

    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"), primary_key=True)
    class_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("school_class.id"), primary_key=True)


class MemberLaptopRow(Table):
    """A laptop that a member's second factor lets in. Its key is in the key document."""

    __tablename__ = "member_laptop"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    added_at: Mapped[dt.datetime]


class MemberRoleRow(Table):
    """That a member holds, or held, a role."""

    __tablename__ = "member_role"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    since: Mapped[dt.datetime]
    until: Mapped[dt.datetime | None]


class RoleKeyRow(Table):
    """A key pair of a role. A new holder brings a new generation; old ones stay readable."""

    __tablename__ = "role_key"
    __table_args__ = (UniqueConstraint("role", "generation"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    generation: Mapped[int]
    public_key: Mapped[bytes]
    made_at: Mapped[dt.datetime]


class RoleKeyShareRow(Table):
    """The private half of a role's key, sealed to one holder of the role."""

    __tablename__ = "role_key_share"
    __table_args__ = (UniqueConstraint("role_key_id", "member_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    role_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("role_key.id"), index=True)
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"), index=True)
    sealed_key: Mapped[bytes]


class RoleKeyEscrowRow(Table):
    """The private half of a role's key for the day when no holder is left to pass it on.

    Sealed to the recovery key, and, when `guardian_key_id` is set, that once more to the role key
    it names: then only two people together open it.
    """

    __tablename__ = "role_key_escrow"

    role_key_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("role_key.id"), primary_key=True)
    guardian_key_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("role_key.id"))
    recovery_generation: Mapped[int]
    sealed_key: Mapped[bytes]


class RecoveryKeyRow(Table):
    """A generation of the recovery key. `sealed_to_next` is its private half for the next one."""

    __tablename__ = "recovery_key"

    generation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    public_key: Mapped[bytes]
    made_at: Mapped[dt.datetime]
    sealed_to_next: Mapped[bytes | None]


class UndoStepRow(Table):
    """What one step (an import, a new school year, a merge) changed, so that it can be undone."""

    __tablename__ = "undo_step"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    at: Mapped[dt.datetime]
    change: Mapped[int] = mapped_column(BigInteger)
    before: Mapped[dict[str, Any]]
    undone_at: Mapped[dt.datetime | None]


class ClassRow(Table):
    """A class of this school year."""

    __tablename__ = "school_class"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    year_groups: Mapped[str] = mapped_column(String(40))  # codes joined by commas: "1,2"
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)


class PupilRow(Table):
    """A child. Only what the school's forms need is kept (rule 17)."""

    __tablename__ = "pupil"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    upn: Mapped[str] = mapped_column(String(13), default="", index=True)
    admission_number: Mapped[str] = mapped_column(String(40), default="")
    forename: Mapped[str] = mapped_column(String(120))
    surname: Mapped[str] = mapped_column(String(120))
    preferred: Mapped[str] = mapped_column(String(120), default="", server_default="")
    born: Mapped[dt.date | None]
    year_group: Mapped[str | None] = mapped_column(String(2))
    class_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("school_class.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)
    left_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(default=1)


class CaseRow(Table):
    """A case, without what it says."""

    __tablename__ = "case_record"
    __table_args__ = (Index("ix_case_record_change_id", "change", "id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    route: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), index=True)
    waiting_for: Mapped[str | None] = mapped_column(String(20))
    category: Mapped[str] = mapped_column(String(40), default="")
    severity: Mapped[int]
    year_group: Mapped[str | None] = mapped_column(String(2))
    happened_at: Mapped[dt.datetime | None]
    #: Of a sealed one: what kind, route, state, waiting_for and severity are, under its key.
    inside: Mapped[bytes | None]
    recorded_at: Mapped[dt.datetime] = mapped_column(index=True)
    updated_at: Mapped[dt.datetime]
    entries: Mapped[int]  # how many the timeline has: the number of the next one
    version: Mapped[int]
    change: Mapped[int] = mapped_column(BigInteger)


class CaseReaderRow(Table):
    """The case's key, sealed to one reader: a member, or a generation of a role's key."""

    __tablename__ = "case_reader"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_record.id"), primary_key=True)
    reader_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, index=True)
    role: Mapped[str | None] = mapped_column(String(20))  # None for a member
    sealed_key: Mapped[bytes]


class CaseEntryRow(Table):
    """One entry of a case's timeline, encrypted under the case's key."""

    __tablename__ = "case_entry"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_record.id"), index=True)
    number: Mapped[int]
    content: Mapped[bytes]


class AuditRow(Table):
    """One link of the audit chain. Never changed, never removed."""

    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    member_id: Mapped[uuid.UUID | None]
    act: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(80), index=True)
    details: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    link: Mapped[str] = mapped_column(String(64))


class CounterRow(Table):
    """A number that is given out once each, for example references of a year."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int]


class KeyDocumentRow(Table):
    """The key slots of a school that lives on a server (in a folder they are a file)."""

    __tablename__ = "key_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)
