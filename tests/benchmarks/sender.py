"""One of many who send at once, as a process: through the program, or by the driver alone."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from tests.benchmarks.raw_rows import RawRows
from tests.reports import answers
from tests.schools import PASSWORD
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.problems import SchoolBusy
from trent_desktop.reports.cases import Move
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.outbox import queued


def send_many(
    place: str, name: str, root: Path, at: dt.datetime, times: int, start: Barrier, told: Connection
) -> None:
    """Sign in on a laptop of its own, wait for the others, send. Tells when each began and ended.

    `at`: the moment at which all of it is said to happen.
    """
    school = open_school(place, name, PASSWORD, root=root, clock=lambda: at)
    start.wait()
    taken: list[tuple[float, float]] = []
    for _ in range(times):
        draft = Draft(uuid.uuid4(), "content", "quick", "", answers.quick(), (), at, at)
        begun = time.monotonic()
        if school.cases.send(draft).queued:
            raise RuntimeError("a report did not get its turn")
        taken.append((begun, time.monotonic()))
    told.send(taken)
    school.close()


def mix_many(
    place: str, name: str, root: Path, at: dt.datetime, times: int, start: Barrier, told: Connection
) -> None:
    """A day in a minute: look at the school, show the list, open a report, add to it, send one.

    Tells when each began and ended, and the ids of the reports it sent.
    """
    school = open_school(place, name, PASSWORD, root=root, clock=lambda: at)
    start.wait()
    taken: list[tuple[float, float]] = []
    sent: list[uuid.UUID] = []
    for number in range(times):
        begun = time.monotonic()
        match number % 4:
            case 0:
                draft = Draft(uuid.uuid4(), "content", "quick", "", answers.quick(), (), at, at)
                school.cases.send(draft)
                sent.append(draft.id)
            case 1:
                school.follow()
            case 2:
                school.cases.page(CaseQuery())
            case _:
                _bring(school)  # it may wait on this laptop: nobody waits long in a queue
                add_to(school, sent[-1], uuid.uuid4())
        taken.append((begun, time.monotonic()))
    _bring(school)
    told.send((taken, sent))
    school.close()


def _bring(school: OpenSchool) -> None:
    while queued(school.signed_in.store.box):
        school.follow()


def add_to(school: OpenSchool, case_id: uuid.UUID, entry_id: uuid.UUID) -> None:
    """Open a report and add to it, however often others are in the way."""
    while True:
        with suppress(SchoolBusy):
            case = school.cases.open_case(case_id)
            if all(entry.id != entry_id for entry in case.timeline):
                school.cases.act(
                    case_id, Move.NOTE, version=case.version, entry_id=entry_id, words="Again."
                )
            return


def write_many(rows: RawRows, times: int, start: Barrier, told: Connection) -> None:
    """The same rows by the driver, each time: open, one transaction, close."""
    start.wait()
    taken: list[tuple[float, float]] = []
    for _ in range(times):
        begun = time.monotonic()
        rows.commit(busy_s=60)
        taken.append((begun, time.monotonic()))
    told.send(taken)
