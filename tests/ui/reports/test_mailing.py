"""The button E-mail of a request: what it shows, the mail program, and the school's server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.reports.mail_server import mail_server
from tests.reports.test_kinds import send as send_kind
from tests.reports.test_mail import KIND, PASSWORD, Store, set_up, store
from tests.schools import SmallSchool
from tests.ui.reports.casework import opened
from tests.ui.reports.conftest import Seat, send, words_of
from trent_desktop.reports.kinds.access import names as n
from ui.reports.mailing import NO_PROGRAM, CaseMail

__all__ = ["store"]

Sit = Callable[[str], Seat]
WHY = "A map of rivers"


class Nothing:
    """A laptop without a mail program."""

    def open(self, path: Path) -> bool:
        assert path.exists()
        return False


def asked(qtbot: QtBot, seat: Sit, school: SmallSchool, who: str) -> CaseMail:
    sent = send_kind(school, school.open("teacher1"), KIND, **{n.WHY: WHY})
    page = opened(qtbot, seat(who), sent.case_id)
    page.view.mail.click()
    qtbot.waitUntil(lambda: page.mail.sheet is not None, timeout=5_000)
    return page.mail


def test_it_says_what_is_sent_and_that_no_program_answered(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    mail = asked(qtbot, seat, folder_school, "teacher1")
    assert mail.sheet is not None
    said = words_of(mail.sheet)
    assert "[.]example[.]" in said
    assert WHY not in said
    assert mail.send_button is None, "only the ICT Lead sends by herself"
    mail.program = Nothing()
    assert mail.open_button is not None
    mail.open_button.click()
    qtbot.waitUntil(lambda: mail.error is not None and mail.error.text() == NO_PROGRAM)


def test_the_ict_lead_types_the_password_and_sends(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, tmp_path: Path, store: Store
) -> None:
    with mail_server(tmp_path, "starttls", "filter", PASSWORD) as running:
        set_up(folder_school, running, mail_user="filter")
        mail = asked(qtbot, seat, folder_school, "ict")
        mail._desk.school.mail.trust = running.trust
        assert mail.password is not None
        assert mail.send_button is not None
        for typed in ("wrong", PASSWORD):
            field = mail.password.field
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, typed)
            assert mail.keep is not None
            if typed == PASSWORD:
                QTest.keyClick(mail.keep, Qt.Key.Key_Space)
            mail.send_button.click()
            if typed != PASSWORD:
                error = mail.error
                qtbot.waitUntil(lambda: error is not None and "password" in error.text())  # noqa: B023
                assert running.heard.messages == []
        qtbot.waitUntil(lambda: len(running.heard.messages) == 1, timeout=10_000)
        qtbot.waitUntil(lambda: list(store.kept.values()) == [PASSWORD], timeout=10_000)


def test_other_reports_have_no_such_button(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    page = opened(qtbot, seat("ict"), sent.case_id)
    assert page.view.mail.isHidden()
