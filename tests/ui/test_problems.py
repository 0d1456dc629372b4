"""Errors nobody foresaw: told in words, written down without content."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage, settle
from trent_desktop.roles import Role
from ui.components.sheets import ask
from ui.problems import Unforeseen, end_log, keep_log, support_details, trouble_of

SECRET = "Aisha Khan saw https://nasty.example/picture"


def fail_with_content() -> None:
    raise ValueError(SECRET)


def raised() -> Exception:
    try:
        fail_with_content()
    except ValueError as error:
        return error
    raise AssertionError


def test_what_is_kept_of_an_error_is_its_type_and_place_never_its_words() -> None:
    trouble = trouble_of(raised())
    assert trouble.kind == "ValueError"
    assert "fail_with_content" in str(trouble)
    assert SECRET not in str(trouble)
    assert str(Path.home()) not in str(trouble)


def message_of(fail: Callable[[], object]) -> str:
    try:
        fail()
    except Exception as error:  # noqa: BLE001 - whatever it is
        return trouble_of(error).message
    raise AssertionError


def test_what_the_interpreter_says_of_our_code_is_kept() -> None:
    nothing: Any = None
    assert message_of(lambda: nothing.timeline) == "'NoneType' object has no attribute 'timeline'"
    assert message_of(lambda: nothing + 1) == (
        "unsupported operand type(s) for +: 'NoneType' and 'int'"
    )
    rows: list[str] = []
    assert message_of(lambda: rows[3]) == "list index out of range"
    assert message_of(lambda: Role(SECRET)) == "… is not a valid Role"
    assert "is not a valid Role" in str(trouble_of(_failing(lambda: Role("trustee"))))


def _failing(fail: Callable[[], object]) -> Exception:
    try:
        fail()
    except Exception as error:  # noqa: BLE001 - whatever it is
        return error
    raise AssertionError


@pytest.mark.parametrize(
    "kind", [TypeError, AttributeError, ImportError, RuntimeError, OSError, KeyError, ValueError]
)
@pytest.mark.parametrize(
    "words",
    [
        SECRET,
        "Aisha",
        "'Aisha' object is not callable",
        "name 'Aisha' is not defined",
        "No module named 'Aisha'",
        "Aisha is not a valid Khan",
        "Khan is not a valid Role\nAisha",
        "type object 'Aisha' has no attribute 'Khan'",
        "'x' object has no attribute 'y' Aisha",
        "/home/aisha/Khan.db",
    ],
)
def test_nothing_that_somebody_typed_is_kept_of_any_message(
    kind: type[Exception], words: str
) -> None:
    def fail() -> None:
        raise kind(words)

    for secret in ("aisha", "khan"):
        assert secret not in message_of(fail).casefold()
    assert "aisha" not in message_of(lambda: getattr(object(), "Aisha")).casefold()  # noqa: B009
    assert "aisha" not in message_of(lambda: {}["Aisha"]).casefold()
    assert "aisha" not in message_of(lambda: int("Aisha")).casefold()


def test_the_log_holds_no_content(tmp_path: Path) -> None:
    handler = keep_log(tmp_path / "log")
    try:
        logging.getLogger("ui.somewhere").error("Sending failed", exc_info=raised())
        logging.getLogger("sqlalchemy").error("INSERT %s", SECRET)
    finally:
        end_log(handler)
    text = (tmp_path / "log" / "trent-desktop.log").read_text("utf-8")
    assert "Sending failed" in text
    assert "ValueError" in text
    assert "Aisha" not in text
    assert "nasty" not in text


def test_the_log_turns_over(tmp_path: Path) -> None:
    handler = keep_log(tmp_path)
    try:
        for number in range(12_000):
            logging.getLogger("ui").warning("line number %d of a long evening's work", number)
    finally:
        end_log(handler)
    files = list(tmp_path.iterdir())
    assert 1 < len(files) <= 4
    assert sum(file.stat().st_size for file in files) < 1_200_000


@pytest.fixture
def unforeseen():
    made = Unforeseen()
    before = sys.excepthook
    made.install()
    yield made
    made.remove()
    assert sys.excepthook is before


def test_an_error_in_an_event_or_a_thread_is_caught(unforeseen: Unforeseen, qtbot: QtBot) -> None:
    told: list[str] = []
    unforeseen.happened.connect(lambda: told.append("told"))
    error = raised()
    sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=fail_with_content)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert [trouble.kind for trouble in unforeseen.troubles] == ["ValueError", "ValueError"]


def test_qt_s_own_warnings_go_to_the_log_without_their_words(
    unforeseen: Unforeseen, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "ui.problems"):
        qWarning(SECRET)
    assert "Qt:" in caplog.text
    assert "Aisha" not in caplog.text


def test_the_panel_tells_keeps_the_draft_and_copies_the_details(stage: Stage, qtbot: QtBot) -> None:
    program = stage.signed_in("teacher1")
    kept: list[str] = []
    home = program.window.inside.page("home")
    assert home is not None
    home.keep = lambda: kept.append("kept")  # type: ignore[attr-defined]
    program.unforeseen.install()
    with qtbot.captureExceptions():
        QTimer.singleShot(0, program, lambda: program.unforeseen.tell(raised()))
        panel = program.window.trouble
        qtbot.waitUntil(panel.isVisible)
    assert kept == ["kept"]
    panel.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "ValueError" in text
    assert "Trent Desktop" in text
    assert "School: folder" in text
    assert SECRET not in text
    assert stage.location not in text
    assert "Hannah" not in text
    # The window goes on working behind it.
    program.window.inside.go("settings")
    settle()
    assert program.window.inside.here == "settings"
    # Nor does a page or a sheet that is made later lie over it.
    later = QWidget()
    program.window.show_page(later)
    ask(home, "Discard?", "Gone.", yes="Discard", then=lambda: None)
    settle()
    middle = panel.close_button.mapTo(program.window, panel.close_button.rect().center())
    QTest.mouseClick(program.window.windowHandle(), Qt.MouseButton.LeftButton, pos=middle)
    assert not panel.isVisible()
    program.unforeseen.remove()


def test_support_details_say_when_there_is_nothing_to_say() -> None:
    text = support_details("1.0", "", "light, 100%", ())
    assert "School: none open" in text
    assert text.endswith("none")
