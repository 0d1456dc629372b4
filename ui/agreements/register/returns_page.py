"""Taking forms back: a scanner that types, a scanned file, and what was recorded last."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.agreements.kinds import Consent
from trent_desktop.agreements.register.returned import ScanKind, ScanOutcome
from trent_desktop.agreements.register.standing import ConsentStands
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import sentences
from ui.agreements.register.answers import AnswersCard
from ui.agreements.register.keyed import KeyedCodes
from ui.agreements.register.scan_work import SCANS, ScanResult, ScanWork, Ticked
from ui.agreements.register.sounds import Sounds, SystemSounds
from ui.agreements.register.standing_sheet import write_asking
from ui.agreements.register.unanswered import UnansweredCard
from ui.components.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextField
from ui.components.file_choice import FileChoice
from ui.components.focus_kept import focus_if_before_her, focus_kept
from ui.components.marks import IconTile
from ui.components.notices import Notice
from ui.components.pages import EqualColumns, clear_layout, flow
from ui.components.read_aloud import announce
from ui.components.words import heading, small, soft, strong
from ui.journeys.sources import Latest
from ui.school.progress import Bar
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone

if TYPE_CHECKING:
    from trent_desktop.agreements.register.returns import Step

_RECENT = 8
_NOT_READ = (ScanKind.MISREAD, ScanKind.NOT_OURS)
_FACES = {
    ScanKind.RECORDED: ("check-circle-fill", Tone.LEAF, "Recorded"),
    ScanKind.OLDER_VERSION: ("check-circle-fill", Tone.SUN, "Recorded: an older version"),
    ScanKind.OTHER_YEAR: ("check-circle-fill", Tone.SUN, "Recorded: for another year group"),
    ScanKind.LEFT: ("check-circle-fill", Tone.SUN, "Recorded: the child has left"),
    ScanKind.SAID_NO: ("warning-circle-fill", Tone.SUN, "It is back, but a no still counts"),
    ScanKind.ALREADY: ("arrows-clockwise", Tone.SUN, "This form was here before"),
    ScanKind.OTHER_SCHOOL: ("warning-circle-fill", Tone.CORAL, "From another school"),
    ScanKind.NOT_OURS: ("warning-circle-fill", Tone.CORAL, "Not one of our codes"),
    ScanKind.MISREAD: ("warning-circle-fill", Tone.CORAL, "Not read well"),
    ScanKind.UNKNOWN: ("warning-circle-fill", Tone.CORAL, "Nobody’s form"),
}


class ReturnsPage(SectionPage):
    """The field keeps the focus, so that one form after the other can be scanned."""

    _moved = Signal(int, int)

    def __init__(
        self, desk: Desk, back: Callable[[], object], *, sounds: Sounds | None = None
    ) -> None:
        super().__init__(desk, back)
        self._sounds: Sounds = sounds or SystemSounds()
        self._work: ScanWork | None = None
        self._to_answer: list[ScanOutcome] = []
        self._undoes: list[LinkButton] = []
        self._recorded: list[Step] | None = None
        self._after_these: list[str] = []
        self._of_files = False
        #: What was filled in on a screen, by the form's id.
        self._ticked: Mapping[uuid.UUID | None, Ticked] = {}
        self._newest = Latest(desk.background, self)
        self._newest_unanswered = Latest(desk.background, self)
        self.page = self.add_page(
            "Take forms back",
            "Point the scanner at the code on each form, or let a scanned file be read.",
            widest=1060,
        )
        holder = QWidget()
        columns = EqualColumns(holder, narrowest=400, gap=SPACE.base)
        columns.addWidget(self._scan_card())
        columns.addWidget(self._file_card())
        self.page.column.addWidget(holder)
        self.answers = AnswersCard(self.field)
        self.page.column.addWidget(self.answers)
        self.unanswered = UnansweredCard()
        self.page.column.addWidget(self.unanswered)
        self.page.column.addWidget(self._recent_card())
        self.page.column.addStretch(1)
        self._connect()
        Fresh(self.page, (desk.changes.agreements,), self.refresh)

    def _scan_card(self) -> QWidget:
        card = Card()
        card.column.addWidget(heading("With a scanner, or by typing"))
        self.field = TextField(name="Code on the form", placeholder="Scan or type the code")
        card.column.addWidget(
            FieldBlock(
                "Code on the form", self.field, hint="It is printed under the square picture."
            )
        )
        row = QHBoxLayout()
        row.setSpacing(SPACE.near)
        self.tile = IconTile("barcode", Tone.PLAIN, 48)
        row.addWidget(self.tile)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        self.said = strong("Ready")
        self.detail = soft("The field is waiting for the first form.")
        words.addWidget(self.said)
        words.addWidget(self.detail)
        row.addLayout(words, 1)
        card.column.addLayout(row)
        card.column.addStretch(1)
        return card

    def _file_card(self) -> QWidget:
        card = Card()
        card.column.addWidget(heading("From a scanned file"))
        card.column.addWidget(
            soft(
                "A PDF of many forms, pictures, or a folder of them: choose or drop as many as there "
                "are. It does not matter if they are crooked or upside down."
            )
        )
        self.choose = PrimaryButton("Choose files…", "file-arrow-up")
        self.cancel = SecondaryButton("Stop", "x")
        card.column.addWidget(flow(self.choose, self.cancel))
        self.bar = Bar()
        self.how_far = small("")
        card.column.addWidget(self.bar)
        card.column.addWidget(self.how_far)
        self.result = Notice("", Tone.LEAF)
        card.column.addWidget(self.result)
        self.odd = QVBoxLayout()
        self.odd.setSpacing(SPACE.tight)
        card.column.addLayout(self.odd)
        card.column.addStretch(1)
        for widget in (self.cancel, self.bar, self.how_far, self.result):
            widget.hide()
        self.files = FileChoice(
            card, "Choose scans", f"Scans ({' '.join(f'*{one}' for one in SCANS)})", many=True
        )
        return card

    def _recent_card(self) -> QWidget:
        card = Card()
        card.column.addWidget(heading("Recorded last"))
        self.recent = QVBoxLayout()
        self.recent.setSpacing(SPACE.near)
        card.column.addLayout(self.recent)
        return card

    def _connect(self) -> None:
        self.field.returnPressed.connect(self.scan)
        KeyedCodes(self.page).caught.connect(self._scan)
        self.unanswered.chosen.connect(self._ask_chosen)
        self.choose.clicked.connect(self.files.browse)
        self.files.all_chosen.connect(self.read_files)
        self.cancel.clicked.connect(self._stop)
        self._moved.connect(self._show_how_far)
        self.answers.answered.connect(self._answer)
        self.answers.later.connect(self._next_to_answer)

    # ------------------------------------------------------------------ coming and going

    def arrive(self, place: object | None) -> None:
        """Ready for the first form."""
        self.show_page(self.page, self.field)
        self.refresh()

    def leave(self) -> None:
        """Stop reading a file; what was recorded stays."""
        self._stop()

    def refresh(self) -> None:
        """What was recorded last."""
        returns = self.desk.school.agreements.returns
        fails = self.desk.shell.say_problem
        self._newest.ask(lambda: returns.recent(_RECENT), self._show_recent, fails)
        self._newest_unanswered.ask(returns.unanswered, self._show_unanswered, fails)

    def _show_unanswered(self, forms: Sequence[ScanOutcome]) -> None:
        self.unanswered.show_forms(forms, self.answers.form_id)

    def _show_recent(self, steps: Sequence[Step]) -> None:
        if list(steps) == self._recorded:
            return  # what undoes a step stays under the mouse
        self._recorded = list(steps)
        with focus_kept(self):
            self._fill_recent(steps)

    def _fill_recent(self, steps: Sequence[Step]) -> None:
        clear_layout(self.recent)
        self._undoes = []
        for one in steps:
            row = QHBoxLayout()
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(strong(one.words + (" (undone)" if one.was_undone else "")))
            words.addWidget(small(f"{one.at.astimezone():%H:%M}, {one.by}"))
            row.addLayout(words, 1)
            if not one.was_undone:
                link = LinkButton("Undo")
                link.setAccessibleName(f"Undo: {one.words}")
                link.clicked.connect(lambda _=False, step=one.event_id: self._undo(step))
                row.addWidget(link)
                self._undoes.append(link)
            self.recent.addLayout(row)
        if not steps:
            self.recent.addWidget(soft("Nothing yet."))

    def _undo(self, event_id: uuid.UUID) -> None:
        returns = self.desk.school.agreements.returns
        write_asking(
            self,
            self.write,
            lambda asked: returns.undo(event_id, asked=asked),
            lambda _done: self.refresh(),
            self.desk.shell.say_problem,
            undoes=True,
        )

    # ------------------------------------------------------------------ one by one

    def scan(self) -> None:
        """Record the code in the field, and make room for the next."""
        code = self.field.text()
        self.field.clear()
        if code.strip():
            self._scan(code, typed=True)

    def _scan(self, code: str, *, typed: bool = False) -> None:
        """Each in its turn, however fast they come and whatever is asked meanwhile.

        One that was typed and cannot be read stays, to be put right or typed over.
        """
        returns = self.desk.school.agreements.returns

        def scanned(outcome: ScanOutcome) -> None:
            if typed and outcome.kind in _NOT_READ and not self.field.text():
                self.field.setText(code)
                self.field.selectAll()
            self._scanned(outcome)

        self.write(lambda: returns.scan(code), scanned)

    def _scanned(self, outcome: ScanOutcome) -> None:
        icon, tone, words = _FACES[outcome.kind]
        self.tile.show_icon(icon, tone)
        self.said.setText(words)
        self.detail.setText(outcome.words)
        announce(self, sentences(words, outcome.words))
        (self._sounds.odd if outcome.kind.needs_look else self._sounds.good)()
        if outcome.needs_answers:
            self._to_answer.append(outcome)
            if not self.answers.isVisible():
                self._next_to_answer()
        self.refresh()

    def _next_to_answer(self) -> None:
        if not self._to_answer:
            focus_if_before_her(self.field)
            return
        self._ask(self._to_answer.pop(0))

    def _ask_chosen(self, form_id: uuid.UUID) -> None:
        returns = self.desk.school.agreements.returns
        self.run(lambda: returns.form_to_answer(form_id), self._ask)

    def _ask(self, form: ScanOutcome) -> None:
        self._to_answer = [one for one in self._to_answer if one.agreement_id != form.agreement_id]
        self.answers.ask(form, self._ticked.get(form.agreement_id, {}))
        announce(self.answers, sentences(self.answers.name.text(), self.answers.about.text()))
        focus_if_before_her(self.answers.begin())
        self.refresh()

    def _answer(
        self, pupil_id: uuid.UUID, answers: Mapping[Consent, bool], form_id: uuid.UUID
    ) -> None:
        returns = self.desk.school.agreements.returns

        def leave(stands: ConsentStands) -> None:
            at_no = {one.consent for one in stands.standing}
            others = {use: given for use, given in answers.items() if use not in at_no}
            if others:
                self._answer(pupil_id, others, form_id)
            else:
                self._next_to_answer()

        write_asking(
            self,
            self.write,
            lambda asked: returns.answer(pupil_id, answers, form_id, asked=asked),
            self._answered,
            self._not_answered,
            leave=leave,
        )

    def _not_answered(self, error: Exception) -> None:
        self.answers.show()  # with what was typed
        self.desk.shell.say_problem(error)

    def _answered(self, _recorded: object) -> None:
        announce(self, f"Kept: {self.answers.name.text()}")
        self._next_to_answer()
        self.refresh()

    # ------------------------------------------------------------------ a whole file

    def read_files(self, paths: Sequence[str]) -> None:
        """Find the codes of scanned files, page by page, and record the forms."""
        if self._work is not None:
            self._after_these += paths
            return
        self._of_files = len(paths) > 1
        clear_layout(self.odd)
        self.result.hide()
        self._reading(True)
        self._show_how_far(0, 0)
        work = self._work = ScanWork(
            [Path(one) for one in paths], self.desk.school.agreements.returns, self._moved.emit
        )
        self.run(work.run, self._read, self._not_read)

    def _reading(self, reads: bool) -> None:
        self.choose.setEnabled(not reads)
        for widget in (self.cancel, self.bar, self.how_far):
            widget.setVisible(reads)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.stop()

    def _show_how_far(self, done: int, of: int) -> None:
        self.bar.fill(done / of if of else 0.0)
        what = "File" if self._of_files else "Page"
        self.how_far.setText(f"{what} {done} of {of}" if of else "Opening the file")

    def _read(self, result: ScanResult) -> None:
        self._work = None
        self._reading(False)
        odd = [one for one in result.forms if one.needs_look]
        self.result.say(result.words, heading=result.heading)
        self.result.show()
        for one in odd[:40]:
            said = one.outcome.words if one.outcome is not None else "No code was found here."
            where = f"{one.file}, page {one.page}" if len(result.files) > 1 else f"Page {one.page}"
            self.odd.addWidget(
                small(f"{one.file}: {one.trouble}" if one.trouble else f"{where}: {said}")
            )
        if len(odd) > 40:
            self.odd.addWidget(small(f"And {len(odd) - 40} more."))
        (self._sounds.odd if odd else self._sounds.good)()
        self._ticked = result.ticked(self._ticked)
        self._to_answer += [
            one.outcome
            for one in result.forms
            if one.outcome is not None and one.outcome.needs_answers
        ]
        if self._to_answer and not self.answers.isVisible():
            self._next_to_answer()
        self.refresh()
        self._read_on()

    def _read_on(self) -> None:
        """What was dropped while others were read."""
        paths, self._after_these = self._after_these, []
        if paths:
            self.read_files(paths)

    def _not_read(self, error: Exception) -> None:
        self._work = None
        self._reading(False)
        self._sounds.odd()
        self.desk.shell.say_problem(error)
        self._read_on()


RETURNS = Section(
    "returns",
    "Take forms back",
    "barcode-fill",
    "With a scanner, from a scanned file, or by hand.",
    ReturnsPage,
    lambda school: school.may(Right.RECORD_RETURNS),
)
