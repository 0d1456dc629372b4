"""Writing on things in a picture, as lines: a drawing may hold no text, whose face may be missing."""

from __future__ import annotations

from tools.pictures.svg import path

#: Each sign as strokes through points of a field 4 wide and 6 high.
_SIGNS = {
    "A": "06 20 46|14 34",
    "B": "00 06 26 45 44 33 03|33 42 41 20 00",
    "C": "41 30 10 01 05 16 36 45",
    "D": "00 06 26 44 42 20 00",
    "E": "40 00 06 46|03 33",
    "H": "00 06|40 46|03 43",
    "I": "10 16",
    "K": "00 06|40 03|12 46",
    "L": "00 06 46",
    "M": "06 00 23 40 46",
    "N": "06 00 46 40",
    "O": "10 30 41 45 36 16 05 01 10",
    "P": "06 00 30 41 42 33 03",
    "R": "06 00 30 41 42 33 03|23 46",
    "S": "41 30 10 01 02 13 33 44 45 36 16 05",
    "T": "00 40|20 26",
    "U": "00 05 16 36 45 40",
    "2": "01 10 30 41 42 06 46",
    "4": "36 30 04 44",
    "7": "00 40 16",
}
#: How wide a sign is; the others are 4. Between two signs is a gap of 1.6.
_WIDTHS = {" ": 0.8, "I": 2.0}
_GAP = 1.6


def lettering(words: str, x: float, y: float, height: float, colour: str) -> str:
    """Capitals and numbers, `height` high, their middle at `x` and their top at `y`."""
    unit = height / 6
    widths = [_WIDTHS.get(sign, 4.0) for sign in words]
    at = x - (sum(widths) + _GAP * (len(words) - 1)) * unit / 2
    strokes: list[str] = []
    for sign, width in zip(words, widths, strict=True):
        for stroke in _SIGNS[sign].split("|") if sign != " " else ():
            points = [
                f"{at + int(point[0]) * unit:.1f} {y + int(point[1]) * unit:.1f}"
                for point in stroke.split()
            ]
            strokes.append("M " + " L ".join(points))
        at += (width + _GAP) * unit
    return path(" ".join(strokes), "", colour, max(3.0, height * 0.17))
