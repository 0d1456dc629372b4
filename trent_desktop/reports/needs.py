"""What is told in a notice: which report needs somebody, and whether it cannot wait (rule 8)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.kinds.kind import EMERGENCY, SERIOUS


@dataclass(frozen=True, slots=True)
class Need:
    """A report that is somebody's turn now. `urgent`: an emergency, which no quiet hour holds back."""

    reference: str
    urgent: bool


def needs_since(
    index: LocalIndex, before: Mapping[uuid.UUID, int], now: Mapping[uuid.UUID, int]
) -> tuple[Need, ...]:
    """Those that became hers since `before`; both by id, with how serious each is.

    What was hers already is new again when it has become more serious.
    """
    new = (
        (case_id, level)
        for case_id, level in now.items()
        if level > max(before.get(case_id, -1), SERIOUS - 1) or case_id not in before
    )
    rows = ((index.get(case_id), level) for case_id, level in new)
    return tuple(Need(row.reference, level >= EMERGENCY) for row, level in rows if row)
