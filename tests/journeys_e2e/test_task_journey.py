"""A task from the safeguarding lead to a teacher who cannot read the report, and back again."""

from __future__ import annotations

import datetime as dt
import uuid

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import Laptop, home, room
from tests.reports.doing import act, send
from tests.reports.test_away import share_unplugged
from tests.schools import SmallSchool
from trent_desktop.reports.cases import CaseFile, Move
from trent_desktop.reports.models import TaskRow
from ui.app import Program
from ui.components.buttons import LinkButton
from ui.components.rows import RowButton
from ui.reports.act_forms import ActForm, GiveActionForm
from ui.reports.room import ReportsPage
from ui.reports.tasks.action_rows import CannotForm, GiveToAnotherForm
from ui.shell.rooms import OpenCase

WORDS = "Ask the mother of Aisha Khan whether the tablet at home has a filter."
DONE = "There is none. I gave her the leaflet."


def words_of(widget: QWidget) -> str:
    """Everything that can be read on it: labels, rows, links."""
    QApplication.processEvents()
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    rows = [one.face.aloud for one in widget.findChildren(RowButton) if one.isVisible()]
    return "\n".join(labels + rows)


def row_of(qtbot: QtBot, page: QWidget, words: str) -> RowButton:
    """A row of Home, or of the list."""

    def rows() -> list[RowButton]:
        found = page.findChildren(RowButton)
        return [one for one in found if one.isVisible() and words in one.face.aloud]

    qtbot.waitUntil(lambda: bool(rows()), timeout=10_000)
    return rows()[0]


def link_of(page: QWidget, words: str) -> LinkButton:
    found = [one for one in page.findChildren(LinkButton) if one.isVisible()]
    return next(one for one in found if one.text() == words)


def opened_case(qtbot: QtBot, program: Program, case_id: uuid.UUID) -> ReportsPage:
    program.window.inside.go("reports", OpenCase(case_id))
    page = room(program)
    qtbot.waitUntil(lambda: page.case.case is not None and page.case.view.body.isVisible())
    return page


def give_by_hand(
    qtbot: QtBot, program: Program, hand: Hand, case: CaseFile, to: str, due: str
) -> None:
    page = opened_case(qtbot, program, case.summary.id)
    hand.click(page.case.view.add_action)
    form = page.case.findChild(GiveActionForm)
    assert isinstance(form, GiveActionForm)
    offered = [form.owner.itemText(at) for at in range(form.owner.count())]
    assert "Ivan Petrov" not in offered  # a governor sees figures alone
    assert form.words is not None
    hand.click(form.words)
    hand.type(WORDS)
    form.owner.setCurrentIndex(form.owner.findText(to))
    hand.click(form.due)
    hand.type(due)
    hand.click(form.button)
    qtbot.waitUntil(
        lambda: page.case.case is not None and len(page.case.case.actions) == 1, timeout=10_000
    )


def stopped(school: SmallSchool) -> CaseFile:
    sent = send(school, school.open("teacher2"), "stop")
    dsl = school.open("dsl")
    case = dsl.cases.open_case(sent.case_id)
    dsl.close()
    return case


def test_a_teacher_does_what_she_was_given_and_the_lead_sees_her_words(
    qtbot: QtBot, folder_school: SmallSchool, laptop: Laptop
) -> None:
    case, hand = stopped(folder_school), Hand(qtbot)
    reference = case.summary.reference
    dsl = laptop("dsl")
    give_by_hand(qtbot, dsl, hand, case, "Zoë O'Neill", "26 November 2026")

    teacher = laptop("teacher1")
    row = row_of(qtbot, home(teacher), f"{reference} needs you")
    assert row.face.chip == "Due Thursday"
    on_home = words_of(home(teacher))
    assert "Aisha" not in on_home
    assert "tablet" not in on_home
    # The whole list, and from there the task.
    hand.click(home(teacher).view.everything)
    listed = home(teacher).everything
    row = row_of(qtbot, listed, f"{reference} needs you")
    assert "This week" in words_of(listed)
    assert "Aisha" not in words_of(listed)
    hand.click(row)
    alone = room(teacher).task
    qtbot.waitUntil(lambda: alone.done is not None, timeout=10_000)
    said = words_of(alone)
    assert WORDS in said
    assert "Given to you by Fatima Sheikh" in said
    assert "Due Thursday" in said
    assert "do not see the report" in said
    assert alone.done is not None
    assert alone.done.words is not None
    # Half typed, the window is closed, and it is there again.
    hand.click(alone.done.words)
    hand.type(DONE)
    close_and_forget(teacher)
    teacher = laptop("teacher1")
    hand.click(row_of(qtbot, home(teacher), f"{reference} needs you"))
    alone = room(teacher).task
    qtbot.waitUntil(lambda: alone.done is not None, timeout=10_000)
    assert alone.done is not None
    assert alone.done.typed() == DONE
    hand.click(alone.done.button)
    qtbot.waitUntil(lambda: teacher.window.inside.here == "home", timeout=10_000)
    qtbot.waitUntil(lambda: reference not in words_of(home(teacher).view), timeout=10_000)

    page = opened_case(qtbot, dsl, case.summary.id)
    qtbot.waitUntil(lambda: DONE in words_of(page.case.view.happened), timeout=15_000)
    assert "Zoë O'Neill, Teacher" in words_of(page.case.view.happened)
    assert f"Zoë O'Neill: {DONE}" in words_of(page.case.view.to_do)


def close_and_forget(program: Program) -> None:
    """Close the window as a person does; the fixture ends it."""
    program.window.inside.keep()
    program.window.hide()
    program.sign_out()
    QApplication.processEvents()


def test_overdue_it_comes_to_the_lead_in_red_and_is_given_to_another(
    qtbot: QtBot, folder_school: SmallSchool, laptop: Laptop
) -> None:
    case, hand = stopped(folder_school), Hand(qtbot)
    reference = case.summary.reference
    dsl = folder_school.open("dsl")
    owner = str(folder_school.members["teacher1"])
    case = act(dsl.cases, case, Move.ACTION, WORDS, owner=owner, due="2026-11-24")
    dsl.close()
    folder_school.clock.turn(days=2)
    lead = laptop("dsl")
    hand.click(home(lead).view.everything)
    listed = home(lead).everything
    row = row_of(qtbot, listed, "comes to you as next in line")
    assert row.face.words == f"{reference} needs you"
    assert row.face.chip == "Was due yesterday"
    assert words_of(listed).index("Overdue") < words_of(listed).index("Was due yesterday")
    hand.click(row)
    page = room(lead)
    qtbot.waitUntil(page.case.view.body.isVisible, timeout=10_000)
    assert "was due yesterday" in words_of(page.case.view.to_do)
    hand.click(link_of(page.case.view.to_do, "Give to somebody else"))
    form = page.case.findChild(GiveToAnotherForm)
    assert isinstance(form, GiveToAnotherForm)
    assert form.typed() == WORDS
    form.owner.setCurrentIndex(form.owner.findText("Huw Pritchard"))
    hand.click(form.due)
    assert form.due.text() == ""  # the day that has gone is not the new one
    hand.type("27 November 2026")
    hand.click(form.button)
    qtbot.waitUntil(lambda: page.case.case is not None and len(page.case.case.actions) == 2)
    assert "taken back" in words_of(page.case.view.to_do)
    with folder_school.open("head").signed_in.database.read() as session:
        assert session.query(TaskRow).filter(TaskRow.withdrawn_at.is_(None)).count() == 1
    teacher = laptop("teacher1")
    qtbot.waitUntil(lambda: home(teacher).is_filled, timeout=10_000)
    assert "Nothing waits for you." in words_of(home(teacher))


def test_who_cannot_do_it_says_why_and_it_goes_back(
    qtbot: QtBot, folder_school: SmallSchool, laptop: Laptop
) -> None:
    case, hand = stopped(folder_school), Hand(qtbot)
    dsl = folder_school.open("dsl")
    for who in ("teacher1", "head"):
        owner = str(folder_school.members[who])
        case = act(dsl.cases, case, Move.ACTION, WORDS, owner=owner)
    dsl.close()
    teacher = laptop("teacher1")
    hand.click(row_of(qtbot, home(teacher), "needs you"))
    page = room(teacher).task
    qtbot.waitUntil(lambda: page.cannot is not None, timeout=10_000)
    assert page.cannot is not None
    hand.click(page.cannot.button)
    form = page.cannot.form
    hand.click(form.button)
    assert "Say why you cannot do it." in words_of(form)
    assert form.words is not None
    hand.click(form.words)
    hand.type("I teach all day.")
    hand.click(form.button)
    qtbot.waitUntil(lambda: teacher.window.inside.here == "home", timeout=10_000)
    # The Headteacher reads the report, and gives hers back from its page.
    head = laptop("head")
    reports = opened_case(qtbot, head, case.summary.id)
    hand.click(link_of(reports.case.view.to_do, "I cannot do this"))
    cannot = reports.case.findChild(CannotForm)
    assert isinstance(cannot, ActForm)
    assert cannot.words is not None
    hand.click(cannot.words)
    hand.type("I am away.")
    hand.click(cannot.button)
    qtbot.waitUntil(
        lambda: (
            "cannot do it" in words_of(reports.case.view.to_do)
            and "I am away." in words_of(reports.case.view.happened)
        ),
        timeout=10_000,
    )
    lead = laptop("dsl")
    row_of(qtbot, home(lead), "Whoever it was given to cannot do it")
    rows = [
        one for one in home(lead).view.findChildren(RowButton) if "cannot do it" in one.face.aloud
    ]
    assert len(rows) == 2


def test_that_a_day_has_come_is_said_without_a_word_of_it(
    qtbot: QtBot, folder_school: SmallSchool, laptop: Laptop
) -> None:
    case = stopped(folder_school)
    dsl = folder_school.open("dsl")
    teacher = laptop("teacher1")
    qtbot.waitUntil(lambda: home(teacher).is_filled, timeout=10_000)
    # What comes with this laptop's first look at the share is no news.
    changes = teacher.changes
    assert changes is not None
    qtbot.waitUntil(lambda: changes.answered_at is not None, timeout=10_000)
    owner = str(folder_school.members["teacher1"])
    case = act(dsl.cases, case, Move.ACTION, WORDS, owner=owner, due="2026-11-26")
    said = "Something on your list needs you."
    qtbot.waitUntil(lambda: teacher.window.inside.said == said, timeout=15_000)
    row_of(qtbot, home(teacher), "Due Thursday")
    folder_school.clock.turn(days=3)
    assert folder_school.clock().date() == dt.date(2026, 11, 26)
    home(teacher).refresh()
    row_of(qtbot, home(teacher), "Due today")


def test_who_reads_the_case_does_hers_also_while_the_share_is_away(
    qtbot: QtBot, folder_school: SmallSchool, laptop: Laptop
) -> None:
    case, hand = stopped(folder_school), Hand(qtbot)
    dsl = folder_school.open("dsl")
    owner = str(folder_school.members["head"])
    act(dsl.cases, case, Move.ACTION, WORDS, owner=owner, due="2026-11-26")
    head = laptop("head")
    row_of(qtbot, home(head), "Due Thursday")
    with share_unplugged(folder_school):
        hand.click(row_of(qtbot, home(head), "Due Thursday"))
        page = room(head).task
        qtbot.waitUntil(lambda: page.done is not None and page.isVisible(), timeout=15_000)
        assert WORDS in words_of(page)
        assert "The school’s folder cannot be reached" in words_of(page)
        assert page.done is not None
        assert page.done.words is not None
        hand.click(page.done.words)
        hand.type(DONE)
        hand.click(page.done.button)
        qtbot.waitUntil(lambda: head.window.inside.here == "home", timeout=15_000)
        row_of(qtbot, home(head), "What you said of a task waits to be sent")

    def landed() -> bool:
        said = dsl.cases.open_case(case.summary.id).timeline
        return [one.words for one in said].count(DONE) == 1

    qtbot.waitUntil(landed, timeout=15_000)
