"""The fonts of the school's papers, and which of them has a glyph for a given letter.

Atkinson Hyperlegible comes first; Noto Sans stands behind it, letter by letter; behind both, one
Noto for each script that a name in London may be written in; and fonts of our own for Chinese,
Japanese, Korean and whatever else is written today. A font is opened when the first letter needs
it. All of them are free to be passed on, and embedded as subsets.
"""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import importlib.util
import io
import re
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, cast

import uharfbuzz
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, ShapeData, ShapedStr, TTFont

from trent_desktop.documents import stored_fonts

# Fonts and pages stand in a file as they are. ReportLab would write them as letters, for channels
# that carry nothing else: a quarter longer, and spelt in Python, which takes longer than drawing.
rl_config.useA85 = 0

#: One document is built at a time: ReportLab keeps its fonts for the whole process.
ONE_AT_A_TIME: Final = threading.Lock()
#: Guards the opening of a font, and the codes it gives to glyphs that no letter has.
_OPENING: Final = threading.RLock()


@dataclass(frozen=True, slots=True)
class Face:
    """One font file as ReportLab knows it. `shaped` says that letters join or change places.

    `heavy` marks a face that is bold in itself; others are thickened when bold is asked for.
    """

    name: str
    shaped: bool = False
    heavy: bool = False


PLAIN: Final = Face("Trent-Plain")
BOLD: Final = Face("Trent-Bold", heavy=True)
NOTO: Final = Face("Trent-Noto")
ARABIC: Final = Face("Trent-Arabic", shaped=True)
SYMBOLS: Final = Face("Trent-Symbols")
EMOJI: Final = Face("Trent-Emoji", shaped=True)

#: Scripts by block, with the file of the package of Noto fonts that has their letters.
_SCRIPTS: Final[tuple[tuple[int, int, str, bool], ...]] = (
    (0x0530, 0x058F, "Armenian", False),
    (0x0590, 0x05FF, "Hebrew", True),
    (0x0600, 0x06FF, "Arabic", True),
    (0x0750, 0x077F, "Arabic", True),
    (0x0870, 0x08FF, "Arabic", True),
    (0x0900, 0x097F, "Devanagari", True),
    (0x0980, 0x09FF, "Bengali", True),
    (0x0A00, 0x0A7F, "Gurmukhi", True),
    (0x0A80, 0x0AFF, "Gujarati", True),
    (0x0B00, 0x0B7F, "Oriya", True),
    (0x0B80, 0x0BFF, "Tamil", True),
    (0x0C00, 0x0C7F, "Telugu", True),
    (0x0C80, 0x0CFF, "Kannada", True),
    (0x0D00, 0x0D7F, "Malayalam", True),
    (0x0D80, 0x0DFF, "Sinhala", True),
    (0x0E00, 0x0E7F, "Thai", True),
    (0x0E80, 0x0EFF, "Lao", True),
    (0x1000, 0x109F, "Myanmar", True),
    (0x10A0, 0x10FF, "Georgian", False),
    (0x1200, 0x139F, "Ethiopic", False),
    (0x1780, 0x17FF, "Khmer", True),
    (0x1C90, 0x1CBF, "Georgian", False),
    (0x2D00, 0x2D2F, "Georgian", False),
    (0x2D80, 0x2DDF, "Ethiopic", False),
    (0xA8E0, 0xA8FF, "Devanagari", True),
    (0xFB1D, 0xFB4F, "Hebrew", True),
    (0xFB50, 0xFDFF, "Arabic", True),
    (0xFE70, 0xFEFC, "Arabic", True),
)


@lru_cache(maxsize=4096)
def script_face(letter: str) -> Face | None:
    """The face made for the script of `letter`; None for Latin, Greek, Cyrillic and signs."""
    code = ord(letter)
    if code < 0x0530:
        return None
    for first, last, script, shaped in _SCRIPTS:
        if first <= code <= last:
            return ARABIC if script == "Arabic" else Face(f"Trent-{script}", shaped)
    stored = stored_fonts.stored_font(letter)
    return None if stored is None else Face(f"Trent-{stored.name}", stored.shaped)


def face_for(cluster: str, *, bold: bool = False, like: Face | None = None) -> Face | None:
    """The first face that has every letter of `cluster`; None when none has.

    `cluster` is one letter with the marks that belong to it. `like` is tried first: it keeps the
    full stop after an Arabic word in the Arabic font.
    """
    return next((face for face in _candidates(cluster, bold, like) if has(face, cluster)), None)


def further_files(text: str) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """For a screen: the files of faces beyond the first two that `text` needs, and what none has.

    Quick where there are only letters that the first two have: no font is opened for those.
    """
    files: list[Path] = []
    missing: list[str] = []
    for letter in sorted({one for one in text if _is_further(one)}):
        face = script_face(letter)
        face = face if face is not None and has(face, letter) else face_for(letter)
        path = _path(face.name) if face is not None else None
        if path is None or not path.is_file():
            missing.append(letter)
        elif face not in (PLAIN, BOLD, NOTO) and path not in files:
            files.append(path)
    return tuple(files), tuple(missing)


def _is_further(letter: str) -> bool:
    """Whether it is neither of Latin, Greek and Cyrillic, nor only says how others are shown."""
    if letter < "\u0530" or unicodedata.category(letter) in ("Cf", "Zs", "Mn", "Cc"):
        return False
    return not "\u2010" <= letter <= "\u2027"  # dashes, quotes, dots


def _candidates(cluster: str, bold: bool, like: Face | None) -> Iterable[Face]:
    if like is not None:
        yield like
    own = next(filter(None, map(script_face, cluster)), None)
    if own is not None:
        yield own
    if len(cluster) == 1 or not any(map(unicodedata.combining, cluster)):
        yield BOLD if bold else PLAIN
    # A letter and a mark that no single character holds: Noto knows where the mark sits.
    yield NOTO
    yield SYMBOLS
    yield EMOJI


def has(face: Face, letters: str) -> bool:
    """Whether `face` has a glyph for each of `letters`."""
    font = _opened(face.name)
    return font is not None and all(
        ord(letter) in font.face.charToGlyph and unicodedata.category(letter) != "Co"
        for letter in letters
    )


def em(face: Face, text: str) -> float:
    """Width of `text`, not shaped, in thousandths of the type size."""
    font = _opened(face.name)
    if font is None:
        return 0.0
    widths = font.face.charWidths
    return float(sum(widths.get(ord(letter), font.face.defaultWidth) for letter in text))


@lru_cache(maxsize=2048)
def shaped(face: Face, text: str, *, right_to_left: bool = False) -> tuple[Any, float]:
    """`text` of one script and direction as glyphs in the order they are drawn, and its width.

    The first value is ReportLab's shaped string, to be handed to a text object; the width is in
    thousandths of the type size. HarfBuzz joins the letters, sets the marks and kerns. Latin
    ligatures stay apart, so that the text can be searched and copied.
    """
    font = _opened(face.name)
    if font is None:
        raise ValueError(f"font {face.name} is not installed")
    harf = _harf(font)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    # Noto takes "ị" apart; whoever copies it from the paper shall have one letter.
    composes = face.shaped or any(map(unicodedata.combining, text))
    features = {"kern": True, "liga": face.shaped, "dlig": False, "ccmp": composes}
    uharfbuzz.shape(harf, buffer, features)
    known, letters = font.face.charToGlyph, ""
    places: list[ShapeData] = []
    starts = sorted({glyph.cluster for glyph in buffer.glyph_infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    told: set[int] = set()
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        meaning = text[glyph.cluster : ends[glyph.cluster]]
        letter = meaning[0]
        if len(meaning) > 1 or known.get(ord(letter)) != glyph.codepoint:
            # A letter drawn as a stem with dots is told once, by what takes room on the line.
            tells = bool(place.x_advance) and glyph.cluster not in told
            if tells:
                told.add(glyph.cluster)
            said = meaning if tells else ""
            letter = chr(_code_of(font, harf, glyph.codepoint, place.x_advance, said))
        letters += letter
        places.append(
            ShapeData(
                glyph.cluster,
                font.pdfScale(place.x_advance),
                font.pdfScale(place.y_advance),
                font.pdfScale(place.x_offset),
                _lift(font.pdfScale(place.y_offset)),
                font.face.charWidths.get(ord(letter), font.face.defaultWidth),
            )
        )
    width = float(sum(place.x_advance for place in places))
    if right_to_left:
        letters, places = _marks_last(letters, places)
    return ShapedStr(letters, cast("Any", places)), width


def _marks_last(letters: str, places: list[ShapeData]) -> tuple[str, list[ShapeData]]:
    """Dots and marks after the stems of a run, each where it stood.

    Readers of PDFs part a word where a dot stands far from the stem that was drawn before it.
    """
    stems: list[tuple[str, ShapeData]] = []
    marks: list[tuple[str, ShapeData]] = []
    pen, end = 0.0, sum(place.x_advance for place in places)
    for letter, place in zip(letters, places, strict=True):
        if place.x_advance:
            stems.append((letter, place))
        else:
            marks.append((letter, place._replace(x_offset=pen + place.x_offset - end)))
        pen += place.x_advance
    ordered = stems + marks
    return "".join(letter for letter, _ in ordered), [place for _, place in ordered]


def _lift(offset: float) -> float:
    """A lift of less than a hundredth of the size nobody sees, but readers of PDFs part words
    where the line moves.
    """
    return 0.0 if abs(offset) < 10 else offset


def _code_of(font: Any, harf: Any, glyph: int, advance: int, meaning: str) -> int:
    """The private code that ReportLab shall use for a glyph where it means these letters."""
    with _OPENING:
        name = f"{harf.glyph_to_string(glyph)} {meaning}"
        code = int(font.hbAddPrivate(name, glyph, font.pdfScale(advance)))
        font.meanings[code] = meaning
        return code


@cache
def _harf(font: Any) -> Any:
    return font.hbFont()


def open_font(face: Face) -> None:
    """Make `face` known to ReportLab, so that a canvas can be told its name."""
    _opened(face.name)


def _opened(name: str) -> Any | None:
    """The font by the name ReportLab shall know it by; None when its file is not installed."""
    with _OPENING:
        if name not in _FONTS:
            source, font = _source(name), None
            if source is not None:
                font = _Font(name, source)
                cast("Any", pdfmetrics).registerFont(font)
            _FONTS[name] = font
        return _FONTS[name]


class _Font(TTFont):
    """A font whose joined letters and ligatures can be copied and searched as what they mean.

    `meanings` are the letters that a glyph stands for, by the code that ReportLab uses for it.
    """

    def __init__(self, name: str, source: str | io.BytesIO) -> None:
        super().__init__(name, cast("Any", source))
        self.meanings: dict[int, str] = {}

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Add the font to a document, and say in its table what its glyphs mean."""
        state = cast("Any", self).state.get(doc)
        super().addObjects(doc)
        face: Any = self.face
        for number in range(len(state.subsets) if state else 0):
            name = b"".join((SUBSETN(number), b"+", face.name, face.subfontNameX))
            table = doc.idToObject["toUnicodeCMap:" + name.decode("pdfdoc")]
            table.content = _CODE.sub(self._meaning, table.content)

    def _meaning(self, found: re.Match[str]) -> str:
        letters = self.meanings.get(int(found[1], 16))
        if letters is None:
            return found[0]
        return f"> <{letters.encode('utf-16-be').hex().upper()}>"


#: A line of a table that says which letter a code is, from the end of the code on.
_CODE: Final = re.compile(r"> <([0-9A-F]{4})>(?=\n)")

#: Fonts that were opened or are known to be missing, by name.
_FONTS: Final[dict[str, Any]] = {}


def _source(name: str) -> str | io.BytesIO | None:
    """Where a face is read from: a file of a package, or a font of our own, unpacked."""
    own = name.removeprefix("Trent-")
    if stored_fonts.is_stored(own):
        return stored_fonts.as_file(own)
    path = _path(name)
    return str(path) if path is not None and path.is_file() else None


def _path(name: str) -> Path | None:
    """The file of a face, found by its package's place: a registry of fonts would cost 60 ms."""
    match name.removeprefix("Trent-"):
        case "Plain":
            return _file("fontpkg_atkinson_hyperlegible", "files/AtkinsonHyperlegible-Regular.ttf")
        case "Bold":
            return _file("fontpkg_atkinson_hyperlegible", "files/AtkinsonHyperlegible-Bold.ttf")
        case "Noto":
            return _file("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf")
        case "Arabic":
            return _file("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf")
        case "Tamil":
            return _file("fontpkg_noto_sans_tamil", "files/NotoSansTamil[wdth,wght].ttf")
        case "Bengali":
            return _file("fontpkg_hind_siliguri", "files/HindSiliguri-Regular.ttf")
        case "Emoji":
            return _file("manimgx_fonts", "NotoEmoji[wght].ttf")
        case script:
            return _file("manimgx_fonts", f"NotoSans{script}[wght].ttf")


def _file(package: str, file: str) -> Path | None:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        return None
    return Path(next(iter(found.submodule_search_locations))) / file
