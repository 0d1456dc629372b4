"""The typefaces, loaded from their packages so that every laptop shows the same.

The files are found by the package's place, without importing `fontpkg`: its registry reads the
metadata of every installed distribution (60 ms), and the window waits for the first of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFontDatabase

FAMILY = "Atkinson Hyperlegible"
#: Behind it, glyph by glyph: Noto Sans from its package, then whatever the system has.
FALLBACK = "Noto Sans"
#: On the board for ages 5 to 7: its a is the one they learn to write.
FIRST_READERS = "ABeeZee"
MONO = ("Noto Sans Mono", "DejaVu Sans Mono", "Consolas", "Menlo", "monospace")
#: (package, its files) that are loaded behind the first window.
_BEHIND = (
    ("fontpkg_noto_sans", "NotoSans[[]*.ttf"),
    ("fontpkg_hind_siliguri", "HindSiliguri-Regular.ttf"),
    ("fontpkg_noto_sans_tamil", "NotoSansTamil[[]*.ttf"),
)

_loaded: set[Path] = set()
_further: list[str] = []


class FontMissing(RuntimeError):
    """A font package is not installed, or its files cannot be read."""


def _files(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FontMissing(f"The package {package} is not installed.")
    return Path(next(iter(spec.submodule_search_locations))) / "files"


def load_font(file: Path) -> str:
    """Load a font file once and say its family. Raises `FontMissing`."""
    number = -1 if not file.is_file() else QFontDatabase.addApplicationFont(str(file))
    if number < 0:
        raise FontMissing(f"The font {file.name} cannot be loaded.")
    _loaded.add(file)
    return QFontDatabase.applicationFontFamilies(number)[0]


def load_faces() -> None:
    """Load the faces the first window needs."""
    for style in ("Regular", "Bold"):
        file = _files("fontpkg_atkinson_hyperlegible") / f"AtkinsonHyperlegible-{style}.ttf"
        if file not in _loaded:
            load_font(file)


def fallback_files() -> Iterator[Path]:
    """Noto Sans (2 MB), and the faces of Bengali and Tamil that papers are printed in.

    For names that Atkinson Hyperlegible has no letters for. Loaded when the first window is
    visible: those that are given are not loaded yet.
    """
    for package, name in _BEHIND:
        for file in _files(package).glob(name):
            if file not in _loaded:
                yield file


def board_families() -> tuple[str, ...]:
    """What stands behind the board's own face: `FALLBACK`, and what `load_letters_of` loaded."""
    return (FALLBACK, *_further)


def load_letters_of(words: str) -> bool:
    """Load the faces of a lesson's other scripts and of its emoji; whether any is new.

    They come with the program: what the system has differs from laptop to laptop, and may be boxes.
    """
    from trent_desktop.documents.fonts import further_files

    before = len(_further)
    for file in further_files(words)[0]:
        if file not in _loaded:
            _further.append(load_font(file))
    return len(_further) > before


def load_first_readers() -> None:
    """Load ABeeZee. Called when a lesson is opened."""
    file = _files("fontpkg_abeezee") / "ABeeZee-Regular.ttf"
    if file not in _loaded:
        load_font(file)
