"""A second start brings the first window forward."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from ui.single_instance import SingleInstance

_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.single_instance import SingleInstance
app = QCoreApplication([])
one = SingleInstance(Path(sys.argv[1]))
first = one.is_first()
if first:
    one.serve()
print("first" if first else "second", flush=True)
if first and len(sys.argv) > 2:
    import os
    os._exit(9)  # as a crash does: nothing is tidied up
"""


def test_the_second_start_asks_the_first_to_come_forward(tmp_path: Path, qtbot: QtBot) -> None:
    first = SingleInstance(tmp_path)
    asked: list[bool] = []
    first.asked.connect(lambda: asked.append(True))
    assert first.is_first()
    QTimer.singleShot(500, first, first.serve)  # while the other one is asking already
    other = subprocess.Popen(
        [sys.executable, "-c", _START, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    said, _ = other.communicate(timeout=20)
    assert said.strip() == "second"
    first.close()


def test_another_folder_is_another_program(tmp_path: Path) -> None:
    one, two = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert one.name != two.name
    assert one.is_first()
    assert two.is_first()
    one.close()
    two.close()


def test_what_a_crash_left_behind_is_in_nobody_s_way(tmp_path: Path) -> None:
    crashed = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path), "crash"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert crashed.stdout.strip() == "first"
    again = SingleInstance(tmp_path)
    assert again.is_first()
    again.close()


def test_after_the_first_has_closed_the_next_is_first(tmp_path: Path) -> None:
    one = SingleInstance(tmp_path)
    assert one.is_first()
    one.close()
    two = SingleInstance(tmp_path)
    assert two.is_first()
    two.close()


def test_a_name_at_which_somebody_else_listens_keeps_nobody_from_starting(tmp_path: Path) -> None:
    """On Windows any program may listen at any name, and two at one."""
    one = SingleInstance(tmp_path)
    stranger = QLocalServer()
    assert stranger.listen(one.name)
    assert one.is_first()
    one.close()
    stranger.close()


def test_of_two_that_start_at_once_one_is_first(tmp_path: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-c", _START + "if first: sys.stdin.read(1)", str(tmp_path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    said: list[str] = []
    for one in both:
        assert one.stdout is not None
        said.append(one.stdout.readline().strip())
    for one in both:
        one.communicate("x", timeout=20)
    assert sorted(said) == ["first", "second"]
