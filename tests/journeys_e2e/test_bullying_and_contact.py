"""Cyber-bullying and social-media contact, from the door to closed, by clicking and typing."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.journeys_e2e.casework import (
    answer,
    answer_the_rest,
    begin,
    decide,
    pick,
    record,
    saved,
    send,
    sign_and_close,
    write,
)
from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import Laptop, first, form, open_first, question_page, room
from tests.schools import SmallSchool
from tests.ui.reports.conftest import words_of
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.reports.casework import names as w
from trent_desktop.reports.kinds.bullying import names as b
from trent_desktop.reports.kinds.contact import names as c
from trent_desktop.reports.letters.step import LETTER_TEXT, LETTER_TO
from trent_desktop.school.settings.values import Contact
from ui.components.buttons import LinkButton
from ui.shell.rooms import CaseList


def test_a_child_who_was_bullied(
    qtbot: QtBot,
    laptop: Laptop,
    folder_school: SmallSchool,
) -> None:
    teacher, hand = laptop("teacher1"), Hand(qtbot)
    page = begin(teacher, hand, "bullying")
    hand.click(page.blocks[b.HURT].control.row(b.HURT_CHILD))
    pick(qtbot, hand, page, b.HURT_CHILDREN, "Now")
    write(hand, page.blocks[asked.CHILD_WORDS].control.field, "They wrote that I smell.")
    hand.click(page.blocks[asked.ABOUT].control.row(b.BY_CHILD))
    hand.click(page.blocks[asked.DANGER].control.row("no"))
    reference = send(qtbot, teacher, hand)
    assert hand.actions <= 6
    sent = room(teacher).sent
    assert sent is not None
    assert sent.after.sent.route is Route.SAFEGUARDING
    assert {step.role for step in sent.after.steps} == {"class-teacher", "dsl", "headteacher"}
    answer_the_rest(
        qtbot,
        teacher,
        hand,
        {
            b.OFTEN: b.OFTEN_AGAIN,
            b.PREJUDICE: b.PREJUDICE_NONE,
            b.POLICE_MATTER: b.POLICE_NOTHING,
            b.POLICE_TOLD: "no",
        },
    )

    # The safeguarding lead: she has it, sees whether the agreement is signed, and decides.
    dsl = laptop("dsl")
    page_of_dsl = open_first(qtbot, dsl, hand, reference)
    case = page_of_dsl.case.case
    assert case is not None
    assert (case.summary.severity, case.questions_left) == (2, 0)
    said = words_of(page_of_dsl.case.view.beside)
    assert "Home-school agreement of" in said
    assert ": not signed" in said
    having = form(page_of_dsl, Move.HAVE_IT)
    saved(qtbot, page_of_dsl, hand, having)
    decide(qtbot, page_of_dsl, hand, ["support", "talk", "parents-told"], "Both were heard.")
    told = record(page_of_dsl, hand, Move.PARENTS_TOLD)
    answer(hand, told, **{w.TOLD: "no"})
    assert told.words is not None
    write(hand, told.words, "Rung twice, nobody answered.")
    saved(qtbot, page_of_dsl, hand, told)
    shown = words_of(page_of_dsl.case.view.to_do)
    for words in ("After two days", "After two weeks", "After half a term"):
        assert words in shown

    # The Headteacher: nothing ends in silence over what is still to be done.
    head = laptop("head")
    page_of_head = open_first(qtbot, head, hand, reference)
    sign_and_close(qtbot, page_of_head, hand, open_tasks=True)

    # Whoever sent it sees that somebody has it, and no more.
    mine = room(teacher)
    teacher.window.inside.go("reports", CaseList("all"))
    qtbot.waitUntil(lambda: first(mine) is not None, timeout=10_000)
    found = first(mine)
    assert found is not None
    assert found.state is CaseState.WITH_DSL


def test_a_parent_who_wanted_to_be_friends(
    qtbot: QtBot,
    laptop: Laptop,
    folder_school: SmallSchool,
) -> None:
    teacher, hand = laptop("teacher1"), Hand(qtbot)
    references: list[str] = []
    for _ in range(2):
        page = begin(teacher, hand, "contact")
        hand.click(page.blocks[c.WAY].control.row(c.WAY_ME))
        hand.click(page.blocks[c.BY].control.row(c.BY_PARENT))
        write(hand, page.blocks[c.NAME].control.field, "Joanna Wilk")
        hand.click(page.blocks[asked.ABOUT].control.row(asked.ABOUT_NO))
        write(hand, page.blocks[c.WHAT].control.field, "A request came in the evening.")
        references.append(send(qtbot, teacher, hand))
        assert hand.actions <= 6
        folder_school.clock.turn(hours=2)
        if len(references) == 1:
            answer_the_rest(qtbot, teacher, hand, {c.BECAME: "ignored"})
            teacher.window.inside.go("home")

    head = laptop("head")
    page_of_head = open_first(qtbot, head, hand, references[1])
    case = page_of_head.case.case
    assert case is not None
    assert case.summary.route is Route.HEADTEACHER
    beside = page_of_head.case.view.beside
    # The step says it first; which they were is one press away.
    assert "2nd attempt by the same person" in words_of(page_of_head.case.view.step)
    assert "1 earlier report" in words_of(beside)
    assert references[0] not in words_of(beside)
    hand.click(beside.known.more)
    assert references[0] in words_of(beside)
    decide(qtbot, page_of_head, hand, ["letter"], "A letter will do.")
    letter = record(page_of_head, hand, Move.LETTER)
    begun = letter.blocks[LETTER_TEXT].value()
    assert begun.startswith("Dear parent or carer,")
    answer(hand, letter, **{LETTER_TO: "Mrs J. Wilk"})
    saved(qtbot, page_of_head, hand, letter)
    assert "To Mrs J. Wilk" in words_of(beside).replace("\u2068", "").replace("\u2069", "")
    (link,) = beside.letters.findChildren(LinkButton)
    hand.click(link)
    preview = page_of_head.preview
    assert preview is not None
    qtbot.waitUntil(preview.view.print.isEnabled, timeout=20_000)
    hand.click(preview.view.back)
    sign_and_close(qtbot, page_of_head, hand, open_tasks=True)

    # Nobody else has it on a list.
    dsl = laptop("dsl")
    dsl.window.inside.go("reports", CaseList("all"))
    assert room(dsl).list.model.rowCount() == 0


def test_contact_that_a_colleague_accepted_ends_there(
    qtbot: QtBot,
    laptop: Laptop,
    folder_school: SmallSchool,
) -> None:
    office = folder_school.open("head")
    office.settings.change(contacts=(Contact("lado", "Rosa Field", "020 7946 0000"),))
    office.close()
    teacher, hand = laptop("teacher1"), Hand(qtbot)
    page = begin(teacher, hand, "contact")
    hand.click(page.blocks[c.WAY].control.row(c.WAY_TOLD))
    hand.click(page.blocks[c.BY].control.row(c.BY_PUPIL))
    pick(qtbot, hand, page, c.PUPIL, "Maryam")
    hand.click(page.blocks[asked.ABOUT].control.row(asked.ABOUT_STAFF))
    write(hand, page.blocks[c.WHAT].control.field, "Her mother saw messages.")
    hand.click(page.blocks[asked.DANGER].control.row("no"))
    journey = room(teacher).reporting.journey
    assert journey is not None
    hand.click(journey.view.go_on)
    qtbot.waitUntil(lambda: journey.run_page == "stops-here", timeout=10_000)
    said = words_of(journey)
    assert "The questions end here" in said
    assert "within one working day: Rosa Field, 020 7946 0000" in said
    stops = question_page(teacher)
    write(hand, stops.blocks[asked.STAFF_NAME].control.field, "Ana D'Souza")
    reference = send(qtbot, teacher, hand)
    assert reference.startswith("TR-S-")
    sent = room(teacher).sent
    assert sent is not None
    assert sent.go_on_button is None
    assert "020 7946 0000" in words_of(sent)

    head = laptop("head")
    page_of_head = open_first(qtbot, head, hand, reference)
    assert "Rosa Field" in words_of(page_of_head.case.view.step)
    decide(qtbot, page_of_head, hand, ["lado"], "Rang within the hour.")
    sign_and_close(qtbot, page_of_head, hand, open_tasks=False)
    for name in ("support", "dsl", "ict"):
        other = laptop(name)
        other.window.inside.go("reports", CaseList("all"))
        assert room(other).list.model.rowCount() == 0
