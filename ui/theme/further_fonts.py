"""Letters on the screen that a Linux laptop may have no font for: Chinese, Thai, Ethiopic, …

Windows and macOS bring fonts for nearly every script. A Linux laptop may bring none, and would
show empty boxes for a child's name; so there the fonts that papers are printed in are loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontDatabase

from trent_desktop.documents.stored_fonts import EAST_ASIAN, RARE_HAN, STORED, font_bytes
from ui.background import Background

_EAST_ASIAN: Final = (
    QFontDatabase.WritingSystem.SimplifiedChinese,
    QFontDatabase.WritingSystem.Korean,
    QFontDatabase.WritingSystem.Japanese,
)


def slices(
    background: Background, parent: QObject, *, system: str = sys.platform
) -> Iterator[Callable[[], object]]:
    """Pieces of work that load what the system may lack, none of which keeps the window long.

    A font of ours is unpacked in the background, and loaded when it is there.
    """
    if system in ("win32", "darwin"):
        return
    for file in _packaged():
        yield partial(QFontDatabase.addApplicationFont, str(file))
    brought = all(QFontDatabase.families(writing) for writing in _EAST_ASIAN)
    for font in STORED:
        if not (brought and font in (EAST_ASIAN, RARE_HAN)):
            yield partial(_load_stored, font.name, background, parent)


def _packaged() -> list[Path]:
    spec = find_spec("manimgx_fonts")
    if spec is None or not spec.submodule_search_locations:
        return []
    folder = Path(next(iter(spec.submodule_search_locations)))
    return sorted(folder.glob("NotoSans?*[[]wght[]].ttf"))


def _load_stored(name: str, background: Background, parent: QObject) -> None:
    background.run(partial(font_bytes, name), parent=parent).then(_load)


def _load(content: Any) -> None:
    if content is not None:
        QFontDatabase.addApplicationFontFromData(content)
