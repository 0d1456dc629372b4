"""A desktop that asks for files in a program of its own, and answers after it was told to go.

Run within a bus of its own: ``dbus-run-session -- python -m tests.ui.components.portal WHOSE OUT``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return
from jeepney import new_signal as signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ui.components import system_dialogs
from ui.components.input_watch import input_watch

DESKTOP = "org.freedesktop.portal.Desktop"
REQUEST = "/org/freedesktop/portal/desktop/request/late"


class Portal:
    """The other program: says on standard output what it did, and answers when it reads a line."""

    def __init__(self) -> None:
        self._bus: DBusConnection = open_dbus_connection(bus="SESSION")
        self._bus.send_and_get_reply(message_bus.RequestName(DESKTOP))
        self._answer = threading.Event()
        threading.Thread(target=self._wait, daemon=True).start()

    def serve(self) -> None:
        """Until it is ended."""
        print("ready", flush=True)
        while True:
            with suppress(TimeoutError):
                self._take(self._bus.receive(timeout=0.02))
            if self._answer.is_set():
                self._answer.clear()
                where = DBusAddress(REQUEST, interface="org.freedesktop.portal.Request")
                uris = ("as", ["file:///tmp/late.pdf"])
                self._bus.send(signal(where, "Response", "ua{sv}", (0, {"uris": uris})))
                print("answered", flush=True)

    def _wait(self) -> None:
        for _line in sys.stdin:
            self._answer.set()

    def _take(self, call: Message) -> None:
        if call.header.message_type is not MessageType.method_call:
            return
        member = call.header.fields.get(HeaderFields.member)
        if member == "Get":
            self._bus.send(new_method_return(call, "v", (("u", 4),)))
            print("known", flush=True)
        elif member == "SaveFile":
            self._bus.send(new_method_return(call, "o", (REQUEST,)))
            print("asked", flush=True)
        else:
            self._bus.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))


class Desktop:
    """The portal in its own process, as this one sees it: Qt waits for it while it starts."""

    def __init__(self) -> None:
        words = [sys.executable, "-m", "tests.ui.components.portal"]
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.said: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()
        while "ready" not in self.said:
            time.sleep(0.01)

    def answer(self) -> None:
        """She presses *Save* in it now."""
        assert self._process.stdin is not None
        self._process.stdin.write("save\n")
        self._process.stdin.flush()

    def end(self) -> None:
        """It goes."""
        self._process.kill()
        self._process.wait()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said.append(line.strip())


def main(whose: str, out: Path) -> None:
    """Open *Save*, hide everything, let it answer, and write down what came of it."""
    desktop = Desktop()
    app = QApplication(sys.argv[:1])
    wait(app, 10, lambda: "known" in desktop.said)
    wait(app, 0.3)  # until Qt has read what the desktop can do
    if whose == "the system's":
        system_dialogs.draws_its_own = lambda: False  # as on Windows and macOS
    chosen: list[str] = []
    hidden: list[int] = []
    window = QWidget()
    window.show()

    def hide(key: int) -> None:
        if key == Qt.Key.Key_F9:
            system_dialogs.put_away_dialogs()
            hidden.append(key)

    input_watch().pressed.connect(hide)
    system_dialogs.ask_where_to_save(
        window,
        "Save",
        "Report.pdf",
        lambda path: chosen.append(str(path)),
        kind="PDF",
        ending="pdf",
    )
    if not system_dialogs.draws_its_own():
        wait(app, 10, lambda: "asked" in desktop.said)
    wait(app, 0.2)
    (dialog,) = [one for one in app.topLevelWidgets() if isinstance(one, QFileDialog)]
    if whose == "the system's":
        # The desktop has the keyboard: this is what Windows and macOS are asked to send.
        input_watch().pressed.emit(Qt.Key.Key_F9)
    else:
        QTest.keyClick(dialog, Qt.Key.Key_F9)
    if "asked" in desktop.said:
        desktop.answer()
        wait(app, 10, lambda: "answered" in desktop.said)
    wait(app, 0.3)
    still = [one for one in app.topLevelWidgets() if one.isVisible() and one is not window]
    told = {
        "covered": bool(hidden),
        "open afterwards": len(still),
        "chosen": chosen,
        "asked of the system": "asked" in desktop.said,
        "answered too late": "answered" in desktop.said,
    }
    desktop.end()
    out.write_text(json.dumps(told), "utf-8")


def wait(app: QApplication, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
    """Let things happen, for so long at most."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        app.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1], Path(sys.argv[2]))
    else:
        Portal().serve()
