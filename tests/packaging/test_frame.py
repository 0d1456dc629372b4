"""The frame of the tests itself: what it lets through and what it catches."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest
from platformdirs import user_data_path
from PySide6.QtCore import QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests import leftovers
from tests.conftest import NetworkUsedError


@pytest.mark.parametrize("host", ["example.org", "192.0.2.1", "2001:db8::1"])
def test_nothing_leaves_this_machine(host: str) -> None:
    with pytest.raises(NetworkUsedError):
        socket.create_connection((host, 80), timeout=1)
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as quick,
        pytest.raises(NetworkUsedError),
    ):
        quick.sendto(b"x", (host, 53))


def test_this_machine_itself_may_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(("localhost", server.getsockname()[1])) as client,
    ):
        assert client.getpeername()[0] == "127.0.0.1"


def test_nobodys_own_files_are_touched(own_home: Path) -> None:
    assert user_data_path("trent-desktop").is_relative_to(own_home)
    assert Path.home() == own_home
    assert "TRENT_PASSWORD" not in os.environ


def test_nothing_left_is_no_fault(qapp: QApplication) -> None:
    before = leftovers.Before()
    parent = QWidget()
    timer = QTimer(parent)
    timer.start(10_000)
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    parent.deleteLater()
    assert before.left_since() == []


def test_a_window_left_behind_is_named_and_removed(qapp: QApplication) -> None:
    before = leftovers.Before()
    window = QWidget()
    window.setObjectName("forgotten")
    assert before.left_since() == ["window QWidget 'forgotten'"]
    assert before.left_since() == []


def test_a_timer_left_running_is_named_and_stopped(qapp: QApplication) -> None:
    before = leftovers.Before()
    owner = QObject()
    owner.setObjectName("owner")
    timer = QTimer(owner)
    timer.start(60_000)
    assert before.left_since() == ["timer QTimer '' of 60000 ms, in QObject 'owner'"]
    assert not timer.isActive()


def test_a_thread_left_running_is_named() -> None:
    before = leftovers.Before()
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, name="endless")
    thread.start()
    try:
        assert before.left_since() == ["thread 'endless'"]
    finally:
        stop.set()
        thread.join()


def test_a_thread_that_is_about_to_end_is_waited_for() -> None:
    before = leftovers.Before()
    stop = threading.Event()
    threading.Thread(target=stop.wait, args=(0.3,)).start()
    assert before.left_since() == []


class EventLoop(QThread):
    """A thread that runs until it is told to quit."""

    def run(self) -> None:
        self.exec()


def test_a_qthread_left_running_is_named_and_ended(qapp: QApplication) -> None:
    before = leftovers.Before()
    thread = EventLoop()
    thread.start()
    assert before.left_since() == ["QThread EventLoop ''"]
    assert thread.isFinished()


def test_work_left_in_the_pool_is_counted(qapp: QApplication) -> None:
    before = leftovers.Before()
    stop = threading.Event()
    QThreadPool.globalInstance().start(stop.wait)
    try:
        assert before.left_since() == ["1 jobs in the global QThreadPool"]
    finally:
        stop.set()
        QThreadPool.globalInstance().waitForDone()
