"""Finds the windows, threads and timers that a test has left behind.

A window that outlives its test answers the next one's clicks; a timer fires into it; a thread
writes to a database that is gone. Such faults show up far from their cause, so the test that
caused them fails instead. (napari's fixtures showed how.)
"""

from __future__ import annotations

import gc
import sys
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# What is ending may take so long to end; nobody waits when nothing is left.
PATIENCE_S = 2.0

_timers: weakref.WeakSet[Any] = weakref.WeakSet()
_qthreads: weakref.WeakSet[Any] = weakref.WeakSet()
_watching = False


class Before:
    """What was there before a test; ``left_since`` tells what it added and did not remove."""

    def __init__(self) -> None:
        """Look around, and begin to watch Qt if it has been imported by now."""
        _watch_qt()
        self._threads = set(threading.enumerate())
        self._windows = {id(window) for window in _windows()}
        self._timers = {id(timer) for timer in _active_timers()}
        self._qthreads = {id(thread) for thread in _running_qthreads()}

    def left_since(self) -> list[str]:
        """One line for each thing left behind, after giving it time to end; removes windows."""
        found = self._look()
        if not found:
            return []
        # Only now: a full collection costs more than most tests.
        gc.collect()
        end = time.monotonic() + PATIENCE_S
        while (found := self._look()) and time.monotonic() < end:
            _process_events()
            time.sleep(0.01)
        lines = [line for line, _ in found]
        for _, remove in found:
            remove()  # or every later test would trip over it
        _process_events()
        return lines

    def _look(self) -> list[tuple[str, Callable[[], object]]]:
        found: list[tuple[str, Callable[[], object]]] = []
        _process_events()
        for thread in set(threading.enumerate()) - self._threads:
            # Qt's own threads show up as dummies once Python code has run in them.
            if thread.is_alive() and not isinstance(thread, threading._DummyThread):
                found.append((f"thread {thread.name!r}", _nothing))
        for window in _windows():
            if id(window) not in self._windows:
                found.append((f"window {_name(window)}", lambda w=window: _remove_window(w)))
        for timer in _active_timers():
            if id(timer) not in self._timers:
                text = f"timer {_name(timer)} of {timer.interval()} ms, in {_name(timer.parent())}"
                found.append((text, timer.stop))
        for thread in _running_qthreads():
            if id(thread) not in self._qthreads:
                found.append((f"QThread {_name(thread)}", lambda t=thread: _end_qthread(t)))
        if (busy := _busy_in_pool()) > 0:
            found.append((f"{busy} jobs in the global QThreadPool", _nothing))
        return found


def _nothing() -> None:
    """Nothing to remove: what is left can only end by itself."""


def _name(thing: Any) -> str:
    """A Qt object's class and name, for the person who reads the failure."""
    if thing is None:
        return "nobody"
    return f"{type(thing).__name__} {thing.objectName()!r}"


def _is_valid(thing: Any) -> bool:
    """Whether the C++ half of a Qt object still lives."""
    from shiboken6 import isValid

    return isValid(thing)


def _watch_qt() -> None:
    """From now on, remember each QTimer and QThread that Python code starts."""
    global _watching
    core = sys.modules.get("PySide6.QtCore")
    if _watching or core is None:
        return
    _watching = True
    for kind, seen in ((core.QTimer, _timers), (core.QThread, _qthreads)):
        _remember_when_started(kind, seen)


def _remember_when_started(kind: Any, seen: weakref.WeakSet[Any]) -> None:
    real = kind.start

    def start(self: Any, *arguments: Any) -> None:
        seen.add(self)
        real(self, *arguments)

    kind.start = start


def _active_timers() -> list[Any]:
    """Running timers; one whose parent window is gone went with it."""
    return [timer for timer in list(_timers) if _is_valid(timer) and timer.isActive()]


def _running_qthreads() -> list[Any]:
    return [thread for thread in list(_qthreads) if _is_valid(thread) and thread.isRunning()]


def _busy_in_pool() -> int:
    """How many jobs the global pool still works on."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return 0
    return core.QThreadPool.globalInstance().activeThreadCount()


def _windows() -> list[Any]:
    """Top-level widgets, shown or not."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [
        window
        for window in widgets.QApplication.topLevelWidgets()
        # Qt makes and keeps these by itself: the place where menus of a bar are measured,
        # and a combo box's list, which goes with the box.
        if window.metaObject().className() not in ("QTipLabel", "QComboBoxPrivateContainer")
    ]


def _process_events() -> None:
    """Let what is due happen, deletions too, which otherwise wait for an event loop."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    core.QCoreApplication.processEvents()


def _remove_window(window: Any) -> None:
    if _is_valid(window):
        window.hide()
        window.deleteLater()


def _end_qthread(thread: Any) -> None:
    thread.quit()
    thread.wait(int(PATIENCE_S * 1000))
