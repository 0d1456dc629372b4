"""What one person presses lands in the school's file in the order in which she pressed it."""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.schools import SmallSchool
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.storage.audit import entries_about
from trent_desktop.storage.database import Database
from trent_desktop.storage.landed_rows import asked_as
from trent_desktop.storage.tables import PupilRow
from ui.background import Background


def test_writes_of_one_program_land_in_the_order_pressed(
    folder_school: SmallSchool, qtbot: QtBot
) -> None:
    """Each later one would be refused, or lost, before the one it follows; some are slow."""
    ict, background, parent = folder_school.open("ict"), Background(), QObject()
    database = ict.signed_in.database
    child = ict.pupils.add(PupilDetails("Ngozi", "Hart"))
    answers: list[int] = []
    failures: list[Exception] = []

    def pressed(number: int) -> Callable[[], int]:
        write_id = uuid.uuid4()

        def work() -> int:
            time.sleep(random.Random(number).choice((0, 0, 0.02)))
            with asked_as(write_id, database):
                # Refused unless the version is that which the press before has left.
                ict.pupils.change(child, number, PupilDetails("Ngozi", f"Hart {number}"))
            return number

        return work

    # A colleague holds the file while they are pressed: they queue, and none overtakes.
    held, enough = threading.Event(), threading.Event()

    def colleague() -> None:
        other = Database(folder_school.location, folder_school.made.data_key)
        with other.write():
            held.set()
            enough.wait(5)
        other.close()

    thread = threading.Thread(target=colleague)
    thread.start()
    assert held.wait(5)
    for number in range(1, 13):
        background.write(pressed(number), parent=parent).then(answers.append, failures.append)
    enough.set()
    qtbot.waitUntil(lambda: len(answers) + len(failures) == 12, timeout=20_000)
    thread.join()
    background.close()
    assert failures == []
    assert answers == list(range(1, 13))
    with database.read() as session:
        assert session.get_one(PupilRow, child).surname == "Hart 12"
        assert len(entries_about(session, str(child))) == 13
