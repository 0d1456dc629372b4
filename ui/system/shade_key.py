"""F9 while a dialog of the system is open: its window is not ours, and no key in it is heard.

Windows is asked to send that one key to our own window meanwhile; macOS shows every key to the
program first (see `native_events`). On Linux our own dialogs are used, in which keys are heard.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.system import windows

_held: list[int] = []


def heed_shade_key(window: QWidget | None) -> None:
    """A dialog opens over `window`."""
    if window is None or _held:
        return
    main = int(window.window().winId())
    if windows.hold_key(main):
        _held.append(main)


def leave_shade_key() -> None:
    """The dialog has gone."""
    while _held:
        windows.let_key_go(_held.pop())
