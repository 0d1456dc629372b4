"""One case: reading it, doing the next step, and noticing what others do meanwhile."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QKeyCombination, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.clock import Clock
from trent_desktop.problems import Problem, SchoolAway, SomebodyWasFaster
from trent_desktop.reports.cases import Action, CaseFile, Move
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.steps import Step
from trent_desktop.school.people.people import Member
from trent_desktop.school.settings.values import SchoolSettings
from ui.components.buttons import LinkButton
from ui.components.focus_kept import focus_if_before_her, focus_kept
from ui.components.pages import clear_layout
from ui.journeys.draft_keeper import DraftKeeper
from ui.journeys.sources import Latest
from ui.reports.act_forms import Act, ActForm, GiveActionForm
from ui.reports.after_acting import Keyboard, say_what_was_done
from ui.reports.attachments.section import AttachmentSection
from ui.reports.beside import NOTHING, Beside, begin_letter, read_beside
from ui.reports.case_forms import correction_form, note_form, record_form, words_only
from ui.reports.case_showing import (
    Reader,
    show_answers,
    show_head,
    show_side,
    show_timeline,
    show_what_is_new,
)
from ui.reports.case_view import CaseView
from ui.reports.case_words import FINISH_FIRST, NOT_SAVED, STEP_IS_DONE, gives_copies
from ui.reports.former_pupils import sources_of
from ui.reports.linking.side import LinkingSide
from ui.reports.mailing import CaseMail
from ui.reports.next_step import Wanted, next_step, step_key
from ui.reports.tasks.action_rows import CannotForm, GiveToAnotherForm, able
from ui.shell.rooms import Desk

#: When a case has not opened after so long, in ms, the page says that it is being opened.
SLOW_MS = 250


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read for the page in one go."""

    case: CaseFile = field(repr=False)
    members: tuple[Member, ...] = field(repr=False)
    settings: SchoolSettings = field(repr=False)
    #: What was being written about it when the program was last closed, or broke off.
    kept: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    beside: Beside = field(default=NOTHING, repr=False)


class CasePage(QWidget):
    """Shows one case at a time."""

    left = Signal()
    #: It could not be read because the share is away.
    away = Signal()
    print_wanted = Signal(object)
    give_wanted = Signal(object)
    rest_wanted = Signal(object)

    def __init__(self, desk: Desk, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._sources = sources_of(desk)
        self._reading = Latest(desk.background, self)
        self._case_id: uuid.UUID | None = None
        self._read: _Read | None = None
        self._step_key = ""
        self._forms: list[ActForm] = []
        self._open_form: ActForm | None = None
        self._open_key = ""
        #: What was typed in a form that was closed, or left with the case: it comes back with its form.
        self._put_away: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self._keeper = DraftKeeper(
            desk.school.drafts.keep_words, desk.background, clock=clock, parent=self
        )
        self._acting = False
        self.view = CaseView()
        self.attachments = AttachmentSection(desk, clock)
        self.view.left.insertWidget(2, self.attachments)
        self.mail = CaseMail(desk, self.view.mail, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        # Most cases open at once: only a slow share is spoken of.
        self._slow = QTimer(self)
        self._slow.setObjectName("slowCase")
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self.view.waiting.show)
        self.linking = LinkingSide(desk, clock, self.view, self._listen_to_side)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(self.left)
        view.print.clicked.connect(lambda: self._with_case(self.print_wanted.emit))
        view.give.clicked.connect(lambda: self._with_case(self.give_wanted.emit))
        view.rest_button.clicked.connect(lambda: self._with_case(self.rest_wanted.emit))
        view.add_note.clicked.connect(lambda _on: self.write_note())
        view.add_action.clicked.connect(self._give_action)
        view.change_kind.clicked.connect(self._correct_category)
        view.records.wanted.connect(self._record)
        self._desk.changes.cases.connect(self._changed_elsewhere)
        keys = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Left)
        back = QShortcut(QKeySequence(keys), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)

    def _with_case(self, then: Callable[[CaseFile], object]) -> None:
        if self._read is not None:
            then(self._read.case)

    @property
    def case(self) -> CaseFile | None:
        """The case that is shown."""
        return self._read.case if self._read else None

    # ------------------------------------------------------------------ reading

    def open(self, case_id: uuid.UUID) -> None:
        """Show a case. The same one again is read again, and what was typed stays."""
        if case_id != self._case_id:
            self._case_id = case_id
            self._read = None
            self._close_form()
            self._forget_step()
            self.view.trouble.hide()
            self.view.changed.hide()
            self.view.show_waiting(True)
            self._slow.start()
        self._look()

    def _look(self) -> None:
        case_id, school = self._case_id, self._desk.school
        if case_id is None:
            return

        def work() -> _Read:
            case = school.cases.open_case(case_id)
            kept = school.drafts.words_for(case_id)
            members, settings = school.people.members(), school.settings.current()
            return _Read(case, members, settings, kept, read_beside(school, case))

        self._reading.ask(work, self._show, self._could_not_read)

    def _could_not_read(self, error: Exception) -> None:
        self._slow.stop()
        self.view.waiting.hide()
        if isinstance(error, Problem):
            self.view.trouble.say(error.what_to_do, heading=error.words)
            self.view.trouble.show()
            if isinstance(error, SchoolAway):
                self.away.emit()
        else:
            self._desk.shell.say_problem(error)

    def _changed_elsewhere(self, ids: frozenset[uuid.UUID]) -> None:
        if self._case_id in ids and self.isVisible() and not self._acting:
            self._look()

    # ------------------------------------------------------------------ showing

    def _show(self, read: _Read) -> None:
        before = self._read.case if self._read else None
        self._read = read
        case, view = read.case, self.view
        if before is not None and before == case:
            return
        view.trouble.hide()
        if before is None:
            self._put_away = {**read.kept, **self._put_away}
        seen = before.timeline[-1].number if before is not None else case.timeline[-1].number
        reader = self._reader()
        with focus_kept(self):
            show_what_is_new(view, case, seen, reader)
            show_head(view, case, reader)
            show_timeline(view, case, seen, reader)
            show_answers(view, case, reader, lambda name: self._correct(name, Move.AMEND))
            self._show_step(read)
            view.beside.show_for(case, read.beside, view.step.rows)
            forms = (self._give_to_another, self._cannot)
            show_side(view, case, reader, self._tick_off, *forms)
            self.attachments.show_case(case)
            self.linking.show(case)
        self._slow.stop()
        view.show_waiting(False)
        view.print.setVisible(case.may_print)
        may_give = case.may_print and self._desk.school.giving_out.may
        view.give.setVisible(may_give and gives_copies(case.summary))
        self.mail.show_for(case)
        bar = view.page.verticalScrollBar()
        if before is not None:
            # The rows are new ones: the eye stays where it was.
            place = bar.value()
            QTimer.singleShot(0, self, lambda: bar.setValue(place))
        else:
            bar.setValue(0)
            focus_if_before_her(view.title)

    def _reader(self) -> Reader:
        return Reader(self._desk.school.member.id, self._desk.school.cases.turns, self._clock())

    def _tick_off(self, link: LinkButton, act: Act) -> None:
        """Somebody did what was asked for."""
        link.setEnabled(False)

        def failed(error: Exception) -> None:
            link.setEnabled(True)
            self._desk.shell.say_problem(error)

        self._do(act, lambda: None, failed)

    # ------------------------------------------------------------------ the next step

    def _forget_step(self) -> None:
        for form in self._forms:
            if form.kept().strip():
                self._put_away[self._place(form)] = form.kept()
        self._step_key = ""
        self._forms = []
        clear_layout(self.view.step.rows)

    def _show_step(self, read: _Read) -> None:
        case, school = read.case, self._desk.school
        if self._step_key == step_key(case):
            return  # forms stay as they are, with what was typed in them
        typed = {self._place(f): f.in_words() for f in self._forms if f.in_words()}
        self._forget_step()
        turns, name = school.cases.turns, school.school.name
        step = next_step(case, Wanted(turns, name, read.settings, self._sources, self._clock))
        self._step_key, self._forms = step.key, step.forms
        self.view.step.heading.setText(step.heading)
        for part in step.parts:
            self.view.step.rows.addWidget(part)
        for form in step.forms:
            place = f"{case.summary.id}:step-{form.move_kind}"
            form.put_kept(self._put_away.pop(place, ""))
            typed.pop(place, None)  # the step is still there, and so are its words
            self._listen(form, place)
        if typed and Move.NOTE in case.moves:
            self.write_note("\n\n".join(typed.values()), STEP_IS_DONE)

    def _listen(self, form: ActForm, place: str) -> None:
        """Heed a form, and keep what is typed in it on this laptop."""
        form.setProperty("place", place)
        form.wanted.connect(lambda act: self._act(form, act))
        form.edited.connect(lambda: self._keep(place, form.kept()))

    def _listen_to_side(self, form: ActForm, place: str) -> None:
        form.put_words(self._put_away.pop(place, ""))
        self._listen(form, place)

    def _place(self, form: ActForm) -> str:
        return str(form.property("place"))

    def _keep(self, place: str, words: str) -> None:
        self._typed[place] = words
        self._keeper.keep(dict(self._typed))

    def keep(self) -> None:
        """Everything typed is on this laptop's disk when this returns."""
        self._keeper.flush()

    # ------------------------------------------------------------------ forms under the timeline

    def _open(self, form: ActForm, key: str) -> None:
        """Show a form. One with words in it is not pushed out by another."""
        if self._open_form is not None and self._open_form.kept().strip():
            form.deleteLater()
            self._open_form.say(FINISH_FIRST)
            self._open_form.focus_here()
            return
        self._close_form()
        self._open_form = form
        self._open_key = f"{self._case_id}:{key}"
        form.put_kept(form.kept() or self._put_away.pop(self._open_key, ""))
        self._listen(form, self._open_key)
        form.cancelled.connect(self._close_form)
        self.view.form_place.addWidget(form)
        self.view.acts.hide()
        form.focus_here()

    def _close_form(self) -> None:
        if self._open_form is not None:
            if self._open_form.kept().strip():
                self._put_away[self._open_key] = self._open_form.kept()
            self._open_form = None
            clear_layout(self.view.form_place)
        self.view.acts.show()

    def write_note(self, words: str = "", said: str = "") -> None:
        """Open the form of a note, with words that are there already."""
        form = note_form(self.case, words)
        self._open(form, "note")
        form.error.say(said)

    def _record(self, step: Step) -> None:
        if self._read is not None:
            form = record_form(self._read.case, step, self._sources, self._clock)
            if form is not None:
                begin_letter(form, step, self._desk.school, self._read.case)
                self._open(form, f"record-{step.move}")

    def _give_action(self) -> None:
        if self._read is not None:
            self._open(GiveActionForm(self._clock, able(self._read.members)), "action")

    def _give_to_another(self, action: Action) -> None:
        if self._read is not None:
            form = GiveToAnotherForm(self._clock, able(self._read.members), action)
            self._open(form, f"again-{action.id}")

    def _cannot(self, action: Action) -> None:
        text_only, refuse = words_only(self.case)
        self._open(CannotForm(action, text_only=text_only, refuse=refuse), f"cannot-{action.id}")

    def _correct_category(self) -> None:
        kind = kind_named(self._read.case.summary.kind) if self._read is not None else None
        if kind is not None:
            self._correct(kind.category, Move.RECATEGORISE)

    def _correct(self, name: str, move: Move) -> None:
        if self._read is not None:
            form = correction_form(self._read.case, name, move, self._sources, self._clock)
            if form is not None:
                self._open(form, name)

    # ------------------------------------------------------------------ doing it

    def _act(self, form: ActForm, act: Act) -> None:
        keyboard = Keyboard(form)

        def done() -> None:
            keyboard.form_is_over()
            form.done()
            if form is self._open_form:
                self._close_form()
            keyboard.go_on(self.view, act.move)

        def failed(error: Exception) -> None:
            keyboard.form_is_over()
            keyboard.stay()
            if isinstance(error, Problem):
                form.say(str(error))
            else:
                form.say(NOT_SAVED)
                self._desk.shell.say_problem(error)

        self._do(act, done, failed)

    def _do(
        self, act: Act, done: Callable[[], object], failed: Callable[[Exception], object]
    ) -> None:
        """Do it in the background; the case is shown as it then is."""
        if self._read is None:
            return
        read, cases = self._read, self._desk.school.cases
        case_id, version = read.case.summary.id, read.case.version
        self._acting = True
        operation = self._desk.background.write(
            lambda: cases.act(
                case_id,
                act.move,
                version=version,
                entry_id=act.entry_id,
                words=act.words,
                details=act.details,
            ),
            parent=self,
        )

        def succeeded(case: CaseFile) -> None:
            self._acting = False
            done()
            if self._case_id == case_id:
                self._show(replace(read, case=case, kept={}))
                say_what_was_done(self.view, case, act.entry_id, self._reader())

        def went_wrong(error: Exception) -> None:
            self._acting = False
            failed(error)
            if isinstance(error, SomebodyWasFaster):
                self._look()

        operation.then(succeeded, went_wrong)
