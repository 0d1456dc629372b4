"""What is wrong with a lesson or a pack of one."""

from __future__ import annotations

from trent_desktop.faults import TextRefused
from trent_desktop.problems import Problem


class LessonRefused(TextRefused):
    """A lesson that cannot be taught as it is."""


class PackRefused(Problem):
    """A lesson pack from outside that is not safe to open, in one sentence that says why."""
