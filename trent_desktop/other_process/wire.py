"""What goes through the pipe between the window's process and the share's: messages, whole.

A message is a tuple of our own frozen dataclasses and plain values, after its length in four bytes.
Both ends are this program, started by the same person; even so only values of known kinds are made
of what comes in, and never a function.
"""

from __future__ import annotations

import builtins
import importlib
import io
import os
import pickle
import struct
import sys
import threading
from typing import IO, Any

_LENGTH = struct.Struct(">I")
_MOST = 1 << 30

_PATHS = {"Path", "PosixPath", "WindowsPath", "PurePath", "PurePosixPath", "PureWindowsPath"}
_OURS = ("trent_desktop.",)
_PLAIN = {
    "builtins": {
        "set",
        "frozenset",
        "complex",
        "bytearray",
        "range",
        "slice",
        *(
            name
            for name, value in vars(builtins).items()
            if isinstance(value, type) and issubclass(value, Exception)
        ),
    },
    "collections": {"OrderedDict", "Counter", "deque"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
    "pathlib": _PATHS,
    "pathlib._local": _PATHS,  # where Python 3.13 has them
    "uuid": {"UUID", "SafeUUID"},
}


class NotOnTheWire(Exception):
    """A value of a kind that has no business in the pipe."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(_OURS):
            found: Any = importlib.import_module(module)
            for part in name.split("."):
                found = getattr(found, part)
            if isinstance(found, type):
                return found
        elif name in _PLAIN.get(module, ()):
            return super().find_class(module, name)
        raise NotOnTheWire(f"{module}.{name}")


def packed(message: Any) -> bytes:
    """A message as bytes. Raises what pickling raises for what cannot go."""
    return pickle.dumps(message, protocol=5)


def unpacked(content: bytes) -> Any:
    """The message again. Raises `NotOnTheWire` for a value of an unknown kind."""
    return _Unpickler(io.BytesIO(content)).load()


class _Anything:
    """Stands for whatever a message is made of, where only its number is wanted."""

    def __new__(cls, *_args: object, **_named: object) -> _Anything:
        return super().__new__(cls)

    def __init__(self, *_args: object, **_named: object) -> None:
        self.state: Any = None

    def __setstate__(self, state: Any) -> None:
        self.state = state

    def __setitem__(self, key: object, value: object) -> None:
        """What it holds is not looked at."""

    def _hold(self, *_held: object) -> None:
        """See `__setitem__`."""

    append = extend = add = update = _hold


class _NumberOnly(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        del module, name
        return _Anything


def number_of(content: bytes) -> int | None:
    """The number of a message that cannot be read, so that whoever asked hears of it.

    None when it has none: our messages begin with it.
    """
    try:
        message = _NumberOnly(io.BytesIO(content)).load()
        number = message.state[0]
    except Exception:  # noqa: BLE001 - no message at all
        return None
    return number if isinstance(number, int) else None


class Wire:
    """One end of the pipe. Sending may come from any thread; one thread receives."""

    def __init__(self, incoming: IO[bytes], outgoing: IO[bytes]) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._turn = threading.Lock()

    def send(self, content: bytes) -> None:
        """Send a packed message. Raises `OSError` or `ValueError` when nobody listens any more."""
        with self._turn:
            self._outgoing.write(_LENGTH.pack(len(content)) + content)
            self._outgoing.flush()

    def receive(self) -> bytes | None:
        """The next message, packed; None when the other end is gone."""
        try:
            head = self._incoming.read(_LENGTH.size)
            if len(head) < _LENGTH.size:
                return None
            (length,) = _LENGTH.unpack(head)
            if length > _MOST:
                return None
            content = self._incoming.read(length)
        except (OSError, ValueError):
            return None
        return content if len(content) == length else None


def standard_wire() -> Wire:
    """Of a process of our own to the one that started it, in the place of its standard streams."""
    # What anybody prints must not get between the messages.
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - to the end
    return Wire(incoming, outgoing)
