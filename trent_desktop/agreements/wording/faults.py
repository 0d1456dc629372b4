"""What is wrong with a wording, and what stands in the way of an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from trent_desktop.agreements.register.standing import StandingNo
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


class ConsentStands(Problem):
    """A yes that would overrule a no, and nobody was asked. Nothing was recorded.

    `standing` is what stands; `given_out` is when the form with the yes was given out, None where
    there is no form. Whoever has shown this and was told to go on repeats the call, and names the
    `answer_id` of each as `asked`.
    """

    def __init__(self, standing: tuple[StandingNo, ...], given_out: dt.datetime | None) -> None:
        super().__init__(
            f"{'; '.join(one.words for one in standing)}. Nothing was changed.",
            what_to_do="Find out whether the family said yes after that, and record it then.",
        )
        self.standing = standing
        self.given_out = given_out
