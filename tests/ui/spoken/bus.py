"""A screen reader of our own: what it walks through, presses and hears on the accessibility bus.

Keys go through the X server as a person's do. What comes by itself is what AT-SPI sends: where the
keyboard went, and what the program had announced.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MatchRule, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import HeaderFields, MessageType

ATSPI = "org.a11y.atspi"
ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "/org/a11y/atspi/registry"
#: The bits of a state, as AT-SPI counts them.
CHECKED, ENABLED, EXPANDED, FOCUSABLE, FOCUSED = 4, 8, 10, 11, 12
SELECTED, SHOWING = 23, 25
#: One of the relations between things.
LABELLED_BY = 2
#: What only holds other things, and is passed over in silence when it has no name.
SILENT = frozenset(
    ("filler", "panel", "scroll pane", "viewport", "scroll bar", "layered pane", "unknown", "")
)
#: Keys by their X names' numbers, and those that are held, by their place on the keyboard.
KEYS = {
    "Tab": 0xFF09,
    "Enter": 0xFF0D,
    "Escape": 0xFF1B,
    "Space": 0x20,
    "Down": 0xFF54,
    "Up": 0xFF52,
    "Left": 0xFF51,
    "Right": 0xFF53,
    "Home": 0xFF50,
    "F6": 0xFFC3,
    "F9": 0xFFC6,
}
#: What a screen reader asks to be told.
EVENTS = (
    *("object:state-changed:focused", "object:state-changed:checked", "object:announcement"),
    *("object:property-change:accessible-name", "object:property-change:accessible-value"),
)
HELD = {"Shift": 50, "Ctrl": 37, "Alt": 64}
_DOWN, _UP, _SYM = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing of a window, as it is read out."""

    at: tuple[str, str]
    depth: int
    role: str
    name: str
    description: str
    states: frozenset[int]
    typed: str = ""

    @property
    def line(self) -> str:
        """Role, name, what is in it, state and description in the order in which they are said."""
        held = {CHECKED: "ticked", SELECTED: "selected", EXPANDED: "open"}
        said = [word for bit, word in held.items() if bit in self.states]
        if ENABLED not in self.states and self.role not in ("label", "heading", "list item"):
            said.append("cannot be used now")
        words = f"**{self.role}** {_in_one_line(self.name)}".rstrip()
        words += f" “{_in_one_line(self.typed)}”" if self.typed else ""
        words += f" ({', '.join(said)})" if said else ""
        # Of the program itself Qt says where its file lies, which is of this machine.
        more = "" if self.role == "application" else _in_one_line(self.description)
        return words + (f" — {more}" if more else "")


class Reader:
    """Reads the one program that is on the accessibility bus."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus
        self._program = self._children((f"{ATSPI}.Registry", ROOT))[0]
        self._came: deque[Any] = deque()
        rule = MatchRule(type="signal", interface=f"{ATSPI}.Event.Object")
        self._filter = bus.filter(rule, queue=self._came)
        self._filter.__enter__()
        self._answer(message_bus.AddMatch(rule))
        #: Where the keyboard is, and the dialog in which that is.
        self._focus = self._dialog = ("", "")
        for event in EVENTS:
            self._call((f"{ATSPI}.Registry", REGISTRY), "Registry", "RegisterEvent", "s", (event,))

    # ------------------------------------------------------------------ what is there

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

    # ------------------------------------------------------------------ what is done

    def key(self, keys: str) -> None:
        """Press keys, such as `Tab` or `Ctrl+Enter`."""
        *held, last = keys.split("+")
        for one in held:
            self._key(HELD[one], _DOWN)
        self._key(KEYS[last] if last in KEYS else ord(last.lower()), _SYM)
        for one in reversed(held):
            self._key(HELD[one], _UP)

    def type(self, words: str) -> None:
        """Type words, key by key."""
        for letter in words:
            if letter.isupper():
                self._key(HELD["Shift"], _DOWN)
            self._key(ord(letter.lower()), _SYM)
            if letter.isupper():
                self._key(HELD["Shift"], _UP)

    def _key(self, number: int, how: int) -> None:
        at = (f"{ATSPI}.Registry", f"{REGISTRY}/deviceeventcontroller")
        given = (number, "", how)
        self._call(at, "DeviceEventController", "GenerateKeyboardEvent", "isu", *[given])

    # ------------------------------------------------------------------ what comes by itself

    def came(self, *wanted: str, quiet: float = 0.25, within: float = 25) -> list[str]:
        """What was said since it was last asked, until it is quiet and all the wanted was said.

        Of places that the keyboard passed through in between only the last is said: a reader
        breaks off. Raises LookupError when the wanted is not said in time.
        """
        said: list[tuple[str, Any]] = []
        ends = time.monotonic() + within
        last = time.monotonic()
        while time.monotonic() - last < quiet or not all(_is_in(one, said) for one in wanted):
            if time.monotonic() > ends:
                raise LookupError(f"{wanted!r} was not said: {[line for line, _ in said]}")
            with suppress(TimeoutError):
                self._bus.recv_messages(timeout=0.05)
            while self._came:
                new = self._said(self._came.popleft())
                if any(at is not None for _, at in new):
                    said = [one for one in said if one[1] is None]
                last = time.monotonic() if new else last
                said += new
        return [line for line, _ in said]

    def _said(self, message: Any) -> list[tuple[str, Any]]:
        """What an event makes a reader say; with each the place of the keyboard that it is of."""
        fields = message.header.fields
        detail, is_so, _, more, *_ = message.body
        at = (fields[HeaderFields.sender], fields[HeaderFields.path])
        if fields[HeaderFields.member] == "Announcement":
            return [(f"*said by itself:* {_in_one_line(str(more[1]))}", None)]
        with suppress(LookupError):  # it went while it was asked
            if detail == "focused" and is_so:
                self._focus = at
                here = (self._thing(at, 0).line, at)
                return [*((one, None) for one in self._dialog_around(at)), here]
            if detail == "checked" and at == self._focus:
                return [("ticked" if is_so else "not ticked", None)]
            if detail in ("accessible-name", "accessible-value") and at == self._focus:
                return [(self._thing(at, 0).line, at)]
        return []

    def _dialog_around(self, at: tuple[str, str]) -> list[str]:
        """What is said of a dialog when the keyboard comes into it: its name, and its words."""
        above = at
        while above[1] not in (ROOT, "/org/a11y/atspi/null"):
            if self._call(above, "Accessible", "GetRoleName")[0] == "dialog":
                break
            above = self._property(above, "Parent")
        else:
            above = ("", "")
        if above == self._dialog:
            return []
        self._dialog = above
        if not above[0]:
            return []
        words = self._words_in(above)
        while any(one.endswith("…") for one in words) or words != self._words_in(above):
            time.sleep(0.3)  # it is still looking for what it offers
            words = self._words_in(above)
        name = self._thing(above, 0)
        return [f"{name.line}: {' '.join(one for one in words if one != name.name)}"]

    def _words_in(self, at: tuple[str, str]) -> list[str]:
        """The plain words that are shown in something."""
        inside = [one for child in self._children(at) for one in self._walk(child, 2)]
        # What belongs to a field is said with it.
        of_fields = " ".join(
            f"{one.name} {one.description}" for one in inside if one.role != "label"
        )
        words = [_in_one_line(one.name) for one in inside if one.role == "label"]
        return [one for one in words if one not in of_fields]

    # ------------------------------------------------------------------ asking

    def _walk(self, at: tuple[str, str], depth: int) -> Iterator[Heard]:
        one = self._thing(at, depth)
        if depth > 1 and SHOWING not in one.states:
            return
        # Nothing is said of a picture without a meaning, as of what only holds others.
        silent = not one.name and (one.role in SILENT or one.role == "label")
        if not silent:
            yield one
        for child in self._children(at):
            yield from self._walk(child, depth + (not silent))

    def _thing(self, at: tuple[str, str], depth: int) -> Heard:
        states = self._states(at)
        role = self._call(at, "Accessible", "GetRoleName")[0]
        name, description = self._word(at, "Name"), self._word(at, "Description")
        if role == "combo box" and (label := self._label(at)):
            name = f"{label}: {name}"
        typed = self._call(at, "Text", "GetText", "ii", (0, -1))[0] if role == "text" else ""
        return Heard(at, depth, role, name, description, states, typed)

    def _label(self, at: tuple[str, str]) -> str:
        """What stands beside something and says what it is."""
        for kind, others in self._call(at, "Accessible", "GetRelationSet")[0]:
            if kind == LABELLED_BY:
                return self._word(others[0], "Name")
        return ""

    def _states(self, at: tuple[str, str]) -> frozenset[int]:
        low, high = self._call(at, "Accessible", "GetState")[0]
        bits = low | high << 32
        return frozenset(bit for bit in range(64) if bits >> bit & 1)

    def _children(self, at: tuple[str, str]) -> list[tuple[str, str]]:
        return list(self._call(at, "Accessible", "GetChildren")[0])

    def _word(self, at: tuple[str, str], which: str) -> str:
        return str(self._property(at, which))

    def _property(self, at: tuple[str, str], which: str) -> Any:
        address = DBusAddress(at[1], bus_name=at[0], interface=f"{ATSPI}.Accessible")
        return self._answer(Properties(address).get(which))[0][1]

    def _call(self, at: tuple[str, str], part: str, method: str, *given: Any) -> Any:
        address = DBusAddress(at[1], bus_name=at[0], interface=f"{ATSPI}.{part}")
        return self._answer(new_method_call(address, method, *given))

    def _answer(self, message: Any) -> Any:
        reply = self._bus.send_and_get_reply(message, timeout=30)
        if reply.header.message_type is MessageType.error:
            raise LookupError(str(reply.body))
        return reply.body


def _in_one_line(words: str) -> str:
    """Words with a stroke where a new line begins, at which a reader pauses."""
    return " / ".join(" ".join(line.split()) for line in words.splitlines() if line.strip())


def _is_in(wanted: str, said: list[tuple[str, Any]]) -> bool:
    return any(wanted in line for line, _ in said)


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
