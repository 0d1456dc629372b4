"""Where an agreement is signed: a slip to tear off, or the foot of a page that comes back whole."""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, assert_never, cast

import zxingcpp

from trent_desktop.agreements.paper.blocks import Block
from trent_desktop.agreements.paper.setting import (
    Setting,
    Values,
    draw_lines,
    shown,
    tall,
)
from trent_desktop.agreements.wording.languages import Language
from trent_desktop.agreements.wording.wording import SigningPlace, SignKind
from trent_desktop.documents import tagging

#: Twenty-two millimetres: a scanner at 200 dots to the inch sees seven dots to a module.
CODE_SIDE: Final = 62.4
#: So that it can be read and typed.
_CODE_SIZE: Final = 9.0
_CODE_LEADING: Final = 11.0
_GROUP: Final = 4
_GROUPS_IN_ROW: Final = 2
#: Dark modules come as 0, light ones as 255; here 1 is dark.
_AS_BITS: Final = bytes([49] + [48] * 255)
#: Room for a hand above its line.
_HAND: Final = 25.0


@lru_cache(maxsize=32)
def code_drawing(text: str) -> tuple[int, str]:
    """The QR code of `text` as modules on a side, and as rows of hexadecimal digits, 1 for dark.

    Error correction M: a fold or a coffee ring leaves it readable.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = cast("Any", code.to_image(scale=1, add_quiet_zones=False))
    side = int(image.shape[0])
    width = (side + 7) // 8 * 8
    # Each row begins with a byte; together they are one number, which is much faster.
    digits = bytes(image).translate(_AS_BITS).decode("ascii")
    rest = "0" * (width - side)
    rows = rest.join(digits[at : at + side] for at in range(0, side * side, side)) + rest
    return side, f"{int(rows, 2):0{side * width // 4}x}"


def draw_code(canvas: Any, text: str, left: float, bottom: float, side: float) -> None:
    """Draw the QR code of `text`, black on what is there. A picture of one bit, within the page."""
    modules, digits = code_drawing(text)
    canvas._code.append(
        f"q 0 g {side:g} 0 0 {side:g} {left:.2f} {bottom:.2f} cm "
        f"BI /W {modules} /H {modules} /IM true /BPC 1 /D [1 0] /F /AHx ID {digits}> EI Q"
    )


def code_shown(text: str) -> str:
    """The code as it is printed under its picture, for typing it by hand."""
    return " ".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


class Slip(Block):
    """The places to sign, with whose form it is and its code.

    `tears` draws the line to tear along; else the whole page comes back.
    """

    role = ""

    def __init__(
        self,
        setting: Setting,
        language: Language,
        places: Sequence[SigningPlace],
        *,
        title: str,
        tears: bool,
        return_by: str,
    ) -> None:
        super().__init__(setting, setting.gap(1.2))
        self.personal = True
        self.language = language
        self.places = places
        self.title = title
        self.tears = tears
        self.return_by = return_by
        self.room = setting.width - CODE_SIDE - 20

    # ------------------------------------------------------------------ measures

    def _name(self, values: Values) -> tuple[Any, ...]:
        """Name and class on lines of their own: each may run in a direction of its own."""
        style = self.setting.style(1.1, bold=True)  # as above: drawn once, used twice
        lines = self.setting.lay(values["name"], style, self.room)
        if not values["class"]:
            return lines
        words = f"{self.language.words['class']} {values['class']}"
        return (*lines, *self.setting.lay(words, self.setting.style(), self.room))

    def _head(self) -> list[tuple[Any, ...]]:
        small = self.setting.small
        rows = [self.setting.lay(self.title, self.setting.style(), self.room)]
        if self.return_by:
            rows.append(self.setting.lay(self.return_by, small, self.room))
        return rows

    def _above_places(self, values: Values) -> float:
        head = sum(tall(lines) for lines in self._head()) + tall(self._name(values))
        return head + self.setting.size * 0.6 + (self._tear_height() if self.tears else 0)

    def _tear_height(self) -> float:
        return self.setting.small.leading + 14

    def _place_height(self, place: SigningPlace, values: Values) -> float:
        hand = _HAND * (1.8 if place.kind is SignKind.MARK else 1.0)
        under = 0 if place.kind is SignKind.MARK else self.setting.small.leading
        return tall(self._place_words(place, values)) + hand + under + self.setting.size * 0.5

    def _place_words(self, place: SigningPlace, values: Values) -> tuple[Any, ...]:
        return self.setting.lay(shown(place.words, values), self.setting.style(0.92), self.room)

    def height(self, values: Values) -> float:
        """Head and places, with the code beside them."""
        places = sum(self._place_height(place, values) for place in self.places)
        code = CODE_SIDE + 3 * _CODE_LEADING + 6 + (self._tear_height() if self.tears else 0)
        return max(self._above_places(values) + places, code)

    # ------------------------------------------------------------------ drawing

    def stamp(self, canvas: Any, top: float, values: Values) -> int:
        """All but name and code."""
        setting, unprinted = self.setting, 0
        y = top
        if self.tears:
            unprinted += self._tear(canvas, y)
            y -= self._tear_height()
        left = setting.side + setting.mirrored(0, self.room)
        under = y - tall(self._name(values))
        for lines in self._head():
            unprinted += draw_lines(canvas, setting, lines, left, under, self.room)
            under -= tall(lines)
        y = top - self._above_places(values)
        for place in self.places:
            unprinted += self._place(canvas, place, y, values)
            y -= self._place_height(place, values)
        return unprinted

    def _tear(self, canvas: Any, top: float) -> int:
        small = self.setting.small
        canvas.setStrokeGray(0.35)
        canvas.setLineWidth(0.8)
        canvas.setDash(4, 3)
        canvas.line(14, top - 2, self.setting.side * 2 + self.setting.width - 14, top - 2)
        canvas.setDash()
        _scissors(canvas, 26, top - 2)
        lines = self.setting.lay(self.language.words["tear-off"], small, self.setting.width)
        return draw_lines(
            canvas, self.setting, lines[:1], self.setting.side, top - 5, self.setting.width
        )

    def _parts(self, place: SigningPlace) -> list[tuple[str, float, float]]:
        """What is written on the line of a place: its word, where it begins, how wide it is."""
        wide, date = self.room * 0.64, self.room * 0.31
        match place.kind:
            case SignKind.MARK:
                return []
            case SignKind.NAME:
                return [("name", 0.0, wide)]
            case SignKind.SIGNATURE:
                return [("signature", 0.0, wide), ("date", self.room - date, date)]
            case _:
                assert_never(place.kind)

    def _base(self, place: SigningPlace, top: float, values: Values) -> float:
        """How high the line of a place lies."""
        under = 0 if place.kind is SignKind.MARK else self.setting.small.leading
        return top - self._place_height(place, values) + under + self.setting.size * 0.5

    def _place(self, canvas: Any, place: SigningPlace, top: float, values: Values) -> int:
        setting, words = self.setting, self.language.words
        left = setting.side + setting.mirrored(0, self.room)
        lines = self._place_words(place, values)
        unprinted = draw_lines(canvas, setting, lines, left, top, self.room)
        base = self._base(place, top, values)
        canvas.setStrokeGray(0.2)
        canvas.setLineWidth(0.7)
        if place.kind is SignKind.MARK:
            wide = self.room * 0.62
            x = setting.side + setting.mirrored(0, wide)
            canvas.roundRect(x, base, wide, _HAND * 1.8 - 4, 6, stroke=1, fill=0)
        for name, start, width in self._parts(place):
            x = setting.side + setting.mirrored(start, width)
            canvas.line(x, base, x + width, base)
            small = setting.lay(words[name], setting.small, width)[:1]
            unprinted += draw_lines(canvas, setting, small, x, base - 1, width)
        return unprinted

    def write(self, canvas: Any, top: float, values: Values) -> int:
        """Her name, and the code."""
        unprinted = self._write_name(canvas, top, values)
        if values["code"]:
            x, y = self._code_at(top)
            draw_code(canvas, values["code"], x, y - CODE_SIDE, CODE_SIDE)
            self._write_code(canvas, values, x, y)
        return unprinted

    def draw(self, canvas: Any, top: float, values: Values) -> int:
        """What is read; the code's picture is for a scanner, and its signs are read."""
        with tagging.tagged(canvas, "P"):
            unprinted = self.stamp(canvas, top, values) + self._write_name(canvas, top, values)
        if values["code"]:
            x, y = self._code_at(top)
            draw_code(canvas, values["code"], x, y - CODE_SIDE, CODE_SIDE)
            with tagging.tagged(canvas, "P"):
                self._write_code(canvas, values, x, y)
        return unprinted

    def _write_name(self, canvas: Any, top: float, values: Values) -> int:
        y = top - (self._tear_height() if self.tears else 0)
        left = self.setting.side + self.setting.mirrored(0, self.room)
        return draw_lines(canvas, self.setting, self._name(values), left, y, self.room)

    def _code_at(self, top: float) -> tuple[float, float]:
        """Left and upper edge of the code's picture."""
        x = self.setting.side + self.setting.mirrored(self.setting.width - CODE_SIDE, CODE_SIDE)
        return x, top - (self._tear_height() if self.tears else 0)

    def _write_code(self, canvas: Any, values: Values, x: float, y: float) -> None:
        groups = code_shown(values["code"]).split(" ")
        rows = [
            " ".join(groups[at : at + _GROUPS_IN_ROW])
            for at in range(0, len(groups), _GROUPS_IN_ROW)
        ]
        middle, under = x + CODE_SIDE / 2, y - CODE_SIDE - 11
        canvas.draw_signs(rows, _CODE_SIZE, _CODE_LEADING, middle, under)

    # ------------------------------------------------------------------ fields to fill in

    def fields(self, canvas: Any, top: float, values: Values, tag: str) -> None:
        """Fields on the lines, for a form that is filled in on a screen."""
        y = top - self._above_places(values)
        for number, place in enumerate(self.places):
            parts = self._parts(place) or [("name", 0.0, self.room * 0.62)]
            for name, start, width in parts:
                canvas.acroForm.textfield(
                    name=f"{tag}-{number}-{name}",
                    tooltip=f"{self.language.words[name]}: {shown(place.words, values)}",
                    x=self.setting.side + self.setting.mirrored(start, width),
                    y=self._base(place, y, values) + 1,
                    width=width,
                    height=19,
                    fontSize=11,
                    borderWidth=0,
                    forceBorder=False,
                )
            y -= self._place_height(place, values)


def _scissors(canvas: Any, x: float, y: float) -> None:
    """A pair of scissors, some twelve points long, drawn: not every font has the sign."""
    canvas.setStrokeGray(0.35)
    canvas.setLineWidth(0.9)
    canvas.circle(x, y + 3, 1.9, stroke=1, fill=0)
    canvas.circle(x, y - 3, 1.9, stroke=1, fill=0)
    canvas.line(x + 1.7, y + 2.2, x + 11, y - 2.2)
    canvas.line(x + 1.7, y - 2.2, x + 11, y + 2.2)
