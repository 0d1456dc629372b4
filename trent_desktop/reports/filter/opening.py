"""What was agreed to be opened in the filter: how much of it, for whom, from when until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from trent_desktop.reports.filter.lines import Extent


@dataclass(frozen=True, slots=True)
class Opening:
    """What was agreed. `profiles` are the filter's profiles in words, with "" for the school's own
    profile of pupils; `extent` is None where there is no line for it.
    """

    extent: Extent | None
    profiles: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
