"""A lesson’s file that was opened from outside: offered to whoever may import it, when she can see it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fake_screens import BOARD, LAPTOP
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import begin, button_with, click, pack_named, room, words_on
from trent_desktop.lessons.packs import ENDING, zipped
from trent_desktop.opened_with import LESSON, lesson_given
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.components.sheets import Sheet
from ui.opened_with import OpenedWith
from ui.program import Program
from ui.single_instance import SingleInstance


def sheets(program: Program) -> list[Sheet]:
    return [one for one in program.window.findChildren(Sheet) if one.isVisible()]


def lesson_file(folder: Path, name: str = "Sharks & <b>friends.smartlesson") -> Path:
    path = folder / name
    path.write_bytes(zipped(pack_named("reliable-3-4")))
    return path


def test_a_second_start_with_a_lesson_s_file_offers_it_to_whoever_signs_in(
    stage: Stage, tmp_path: Path, own_home: Path, qtbot: QtBot
) -> None:
    from ui.app import data_folder

    path = lesson_file(tmp_path)
    program = stage.program()
    opened = OpenedWith(program)
    program.window.show()
    program.entrance.show_welcome()
    first = SingleInstance(data_folder())
    assert first.is_first()
    first.serve()
    heard: list[str] = []
    first.handed.connect(heard.append)
    first.handed.connect(opened.take)
    other = subprocess.Popen(
        [sys.executable, "-m", "trent_desktop", path.name], cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    assert other.wait(timeout=20) == 0
    first.close()
    assert heard == [str(path)]
    assert sheets(program) == []  # nobody is signed in
    program.sign_in(stage.location, "teacher1", SAMPLE_PASSWORD)
    settle()
    (sheet,) = sheets(program)
    assert any("Sharks & <b>friends" in words for words in words_on(sheet))
    assert program.school is not None
    assert program.school.lessons.own() == ()  # not before she has said so
    click(button_with(sheet, "Import the lesson"))
    (own,) = program.school.lessons.own()
    assert own.pack.lesson == pack_named("reliable-3-4").lesson
    assert program.window.inside.here == "lessons"
    assert "Kept for the whole school" in program.window.inside.said


def test_behind_the_curtain_and_in_a_lesson_nothing_pops_up(stage: Stage, tmp_path: Path) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    opened = OpenedWith(program)
    path = str(lesson_file(tmp_path))
    teaching = begin(page, "3-4", "T")
    forward: list[bool] = []
    program.window.bring_forward = lambda: forward.append(True)  # type: ignore[method-assign]
    opened.take(path)
    settle()
    assert sheets(program) == []
    assert forward == [], "what the class sees is the board"
    QTest.keyClick(program.window, Qt.Key.Key_F9)
    teaching.end()
    settle()
    assert program.window.is_covered
    assert sheets(program) == []
    program.window.lift_curtain()
    settle()
    (sheet,) = sheets(program)
    opened.take(path)  # pressed twice: one question
    settle()
    (sheet,) = sheets(program)
    program.privacy.lock()
    settle()
    assert sheets(program) == []
    program.privacy.guard(program.school)
    program.window.lift_curtain()
    settle()
    assert sheets(program) == [sheet]
    click(button_with(sheet, "Not now"))
    program.window.inside.go("home")
    settle()
    assert sheets(program) == []
    assert page.desk.school.lessons.own() == ()


def test_what_is_no_lesson_is_refused_and_who_may_not_is_told(stage: Stage, tmp_path: Path) -> None:
    program = stage.signed_in("teacher1")
    opened = OpenedWith(program)
    evil = tmp_path / "evil.SmartLesson"
    evil.write_bytes(b"PK not a zip")
    opened.take(str(evil))
    settle()
    click(button_with(sheets(program)[0], "Import the lesson"))
    assert "not a lesson pack" in program.window.inside.said
    opened.take(str(tmp_path / "gone.smartlesson"))
    settle()
    click(button_with(sheets(program)[0], "Import the lesson"))
    assert "cannot be opened" in program.window.inside.said
    opened.take(str(tmp_path / "letter.docx"))
    settle()
    assert sheets(program) == []
    program.sign_in(stage.location, "chair", SAMPLE_PASSWORD)
    settle()
    opened.take(str(lesson_file(tmp_path)))
    settle()
    assert sheets(program) == []
    assert "You cannot" in program.window.inside.said


@pytest.mark.parametrize(
    ("words", "lesson", "others"),
    [
        ([f"a{LESSON}"], f"a{LESSON}", []),
        (["B.SMARTLESSON", "--as", "head"], "B.SMARTLESSON", ["--as", "head"]),
        (["--school=S:/T", f"a{LESSON}"], f"a{LESSON}", ["--school=S:/T"]),
        (["lesson", "check", f"a{LESSON}"], "", ["lesson", "check", f"a{LESSON}"]),
        ([f"a{LESSON}", f"b{LESSON}"], "", [f"a{LESSON}", f"b{LESSON}"]),
        (["--school", f"x{LESSON}"], "", ["--school", f"x{LESSON}"]),
        ([f"a\nb{LESSON}"], "", [f"a\nb{LESSON}"]),
        (["x" * 40_000 + LESSON], "", ["x" * 40_000 + LESSON]),
        (["--as"], "", ["--as"]),
        ([], "", []),
    ],
)
def test_a_command_line_with_a_lesson(words: list[str], lesson: str, others: list[str]) -> None:
    assert lesson_given(words) == (str(Path(lesson).absolute()) if lesson else "", others)


def test_the_ending_is_one() -> None:
    assert LESSON == ENDING


@pytest.mark.parametrize(
    ("said", "comes_to"),
    [
        (b"come forward\n", "asked"),
        (b"", "asked"),  # it went away without a word
        (b"lesson /tmp/a.smartlesson\n", "/tmp/a.smartlesson"),
        (b"lesson /tmp/a.docx\n", "asked"),
        (b"lesson a.smartlesson\n", "asked"),  # no whole path: of which folder?
        (b"lesson \xff\xfe.smartlesson\n", "asked"),
        (b"x" * 200_000, "asked"),
    ],
)
def test_whatever_calls_is_heard_out_and_no_longer(
    tmp_path: Path, qtbot: QtBot, said: bytes, comes_to: str
) -> None:
    first = SingleInstance(tmp_path)
    assert first.is_first()
    first.serve()
    heard: list[str] = []
    first.asked.connect(lambda: heard.append("asked"))
    first.handed.connect(heard.append)
    caller = QLocalSocket()
    caller.connectToServer(first.name)
    assert caller.waitForConnected(1000)
    caller.write(said)
    caller.flush()
    if not said:
        caller.disconnectFromServer()
    qtbot.waitUntil(lambda: bool(heard), timeout=5_000)
    settle()
    assert heard == [comes_to]
    caller.abort()
    first.close()


_FILE_OPEN = """
import sys
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from ui.app import make_application
app = make_application(["x"])
app.handed.connect(lambda path: print(path, flush=True))
for url in ("file:///tmp/a b.smartlesson", "https://example.org/c.smartlesson"):
    app.sendEvent(app, QFileOpenEvent(QUrl(url)))
"""


def test_what_a_mac_hands_over_while_it_runs_is_heard() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FILE_OPEN], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == ["/tmp/a b.smartlesson"]
