"""A short run through the real window, for the frozen program: does everything it needs come along?

It makes a small sample school, signs in, looks at the home page, opens a report, writes its
Appendix 2, and closes. It needs no screen (``QT_QPA_PLATFORM=offscreen``).
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop

from trent_desktop import files
from trent_desktop.commands.streams import answer
from trent_desktop.problems import Problem
from ui.app import make_application
from ui.components.focus import FocusRing
from ui.door import ShareDoor
from ui.home.home import HomePage
from ui.preferences import Preferences
from ui.program import Options, Program
from ui.shell.rooms import OpenCase
from ui.theme import Theme, look

#: How long one step may take before the run counts as failed.
PATIENCE_S = 60.0


class StepFailed(RuntimeError):
    """A step did not end in time, or ended in an error."""


def self_test(folder: Path | str, *, as_json: bool = False) -> int:
    """Run through; writes into `folder`, which is made. Returns 0, or 1 after saying what failed.

    `as_json`: all that is said is said at the end, as JSON. Raises `Problem` for a folder that
    cannot be used.
    """
    from trent_desktop.sample.filling import make_sample
    from trent_desktop.sample.values import SAMPLE_PASSWORD

    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    place = Path(folder)
    try:
        files.make_folder(place, parents=True)
    except OSError as error:
        raise Problem(
            "This folder cannot be made or used.",
            what_to_do="Give the name of an empty or new folder.",
            where=str(place),
        ) from error
    said = _Said(as_json=as_json)
    school_folder = place / "school"
    app = make_application(sys.argv[:1])
    look().dress(Theme(motion=False))
    FocusRing(app)
    said("making a sample school")
    make_sample(str(school_folder), pupils=60, cases=12)
    root = place / "laptop"
    program = Program(
        preferences=Preferences(place / "preferences"),
        folder=place,
        door=ShareDoor(root),
    )
    program.unforeseen.install()
    try:
        program.start(Options(school=str(school_folder)))
        _wait("the window", program.window.isVisible, program, said)
        program.sign_in(str(school_folder), "head", SAMPLE_PASSWORD)
        _wait("signing in", lambda: program.school is not None, program, said)
        _look_at_home(program, said)
        _open_a_report(program, place, said)
        program.window.close()
        program.finish()
    except StepFailed as failure:
        program.finish()
        said.end(failed=str(failure))
        return 1
    program.window.deleteLater()
    _settle()
    said.end()
    return 0


def _look_at_home(program: Program, said: _Said) -> None:
    inside = program.window.inside

    def filled() -> bool:
        home = inside.page("home")
        return isinstance(home, HomePage) and home.is_filled

    _wait("the home page", filled, program, said)
    if program.window.grab().isNull():
        raise StepFailed("the window draws nothing")


def _open_a_report(program: Program, place: Path, said: _Said) -> None:
    from trent_desktop.clock import system_clock
    from trent_desktop.reports.index_values import CaseQuery
    from ui.reports.papers import case_paper
    from ui.reports.room import ReportsPage

    school = program.school
    if school is None:
        raise StepFailed("nobody is signed in")
    seen: list[OpenCase] = []

    def listed() -> bool:
        rows = school.cases.page(CaseQuery()).rows
        seen[:] = [OpenCase(row.id) for row in rows if row.route.filtered and row.readable]
        return bool(seen)

    _wait("the list of reports", listed, program, said)
    inside = program.window.inside
    inside.go("reports", seen[0])

    def opened() -> bool:
        page = inside.page("reports")
        return isinstance(page, ReportsPage) and page.case.case is not None

    _wait("a report", opened, program, said)
    page = inside.page("reports")
    if not isinstance(page, ReportsPage) or page.case.case is None:
        raise StepFailed("the report is gone again")
    said("writing its Appendix 2")
    paper = case_paper(school, page.case.case, system_clock)
    files.write_over(place / "appendix-2.pdf", paper.make().content)


def _wait(what: str, done: Callable[[], bool], program: Program, said: _Said) -> None:
    said(f"waiting for {what}")
    end = time.monotonic() + PATIENCE_S
    while not done():
        if program.unforeseen.troubles:
            raise StepFailed(f"{what}: {program.unforeseen.troubles[-1]}")
        if time.monotonic() > end:
            raise StepFailed(f"{what} took longer than {PATIENCE_S:.0f} s")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)


def _settle() -> None:
    for _ in range(5):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class _Said:
    """What is said of each step: at once, or as JSON when it is over."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._steps: list[str] = []

    def __call__(self, words: str) -> None:
        self._steps.append(words)
        if not self._as_json:
            answer(f"self-test: {words}")

    def end(self, failed: str = "") -> None:
        """It is over: `failed` says in which step, and why."""
        if self._as_json:
            answer(json.dumps({"good": not failed, "steps": self._steps, "failed": failed}))
        else:
            answer(f"self-test: {f'failed: {failed}' if failed else 'everything works'}")
