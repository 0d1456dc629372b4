"""Fonts that no package of ours brings, kept with the program: one for each further script.

Chinese, Japanese and Korean come from one font with TrueType outlines, the only kind ReportLab can
put into a PDF; every other living script that Noto has comes from a Noto font of its own. They
were cut down to the letters of their script and packed by ``tools/script_fonts.py``.
"""

from __future__ import annotations

import io
import lzma
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from trent_desktop import files
from trent_desktop.resources import RESOURCES

#: Where the packed fonts are.
FOLDER: Final = RESOURCES / "fonts"
#: Of more than this none is kept open twice: a font is read from here once for a PDF, once for Qt.
_KEPT: Final = 2


@dataclass(frozen=True, slots=True)
class StoredFont:
    """A font for some blocks of letters. `shaped` says that letters join or change places.

    `sample` is a letter it has.
    """

    name: str
    blocks: tuple[tuple[int, int], ...]
    shaped: bool = True

    @property
    def sample(self) -> str:
        """A letter of the script, not at the head of its block, where some have marks."""
        return _SAMPLES.get(self.name) or chr(self.blocks[0][0] + 0x13)


EAST_ASIAN: Final = StoredFont(
    "EastAsian",
    (
        (0x2E80, 0x33FF),  # radicals, kana, bopomofo, signs
        (0x4E00, 0x9FFF),
        (0x1100, 0x11FF),
        (0xAC00, 0xD7AF),
        (0xF900, 0xFAFF),
        (0xFE30, 0xFE4F),
        (0xFF00, 0xFFEF),
    ),
    shaped=False,
)
#: Letters of rare names, which dictionaries have and lists of common letters have not.
RARE_HAN: Final = StoredFont("RareHan", ((0x3400, 0x4DBF),), shaped=False)

STORED: Final = (
    RARE_HAN,
    EAST_ASIAN,
    StoredFont("Syriac", ((0x0700, 0x074F), (0x0860, 0x086F))),
    StoredFont("Thaana", ((0x0780, 0x07BF),)),
    StoredFont("NKo", ((0x07C0, 0x07FF),)),
    StoredFont("Samaritan", ((0x0800, 0x083F),)),
    StoredFont("Mandaic", ((0x0840, 0x085F),)),
    StoredFont("Tibetan", ((0x0F00, 0x0FFF),)),
    StoredFont("Cherokee", ((0x13A0, 0x13FF), (0xAB70, 0xABBF)), shaped=False),
    StoredFont("CanadianAboriginal", ((0x1400, 0x167F), (0x18B0, 0x18FF)), shaped=False),
    StoredFont("Tagalog", ((0x1700, 0x171F),)),
    StoredFont("Hanunoo", ((0x1720, 0x173F),)),
    StoredFont("Mongolian", ((0x1800, 0x18AF),)),
    StoredFont("Limbu", ((0x1900, 0x194F),)),
    StoredFont("TaiLe", ((0x1950, 0x197F),), shaped=False),
    StoredFont("NewTaiLue", ((0x1980, 0x19DF),)),
    StoredFont("Buginese", ((0x1A00, 0x1A1F),)),
    StoredFont("TaiTham", ((0x1A20, 0x1AAF),)),
    StoredFont("Balinese", ((0x1B00, 0x1B7F),)),
    StoredFont("Sundanese", ((0x1B80, 0x1BBF),)),
    StoredFont("Batak", ((0x1BC0, 0x1BFF),)),
    StoredFont("Lepcha", ((0x1C00, 0x1C4F),)),
    StoredFont("OlChiki", ((0x1C50, 0x1C7F),), shaped=False),
    StoredFont("Coptic", ((0x2C80, 0x2CFF),)),
    StoredFont("Tifinagh", ((0x2D30, 0x2D7F),)),
    StoredFont("Yi", ((0xA000, 0xA4CF),), shaped=False),
    StoredFont("Lisu", ((0xA4D0, 0xA4FF),), shaped=False),
    StoredFont("Vai", ((0xA500, 0xA63F),), shaped=False),
    StoredFont("Bamum", ((0xA6A0, 0xA6FF),), shaped=False),
    StoredFont("SylotiNagri", ((0xA800, 0xA82F),)),
    StoredFont("PhagsPa", ((0xA840, 0xA87F),)),
    StoredFont("Saurashtra", ((0xA880, 0xA8DF),)),
    StoredFont("KayahLi", ((0xA900, 0xA92F),)),
    StoredFont("Javanese", ((0xA980, 0xA9DF),)),
    StoredFont("Cham", ((0xAA00, 0xAA5F),)),
    StoredFont("TaiViet", ((0xAA80, 0xAADF),)),
    StoredFont("MeeteiMayek", ((0xAAE0, 0xAAFF), (0xABC0, 0xABFF))),
    StoredFont("Osmanya", ((0x10480, 0x104AF),), shaped=False),
    StoredFont("Osage", ((0x104B0, 0x104FF),), shaped=False),
    StoredFont("HanifiRohingya", ((0x10D00, 0x10D3F),)),
    StoredFont("SoraSompeng", ((0x110D0, 0x110FF),), shaped=False),
    StoredFont("Chakma", ((0x11100, 0x1114F),)),
    StoredFont("Newa", ((0x11400, 0x1147F),)),
    StoredFont("WarangCiti", ((0x118A0, 0x118FF),)),
    StoredFont("Mro", ((0x16A40, 0x16A6F),), shaped=False),
    StoredFont("BassaVah", ((0x16AD0, 0x16AFF),)),
    StoredFont("PahawhHmong", ((0x16B00, 0x16B8F),)),
    StoredFont("Miao", ((0x16F00, 0x16F9F),)),
    StoredFont("Wancho", ((0x1E2C0, 0x1E2FF),)),
    StoredFont("MendeKikakui", ((0x1E800, 0x1E8DF),)),
    StoredFont("Adlam", ((0x1E900, 0x1E95F),)),
)
_BY_NAME: Final = {font.name: font for font in STORED}
_SAMPLES: Final = {"EastAsian": "王", "MeeteiMayek": "ꯀ", "Tibetan": "ཀ", "Sundanese": "ᮊ"}


def stored_font(letter: str) -> StoredFont | None:
    """The font that is kept for the block of `letter`; None when there is none."""
    code = ord(letter)
    return next((f for f in STORED if any(a <= code <= b for a, b in f.blocks)), None)


def is_stored(name: str) -> bool:
    """Whether a font of that name is kept here."""
    return name in _BY_NAME


@lru_cache(maxsize=_KEPT)
def font_bytes(name: str) -> bytes | None:
    """The font file, unpacked; None when it is missing or damaged. A tenth of a second at most."""
    try:
        return lzma.decompress(files.read(FOLDER / f"{name}.ttf.xz"))
    except (OSError, lzma.LZMAError):
        return None


def as_file(name: str) -> io.BytesIO | None:
    """The font as an open file."""
    content = font_bytes(name)
    return None if content is None else io.BytesIO(content)
