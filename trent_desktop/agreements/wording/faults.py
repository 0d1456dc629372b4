"""What is wrong with a wording."""

from __future__ import annotations

from collections.abc import Sequence

from trent_desktop.faults import Fault
from trent_desktop.problems import Problem


class WordingRefused(Problem):
    """A wording that cannot be printed as it is. `faults` has every fault that was found."""

    def __init__(self, faults: Sequence[Fault], where: str = "") -> None:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(
            f"{faults[0]}{more}", what_to_do="Mend this place and check again.", where=where
        )
        self.faults = tuple(faults)
