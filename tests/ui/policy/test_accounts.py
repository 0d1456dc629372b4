"""The school's accounts in the window: kept, looked at, with the code in the safe, and cleared."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gallery.rooms.policy_watch import part
from tests.gallery.stage import Stage, settle
from tests.ui.school.hands import no_sheet, open_sheet, press_named, read, type_into
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.components.fields import FieldBlock, PasswordField
from ui.components.secret_clipboard import SecretClipboard
from ui.policy.accounts.password_sheets import ShowPasswordSheet
from ui.policy.accounts.section import AccountsPage

SECRET = "Correct-Horse 7"


def accounts(stage: Stage, who: str = "ict") -> AccountsPage:
    _, page = part(stage, "accounts", who)
    assert isinstance(page, AccountsPage)
    return page


def test_from_none_to_a_password_that_is_looked_at(stage: Stage) -> None:
    page = accounts(stage)
    assert "The school has no account" in read(page)
    press_named(page, "Add an account…")
    form = page.form
    assert form is not None
    press_named(page, "Save")
    assert "Say where the account is" in read(page)
    type_into(form.platform, "YouTube")
    type_into(form.name, "Trent <b>Primary</b>")
    form.purpose.setFocus()
    QTest.keyClicks(form.purpose, "Films of concerts")
    form.owner.setFocus()
    QTest.keyClick(form.owner, Qt.Key.Key_Down)
    press_named(page, "Save")
    assert "None is kept here yet." in read(page)
    here = QApplication.focusWidget()  # the form is gone: not to the first thing of the window
    assert here is not None
    assert page.isAncestorOf(here)
    assert "Trent <b>Primary</b>" in read(page)

    press_named(page, "Keep a new password…")
    sheet = open_sheet(page)
    type_into(sheet.findChildren(PasswordField)[0].field, SECRET)
    press_named(sheet, "Keep it")
    assert no_sheet(page)
    assert "Kept since 23 November 2026." in read(page)
    assert SECRET not in read(page)

    press_named(page, "Show it…")
    sheet, shown = open_sheet(page), page.sheet
    assert isinstance(shown, ShowPasswordSheet)
    type_into(shown.why, "To post the film")
    field = sheet.findChildren(PasswordField)[0].field
    type_into(field, "not hers")
    press_named(sheet, "Show it")
    assert any(one.error.text() for one in sheet.findChildren(FieldBlock))
    type_into(field, SAMPLE_PASSWORD)
    press_named(sheet, "Show it")
    assert shown.shown is not None
    assert shown.shown.text() == SECRET
    press_named(sheet, "Copy it")
    assert QGuiApplication.clipboard().text() == SECRET
    shown.sheet.dismiss()
    settle()
    page.keep()  # the window locks
    assert QGuiApplication.clipboard().text() == ""
    (account,) = page.desk.school.accounts.accounts()
    assert [one.why for one in page.desk.school.accounts.seen(account.id)] == ["To post the film"]


def test_the_headteacher_uses_the_code_in_the_safe(stage: Stage) -> None:
    ict = stage.open("ict")
    from tests.gallery.rooms.policy_watch import with_account

    kept = with_account(ict)
    code = ict.members.change_recovery_code()
    ict.close()
    stage.open("ict").close()  # her key is put by under the new code
    page = accounts(stage, "head")
    assert not page.add.isVisible()
    page.rows[kept].click()
    settle()
    press_named(page, "Show it with the code in the safe…")
    sheet, shown = open_sheet(page), page.sheet
    assert isinstance(shown, ShowPasswordSheet)
    assert isinstance(shown.proof, QLineEdit)
    type_into(shown.why, "The ICT Lead is ill")
    type_into(shown.proof, code)
    press_named(sheet, "Show it")
    assert shown.shown is not None
    assert shown.shown.text() == "a secret"


def test_a_secret_leaves_the_clipboard_and_nothing_else_does(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.components.secret_clipboard.STAYS_MS", 20)
    program = stage.program()
    clipboard = SecretClipboard(program.window)
    clipboard.put("a secret")
    assert QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
    QTest.qWait(60)
    assert QGuiApplication.clipboard().text() == ""
    clipboard.put("a secret")
    QGuiApplication.clipboard().setText("her shopping list")
    QTest.qWait(60)
    assert QGuiApplication.clipboard().text() == "her shopping list"
