"""The hint of an answer that no child's name belongs into yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from trent_desktop.school.people.name_catcher import Caught, leave_out
from ui.components.read_aloud import announce
from ui.components.words import Words
from ui.journeys.sources import Latest, Sources
from ui.theme import look

#: How long a pause in typing is, in ms, before names are looked for.
PAUSE_MS = 350


class NamesLine(Words):
    """The hint over a field; names that are typed there are underlined, and asked for in its place.

    It takes the same room with either, so that nothing moves under somebody's hand. Nothing waits
    for it: whoever goes on, goes on.
    """

    def __init__(self, field: QPlainTextEdit, hint: str, where: str, sources: Sources) -> None:
        super().__init__(hint, "body", "soft")
        self._field = field
        self._hint = hint
        self._hint_alone = Words(hint, "body", parent=self)
        self._hint_alone.hide()
        self._where = where
        self._people = sources.people
        self._latest = Latest(sources.background, self)
        self._caught: Sequence[Caught] = ()
        self._read = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look_now)
        field.textChanged.connect(self._changed)

    def _changed(self) -> None:
        if self._field.toPlainText() != self._read:
            self._pause.start()

    def look_now(self) -> None:
        """Look for names in what stands in the field."""
        text = self._field.toPlainText()
        self._read = text
        if not text.strip():
            self._latest.forget()
            self._show((), text)
            return
        self._latest.ask(
            lambda: self._people.names_in(text),
            lambda caught: self._show(caught, text),
            # It is a help and no more: without an answer nothing is said.
            lambda _error: self._show((), text),
        )

    def _show(self, caught: Sequence[Caught], text: str) -> None:
        if self._field.toPlainText() != text:
            return  # a later look is on its way
        self._caught = caught
        self._underline(text)
        said = leave_out([one.forename for one in caught], self._where)
        if (said or self._hint) == self.text():
            return
        self.setText(said or self._hint)
        self.set_colour("sky" if said else "soft")
        announce(self, said)

    def heightForWidth(self, width: int) -> int:
        return max(super().heightForWidth(width), self._hint_alone.heightForWidth(width))

    def _underline(self, text: str) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(look().colour("sky"))
        for one in self._caught:
            cursor = QTextCursor(self._field.document())
            cursor.setPosition(_as_qt_counts(text, one.start))
            cursor.setPosition(_as_qt_counts(text, one.end), QTextCursor.MoveMode.KeepAnchor)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor  # type: ignore[misc]
            mark.format = form  # type: ignore[misc]
            marks.append(mark)
        self._field.setExtraSelections(marks)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._caught:
            self._underline(self._field.toPlainText())


def _as_qt_counts(text: str, at: int) -> int:
    """A place in a text, where a sign beyond the first 65,536 counts as two."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
