"""Writing a lesson: the words on the left, the slide as it will be on the right."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from trent_desktop import files
from trent_desktop.faults import Fault
from trent_desktop.lessons.drawn_apart import png_drawn_apart
from trent_desktop.lessons.faults import PackRefused
from trent_desktop.lessons.lesson import Lesson
from trent_desktop.lessons.packs import Pack, check_picture, missing_pictures
from trent_desktop.lessons.reading import try_lesson
from trent_desktop.lessons.values import SchoolPack
from trent_desktop.problems import Problem
from ui.background import Lane
from ui.components.buttons import BackLink, PrimaryButton, SecondaryButton
from ui.components.file_choice import FileChoice
from ui.components.marked_text import FaultCard, MarkedText, to_mend
from ui.components.pages import ScrollPage, flow
from ui.components.words import soft
from ui.lessons.board.pictures import PictureBook
from ui.lessons.snippets import NEW_LESSON, SNIPPETS
from ui.lessons.thumbs import SlideThumb, slide_picture
from ui.shell.rooms import Desk
from ui.theme import SPACE

_LOOK_AFTER_MS = 250
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


class WritingPage(QWidget):
    """`saved` gives the lesson that was kept for the school."""

    left = Signal()
    saved = Signal(object)

    def __init__(self, desk: Desk, pack: Pack | None, own: SchoolPack | None) -> None:
        super().__init__()
        self._desk = desk
        self._own = own
        self._pictures: dict[str, bytes] = dict(pack.pictures) if pack else {}
        self._lesson: Lesson | None = None
        self._faults: tuple[Fault, ...] = ()
        self._build(own is not None)
        text = pack.text if pack else NEW_LESSON
        if pack is not None and own is None:
            text = re.sub(r"^title: (.*)$", r"title: \1 (our copy)", text, count=1, flags=re.M)
        self._note = f"lesson-draft:{own.id if own else pack.name if pack else 'new'}"
        self.text.setPlainText(text)
        self._looking = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._looking.timeout.connect(self.look_again)
        self.text.textChanged.connect(self._looking.start)
        self.text.cursorPositionChanged.connect(self._show_slide)
        self.look_again()
        self._bring_draft()

    def _build(self, changes: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.wide, SPACE.base, SPACE.wide, SPACE.base)
        column.setSpacing(SPACE.near)
        back = BackLink()
        back.clicked.connect(self._leave)
        column.addWidget(back)
        self.insert = SecondaryButton("Insert", "plus")
        menu = QMenu(self.insert)
        for name, words in SNIPPETS.items():
            action = menu.addAction(name)
            action.triggered.connect(lambda _=False, words=words: self.put_in(words))
        self.insert.setMenu(menu)
        self.picture = SecondaryButton("Add a picture…", "image")
        self.keep = PrimaryButton("Keep the changes" if changes else "Keep for the school", "check")
        self.keep.clicked.connect(self.save)
        self.said = soft("")
        column.addWidget(flow(self.keep, self.insert, self.picture))
        column.addWidget(self.said)
        split = QSplitter(Qt.Orientation.Horizontal)
        self.text = MarkedText(name="The lesson in Markdown")
        self.text.dropped.connect(self.add_picture)
        split.addWidget(self.text)
        right = ScrollPage(widest=900, pad=SPACE.base, top=0, gap=SPACE.near)
        self.thumb = SlideThumb("The slide at the cursor", width=520)
        right.column.addWidget(self.thumb)
        self.notes = FaultCard(good="Ready to teach", whole="Whole lesson")
        self.notes.asked.connect(self.text.go_to_line)
        right.column.addWidget(self.notes)
        right.column.addStretch(1)
        split.addWidget(right)
        split.setSizes([520, 560])
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)
        files = FileChoice(self.notes, "A picture", "Pictures (*.svg *.png)")
        files.chosen.connect(self.add_picture)
        self.picture.clicked.connect(files.browse)

    # ------------------------------------------------------------------ looking

    def look_again(self) -> None:
        """Read the words anew, mark what is wrong, show the slide."""
        library = self._desk.school.lessons
        self._lesson, faults = try_lesson(library.with_our_ages(self.text.toPlainText()))
        if self._lesson is not None:
            pack = Pack("draft", self.text.toPlainText(), self._lesson, self._pictures)
            faults = (*faults, *missing_pictures(pack))
            self._book = PictureBook(pack)
        self._faults = faults
        self.text.mark(faults)
        self.keep.setEnabled(not faults)
        self.said.setText(to_mend(faults))
        self.notes.show_faults(faults)
        self._show_slide()

    def _show_slide(self) -> None:
        lesson = self._lesson
        if lesson is None or not lesson.slides:
            return
        here = self.text.textCursor().blockNumber() + 1
        number = max(
            (at for at, slide in enumerate(lesson.slides) if slide.line <= here), default=0
        )
        self.thumb.show_picture(slide_picture(lesson, number, None, self._book))

    # ------------------------------------------------------------------ changing

    def put_in(self, words: str) -> None:
        """Put an example in on a line of its own."""
        self.text.put_in(words)

    def add_picture(self, path: str) -> None:
        """Take a picture from a file, and write its name where the cursor is."""
        source = Path(path)
        name = _NO_LETTERS.sub("-", source.stem.casefold()).strip("-")[:50] or "picture"
        ending = source.suffix.casefold().lstrip(".")
        try:
            content = files.read(source)
            check_picture(f"{name}.{ending}", content)
        except OSError:
            self._desk.shell.say_problem(Problem("This picture cannot be opened."))
            return
        except PackRefused as problem:
            self._desk.shell.say_problem(problem)
            return
        if ending == "png":
            operation = self._desk.background.run(lambda: png_drawn_apart(content), parent=self)
            operation.then(
                lambda drawn: self._put_picture(name, ending, drawn), self._desk.shell.say_problem
            )
        else:
            self._put_picture(name, ending, content)

    def _put_picture(self, name: str, ending: str, content: bytes) -> None:
        self._pictures[f"{name}.{ending}"] = content
        self.text.textCursor().insertText(f"![What is seen]({name})")
        self.look_again()

    def save(self) -> None:
        """Keep the lesson for the whole school."""
        self.look_again()
        if self._faults:
            return
        self.keep.setEnabled(False)
        library, text, own = self._desk.school.lessons, self.text.toPlainText(), self._own
        pictures = dict(self._pictures)
        operation = self._desk.background.write(
            lambda: library.save(text, pictures, replaces=own), parent=self
        )
        operation.then(self._kept, self._not_kept)

    def _kept(self, saved: SchoolPack) -> None:
        self._remember("")
        self.saved.emit(saved)

    def _not_kept(self, error: Exception) -> None:
        self.keep.setEnabled(True)
        self._desk.shell.say_problem(error)

    # ------------------------------------------------------------------ drafts

    def keep_draft(self) -> None:
        """Keep what was typed on this laptop, until the lesson is kept for the school."""
        self._remember(self.text.toPlainText())

    def _remember(self, words: str) -> None:
        store, note = self._desk.school.signed_in.store, self._note
        operation = self._desk.background.write(
            lambda: store.remember(note, words), parent=self._desk.background, lane=Lane.LAPTOP
        )
        operation.otherwise(self._desk.shell.say_problem)

    def _bring_draft(self) -> None:
        store, note = self._desk.school.signed_in.store, self._note
        operation = self._desk.background.run(lambda: store.note(note), parent=self)
        operation.then(self._take_draft, self._desk.shell.say_problem)

    def _take_draft(self, kept: str) -> None:
        if kept and kept != self.text.toPlainText():
            self.text.setPlainText(kept)
            self._desk.shell.say("What you typed last time is here again.")

    def _leave(self) -> None:
        self.keep_draft()
        self.left.emit()
