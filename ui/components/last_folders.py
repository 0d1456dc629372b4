"""In which folder a dialog for files opens: where she last was for that sort of thing.

A folder's name may say whom a file is about. So what is remembered belongs to whoever is signed
in: it lies in her own sealed store on this laptop, and is forgotten here when she leaves. Nobody
else's dialogs open there, nor those of the pages before sign-in. It says no file, only its folder.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QStandardPaths

import trent_desktop

#: Under which name her store keeps them.
NOTE = "last-folders"
#: A folder that does not say for so long that it is there lies on a share that does not answer.
_WITHIN_S = 0.2
#: So many sorts, the newest last; more are only in a store that somebody wrote by hand.
_MOST = 40


class LastFolders:
    """Where whoever is signed in last was, by sort."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}
        self._keep: Callable[[str], object] | None = None

    def begin(self, keep: Callable[[str], object]) -> None:
        """Somebody signed in. `keep` is given all there is to remember, whenever it changes."""
        self.forget()
        self._keep = keep

    def bring(self, kept: str) -> None:
        """What her laptop remembers from before; where she has been since is newer."""
        self._folders = {**_read(kept), **self._folders}

    def forget(self) -> None:
        """She has gone: what she chose is nobody else's business."""
        self._folders, self._keep = {}, None

    def start(self, sort: str) -> str:
        """The folder in which a dialog opens: hers for this sort, else her documents."""
        last = self._folders.get(sort)
        standard = QStandardPaths.StandardLocation
        usual = (standard.DocumentsLocation, standard.DownloadLocation)
        written = (QStandardPaths.writableLocation(one) for one in usual)
        asked = (one for one in (last, *written) if one)
        return next(filter(_is_there, asked), str(Path.home()))

    def chose(self, sort: str, folder: Path) -> None:
        """She took something from this folder, or put it there."""
        if any(folder.is_relative_to(one) for one in _of_the_program()):
            return  # nothing of hers belongs there, and an update sweeps it away
        before = self._folders.pop(sort, None)
        self._folders[sort] = str(folder)
        if self._keep is not None and before != str(folder):
            self._keep(json.dumps(dict(list(self._folders.items())[-_MOST:])))


@cache
def last_folders() -> LastFolders:
    """The one of this program."""
    return LastFolders()


def _read(kept: str) -> dict[str, str]:
    try:
        body = json.loads(kept or "{}")
    except ValueError:
        return {}
    found: Iterable[tuple[object, object]] = body.items() if isinstance(body, dict) else ()
    return {sort: at for sort, at in found if isinstance(sort, str) and isinstance(at, str)}


def _of_the_program() -> tuple[Path, ...]:
    """Where the program lies."""
    own = Path(trent_desktop.__file__).resolve().parents[1]
    return (own, Path(sys.executable).parent) if getattr(sys, "frozen", False) else (own,)


def _is_there(folder: str) -> bool:
    """Whether a folder is there and says so at once: the window waits for no share."""
    found: list[bool] = []
    looks = threading.Thread(target=lambda: found.append(Path(folder).is_dir()), daemon=True)
    looks.start()
    looks.join(_WITHIN_S)
    return found == [True]
