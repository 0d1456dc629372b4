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
    """What was asked, who answered, when, and how long it lasts."""


def _lessons() -> None:
    """What was taught, by evidence."""


def _others() -> None:
    """What belongs to none of these."""
