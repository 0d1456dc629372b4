"""What the window itself can try of a laptop: screens, printers, sound, sleep."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo

import trent_desktop
from trent_desktop.school.trying.values import Came, Tried
from ui.agreements.register.sounds import PLAYERS
from ui.screens import Screen, mirrored

_UNTRIED_ON: Final = {"win32": "Windows", "darwin": "Macs"}
_SECOND: Final = "The second screen"
_SLEEP: Final = Tried(
    "sleep",
    "Sleep",
    Came.UNTRIED,
    "The program locks itself when the laptop sleeps.",
    "Close the lid for a minute and open it again: the program must ask for your password.",
)


def try_screens(screens: tuple[Screen, ...]) -> Tried:
    """As they are now. At once."""
    if len(screens) < 2:
        do = "Plug in the board or projector, and try again."
        return Tried("screens", _SECOND, Came.UNTRIED, "There is one screen only.", do)
    if mirrored(screens):
        words = "Two screens show the same. Lessons run, and the class sees what you see."
        return Tried(
            "screens", _SECOND, Came.NOTE, words, "Choose “extend” in the laptop’s settings."
        )
    known = all(one.has_identity for one in screens)
    words = f"{len(screens)} screens are side by side."
    if not known:
        words += (
            " One does not say who it is, so the board has to be chosen again after unplugging."
        )
    return Tried("screens", _SECOND, Came.WELL if known else Came.NOTE, words)


def try_printers(
    printers: Callable[[], Sequence[str]] = QPrinterInfo.availablePrinterNames,
    usual: Callable[[], str] = QPrinterInfo.defaultPrinterName,
) -> Tried:
    """Which printers the system has. Slow where one is on the network: not the GUI thread."""
    names = printers()
    if not names:
        words = "The system knows no printer. Papers can be saved as PDF."
        return Tried("printer", "Printers", Came.NOTE, words, "Add one in the laptop’s settings.")
    words = f"{len(names)} printer{'s' if len(names) != 1 else ''} can be chosen"
    words += "." if usual() else "; none is the usual one."
    return Tried("printer", "Printers", Came.WELL, words, "Press Print above to try one.")


def try_sound() -> Tried:
    """Whether something plays it. Looks on the disk: not the GUI thread."""
    if sys.platform == "win32" or any(map(shutil.which, PLAYERS)):
        words = "The ticks for returned forms can be played."
        do = "Press Play the sound above and listen."
        return Tried("sound", "Sound", Came.UNTRIED, words, do)
    return Tried(
        "sound", "Sound", Came.NOTE, "Nothing here plays sounds: the laptop beeps instead."
    )


def try_sleep() -> Tried:
    """A person must try it."""
    return _SLEEP


def try_system() -> Tried:
    """Whether the program was tried on this system at all, by those who made it."""
    name = _UNTRIED_ON.get(sys.platform)
    if name is None:
        words = "The program was made and tried on this system."
        return Tried("system", "This system", Came.WELL, words)
    words = (
        f"The program was written for {name} too, and tried on Linux only. Not seen yet on a real "
        "machine: the lock when it sleeps or is locked, F9 over the system’s own dialogs, windows "
        "kept out of screenshots, printing, two screens."
    )
    do = "Try those once, and tell whoever looks after the program what you saw."
    return Tried("system", "This system", Came.UNTRIED, words, do)


def this_laptop() -> str:
    """Which program on which system; nothing that names the laptop or its user."""
    return (
        f"Trent Desktop {trent_desktop.__version__}; {platform.system()} {platform.release()} "
        f"({platform.machine()}); Python {platform.python_version()}; Qt {qVersion()}; "
        f"{QGuiApplication.platformName()}"
    )
