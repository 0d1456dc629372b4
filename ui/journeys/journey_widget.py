"""Leads a person through a journey. It renders a `Run`; what it means to send is others' work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any, assert_never

from PySide6.QtCore import QKeyCombination, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from trent_desktop.clock import Clock, system_clock
from trent_desktop.journeys import FieldError, FieldNote, Row, Run, Step, Turn, When, moment_of
from trent_desktop.sentences import sentences
from ui.components.choices import RadioRow, TickRow
from ui.components.focus_kept import focus_if_before_her
from ui.components.input_watch import input_watch
from ui.components.read_aloud import announce
from ui.journeys.check_page import CheckPage
from ui.journeys.direction import joined
from ui.journeys.draft_keeper import DraftKeeper
from ui.journeys.journey_view import JourneyView
from ui.journeys.kept_line import KeptLine
from ui.journeys.moments import moment_near
from ui.journeys.plain_text import NO_DROP, STOP_NO_PICTURE
from ui.journeys.question_page import Before, QuestionPage
from ui.journeys.sources import Sources
from ui.journeys.urgent import Urgent

#: "So far" follows this long after the last letter, in ms.
SO_FAR_MS = 250


class JourneyWidget(QWidget):
    """A journey on the screen.

    `ready`: everything is answered. `stopped`: another journey takes over. `put_off`: she will
    go on later. `left`: Back on the first page. `state` is what the draft keeps, asked after
    every change. `urgent`: the answer that cannot wait was chosen, or another in its place.
    `moved`: another page is shown.
    """

    urgent = Signal(bool)
    moved = Signal()
    ready = Signal()
    stopped = Signal(object)
    put_off = Signal()
    left = Signal()

    def __init__(
        self,
        run: Run,
        sources: Sources,
        keeper: DraftKeeper,
        state: Callable[[], Any],
        *,
        clock: Clock = system_clock,
        folded: Collection[str] = (),
        stop: tuple[str, str] | None = None,
        before: Before | None = None,
        urgent: Urgent | None = None,
        title: str = "",
        earlier: Sequence[Row] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("journey")
        # What was answered and sent before, in a journey that goes on from there.
        self._earlier = earlier
        self.run = run
        self._sources = sources
        self._keeper = keeper
        self._state = state
        self._clock = clock
        self._folded = tuple(folded)
        self._before = before
        self._urgent = urgent
        self._touched = False
        self.notes: tuple[FieldNote, ...] = ()
        self.page: QuestionPage | CheckPage | None = None
        self.view = JourneyView(
            title or run.journey.title,
            KeptLine(keeper, clock),
            stop if run.journey.may_stop else None,
            self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        # Nothing may be dropped, and whoever tries is told so.
        self.setAcceptDrops(True)
        self._so_far_pause = QTimer(self)
        self._so_far_pause.setObjectName("soFarPause")
        self._so_far_pause.setSingleShot(True)
        self._so_far_pause.setInterval(SO_FAR_MS)
        self._so_far_pause.timeout.connect(self._show_so_far)
        self._connect()
        self.show_page()

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(self.go_back)
        view.go_on.clicked.connect(self.go_on)
        view.put_off.clicked.connect(self._put_off)
        view.preset_change.clicked.connect(self._unfold)
        view.errors.chosen.connect(self._go_to_field)
        view.so_far.change.connect(self._change)
        for link in (view.stop, view.stop_here):
            if link is not None:
                link.clicked.connect(lambda: self.stopped.emit(self.run.journey.may_stop))
        keys = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Left)
        back = QShortcut(QKeySequence(keys), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.go_back)
        keys = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return)
        on = QShortcut(QKeySequence(keys), self)
        on.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        on.activated.connect(self.go_on)

    # ------------------------------------------------------------------ pages

    def show_page(self) -> None:
        """Show the page at which the run stands."""
        run, view = self.run, self.view
        if run.at_check:
            page = CheckPage(run.journey.check_heading, run.rows())
            page.change.connect(self._change)
            self.page = page
        else:
            page = QuestionPage(
                run, self._sources, self._clock, self._folded, self._before, self._urgent
            )
            page.changed.connect(self._answered)
            page.urgent.connect(self._urgent_chosen)
            page.entered.connect(self.go_on)
            self.page = page
        view.show_page(page)
        view.show_side(not run.at_check)
        view.go_on.set_words(run.button)
        view.trouble.hide()
        self._show_errors()
        self._show_notes()
        self._show_so_far()
        QTimer.singleShot(0, self, self._focus)
        self.moved.emit()

    def come_back(self) -> None:
        """She was elsewhere: the focus is where it was, or at the first question."""
        last = self.page.focusWidget() if self.page is not None else None
        if last is not None:
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus()

    def _focus(self) -> None:
        if self.run.errors:
            self.view.errors.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(self.page, CheckPage):
            self.page.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(self.page, QuestionPage):
            self.page.focus_first()

    def _show_errors(self) -> None:
        self.view.errors.show_errors(self.run.errors)
        if isinstance(self.page, QuestionPage):
            self.page.show_errors()
        if self.run.errors:
            self.view.scroller.verticalScrollBar().setValue(0)
            alert = QAccessibleEvent(self.view.errors, QAccessible.Event.Alert)
            QAccessible.updateAccessibility(alert)

    def _show_notes(self) -> None:
        said = dict.fromkeys(note.message for note in self.notes)
        self.view.note.say("\n".join(said))
        self.view.note.setVisible(bool(said))

    # ------------------------------------------------------------------ answering

    def _answered(self) -> None:
        self._touched = True
        self._keeper.keep(self._state())
        self._so_far_pause.start()

    def _urgent_chosen(self, chosen: bool) -> None:
        self.urgent.emit(chosen)
        page = self.page
        card = page.urgent_card if isinstance(page, QuestionPage) else None
        if chosen and card is not None:
            # Seen at once, wherever the page stands; the keyboard stays where it is.
            scroller = self.view.scroller
            QTimer.singleShot(0, card, lambda: scroller.ensureWidgetVisible(card, 0, 24))

    def unmake_urgent(self) -> None:
        """Take back the answer that could not wait: the question is open again."""
        page = self.page
        if isinstance(page, QuestionPage) and page.urgent_question:
            block = page.blocks[page.urgent_question]
            block.focus_here()
            block.show_value(None)
            self.run.put(page.urgent_question, None)
            page.show_urgent()
            self._answered()

    def take_all(self) -> None:
        """Take over what stands in the fields now: before anything is sent, kept or left."""
        if isinstance(self.page, QuestionPage):
            self.page.take_all()

    def _show_so_far(self) -> None:
        self._so_far_pause.stop()
        run = self.run
        here = {question.name for question in run.questions()} - set(self._folded)
        rows = [row for row in run.rows() if row.question not in here and row.answered]
        for name in self._folded:
            rows += [row for row in run.rows() if row.question == name and row not in rows]
        if isinstance(self.page, QuestionPage):
            rows = [row for row in rows if not self._unfolded(row.question)]
        near = [self._near(row) for row in rows]
        before = [
            row for row in self._earlier or () if row.question not in {r.question for r in rows}
        ]
        self.view.so_far.show_rows([*before, *near], [row.question for row in rows])
        self.view.so_far.show_left(run.left() if self._earlier is not None else None)
        preset = [row for row in near if row.question in self._folded and row.page == self.run_page]
        self.view.show_preset(
            joined(*(row.shown for row in preset if row.answered)),
            f"Change: {', '.join(row.label for row in preset)}",
        )

    @property
    def run_page(self) -> str:
        """The name of the page the run stands at; empty at "Check your answers"."""
        return self.run.page.name if self.run.page else ""

    def _unfold(self) -> None:
        """Show what was answered by itself, to change it."""
        if isinstance(self.page, QuestionPage):
            for name in reversed(self._folded):
                self.page.focus_on(name)
            self._show_so_far()

    def _near(self, row: Row) -> Row:
        """The row with "Today" for today's date, as people say it."""
        moment = moment_of(self.run.get(row.question))
        if moment is None or not isinstance(self.run.journey.question(row.question), When):
            return row
        return replace(row, shown=moment_near(moment, self._clock()))

    def _unfolded(self, name: str) -> bool:
        block = self.page.blocks.get(name) if isinstance(self.page, QuestionPage) else None
        return block is not None and not block.isHidden()

    # ------------------------------------------------------------------ moving

    def go_on(self) -> None:
        """Continue."""
        if not self.view.go_on.isEnabled():
            return
        self.take_all()
        before = self.run.page
        step = self.run.go_on()
        self.notes = step.notes
        self._keeper.keep(self._state())
        match step.turn:
            case Turn.STOPPED:
                self.stopped.emit(step.hand_over)
            case Turn.READY:
                self.ready.emit()
            case Turn.WRONG if self.run.page is before:
                self._say_wrong(step)
            case Turn.WRONG | Turn.PAGE | Turn.CHECK:
                self._keeper.flush()
                self.show_page()
            case _:
                assert_never(step.turn)

    def _say_wrong(self, step: Step) -> None:
        if isinstance(self.page, QuestionPage):
            self.page.show_cleaned(step.notes)
        self._show_errors()
        self._show_so_far()
        self.view.errors.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """To the page before; `left` on the first one."""
        self.take_all()
        self.notes = ()
        if self.run.back():
            self._keeper.keep(self._state())
            self._keeper.flush()
            self.show_page()
        else:
            self.keep_now()
            self.left.emit()

    def keep_now(self) -> None:
        """Keep everything typed at once, if anything was."""
        if self._keeper.waiting:
            self.take_all()
            self._keeper.keep(self._state())
            self._keeper.flush()

    def _put_off(self) -> None:
        self.take_all()
        if self._touched:  # a page that was only looked at leaves no draft
            self._keeper.keep(self._state())
            self._keeper.flush()
        self.put_off.emit()

    def _change(self, page: str, question: str) -> None:
        """Change beside an answer: here when it is on this page, else on its own."""
        here = self.run.page
        if here is not None and here.name == page and isinstance(self.page, QuestionPage):
            self.page.focus_on(question)
            self._show_so_far()
            return
        self.take_all()
        self.notes = ()
        self.run.change(page)
        self._keeper.keep(self._state())
        self.show_page()
        if isinstance(self.page, QuestionPage) and question in self.page.blocks:
            blocks = self.page
            QTimer.singleShot(0, blocks, lambda: blocks.focus_on(question))

    def _go_to_field(self, name: str) -> None:
        input_watch().led_there()
        if isinstance(self.page, QuestionPage) and name in self.page.blocks:
            self.page.focus_on(name)
            return
        page = self.run.journey.page_of(name)
        if page is not None and page in self.run.path():
            self._change(page.name, name)

    # ------------------------------------------------------------------ what others tell it

    def set_busy(self, words: str) -> None:
        """Show that work goes on, and take no second press; empty words end that."""
        self.view.go_on.setEnabled(not words)
        self.view.put_off.setEnabled(not words)
        self.view.back.setEnabled(not words)
        self.view.go_on.set_words(words or self.run.button)

    def say_trouble(self, words: str, what_to_do: str = "") -> None:
        """Say that it did not work, above the page; everything typed stays."""
        self.view.trouble.say(what_to_do, heading=words)
        self.view.trouble.show()
        self.view.scroller.verticalScrollBar().setValue(0)
        announce(self, sentences(words, what_to_do))

    def show_refused(self, errors: Sequence[FieldError]) -> None:
        """What the service would not take, beside its questions."""
        on_page = [
            e for e in errors if isinstance(self.page, QuestionPage) and e.field in self.page.blocks
        ]
        if isinstance(self.page, QuestionPage):
            for error in on_page:
                self.page.blocks[error.field].show_error(error.message)
        self.view.errors.show_errors(errors)
        focus_if_before_her(self.view.errors)

    # ------------------------------------------------------------------ events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(QApplication.focusWidget(), (RadioRow, TickRow)):
            self.go_on()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.ignore()
        only = self.run.journey.text_only
        self.view.note.say(STOP_NO_PICTURE if only else NO_DROP)
        self.view.note.show()
