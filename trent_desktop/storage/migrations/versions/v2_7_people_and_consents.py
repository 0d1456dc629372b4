"""People as a school has them, and consents as dated facts.

A minor version: an older program does not know what is new here, and leaves it alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v2_7"
down_revision = "v2_6"


def upgrade() -> None:
    """From 2.6 to 2.7."""
    _people()
    _consents()
    _lessons()
    _others()


def _people() -> None:
    """Members for some days, and members with more than one class.

    How lists were read is forgotten once: it had headings in words, of which some were children.
    """
    op.execute("DELETE FROM setting WHERE name = 'class_list_columns'")
    op.add_column("member", sa.Column("last_day", sa.Date(), nullable=True))
    op.create_table(
        "member_class",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_class_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["school_class.id"],
            name=op.f("fk_member_class_class_id_school_class"),
        ),
        sa.PrimaryKeyConstraint("member_id", "class_id", name=op.f("pk_member_class")),
    )


def _consents() -> None:
    """What was asked, who answered, how, and how long it lasts."""
    for column in (
        sa.Column("asked_number", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(length=12), server_default="", nullable=False),
        sa.Column("said_by", sa.String(length=120), server_default="", nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
    ):
        op.add_column("consent_answer", column)
    # An answer on a form is to that form's words; any other to those in use when it was given.
    op.execute(
        "UPDATE consent_answer SET how = 'form', asked_number = (SELECT agreement.english_number "
        "FROM agreement WHERE agreement.id = consent_answer.agreement_id) "
        "WHERE agreement_id IS NOT NULL"
    )
    op.execute(
        "UPDATE consent_answer SET asked_number = (SELECT max(w.number) FROM agreement_wording w "
        "WHERE w.kind = 'consents' AND w.language = 'en' AND w.made_at <= consent_answer.since) "
        "WHERE agreement_id IS NULL"
    )
    op.create_table(
        "agreement_same_meaning",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("consent", sa.String(length=20), nullable=False),
        sa.Column("before", sa.String(length=64), nullable=False),
        sa.Column("after", sa.String(length=64), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_agreement_same_meaning_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_same_meaning")),
        sa.UniqueConstraint(
            "kind",
            "consent",
            "before",
            "after",
            name=op.f("uq_agreement_same_meaning_kind_consent_before_after"),
        ),
    )


def _lessons() -> None:
    """What was taught, by evidence."""


def _others() -> None:
    """What belongs to none of these."""
