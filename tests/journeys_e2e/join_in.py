"""A real second program: joins a school with a slip, by its own widgets, and says who is in.

Run by `test_set_up.py`. Usage: join_in.py FOLDER CODE PASSWORD. Prints the name of whoever is
signed in, and ends when its standard input does.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from ui.app import Program, data_folder, make_application, open_real_school
from ui.preferences import Preferences
from ui.welcome.code_journey import CodePage, OwnPasswordPage
from ui.welcome.entry_pages import JoinPage
from ui.welcome.welcome import WelcomePage


def main() -> int:
    where, code, password = sys.argv[1:4]
    app = make_application(["join-in"])
    program = Program(
        preferences=Preferences(Path(data_folder()) / "preferences"),
        folder=data_folder(),
        opener=open_real_school,
    )
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
    program.window.show()
    watch = QTimer(program, interval=50)
    watch.timeout.connect(step)
    watch.start()
    threading.Thread(target=lambda: (sys.stdin.read(), app.exit()), daemon=True).start()
    status = app.exec()
    program.window.close()
    program.finish()
    return status


if __name__ == "__main__":
    sys.exit(main())
