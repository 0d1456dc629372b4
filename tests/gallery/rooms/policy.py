"""The Policy room: the text, its search, a clause that a form leads to, long and short."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage, screen, settle
from ui.policy import room
from ui.policy.reader.clause_view import ClauseView
from ui.policy.reader.page import ReaderPage
from ui.policy.room import PolicyPage
from ui.program import Program
from ui.shell.rooms import NewReport, OpenClause, WayBack
from ui.shell.section_room import Section, SectionPage


def _room(program: Program, place: object | None = None) -> PolicyPage:
    program.window.inside.go("policy", place)
    settle()
    page = program.window.inside.page("policy")
    assert isinstance(page, PolicyPage)
    return page


def _type(reader: ReaderPage, words: str) -> None:
    reader.search.setFocus()
    QTest.keyClicks(reader.search, words)
    settle()


@screen("policy")
def policy(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    _room(program)
    return program.window


@screen("policy-found")
def found(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    _type(_room(program).reader, "friend")
    return program.window


@screen("policy-found-nothing")
def nothing(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    _type(_room(program).reader, "zebra")
    return program.window


@screen("policy-clause")
def clause(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    _room(program, OpenClause("friends", WayBack("reports", "Back to your report")))
    settle()
    return program.window


@screen("policy-explained")
def explained(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    reader = _room(program, OpenClause("lesson-time")).reader
    settle()
    view: ClauseView = reader.text.clauses["6.2"]
    view.words.terms[0].setFocus()
    settle()
    return program.window


@screen("policy-team")
def team(stage: Stage) -> QWidget:
    program = stage.signed_in("head")
    _room(program, OpenClause("team"))
    settle()
    return program.window


@screen("policy-smart")
def smart(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    _room(program, OpenClause("smart-safe"))
    settle()
    return program.window


_PARTS = (
    ("versions", "Versions", "git-diff"),
    ("reading", "Read and understood", "check-square"),
    ("induction", "New here", "hand-waving"),
    ("training", "Training", "graduation-cap"),
    ("meetings", "Parents’ meetings", "calendar"),
    ("accounts", "Accounts", "key"),
    ("filter-checks", "Filter checks", "funnel"),
    ("governors", "Governors", "chart-bar"),
    ("import", "Bring in", "file-arrow-up"),
    ("equality", "Equality", "scales"),
)


def _with_parts(stage: Stage, count: int) -> QWidget:
    """As many parts as there may be for somebody."""
    parts = [Section(name, title, icon, title, SectionPage) for name, title, icon in _PARTS[:count]]
    listed, room.sections = room.sections, lambda: parts
    try:
        program = stage.signed_in("head")
        _room(program)
    finally:
        room.sections = listed
    return program.window


@screen("policy-three-parts")
def three(stage: Stage) -> QWidget:
    return _with_parts(stage, 3)


@screen("policy-ten-parts")
def ten(stage: Stage) -> QWidget:
    return _with_parts(stage, 10)


@screen("policy-paper")
def paper(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    _room(program).reader.print.click()
    settle()
    return program.window


@screen("policy-cited")
def cited(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    program.window.inside.go("reports", NewReport("contact"))
    settle()
    return program.window
