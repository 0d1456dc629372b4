"""What a child told, conduct on social media, and a concern about a grown-up: from the door to closed."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.journeys_e2e.casework import (
    answer,
    begin,
    decide,
    go_on,
    has_nothing,
    pick,
    record,
    saved,
    send,
    sign_and_close,
    write,
)
from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import Laptop, form, open_first, room
from tests.schools import SmallSchool
from tests.ui.reports.conftest import words_of
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Move, Route
from trent_desktop.reports.casework import names as w
from trent_desktop.reports.kinds.concern import names as c
from trent_desktop.reports.kinds.conduct import names as n
from trent_desktop.reports.kinds.told import names as t
from trent_desktop.reports.letters.step import LETTER_TEXT, LETTER_TO

WORDS = "I do not want to go home today."


def test_what_a_child_told(qtbot: QtBot, laptop: Laptop, folder_school: SmallSchool) -> None:
    teacher, hand = laptop("teacher1"), Hand(qtbot)
    page = begin(teacher, hand, t.TOLD)
    pick(qtbot, hand, page, t.CHILD, "Now")
    write(hand, page.blocks[asked.CHILD_WORDS].control.field, WORDS)
    hand.click(page.blocks[asked.ABOUT].control.row(asked.ABOUT_NO))
    hand.click(page.blocks[asked.DANGER].control.row("no"))
    page = go_on(qtbot, teacher, hand)
    assert page is not None
    assert hand.actions <= 6
    write(hand, page.blocks[t.SEEMED].control.field, "Quiet, looked at the floor.")
    hand.click(page.blocks[t.INJURY].control.row("no"))
    page = go_on(qtbot, teacher, hand)
    assert page is not None
    write(hand, page.blocks[t.ANSWERED].control.field, "That it was right to tell me.")
    page = go_on(qtbot, teacher, hand)
    assert page is not None
    hand.click(page.blocks[t.IN_PERSON].control.row(t.IN_PERSON_DSL))
    assert go_on(qtbot, teacher, hand) is None
    reference = send(qtbot, teacher, hand)
    sent = room(teacher).sent
    assert sent is not None
    assert sent.after.sent.route is Route.SAFEGUARDING
    assert "Designated Safeguarding Lead" in sent.after.steps[0].who

    # The safeguarding lead has it, decides, refers, and writes down who was told and who was not.
    page_of_dsl = open_first(qtbot, laptop("dsl"), hand, reference)
    assert WORDS in words_of(page_of_dsl.case.view)
    saved(qtbot, page_of_dsl, hand, form(page_of_dsl, Move.HAVE_IT))
    decide(qtbot, page_of_dsl, hand, [w.SOCIAL_CARE], "The child is afraid to go home.")
    referral = record(page_of_dsl, hand, Move.REFERRED)
    answer(hand, referral, **{w.REFERRED_TO: "social-care", w.WHEN: "now", w.REFERENCE: "D 1204"})
    saved(qtbot, page_of_dsl, hand, referral)
    parents = record(page_of_dsl, hand, Move.PARENTS_TOLD)
    answer(hand, parents, **{w.TOLD: "no"})
    assert parents.words is not None
    write(hand, parents.words, "Not yet: the duty team asks us to wait.")
    saved(qtbot, page_of_dsl, hand, parents)
    outcome = record(page_of_dsl, hand, Move.OUTCOME_TOLD)
    answer(hand, outcome, **{w.OUTCOME_TO: "reporter", w.WHEN: "now"})
    saved(qtbot, page_of_dsl, hand, outcome)

    # Whoever sent it sees that somebody has it, and nothing of what was decided.
    mine = open_first(qtbot, teacher, hand, reference)
    case = mine.case.case
    assert case is not None
    assert [one.move for one in case.timeline if one.move] == [Move.HAVE_IT]
    assert case.moves == {Move.NOTE}
    has_nothing(laptop, folder_school, "ict")

    page_of_head = open_first(qtbot, laptop("head"), hand, reference)
    assert "D 1204" in words_of(page_of_head.case.view)
    sign_and_close(qtbot, page_of_head, hand, open_tasks=False, undone=False)


def test_a_pupil_posts_under_age(qtbot: QtBot, laptop: Laptop) -> None:
    teacher, hand = laptop("teacher1"), Hand(qtbot)
    page = begin(teacher, hand, n.CONDUCT)
    hand.click(page.blocks[asked.ABOUT].control.row(n.A_PUPIL))
    pick(qtbot, hand, page, n.PUPILS, "Now")
    hand.click(page.blocks[n.BY_PUPIL].control.row(n.UNDER_AGE))
    write(hand, page.blocks[n.SEEN].control.field, "An account for thirteen and over, with posts.")
    page = go_on(qtbot, teacher, hand)
    assert page is not None
    assert hand.actions <= 6
    hand.click(page.blocks[n.STILL_THERE].control.row("yes"))
    hand.click(page.blocks[n.STRANGER].control.row("no"))
    assert go_on(qtbot, teacher, hand) is None
    reference = send(qtbot, teacher, hand)
    sent = room(teacher).sent
    assert sent is not None
    assert sent.after.sent.route is Route.LEADERSHIP

    # The safeguarding lead reads it; the Headteacher decides.
    page_of_dsl = open_first(qtbot, laptop("dsl"), hand, reference)
    assert "thirteen and over" in words_of(page_of_dsl.case.view)
    page_of_head = open_first(qtbot, laptop("head"), hand, reference)
    decide(qtbot, page_of_head, hand, [n.TALK, n.TAKE_DOWN], "A first time. We talked about it.")
    assert "Check whether it has been taken down" in words_of(page_of_head.case.view.to_do)
    followed = record(page_of_head, hand, Move.SANCTION)
    pick(qtbot, hand, followed, w.FOR_WHOM, "Now")
    answer(hand, followed, **{w.SANCTION: "talk"})
    saved(qtbot, page_of_head, hand, followed)
    parents = record(page_of_head, hand, Move.PARENTS_TOLD)
    answer(hand, parents, **{w.TOLD: "yes", w.WHOM: "The mother", w.WHEN: "now"})
    saved(qtbot, page_of_head, hand, parents)
    sign_and_close(qtbot, page_of_head, hand, open_tasks=True)


def test_a_parent_posts_pictures_of_other_children(
    qtbot: QtBot, laptop: Laptop, folder_school: SmallSchool
) -> None:
    teacher, hand = laptop("teacher1"), Hand(qtbot)
    page = begin(teacher, hand, n.CONDUCT)
    hand.click(page.blocks[asked.ABOUT].control.row(n.A_PARENT))
    write(hand, page.blocks[n.PARENT].control.field, "The father of Aisha")
    hand.click(page.blocks[n.BY_PARENT].control.row(n.PICTURES))
    write(hand, page.blocks[n.SEEN].control.field, "Pictures of the whole play on an open page.")
    assert go_on(qtbot, teacher, hand) is not None
    assert hand.actions <= 6
    assert go_on(qtbot, teacher, hand) is None
    reference = send(qtbot, teacher, hand)

    page_of_head = open_first(qtbot, laptop("head"), hand, reference)
    decide(qtbot, page_of_head, hand, [n.MEETING], "Not meant badly. A letter first.")
    letter = record(page_of_head, hand, Move.LETTER)
    assert "pictures of other people’s children" in letter.blocks[LETTER_TEXT].value()
    answer(hand, letter, **{LETTER_TO: "Mr Khan"})
    saved(qtbot, page_of_head, hand, letter)
    sign_and_close(qtbot, page_of_head, hand, open_tasks=False)
    has_nothing(laptop, folder_school, "dsl")  # a parent's is the Headteacher's alone


def test_a_concern_about_a_colleague(
    qtbot: QtBot, laptop: Laptop, folder_school: SmallSchool
) -> None:
    teacher, hand = laptop("teacher1"), Hand(qtbot)
    page = begin(teacher, hand, c.CONCERN)
    hand.click(page.blocks[asked.ABOUT].control.row(asked.ABOUT_STAFF))
    write(hand, page.blocks[asked.STAFF_NAME].control.field, "Ana D'Souza")
    write(hand, page.blocks[c.SEEN].control.field, "A picture of the display on her own phone.")
    hand.click(page.blocks[c.HARM].control.row("no"))
    page = go_on(qtbot, teacher, hand)
    assert page is not None
    assert hand.actions <= 6
    hand.click(page.blocks[c.SORT].control.row("pictures"))
    hand.click(page.blocks[c.ON_ITS_OWN].control.row(c.ONCE))
    assert go_on(qtbot, teacher, hand) is None
    reference = send(qtbot, teacher, hand)
    assert reference.startswith("TR-S-")

    page_of_head = open_first(qtbot, laptop("head"), hand, reference)
    decide(qtbot, page_of_head, hand, [w.LOW_LEVEL], "Careless. Spoken with, and kept.")
    outcome = record(page_of_head, hand, Move.OUTCOME_TOLD)
    answer(hand, outcome, **{w.OUTCOME_TO: "staff", w.WHEN: "now"})
    saved(qtbot, page_of_head, hand, outcome)
    sign_and_close(qtbot, page_of_head, hand, open_tasks=False, undone=False)
    for name in ("support", "dsl", "ict", "chair"):
        has_nothing(laptop, folder_school, name)


def test_a_concern_about_the_headteacher_is_the_chairs(
    qtbot: QtBot, laptop: Laptop, folder_school: SmallSchool
) -> None:
    teacher, hand = laptop("teacher1"), Hand(qtbot)
    page = begin(teacher, hand, c.CONCERN)
    hand.click(page.blocks[asked.ABOUT].control.row(asked.ABOUT_HEAD))
    write(hand, page.blocks[c.SEEN].control.field, "Personal messages on the hall screen.")
    hand.click(page.blocks[c.HARM].control.row("no"))
    assert go_on(qtbot, teacher, hand) is not None
    assert go_on(qtbot, teacher, hand) is None
    reference = send(qtbot, teacher, hand)
    page_of_chair = open_first(qtbot, laptop("chair"), hand, reference)
    decide(qtbot, page_of_chair, hand, [w.LOW_LEVEL], "An open window, and put right.")
    sign_and_close(qtbot, page_of_chair, hand, open_tasks=False)
    has_nothing(laptop, folder_school, "head")
