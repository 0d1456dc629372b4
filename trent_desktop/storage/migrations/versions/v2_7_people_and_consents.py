"""People as a school has them, and consents as dated facts.

A minor version: an older program does not know what is new here, and leaves it alone.
"""

from __future__ import annotations

revision = "v2_7"
down_revision = "v2_6"


def upgrade() -> None:
    """From 2.6 to 2.7."""
    _people()
    _consents()
    _lessons()
    _others()


def _people() -> None:
    """Members, classes and the school's timeline."""


def _consents() -> None:
    """What was asked, who answered, when, and how long it lasts."""


def _lessons() -> None:
    """What was taught, by evidence."""


def _others() -> None:
    """What belongs to none of these."""
