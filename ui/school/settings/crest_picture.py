"""The crest in the window: an SVG that was checked is drawn to a PNG; a PNG is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from trent_desktop import files
from trent_desktop.problems import Problem, UnreadableFile
from trent_desktop.school.settings.crest import LARGEST_FILE, SIDE, Crest, as_png, check_crest
from ui.components.buttons import QuietButton, SecondaryButton
from ui.components.errors import ErrorText
from ui.components.file_choice import FileChoice
from ui.components.pages import flow
from ui.components.words import soft
from ui.theme import SPACE, look


def png_of(crest: Crest) -> bytes:
    """The crest as PNG. Raises `UnreadableFile` when an SVG cannot be drawn."""
    if crest.png:
        return crest.png
    renderer = QSvgRenderer(QByteArray(crest.svg))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        raise UnreadableFile(
            "This SVG cannot be drawn.", what_to_do="Save the crest as PNG, and choose that."
        )
    size.scale(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    picture = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stub wants bytes, PySide itself a str.
    picture.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    return as_png(bytes(content.data()))


class CrestField(QWidget):
    """Choose, see and remove a crest. `png` is empty for none."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.png = b""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.near)
        self.picture = QLabel()
        self.picture.setAccessibleName("The crest")
        column.addWidget(self.picture)
        self.none = soft("No crest yet. It is printed at the head of every paper.")
        column.addWidget(self.none)
        self.error = ErrorText()
        column.addWidget(self.error)
        self.choose = SecondaryButton("Choose a picture…", "image")
        self.remove = QuietButton("Remove it", "trash")
        column.addWidget(flow(self.choose, self.remove))
        files = FileChoice(self, "The school’s crest", "Pictures (*.png *.jpg *.jpeg *.svg)")
        files.chosen.connect(self.take)
        self.choose.clicked.connect(files.browse)
        self.remove.clicked.connect(lambda: self.show_png(b""))
        self.show_png(b"")

    def show_png(self, png: bytes) -> None:
        """Show a crest that was checked before."""
        self.png = png
        shown = QPixmap()
        if png:
            shown.loadFromData(png)
            side = look().theme.px(120)
            shown = shown.scaled(
                side,
                side,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self.picture.setPixmap(shown)
        self.picture.setVisible(bool(png))
        self.none.setVisible(not png)
        self.remove.setVisible(bool(png))
        self.changed.emit()

    def take(self, path: str) -> None:
        """Take a file that was chosen, or say why not."""
        try:
            content = files.read_chosen(Path(path), LARGEST_FILE)
            png = png_of(check_crest(content))
        except OSError:
            self.error.say("This file cannot be opened.")
            return
        except Problem as problem:
            self.error.say(str(problem))
            return
        self.error.say("")
        self.show_png(png)
