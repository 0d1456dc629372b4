"""Errors nobody foresaw: caught, told in words, written down without content.

What is written down of an error is its type, the places in our code it went through, and as much
of its message as is about code: `safe_message`. The rest may quote what somebody typed.
"""

from __future__ import annotations

import builtins
import logging
import re
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

import PySide6
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication

from trent_desktop import files

if TYPE_CHECKING:
    import datetime as dt

log = logging.getLogger("ui.problems")

#: Of how many errors the support details tell.
REMEMBERED = 8
LOG_SIZE, LOG_FILES = 256_000, 3


class Trouble(NamedTuple):
    """An unforeseen error: its type, `file:line function` from the outside in, and `message`."""

    kind: str
    places: tuple[str, ...]
    at: dt.datetime
    message: str = ""

    def __str__(self) -> str:
        way = " > ".join(self.places) or "no place known"
        said = f" ({self.message})" if self.message else ""
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.kind}{said} in {way}"


def trouble_of(error: BaseException, trace: TracebackType | None = None) -> Trouble:
    """What may be told of an exception."""
    import datetime as dt  # the first page tells no time

    frames = traceback.extract_tb(trace or error.__traceback__)
    places = tuple(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
    message = safe_message(error, trace or error.__traceback__)
    return Trouble(type(error).__name__, places[-8:], dt.datetime.now(dt.UTC), message)


#: What the interpreter itself says, out of names in the code and nothing else.
_ABOUT_CODE = "|".join(
    (
        r"(type object |module )?'[\w.]+'( object)? has no attribute '\w+'",
        r"'[\w.]+' object is not (callable|iterable|subscriptable|an iterator)",
        r"(free )?(name|variable) '\w+' is not defined",
        r"cannot access (local|free) variable '\w+' where it is not associated with a value",
        r"No module named '[\w.]+'",
        r"[\w.<>]+\(\) (missing|takes) \d+ [\w -]+(: '\w+'| but \d+ (was|were) given)?",
        r"[\w.<>]+\(\) got an unexpected keyword argument '\w+'",
        r"unsupported operand type\(s\) for \S{1,3}: '[\w.]+' and '[\w.]+'",
        r"'[<>=]{1,2}' not supported between instances of '[\w.]+' and '[\w.]+'",
        r"(list|tuple|string|bytearray) index out of range",
        r"pop from an? empty (list|deque|set)",
        r"Python int too large to convert to (SQLite INTEGER|C \w+)",
        r"date value out of range",
        r"maximum recursion depth exceeded( while \w+ a Python object)?",
        r"(float |integer )?division( or modulo)? by zero",
        r"Internal C\+\+ object \(\w+\) already deleted\.",
    )
)
# Each is compiled when the first error is met: most programs meet none.
_NO_WORD = r"^(?P<value>.*) is not a valid (?P<words>\w+)$"
_QUOTED = r"'(\w[\w.]*)'"


def safe_message(error: BaseException, trace: TracebackType | None = None) -> str:
    """As much of an error's message as can hold nothing of what anybody typed; else empty.

    What the interpreter says of code is kept, and a name quoted in it where it stands in the code
    that failed. Of a word that is not known it is kept which words it is none of. Everything else
    is left out whole: a message of a library may quote an answer, an address or a name.
    """
    said = str(error)
    names = _names(trace) | {*dir(builtins), "NoneType"}
    if type(error) is ValueError and (found := re.match(_NO_WORD, said, re.DOTALL)):
        return f"… is not a valid {found['words']}" if found["words"] in names else ""
    if not re.fullmatch(_ABOUT_CODE, said):
        return ""
    if isinstance(error, AttributeError):
        names.add(type(error.obj).__name__)
    return re.sub(_QUOTED, lambda part: part[0] if part[1] in names else "…", said)


def _names(trace: TracebackType | None) -> set[str]:
    """The names that stand in the code an error went through."""
    names: set[str] = set()
    while trace is not None:
        code = trace.tb_frame.f_code
        names.update(code.co_names, code.co_varnames, code.co_freevars)
        trace = trace.tb_next
    return names


def _short(file: str) -> str:
    """A file's name from our package on, without the folders of this laptop."""
    parts = Path(file).parts
    for start in ("ui", "trent_desktop"):
        if start in parts:
            return "/".join(parts[parts.index(start) :])
    return "/".join(parts[-2:])


class ContentFreeFormatter(logging.Formatter):
    """Writes an exception as its type and places, without its message."""

    def formatException(self, ei) -> str:
        error = ei[1]
        return str(trouble_of(error, ei[2])) if error is not None else ""

    def format(self, record: logging.LogRecord) -> str:
        # What another formatter has cached of the exception would hold its message.
        record.exc_text = None
        try:
            return super().format(record)
        finally:
            record.exc_text = None


def keep_log(folder: Path) -> logging.Handler:
    """Write our own loggers, and no others, to a rotating file in `folder`."""
    from logging.handlers import RotatingFileHandler  # brings sockets: not before the window

    files.make_folder(folder, parents=True)
    handler = RotatingFileHandler(
        folder / "trent-desktop.log",
        maxBytes=LOG_SIZE,
        backupCount=LOG_FILES,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(ContentFreeFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.WARNING)
    for name in ("ui", "trent_desktop"):
        logging.getLogger(name).addHandler(handler)
    return handler


def end_log(handler: logging.Handler) -> None:
    """Stop writing it."""
    for name in ("ui", "trent_desktop"):
        logging.getLogger(name).removeHandler(handler)
    handler.close()


class Unforeseen(QObject):
    """Catches what nobody caught, in every thread, and tells the window."""

    happened = Signal()
    _from_anywhere = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unforeseen")
        self._troubles: deque[Trouble] = deque(maxlen=REMEMBERED)
        self._restore: list[Callable[[], object]] = []
        self._from_anywhere.connect(self._take, Qt.ConnectionType.AutoConnection)

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """The last errors, oldest first."""
        return tuple(self._troubles)

    def install(self) -> None:
        """Take over from Python's and Qt's own ways of telling."""
        before_main, before_thread = sys.excepthook, threading.excepthook

        def main_hook(
            kind: type[BaseException], error: BaseException, trace: TracebackType | None
        ) -> None:
            if issubclass(kind, KeyboardInterrupt):
                before_main(kind, error, trace)
                return
            self._from_anywhere.emit(trouble_of(error, trace))

        def thread_hook(arguments: threading.ExceptHookArgs) -> None:
            if arguments.exc_value is not None:
                self._from_anywhere.emit(trouble_of(arguments.exc_value, arguments.exc_traceback))

        sys.excepthook, threading.excepthook = main_hook, thread_hook
        before_qt = qInstallMessageHandler(_qt_said)
        self._restore = [
            lambda: setattr(sys, "excepthook", before_main),
            lambda: setattr(threading, "excepthook", before_thread),
            lambda: qInstallMessageHandler(before_qt),
        ]

    def remove(self) -> None:
        """Give back what was taken over."""
        while self._restore:
            self._restore.pop()()

    def tell(self, error: BaseException) -> None:
        """Tell of an error that somebody caught and can do nothing about."""
        self._from_anywhere.emit(trouble_of(error))

    def _take(self, trouble: Trouble) -> None:
        self._troubles.append(trouble)
        log.error("Unforeseen: %s", trouble)
        self.happened.emit()


def _qt_said(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's warnings go to the log by category and place: the words may hold a path or a text."""
    if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        log.warning(
            "Qt: %s in %s:%s", context.category or "default", context.file or "-", context.line
        )
    del message


def support_details(
    version: str, school_kind: str, look_of_it: str, troubles: tuple[Trouble, ...]
) -> str:
    """The text for support: versions, kind of folder, last errors' types and places."""
    import platform

    screens = ", ".join(
        f"{one.size().width()}×{one.size().height()} at {one.devicePixelRatio():g}"
        for one in QGuiApplication.screens()
    )
    lines = [
        f"Trent Desktop {version}",
        f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {PySide6.__version__}",
        f"System: {platform.system()} {platform.release()} ({platform.machine()})",
        f"Window system: {QGuiApplication.platformName()}; screens: {screens}",
        f"Look: {look_of_it}",
        f"School: {school_kind or 'none open'}",
        "Last errors:",
        *(f"  {trouble}" for trouble in troubles),
    ]
    if not troubles:
        lines.append("  none")
    return "\n".join(lines)
