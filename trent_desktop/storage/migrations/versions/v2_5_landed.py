"""Which units of work have landed, so that a call which is repeated lands once.

A minor version: an older program does not know the table, and writes nothing into it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v2_5"
down_revision = "v2_4"


def upgrade() -> None:
    """From 2.4 to 2.5."""
    op.create_table(
        "landed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", "step", name=op.f("pk_landed")),
        sqlite_with_rowid=False,
    )
