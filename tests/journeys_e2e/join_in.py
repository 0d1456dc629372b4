"""A real second program: joins a school with a slip, by its own widgets, and says who is in.

Run by `test_set_up.py`. Usage: join_in.py FOLDER CODE PASSWORD. Prints the name of whoever is
signed in, and ends when its standard input does.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys_e2e.child import make_program, run_until_parent_ends
from ui.welcome.code_journey import CodePage, OwnPasswordPage
from ui.welcome.entry_pages import JoinPage
from ui.welcome.welcome import WelcomePage


def main() -> int:
    where, code, password = sys.argv[1:4]
    app, program = make_program("join-in")
    done: set[type] = set()

    def step() -> None:
        page = program.window.shown_page
        if type(page) in done:
            return
        if isinstance(page, WelcomePage):
            done.add(type(page))
            QTest.mouseClick(page.known, Qt.MouseButton.LeftButton)
        elif isinstance(page, JoinPage):
            done.add(type(page))
            QTest.keyClicks(page.field, where)
            QTest.keyClick(page.field, Qt.Key.Key_Return)
        elif isinstance(page, CodePage):
            done.add(type(page))
            QTest.keyClicks(page.field, code.lower().replace("-", " "))
            QTest.keyClick(page.field, Qt.Key.Key_Return)
        elif isinstance(page, OwnPasswordPage):
            done.add(type(page))
            print(page.who.text(), flush=True)
            for field in (page.password.first.field, page.password.second.field):
                QTest.keyClicks(field, password)
            QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)

    def arrived() -> None:
        school = program.school
        assert school is not None
        print(f"in: {school.member.name}", flush=True)

    program.signed_in.connect(arrived)
    program.entrance.show_welcome()
    return run_until_parent_ends(app, program, step)


if __name__ == "__main__":
    sys.exit(main())
