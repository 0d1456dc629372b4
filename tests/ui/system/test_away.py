"""A laptop that slept, was locked or went to another user shows nothing to whoever opens it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from ui.system import native_events, windows
from ui.system.native_events import NativeEvents
from ui.system.slept import SleepWatch


class Clocks:
    """Two clocks that a test sets."""

    def __init__(self) -> None:
        self.awake = self.wall = 1000.0

    def go(self, *, awake: float, wall: float) -> None:
        self.awake += awake
        self.wall += wall


@pytest.mark.parametrize(
    ("awake", "wall", "goes_on", "away"),
    [
        (2, 2, False, False),
        (25, 25, True, False),  # the laptop was busy
        (2, 20, False, False),  # its clock was put right
        (2, 3600, False, True),  # it slept: Linux, macOS
        (3600, 3600, True, True),  # it slept: Windows, whose clocks go on
        (300, 300, False, False),  # a Mac had the program wait in the background
        (2, -3600, False, True),  # it slept, and its clock was put back meanwhile
    ],
)
def test_a_jump_of_the_clocks_is_sleep(
    qtbot: QtBot, awake: float, wall: float, goes_on: bool, away: bool
) -> None:
    clocks = Clocks()
    watch = SleepWatch(awake=lambda: clocks.awake, wall=lambda: clocks.wall, goes_on=goes_on)
    told: list[bool] = []
    watch.slept.connect(lambda: told.append(True))
    for _ in range(3):
        clocks.go(awake=2, wall=2)
        watch.look()
    clocks.go(awake=awake, wall=wall)
    watch.look()
    clocks.go(awake=2, wall=2)
    watch.look()
    assert bool(told) is away
    assert len(told) <= 1


@pytest.mark.parametrize(
    ("number", "first", "away", "shade"),
    [
        (windows.WM_POWERBROADCAST, 4, True, False),  # goes to sleep
        (windows.WM_POWERBROADCAST, 0x12, True, False),  # woke up
        (windows.WM_POWERBROADCAST, 0x0A, False, False),  # the battery
        (windows.WM_WTSSESSION_CHANGE, 7, True, False),  # locked
        (windows.WM_WTSSESSION_CHANGE, 2, True, False),  # another user at the screen
        (windows.WM_WTSSESSION_CHANGE, 8, False, False),  # unlocked
        (windows.WM_HOTKEY, windows.SHADE_HOTKEY, False, True),
        (windows.WM_HOTKEY, 1, False, False),
        (0x0200, 7, False, False),  # the mouse
    ],
)
def test_what_windows_says(
    monkeypatch: pytest.MonkeyPatch, number: int, first: int, away: bool, shade: bool
) -> None:
    monkeypatch.setattr(native_events.windows, "message", lambda _address: (number, first))
    told: list[str] = []
    events = NativeEvents(lambda: told.append("away"), lambda: told.append("shade"))
    assert events.nativeEventFilter(b"windows_generic_MSG", 1) == (False, 0)
    assert told == ["away"] * away + ["shade"] * shade


# ---------------------------------------------------------------------- the buses of Linux


LOGIN = "/org/freedesktop/login1"
SIGNALS = {
    "it goes to sleep": (LOGIN, "org.freedesktop.login1.Manager", "PrepareForSleep", [True]),
    "it woke up": (LOGIN, "org.freedesktop.login1.Manager", "PrepareForSleep", [False]),
    "the session is locked": (
        f"{LOGIN}/session/_32", "org.freedesktop.login1.Session", "Lock", [],
    ),
    "another user is at the screen": (
        f"{LOGIN}/session/_32", "org.freedesktop.DBus.Properties", "PropertiesChanged",
        ["org.freedesktop.login1.Session", {"Active": ("b", False)}, []],
    ),
    "the screen is saved": (
        "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True],
    ),
    "KDE locked it": (
        "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True],
    ),
}  # fmt: skip
NOTHING = {
    "somebody else's session": (
        f"{LOGIN}/session/_33", "org.freedesktop.login1.Session", "Lock", [],
    ),
    "it is unlocked": (
        "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [False],
    ),
    "something else of the session": (
        f"{LOGIN}/session/_32", "org.freedesktop.DBus.Properties", "PropertiesChanged",
        ["org.freedesktop.login1.Session", {"IdleHint": ("b", True)}, []],
    ),
}  # fmt: skip


@pytest.fixture
def bus_address(tmp_path: Path) -> Iterator[str]:
    """A real bus of this test's own."""
    program = shutil.which("dbus-daemon")
    if sys.platform != "linux" or program is None:
        pytest.skip("this system has no dbus-daemon")
    settings = tmp_path / "bus.conf"
    settings.write_text(
        "<busconfig><type>custom</type>"
        f"<listen>unix:path={tmp_path / 'bus'}</listen><auth>EXTERNAL</auth>"
        '<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/>'
        '<allow send_type="signal"/><allow eavesdrop="true"/></policy></busconfig>'
    )
    daemon = subprocess.Popen(
        [program, f"--config-file={settings}", "--print-address", "--nofork"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.kill()
    daemon.wait()
    daemon.stdout.close()


def serve_login(address: str, ready: threading.Event, over: threading.Event) -> None:
    """What of the login service is asked: which session is this?"""
    from jeepney import HeaderFields, MessageType, new_error, new_method_return
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection

    bus = open_dbus_connection(bus=address)
    bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
    ready.set()
    while not over.is_set():
        try:
            call = bus.receive(timeout=0.05)
        except TimeoutError:
            continue
        if call.header.message_type is not MessageType.method_call:
            continue
        if call.header.fields.get(HeaderFields.member) == "GetSession":
            bus.send(new_method_return(call, "o", (f"{LOGIN}/session/_32",)))
        else:
            bus.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))
    bus.close()


def test_what_the_desktop_says_on_its_buses(qtbot: QtBot, bus_address: str) -> None:
    from jeepney import DBusAddress, new_signal
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection

    from ui.system.buses import SAVERS, BusWatch

    ready, over = threading.Event(), threading.Event()
    login = threading.Thread(target=serve_login, args=(bus_address, ready, over))
    login.start()
    assert ready.wait(10)
    bus = QDBusConnection.connectToBus(bus_address, "listens")
    watch = BusWatch()
    told: list[float] = []
    watch.away.connect(lambda: told.append(time.monotonic()))
    heard: list[int] = []
    with qtbot.waitSignal(watch.listening, timeout=10_000):
        # Off the GUI thread, as the program does.
        begins = threading.Thread(target=lambda: heard.append(watch.listen_to(bus, bus)))
        begins.start()
        begins.join(10)
    assert heard == [1 + len(SAVERS)]
    over.set()
    login.join(10)
    says = open_dbus_connection(bus=bus_address)
    says.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
    qtbot.wait(50)

    def say(path: str, interface: str, name: str, values: list[object]) -> None:
        kinds = {"PropertiesChanged": "sa{sv}as", "Lock": ""}.get(name, "b")
        says.send(new_signal(DBusAddress(path, interface=interface), name, kinds, tuple(values)))

    for what, one in SIGNALS.items():
        told.clear()
        say(*one)
        qtbot.waitUntil(lambda: bool(told), timeout=5000)
        assert told, what
    told.clear()
    for one in NOTHING.values():
        say(*one)
    qtbot.wait(150)
    assert told == []
    says.close()
    QDBusConnection.disconnectFromBus("listens")


def test_without_a_bus_nothing_is_said_of_it(qtbot: QtBot, tmp_path: Path) -> None:
    from ui.system.buses import BusWatch

    nowhere = QDBusConnection.connectToBus(f"unix:path={tmp_path / 'none'}", "nowhere")
    assert BusWatch().listen_to(nowhere, nowhere) == 0
    QDBusConnection.disconnectFromBus("nowhere")


def test_the_program_hears_the_desktop_on_its_own_thread(tmp_path: Path) -> None:
    """All of it as in the program: the bus is joined by a worker, and tells the window's thread."""
    run = shutil.which("dbus-run-session")
    if sys.platform != "linux" or run is None:
        pytest.skip("this system has no dbus-run-session")
    done = subprocess.run(
        [run, "--", sys.executable, "-c", WHOLE],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=60, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.split() == ["MainThread"]


WHOLE = """
import threading, time
from concurrent.futures import ThreadPoolExecutor
from jeepney import DBusAddress, new_signal
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtWidgets import QApplication, QWidget
from ui.system.watch import SystemWatch
app, told = QApplication([]), []
window, watch, pool = QWidget(), SystemWatch(), ThreadPoolExecutor(1)
watch.away.connect(lambda: told.append(threading.current_thread().name))
joined = []
watch.start(window, lambda work: joined.append(pool.submit(work)))
joined[0].result(20)
bus = open_dbus_connection(bus="SESSION")
saver = DBusAddress("/org/gnome/ScreenSaver", interface="org.gnome.ScreenSaver")
end = time.monotonic() + 20
while not told and time.monotonic() < end:
    bus.send(new_signal(saver, "ActiveChanged", "b", (True,)))
    app.processEvents()
    time.sleep(0.02)
bus.close()
watch.stop()
pool.shutdown()
print(told[0])
"""
