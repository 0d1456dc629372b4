"""A start that fails after a double click on Windows: its words stay until they were read."""

from __future__ import annotations

import ast
import atexit
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes_of_windows import Windows
from tools import own_console

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    return Windows(monkeypatch)


@pytest.fixture
def end(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The end of the process, which asks whoever registered."""
    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(atexit, "register", waiting.append)
    monkeypatch.setattr(atexit, "unregister", lambda one: one in waiting and waiting.remove(one))

    def now() -> None:
        for one in waiting:
            one()

    return now


@pytest.mark.parametrize("others", [{}, {7: "C:\\Windows\\py.exe"}, {7: "C:\\P\\PYTHON.EXE"}])
def test_words_stay_in_a_console_that_ends_with_them(
    windows: Windows,
    end: Callable[[], None],
    others: dict[int, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["start.py"])
    windows.desktop.console = others
    own_console.stay_open_at_the_end()
    end()
    assert windows.locks.keys == 1
    assert "Press any key to close this window." in capsys.readouterr().err
    own_console.may_close()
    end()
    assert windows.locks.keys == 1, "nothing was said that has to be read"


@pytest.mark.parametrize(
    ("arguments", "others"),
    [
        ([], {7: "C:\\Windows\\System32\\cmd.exe"}),
        ([], {7: "C:\\Windows\\py.exe", 8: "C:\\Program Files\\PowerShell\\7\\pwsh.exe"}),
        ([], {7: ""}),  # Windows does not say what it is
        (["check"], {}),  # a scheduled job has a console of its own too
    ],
)
def test_nobody_at_a_prompt_and_no_job_is_made_to_wait(
    windows: Windows,
    end: Callable[[], None],
    arguments: list[str],
    others: dict[int, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["start.py", *arguments])
    windows.desktop.console = others
    own_console.stay_open_at_the_end()
    end()
    assert not windows.locks.keys


@pytest.mark.parametrize("name", ["start.py", "tools/own_console.py"])
def test_what_refuses_a_python_can_be_read_by_an_old_one(name: str) -> None:
    """All that 3.8 could not read is read, and ended by words, before it."""
    ast.parse((ROOT / name).read_text("utf-8"), feature_version=(3, 8))


def test_elsewhere_nothing_waits(end: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "getpid", lambda: asked.append(1) or 1)
    monkeypatch.setattr(sys, "argv", ["start.py"])
    monkeypatch.setattr(sys, "platform", "linux")
    own_console.stay_open_at_the_end()
    end()
    assert not asked
