"""The rows of the case list: one screenful at a time, whatever the list's length."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from trent_desktop.reports.cases import CaseSummary
from trent_desktop.reports.index_values import CasePage, CaseQuery, Cursor
from trent_desktop.roles import Role
from ui.background import Background
from ui.components.exchanged import exchange_rows
from ui.components.lists import FACE
from ui.journeys.sources import Latest
from ui.reports.case_words import case_face

if TYPE_CHECKING:
    from trent_desktop.reports.service import CaseService

#: How many rows are asked for at once.
SCREENFUL = 40

_NO_PARENT = QModelIndex()


class CaseListModel(QAbstractListModel):
    """Cases that answer a query, in its order. All asking is done in the background.

    `arrived` says that an answer is in; `False` that rows were only added or freshened.
    """

    arrived = Signal(bool)
    failed = Signal(Exception)

    def __init__(
        self,
        cases: CaseService,
        roles: frozenset[Role],
        me: uuid.UUID,
        background: Background,
        clock: Callable[[], dt.datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._roles = roles
        self._me = me
        self._clock = clock
        self._query = CaseQuery()
        self._rows: list[CaseSummary] = []
        self._next: Cursor | None = None
        self._latest = Latest(background, self)
        self._fetching = False

    @property
    def query(self) -> CaseQuery:
        """What is shown, or asked for."""
        return self._query

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._latest.busy

    @property
    def has_more(self) -> bool:
        """Whether there are rows that were not fetched yet."""
        return self._next is not None

    def case_at(self, index: QModelIndex | QPersistentModelIndex) -> CaseSummary | None:
        """The case of a row."""
        row = index.row()
        return self._rows[row] if index.isValid() and row < len(self._rows) else None

    def row_of(self, case_id: uuid.UUID) -> int:
        """Where a case stands among the rows that are loaded; -1 if it is not."""
        return next((at for at, row in enumerate(self._rows) if row.id == case_id), -1)

    # ------------------------------------------------------------------ asking

    def ask(self, query: CaseQuery) -> None:
        """Show what answers `query`; the rows of before stay until the answer is in."""
        self._query = query
        self._fetching = False
        self._latest.ask(
            lambda: self._cases.page(query, None, SCREENFUL), self._begin_anew, self.failed.emit
        )

    def freshen(self) -> None:
        """Ask again for as many rows as there are, and put in what is new."""
        query = self._query = self._as_of_now(self._query)
        wanted = max(SCREENFUL, -(-len(self._rows) // SCREENFUL) * SCREENFUL)
        self._fetching = False
        self._latest.ask(
            lambda: self._cases.page(query, None, wanted), self._put_in, self.failed.emit
        )

    def _as_of_now(self, query: CaseQuery) -> CaseQuery:
        """The same, where what is late is judged by the moment of asking."""
        return replace(query, urgent_at=self._clock()) if query.urgent_at else query

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        return self._next is not None and not self._fetching and not self._latest.busy

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        query, after = self._query, self._next
        if after is None:
            return
        self._fetching = True
        self._latest.ask(
            lambda: self._cases.page(query, after, SCREENFUL), self._add, self._not_added
        )

    def _begin_anew(self, page: CasePage) -> None:
        self.beginResetModel()
        self._rows = list(page.rows)
        self._next = page.next
        self.endResetModel()
        self.arrived.emit(True)

    def _put_in(self, page: CasePage) -> None:
        self._next = page.next
        exchange_rows(self, self._rows, page.rows, lambda row: row.id)
        self.arrived.emit(False)

    def _add(self, page: CasePage) -> None:
        self._fetching = False
        self._next = page.next
        known = {row.id for row in self._rows}
        rows = [row for row in page.rows if row.id not in known]
        if rows:
            first = len(self._rows)
            self.beginInsertRows(_NO_PARENT, first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()
        self.arrived.emit(False)

    def _not_added(self, error: Exception) -> None:
        self._fetching = False
        self.failed.emit(error)

    # ------------------------------------------------------------------ the model

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        row = self.case_at(index)
        if row is None:
            return None
        if role == FACE:
            return case_face(row, self._roles, self._me, self._clock())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return case_face(row, self._roles, self._me, self._clock()).aloud
        return None
