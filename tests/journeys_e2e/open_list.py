"""A real second program: signs in, keeps its list of reports open and says what appears on it.

Run by `test_processes.py`. Usage: open_list.py FOLDER NAME. Prints a line ``ready``, then the
reference of every report that appears, and ends when its standard input does.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QTimer

from ui.app import Program, data_folder, make_application, open_real_school
from ui.preferences import Preferences
from ui.reports.room import ReportsPage
from ui.shell.rooms import CaseList


def main() -> int:
    where, name = sys.argv[1:3]
    app = make_application(["open-list"])
    program = Program(
        preferences=Preferences(Path(data_folder()) / "preferences"),
        folder=data_folder(),
        opener=open_real_school,
    )
    seen: set[str] = set()

    def look() -> None:
        page = program.window.inside.page("reports")
        if not isinstance(page, ReportsPage):
            return
        rows = page.list.model
        for number in range(rows.rowCount()):
            case = rows.case_at(rows.index(number, 0))
            if case is not None and case.reference not in seen:
                seen.add(case.reference)
                print(case.reference, flush=True)

    def arrived() -> None:
        program.window.inside.go("reports", CaseList("all"))
        print("ready", flush=True)

    program.signed_in.connect(arrived)
    program.window.show()
    program.sign_in(where, name, os.environ["TRENT_PASSWORD"])
    watch = QTimer(program, interval=50)
    watch.timeout.connect(look)
    watch.start()
    # Ends with its parent, whatever happens to that.
    threading.Thread(target=lambda: (sys.stdin.read(), app.exit()), daemon=True).start()
    status = app.exec()
    program.window.close()
    program.finish()
    return status


if __name__ == "__main__":
    sys.exit(main())
