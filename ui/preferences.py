"""What this laptop remembers for its user: look, window, last school. Nothing about a child.

A small JSON file in the user's configuration folder. A damaged file counts as an empty one: it
is set aside under another name, and the program starts with what it would start with anew.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from ui.theme.tokens import PALETTES, SCALES, Theme

FILE = "laptop.json"


@dataclass(frozen=True, slots=True)
class Choices:
    """Every preference, with what holds until somebody chooses.

    `theme` is ``light``, ``dark``, ``contrast`` or ``system``; `geometry` is Qt's own record of
    where the window was, in hexadecimal. `board_screen` is maker, model and serial of the screen
    that was last chosen as the whiteboard, with tabs between. `quiet`: whether quiet hours are kept.
    """

    theme: str = "light"
    scale: float = 1.0
    motion: bool = True
    geometry: str = ""
    school: str = ""
    sign_in_name: str = ""
    tray: bool = True
    quiet: bool = True
    board_screen: str = ""


class Preferences:
    """Reads and writes the choices of this laptop's user. `folder` is injected by tests."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            import platformdirs

            folder = Path(platformdirs.user_config_dir("trent-desktop", appauthor=False))
        self._file = folder / FILE
        self._choices = _read(self._file)

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
        self._choices = replace(self._choices, **changed)
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part = self._file.with_suffix(".part")
            part.write_text(json.dumps(asdict(self._choices), indent=1), "utf-8")
            os.replace(part, self._file)  # noqa: PTH105 - atomic, also over an existing file
        return self._choices

    def theme(self, *, system_is_dark: bool = False) -> Theme:
        """The theme to show. A choice of ``system`` follows the desktop's own."""
        name = self._choices.theme
        if name == "system":
            name = "dark" if system_is_dark else "light"
        return Theme(name, self._choices.scale, self._choices.motion)


def _read(file: Path) -> Choices:
    try:
        raw: Any = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Choices()
    except (OSError, ValueError):
        with contextlib.suppress(OSError):
            os.replace(file, file.with_suffix(".damaged"))  # noqa: PTH105
        return Choices()
    known: dict[str, Any] = {}
    if isinstance(raw, dict):
        for field in fields(Choices):
            value = raw.get(field.name, field.default)
            kind = type(field.default)
            if isinstance(value, kind) or (kind is float and type(value) is int):
                known[field.name] = kind(value)
    chosen = Choices(**known)
    if chosen.theme not in (*PALETTES, "system"):
        chosen = replace(chosen, theme="light")
    return replace(chosen, scale=min(max(chosen.scale, SCALES[0]), SCALES[-1]))
