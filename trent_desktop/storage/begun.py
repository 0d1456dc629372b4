"""What is being made where it must not stay: a paper beside its name, a folder of them, an e-mail.

None of it is encrypted. So that nothing of it is left when the program is killed on the way, or
when a virus scanner holds it at that moment, this laptop notes where it is; the next start takes
it away. A note says nothing but a path. It is held by a lock as long as its program is at it.
"""

from __future__ import annotations

import uuid
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import platformdirs

from trent_desktop import files
from trent_desktop.storage.box.turn import ProcessTurn

_NOTE: Final = ".note"
_HELD: Final = ".held"


def notes_folder() -> Path:
    """Where the notes are, on this laptop alone."""
    data = platformdirs.user_data_dir("trent-desktop", appauthor=False, roaming=False)
    return Path(data) / "begun"


class Noted:
    """A note of one file or folder that `files.begin`, or its like, made. Never raises."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._note = notes_folder() / f"{uuid.uuid4().hex}{_NOTE}"
        self._turn: ProcessTurn | None = None
        with suppress(OSError):
            files.make_folder(self._note.parent, parents=True)
            turn = ProcessTurn(self._note.with_suffix(_HELD))
            turn.take(0)
            self._turn = turn
            files.write_over(self._note, str(path.absolute()).encode("utf-8", files.AS_BYTES))

    def over(self) -> None:
        """It has become what it was to be, or is gone; if it is still there, the note stays."""
        if self._turn is not None:
            self._turn.close()
        with suppress(OSError):
            if not self._path.exists():
                _forget(self._note)


@contextmanager
def noted(path: Path) -> Generator[None]:
    """A note for as long as the block lasts."""
    note = Noted(path)
    try:
        yield
    finally:
        note.over()


def take_away_left() -> None:
    """Take away what programs left that were killed, or could not. Slow; never raises."""
    with suppress(OSError):
        for note in list(notes_folder().glob(f"*{_NOTE}")):
            turn = ProcessTurn(note.with_suffix(_HELD))
            with suppress(OSError, UnicodeDecodeError):
                free = turn.take(0)
                turn.close()
                if free:
                    _take_away(Path(files.read(note).decode("utf-8", files.AS_BYTES)))
                    _forget(note)


def _take_away(path: Path) -> None:
    # Whatever a note says: nothing else is ever removed.
    if path.name.endswith(files.BEGUN):
        with suppress(FileNotFoundError):
            files.remove_folder(path)


def _forget(note: Path) -> None:
    files.remove(note)
    files.remove(note.with_suffix(_HELD))
