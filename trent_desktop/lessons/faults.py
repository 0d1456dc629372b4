"""What is wrong with a lesson: where, what, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence

from trent_desktop.faults import Fault
from trent_desktop.problems import Problem

__all__ = ["Fault", "LessonRefused", "PackRefused"]


class LessonRefused(Problem):
    """A lesson that cannot be taught as it is. `faults` has every fault that was found."""

    def __init__(self, faults: Sequence[Fault], where: str = "") -> None:
        first = faults[0]
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(
            f"{first}{more}", what_to_do="Mend this place and check again.", where=where
        )
        self.faults = tuple(faults)


class PackRefused(Problem):
    """A lesson pack from outside that is not safe to open, in one sentence that says why."""
