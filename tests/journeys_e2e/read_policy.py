"""A real second program: signs in, reads the policy by its own widgets, and says so.

Run by `test_policy_journey.py`. Usage: read_policy.py FOLDER NAME. Prints ``asked`` with the number
of the version when it is asked to read one, ``read`` when that is written down, and ends when its
standard input does.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.journeys_e2e.child import make_program, run_until_parent_ends
from ui.policy.reading.section import ReadingPage
from ui.shell.rooms import PolicySection


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(20, widget.height() // 2))


def main() -> int:
    where, name = sys.argv[1:3]
    app, program = make_program("read-policy")
    said: set[str] = set()

    def say(words: str) -> None:
        if words not in said:
            said.add(words)
            print(words, flush=True)

    def look() -> None:
        room = program.window.inside.page("policy") if program.school is not None else None
        page = room.findChild(ReadingPage) if room is not None else None
        if page is None or page.mine is None or page.mine.version is None:
            return
        if page.mine.read_on is not None:
            say("read")
            return
        say(f"asked {page.mine.version.number}")
        if page.promise is None or page.promise.isChecked() or page.button is None:
            return
        for card in page.questions:
            press(next(iter(card.choices.rows().values())))  # right or not
        press(page.promise)
        press(page.button)

    def arrived() -> None:
        program.window.inside.go("policy", PolicySection("reading"))
        say("ready")

    program.signed_in.connect(arrived)
    program.sign_in(where, name, os.environ["TRENT_PASSWORD"])
    return run_until_parent_ends(app, program, look)


if __name__ == "__main__":
    sys.exit(main())
