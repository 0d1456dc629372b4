"""Where the keyboard is when a screen opens, and whether it may be there."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from tests.gallery.by_tab import told
from tests.gallery.stage import settle
from ui.components.buttons import DangerButton
from ui.shell.banner import SampleBanner
from ui.shell.rail import Rail

#: What stands round the pages: nobody begins there.
_AROUND = (SampleBanner, Rail)


def begins_wrong(window: QWidget) -> list[str]:
    """What is wrong with where the keyboard is. A screen with nothing to use has it nowhere."""
    window.activateWindow()
    settle(2)
    here = QApplication.focusWidget()
    if here is None:
        return []
    if isinstance(here, DangerButton):
        return [f"a key would press {told(here)}"]
    around = [one for one in window.findChildren(QWidget) if isinstance(one, _AROUND)]
    return [
        f"the keyboard is outside of the page: {told(here)}"
        for one in around
        if one.isAncestorOf(here)
    ]
