"""*Try this laptop*: what the program needs of it, tried on the spot, in words for support."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.school.settings.letterhead import letterhead_of
from trent_desktop.school.trying.documents import tried_pdf
from trent_desktop.school.trying.values import Came, Tried, as_text
from ui.agreements.register.sounds import Sounds, SystemSounds
from ui.components.buttons import BackLink, PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.focus_kept import focus_if_before_her
from ui.components.marks import Icon
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.secret_clipboard import put_words
from ui.components.words import body, heading, soft, strong, title
from ui.documents import Document
from ui.settings.tries import (
    this_laptop,
    try_printers,
    try_screens,
    try_sleep,
    try_sound,
    try_system,
)
from ui.shell.rooms import Desk
from ui.theme import SPACE, Tone

_MARKS = {
    Came.ILL: ("warning-circle-fill", "coral"),
    Came.NOTE: ("info-fill", "soft"),
    Came.UNTRIED: ("hand-pointing", "soft"),
    Came.WELL: ("check-circle-fill", "leaf"),
}
_HEADINGS = {
    Came.ILL: "Needs attention",
    Came.NOTE: "Worth knowing",
    Came.UNTRIED: "For you to try",
    Came.WELL: "Well",
}
_BEFORE = (
    "What the program needs of this laptop and of the school’s folder is tried. It takes some "
    "seconds, changes nothing and leaves nothing behind."
)


class TryPage(ScrollPage):
    """Tries when asked. `left` says that she goes back; `printing` gives a paper to show."""

    left = Signal()
    printing = Signal(object)

    def __init__(
        self,
        desk: Desk,
        *,
        sounds: Sounds | None = None,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now().astimezone(),
    ) -> None:
        super().__init__(widest=760, gap=SPACE.base)
        self._desk = desk
        self._sounds = sounds or SystemSounds()
        self._now = now
        self._at = now()
        self.tried: tuple[Tried, ...] = ()
        back = BackLink()
        back.clicked.connect(self.left)
        self.column.addWidget(back)
        head = QVBoxLayout()
        head.setSpacing(SPACE.hair)
        head.addWidget(title("Try this laptop"))
        head.addWidget(soft(_BEFORE))
        self.column.addLayout(head)
        self.begin = PrimaryButton("Try now")
        self.copy = SecondaryButton("Copy for support", "copy")
        self.print = SecondaryButton("Print", "printer")
        self.sound = QuietButton("Play the sound", "speaker-high")
        self.column.addWidget(flow(self.begin, self.copy, self.print, self.sound))
        self.said = Notice("", Tone.PLAIN)
        self.said.hide()
        self.column.addWidget(self.said)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE.base)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)
        self.begin.clicked.connect(self._try)
        self.copy.clicked.connect(self._copy)
        self.print.clicked.connect(self._print)
        self.sound.clicked.connect(self._sounds.good)
        for button in (self.copy, self.print):
            button.setEnabled(False)

    def _try(self) -> None:
        self.begin.setEnabled(False)
        self.begin.set_words("Trying…")
        Try(self._desk, self._show, self)

    def _show(self, tried: tuple[Tried, ...]) -> None:
        self._at = self._now()
        self.tried = tried
        self.begin.setEnabled(True)
        self.begin.set_words("Try again")
        focus_if_before_her(self.begin)
        for button in (self.copy, self.print):
            button.setEnabled(True)
        ill = sum(one.came is Came.ILL for one in tried)
        if ill:
            words = (
                f"{ill} thing{'s need' if ill != 1 else ' needs'} attention. Send this to support."
            )
        else:
            words = "Everything that could be tried automatically works."
        self.said.say(words)
        self.said.show()
        clear_layout(self._rows)
        for came, words in _HEADINGS.items():
            some = [one for one in tried if one.came is came]
            if some:
                card = Card(gap=SPACE.base)
                card.column.addWidget(heading(words))
                for one in some:
                    card.column.addWidget(_row(one))
                self._rows.addWidget(card)

    def _copy(self) -> None:
        put_words(as_text(self.tried, this_laptop()))
        self._desk.shell.say("Copied.")

    def _print(self) -> None:
        tried, laptop, at = self.tried, this_laptop(), self._at
        letterhead = letterhead_of(self._desk.school)
        self.printing.emit(
            Document(
                "Try this laptop",
                "Try this laptop.pdf",
                lambda: tried_pdf(tried, laptop, at, letterhead),
            )
        )


class Try(QObject):
    """One try: the share's process tries the folder, a worker what may be slow here."""

    def __init__(
        self, desk: Desk, done: Callable[[tuple[Tried, ...]], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._done = done
        self._here: tuple[Tried, ...] = (try_screens(desk.screens.all()), try_sleep(), try_system())
        self._there: tuple[Tried, ...] | None = None
        self._slow: tuple[Tried, ...] | None = None
        desk.background.run(desk.school.trying.look, parent=self).then(self._found, self._failed)
        desk.background.run(lambda: (try_printers(), try_sound()), parent=self).then(
            self._looked, self._not_looked
        )

    def _found(self, tried: tuple[Tried, ...]) -> None:
        self._there = tried
        self._end()

    def _failed(self, error: Exception) -> None:
        # What she reads of an unforeseen one says no more than that; the rest is still tried.
        words = "The school’s folder does not answer, so it could not be tried."
        del error
        self._found((Tried("folder", "The school’s folder", Came.ILL, words, "Try again later."),))

    def _looked(self, tried: tuple[Tried, ...]) -> None:
        self._slow = tried
        self._end()

    def _not_looked(self, error: Exception) -> None:
        words = f"The system did not say which there are ({type(error).__name__})."
        self._looked((Tried("printer", "Printers", Came.NOTE, words),))

    def _end(self) -> None:
        if self._there is not None and self._slow is not None:
            self._done((*self._there, *self._slow, *self._here))
            self.deleteLater()


def _row(one: Tried) -> QWidget:
    icon, colour = _MARKS[one.came]
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(SPACE.near)
    mark = Icon(icon, 22, colour, meaning=one.came.value)
    across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    down = QVBoxLayout()
    down.setSpacing(2)
    down.addWidget(strong(one.title))
    down.addWidget(body(" ".join(words for words in (one.words, one.do) if words)))
    across.addLayout(down, 1)
    return row
