"""Lessons: what was taught, and lessons that members wrote.

A minor version: an older program does not know these tables, and leaves them alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v2_1"
down_revision = "v2_0"


def upgrade() -> None:
    """From 2.0 to 2.1."""
    op.create_table(
        "lesson_taught",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lesson", sa.String(length=60), nullable=False),
        sa.Column("class_id", sa.Uuid(), nullable=True),
        sa.Column("class_name", sa.String(length=40), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("furthest", sa.Integer(), nullable=False),
        sa.Column("slides", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"], ["school_class.id"], name=op.f("fk_lesson_taught_class_id_school_class")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_lesson_taught_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_taught")),
    )
    op.create_index(op.f("ix_lesson_taught_class_id"), "lesson_taught", ["class_id"], unique=False)
    op.create_table(
        "lesson_pack",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_lesson_pack_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_pack")),
        sa.UniqueConstraint("name", name=op.f("uq_lesson_pack_name")),
    )
