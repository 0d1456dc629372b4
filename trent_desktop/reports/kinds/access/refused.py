"""What a school never opens in its filter, whoever asks, and what helps instead (rule 40).

`HOSTS` are some that offer nothing but a way round filters. The table helps; the question *what
is it* decides. Its day is when somebody last looked whether the names still hold.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from trent_desktop.journeys import Answers
from trent_desktop.reports.filter.addresses import addresses_in
from trent_desktop.reports.kinds.access import names as n

HOSTS_CHECKED_ON: Final = dt.date(2026, 11, 28)
HOSTS: Final = frozenset(
    {
        "croxyproxy.com",
        "expressvpn.com",
        "hide.me",
        "hidemyass.com",
        "kproxy.com",
        "nordvpn.com",
        "protonvpn.com",
        "proxysite.com",
        "surfshark.com",
        "torproject.org",
        "tunnelbear.com",
        "ultrasurf.us",
    }
)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something cannot be asked for, and what to do instead."""

    why: str
    instead: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The reason, then what helps."""
        return (self.why, *self.instead)


REFUSED: Final = {
    n.NO_ADULT: Refused(
        "Sites for adults are locked for every school. Nobody here can open them.",
        (
            "For lessons on relationships: ask the Designated Safeguarding Lead for what fits the age.",
            "If such a page came up unprompted, report it as inappropriate content.",
        ),
    ),
    n.NO_ILLEGAL: Refused(
        "Lists of illegal content are locked for every school. Nobody here can open them.",
        (
            "Do not look for the page elsewhere.",
            "If you think that a page is on such a list by mistake, tell the ICT Lead in person.",
        ),
    ),
    n.NO_PROXY: Refused(
        "Proxies and VPNs get round the filter, so that nothing keeps children safe behind them.",
        (
            "Ask for the page that you want to reach, by its own address.",
            "To work from home, ask the ICT Lead for the way that the school has.",
        ),
    ),
    n.NO_HOME: Refused(
        "The school’s filter works only in school. It opens and blocks nothing at home.",
        (
            "At home, the filter of your own internet provider decides. You can change it there.",
            "If a family needs a page for homework, choose one that needs no change at home.",
        ),
    ),
}


def refused(answers: Answers) -> Refused | None:
    """Why these answers cannot be sent, or None when they can."""
    found = REFUSED.get(str(answers.get(n.WHAT)))
    if found is None and (where := answers.get(n.WHERE)) and isinstance(where, str):
        hosts = {address.domain for address in addresses_in(where[:5_000])}
        found = None if HOSTS.isdisjoint(hosts) else REFUSED[n.NO_PROXY]
    return found
