"""The part of a case page that lists what is attached, and takes in more."""

from __future__ import annotations

import uuid
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.clock import Clock
from trent_desktop.problems import Problem
from trent_desktop.reports.attachments.attached import FULL, KEPT_SEALED, Attachment, Drawn
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.timeline_words import defused
from ui.components.buttons import LinkButton, SecondaryButton
from ui.components.errors import ErrorText
from ui.components.file_choice import FileChoice
from ui.components.marks import Icon
from ui.components.notices import Notice
from ui.components.pages import clear_layout, flow
from ui.components.words import Words
from ui.journeys.direction import joined
from ui.journeys.moments import moment_near
from ui.reports.case_view import Section
from ui.shell.rooms import Desk
from ui.theme import SPACE, Tone

ATTACH = "Attach a picture or PDF"
LOOKING = "Looking at the file…"
NEVER = (
    "Never a picture of a child’s body. If in doubt, attach nothing: press the stop under Report "
    "something."
)
HINT = (
    "A screenshot of what was written, say. What is attached stays with the report, is shown only "
    "in the program, and each look at it is written down."
)
KINDS = "Pictures and PDFs (*.png *.jpg *.jpeg *.pdf)"
NOT_NOW = "It could not be attached just now. Try again in a moment."


class AttachmentSection(Section):
    """Attachments of the case that is shown. `wanted` gives its id and which one to look at."""

    wanted = Signal(object, object)

    def __init__(self, desk: Desk, clock: Clock) -> None:
        super().__init__("Attachments")
        self._desk = desk
        self._clock = clock
        self._case_id: uuid.UUID | None = None
        self._may_add = False
        self._busy = False
        #: By case and file, so that a second try after a lost connection attaches it once.
        self._ids: dict[tuple[uuid.UUID, str], uuid.UUID] = {}
        self.sealed = Notice(KEPT_SEALED, Tone.SUN, icon="lock-simple-fill")
        self.never = Words(NEVER, "body")
        self.hint = Words(HINT, "small", "soft")
        self.attach = SecondaryButton(ATTACH, "paperclip")
        self.error = ErrorText()
        self.adding = QWidget()
        column = QVBoxLayout(self.adding)
        column.setContentsMargins(0, SPACE.hair, 0, 0)
        column.setSpacing(SPACE.tight)
        column.addWidget(self.never)
        column.addWidget(self.hint)
        column.addWidget(flow(self.attach))
        column.addWidget(self.error)
        self.full = Words(FULL, "small", "soft")
        self.column.addWidget(self.sealed)
        self.column.addWidget(self.full)
        self.column.addWidget(self.adding)
        self._files = FileChoice(self, ATTACH, KINDS)
        self._files.chosen.connect(self.take)
        self.attach.clicked.connect(self._files.browse)
        self.hide()

    def show_case(self, case: CaseFile) -> None:
        """Show what is attached to a case, as the member who opened it may see."""
        if case.summary.id != self._case_id:
            self._case_id = case.summary.id
            self.error.say("")
        listed = self._desk.school.attachments.listed(case)
        self._may_add = listed.may_add
        clear_layout(self.rows)
        sealed = listed.stopped or any(one.sealed for one in listed.attachments)
        if not listed.stopped:
            for one in listed.attachments:
                if not one.sealed:
                    self.rows.addWidget(self._row(one))
        self.sealed.setVisible(sealed and bool(listed.attachments))
        self.full.setVisible(listed.full)
        self.adding.setVisible(listed.may_add)
        self.setAcceptDrops(listed.may_add)
        self.setVisible(listed.may_add or bool(listed.attachments))

    def _row(self, one: Attachment) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(SPACE.near)
        icon = Icon("file-pdf" if one.is_pdf else "image", 22, "act")
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        name = defused(one.name) or one.what
        column.addWidget(Words(name, "body"))
        when = moment_near(one.at, self._clock())
        detail = joined(
            one.what if one.name else "", size_in_words(one.size), one.author_name, when
        )
        column.addWidget(Words(detail, "small", "soft"))
        row.addLayout(column, 1)
        look = LinkButton("Look", kind="small", name=f"Look at {name}")
        look.clicked.connect(lambda: self.wanted.emit(self._case_id, one))
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def take(self, path: str) -> None:
        """Attach a file that was chosen or dropped here."""
        case_id = self._case_id
        if case_id is None or not self._may_add or self._busy:
            return
        entry_id = self._ids.setdefault((case_id, path), uuid.uuid4())
        self._set_busy(True)
        attachments, background = self._desk.school.attachments, self._desk.background

        def done(_one: Attachment) -> None:
            # The page reads the case anew when it hears that it changed.
            self._set_busy(False)
            del self._ids[case_id, path]

        def failed(error: Exception) -> None:
            self._set_busy(False)
            if case_id == self._case_id:
                self.error.say(str(error) if isinstance(error, Problem) else NOT_NOW)
            if not isinstance(error, Problem):
                self._desk.shell.say_problem(error)

        def drawn(ready: Drawn) -> None:
            operation = background.write(
                lambda: attachments.add(case_id, ready, entry_id), parent=self
            )
            operation.then(done, failed)

        # Apart from what is written: a note or a decision does not wait until it is drawn.
        background.run(lambda: attachments.draw(Path(path)), parent=self).then(drawn, failed)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.attach.setEnabled(not busy)
        self.attach.set_words(LOOKING if busy else ATTACH)
        if busy:
            self.error.say("")


def size_in_words(size: int) -> str:
    """``240 KB`` or ``1.2 MB``; empty when it is not known."""
    if size <= 0:
        return ""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"
