"""A tick for a form that was recorded, another sound for one that needs a look.

Qt's sounds are in a package that would double the download, so the system's own player is asked.
Where there is none, the system beeps.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from trent_desktop.resources import RESOURCES

FOLDER: Final = RESOURCES / "sounds"
PLAYERS: Final = ("afplay", "pw-play", "paplay", "aplay")


class Sounds(Protocol):
    """What a returned form sounds like."""

    def good(self) -> None:
        """It is recorded."""
        ...

    def odd(self) -> None:
        """Somebody should look."""
        ...


class SystemSounds:
    """Plays the sounds of the program, without waiting for them."""

    def good(self) -> None:
        """A short high tick."""
        _play(FOLDER / "tick.wav")

    def odd(self) -> None:
        """Two low ones."""
        _play(FOLDER / "look.wav")


def _play(path: Path) -> None:
    if sys.platform == "win32":
        import winsound

        try:
            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC)
        except RuntimeError:  # nothing to play it on: a form is recorded all the same
            QApplication.beep()
        return
    player = next(filter(None, map(shutil.which, PLAYERS)), None)
    if player is None or not QProcess.startDetached(player, [str(path)]):
        QApplication.beep()
