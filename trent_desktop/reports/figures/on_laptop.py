"""What reports come to in numbers, from this laptop's index."""

from __future__ import annotations

from typing import Final

from trent_desktop.asking import on_laptop
from trent_desktop.reports.cases import Route
from trent_desktop.reports.figures.counted import Figures
from trent_desktop.reports.figures.counting import figures_of
from trent_desktop.reports.figures.moments import about_whom
from trent_desktop.reports.figures.periods import Period, span_of
from trent_desktop.reports.figures.rows import Hers, abouts, ask
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.who.about import concerned
from trent_desktop.reports.who.leading import NEXT_IN_LINE
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right

#: How many of the cases that are open longest are named.
LONGEST: Final = 5


class FiguresOnLaptop:
    """Counts what its member may read: whole cases that she leads on, and none about herself."""

    def __init__(self, signed_in: SignedIn, index: LocalIndex) -> None:
        self._me = signed_in
        self._index = index

    @on_laptop
    def count(self, period: Period) -> Figures:
        """The figures of a period up to today. Raises `NotAllowed` for who leads on nothing."""
        self._me.require(Right.SEE_FIGURES)
        today = self._me.clock().astimezone().date()
        span = span_of(period, today)
        asked = ask(self._me.store, self._hers(), span.first, span.last, LONGEST)
        return figures_of(asked, period, span, today)

    def _hers(self) -> Hers:
        """Whose cases she may count. Asked anew each time: her roles and her name may have changed."""
        me = self._me
        about = frozenset(
            kept
            for kept in abouts(me.store)
            if me.member.id in concerned(about_whom(kept), me.directory.members)
        )
        return Hers(frozenset(route for route in Route if self._leads(route)), about)

    def _leads(self, route: Route) -> bool:
        """Whether a role of hers leads on cases of this route, or is next in line for it."""
        leading = {*route.readers}
        for role in route.readers:
            leading.update(NEXT_IN_LINE[role])
        return not leading.isdisjoint(self._me.roles)
