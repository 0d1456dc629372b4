"""The pages behind the welcome's doors: joining, setting up, and the sample being made."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from trent_desktop.problems import Problem
from trent_desktop.storage.typed_place import at_home, folder_typed
from ui.background import Background
from ui.components.buttons import BackLink, PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.fields import FieldBlock, TextField
from ui.components.notices import Notice
from ui.components.pages import flow
from ui.components.system_dialogs import ask_for_folder
from ui.components.words import Words
from ui.theme import SPACE, Tone, look
from ui.welcome.river_page import RiverPage


class JoinPage(RiverPage):
    """Where the school is kept. `chosen` gives it as typed, and whether there is a slip."""

    chosen = Signal(str, bool)
    back = Signal()
    #: Where a folder is looked for: a share that does not answer must not hold the window.
    background: Background

    def __init__(self) -> None:
        super().__init__(
            "Join our school",
            "Your ICT Lead can tell you where the school’s shared folder is.",
            widest=620,
        )
        card = Card()
        link = BackLink()
        link.clicked.connect(self.back)
        card.column.addWidget(link)
        self.field = TextField(name="The school’s folder")
        self.block = FieldBlock(
            "Where is the school’s folder?",
            self.field,
            hint="For example a folder on the drive that all staff use. A school on a server "
            "has an address instead.",
        )
        card.column.addWidget(self.block)
        self.way = RadioGroup(
            (
                Option("code", "I have a slip with a code", "I am joining for the first time"),
                Option("password", "I have a password already", "I am only using another laptop"),
            ),
            name="How you get in",
        )
        self.way.choose("code")
        card.column.addWidget(self.way)
        self.button = PrimaryButton("Continue")
        browse = SecondaryButton("Choose a folder…", "folder-open")
        card.column.addSpacing(SPACE.hair)
        card.column.addWidget(flow(self.button, browse))
        self.body.addWidget(card)
        self.button.clicked.connect(self._go_on)
        self.field.returnPressed.connect(self._go_on)
        browse.clicked.connect(self._browse)

    def _browse(self) -> None:
        ask_for_folder(self, "The school’s folder", lambda path: self.field.setText(str(path)))

    def _go_on(self) -> None:
        typed = self.field.text().strip()
        if not typed:
            self._refuse("Choose the school’s folder, or paste where it is.")
            return
        self.block.show_error("")
        self.button.setEnabled(False)
        self.button.setText("Looking…")
        looking = self.background.run(lambda: found_at(typed), parent=self)
        looking.then(lambda place: self._found(typed, place)).otherwise(self._not_understood)

    def _found(self, typed: str, place: str) -> None:
        self._ready_again()
        if not self.isVisible() or self.field.text().strip() != typed:
            return  # she has gone back, or thought of another, meanwhile
        if place:
            self.chosen.emit(place, self.way.value() == "code")
        else:
            self._refuse("There is no such folder, or it cannot be reached just now.")

    def _not_understood(self, error: Exception) -> None:
        self._ready_again()
        if not isinstance(error, Problem):
            raise error
        self._refuse(str(error))

    def _ready_again(self) -> None:
        self.button.setEnabled(True)
        self.button.setText("Continue")

    def _refuse(self, words: str) -> None:
        self.block.show_error(words)
        self.field.setFocus()


def found_at(typed: str) -> str:
    """The place as this system names it, or nothing where there is no such folder.

    Asks the share. Raises `Problem` for what is no place.
    """
    place = folder_typed(typed)
    return place if "://" in place or _is_folder(place) else ""


class Turning(QWidget):
    """A ring that turns while something is made; it stands still when motion is off."""

    def __init__(self, size: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._angle = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setObjectName("turning")
        self._timer.setInterval(33)
        self._timer.timeout.connect(self._step)

    def sizeHint(self) -> QSize:
        side = look().theme.px(self._size)
        return QSize(side, side)

    def _step(self) -> None:
        self._angle = (self._angle + 9) % 360
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if look().theme.motion:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = look()
        thick = max(4.0, self.width() / 9)
        area = QRectF(self.rect()).adjusted(thick, thick, -thick, -thick)
        painter.setPen(QPen(shown.colour("line"), thick))
        painter.drawEllipse(area)
        painter.setPen(
            QPen(shown.colour("act"), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        painter.drawArc(area, -self._angle * 16, 100 * 16)


class MakingPage(RiverPage):
    """Shown while the sample school is made, and when that failed."""

    back = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Making the sample school",
            "Pupils, classes, staff and two school years of reports, all invented.",
            widest=620,
        )
        self.card = Card()
        row = QHBoxLayout()
        row.setSpacing(SPACE.base)
        self._ring = Turning()
        row.addWidget(self._ring)
        self._words = Words("This takes a few seconds. It is done once.", "body")
        row.addWidget(self._words, 1)
        self.card.column.addLayout(row)
        self._failed = Notice("", Tone.CORAL, heading="The sample school could not be made")
        self._back = SecondaryButton("Back")
        self._back.clicked.connect(self.back)
        self.card.column.addWidget(self._failed)
        self.card.column.addWidget(self._back)
        self.body.addWidget(self.card)
        self.begin()

    def begin(self) -> None:
        """It is under way."""
        self._ring.show()
        self._words.show()
        self._failed.hide()
        self._back.hide()

    def fail(self, words: str) -> None:
        """It did not work; say why."""
        self._ring.hide()
        self._words.hide()
        self._failed.say(words)
        self._failed.show()
        self._back.show()
        self._back.setFocus()


def _is_folder(place: str) -> bool:
    with suppress(OSError):  # somebody else's, or with a name that no folder can have
        return at_home(place).is_dir()
    return False
