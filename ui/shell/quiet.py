"""Quiet hours: outside school nothing pops up over what somebody does at home, but an emergency."""

from __future__ import annotations

import datetime as dt
from typing import Final

#: A notice comes from then until then, on school days.
FROM: Final = dt.time(7, 30)
UNTIL: Final = dt.time(18, 0)
WORDS: Final = f"Keep quiet before {FROM:%H:%M}, after {UNTIL:%H:%M} and at weekends"


def is_quiet(now: dt.datetime) -> bool:
    """Whether it is one of those hours by this laptop's clock."""
    local = now.astimezone()
    return local.weekday() >= 5 or not FROM <= local.time() < UNTIL
