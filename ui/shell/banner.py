"""Strips across the top: the sample school's banner, and quiet word that the share is away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.components.buttons import IconButton, LinkButton
from ui.components.marks import Icon
from ui.components.pages import flow
from ui.components.words import Words
from ui.theme import SPACE, look

#: Sides of the sample school: sign-in name and what it is called.
SAMPLE_SIDES = (
    ("teacher1", "Teacher"),
    ("ict", "ICT Lead"),
    ("dsl", "DSL"),
    ("head", "Headteacher"),
)
SAMPLE_PASSWORD = "sample-school"  # noqa: S105 - printed in the README, for a school that is not real


class _Strip(QWidget):
    """A tinted line across the window."""

    def __init__(self, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = look()
        painter.fillRect(self.rect(), shown.colour(self._ground))
        width = shown.theme.palette.outline
        painter.fillRect(0, self.height() - width, self.width(), width, shown.colour("line"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()


class SampleBanner(_Strip):
    """`Sample school: nobody here is real`, and whose side of it to see. `see_as` gives a name."""

    see_as = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sun_tint", parent)
        words = Words("Sample school: nobody here is real", "small", "sun", bold=True, wrap=False)
        see = Words("See it as", "small", "sun", wrap=False)
        self.links: dict[str, LinkButton] = {}
        for name, side in SAMPLE_SIDES:
            link = LinkButton(
                side, name=f"See the sample school as {side}", colour="sun", kind="small"
            )
            link.clicked.connect(lambda _on=False, name=name: self.see_as.emit(name))
            self.links[name] = link
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.page, 5, SPACE.base, 6)
        row.setSpacing(SPACE.near)
        row.addWidget(Icon("flask", 18, "sun"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(flow(words, see, *self.links.values(), gap=10), 1)

    def mark(self, sign_in_name: str) -> None:
        """Show whose side it is now."""
        for name, link in self.links.items():
            now = name == sign_in_name
            link.set_bold(now)
            link.setAccessibleDescription("This is what you see now." if now else "")

    def wait(self, waiting: bool) -> None:
        """While another member signs in, the links rest."""
        for link in self.links.values():
            link.setEnabled(not waiting)


class AwayStrip(_Strip):
    """Says that the school's folder cannot be reached, and that nothing is lost by it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("well", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.page, SPACE.tight, SPACE.base, SPACE.tight)
        row.setSpacing(SPACE.near)
        row.addWidget(Icon("cloud-slash", 20, "soft"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.words = Words(
            "The school’s folder cannot be reached just now. What you write is kept on this "
            "laptop and sent when the folder is back.",
            "small",
            "ink",
        )
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.hide()


class NoticeStrip(_Strip):
    """Sentences to show once after signing in, such as that the second copy of the keys was used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sky_tint", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.page, 3, SPACE.near, 4)
        row.setSpacing(SPACE.near)
        row.addWidget(Icon("info-fill", 20, "sky"), 0, Qt.AlignmentFlag.AlignVCenter)
        self._words = Words("", "small", "ink")
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.close_button = IconButton("x", "Close this notice")
        self.close_button.pad_x = self.close_button.pad_y = 4
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def say(self, sentences: tuple[str, ...]) -> None:
        """Show them, or nothing."""
        self._words.setText("\n".join(sentences))
        self.setVisible(bool(sentences))
