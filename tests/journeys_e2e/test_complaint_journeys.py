"""A complaint about the policy and one about data, from the first press to closed, by hand."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import Laptop
from tests.journeys_e2e.test_filter_journeys import Seat, day
from tests.schools import SmallSchool
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.entries import open_actions
from trent_desktop.reports.kinds.complaint import names as n
from trent_desktop.reports.kinds.data_protection import names as d
from trent_desktop.reports.letters.step import LETTER_TEXT, LETTER_TO
from ui.journeys.when_control import WhenControl
from ui.reports.act_forms import ActForm
from ui.reports.recording import records_of
from ui.reports.step_form import QuestionsForm
from ui.shell.rooms import OpenCase

SAID = "Only we were asked to take the pictures down."


def complain(seat: Seat, kind: str, what: tuple[str, str], about: str) -> OpenCase:
    """Take down what a parent said, with at most six actions besides typing."""
    seat.hand.actions = 0
    seat.begin(kind)
    seat.choose(asked.COMPLAINT_FROM, asked.FROM_PARENT)
    blocks = seat.questions.blocks
    blocks[asked.COMPLAINT_NAME].focus_here()
    seat.hand.type("Helena Marsh")
    seat.choose(*what)
    blocks[asked.COMPLAINT_SAID].focus_here()
    seat.hand.type(SAID)
    seat.choose(asked.ABOUT, about)
    seat.go_on()
    place = seat.sent()
    assert seat.hand.actions <= 7  # with the door on Home
    return place


def moved(seat: Seat, form: ActForm) -> None:
    """Press a form's button, and wait until its step stands in the case."""
    case = seat.reports.case
    move = form.move_kind
    seat.hand.click(form.button)
    seat.wait(lambda: case.case is not None and move in [one.move for one in case.case.timeline])


def now(seat: Seat, form: ActForm) -> None:
    """Say that it was just now."""
    assert isinstance(form, QuestionsForm)
    control = form.blocks[c.WHEN].control
    assert isinstance(control, WhenControl)
    seat.hand.click(control.now_button)


def tasks(seat: Seat) -> list[str]:
    case = seat.reports.case.case
    assert case is not None
    return [one.words for one in open_actions(case.actions)]


def test_a_complaint_goes_before_a_panel_and_ends(
    qtbot: QtBot,
    laptop: Laptop,
    folder_school: SmallSchool,
) -> None:
    hand, school = Hand(qtbot), folder_school
    teacher = Seat(qtbot, laptop("teacher1"), hand, school)
    place = complain(teacher, n.COMPLAINT, (n.WHAT, n.FAIR), asked.ABOUT_NO)
    sent = teacher.reports.sent
    assert sent is not None
    assert sent.after.sent.route is Route.HEADTEACHER

    head = Seat(qtbot, laptop("head"), hand, school)
    head.open(place)
    assert tasks(head) == ["Acknowledge the complaint"]
    form = head.form(Move.ACKNOWLEDGED)
    hand.click(form.button)
    wrong = [name for name, block in form.blocks.items() if block.error.text()]
    assert len(wrong) == 2  # how and when are missing, and each is told so
    head.fill(form, acknowledged_how="letter")
    now(head, form)
    moved(head, form)
    form = head.unfold(Move.STAGE)
    head.fill(form, "They ask for the governors.", stage=c.PANEL, panel_meets=day(school, 14))
    head.press(form, CaseState.WITH_PANEL)
    assert tasks(head) == [
        "Stage 3: hand the panel its papers, names blacked out",
        "Stage 3: the panel meets",
    ]

    # The Chair reads nothing of it: what she gets is on paper.
    chair = Seat(qtbot, laptop("chair"), hand, school)
    chair.program.window.inside.go("reports", place)
    assert chair.reports.case.case is None

    head.to_the_front()
    form = head.form(Move.HEARING)
    now(head, form)
    head.fill(form, who_sat="Rosa Field, Ben Ode, Amit Shah", came="yes")
    moved(head, form)
    end(head, {c.OUTCOME: c.PARTLY, c.DECIDED: n.PRACTICE}, {})


def end(seat: Seat, outcome: dict[str, str], told: dict[str, str]) -> None:
    """The outcome with its reason, who was told, the signature, closed."""
    hand = seat.hand
    form = seat.unfold(Move.DECIDE)
    seat.fill(form, **outcome)
    hand.click(form.button)
    assert "why it ended that way" in form.error.text()
    seat.fill(form, "The rule was right, and how it was said was not.")
    seat.press(form, CaseState.DECIDED)
    form = seat.unfold(Move.OUTCOME_TOLD)
    seat.fill(form, **told)
    now(seat, form)
    moved(seat, form)
    form = seat.unfold(Move.GOVERNORS_TOLD)
    seat.fill(form, governors_meeting="The spring paper")
    now(seat, form)
    moved(seat, form)
    assert tasks(seat) == []
    form = seat.form(Move.SIGN_OFF)
    assert form.words is not None
    hand.click(form.words)
    hand.type("Answered.")
    seat.press(form, CaseState.SIGNED_OFF)
    seat.press(seat.unfold(Move.CLOSE), CaseState.CLOSED)


def test_a_complaint_about_data_of_the_headteacher_is_the_chairs(
    qtbot: QtBot,
    laptop: Laptop,
    folder_school: SmallSchool,
) -> None:
    hand, school = Hand(qtbot), folder_school
    teacher = Seat(qtbot, laptop("teacher1"), hand, school)
    place = complain(teacher, d.DATA_PROTECTION, (d.WHAT, d.PICTURE), asked.ABOUT_HEAD)

    chair = Seat(qtbot, laptop("chair"), hand, school)
    chair.open(place)
    page = chair.reports.case
    assert page.case is not None
    assert page.case.summary.route is Route.HEAD
    (task,) = open_actions(page.case.actions)
    assert task.due == day(school, 29)

    # A letter that begins with the school's words, then it is acknowledged.
    hand.click(page.view.records.more)
    (words,) = [one.unfolds for step, one in records_of(page.case) if step.move is Move.LETTER]
    (button,) = [one for one in page.view.records.buttons if one.text() == words]
    hand.click(button)
    form = chair.form(Move.LETTER)
    assert isinstance(form, QuestionsForm)
    assert "without undue delay" in form.blocks[LETTER_TEXT].value()
    chair.fill(form, **{LETTER_TO: "Mrs H. Marsh"})
    moved(chair, form)
    form = chair.form(Move.ACKNOWLEDGED)
    chair.fill(form, acknowledged_how="letter")
    now(chair, form)
    moved(chair, form)
    end(chair, {c.OUTCOME: c.UPHELD, c.DECIDED: d.TAKEN_DOWN}, {c.TO_ICO: "yes"})

    # The person it is about meets nothing of it.
    head = Seat(qtbot, laptop("head"), hand, school)
    head.program.window.inside.go("reports", place)
    assert head.reports.case.case is None
