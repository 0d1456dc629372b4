"""A window's process as people have it: the program, with its share process, through every room.

    python -m tests.share.window FOLDER PLACE NAME CASE_ID

It says on its standard output what stands on the database and was imported, by where it was.
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QTimer

from ui.app import Program, make_application
from ui.door import ShareDoor
from ui.preferences import Preferences
from ui.shell.rooms import NewReport, OpenCase
from ui.shell.section_room import PartsRoom

#: What the window's process has no use for.
UNWANTED = ("sqlalchemy", "alembic", "psycopg")
_STEP_MS = 150


def walk(program: Program, case_id: uuid.UUID) -> Iterator[str]:
    """Go through the program, a step at a time; where it is."""
    inside = program.window.inside
    yield "home"
    from ui.reports.room import REPORTS
    from ui.rooms import rooms
    from ui.settings.settings import SETTINGS

    school = program.school
    assert school is not None
    for room in (*rooms(), SETTINGS):
        if not room.may_open(school):
            continue
        inside.go(room.name)
        yield room.name
        page = inside.page(room.name)
        if isinstance(page, PartsRoom):
            for name in page.sections:
                page.open(name)
                yield f"{room.name}/{name}"
    inside.go(REPORTS.name, NewReport("content"))
    yield "a new report"
    inside.go(REPORTS.name, OpenCase(case_id))
    yield "a case"


def main(folder: str, place: str, name: str, case_id: str) -> int:
    """Sign in, walk, and end."""
    root = Path(folder)
    app = make_application(["window"])
    program = Program(
        preferences=Preferences(root / "preferences"), folder=root, door=ShareDoor(root)
    )
    seen: set[str] = set()

    def look(where: str) -> None:
        for unwanted in UNWANTED:
            if unwanted in sys.modules and unwanted not in seen:
                seen.add(unwanted)
                print(f"{unwanted} at {where}", flush=True)

    def begin() -> None:
        steps = walk(program, uuid.UUID(case_id))

        def step() -> None:
            where = next(steps, None)
            if where is None:
                print("walked", flush=True)
                program.window.close()
                return
            QTimer.singleShot(_STEP_MS, program, lambda: (look(where), step()))

        step()

    program.window.show()
    look("the first page")
    program.signed_in.connect(begin)
    program.unforeseen.happened.connect(lambda *_said: print("something went wrong", flush=True))
    app.lastWindowClosed.connect(app.quit)
    program.sign_in(place, name, os.environ["TRENT_PASSWORD"])
    status = app.exec()
    program.finish()
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
