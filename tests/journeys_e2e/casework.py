"""What a member does with a report, by clicking and typing: sends it, decides, records, ends it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import Laptop, form, home, question_page, room, state
from tests.schools import SmallSchool
from trent_desktop.journeys import Choice, Choices, LongText, People, ShortText, When
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.casework import names as w
from trent_desktop.reports.index_values import CaseQuery
from ui.app import Program
from ui.journeys.question_page import QuestionPage
from ui.reports.act_forms import ActForm, Unfolding
from ui.reports.end_form import EndForm
from ui.reports.recording import records_of
from ui.reports.room import ReportsPage
from ui.reports.step_form import QuestionsForm
from ui.shell.rooms import CaseList


def begin(program: Program, hand: Hand, kind: str) -> QuestionPage:
    hand.click(home(program).view.report)
    hand.actions = 0
    hand.click(room(program).choosing.doors[kind])
    return question_page(program)


def pick(
    qtbot: QtBot, hand: Hand, page: QuestionPage | QuestionsForm, name: str, letters: str
) -> None:
    """Type some letters, and take the first that is offered."""
    control = page.blocks[name].control
    hand.see(control.field)
    control.field.setFocus()
    hand.type(letters)
    qtbot.waitUntil(control.list.isVisible, timeout=10_000)
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(control.value()), timeout=10_000)


def write(hand: Hand, field: QWidget, words: str) -> None:
    hand.see(field)
    field.setFocus()
    hand.type(words)


def send(qtbot: QtBot, program: Program, hand: Hand) -> str:
    journey = room(program).reporting.journey
    assert journey is not None
    before = room(program).sent
    hand.click(journey.view.go_on)
    qtbot.waitUntil(lambda: room(program).sent not in (None, before), timeout=15_000)
    sent = room(program).sent
    assert sent is not None
    return sent.after.sent.reference


def answer_the_rest(qtbot: QtBot, program: Program, hand: Hand, answers: dict[str, str]) -> None:
    """Go on after sending: the chosen answers, the first option or some words for the others."""
    sent = room(program).sent
    assert sent is not None
    assert sent.go_on_button is not None
    hand.click(sent.go_on_button)
    qtbot.waitUntil(lambda: room(program).reporting.journey is not None, timeout=10_000)
    journey = room(program).reporting.journey
    assert journey is not None
    while room(program).reporting.journey is not None:
        page = journey.page
        if not isinstance(page, QuestionPage):
            break  # everything is answered, and is looked through
        for name, block in page.blocks.items():
            if not block.isVisible() or not isinstance(
                block.question, Choice | Choices | ShortText
            ):
                continue
            if isinstance(block.question, Choice | Choices):
                value = answers.get(name, block.question.options[0].value)
                hand.click(block.control.row(value))
            elif not isinstance(block.question, LongText | People):
                write(hand, block.control.field, "Known")
        before = journey.run_page
        hand.click(journey.view.go_on)
        qtbot.waitUntil(lambda before=before: journey.run_page != before, timeout=10_000)
    hand.click(journey.view.go_on)
    qtbot.waitUntil(lambda: room(program).reporting.journey is None, timeout=15_000)


def go_on(qtbot: QtBot, program: Program, hand: Hand) -> QuestionPage | None:
    """To the next page; None where the answers are looked through."""
    journey = room(program).reporting.journey
    assert journey is not None
    before = journey.run_page
    hand.click(journey.view.go_on)
    qtbot.waitUntil(lambda: journey.run_page != before, timeout=10_000)
    return journey.page if isinstance(journey.page, QuestionPage) else None


def has_nothing(laptop: Laptop, school: SmallSchool, name: str) -> None:
    """That a member's list is empty, and that nothing comes to her from the share."""
    program = laptop(name)
    program.window.inside.go("reports", CaseList("all"))
    assert room(program).list.model.rowCount() == 0
    member = school.open(name)
    member.follow()
    assert member.cases.page(CaseQuery()).rows == ()
    member.close()


def decide(qtbot: QtBot, page: ReportsPage, hand: Hand, chosen: list[str], why: str) -> None:
    deciding = form(page, Move.DECIDE)
    assert isinstance(deciding, QuestionsForm)
    for value in chosen:
        hand.click(deciding.blocks[w.DECIDED].control.row(value))
    assert deciding.words is not None
    write(hand, deciding.words, why)
    hand.click(deciding.button)
    qtbot.waitUntil(lambda: state(page) is CaseState.DECIDED, timeout=10_000)


def sign_and_close(
    qtbot: QtBot, page: ReportsPage, hand: Hand, *, open_tasks: bool, undone: bool = True
) -> None:
    """Sign off, over what is named as not done, and close."""

    def signs() -> EndForm:
        found = form(page, Move.SIGN_OFF)
        assert isinstance(found, EndForm)
        return found

    # Parents or the outcome, and perhaps tasks. The page is drawn anew after each step.
    named = undone or open_tasks
    qtbot.waitUntil(lambda: (signs().all_the_same is not None) is named, timeout=10_000)
    signing = signs()
    assert signing.words is not None
    write(hand, signing.words, "Well handled; it is looked at again.")
    if signing.all_the_same is not None:
        hand.click(signing.button)
        assert ("Tasks are still open" in signing.ticked.error.text()) is open_tasks
        hand.click(signing.all_the_same)
    hand.click(signing.button)
    qtbot.waitUntil(lambda: state(page) is CaseState.SIGNED_OFF, timeout=10_000)

    def closing() -> list[Unfolding]:
        found = page.case.findChildren(Unfolding)
        return [one for one in found if one.form.move_kind is Move.CLOSE and one.isVisible()]

    qtbot.waitUntil(lambda: len(closing()) == 1, timeout=10_000)
    (over,) = closing()
    hand.click(over.button)
    hand.click(over.form.button)
    qtbot.waitUntil(lambda: state(page) is CaseState.CLOSED, timeout=10_000)


def record(page: ReportsPage, hand: Hand, move: Move) -> QuestionsForm:
    """Open the form of something that is written down beside the steps."""
    records = page.case.view.records
    hand.click(records.more)
    step = page.case.case
    assert step is not None
    (words,) = [
        one.form.unfolds for one, _ in records_of(step) if one.move is move and one.form is not None
    ]
    (button,) = [one for one in records.buttons if one.text() == words]
    hand.click(button)
    shown = form(page, move)
    assert isinstance(shown, QuestionsForm)
    return shown


def answer(hand: Hand, shown: QuestionsForm, **values: str) -> None:
    for name, value in values.items():
        control = shown.blocks[name].control
        if isinstance(shown.blocks[name].question, Choice | Choices):
            hand.click(control.row(value))
        elif isinstance(shown.blocks[name].question, When):
            hand.click(control.now_button)
        else:
            write(hand, control.field, value)


def saved(qtbot: QtBot, page: ReportsPage, hand: Hand, shown: ActForm) -> None:
    move = shown.move_kind
    hand.click(shown.button)
    qtbot.waitUntil(
        lambda: page.case.case is not None and page.case.case.timeline[-1].move is move,
        timeout=10_000,
    )
