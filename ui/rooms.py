"""Which rooms there are. A new room is added here, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from ui.shell.rooms import Room


def rooms() -> Sequence[Room]:
    """The rooms in the order of the rail."""
    from ui.agreements.room import AGREEMENTS
    from ui.home.home import HOME
    from ui.lessons.room import LESSONS
    from ui.policy.room import POLICY
    from ui.reports.room import REPORTS
    from ui.school.room import SCHOOL

    return (HOME, REPORTS, LESSONS, AGREEMENTS, POLICY, SCHOOL)
