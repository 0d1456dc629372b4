"""Work in the background, and what changes in the school."""

from __future__ import annotations

import re
import threading
import time
import uuid
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, SignalInstance
from pytestqt.qtbot import QtBot

from tests.at_once import AtOnce
from trent_desktop.news import Subject
from trent_desktop.problems import Problem, SchoolAway
from trent_desktop.reports.needs import Need
from ui import background as ui_background
from ui.background import Background, Lane
from ui.changes import Changes, Seen
from ui.follower import Follower

NEED = Need("TR-2026-014", urgent=False)


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
    operation.then(lambda worker: threads.extend([worker, threading.get_ident()]))
    qtbot.waitUntil(lambda: len(threads) == 2)
    worker, gui = threads
    assert worker != gui == threading.get_ident()


def test_no_thread_is_started_by_the_window_once_the_others_are(
    background: Background, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever starts one waits until it runs, which takes long on a busy laptop."""
    started, start = list[int](), threading.Thread.start

    def noted(thread: threading.Thread) -> None:
        started.append(threading.get_ident())
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", noted)
    parent, came, go = QObject(), list[object](), threading.Event()
    background.run(background.with_its_threads(list[object]), parent=parent).then(came.append)
    qtbot.waitUntil(lambda: bool(came))
    assert started.count(threading.get_ident()) == 1
    assert len(started) == 7
    for _ in range(4):
        background.run(go.wait, parent=parent)
    for lane in Lane:
        background.write(go.wait, parent=parent, lane=lane).then(came.append)
    go.set()
    qtbot.waitUntil(lambda: len(came) == 4)
    assert len(started) == 7


def test_a_program_that_closes_meanwhile_starts_no_more_threads() -> None:
    made = Background()
    work = made.with_its_threads(lambda: "done")
    made.close()
    assert work() == "done"


def test_a_failure_comes_back_as_itself(background: Background, qtbot: QtBot) -> None:
    def fail() -> None:
        raise Problem("The disk is full.")

    parent = QObject()
    failures: list[Exception] = []
    background.run(fail, parent=parent).otherwise(failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert str(failures[0]) == "The disk is full."


def test_a_result_for_a_window_that_is_gone_goes_nowhere(
    background: Background, qtbot: QtBot
) -> None:
    go, came = threading.Event(), []
    parent = QObject()
    operation = background.run(lambda: go.wait(10), parent=parent)
    operation.then(came.append)
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
    operation.then(came.append)
    qtbot.waitUntil(lambda: came == [42])
    background.close()


def test_a_look_that_asked_nobody_says_nothing_of_the_school(qtbot: QtBot) -> None:
    """Behind the lock the school is not asked: what is shown is not younger for that."""
    changes = Changes()
    told: list[object] = []
    changes.away.connect(told.append)
    changes.take(Seen())
    at = changes.answered_at
    assert at is not None
    changes.take(Seen(away=True))
    changes.take(Seen(asked=False))
    assert changes.answered_at == at
    assert told == [True]


def test_changes_are_told_apart(qtbot: QtBot) -> None:
    changes = Changes()
    told: list[object] = []
    changes.cases.connect(lambda ids: told.append(("cases", ids)))
    changes.needs_me.connect(lambda needs: told.append(("new", needs)))
    changes.away.connect(lambda away: told.append(("away", away)))
    changes.drafts.connect(lambda: told.append("drafts"))
    changes.trouble.connect(lambda words: told.append(("trouble", words)))
    changes.went_back.connect(lambda: told.append("went back"))
    one = uuid.uuid4()
    changes.take(Seen())
    assert told == []
    changes.take(Seen(cases=frozenset({one}), needs_me=(NEED,)))
    changes.take(Seen(away=True))
    changes.take(Seen(away=True))
    changes.take(Seen(sent=("TR-2026-014",)))
    changes.take(Seen(trouble="It is full."))
    changes.take(Seen(trouble="It is full."))
    changes.take(Seen(refused=(one,), went_back=True))
    assert told == [
        ("cases", frozenset({one})),
        ("new", (NEED,)),
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
        return Seen(needs_me=(NEED,))

    came: list[object] = []
    changes.needs_me.connect(came.append)
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


# ---------------------------------------------------------------------- what is written


def test_what_is_written_keeps_its_order_however_long_each_takes(
    background: Background, qtbot: QtBot
) -> None:
    parent = QObject()
    landed: list[int] = []

    def land(number: int) -> None:
        time.sleep(0.03 if number % 3 == 0 else 0)
        landed.append(number)

    told: list[int] = []
    for number in range(30):
        operation = background.write(lambda n=number: land(n), parent=parent)
        operation.then(lambda _none, n=number: told.append(n))
    qtbot.waitUntil(lambda: len(told) == 30, timeout=10_000)
    assert landed == told == list(range(30))


def test_a_share_that_stalls_holds_up_no_draft(background: Background, qtbot: QtBot) -> None:
    go = threading.Event()
    parent = QObject()
    for _ in range(12):
        background.run(lambda: go.wait(10), parent=parent)
    background.write(lambda: go.wait(10), parent=parent, lane=Lane.SCHOOL)
    kept: list[str] = []
    try:
        for lane in (Lane.LAPTOP, Lane.SENDING):
            operation = background.write(lambda one=lane: one.value, parent=parent, lane=lane)
            operation.then(kept.append)
        qtbot.waitUntil(lambda: len(kept) == 2, timeout=2_000)
    finally:
        go.set()


def test_what_is_queued_is_written_though_its_screen_and_the_program_close() -> None:
    background = Background()
    screen = QObject()
    landed: list[object] = []
    go = threading.Event()
    background.write(lambda: go.wait(10), parent=screen)
    for number in range(5):
        background.write(lambda n=number: landed.append(n), parent=screen)
    background.after_writing(lambda: landed.append("the school is closed"), parent=screen)
    background.write(lambda: landed.append("a draft"), parent=screen, lane=Lane.LAPTOP)
    screen.deleteLater()
    threading.Timer(0.05, go.set).start()
    background.close()
    assert sorted(landed[:-1], key=str) == [0, 1, 2, 3, 4, "a draft"]
    assert [one for one in landed if one != "a draft"] == [0, 1, 2, 3, 4, "the school is closed"]


def test_what_could_not_be_written_is_told_though_its_screen_has_gone(
    background: Background, qtbot: QtBot
) -> None:
    def fail() -> None:
        go.wait(10)
        raise Problem("Somebody was faster.")

    go = threading.Event()
    screen = QObject()
    told: list[str] = []
    background.unheard.connect(lambda error: told.append(str(error)))
    background.write(fail, parent=screen).otherwise(lambda _error: told.append("the screen"))
    shiboken6.delete(screen)
    go.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["Somebody was faster."]


def test_no_screen_announces_a_change_by_hand() -> None:
    """The school tells of what was kept, and the follower of what others did; nobody else."""
    by_hand = re.compile(r"changes\.\w+\.emit|say_changed|say_drafts")
    ui = Path(ui_background.__file__).parent
    assert [path.name for path in ui.rglob("*.py") if by_hand.search(path.read_text("utf-8"))] == []


def test_every_subject_has_a_signal() -> None:
    changes = Changes()
    for subject in Subject:
        assert isinstance(getattr(changes, subject.value), SignalInstance), subject
