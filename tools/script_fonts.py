"""Cut the fonts of resources/fonts out of Debian's packages. Run when a script is added.

    apt-get download fonts-droid-fallback fonts-noto-core    and dpkg -x each into FOLDER
    .venv/bin/python -m tools.script_fonts FOLDER

Chinese, Japanese and Korean come from Droid Sans Fallback (Apache 2.0): most fonts for them have
PostScript outlines, which ReportLab refuses. The rest is Noto (Open Font Licence, no name
reserved). Hinting goes, and what is left is packed: 6 MB become less than 3.
"""

from __future__ import annotations

import lzma
import sys
from pathlib import Path
from typing import Any, cast

import uharfbuzz

from trent_desktop.documents.stored_fonts import FOLDER, STORED, StoredFont

# Its types leave these out.
hb = cast("Any", uharfbuzz)

_DROID = {"EastAsian": "DroidSansFallback.ttf", "RareHan": "DroidSansFallbackFull.ttf"}
_RENAMED = {"Droid Sans Fallback": "Droid Sans Rare Han", "DroidSansFallback": "DroidSansRareHans"}
#: A space, the two marks that say whether letters join, and the circle that carries a lone mark.
_WITH_EACH = (0x20, 0x200C, 0x200D, 0x25CC)
#: What may be added to the program in all, in bytes.
MOST = 3_000_000


def source_of(font: StoredFont, folder: Path) -> Path:
    """The file that a font is cut from. Raises FileNotFoundError."""
    names = [
        _DROID.get(font.name, f"NotoSans{font.name}-Regular.ttf"),
        f"NotoSerif{font.name}-Regular.ttf",
    ]
    for name in names:
        for found in folder.rglob(name):
            return found
    raise FileNotFoundError(names[0])


def cut(font: StoredFont, source: Path) -> bytes:
    """The letters of the font's blocks that the source has, without hinting."""
    face = hb.Face(hb.Blob.from_file_path(source))
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(
        code
        for code in face.unicodes
        if code in _WITH_EACH or any(first <= code <= last for first, last in font.blocks)
    )
    wanted.flags = hb.SubsetFlags.NO_HINTING
    content = hb.subset(face, wanted).blob.data
    if font.name == "RareHan":
        # Of two fonts of one name a program takes one: this one gets another, of the same length.
        for before, after in _RENAMED.items():
            for spelling in ("ascii", "utf-16-be"):
                content = content.replace(before.encode(spelling), after.encode(spelling))
    return content


def main() -> int:
    """Write every font anew, and say how much they are together."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    FOLDER.mkdir(exist_ok=True)
    whole = 0
    for font in STORED:
        packed = lzma.compress(
            cut(font, source_of(font, Path(sys.argv[1]))), preset=9 | lzma.PRESET_EXTREME
        )
        (FOLDER / f"{font.name}.ttf.xz").write_bytes(packed)
        whole += len(packed)
    print(f"{len(STORED)} fonts, {whole:,} bytes")
    return 0 if whole <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
