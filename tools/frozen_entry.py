"""Where the frozen program begins; from source it is ``python -m trent_desktop``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.asked_for import NO_DISPLAY, no_display, opens_window
from trent_desktop.__main__ import main


def what_is_missing(arguments: list[str], pyside: Path) -> str:
    """What this Linux system lacks for what is asked, with how to get it; empty for nothing.

    `pyside` is the folder of PySide6 in the program. The libraries are loaded as Qt would load them,
    which costs nothing where they are there.
    """
    window = opens_window(arguments)
    if not window and arguments[:1] != ["self-test"]:
        return ""
    if window and no_display():
        return NO_DISPLAY
    try:
        import PySide6.QtPrintSupport
        import PySide6.QtSvg
        import PySide6.QtWidgets  # noqa: F401

        shown = os.environ.get("QT_QPA_PLATFORM", "xcb").split(":")[0]
        if window and shown == "xcb" and not os.environ.get("WAYLAND_DISPLAY"):
            import ctypes

            ctypes.CDLL(str(pyside / "Qt" / "plugins" / "platforms" / "libqxcb.so"))
    except (ImportError, OSError) as error:
        from tools import system_parts

        return system_parts.lacking(pyside, str(error))
    return ""


if __name__ == "__main__":
    if sys.platform.startswith("linux"):
        folder = Path(getattr(sys, "_MEIPASS", "")) / "PySide6"
        if missing := what_is_missing(sys.argv[1:], folder):
            sys.exit(missing)
    sys.exit(main())
