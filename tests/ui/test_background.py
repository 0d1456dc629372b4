"""Work in the background, and what changes in the school."""

from __future__ import annotations

import threading
import time
import uuid

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from trent_desktop.problems import Problem, SchoolAway
from ui.background import AtOnce, Background, Changes, Follower, Seen


@pytest.fixture
def background():
    made = Background()
    yield made
    made.close()


def test_a_result_comes_back_on_the_thread_of_the_window(
    background: Background, qtbot: QtBot
) -> None:
    parent = QObject()
    threads: list[int] = []
    operation = background.run(threading.get_ident, parent=parent)
    operation.succeeded.connect(lambda worker: threads.extend([worker, threading.get_ident()]))
    qtbot.waitUntil(lambda: len(threads) == 2)
    worker, gui = threads
    assert worker != gui == threading.get_ident()


def test_a_failure_comes_back_as_itself(background: Background, qtbot: QtBot) -> None:
    def fail() -> None:
        raise Problem("The disk is full.")

    parent = QObject()
    failures: list[Exception] = []
    background.run(fail, parent=parent).failed.connect(failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert str(failures[0]) == "The disk is full."


def test_a_result_for_a_window_that_is_gone_goes_nowhere(
    background: Background, qtbot: QtBot
) -> None:
    go, came = threading.Event(), []
    parent = QObject()
    operation = background.run(lambda: go.wait(10), parent=parent)
    operation.succeeded.connect(came.append)
    parent.deleteLater()
    qtbot.wait(20)
    go.set()
    background.close()
    qtbot.wait(50)
    assert came == []


def test_a_failure_nobody_listens_for_is_not_swallowed(
    background: Background, qtbot: QtBot
) -> None:
    def fail() -> None:
        raise LookupError("nobody listens")

    parent = QObject()
    with qtbot.captureExceptions() as raised:
        background.run(fail, parent=parent)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is LookupError


def test_at_once_is_as_patient_as_the_real_one(qtbot: QtBot) -> None:
    """Signals come later, so that whoever asked has had time to listen."""
    background = Background(AtOnce())
    parent = QObject()
    came: list[int] = []
    operation = background.run(lambda: 42, parent=parent)
    assert came == []
    operation.succeeded.connect(came.append)
    qtbot.waitUntil(lambda: came == [42])
    background.close()


def test_changes_are_told_apart(qtbot: QtBot) -> None:
    changes = Changes()
    told: list[object] = []
    changes.cases.connect(lambda ids: told.append(("cases", ids)))
    changes.new_for_me.connect(lambda count: told.append(("new", count)))
    changes.away.connect(lambda away: told.append(("away", away)))
    changes.drafts.connect(lambda: told.append("drafts"))
    changes.trouble.connect(lambda words: told.append(("trouble", words)))
    changes.went_back.connect(lambda: told.append("went back"))
    one = uuid.uuid4()
    changes.take(Seen())
    assert told == []
    changes.take(Seen(cases=frozenset({one}), new_for_me=1))
    changes.take(Seen(away=True))
    changes.take(Seen(away=True))
    changes.take(Seen(sent=("TR-2026-014",)))
    changes.take(Seen(trouble="It is full."))
    changes.take(Seen(trouble="It is full."))
    changes.take(Seen(refused=(one,), went_back=True))
    assert told == [
        ("cases", frozenset({one})),
        ("new", 1),
        ("away", True),
        ("away", False),
        "drafts",
        ("trouble", "It is full."),
        ("trouble", ""),
        "went back",
        "drafts",
    ]


def test_the_follower_looks_again_and_again_off_the_gui_thread(qtbot: QtBot) -> None:
    changes = Changes()
    threads: set[int] = set()
    looks: list[float] = []

    def look() -> Seen:
        threads.add(threading.get_ident())
        looks.append(time.monotonic())
        return Seen(new_for_me=1)

    came: list[int] = []
    changes.new_for_me.connect(came.append)
    follower = Follower(look, changes, every=0.02)
    follower.start()
    qtbot.waitUntil(lambda: len(came) >= 3)
    follower.wait()
    assert threading.get_ident() not in threads
    told = len(looks)
    qtbot.wait(80)
    assert len(looks) == told


def test_a_look_that_fails_is_tried_again(qtbot: QtBot) -> None:
    changes = Changes()
    away: list[bool] = []
    changes.away.connect(away.append)
    answers = iter([SchoolAway("gone"), ValueError("a mistake of ours")])

    def look() -> Seen:
        failure = next(answers, None)
        if failure is not None:
            raise failure
        return Seen()

    follower = Follower(look, changes, every=0.01)
    follower.start()
    qtbot.waitUntil(lambda: away == [True, False])
    follower.wait()


def test_stopping_does_not_hold_up_the_window() -> None:
    changes = Changes()
    go = threading.Event()

    def look() -> Seen:
        go.wait(10)
        return Seen()

    follower = Follower(look, changes)
    follower.start()
    before = time.monotonic()
    follower.stop()
    assert time.monotonic() - before < 0.5
    go.set()
    follower.wait()
