"""A screen reader of our own: it walks a real window through AT-SPI, and presses what it finds.

Run inside `dbus-run-session`, with `DISPLAY` set; see `test_spoken.py`, which does both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import MessageType

ATSPI = "org.a11y.atspi"
ROOT = "/org/a11y/atspi/accessible/root"
#: The bits of a state, as AT-SPI counts them.
CHECKED, FOCUSABLE, FOCUSED, SELECTED, SHOWING = 4, 11, 12, 23, 25
#: What only holds other things, and is passed over in silence when it has no name.
SILENT = frozenset(
    ("filler", "panel", "scroll pane", "viewport", "scroll bar", "layered pane", "unknown", "")
)
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing of a window, as it is read out."""

    at: tuple[str, str]
    depth: int
    role: str
    name: str
    description: str
    states: frozenset[int]

    @property
    def line(self) -> str:
        """Role, name, state and description in the order in which they are said."""
        held = {CHECKED: "ticked", SELECTED: "selected", FOCUSED: "has the keyboard"}
        said = [word for bit, word in held.items() if bit in self.states]
        words = f"**{self.role}** {' '.join(self.name.split())}".rstrip()
        words += f" ({', '.join(said)})" if said else ""
        # Of the program itself Qt says where its file lies, which is of this machine.
        more = "" if self.role == "application" else " ".join(self.description.split())
        return words + (f" — {more}" if more else "")


class Reader:
    """Reads the one program that is on the accessibility bus."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus
        self._program = self._children((f"{ATSPI}.Registry", ROOT))[0]

    def heard(self) -> list[Heard]:
        """All that is shown now, in order."""
        return list(self._walk(self._program, 0))

    def press(self, name: str, *, within: float = 25) -> None:
        """Press what begins with this name, as soon as it is there. Raises LookupError."""
        found = self.wait(
            lambda one: one.name.startswith(name) and FOCUSABLE in one.states, within=within
        )
        self._call(found.at, "Action", "DoAction", "i", (0,))

    def wait(self, wanted: Callable[[Heard], bool], *, within: float = 25) -> Heard:
        """The first thing that is as wanted, as soon as it is there. Raises LookupError."""
        ends = time.monotonic() + within
        heard: list[Heard] = []
        while time.monotonic() < ends:
            with suppress(LookupError):  # it went while it was read
                heard = self.heard()
                if found := next((one for one in heard if wanted(one)), None):
                    return found
            time.sleep(0.2)
        raise LookupError("not there:\n" + "\n".join(one.line for one in heard))

    def _walk(self, at: tuple[str, str], depth: int) -> Iterator[Heard]:
        states = self._states(at)
        role = self._call(at, "Accessible", "GetRoleName")[0]
        if depth > 1 and SHOWING not in states:
            return
        name, description = self._word(at, "Name"), self._word(at, "Description")
        # Nothing is said of a picture without a meaning, as of what only holds others.
        silent = not name and (role in SILENT or role == "label")
        if not silent:
            yield Heard(at, depth, role, name, description, states)
        for child in self._children(at):
            yield from self._walk(child, depth + (not silent))

    def _states(self, at: tuple[str, str]) -> frozenset[int]:
        low, high = self._call(at, "Accessible", "GetState")[0]
        bits = low | high << 32
        return frozenset(bit for bit in range(64) if bits >> bit & 1)

    def _children(self, at: tuple[str, str]) -> list[tuple[str, str]]:
        return list(self._call(at, "Accessible", "GetChildren")[0])

    def _word(self, at: tuple[str, str], which: str) -> str:
        address = DBusAddress(at[1], bus_name=at[0], interface=f"{ATSPI}.Accessible")
        return str(self._answer(Properties(address).get(which))[0][1])

    def _call(self, at: tuple[str, str], part: str, method: str, *given: Any) -> Any:
        address = DBusAddress(at[1], bus_name=at[0], interface=f"{ATSPI}.{part}")
        return self._answer(new_method_call(address, method, *given))

    def _answer(self, message: Any) -> Any:
        reply = self._bus.send_and_get_reply(message, timeout=30)
        if reply.header.message_type is MessageType.error:
            raise LookupError(str(reply.body))
        return reply.body


def accessibility_bus() -> DBusConnection:
    """The bus that screen readers listen to, asked of the session's."""
    session = open_dbus_connection("SESSION")
    address = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
    for _ in range(50):
        reply = session.send_and_get_reply(new_method_call(address, "GetAddress"))
        if reply.header.message_type is not MessageType.error:
            return open_dbus_connection(reply.body[0])
        time.sleep(0.1)
    raise LookupError("no accessibility bus")


#: The pages that are read: what it is called, what is pressed to get there, and the page's title.
WAY = (
    ("The first page", (), "Welcome"),
    ("Home, in the sample school", ("Try a sample school",), "Good "),
    ("Reports", ("Reports",), "Your reports"),
    ("Choosing what to report", ("Report something",), ""),
    ("The quick page of a report", ("Inappropriate content",), "What happened?"),
)


def read_out(out: Path, way: tuple[tuple[str, tuple[str, ...], str], ...] = WAY) -> None:
    """Open the program, go the way, and write down what is said on each page."""
    launcher = next(one for one in LAUNCHERS if Path(one).exists())
    started = [subprocess.Popen([launcher, "--launch-immediately"])]
    try:
        bus = accessibility_bus()
        opened = [sys.executable, "-m", "tests.ui.spoken.opened"]
        started.append(subprocess.Popen(opened))
        reader = None
        ends = time.monotonic() + 60
        while reader is None and time.monotonic() < ends:
            with suppress(LookupError, IndexError):
                reader = Reader(bus)
            time.sleep(0.2)
        assert reader is not None, "the program is not on the accessibility bus"
        written: list[str] = []
        for title, pressed, heading in way:
            for name in pressed:
                reader.press(name)
            reader.wait(
                lambda one, heading=heading: one.role == "heading" and one.name.startswith(heading)
            )
            time.sleep(1.0)
            heard = reader.heard()
            lines = [f"{'  ' * one.depth}- {one.line}" for one in heard]
            written.append(f"## {title}\n\n" + "\n".join(lines))
            out.write_text("\n\n".join(written) + "\n", encoding="utf-8")
    finally:
        for one in reversed(started):
            one.terminate()
            one.wait(10)


if __name__ == "__main__":
    os.environ.update(QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
    read_out(Path(sys.argv[1]))
