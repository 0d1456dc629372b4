"""The controls that questions are answered with: what they share, and the typed ones."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from trent_desktop.journeys import (
    DONT_KNOW,
    Addresses,
    Count,
    LongText,
    Question,
    ReadAs,
    ReadLine,
    ShortText,
    is_unknown,
    unknown,
)
from trent_desktop.sentences import ended
from ui.components.choices import TickRow
from ui.components.fields import set_invalid
from ui.components.marks import Icon
from ui.components.pages import clear_layout
from ui.components.said_at_rest import SaidAtRest
from ui.components.words import Words
from ui.journeys.plain_text import PlainArea, PlainField, nothing_refused
from ui.theme import SPACE, look

#: From this share of the limit on, the characters that are left are counted.
NEAR_THE_LIMIT = 0.85

#: How long a pause in typing is, in ms, before an address is read.
PAUSE_MS = 150


def with_example(description: str, field: QLineEdit) -> str:
    """A field's description with the example in it, which alone would sound like its answer."""
    return f"{description} For example {field.placeholderText()}.".strip()


class AnswerControl(QWidget):
    """The control of one question. `changed` comes from the person only, never from `show_value`.

    `entered` means that Enter was pressed where it means Continue; `refused` says in a sentence
    why something could not be put in.
    """

    changed = Signal()
    entered = Signal()
    refused = Signal(str)

    def value(self) -> Any:
        """The answer as the engine keeps it; None when there is none."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show an answer of a draft, good or not."""
        raise NotImplementedError

    def focus_here(self) -> None:
        """Put the keyboard where the answer is given."""
        raise NotImplementedError

    def mark(self, wrong: bool) -> None:
        """Give it the edge of what needs another look, or take that away."""

    def name(self, label: str, description: str) -> None:
        """What a screen reader says."""
        self.setAccessibleName(label)
        self.setAccessibleDescription(description)


def upright(widget: QWidget, gap: int = SPACE.tight) -> QVBoxLayout:
    """A column without margins for a widget."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    return column


class BesideOrUnder(QWidget):
    """Two widgets beside each other where there is room, else one under the other."""

    def __init__(self, first: QWidget, second: QWidget, *, needs: int = 600) -> None:
        super().__init__()
        self._needs = needs
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.near)
        self._row.addWidget(first, 100)
        self._row.addWidget(second, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch(1)  # a short field stays at the left

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= look().theme.px(self._needs)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not direction:
            self._row.setDirection(direction)


class SnugTick(TickRow):
    """A tick box no wider than its words, to stand beside a field."""

    PAD_Y = 9

    def __init__(self, words: str) -> None:
        super().__init__(words)
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class CountLeft(Words):
    """How many characters are left; empty while there are plenty."""

    def __init__(self, limit: int) -> None:
        super().__init__("", "small", "soft")
        self._limit = limit
        self._heard = SaidAtRest(self)
        self.hide()

    def count(self, length: int) -> None:
        """Tell of a length."""
        left = self._limit - length
        if length < self._limit * NEAR_THE_LIMIT:
            self._heard.typed()
            self.hide()
            return
        one = "character" if abs(left) == 1 else "characters"
        over = f"{-left:,} {one} too many. Nothing is lost: shorten it when you can."
        self.setText(over if left < 0 else f"{left:,} {one} left")
        self.set_colour("coral" if left < 0 else "soft")
        self.show()
        self._heard.typed(self.text())


class TypedControl(AnswerControl):
    """What the controls that are typed into share: the field, the count, and "I don't know"."""

    def __init__(self, question: Question, field: PlainField | PlainArea, limit: int = 0) -> None:
        super().__init__()
        self.field = field
        self.setFocusProxy(field)
        self.column = upright(self, 6)
        self._left = CountLeft(limit or 1_000_000)
        self._dont_know: SnugTick | None = None
        if question.unknown:
            self._dont_know = SnugTick(DONT_KNOW)
            self._dont_know.toggled.connect(self._ticked)
            self.column.addWidget(BesideOrUnder(field, self._dont_know))
        else:
            self.column.addWidget(field)
        self.column.addWidget(self._left)
        field.refused.connect(self.refused)
        field.entered.connect(self.entered)
        if isinstance(field, PlainField):
            field.textChanged.connect(lambda _text: self._typed())
        else:
            field.textChanged.connect(self._typed)
        self._showing = False

    @property
    def dont_know(self) -> SnugTick | None:
        """The tick box of "I don't know", where it is offered."""
        return self._dont_know

    def text(self) -> str:
        """What stands in the field."""
        field = self.field
        return field.text() if isinstance(field, PlainField) else field.toPlainText()

    def value(self) -> Any:
        if self._dont_know is not None and self._dont_know.isChecked():
            return unknown()
        return self.text() or None

    def show_value(self, value: Any) -> None:
        self._showing = True
        not_known = is_unknown(value)
        if self._dont_know is not None:
            self._dont_know.setChecked(not_known)
        text = "" if value is None or not_known else str(value)
        if text != self.text():
            self._put(text)
        self._showing = False
        self._left.count(len(self.text()))

    def _put(self, text: str) -> None:
        if isinstance(self.field, PlainField):
            self.field.setText(text)
        else:
            self.field.setPlainText(text)

    def focus_here(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, wrong: bool) -> None:
        set_invalid(self.field, wrong)

    def name(self, label: str, description: str) -> None:
        self.field.setAccessibleName(label)
        self.field.setAccessibleDescription(description)
        if self._dont_know is not None:
            self._dont_know.setAccessibleName(f"{DONT_KNOW}. {label}")

    def _typed(self) -> None:
        if self._showing:
            return
        self._left.count(len(self.text()))
        if self._dont_know is not None and self._dont_know.isChecked() and self.text():
            self._dont_know.setChecked(False)  # who types, knows
            return
        self.changed.emit()

    def _ticked(self, _on: bool) -> None:
        if not self._showing:
            self.changed.emit()


class ShortTextControl(TypedControl):
    """One line."""

    def __init__(self, question: ShortText, text_only: bool) -> None:
        field = PlainField(
            name=question.label,
            text_only=text_only,
            refuse=question.refuse if text_only and question.refuse else nothing_refused,
        )
        super().__init__(question, field, question.limit)


class LongTextControl(TypedControl):
    """Several lines; Enter makes a new one, Ctrl+Enter goes on."""

    def __init__(self, question: LongText, text_only: bool, *, snug: bool = False) -> None:
        self.names_asked = question.names_asked
        field = self.area = PlainArea(
            name=question.label,
            lines=2 if snug else 4,
            most=9,
            text_only=text_only,
            refuse=question.refuse if text_only and question.refuse else nothing_refused,
        )
        super().__init__(question, field, question.limit)


class CountControl(TypedControl):
    """A number, kept as typed until it is one."""

    def __init__(self, question: Count, text_only: bool) -> None:
        super().__init__(question, PlainField(name=question.label, wide=8, text_only=text_only))
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)


class AddressesControl(TypedControl):
    """Addresses, or an app or place by name; under them, how they will be shown.

    What stands below is plain text with its dots in brackets: it cannot be followed.
    """

    def __init__(self, question: Addresses, text_only: bool) -> None:
        field = PlainArea(
            name=question.label,
            lines=1,
            most=5,
            text_only=text_only,
            enter_goes_on=True,
            refuse=question.refuse or nothing_refused,
        )
        super().__init__(question, field, question.limit)
        self._question = question
        self._reading = QWidget()
        self._lines = upright(self._reading, SPACE.hair)
        self.column.addWidget(self._reading)
        self._pause = QTimer(self)
        self._pause.setObjectName("addressPause")
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.read_now)
        field.textChanged.connect(self._pause.start)
        self._heard = SaidAtRest(self)
        field.textChanged.connect(self._heard.stir)
        self.read_now()

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self.read_now()
        self._heard.shown(*self._sentences)

    def read_now(self) -> None:
        """Show how what was typed is read."""
        self._pause.stop()
        clear_layout(self._lines)
        text = self.text().strip()
        lines = self._question.read(text[: self._question.limit]) if text else ()
        self._sentences = tuple(map(_said_of, lines[:6]))
        self._heard.typed(*self._sentences)
        for line in lines[:6]:
            self._lines.addWidget(_read_line(line))
        if len(lines) > 6:
            self._lines.addWidget(Words(f"and {len(lines) - 6} more", "small", "soft"))
        if not lines:
            # Room for what will stand here, so that the buttons below stay where they are.
            room = Words("", "body", "soft")
            room.setContentsMargins(2, 2, 0, 0)
            room.keep_room()
            self._lines.addWidget(room)


#: What stands before a line: only an address that hides nothing has the shield.
_SIGNS = {
    ReadAs.ADDRESS: ("shield-check", "leaf"),
    ReadAs.NAME: ("app-window", "soft"),
    ReadAs.DOUBTFUL: ("warning", "sun"),
}


def _read_line(line: ReadLine) -> QWidget:
    """One line as it will be shown: what it was read as, and the text, which is no link."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(2, 2, 0, 0)
    row.setSpacing(SPACE.tight)
    icon, colour = _SIGNS[line.read_as]
    row.addWidget(Icon(icon, 18, colour), 0, Qt.AlignmentFlag.AlignTop)
    words = Words(line.words, "body", "soft")
    words.setProperty("line", line.read_as.value)
    words.setAccessibleName(_said_of(line))
    row.addWidget(words, 1)
    return holder


def _said_of(line: ReadLine) -> str:
    return f"It will be shown as {ended(line.words)} It cannot be opened."


def held(*widgets: QWidget) -> QWidget:
    """Widgets that stay beside each other."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.hair)
    for widget in widgets:
        row.addWidget(widget)
    return holder
