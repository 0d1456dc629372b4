"""Faces: eyes, brows and mouth by expression, on a head of radius 84 about (0, 0)."""

from __future__ import annotations

from dataclasses import dataclass

from tools.pictures.svg import circle, ellipse, path, shade

_DARK = "#2A2230"


@dataclass(frozen=True)
class Look:
    """An expression: where the eyes look, how wide they are, brows, mouth, tilt of the head."""

    eyes: str = "open"  # open, wide, shut, down
    gaze: tuple[float, float] = (0, 0)
    brows: str = "calm"  # calm, up, worried, cross, one
    mouth: str = "smile"
    tilt: float = 0


LOOKS = {
    "happy": Look(mouth="grin"),
    "worried": Look(brows="worried", mouth="wavy", gaze=(-3, 1)),
    "thinking": Look(brows="one", mouth="aside", gaze=(6, -6), tilt=4),
    "surprised": Look(eyes="wide", brows="up", mouth="oh"),
    "sad": Look(eyes="down", brows="worried", mouth="frown", tilt=-3),
    "proud": Look(eyes="shut", mouth="grin", brows="up"),
    "cross": Look(brows="cross", mouth="flat"),
    "tablet": Look(eyes="down", mouth="smile"),
    "tell": Look(mouth="speak", brows="calm"),
    "listening": Look(mouth="smile", brows="calm", tilt=7),
}


def face(look: Look, skin: str, brow: str, cheek: str, lips: str, *, lashes: bool) -> list[str]:
    """The parts of a face, from back to front."""
    parts = [
        ellipse(-50, 30, 17, 12, cheek, opacity=0.4),
        ellipse(50, 30, 17, 12, cheek, opacity=0.4),
        path("M -7 20 Q 0 27 8 20", "", shade(skin, 0.78), 5),
    ]
    for side in (-1, 1):
        if look.eyes in ("shut", "down") and int(skin[1:3], 16) < 0x80:
            # A lighter lid, so that the line of a closed eye is seen from the back of a class.
            parts.append(ellipse(side * 31, 3, 20, 14, shade(skin, 1.35)))
        parts += _eye(look, side, lashes=lashes)
        parts.append(_brow(look, side, brow))
    return [*parts, *_mouth(look.mouth, lips)]


def _eye(look: Look, side: int, *, lashes: bool) -> list[str]:
    x, y = side * 31, 0
    dx, dy = look.gaze
    if look.eyes == "shut":
        return [path(f"M {x - 12} {y + 3} Q {x} {y - 12} {x + 12} {y + 3}", "", _DARK, 6)]
    parts: list[str] = []
    if look.eyes == "wide":
        parts += [circle(x, y - 2, 20, "#FFFFFF"), circle(x, y - 1, 9.5, _DARK)]
        parts.append(circle(x + 3, y - 4, 3.2, "#FFFFFF"))
        return parts
    if look.eyes == "down":
        return [path(f"M {x - 13} {y + 2} Q {x} {y + 15} {x + 13} {y + 2}", "", _DARK, 6)]
    parts.append(ellipse(x, y, 14.5, 15.5, "#FFFFFF"))
    parts.append(ellipse(x + dx * 0.8, y + dy * 0.7 + 1, 10, 11.5, _DARK))
    parts.append(circle(x + dx * 0.8 + 3.5, y + dy * 0.7 - 4, 3.6, "#FFFFFF"))
    if lashes:
        out = x + side * 10
        parts.append(path(f"M {out} {y - 8} l {side * 8} -5", "", _DARK, 4))
    return parts


def _brow(look: Look, side: int, colour: str) -> str:
    x, y = side * 31, -28
    inner, outer = x - side * 14, x + side * 14
    lifts = {
        "calm": (0.0, 0.0, -6.0),
        "up": (-9.0, -9.0, -18.0),
        "worried": (-10.0, 5.0, -8.0),
        "cross": (10.0, -5.0, -2.0),
        "one": (-8.0, -8.0, -16.0) if side > 0 else (3.0, 3.0, -2.0),
    }
    first, last, middle = lifts[look.brows]
    return path(f"M {inner} {y + first} Q {x} {y + middle} {outer} {y + last}", "", colour, 7)


def _mouth(name: str, lips: str) -> list[str]:
    inside = "#7A2436"
    match name:
        case "grin":
            return [
                path("M -27 41 Q 0 47 27 41 Q 22 70 0 70 Q -22 70 -27 41 Z", inside),
                path("M -21 44 Q 0 49 21 44 L 19 51 Q 0 55 -19 51 Z", "#FFFFFF"),
                path("M -12 66 Q 0 57 12 66 Q 6 70 0 70 Q -6 70 -12 66 Z", "#E8788A"),
            ]
        case "smile":
            return [path("M -20 44 Q 0 60 20 44", "", lips, 6)]
        case "wavy":
            return [path("M -18 53 Q -9 45 0 51 Q 9 57 18 49", "", lips, 6)]
        case "aside":
            return [path("M -6 50 Q 8 47 18 42", "", lips, 6)]
        case "oh":
            return [ellipse(0, 53, 11, 14, inside), ellipse(0, 60, 7, 5, "#E8788A")]
        case "frown":
            return [path("M -18 57 Q 0 42 18 57", "", lips, 6)]
        case "flat":
            return [path("M -17 52 Q 0 48 17 53", "", lips, 6)]
        case _:
            return [
                path("M -18 44 Q 0 48 18 44 Q 14 64 0 64 Q -14 64 -18 44 Z", inside),
                path("M -13 46 Q 0 50 13 46 L 11 51 Q 0 54 -11 51 Z", "#FFFFFF"),
            ]
