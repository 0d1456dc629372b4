"""What this laptop remembers for its user: look, window, last school. Nothing about a child.

A small JSON file in the user's configuration folder. A damaged file counts as an empty one: it
is set aside under another name, and the program starts with what it would start with anew. One
that somebody holds is not damaged: it is read when they let go, and until then left alone.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from trent_desktop import files
from ui.theme.tokens import PALETTES, SCALES, Theme

FILE = "laptop.json"
#: How long a file is waited for that somebody holds: before the window, and while she waits for it.
_AT_START_S, _LATER_S = 2.0, 0.3


class Choices(NamedTuple):
    """Every preference, with what holds until somebody chooses.

    `theme` is ``light``, ``dark``, ``contrast`` or ``system``; `geometry` is Qt's own record of
    where the window was, in hexadecimal. `board_screen` is maker, model and serial of the screen
    that was last chosen as the whiteboard, with tabs between. `own_class` is the id of the class of
    her own that was chosen last. `quiet`: whether quiet hours are kept.
    `school_name` is what the school at `school` is called.
    """

    theme: str = "light"
    scale: float = 1.0
    motion: bool = True
    geometry: str = ""
    school: str = ""
    school_name: str = ""
    sign_in_name: str = ""
    tray: bool = True
    quiet: bool = True
    board_screen: str = ""
    own_class: str = ""


class Preferences:
    """Reads and writes the choices of this laptop's user. `folder` is injected by tests."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            import platformdirs

            folder = Path(platformdirs.user_config_dir("trent-desktop", appauthor=False))
        self._file = folder / FILE
        self._choices = Choices()
        #: What was chosen while the file could not be read: it must not be written over unseen.
        self._unread: dict[str, Any] | None = {}
        self._look(_AT_START_S)

    @property
    def folder(self) -> Path:
        """Where they are kept."""
        return self._file.parent

    @property
    def choices(self) -> Choices:
        """What holds now."""
        return self._choices

    def change(self, **changed: Any) -> Choices:
        """Change some and keep them. A disk that refuses loses a preference, nothing else."""
        self._choices = self._choices._replace(**changed)
        if self._unread is not None:
            self._unread |= changed
            self._look(_LATER_S)
        if self._unread is not None:
            return self._choices
        with contextlib.suppress(OSError):
            files.make_folder(self._file.parent, parents=True)
            part = self._file.with_suffix(".part")
            files.write_over(part, json.dumps(self._choices._asdict(), indent=1).encode("utf-8"))
            files.replace(part, self._file)
        return self._choices

    def _look(self, within: float) -> None:
        """Read them, unless somebody holds the file: then nothing is known of it, and it stays."""
        found = _read(self._file, within)
        if found is not None:
            self._choices, self._unread = found._replace(**(self._unread or {})), None

    def theme(self, *, system: str = "light") -> Theme:
        """The theme to show. A choice of ``system`` follows the laptop's own, which is `system`."""
        name = self._choices.theme
        if name == "system":
            name = system
        return Theme(name, self._choices.scale, self._choices.motion)


def _read(file: Path, within: float) -> Choices | None:
    """What the file says; None when it is there and cannot be read just now."""
    try:
        raw: Any = json.loads(files.read(file, within=within).decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Choices()
    except OSError:
        return None
    except ValueError:
        with contextlib.suppress(OSError):
            files.replace(file, file.with_suffix(".damaged"))
        return Choices()
    known: dict[str, Any] = {}
    if isinstance(raw, dict):
        for name, default in Choices()._asdict().items():
            value = raw.get(name, default)
            kind = type(default)
            if isinstance(value, kind) or (kind is float and type(value) is int):
                known[name] = kind(value)
    chosen = Choices(**known)
    if chosen.theme not in (*PALETTES, "system"):
        chosen = chosen._replace(theme="light")
    return chosen._replace(scale=min(max(chosen.scale, SCALES[0]), SCALES[-1]))
