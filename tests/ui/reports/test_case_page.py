"""One case: what each role may do, what others do meanwhile, and that nothing typed is lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.reports.doing import full_answers
from tests.schools import NOON, SmallSchool
from tests.ui.reports.casework import act, filter_lines, form, forms, opened, send_stopped, state_is
from tests.ui.reports.conftest import Seat, quick_answers, send, words_of
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.casework.names import DECIDED, POLICE, SOCIAL_CARE
from trent_desktop.reports.kinds.content import names
from trent_desktop.reports.service import CaseService
from trent_desktop.roles import Role
from ui.documents import DocumentPreview
from ui.home.todo import gather
from ui.reports.act_forms import Unfolding
from ui.reports.case_parts import Quote
from ui.reports.case_words import STEP_IS_DONE
from ui.reports.room import ReportsPage
from ui.reports.step_form import QuestionsForm
from ui.shell.rooms import CaseList

Sit = Callable[[str], Seat]


def test_the_ict_lead_copies_the_line_and_says_that_it_is_blocked(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    page = opened(qtbot, seat("ict"), sent.case_id)
    lines = filter_lines(page)
    clipboard = QGuiApplication.clipboard()
    lines.shown.copy.click()
    assert clipboard.text() == "images.example-pictures.net"
    assert lines.choice is not None
    lines.choice.choose("images.example-pictures.net/volcano")
    lines.shown.copy.click()
    assert clipboard.text() == "images.example-pictures.net/volcano"
    lines.csv.click()
    assert clipboard.text().startswith("images.example-pictures.net/volcano,,Pupils,block,")
    lines.ticket.click()
    assert f"Our reference: {sent.reference}" in clipboard.text()
    for name in ("O'Neill", "cruel"):  # neither the reporter nor what was seen
        assert name not in clipboard.text()
    assert form(page, Move.NO_BLOCK_NEEDED).isHidden()
    form(page, Move.BLOCKED).press()
    state_is(qtbot, page, CaseState.BLOCKED)
    assert "images[.]example-pictures[.]net/volcano (this page only)" in words_of(page)
    assert forms(page) == {Move.STILL_BLOCKED, Move.NOT_BLOCKED}
    form(page, Move.NOT_BLOCKED).press()
    state_is(qtbot, page, CaseState.NEW)


def test_no_block_needs_a_reason_inline(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school, **{names.WHERE: "A board game in the wet play box"})
    page = opened(qtbot, seat("ict"), sent.case_id)
    assert filter_lines(page).lines == ()
    assert "line below" not in words_of(page)
    unneeded = form(page, Move.NO_BLOCK_NEEDED)
    fold = unneeded.parentWidget()
    assert isinstance(fold, Unfolding)
    fold.button.click()
    assert unneeded.isVisible()
    unneeded.button.click()
    assert unneeded.error.text() == "Say why no block is needed."
    assert unneeded.words is not None
    unneeded.words.setPlainText("It is no website.")
    unneeded.button.click()
    state_is(qtbot, page, CaseState.NO_BLOCK)


def test_the_headteacher_decides_and_signs_off(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    act(folder_school, "ict", sent.case_id, Move.NO_BLOCK_NEEDED, "Blocked already")
    page = opened(qtbot, seat("head"), sent.case_id)
    signing = form(page, Move.SIGN_OFF)
    signing.press()
    assert signing.error.text() == "Write your decision and the reason for it."
    signing.put_words("Nothing more to do.")
    signing.press()
    signing.press()  # a second press while the first is under way does nothing
    state_is(qtbot, page, CaseState.SIGNED_OFF)
    assert page.case is not None
    assert [e.move for e in page.case.timeline if e.move] == [Move.NO_BLOCK_NEEDED, Move.SIGN_OFF]
    assert "Nothing more to do." in words_of(page.view.happened)
    reopen = form(page, Move.REOPEN)
    reopen.put_words("A parent rang.")
    reopen.press()
    state_is(qtbot, page, CaseState.NEW)


def test_an_emergency_is_the_safeguarding_leads_beside_the_filters(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    dsl = seat("dsl")
    assert gather(dsl.school, NOON).tasks == ()
    act(
        folder_school,
        "teacher1",
        sent.case_id,
        Move.AMEND,
        "She told me just now.",
        question=names.DANGER,
        after="yes",
    )
    dsl.follow()
    # Her Home, her list and her badge say so, and what is asked of her.
    home = gather(dsl.school, NOON)
    assert [task.face.words for task in home.tasks] == [
        f"{sent.reference}: your decision is needed"
    ]
    assert home.tasks[0].face.chip == "Urgent"
    assert {bar.words: bar.count for bar in home.bars}["With the DSL"] == 1
    dsl.room.arrive(CaseList("to-act"))
    qtbot.waitUntil(lambda: dsl.room.list.model.rowCount() == 1, timeout=5_000)
    assert dsl.window.counts["reports"] == 1
    hers = opened(qtbot, dsl, sent.case_id)
    assert forms(hers) == {Move.HAVE_IT, Move.DECIDE}
    assert "whatever is done in the filter" in words_of(hers.view.step)
    assert "Waiting for you\nDecide what is done" in words_of(hers.view.happened)
    assert "Waiting for the ICT Lead" in words_of(hers.view.happened)

    # The filter's step is his, and ends nothing of hers.
    ict = seat("ict")
    assert gather(ict.school, NOON).tasks[0].face.words.startswith(f"{sent.reference}: ask for")
    his = opened(qtbot, ict, sent.case_id)
    assert Move.DECIDE not in forms(his)
    form(his, Move.BLOCKED).press()
    state_is(qtbot, his, CaseState.BLOCKED)
    form(his, Move.STILL_BLOCKED).press()
    state_is(qtbot, his, CaseState.CHECKED)
    assert "decides first" in words_of(his.view.step)
    dsl.follow()
    assert dsl.school.cases.counts().to_act == 1

    # The Headteacher is not offered a signature before that decision, and told why.
    heads = opened(qtbot, seat("head"), sent.case_id)
    assert Move.SIGN_OFF not in forms(heads)
    assert "can be signed off after that" in words_of(heads.view.step)

    qtbot.waitUntil(lambda: hers.case is not None and hers.case.summary.state is CaseState.CHECKED)
    deciding = form(hers, Move.DECIDE)
    assert isinstance(deciding, QuestionsForm)
    deciding.blocks[DECIDED].show_value([SOCIAL_CARE])
    deciding.put_words("Rang children’s social care.")
    deciding.press()
    qtbot.waitUntil(
        lambda: hers.case is not None and hers.case.summary.waiting_for == {Role.HEADTEACHER},
        timeout=5_000,
    )
    assert dsl.school.cases.counts().to_act == 0


def test_the_reporter_reads_and_may_finish_but_takes_no_step(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    here = seat("teacher1")
    page = opened(qtbot, here, sent.case_id)
    assert forms(page) == set()
    assert page.view.step.heading.text() == "What happens next"
    assert page.view.rest.isVisible()
    assert "questions are still open" in page.view.rest.words.text()
    page.view.rest_button.click()
    qtbot.waitUntil(lambda: here.room.reporting.journey is not None)
    assert here.room.stack.currentWidget() is here.room.reporting
    journey = here.room.reporting.journey
    assert journey is not None
    assert sent.reference in journey.view.caption.text()


def test_a_report_that_is_over_asks_for_nothing_more_and_takes_more(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = seat("teacher1")
    cases, now = here.school.cases, folder_school.clock()
    sent = cases.send(folder_school.draft(quick_answers(folder_school)))
    assert "questions left" in gather(here.school, now).tasks[0].face.detail
    act(folder_school, "ict", sent.case_id, Move.NO_BLOCK_NEEDED, "Only on paper.")
    act(folder_school, "head", sent.case_id, Move.SIGN_OFF, "Dealt with.")
    here.follow()
    # Nothing of it was answered yet, so it is not on her list any more, and not lost either.
    assert gather(here.school, now).tasks == ()
    (rest,) = here.school.drafts.all()
    page = opened(qtbot, here, sent.case_id)
    assert page.view.rest.isVisible()
    assert "Nothing more is needed" in words_of(page)
    assert "still open" not in words_of(page)
    assert page.view.rest_button.text() == "Add something"
    # What she had begun to answer stays, as something that she may send.
    here.school.drafts.keep(dataclasses.replace(rest, trail=("device",)))
    (task,) = gather(here.school, now).tasks
    assert task.face.chip == "Optional"
    full = dataclasses.replace(rest, answers=full_answers(rest.answers))
    cases.send(full)
    page = opened(qtbot, seat("head"), sent.case_id)
    assert "Added later: more answers" in words_of(page)


def test_a_stopped_case_is_for_the_dsl_and_never_for_paper(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send_stopped(folder_school)
    page = opened(qtbot, seat("dsl"), sent.case_id)
    assert not page.view.print.isVisible()
    deciding = form(page, Move.DECIDE)
    assert isinstance(deciding, QuestionsForm)
    deciding.put_words("Rang at once.")
    deciding.press()
    assert deciding.blocks[DECIDED].error.text() == "Choose what was decided."
    deciding.blocks[DECIDED].show_value([POLICE])
    deciding.put_words("See example.net")
    page.write_note()
    note = page._open_form
    assert note is not None
    assert note.words is not None
    QGuiApplication.clipboard().setText("https://example.net/picture")
    note.words.paste()
    assert note.typed() == ""
    assert "address" in note.error.text()
    assert deciding.words is not None
    deciding.press()
    assert "address" in deciding.error.text()  # typed or pasted, it is refused
    deciding.words.setPlainText("Rang at once, spoke with the duty officer.")
    deciding.press()
    state_is(qtbot, page, CaseState.DECIDED)
    assert "Referred to the police" in words_of(page.view.happened)


def test_somebody_was_faster_and_what_was_typed_stays(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    act(folder_school, "ict", sent.case_id, Move.NO_BLOCK_NEEDED, "Blocked already")
    page = opened(qtbot, seat("head"), sent.case_id)
    signing = form(page, Move.SIGN_OFF)
    signing.put_words("All is well.")
    act(folder_school, "dsl", sent.case_id, Move.NOTE, "I spoke with the class.")
    signing.press()
    qtbot.waitUntil(lambda: "Fatima Sheikh changed this report" in signing.error.text())
    qtbot.waitUntil(lambda: "I spoke with the class." in words_of(page.view.happened))
    assert page.view.changed.isVisible()
    assert page.view.changed.words.text().startswith("Fatima Sheikh has added something")
    assert form(page, Move.SIGN_OFF) is signing
    assert signing.typed() == "All is well."
    signing.press()  # now she has seen it
    state_is(qtbot, page, CaseState.SIGNED_OFF)


def test_what_is_written_about_a_case_survives_a_program_that_breaks_off(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    act(folder_school, "ict", sent.case_id, Move.NO_BLOCK_NEEDED, "Blocked already")
    sitting = seat("head")
    page = opened(qtbot, sitting, sent.case_id)
    words = form(page, Move.SIGN_OFF).words
    assert words is not None
    words.setPlainText("I have spoken with the class tea")
    page.write_note()
    assert page._open_form is not None
    page._open_form.put_words("Ring the parents on Fri")
    kept = sitting.school.drafts
    qtbot.waitUntil(lambda: len(kept.words_for(sent.case_id)) == 2, timeout=2_000)
    # Nothing is said to the first page any more: another one stands for the program's next start.
    again = ReportsPage(sitting.desk, folder_school.clock)
    qtbot.addWidget(again)
    again.show()
    fresh = opened(qtbot, dataclasses.replace(sitting, room=again), sent.case_id)
    signing = form(fresh, Move.SIGN_OFF)
    assert signing.typed() == "I have spoken with the class tea"
    fresh.write_note()
    assert fresh._open_form is not None
    assert fresh._open_form.typed() == "Ring the parents on Fri"
    # Once it is saved it does not come back.
    fresh._open_form.press()
    qtbot.waitUntil(lambda: fresh._open_form is None, timeout=5_000)
    signing.press()
    state_is(qtbot, fresh, CaseState.SIGNED_OFF)
    again.keep()
    assert kept.words_for(sent.case_id) == {}


def test_a_step_that_somebody_else_took_leaves_the_words_as_a_note(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send_stopped(folder_school)
    here = seat("dsl")
    page = opened(qtbot, here, sent.case_id)
    form(page, Move.DECIDE).put_words("I wrote a good deal here.")
    act(
        folder_school,
        "deputy",
        sent.case_id,
        Move.DECIDE,
        "I rang them.",
        decided=[POLICE],
    )
    here.follow()
    state_is(qtbot, page, CaseState.DECIDED)
    assert page._open_form is not None
    assert page._open_form.move_kind is Move.NOTE
    assert page._open_form.typed() == "I wrote a good deal here."
    assert page._open_form.error.text() == STEP_IS_DONE


def test_what_people_wrote_is_plain_and_the_childs_words_stand_apart(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    evil = '<b>bold</b> <img src="http://example.net/x.png"> http://example.net'
    sent = send(folder_school, **{names.SEEN: evil})
    member = folder_school.open("teacher1")
    rest = {
        **quick_answers(folder_school, **{names.SEEN: evil}),
        "device": "whiteboard", "who_saw": ["nobody"], "how": "accident", "filter_state": "on",
        "category": "violence", "done": ["screen-off"], "danger": "no", "told": ["nobody-yet"],
        names.CHILD_WORDS: "It was just there, miss.",
    }  # fmt: skip
    member.cases.send(folder_school.draft(rest, "full", id=sent.case_id, case_id=sent.case_id))
    member.close()
    page = opened(qtbot, seat("head"), sent.case_id)
    for label in page.findChildren(QLabel):
        assert label.textFormat().name == "PlainText"
    said = words_of(page)
    assert "<b>bold</b>" in said
    assert "http://" not in said
    assert "example.net" not in said
    quotes = [words_of(quote) for quote in page.findChildren(Quote) if quote.isVisible()]
    assert [words.strip() for words in quotes] == ["It was just there, miss."]


def test_printing_opens_the_preview_and_comes_back(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    here = seat("head")
    page = opened(qtbot, here, sent.case_id)
    page.view.print.click()
    preview = here.room.preview
    assert isinstance(preview, DocumentPreview)
    qtbot.waitUntil(preview.view.print.isEnabled, timeout=20_000)
    preview.left.emit()
    assert here.room.stack.currentWidget() is here.room.case


def test_a_case_that_is_not_hers_says_so(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    here = seat("teacher2")
    here.room.open_case(sent.case_id)
    page = here.room.case
    qtbot.waitUntil(page.view.trouble.isVisible)
    assert page.case is None
    assert not page.view.body.isVisible()
    assert isinstance(here.school.cases, CaseService)
