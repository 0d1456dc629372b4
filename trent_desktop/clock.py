"""The time, as something that can be handed in, so that tests and samples choose their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

#: Gives the present moment, with a zone.
Clock = Callable[[], dt.datetime]


def system_clock() -> dt.datetime:
    """The present moment in UTC, to the microsecond."""
    return dt.datetime.now(dt.UTC)
