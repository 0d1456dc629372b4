"""A real second program: signs in, keeps its list of reports open and says what appears on it.

Run by `test_processes.py`. Usage: open_list.py FOLDER NAME. Prints a line ``ready``, then the
reference of every report that appears, and ends when its standard input does.
"""

from __future__ import annotations

import os
import sys

from tests.journeys_e2e.child import make_program, run_until_parent_ends
from ui.reports.room import ReportsPage
from ui.shell.rooms import CaseList


def main() -> int:
    where, name = sys.argv[1:3]
    app, program = make_program("open-list")
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
    program.sign_in(where, name, os.environ["TRENT_PASSWORD"])
    return run_until_parent_ends(app, program, look)


if __name__ == "__main__":
    sys.exit(main())
