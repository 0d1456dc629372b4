"""Drafting, checking, reading and the induction, as members do them in the Policy room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.gallery.rooms.policy_versions import approve_one, begin_two, have_joined, read_by
from tests.gallery.stage import Stage, settle
from tests.ui.school.hands import press_named, read, read_buttons
from tests.ui.school.test_members import press
from trent_desktop.policy.equality import Answer, Characteristic, Effect
from ui.policy.induction.section import InductionPage
from ui.policy.reading.section import ReadingPage
from ui.policy.room import PolicyPage
from ui.policy.versions.section import VersionsPage
from ui.program import Program
from ui.shell.rooms import PolicySection


def part(stage: Stage, who: str, name: str, kind: type, place: object = None):  # type: ignore[no-untyped-def]
    program = stage.signed_in(who)
    return program, at(program, name, kind, place)


def at(program: Program, name: str, kind: type, place: object = None):  # type: ignore[no-untyped-def]
    program.window.inside.go("policy", PolicySection(name, place))
    settle()
    room = program.window.inside.page("policy")
    assert isinstance(room, PolicyPage)
    page = room.findChild(kind)
    assert page is not None
    return page


def type_in(field: QWidget, words: str) -> None:
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, words)
    settle()


def test_what_was_being_written_is_there_again_and_words_are_made_strong(stage: Stage) -> None:
    approve_one(stage)
    begin_two(stage)
    program, page = part(stage, "head", "versions", VersionsPage)
    assert isinstance(page, VersionsPage)
    press(page.buttons["draft"])
    press(page.draft_page.adds["6.99"])
    form = page.draft_page.piece
    assert form is not None
    assert form.typed.number == "6.100"
    press(form.save)
    assert form.words_block.error.text() == "Write what it says."
    type_in(form.number, "6.99")
    type_in(form.words, "This must stand here.")
    press(form.save)
    assert "6.99 already" in form.number_block.error.text()
    # She locks, and the laptop goes flat; next day she goes on.
    program.window.inside.keep()
    program.sign_out()
    settle()
    _, page = part(stage, "head", "versions", VersionsPage)
    press(page.buttons["draft"])
    assert page.draft_page.go_on is not None
    press(page.draft_page.go_on)
    form = page.draft_page.piece
    assert form is not None
    assert form.typed.words == "This must stand here."
    type_in(form.number, "6.100")
    cursor = form.words.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(9, cursor.MoveMode.KeepAnchor)
    form.words.setTextCursor(cursor)
    press(form.strong)
    assert form.typed.words == "This **must** stand here."
    press(form.save)
    draft = page.desk.school.policy_drafts.draft()
    assert draft is not None
    clause = draft.text.clause("6.100")
    assert clause is not None
    assert clause.words == "This **must** stand here."
    assert page.draft_page.go_on is None
    # Taken out again, after a question.
    press(page.draft_page.changes["6.100"])
    form = page.draft_page.piece
    assert form is not None
    press(form.remove)
    assert form.sheet is not None
    press_named(form.sheet, "Take it out")
    assert "6.100" not in page.draft_page.changes


def test_two_who_answer_one_line_of_the_check_are_told(stage: Stage) -> None:
    approve_one(stage)
    begin_two(stage)
    _, page = part(stage, "head", "versions", VersionsPage)
    press(page.buttons["equality"])
    check = page.equality
    assert check is not None
    one = Characteristic.DISABILITY
    press(check.lines[one].effect.rows()["bad"])
    press(check.lines[Characteristic.SEX].effect.rows()["none"])
    ict = stage.open("ict")
    draft = ict.policy_drafts.draft()
    assert draft is not None
    ict.policy_drafts.answer(draft.id, one, Answer(), Answer(Effect.GOOD, "In large print."))
    ict.close()
    type_in(check.lines[one].done, "Told in pictures.")
    press(check.save)
    said = read(check.page)
    assert "answered this meanwhile: Disability: A good one – In large print." in said
    assert check.lines[one].typed == Answer(Effect.BAD, "Told in pictures.")
    press(check.save)
    draft = page.desk.school.policy_drafts.draft()
    assert draft is not None
    assert draft.equality[one.value] == {"effect": "bad", "done": "Told in pictures."}
    assert draft.equality["sex"]["effect"] == "none"


def test_a_teacher_reads_versions_and_sees_no_draft(stage: Stage) -> None:
    approve_one(stage)
    begin_two(stage)
    _, page = part(stage, "teacher1", "versions", VersionsPage)
    assert "Draft" not in read(page)
    assert set(page.buttons) == {"read"}
    press(page.rows[1])
    said = "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert "Statement of intent" in said
    assert set(page.rows) == {1, 2, 3}
    # The Chair may approve, and changes nothing.
    _, page = part(stage, "chair", "versions", VersionsPage)
    assert set(page.buttons) == {"read", "compare", "approve", "read-draft"}


def test_a_wrong_answer_is_explained_and_what_changed_comes_first(stage: Stage) -> None:
    approve_one(stage)
    read_by(stage, "teacher1")
    begin_two(stage)
    approve_one(stage, begun=True)
    _, page = part(stage, "teacher1", "reading", ReadingPage)
    said = read(page)
    assert "What changed since version 3" in said
    assert "1 clause changed, 1 new, 1 taken out" in said
    press(page.button)
    assert page.error.text() == "Answer all three questions first."
    first = page.questions[0]
    press(first.choices.rows()["accept"])
    assert "Not quite" in first.said.heading.text()
    press(first.choices.rows()["tell"])
    assert "That is right." in first.said.heading.text()
    for card in page.questions[1:]:
        press(next(iter(card.choices.rows().values())))
    press(page.button)
    assert page.error.text() == "Tick the sentence if it is so."
    QTest.keyClick(page.promise, Qt.Key.Key_Space)
    press(page.button)
    assert "Read on 23 November 2026" in " ".join(
        one.text() for one in page.page.findChildren(QWidget) if hasattr(one, "text")
    )
    assert "Who has read it" not in " ".join(read_buttons(page))


def test_who_has_just_joined_sees_her_steps_and_who_leads_ticks(stage: Stage) -> None:
    have_joined(stage, "teacher1")
    new = stage.open("teacher1")
    name = new.member.name
    new.close()
    program, page = part(stage, "teacher1", "induction", InductionPage)
    assert "Your own" in read(page)
    assert set(page.buttons) == {"practice"}
    press_named(page, "Look at the forms")
    assert program.window.inside.here == "reports"
    page = at(program, "induction", InductionPage)
    press(page.buttons["practice"])
    assert "ticked by" in read(page)
    program, page = part(stage, "head", "induction", InductionPage)
    press(page.rows[name])
    assert set(page.buttons) >= {"practice", "training"}
    press(page.buttons["training"])
    assert "ticked by Ruth Adekunle-Shaw" in read(page)
    page = at(program, "reading", ReadingPage, "who")
    assert len(page.waiting) == 3  # in the sample school


def test_the_chair_is_asked_without_duty(stage: Stage) -> None:
    approve_one(stage)
    _, page = part(stage, "chair", "reading", ReadingPage)
    assert "nobody counts it" in read(page)
    assert page.questions == []
    press(page.promise)
    press(page.button)
    assert page.mine is not None
    assert page.mine.read_on is not None
