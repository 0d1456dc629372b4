"""The list of cases as a file for a spreadsheet: what the list shows, and by default not a word more.

Over what its member may read, as it is filtered just now. What happened is left out unless somebody
who leads on safeguarding asks for it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from trent_desktop.clock import on_the_wall
from trent_desktop.newer import NEWER
from trent_desktop.plain_tables import table_csv, table_xlsx
from trent_desktop.problems import SignInRefused
from trent_desktop.reports.cases import CaseState, CaseSummary
from trent_desktop.reports.index_values import CasePage, CaseQuery, Cursor
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.out.giving import NOT_YOUR_PASSWORD
from trent_desktop.reports.out.listed import Form, ListFile, ListsOnLaptop
from trent_desktop.reports.severity import level_title
from trent_desktop.roles import Role
from trent_desktop.school.keys.own_password import OwnPassword
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.landed import Repeat

HEADERS: Final = (
    "Reference",
    "Kind of report",
    "State",
    "Waiting for",
    "Level",
    "Sort of content",
    "Class",
    "Year group",
    "Happened",
    "Recorded",
)
WHAT_HAPPENED: Final = "What it is about"
_PORTION: Final = 500
#: The subject of what is written down about a list, which is no case.
_LIST: Final = "list of reports"


Pages = Callable[[CaseQuery, Cursor | None, int], CasePage]


class CaseLists(ListsOnLaptop):
    """Lists of cases as files. `pages` gives the list itself, screenful by screenful."""

    def __init__(self, signed_in: SignedIn, password: OwnPassword, pages: Pages) -> None:
        super().__init__(signed_in)
        self._password = password
        self._pages = pages

    def export(
        self, query: CaseQuery, form: Form, password: str, *, words: bool = False
    ) -> ListFile:
        """The cases of `query` that I read, newest first; that it was made is written down.

        `words` asks for what each is about. Raises `SignInRefused` for a wrong password,
        `NotAllowed` where `words` are asked for by somebody who does not lead on safeguarding.
        """
        me = self._me
        if words:
            me.require(Right.DECIDE)
        if not self._password.check(password):
            raise SignInRefused(NOT_YOUR_PASSWORD)
        rows = self._rows(query)
        headers = (*HEADERS, WHAT_HAPPENED) if words else HEADERS
        cells = [(*_cells(one), _title(one)) if words else _cells(one) for one in rows]
        content = _made(form, headers, cells)
        with me.database.write(Repeat.LOOKS) as session:
            details = {"rows": len(rows), "form": form.value, "words": words}
            me.audit(session, Act.CASE_EXPORTED, _LIST, details)
        return ListFile(content, len(rows))

    def _rows(self, query: CaseQuery) -> list[CaseSummary]:
        found: dict[uuid.UUID, CaseSummary] = {}
        after: Cursor | None = None
        while True:
            page = self._pages(query, after, _PORTION)
            found |= {one.id: one for one in page.rows if one.readable}
            after = page.next
            if after is None:
                return list(found.values())


def _made(form: Form, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    match form:
        case Form.CSV:
            return table_csv(headers, rows)
        case Form.XLSX:
            return table_xlsx("List of reports", "Reports", headers, rows)


def _cells(one: CaseSummary) -> tuple[str, ...]:
    kind = kind_named(one.kind)
    waits = ", ".join(role.title for role in Role if role in one.waiting_for)
    return (
        one.reference,
        kind.title if kind else NEWER,
        NEWER if one.newer else _state(one.state),
        waits,
        level_title(one.severity, known=one.severity_known),
        kind.categories.get(one.category, "") if kind else "",
        one.class_name,
        one.year_group.title if one.year_group else "",
        _moment(one.happened_at),
        _moment(one.recorded_at),
    )


def _title(one: CaseSummary) -> str:
    return "" if one.newer else one.title


def _moment(at: dt.datetime | None) -> str:
    """``2026-11-23 10:42`` by this laptop's clock: the one order nobody turns round."""
    return f"{on_the_wall(at):%Y-%m-%d %H:%M}" if at else ""


def _state(state: CaseState) -> str:
    words = state.value.replace("-", " ").replace("dsl", "DSL")
    return words[:1].upper() + words[1:]
