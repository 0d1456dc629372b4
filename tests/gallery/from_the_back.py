"""Contact sheets of every slide as the last row sees it: ``python -m tests.gallery.from_the_back OUT``.

A board of 75 inches is 1660 mm wide. Eight metres away it is as wide as 104 mm are at arm's length
(50 cm), which are 390 pixels of an ordinary screen: so wide is each slide on a sheet, whatever the
size of the board. A sheet is to be looked at, at its own size.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from tests.ui.lessons.slide_states import looks
from tests.ui.lessons.test_slides import BOARDS
from trent_desktop.lessons.on_laptop import our_decks, our_packs
from trent_desktop.lessons.packs import Pack
from ui.lessons.board.bar import BoardBar
from ui.lessons.board.faces import face_of
from ui.lessons.board.metrics import Metrics
from ui.lessons.board.painting import picture_of_slide
from ui.lessons.board.pictures import PictureBook

_WIDE, _ACROSS, _ROWS, _GAP = 390, 4, 6, 4


def sheets(pack: Pack, size: tuple[int, int]) -> list[QImage]:
    """Every slide of a lesson as it begins and as it is left, on a board of `size` pixels."""
    bar = BoardBar()
    width, height = size[0], size[1] - bar.sizeHint().height()
    bar.deleteLater()
    lesson, book = pack.lesson, PictureBook(pack)
    measures = Metrics(width, height, lesson.band, lesson.letter)
    high = round(_WIDE * height / width)
    tiles = [
        (number, slide, state)
        for number, slide in enumerate(lesson.slides)
        for state in looks(slide.activity)
    ]
    found: list[QImage] = []
    for first in range(0, len(tiles), _ACROSS * _ROWS):
        some = tiles[first : first + _ACROSS * _ROWS]
        rows = -(-len(some) // _ACROSS)
        sheet = QImage(_ACROSS * (_WIDE + _GAP), rows * (high + _GAP), QImage.Format.Format_RGB32)
        sheet.fill(Qt.GlobalColor.gray)
        painter = QPainter(sheet)
        for at, (number, slide, state) in enumerate(some):
            face = face_of(slide, state, measures, number, len(lesson.slides))
            small = (
                picture_of_slide(face, measures, book)
                .toImage()
                .scaled(
                    _WIDE,
                    high,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
            across, down = at % _ACROSS, at // _ACROSS
            place = QRect(across * (_WIDE + _GAP), down * (high + _GAP), _WIDE, high)
            painter.drawImage(place, small)
        painter.end()
        found.append(sheet)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Draw them all into a folder; say how many."""
    from tests.fallback_fonts import load_fallback
    from ui.app import make_application
    from ui.theme.fonts import load_faces, load_first_readers

    parser = argparse.ArgumentParser(prog="from_the_back", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("lessons", nargs="*", help="names of lessons; all without")
    parser.add_argument("--board", action="append", choices=list(BOARDS))
    wanted = parser.parse_args(arguments)
    app = make_application(sys.argv[:1])
    load_faces()
    load_fallback()
    load_first_readers()
    drawn = 0
    for board in wanted.board or BOARDS:
        target = wanted.out / board.replace(":", "-").replace(" ", "-")
        target.mkdir(parents=True, exist_ok=True)
        for pack in (*our_packs(), *our_decks()):
            if wanted.lessons and pack.name not in wanted.lessons:
                continue
            for number, sheet in enumerate(sheets(pack, BOARDS[board]), start=1):
                if not sheet.save(str(target / f"{pack.name}-{number}.png")):
                    sys.stderr.write(f"{pack.name} could not be written to {target}.\n")
                    return 1
                drawn += 1
    app.processEvents()
    sys.stdout.write(f"{drawn} sheets in {wanted.out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
