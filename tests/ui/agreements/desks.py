"""Sections of the Agreements room, each with a real desk of the sample school."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage, settle
from ui.agreements.room import AgreementsPage
from ui.program import Program
from ui.shell.rooms import AgreementsSection, Desk
from ui.shell.section_room import SectionPage

_P = TypeVar("_P", bound=SectionPage)


def at(stage: Stage, section: str, kind: type[_P], who: str = "ict") -> tuple[Program, _P]:
    program = stage.signed_in(who)
    return program, go(program, section, kind)


def go(program: Program, section: str, kind: type[_P], place: str | None = None) -> _P:
    """Open a section, and a place in it; the section."""
    program.window.inside.go("agreements", AgreementsSection(section, place))
    settle()
    return here(program, kind)


def here(program: Program, kind: type[_P]) -> _P:
    """The section that is shown."""
    room = program.window.inside.findChild(AgreementsPage)
    assert room is not None
    page = room.stack.currentWidget()
    assert isinstance(page, kind)
    return page


def desk_of(stage: Stage, who: str = "ict") -> Desk:
    program = stage.signed_in(who)
    desk = program.window.inside._desk
    assert desk is not None
    return desk


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


class Stepwise(Executor):
    """Does nothing until it is told to, and then one thing."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Future[Any], Callable[[], Any]]] = deque()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._waiting.append((future, lambda: fn(*args, **kwargs)))
        return future

    def step(self) -> bool:
        """Do the oldest; False when nothing waits."""
        if not self._waiting:
            return False
        future, work = self._waiting.popleft()
        future.set_result(work())
        settle()
        return True
