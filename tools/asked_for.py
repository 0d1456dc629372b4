"""Whether a command line opens the window, and whether there could be one.

Asked at every start, by start.py and by the frozen program: standard library only, and light.
"""

from __future__ import annotations

import os
import sys

NO_DISPLAY = "There is no display here, so the window cannot open."


def opens_window(arguments: list[str]) -> bool:
    """Whether the program would open its window: no command is named, nor anything about it asked."""
    words = iter(arguments)
    lessons = 0
    for word in words:
        if word in ("--school", "--as"):
            next(words, None)
        elif word.lower().endswith(".smartlesson") and not lessons:
            lessons += 1  # a lesson's file to open with
        elif not word.startswith(("--school=", "--as=")):
            return False
    return True


def no_display() -> bool:
    """Whether this is a Linux session in which no window could appear."""
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in shown)
