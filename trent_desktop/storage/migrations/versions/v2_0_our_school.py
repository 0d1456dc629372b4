"""Our school: who was invited, suspended or removed; escrows of role keys; undo of class lists.

A major version: the key document changed with it, and an older program would write it back
without what it does not know.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v2_0"
down_revision = "v1_0"


def upgrade() -> None:
    """From 1.0 to 2.0."""
    _members()
    _keys()
    _pupils()


def _members() -> None:
    with op.batch_alter_table("member") as member:
        member.add_column(
            sa.Column("state", sa.String(length=10), nullable=False, server_default="active")
        )
        member.add_column(sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True))
        member.add_column(sa.Column("slot_aside", sa.LargeBinary(), nullable=True))
        member.alter_column("plain_name", existing_type=sa.String(length=80), nullable=True)
    op.execute(
        "UPDATE member SET state = CASE WHEN active THEN 'active' ELSE 'removed' END, "
        "joined_at = (SELECT made_at FROM school WHERE id = 1)"
    )
    with op.batch_alter_table("member") as member:
        member.drop_column("active")
        member.alter_column("state", existing_type=sa.String(length=10), server_default=None)
    op.create_table(
        "member_laptop",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_laptop_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_laptop")),
    )
    op.create_index(
        op.f("ix_member_laptop_member_id"), "member_laptop", ["member_id"], unique=False
    )


def _keys() -> None:
    with op.batch_alter_table("school") as school:
        school.add_column(
            sa.Column("key_change", sa.String(length=36), nullable=False, server_default="")
        )
    with op.batch_alter_table("school") as school:
        school.alter_column("key_change", existing_type=sa.String(length=36), server_default=None)
    op.create_table(
        "recovery_key",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_to_next", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("generation", name=op.f("pk_recovery_key")),
    )
    op.execute(
        "INSERT INTO recovery_key (generation, public_key, made_at) "
        "SELECT 1, recovery_public_key, made_at FROM school WHERE id = 1"
    )
    op.create_table(
        "role_key_escrow",
        sa.Column("role_key_id", sa.Uuid(), nullable=False),
        sa.Column("guardian_key_id", sa.Uuid(), nullable=True),
        sa.Column("recovery_generation", sa.Integer(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guardian_key_id"],
            ["role_key.id"],
            name=op.f("fk_role_key_escrow_guardian_key_id_role_key"),
        ),
        sa.ForeignKeyConstraint(
            ["role_key_id"], ["role_key.id"], name=op.f("fk_role_key_escrow_role_key_id_role_key")
        ),
        sa.PrimaryKeyConstraint("role_key_id", name=op.f("pk_role_key_escrow")),
    )
    with op.batch_alter_table("school") as school:
        school.drop_column("recovery_public_key")


def _pupils() -> None:
    with op.batch_alter_table("pupil") as pupil:
        pupil.add_column(
            sa.Column("admission_number", sa.String(length=40), nullable=False, server_default="")
        )
        pupil.add_column(sa.Column("left_on", sa.Date(), nullable=True))
        pupil.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("pupil") as pupil:
        pupil.alter_column(
            "admission_number", existing_type=sa.String(length=40), server_default=None
        )
        pupil.alter_column("version", existing_type=sa.Integer(), server_default=None)
    with op.batch_alter_table("school_class") as school_class:
        school_class.add_column(
            sa.Column("version", sa.Integer(), nullable=False, server_default="1")
        )
    with op.batch_alter_table("school_class") as school_class:
        school_class.alter_column("version", existing_type=sa.Integer(), server_default=None)
    op.create_table(
        "undo_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_undo_step_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undo_step")),
    )
