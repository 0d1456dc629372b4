"""The parts of the Policy room beside the text itself, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Sequence

from ui.policy.accounts.section import ACCOUNTS
from ui.policy.filter_checks.section import FILTER_CHECKS
from ui.policy.governors.section import GOVERNORS
from ui.policy.induction.section import INDUCTION
from ui.policy.meetings.section import MEETINGS
from ui.policy.reading.section import READING
from ui.policy.training.section import TRAINING
from ui.policy.versions.section import VERSIONS
from ui.shell.section_room import Section


def sections() -> Sequence[Section]:
    """All parts."""
    return (
        GOVERNORS,
        READING,
        VERSIONS,
        INDUCTION,
        TRAINING,
        MEETINGS,
        ACCOUNTS,
        FILTER_CHECKS,
    )
