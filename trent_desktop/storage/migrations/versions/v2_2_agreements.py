"""Agreements: families, wordings, what was printed, what came back, and consents.

A minor version: an older program does not know these tables, and leaves them alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v2_2"
down_revision = "v2_1"


def upgrade() -> None:
    """From 2.1 to 2.2."""
    op.create_table(
        "agreement_family",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("addressed_to", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_family")),
    )
    op.create_table(
        "agreement_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("return_by", sa.Date(), nullable=True),
        sa.Column("forms", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_agreement_batch_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_batch")),
    )
    op.create_table(
        "agreement_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_agreement_event_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["pupil.id"], name=op.f("fk_agreement_event_pupil_id_pupil")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_event")),
    )
    op.create_index(
        op.f("ix_agreement_event_pupil_id"), "agreement_event", ["pupil_id"], unique=False
    )
    op.create_table(
        "agreement_family_pupil",
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("print_size", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["agreement_family.id"],
            name=op.f("fk_agreement_family_pupil_family_id_agreement_family"),
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["pupil.id"], name=op.f("fk_agreement_family_pupil_pupil_id_pupil")
        ),
        sa.PrimaryKeyConstraint("pupil_id", name=op.f("pk_agreement_family_pupil")),
    )
    op.create_index(
        op.f("ix_agreement_family_pupil_family_id"),
        "agreement_family_pupil",
        ["family_id"],
        unique=False,
    )
    op.create_table(
        "agreement_wording",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("english_digest", sa.String(length=64), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["member.id"], name=op.f("fk_agreement_wording_checked_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_agreement_wording_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_wording")),
        sa.UniqueConstraint(
            "kind", "language", "digest", name=op.f("uq_agreement_wording_kind_language_digest")
        ),
        sa.UniqueConstraint(
            "kind", "language", "number", name=op.f("uq_agreement_wording_kind_language_number")
        ),
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=24), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("print_size", sa.String(length=10), nullable=False),
        sa.Column("english_number", sa.Integer(), nullable=False),
        sa.Column("translation_number", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("chased", sa.Integer(), nullable=False),
        sa.Column("chased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["agreement_batch.id"], name=op.f("fk_agreement_batch_id_agreement_batch")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_agreement_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["pupil.id"], name=op.f("fk_agreement_pupil_id_pupil")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_agreement_recorded_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("token", name=op.f("uq_agreement_token")),
    )
    op.create_index(op.f("ix_agreement_batch_id"), "agreement", ["batch_id"], unique=False)
    op.create_index(op.f("ix_agreement_member_id"), "agreement", ["member_id"], unique=False)
    op.create_index("ix_agreement_pupil_id_kind", "agreement", ["pupil_id", "kind"], unique=False)
    op.create_index(op.f("ix_agreement_state"), "agreement", ["state"], unique=False)
    op.create_table(
        "consent_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("consent", sa.String(length=20), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_consent_answer_agreement_id_agreement"),
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["pupil.id"], name=op.f("fk_consent_answer_pupil_id_pupil")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_consent_answer_recorded_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_answer")),
    )
    op.create_index(
        "ix_consent_answer_pupil_id_consent",
        "consent_answer",
        ["pupil_id", "consent"],
        unique=False,
    )
