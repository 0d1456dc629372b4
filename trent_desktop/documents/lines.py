"""Lays plain text out in lines: fonts letter by letter, shaping, both directions of writing.

There is no markup: what a person typed is drawn as it stands. Of a letter that no font has the
name is printed, in brackets, and copying from the PDF still gives the letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, cast

from reportlab.pdfgen.textobject import PDFTextObject

from trent_desktop.documents import fonts, tagging
from trent_desktop.documents.direction import levels as levels_of
from trent_desktop.documents.fonts import Face
from trent_desktop.documents.wording import (
    clusters,
    emoji_base,
    is_emoji,
    printable,
    spelled_out,
    spoken,
    without_piles,
)

#: A long word (an address) is best broken after one of these.
_BREAK_AFTER: Final = frozenset("/.-_?&=#:,;@]")
#: In a text: a black bar. What it stands for is not in the text, and every bar is as wide.
BAR: Final = "█"
_BAR_EM: Final = 4600.0


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How text is set. `size` and `leading` are in points, `grey` from 0 (black) to 1.

    `open_nought`: figures are as children write them; our own face strikes its nought through.
    """

    size: float = 11
    leading: float = 15
    bold: bool = False
    grey: float = 0.0
    open_nought: bool = False


_OPEN: Final[ContextVar[bool]] = ContextVar("open_noughts", default=False)


@contextmanager
def open_noughts(on: bool) -> Generator[None]:
    """Whatever is laid out meanwhile has figures as children write them, if it is a family's."""
    before = _OPEN.set(on)
    try:
        yield
    finally:
        _OPEN.reset(before)


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one font and direction, with their width in thousandths of the type size."""

    text: str
    face: Face | None  # None: no font has it, its name is drawn; or it is a bar
    level: int
    em: float
    glyphs: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its pieces from left to right. `width` is in points at `style`'s size."""

    pieces: tuple[Piece, ...]
    width: float
    right_to_left: bool
    style: TextStyle
    #: In the order in which they are read, which is not always that of the pieces; a word that
    #: goes on in the next line has no space behind it.
    words: str

    @property
    def unprinted(self) -> int:
        """How many letters no font has."""
        return sum(piece.face is None and piece.text != BAR for piece in self.pieces)

    def draw(self, canvas: Any, x: float, baseline: float) -> None:
        """Draw the line on a ReportLab canvas, its left end at `x`, in points."""
        size = self.style.size
        canvas.setFillGray(self.style.grey)
        text = _Text(canvas)
        for piece in self.pieces:
            if piece.face is None:
                _draw_without_font(canvas, text, piece, x, baseline, self.style)
            else:
                _draw_piece(text, piece, piece.face, x, baseline, self.style)
            x += piece.em * size / 1000
        if tagging.is_tagged(canvas):
            if self.words.endswith(" "):
                # What reads a file aloud parts words by signs, and not by where they stand.
                text.setTextOrigin(x, baseline)
                text.setFont(fonts.PLAIN.name, size)
                text.textOut(" ")
            self.say(canvas)
        canvas.drawText(text)

    def say(self, canvas: Any) -> None:
        """Tell the mark on the canvas in which the line is drawn how it is read."""
        tagging.say(canvas, self.words, turned=any(piece.level for piece in self.pieces))


class _Text(PDFTextObject):
    """ReportLab's own loses count of the rise when two marks follow each other, and writes the
    letters after them too high.
    """

    def setRise(self, rise: float) -> None:  # noqa: N802 - ReportLab's name
        """Lift what follows, in points."""
        self._rise = rise
        cast("Any", self)._code.append(f"{rise:.3f} Ts")


def lay_out(
    text: str, style: TextStyle, width: float, *, right_to_left: bool | None = None
) -> tuple[Line, ...]:
    """`text` in lines no wider than `width` points. Line breaks that were typed are kept.

    `right_to_left` says how the page runs; None finds it out from each paragraph.
    """
    room = width * 1000 / style.size
    if _OPEN.get() and not style.open_nought:
        style = replace(style, open_nought=True)
    return tuple(
        line
        for paragraph in printable(text).split("\n")
        for line in _paragraph(paragraph, style, room, right_to_left)
    )


def _paragraph(
    text: str, style: TextStyle, room: float, right_to_left: bool | None
) -> Iterator[Line]:
    levels, base = levels_of(text, right_to_left=right_to_left)
    space = fonts.em(fonts.PLAIN, " ")
    line: list[Piece] = []
    used = 0.0
    for word, gap_level in _words(text, levels, style):
        pieces = word
        wide = sum(piece.em for piece in pieces)
        gap = space if line else 0.0
        if line and used + gap + wide > room:
            yield _line(line, base, style)
            line, used, gap = [], 0.0, 0.0
        if gap:
            line.append(Piece(" ", fonts.PLAIN, gap_level, gap))
        if wide > room:
            *full, pieces = _chopped(word, room)
            for chunk in full:
                yield _line(chunk, base, style, ends_word=False)
            wide = sum(piece.em for piece in pieces)
        line.extend(pieces)
        used += gap + wide
    yield _line(line, base, style)


def _words(
    text: str, levels: Sequence[int], style: TextStyle
) -> Iterator[tuple[Sequence[Piece], int]]:
    """The pieces of each word in the order of reading, and the level of the space before it."""
    at = 0
    for word in text.split(" "):
        if word:
            gap = levels[at - 1] if at else 0
            ways = tuple(levels[at : at + len(word)])
            yield _pieces(word, ways, style.bold, style.open_nought), gap
        at += len(word) + 1


@lru_cache(maxsize=4096)
def _pieces(word: str, levels: tuple[int, ...], bold: bool, open_nought: bool) -> tuple[Piece, ...]:
    """`word` cut where font or direction change, each piece shaped."""
    runs: list[tuple[str, Face | None, int]] = []
    at = 0
    # A word of two faces is heard as two: of those with letters (“4B”) only what has a nought is.
    open_nought = open_nought and ("0" in word or not any(map(str.isalpha, word)))
    for cluster in clusters(word):
        level = levels[at]
        at += len(cluster)
        like = runs[-1][1] if runs and runs[-1][2] == level and level % 2 else None
        if open_nought and "0" <= cluster <= "9":
            like = fonts.NOTO
        for letters, face in _faced(cluster, bold, level, like):
            if runs and face is not None and runs[-1][1:] == (face, level):
                runs[-1] = (runs[-1][0] + letters, face, level)
            else:
                runs.append((letters, face, level))
    return tuple(_piece(letters, face, level) for letters, face, level in runs)


def _piece(letters: str, face: Face | None, level: int) -> Piece:
    if face is None:
        name = fonts.em(fonts.PLAIN, spelled_out(letters))
        return Piece(letters, None, level, _BAR_EM if letters == BAR else name)
    glyphs, width = fonts.shaped(face, letters, right_to_left=bool(level % 2))
    return Piece(letters, face, level, width, glyphs)


def _faced(
    cluster: str, bold: bool, level: int, like: Face | None
) -> Iterator[tuple[str, Face | None]]:
    """What is printed for one cluster: itself, or its name (rule 151)."""
    own = fonts.script_face(cluster[0])
    if is_emoji(cluster):
        bare = emoji_base(cluster)
        if fonts.has(fonts.EMOJI, bare.replace("\u200d", "")):
            yield bare, fonts.EMOJI
        else:
            yield from ((letter, fonts.PLAIN) for letter in spoken(cluster))
        return
    visible = "".join(letter for letter in cluster if not _unseen(letter))
    visible = without_piles(visible)
    if not visible:
        return
    if level % 2 and like is None:
        like = fonts.ARABIC
    face = fonts.face_for(visible, bold=bold, like=like)
    if face is None and len(visible) > 1:
        # The letter is worth more than a mark that nothing can set on it.
        yield from _faced(visible[0], bold, level, like)
        return
    kept = cluster if face is not None and own == face and face.shaped else visible
    yield kept, face


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"


def _chopped(pieces: Sequence[Piece], room: float) -> list[list[Piece]]:
    """A word wider than a line, in chunks that fit; at least one letter each."""
    chunks: list[list[Piece]] = [[]]
    used = 0.0
    for piece in pieces:
        text = piece.text
        while text:
            fitting = _fitting(text, piece, room - used)
            if not fitting and not chunks[-1]:
                fitting = len(next(clusters(text)))
                if piece.face is None and _part(piece, text[:fitting]).em > room:
                    # The name of a letter that no font has is broken as a word is.
                    name = _piece(spelled_out(text[:fitting]), fonts.PLAIN, piece.level)
                    chunks[-1:] = _chopped((name,), room)
                    used = sum(part.em for part in chunks[-1])
                    text = text[fitting:]
                    continue
            if fitting:
                part = piece if fitting == len(piece.text) else _part(piece, text[:fitting])
                chunks[-1].append(part)
                used += part.em
                text = text[fitting:]
            if text:
                chunks.append([])
                used = 0.0
    return chunks


def _part(piece: Piece, text: str) -> Piece:
    return _piece(text, piece.face, piece.level)


def _fitting(text: str, piece: Piece, room: float) -> int:
    """How many characters of `text` fit into `room`, broken after a sign where there is one."""
    used, fits, good = 0.0, 0, 0
    for cluster in clusters(text):
        used += _part(piece, cluster).em
        if used > room:
            # A sign far from the edge is no good place: half a line would stay empty.
            return good if good > fits * 0.6 else fits
        fits += len(cluster)
        if cluster in _BREAK_AFTER:
            good = fits
    return len(text)


def _line(pieces: Sequence[Piece], base: int, style: TextStyle, *, ends_word: bool = True) -> Line:
    ordered = _visual(list(pieces), base) if base or any(p.level for p in pieces) else pieces
    joined = _joined(ordered)
    width = sum(piece.em for piece in joined) * style.size / 1000
    words = "".join(piece.text for piece in pieces) + (" " if ends_word else "")
    return Line(tuple(joined), width, bool(base), style, words)


def _visual(pieces: list[Piece], base: int) -> list[Piece]:
    """Pieces in the order they stand on the line (UAX 9, rule L2)."""
    highest = max(piece.level for piece in pieces) if pieces else base
    for level in range(highest, 0, -1):
        at = 0
        while at < len(pieces):
            end = at
            while end < len(pieces) and pieces[end].level >= level:
                end += 1
            pieces[at:end] = pieces[at:end][::-1]
            at = max(end, at + 1)
    return pieces


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one left-to-right font as one piece: fewer orders, and words stay whole."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        same = last is not None and last.face == piece.face and last.face is not None
        if last is not None and same and not last.level and not piece.level:
            joined[-1] = Piece(
                last.text + piece.text,
                last.face,
                0,
                last.em + piece.em,
                _glyphs(last) + _glyphs(piece),
            )
        else:
            joined.append(piece)
    return joined


def _glyphs(piece: Piece) -> Any:
    return piece.text if piece.glyphs is None else piece.glyphs


def _draw_piece(text: Any, piece: Piece, face: Face, x: float, y: float, style: TextStyle) -> None:
    thicken = style.bold and not face.heavy and bool(piece.text.strip())
    text.setTextOrigin(x, y)
    text.setFont(face.name, style.size)
    if thicken:
        # The Noto fonts open at their regular weight: a hair of outline makes them bold.
        text.setTextRenderMode(2)
        text._code.append(f"{style.size * 0.032:.3f} w {style.grey:g} G")
    with _spelled(text, piece):
        text.textOut(_glyphs(piece))
    if thicken:
        text.setTextRenderMode(0)


@contextmanager
def _spelled(text: Any, piece: Piece) -> Generator[None]:
    """Marks shaped glyphs with the letters they stand for, so that copying and search work.

    Not what runs from the right: readers of PDFs turn such words round once more, and do well
    with what the font itself says its glyphs mean.
    """
    if piece.face is not None and (not piece.face.shaped or piece.level % 2):
        yield
        return
    letters = piece.text.encode("utf-16-be").hex().upper()
    text._code.append(f"/Span <</ActualText <FEFF{letters}>>> BDC")
    yield
    text._code.append("EMC")


def _draw_without_font(
    canvas: Any, text: Any, piece: Piece, x: float, baseline: float, style: TextStyle
) -> None:
    """The name of a letter that no font has; or a black bar, with its own sign unseen behind it."""
    text.setTextOrigin(x, baseline)
    text.setFont(fonts.PLAIN.name, style.size)
    if piece.text != BAR:
        with _spelled(text, piece):
            text.textOut(spelled_out(piece.text))
        return
    canvas.saveState()
    canvas.setFillGray(0)
    side = piece.em * style.size / 1000
    canvas.rect(x, baseline - style.size * 0.2, side, style.size * 0.95, stroke=0, fill=1)
    canvas.restoreState()
    text.setTextRenderMode(3)
    with _spelled(text, piece):
        text.textOut("o")
    text.setTextRenderMode(0)
