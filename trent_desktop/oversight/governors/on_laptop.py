"""What governors were told, as last looked up on this laptop."""

from __future__ import annotations

import datetime as dt
import json
from typing import Final

from trent_desktop.asking import on_laptop
from trent_desktop.oversight.governors.terms import Term, term_named, term_of
from trent_desktop.oversight.governors.values import Told
from trent_desktop.problems import Problem
from trent_desktop.school.keys.session import Clocked
from trent_desktop.school.people.permissions import Right

NOTE: Final = "governors-told"


class GovernorsOnLaptop(Clocked):
    """The term that runs, and the newest that was told. Never asks the share."""

    @property
    def this_term(self) -> Term:
        """The term that runs now."""
        return term_of(self.today)

    @on_laptop
    def last_known(self) -> Told | None:
        """The newest term that governors were told, as last looked up here; asks this laptop."""
        kept = self._me.store.note(NOTE) if self._me.may(Right.SEE_GOVERNORS_PAGE) else ""
        try:
            body = json.loads(kept)
            at = dt.datetime.fromisoformat(body["at"])
            return Told(term_named(body["term"]), bool(body["final"]), at)
        except (ValueError, KeyError, TypeError, Problem):
            return None  # nothing was, or another version of this program kept it otherwise
