"""Fields: one line, several lines, a password, a search; and the block of label, hint and error."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.components.buttons import IconButton
from ui.components.errors import ErrorText, LabelLine
from ui.components.marks import Icon
from ui.components.said_at_rest import SaidAtRest
from ui.components.words import Words
from ui.theme import SPACE, look


def set_invalid(control: QWidget, invalid: bool) -> None:
    """Give a field the edge of one that needs another look, or take it away."""
    if bool(control.property("invalid")) != invalid:
        control.setProperty("invalid", invalid)
        control.style().unpolish(control)
        control.style().polish(control)
        control.update()


class TextField(QLineEdit):
    """A line of text. `name` is its accessible name; `wide` its width in letters, 0 for all."""

    def __init__(
        self,
        text: str = "",
        *,
        name: str,
        placeholder: str = "",
        wide: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._wide = wide
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        # The style sheet knows the size of the text; the font has to follow it here, since
        # a widget that has been dressed once keeps the font it was given.
        if self.font() != look().font("body"):
            self.setFont(look().font("body"))
        if self._wide:
            letters = QFontMetrics(look().font("body")).horizontalAdvance("n") * self._wide
            self.setMaximumWidth(letters + 30)


class SearchField(TextField):
    """A line to search with: a magnifying glass before it, a cross to empty it."""

    def __init__(self, *, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name=name, placeholder=placeholder, parent=parent)
        self._glass = Icon("magnifying-glass", 18, "soft", parent=self)
        self._glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.cross = IconButton("x", "Clear the search", parent=self)
        self.cross.pad_x = self.cross.pad_y = 7
        self.cross.icon_px = 18
        self.cross.hide()
        self.cross.clicked.connect(self._empty)
        self.textChanged.connect(lambda text: self.cross.setVisible(bool(text)))

    def _empty(self) -> None:
        self.clear()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        super()._fit()
        if not hasattr(self, "cross"):
            return  # the line itself is being made
        glass, cross = self._glass.sizeHint(), self.cross.sizeHint()
        side = min(cross.height(), self.height() - 6)
        middle = self.height() // 2
        self._glass.setGeometry(12, middle - glass.height() // 2, glass.width(), glass.height())
        self.cross.setGeometry(self.width() - side - 5, middle - side // 2, side, side)
        self.setTextMargins(glass.width() + 8, 0, side, 0)


class _Eye(IconButton):
    spoken_as = QAccessible.Role.Button


class PasswordField(QWidget):
    """A password: an eye that shows it, a word when Caps Lock is on."""

    entered = Signal()
    changed = Signal()

    def __init__(self, *, name: str = "Password", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = TextField(name=name)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self.setFocusProxy(self.field)
        self.eye = _Eye("eye", "Show the password", parent=self.field)
        self.eye.pad_x = self.eye.pad_y = 7
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)
        self._caps = Words("Caps Lock is on.", "small", "sun", bold=True)
        self._caps.keep_room()
        self._caps.setVisible(False)
        self._heard = SaidAtRest(self._caps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.hair)
        column.addWidget(self.field)
        column.addWidget(self._caps)
        self.field.returnPressed.connect(self.entered)
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        self.field.installEventFilter(self)

    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def clear(self) -> None:
        """Empty it, and hide it again."""
        self.field.clear()
        self.eye.setChecked(False)

    def set_invalid(self, invalid: bool) -> None:
        """Mark or unmark it as wrong."""
        set_invalid(self.field, invalid)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
        self.eye.set_icon("eye-slash" if shown else "eye")
        name = "Hide the password" if shown else "Show the password"
        self.eye.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.StyleChange):
            hint = self.eye.sizeHint()
            side = min(hint.width(), self.field.height() - 8)
            self.eye.setGeometry(
                self.field.width() - side - 6, (self.field.height() - side) // 2, side, side
            )
            self.field.setTextMargins(0, 0, side + 2, 0)
        elif kind == QEvent.Type.KeyPress:
            self._judge_caps(cast(QKeyEvent, event))
        elif kind == QEvent.Type.FocusOut:
            self._caps.setVisible(False)
        return super().eventFilter(watched, event)

    def _judge_caps(self, event: QKeyEvent) -> None:
        """Qt does not tell how Caps Lock stands, but each letter gives it away."""
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps.setVisible(False)
            self._heard.typed()
            return
        text = event.text()
        if len(text) == 1 and text.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            on = text.isupper() != shift and text.upper() != text.lower()
            self._caps.setVisible(on)
            self._heard.typed(self._caps.text() if on else "")


#: More than this is not put in at once: the window would stand still for it.
MOST_PASTED = 200_000


class TextArea(QPlainTextEdit):
    """Several lines of plain text; grows with them from `lines` to `most` lines, then scrolls.

    Tab moves on to the next control, as everywhere else.
    """

    def __init__(
        self,
        text: str = "",
        *,
        name: str,
        placeholder: str = "",
        lines: int = 4,
        most: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._most = most
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlainText(text)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        if self.font() != look().font("body"):
            self.setFont(look().font("body"))
        line = QFontMetrics(look().font("body")).lineSpacing()
        # A plain document counts its height in lines.
        wanted = int(self.document().size().height())
        shown = min(max(wanted, self._lines), max(self._most, self._lines))
        self.setFixedHeight(shown * line + 28)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(source.text()[:MOST_PASTED])
            self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QGuiApplication.inputMethod().reset()


class FieldBlock(QWidget):
    """A control with its label above, what is wrong beside the label, and a hint.

    `example` is one of what may be typed, which the field shows in grey: it is read out as one.
    """

    def __init__(
        self,
        label: str,
        control: QWidget,
        *,
        hint: str = "",
        example: str = "",
        optional: bool = False,
        label_kind: str = "strong",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if label:
            self._label = Words(f"{label} (optional)" if optional else label, label_kind)
            self._label.setBuddy(control)
        self.error = ErrorText()
        if label:
            column.addWidget(LabelLine(self._label, self.error))
        self._hint = Words(hint, "body", "soft")
        column.addWidget(self._hint)
        self._hint.setVisible(bool(hint))  # not before: without a parent it would be a window
        if not label:
            column.addWidget(self.error)
        column.addWidget(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        # Of a field with nothing else to say the grey words are read, as if they were the answer.
        self._example = f"For example {example}." if example else ""
        if hint or example or isinstance(control, QComboBox):
            self._describe("")

    def _describe(self, error: str) -> None:
        said = (self._hint.text(), self._example, error and f"Error: {error}")
        self.control.setAccessibleDescription(" ".join(filter(None, said)))

    def add_below(self, widget: QWidget) -> None:
        """Put something under the control that belongs to it."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)

    def ask(self, label: str, hint: str) -> None:
        """Ask for something else in the same field. It has a label already."""
        self._label.setText(label)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._describe("")

    def show_error(self, text: str) -> None:
        """Say what is wrong with this answer, or that nothing is (empty text)."""
        self.error.say(text)
        if isinstance(self.control, PasswordField):
            self.control.set_invalid(bool(text))
        elif isinstance(self.control, (QLineEdit, QPlainTextEdit)):
            set_invalid(self.control, bool(text))
        self._describe(text)
