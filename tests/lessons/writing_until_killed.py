"""Writes a lesson in the real editor, letter by letter, until somebody kills the process."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.lessons.test_packs import SVG
from tests.storage.boxing import opened
from trent_desktop.clock import system_clock
from trent_desktop.lessons.drafts import LessonDrafts
from ui.background import Background
from ui.lessons.writing import WritingPage

LETTERS = "abcdefghij"


def desk(folder: Path, private: bytes) -> Any:
    """A desk whose school has this laptop's box, and nothing else."""
    drafts = LessonDrafts(opened(folder, private), system_clock)
    lessons = SimpleNamespace(with_our_ages=lambda text: text)
    school = SimpleNamespace(
        lessons=lessons,
        lesson_drafts=drafts,
        signed_in=SimpleNamespace(clock=system_clock),
    )
    shell = SimpleNamespace(say=print, say_problem=print)
    return SimpleNamespace(school=school, shell=shell, background=Background())


def main(folder: Path, private: bytes, picture: Path) -> None:
    """Type, and say of each letter when it was typed, and how many pictures were taken by then."""
    app = QApplication([])
    page = WritingPage(desk(folder, private), None, None)
    page.show()
    picture.write_bytes(SVG)
    cursor = page.text.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    page.text.setTextCursor(cursor)
    page.text.setFocus()
    for number, letter in enumerate(LETTERS * 200):
        QTest.keyClicks(page.text, letter)
        if number == 0:
            page.adding.take(str(picture))
        print(number + 1, time.monotonic(), len(page._pictures), flush=True)
        until = time.monotonic() + 0.05
        while time.monotonic() < until:
            app.processEvents()
            time.sleep(0.005)


if __name__ == "__main__":
    threading.Timer(60, lambda: sys.exit(1)).start()
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), Path(sys.argv[3]))
