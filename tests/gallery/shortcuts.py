"""Keys that would do nothing: of two shortcuts of one key at hand Qt calls neither (rule 123)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_Found = tuple[str, Qt.ShortcutContext, QWidget]
_WINDOW = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)


def ambiguous_keys(window: QWidget) -> list[str]:
    """The keys of which two shortcuts can be meant at once on the page that is shown."""
    return sorted(
        {first[0] for first, second in combinations(_shortcuts(window), 2) if _clash(first, second)}
    )


def _shortcuts(window: QWidget) -> Iterator[_Found]:
    for one in window.findChildren(QShortcut):
        parent = one.parent()
        if one.isEnabled() and isinstance(parent, QWidget) and _is_at_hand(parent, window):
            for key in one.keys():  # noqa: SIM118 - it is no dictionary
                yield _key(key), one.context(), parent
    for action in window.findChildren(QAction):
        for parent in action.associatedObjects():
            if action.isEnabled() and isinstance(parent, QWidget) and _is_at_hand(parent, window):
                for key in action.shortcuts():
                    yield _key(key), action.shortcutContext(), parent


def _is_at_hand(widget: QWidget, window: QWidget) -> bool:
    return widget is window or (widget.isVisibleTo(window) and widget.isEnabledTo(window))


def _key(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.PortableText)


def _clash(first: _Found, second: _Found) -> bool:
    if first[0] != second[0]:
        return False
    (_, how, here), (_, other, there) = first, second
    if how in _WINDOW or other in _WINDOW:
        return True  # one of them is at hand wherever she is in the window
    return here is there or here.isAncestorOf(there) or there.isAncestorOf(here)
