"""The list of cases: search as you type, filters, fresh when something changes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.reports.cases import CaseState
from trent_desktop.reports.index_values import CaseCounts, CaseQuery, Scope
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.refusals import Refusal
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.focus_kept import focus_if_before_her, focus_kept
from ui.components.marks import IconTile
from ui.components.notices import EmptyState
from ui.components.pages import clear_layout
from ui.components.rows import RowButton, RowFace
from ui.components.said_at_rest import SaidAtRest
from ui.journeys.sources import Latest
from ui.reports.case_list_model import CaseListModel
from ui.reports.case_list_view import CaseListView, ScopeTab
from ui.reports.case_words import ACTING, sealed_sentence
from ui.reports.out.list_sheet import ListSheet
from ui.reports.unsent import ask_discard, draft_face, draft_row
from ui.shell.rooms import Desk
from ui.theme import Tone, look

#: A pause in typing before the index is asked, and changes that are answered together, in ms.
SEARCH_MS = 110
SOON_MS = 150

#: So many unfinished reports stand above the list.
UNFINISHED = 2


class CaseListPage(QWidget):
    """The front page of the reports room."""

    case_chosen = Signal(object)  # uuid.UUID
    draft_chosen = Signal(object)  # uuid.UUID
    unsent_wanted = Signal()
    report_wanted = Signal()
    blank_wanted = Signal()
    figures_wanted = Signal()

    def __init__(self, desk: Desk, clock: Callable[[], dt.datetime]) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._acts = not ACTING.isdisjoint(desk.school.roles)
        self.view = CaseListView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        school = desk.school
        self.model = CaseListModel(
            school.cases, school.cases.turns, school.member.id, desk.background, clock, self
        )
        self.view.list.setModel(self.model)
        self._counts = Latest(desk.background, self)
        self._drafts = Latest(desk.background, self)
        self._search_pause = self._timer("searchPause", SEARCH_MS, self._ask)
        self._soon = self._timer("listSoon", SOON_MS, self.freshen)
        self._heard = SaidAtRest(self)
        self._restore: uuid.UUID | None = None
        #: Why there are no rows: whether something narrows the list, and which it is.
        self._empty: tuple[bool, Scope] | None = None
        self._unfinished: tuple[list[tuple[uuid.UUID, str, RowFace]], int] | None = None
        self.sheet: ListSheet | None = None
        self._connect()
        view = self.view
        view.tabs.setVisible(self._acts)
        view.save.setVisible(self._acts)
        view.states.setVisible(self._acts)
        view.categories.setVisible(self._acts)
        view.kinds.setVisible(self._acts and len(KINDS) > 1)
        view.more.setVisible(self._acts)
        view.heading.setText("Reports" if self._acts else "Your reports")
        self._reports = desk.school.may(Right.REPORT)
        view.report.setVisible(self._reports)
        view.mine.setVisible(self._reports)
        view.child.setVisible(desk.school.may(Right.SEE_PUPILS))
        view.figures.setVisible(desk.school.may(Right.SEE_FIGURES))
        self.show_scope("to-act" if self._acts else "mine")

    def _timer(self, name: str, ms: int, then: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setObjectName(name)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(then)
        return timer

    def _connect(self) -> None:
        view, model = self.view, self.model
        view.report.clicked.connect(self.report_wanted)
        view.blank.clicked.connect(self.blank_wanted)
        view.figures.clicked.connect(self.figures_wanted)
        view.save.clicked.connect(self._save)
        for tab in (view.mine, view.to_act, view.all):
            tab.clicked.connect(self._ask)
        view.search.textChanged.connect(lambda _text: self._search_pause.start())
        view.search.textChanged.connect(self._heard.stir)
        view.search.returnPressed.connect(self._to_rows)
        view.states.currentIndexChanged.connect(lambda _at: self._ask())
        view.categories.currentIndexChanged.connect(lambda _at: self._ask())
        view.kinds.currentIndexChanged.connect(lambda _at: self._ask())
        view.more_filters.changed.connect(self._ask)
        view.more_filters.typed.connect(self._search_pause.start)
        view.more_filters.reset.connect(self._show_everything)
        view.list.activated.connect(self._open)
        model.arrived.connect(self._arrived)
        model.failed.connect(self._desk.shell.say_problem)
        changes = self._desk.changes
        changes.cases.connect(lambda _ids: self._soon.start())
        changes.drafts.connect(self._soon.start)
        changes.directory.connect(self._soon.start)

    # ------------------------------------------------------------------ asking

    def show_scope(self, scope: str) -> None:
        """Show ``mine``, ``to-act`` or ``all``, without search and filters."""
        if not self._acts:
            scope = "mine"
        view = self.view
        for tab in (view.mine, view.to_act, view.all):
            tab.setChecked(tab.scope == scope)
        for narrowing in (view.search, view.states, view.categories, view.kinds):
            narrowing.blockSignals(True)
        view.search.clear()
        view.states.setCurrentIndex(0)
        view.categories.setCurrentIndex(0)
        view.kinds.setCurrentIndex(0)
        for narrowing in (view.search, view.states, view.categories, view.kinds):
            narrowing.blockSignals(False)
        view.more_filters.clear()
        self._ask()

    def _show_everything(self) -> None:
        self.show_scope(self._tab().scope)

    def query(self) -> CaseQuery:
        """What the tabs, the search and the filters ask for together."""
        view = self.view
        state, now = view.states.value(), self._clock()
        first, last = view.more_filters.days(now.astimezone().date())
        scope = Scope(self._tab().scope)
        return CaseQuery(
            words=view.search.text().strip(),
            scope=scope,
            states=frozenset({CaseState(state)}) if state else frozenset(),
            category=view.categories.value(),
            kind=view.kinds.value(),
            levels=view.more_filters.levels(),
            years=view.more_filters.years(),
            first=first,
            last=last,
            # Her own are no work list: the newest is what she looks for.
            urgent_at=None if scope is Scope.MINE else now,
        )

    def _save(self) -> None:
        """Save what the list shows as a file."""
        self.sheet = ListSheet(
            self,
            self._desk,
            self.query(),
            lambda name: self._desk.shell.say(f"Saved as {name}. It is not encrypted."),
        )
        self.sheet.open()

    def _tab(self) -> ScopeTab:
        view = self.view
        return next(
            (tab for tab in (view.mine, view.to_act, view.all) if tab.isChecked()), view.all
        )

    def _ask(self) -> None:
        self._search_pause.stop()
        self.model.ask(self.query())

    def freshen(self) -> None:
        """Look again: rows, counts, unfinished reports. Selection and scroll stay."""
        if not self.isVisible():
            return  # it looks again when it is shown
        self._restore = self._current()
        self.model.freshen()
        self._look_beside()

    def arrive(self) -> None:
        """The page is shown."""
        self._restore = self._current()
        self.model.freshen()
        self._look_beside()
        if not self.view.search.hasFocus() and self.model.rowCount():
            focus_if_before_her(self.view.list)

    def _look_beside(self) -> None:
        school = self._desk.school
        fails = self._desk.shell.say_problem
        self._counts.ask(school.cases.counts, self._show_counts, fails)
        drafts = school.drafts
        self._drafts.ask(lambda: (drafts.all(), drafts.refusals()), self._show_drafts, fails)

    def _current(self) -> uuid.UUID | None:
        case = self.model.case_at(self.view.list.currentIndex())
        return case.id if case else None

    # ------------------------------------------------------------------ answers

    def _show_counts(self, counts: CaseCounts) -> None:
        self.view.mine.set_count(counts.mine)
        self.view.to_act.set_count(counts.to_act)
        self.view.all.set_count(counts.all)
        self._desk.shell.set_count("reports", counts.to_act)

    def _arrived(self, anew: bool) -> None:
        if anew:
            self.view.list.scrollToTop()
            if not self.view.list.hasFocus():
                more = self.model.has_more
                self._heard.found(self.model.rowCount(), "report", "reports", more=more)
        if self._restore is not None:
            row = self.model.row_of(self._restore)
            if row >= 0 and self.view.list.currentIndex().row() != row:
                self.view.list.setCurrentIndex(self.model.index(row, 0))
            self._restore = None
        query = self.query()
        why = None if self.model.rowCount() else (self._narrows(query), query.scope)
        if why != self._empty:  # else what stands there stays under the mouse
            self._empty = why
            with focus_kept(self.view.stack):
                self.view.show_empty(self._nothing(*why) if why is not None else None)
        self.fit_empty()

    def _narrows(self, query: CaseQuery) -> bool:
        chosen = query.words or query.states or query.category or query.kind
        return bool(chosen) or self.view.more_filters.narrows()

    def fit_empty(self) -> None:
        """Where there is little room, an empty list has words and no picture."""
        roomy = self.view.stack.height() >= look().theme.px(250)
        for tile in self.view.stack.findChildren(IconTile):
            tile.setVisible(roomy)

    def _nothing(self, narrowed: bool, scope: Scope) -> QWidget:
        if narrowed:
            clear = SecondaryButton("Show everything again")
            clear.clicked.connect(self._show_everything)
            return EmptyState(
                "magnifying-glass",
                "Nothing found",
                "Try fewer letters, a reference such as TR-2026-014, or other filters.",
                clear,
            )
        if scope is Scope.TO_ACT:
            return EmptyState(
                "check-circle",
                "Nothing waits for you",
                "A report appears here as soon as the next step is yours.",
                tone=Tone.LEAF,
            )
        if not self._reports:
            return EmptyState("tray", "No reports", "Reports that you may see appear here.")
        report = PrimaryButton("Report something")
        report.clicked.connect(self.report_wanted)
        return EmptyState(
            "tray",
            "No reports yet",
            "When you have seen something wrong online, or somebody has told you, report it: "
            "it takes a minute.",
            report,
        )

    # ------------------------------------------------------------------ opening

    def _to_rows(self) -> None:
        """Enter in the search: to the first row."""
        if self.model.rowCount():
            self.view.list.setFocus()
            self.view.list.setCurrentIndex(self.model.index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        case = self.model.case_at(index)
        if case is None:
            return
        if case.readable:
            self.case_chosen.emit(case.id)
        else:
            self._desk.shell.say(sealed_sentence(case), Tone.SKY)

    # ------------------------------------------------------------------ unfinished reports

    def _show_drafts(self, found: tuple[tuple[Draft, ...], tuple[Refusal, ...]]) -> None:
        drafts, refused = found[0], {one.draft_id for one in found[1]}
        place, now = self.view.unfinished, self._clock().astimezone()
        shown = [
            (draft, draft_face(draft, now, refused=draft.id in refused))
            for draft in sorted(drafts, key=lambda one: one.id not in refused)[:UNFINISHED]
        ]
        key = [(draft.id, draft.stage, face) for draft, face in shown], len(drafts)
        if key == self._unfinished:
            return  # rows stay under the mouse
        self._unfinished = key
        with focus_kept(self):
            clear_layout(place)
            for draft, face in shown:
                place.addWidget(self._draft_row(draft, face))
            if len(drafts) > UNFINISHED:
                words = f"All {len(drafts)} reports that are not finished"
                more = RowButton(RowFace(words, icon="dots-three"))
                more.clicked.connect(self.unsent_wanted)
                place.addWidget(more)
        self.view.unfinished_card.setVisible(bool(drafts))

    def _draft_row(self, draft: Draft, face: RowFace) -> QWidget:
        return draft_row(
            face,
            lambda: self.draft_chosen.emit(draft.id),
            lambda: ask_discard(self, self._desk, draft),
        )
