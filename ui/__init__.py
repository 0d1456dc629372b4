"""What people see: every screen of Trent Desktop, built on what trent_desktop offers."""

from __future__ import annotations

import sys
from typing import Any

import PySide6  # noqa: F401 - before any of ours: see below


def _leave_sources_unread() -> None:
    """Spare PySide the reading of every source file that is imported after it.

    It looks in the text of each for its own name, to know whether ``from __feature__ import`` may
    stand in it, which it does nowhere here: 12 ms before the first page, and three times that for
    the rooms behind it. The frozen program has no sources, and has always done without.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _module: False


_leave_sources_unread()
