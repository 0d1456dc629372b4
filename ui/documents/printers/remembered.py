"""Which printer was chosen last on this laptop. Its name, and nothing of what was printed."""

from __future__ import annotations

import contextlib
from pathlib import Path

import platformdirs

from trent_desktop import files


def _file() -> Path:
    return Path(platformdirs.user_config_dir("trent-desktop", appauthor=False)) / "printer.txt"


def remembered() -> str:
    """The printer chosen last, or empty."""
    try:
        return _file().read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""


def remember(printer: str) -> None:
    """Keep it for the next time. A disk that refuses loses that, and nothing else."""
    with contextlib.suppress(OSError):
        files.make_folder(_file().parent, parents=True)
        files.write_over(_file(), printer.encode("utf-8"))
