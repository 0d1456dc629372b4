"""The parts of the Policy room beside the text itself, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Sequence

from ui.policy.accounts.section import ACCOUNTS
from ui.policy.filter_checks.section import FILTER_CHECKS
from ui.policy.governors.section import GOVERNORS
from ui.shell.section_room import Section


def sections() -> Sequence[Section]:
    """All parts."""
    return (GOVERNORS, ACCOUNTS, FILTER_CHECKS)
