"""The recovery code: tried, made anew, shown, printed, put off."""

from __future__ import annotations

from tests.gallery.stage import Stage, settle
from tests.ui.school.hands import press_named, read, type_into
from tests.ui.school.test_members import agree, at, look, press
from ui.documents import DocumentPreview
from ui.school.keys.code_panel import CodePanel
from ui.school.keys.recovery_code import RecoveryCodePage


def new_code(page: RecoveryCodePage, old: str = "") -> CodePanel:
    """Make one, and see it."""
    type_into(page.old, old)
    press(page.change)
    agree(page)
    panel = page.panel
    assert isinstance(panel, CodePanel)
    return panel


def test_what_is_no_code_is_said_beside_its_field(stage: Stage) -> None:
    _, page = at(stage, "recovery", RecoveryCodePage)
    type_into(page.code, "not a code")
    press(page.prove)
    assert page.code_block.error.text()
    type_into(page.old, "nor this")
    press(page.change)
    agree(page)
    assert page.panel is None
    assert page.old_block.error.text()
    assert page.change.isEnabled()


def test_it_is_put_off_and_the_code_holds_all_the_same(stage: Stage) -> None:
    _, page = at(stage, "recovery", RecoveryCodePage)
    panel = new_code(page)
    code = "-".join(panel._groups)
    press_named(page, "I will show it later")
    assert page.panel is None
    assert page.stack.currentWidget() is page.page
    look(page)
    assert not page.desk.school.members.recovery_proved
    type_into(page.code, code.lower())
    press(page.prove)
    assert page.code_block.error.text() == ""


def test_another_group_than_the_paper_s_is_pointed_at(stage: Stage) -> None:
    _, page = at(stage, "recovery", RecoveryCodePage)
    panel = new_code(page)
    # It is asked for when the code is no longer to be read on the screen.
    assert not panel.fields[0].isVisible()
    press(panel.on_paper)
    assert not any(group in read(panel) for group in panel._groups)
    press(panel.again)
    assert panel._groups[0] in read(panel)
    press(panel.on_paper)
    type_into(panel.fields[0], "ZZZZ")
    type_into(panel.fields[1], panel._groups[5].lower())
    press(panel.done)
    assert [bool(block.error.text()) for block in panel.blocks] == [True, False]
    assert page.panel is panel
    type_into(panel.fields[0], panel._groups[1].lower())
    press(panel.done)
    look(page)
    assert page.desk.school.members.recovery_proved


def test_the_sheet_for_the_safe_and_back_to_the_code(stage: Stage) -> None:
    _, page = at(stage, "recovery", RecoveryCodePage)
    panel = new_code(page)
    press(panel.print)
    sheet = page.stack.currentWidget()
    assert isinstance(sheet, DocumentPreview)
    press(sheet.view.back)
    settle()
    assert panel.isVisible()  # still there to be proved


def test_with_the_old_code_nothing_is_left_out(stage: Stage) -> None:
    _, page = at(stage, "recovery", RecoveryCodePage)
    old = "-".join(new_code(page)._groups)
    press_named(page, "I will show it later")
    panel = new_code(page, old)
    new = "-".join(panel._groups)
    press_named(page, "I will show it later")
    assert page.old.text() == ""
    type_into(page.code, old)
    press(page.prove)
    assert "not the school’s code" in page.code_block.error.text()
    type_into(page.code, new)
    press(page.prove)
    assert page.code_block.error.text() == ""
