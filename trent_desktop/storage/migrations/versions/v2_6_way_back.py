"""The way back: what was destroyed, where the school went, and what was found at night.

A minor version: an older program does not know these tables, and leaves them alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v2_6"
down_revision = "v2_5"


def upgrade() -> None:
    """From 2.5 to 2.6."""
    _destroyed()
    _gone()
    _night_watch()
    _preferred()


def _destroyed() -> None:
    """Cases that were destroyed on record: a copy that is put back brings none of them back."""
    op.create_table(
        "destroyed",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_destroyed")),
    )


def _gone() -> None:
    """Where the school went: one row, once it was moved to another place."""
    op.create_table(
        "gone",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gone")),
    )


def _night_watch() -> None:
    """What was found the last times that the school was looked at in the evening."""
    op.create_table(
        "night_watch",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_night_watch")),
    )


def _preferred() -> None:
    """The forename that a child goes by, where it is another than the register's."""
    op.add_column(
        "pupil",
        sa.Column("preferred", sa.String(length=120), server_default="", nullable=False),
    )
