"""The model policy that comes with the program, until the governors have approved the school's own."""

from __future__ import annotations

from functools import cache

from trent_desktop.policy.clauses import Clause, PolicyText, Section
from trent_desktop.policy.topics import Topic


@cache
def model_policy() -> PolicyText:
    """The model, in our own words."""
    return PolicyText(
        "Social media policy",
        (
            Section(
                "6",
                "Staff",
                (
                    Clause(
                        "6.7",
                        "When a pupil, a parent or a carer tries to become “friends” with somebody "
                        "who works here, the Headteacher is told.",
                        topic=Topic.FRIENDS,
                    ),
                ),
            ),
        ),
    )
