"""A lesson keeps projector and computer awake, and nothing does afterwards."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.ui.system.test_away import bus_address
from ui.system import awake
from ui.system.awake import PROGRAM, WHY, StayAwake

__all__ = ["bus_address"]


def test_it_is_asked_once_and_let_go_once_also_when_it_is_destroyed() -> None:
    asked: list[bool] = []
    parent = QObject()
    stays = StayAwake(parent, asked.append)
    for _ in range(2):
        stays.hold()
    assert stays.holds
    for _ in range(2):
        stays.let_go()
    assert (asked, stays.holds) == ([True, False], False)
    stays.hold()
    delete(parent)  # she signed out in the middle of a lesson
    assert asked == [True, False, True, False]


@pytest.mark.parametrize(("platform", "module"), [("win32", awake.windows), ("darwin", awake.mac)])
def test_each_system_has_a_way(
    monkeypatch: pytest.MonkeyPatch, platform: str, module: object
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(awake.sys, "platform", platform)
    monkeypatch.setattr(module, "stay_awake", asked.append)
    stays = StayAwake()
    stays.hold()
    stays.let_go()
    assert asked == [True, False]


# ---------------------------------------------------------------------- the buses of Linux


class Desktop:
    """Screen saver, power management and login service on a real bus; who holds them awake."""

    def __init__(self, address: str) -> None:
        self.held: dict[str, set[str]] = {"saver": set(), "power": set()}
        self.said: list[tuple[str, ...]] = []
        self.file: int | None = None
        self._address = address
        self.ready, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def _serve(self) -> None:
        from jeepney import HeaderFields, MatchRule, MessageType, new_method_return
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        bus = open_dbus_connection(bus=self._address, enable_fds=True)
        for name in ("ScreenSaver", "PowerManagement", "login1"):
            bus.send_and_get_reply(message_bus.RequestName(f"org.freedesktop.{name}"))
        bus.send_and_get_reply(
            message_bus.AddMatch(MatchRule(type="signal", member="NameOwnerChanged"))
        )
        self.ready.set()
        while not self._over.is_set():
            try:
                call = bus.receive(timeout=0.05)
            except TimeoutError:
                continue
            fields = call.header.fields
            if fields.get(HeaderFields.member) == "NameOwnerChanged":
                for holders in self.held.values():
                    holders.discard(call.body[0])
                continue
            if call.header.message_type is not MessageType.method_call:
                continue
            self.said.append(tuple(call.body))
            interface = fields[HeaderFields.interface]
            if interface == "org.freedesktop.login1.Manager":
                self.file, given = os.pipe()
                bus.send(new_method_return(call, "h", (given,)))
                os.close(given)
                continue
            which = "saver" if interface.endswith("ScreenSaver") else "power"
            self.held[which].add(fields[HeaderFields.sender])
            bus.send(new_method_return(call, "u", (7,)))
        bus.close()

    @property
    def awake(self) -> bool:
        """Whether anybody of the three holds it awake."""
        return any(self.held.values()) or (self.file is not None and not self._closed())

    @property
    def all_awake(self) -> bool:
        return all(self.held.values()) and self.file is not None and not self._closed()

    def _closed(self) -> bool:
        """Whether the other end of the file that was given is closed."""
        assert self.file is not None
        ready, _, _ = select.select([self.file], [], [], 0)
        return bool(ready)

    @contextmanager
    def there(self) -> Iterator[Desktop]:
        self._thread.start()
        assert self.ready.wait(10)
        try:
            yield self
        finally:
            self._over.set()
            self._thread.join(10)
            if self.file is not None:
                with suppress(OSError):
                    os.close(self.file)


def test_a_desktop_is_held_awake_and_let_go(qtbot: QtBot, bus_address: str) -> None:
    from ui.system.awake_buses import BusesAwake

    with Desktop(bus_address).there() as desktop:
        stays = StayAwake(None, BusesAwake(PROGRAM, WHY, bus_address, bus_address))
        stays.hold()
        qtbot.waitUntil(lambda: desktop.all_awake, timeout=10_000)
        assert sorted(desktop.said) == sorted(
            [(PROGRAM, WHY), (PROGRAM, WHY), ("idle:sleep", PROGRAM, WHY, "block")]
        )
        stays.let_go()
        qtbot.waitUntil(lambda: not desktop.awake, timeout=10_000)
        # A lesson that ends before anybody has answered.
        stays.hold()
        stays.let_go()
        qtbot.wait(300)
        qtbot.waitUntil(lambda: not desktop.awake, timeout=10_000)


def test_a_program_that_is_killed_holds_nothing(qtbot: QtBot, bus_address: str) -> None:
    words = (
        "from PySide6.QtCore import QCoreApplication\n"
        "from ui.system.awake_buses import BusesAwake\n"
        "app = QCoreApplication([])\n"
        f"stays = BusesAwake({PROGRAM!r}, {WHY!r}, {bus_address!r}, {bus_address!r})\n"
        "stays(True)\n"
        "app.exec()\n"
    )
    with Desktop(bus_address).there() as desktop:
        child = subprocess.Popen([sys.executable, "-c", words])
        try:
            qtbot.waitUntil(lambda: desktop.all_awake, timeout=20_000)
        finally:
            child.kill()
            child.wait(10)
        qtbot.waitUntil(lambda: not desktop.awake, timeout=10_000)


def test_without_a_bus_it_is_no_trouble(tmp_path: object) -> None:
    from ui.system.awake_buses import BusesAwake

    nowhere = f"unix:path={tmp_path}/none"
    stays = StayAwake(None, BusesAwake(PROGRAM, WHY, nowhere, nowhere))
    stays.hold()
    assert stays.holds
    stays.let_go()
