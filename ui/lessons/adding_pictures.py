"""A picture for a lesson that is being written: one of ours, or from a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.lessons.drawn_apart import png_drawn_apart, svg_seen_apart
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.packs import picture_in
from trent_desktop.lessons.picture_words import ShownPicture
from ui.components.file_choice import FileChoice
from ui.components.marked_text import MarkedText
from ui.lessons.board.pictures import PictureBook
from ui.lessons.picture_chooser import PictureChooser, layers_at
from ui.shell.rooms import Desk


class AddingPictures(QObject):
    """`added` gives the file's name, its content, and the cursor where it is to be named.

    `named` when one of ours was written into the words.
    """

    added = Signal(str, object, object)
    named = Signal()

    def __init__(self, desk: Desk, page: QWidget, text: MarkedText, onto: QWidget) -> None:
        """Beside `text`, files can be dropped `onto` a widget."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._text = text
        text.dropped.connect(self.take)
        files = FileChoice(onto, "Pictures", "Pictures (*.svg *.png)", many=True)
        files.all_chosen.connect(self.take_all)
        self._browse = files.browse

    def choose(self) -> None:
        """Choose among ours by what they show, or take one from a file."""
        chooser = PictureChooser(self._page, PictureBook(our_packs()[0]))
        chooser.chosen.connect(self.put_ours)
        chooser.from_file.connect(self._browse)
        chooser.open()
        chooser.typed.setFocus()

    def put_ours(self, shown: ShownPicture) -> None:
        """Write one of ours where the cursor is: into the picture it stands in, else by itself."""
        cursor = self._text.textCursor()
        line, at = cursor.block().text(), cursor.positionInBlock()
        end = layers_at(line, at)
        if end >= 0:
            cursor.setPosition(cursor.block().position() + end)
            cursor.insertText(f"+{shown.name}")
        else:
            cursor.insertText(f"![{shown.words}]({shown.name})")
        self.named.emit()

    def take_all(self, paths: Sequence[str]) -> None:
        """Take pictures from files, in their order."""
        for path in paths:
            self.take(path)

    def take(self, path: str) -> None:
        """Take a picture from a file, which may lie on a slow share and be anything."""
        source = Path(path)

        def work() -> tuple[str, bytes]:
            file, content = picture_in(source)
            if file.endswith(".png"):
                return file, png_drawn_apart(content)
            svg_seen_apart(content)
            return file, content

        place = self._text.textCursor()  # she may be typing on meanwhile
        place.setKeepPositionOnInsert(True)
        operation = self._desk.background.run(work, parent=self)
        operation.then(lambda drawn: self.added.emit(*drawn, place), self._desk.shell.say_problem)
