"""A question that changes: both texts side by side, and who may say that it asks for no more."""

from __future__ import annotations

from PySide6.QtTest import QTest

from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import press
from tests.ui.agreements.editors import opened
from trent_desktop.agreements.kinds import Kind
from ui.agreements.wording.asks_more import AsksMoreSheet
from ui.agreements.wording.editor import WordingEditor
from ui.components.words import Words


def widen(editor: WordingEditor) -> AsksMoreSheet:
    text = editor.text.toPlainText()
    editor.text.setPlainText(text.replace("school’s website.", "school’s website and in its app."))
    editor.look_again()
    press(editor.view.save)
    assert isinstance(editor.sheet, AsksMoreSheet)
    return editor.sheet


def test_the_lead_can_only_ask_again(stage: Stage) -> None:
    _program, page, editor = opened(stage, Kind.CONSENTS, who="ict")
    wordings = page.desk.school.agreements.wordings
    before = wordings.current(Kind.CONSENTS).number
    sheet = widen(editor)
    told = [one.text() for one in sheet.findChildren(Words)]
    assert any(one.endswith("school’s website.") for one in told)
    assert any(one.endswith("in its app.") for one in told)
    assert not sheet.same.isVisible()
    press(sheet.put_off)
    assert wordings.current(Kind.CONSENTS).number == before
    sheet = widen(editor)
    press(sheet.ask_again)
    settle()
    assert wordings.current(Kind.CONSENTS).number > before


def test_the_headteacher_says_why(stage: Stage) -> None:
    _program, page, editor = opened(stage, Kind.CONSENTS, who="head")
    wordings = page.desk.school.agreements.wordings
    sheet = widen(editor)
    press(sheet.same)
    assert sheet.block.error.isVisible()
    QTest.keyClicks(sheet.why, "The app shows the website.")
    press(sheet.same)
    settle()
    assert not wordings.current(Kind.CONSENTS).is_ours
    assert wordings.current(Kind.CONSENTS, "pl").suits_english
