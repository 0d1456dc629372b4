"""What is said of a text while somebody types it: heard once, when she has stopped, not per key."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

#: How long nothing is typed, in ms, before it is read out; a screen reader says each key before.
REST_MS = 900


class SaidAtRest(QObject):
    """Reads out what a widget shows of what is typed, politely, and nothing of it twice."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._now: tuple[str, ...] = ()
        self._said: frozenset[str] = frozenset()
        self._rest = QTimer(self)
        self._rest.setObjectName("saidAtRest")
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.say_now)

    def typed(self, *sentences: str) -> None:
        """This is said now of what was typed; no sentence says that nothing is."""
        self._now = tuple(filter(None, sentences))
        self._said &= frozenset(self._now)
        if self._new() and QAccessible.isActive():
            self._rest.start()
        else:
            self._rest.stop()

    def anew(self, *sentences: str) -> None:
        """The same as the answer to another question: heard also if it is as it was."""
        self._said = frozenset()
        self.typed(*sentences)

    def found(self, count: int, one: str, many: str, *, more: bool = False) -> None:
        """How many a search found, by what one and many of them are called."""
        if count:
            than = "more than " if more else ""
            self.anew(f"Found: {than}{count:,} {one if count == 1 else many}.")
        else:
            self.anew("Nothing found.")

    def stir(self) -> None:
        """A key: whatever waits to be read out waits on."""
        if self._rest.isActive():
            self._rest.start()

    def shown(self, *sentences: str) -> None:
        """This stands there without anybody having typed: it is found where it stands."""
        self._rest.stop()
        self._now = tuple(filter(None, sentences))
        self._said = frozenset(self._now)

    def _new(self) -> list[str]:
        return [one for one in self._now if one not in self._said]

    def say_now(self) -> None:
        """Read it out; nothing where it was, or where it cannot be seen any more."""
        from ui.components.read_aloud import announce

        self._rest.stop()
        new, self._said = self._new(), frozenset(self._now)
        if new and self._widget.isVisible():
            announce(self._widget, " ".join(new))
