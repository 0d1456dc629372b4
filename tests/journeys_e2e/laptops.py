"""Members of a real school, each signed in to a whole program on a laptop of her own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys_e2e.hand import Hand
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.clock import Clock
from trent_desktop.reports.cases import CaseState, CaseSummary, Move
from ui.app import Program
from ui.home.home import HomePage
from ui.journeys.question_page import QuestionPage
from ui.preferences import Preferences
from ui.reports.act_forms import ActForm
from ui.reports.room import ReportsPage
from ui.school.room import SchoolPage
from ui.screens import Screens
from ui.shell.rooms import CaseList, Room

#: Signs a member in; the same name is the same laptop.
Laptop = Callable[[str], Program]


class Laptops:
    """Opens whole programs: three rooms by the school's clock, or every room of them (`whole`).

    The three are home, reports and school. `screens` gives those of each, where there are several.
    """

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        *,
        whole: bool = False,
        screens: Callable[[], Screens] | None = None,
    ) -> None:
        self._qtbot = qtbot
        self._folder = folder
        self._whole = whole
        self._screens = screens
        self._opened: list[Program] = []

    def sign_in(self, school: SmallSchool, name: str) -> Program:
        """A member's window, in front."""
        root = self._folder / f"laptop-of-{name}"
        clock = school.clock
        program = Program(
            preferences=Preferences(root / "preferences"),
            folder=root,
            opener=lambda _where, who, word: school.open(who, root=root, password=word),
            room_list=None if self._whole else _three_rooms(clock),
            screens=self._screens() if self._screens else None,
        )
        self._opened.append(program)
        program.window.resize(1366, 768)
        with self._qtbot.waitSignal(program.signed_in, timeout=20_000):
            program.sign_in(str(school.location), name, PASSWORD)
        with self._qtbot.waitActive(program.window):
            program.window.show()
            program.window.activateWindow()
        return program

    def taken(self, program: Program) -> Program:
        """One that is closed by whoever asks."""
        self._opened.remove(program)
        return program

    def close(self) -> None:
        """Close all of them."""
        for program in self._opened:
            close(program)
        self._opened.clear()


def _three_rooms(clock: Clock) -> list[Room]:
    return [
        Room(
            "home",
            "Home",
            "house",
            lambda desk: HomePage(desk, lambda: clock().astimezone()),
            about_children=False,
        ),
        Room("reports", "Reports", "tray", lambda desk: ReportsPage(desk, clock)),
        Room("school", "School", "users-three", SchoolPage),
    ]


def close(program: Program) -> None:
    """Sign out and close one."""
    program.window.close()
    program.finish()
    QApplication.processEvents()
    program.window.deleteLater()
    program.deleteLater()


# ------------------------------------------------------------------ what is in a window


def home(program: Program) -> HomePage:
    page = program.window.inside.page("home")
    assert isinstance(page, HomePage)
    return page


def room(program: Program) -> ReportsPage:
    page = program.window.inside.page("reports")
    assert isinstance(page, ReportsPage)
    return page


def question_page(program: Program) -> QuestionPage:
    journey = room(program).reporting.journey
    assert journey is not None
    assert isinstance(journey.page, QuestionPage)
    return journey.page


def first(page: ReportsPage) -> CaseSummary | None:
    """The case that stands first on the list."""
    return page.list.model.case_at(page.list.model.index(0, 0))


def form(page: ReportsPage, move: Move) -> ActForm:
    return next(f for f in page.case.findChildren(ActForm) if f.move_kind is move)


def state(page: ReportsPage) -> CaseState:
    assert page.case.case is not None
    return page.case.case.summary.state


def open_first(qtbot: QtBot, program: Program, hand: Hand, reference: str) -> ReportsPage:
    """Open a case from a member's list."""
    program.window.inside.go("reports", CaseList("all"))
    page = room(program)
    model = page.list.model

    def row() -> int:
        cases = (model.case_at(model.index(number, 0)) for number in range(model.rowCount()))
        return next((at for at, one in enumerate(cases) if one and one.reference == reference), -1)

    qtbot.waitUntil(lambda: row() >= 0, timeout=10_000)
    hand.click_row(page.list.view.list, row())
    qtbot.waitUntil(
        lambda: page.case.case is not None and page.case.case.summary.reference == reference,
        timeout=10_000,
    )
    return page
