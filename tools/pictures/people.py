"""The people: who they are, and their bodies in every expression."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tools.pictures.faces import LOOKS, face
from tools.pictures.hair import STYLES, Hair, glasses, hearing_aid
from tools.pictures.svg import circle, drawing, ellipse, group, path, rect, shade

_Point = tuple[float, float]
CHILD = ("happy", "worried", "thinking", "surprised", "sad", "proud", "cross", "tablet", "tell")
GROWN_UP = ("happy", "listening", "thinking", "worried")


@dataclass(frozen=True)
class Person:
    """Somebody in the lessons. `top` and `legs` are colours of clothes."""

    name: str
    skin: str
    hair: str
    hair_colour: str
    top: str
    legs: str
    grown_up: bool = False
    long_sleeves: bool = True
    dress: bool = False
    lashes: bool = False
    glasses: str = ""
    freckles: bool = False
    hearing_aid: bool = False
    wheelchair: bool = False
    extra: str = ""  # cardigan, lanyard, checked, hood, stripe, collar


PEOPLE = (
    Person("mila", "#9A6240", "puffs", "#2B1B17", "#F4B740", "#8C5A9E", dress=True, lashes=True,
           long_sleeves=False),
    Person("theo", "#F7D3BC", "tousled", "#C8582B", "#4CAF6D", "#3D5A80", freckles=True,
           long_sleeves=False, extra="stripe"),
    Person("amara", "#6B4028", "braids", "#1E1412", "#8E5BBE", "#34495E", lashes=True,
           long_sleeves=False),
    Person("yusuf", "#C98F62", "short", "#241A17", "#3B82C4", "#5B4A3F", glasses="#2C3E50",
           extra="collar"),
    Person("hana", "#F1CBA4", "bob", "#1C1A22", "#F08A4B", "#44617B", lashes=True),
    Person("kofi", "#4F2F20", "afro", "#17100E", "#D64545", "#2F4858", wheelchair=True,
           extra="hood"),
    Person("zara", "#D9A273", "hijab", "#1F9E98", "#2E4374", "#2B2D42", lashes=True),
    Person("leon", "#B97F57", "wavy", "#4A2E20", "#8D99AE", "#3A506B", hearing_aid=True,
           extra="hood"),
    Person("okafor", "#5C3622", "wrapped", "#191211", "#E2A72E", "#3A3A55", grown_up=True,
           lashes=True, extra="lanyard"),
    Person("bell", "#F2CDB5", "grey_beard", "#A9A9AD", "#5F8FA8", "#4B4540", grown_up=True,
           extra="checked"),
    Person("nana", "#A06C48", "bun", "#E8E6E3", "#B79BD6", "#6C5B7B", grown_up=True,
           glasses="#6C4F8B", lashes=True, extra="cardigan"),
    Person("dad", "#C69066", "dark_beard", "#2A1C17", "#4E9A6B", "#37474F", grown_up=True),
)  # fmt: skip


@dataclass(frozen=True)
class _Body:
    """Measures of a body."""

    head_y: float
    head: float  # scale of the head
    shoulder_y: float
    shoulder: float  # half of the width
    hip_y: float
    hip: float
    foot_y: float
    arm: float
    leg: float


_CHILD = _Body(168, 1.0, 282, 66, 424, 58, 574, 36, 42)
_GROWN_UP = _Body(112, 0.84, 214, 78, 408, 66, 578, 38, 48)


def pictures() -> Iterator[tuple[str, str]]:
    """Every person in every expression: (name, SVG)."""
    for person in PEOPLE:
        for expression in GROWN_UP if person.grown_up else CHILD:
            yield f"{person.name}-{expression}", drawing(figure(person, expression), 400, 600)


def figure(person: Person, expression: str) -> list[str]:
    """A whole person, from back to front."""
    b = _GROWN_UP if person.grown_up else _CHILD
    drop = 46.0 if person.wheelchair else 0.0
    hair = STYLES[person.hair](person.hair_colour)
    behind, before = _arms(person, expression, b)
    upper = [
        *_head_behind(hair, b, expression),
        *behind,
        *_torso(person, b),
        *before,
        *_head(person, hair, b, expression),
        *_hands_before_face(person, expression, b),
    ]
    ground = ellipse(200, 584, 128 if person.wheelchair else 96, 12, "#1A2433", opacity=0.1)
    if person.wheelchair:
        return [ground, *_chair_behind(), group(upper, f"translate(0 {drop:g})"), *_seated(person),
                *_chair_before()]  # fmt: skip
    return [ground, *_legs(person, b), *upper]


# ---------------------------------------------------------------------- head


def _placed(parts: list[str], b: _Body, expression: str) -> str:
    tilt = LOOKS[expression].tilt
    turn = f" rotate({tilt:g})" if tilt else ""
    scale = f" scale({b.head:g})" if b.head != 1 else ""
    return group(parts, f"translate(200 {b.head_y:g}){turn}{scale}")


def _head_behind(hair: Hair, b: _Body, expression: str) -> list[str]:
    return [_placed(hair.behind, b, expression)] if hair.behind else []


def _head(person: Person, hair: Hair, b: _Body, expression: str) -> list[str]:
    look = LOOKS[expression]
    skin = person.skin
    bearded = "beard" in person.hair
    brow = "#6E6E73" if person.hair in ("grey_beard", "bun") else shade(person.hair_colour, 0.8)
    if int(person.skin[1:3], 16) < 0x70:
        brow = "#120B09"
    if person.hair == "hijab":
        brow = "#2B1F1A"
    dark = int(skin[1:3], 16) < 0x80
    cheek = "#C8553D" if dark else "#F08A7E"
    lips = "#7A3B35" if not dark else "#D98A80"
    parts: list[str] = []
    if person.hair != "hijab":
        parts += [ellipse(-84, 12, 15, 20, skin), ellipse(84, 12, 15, 20, skin)]
        parts += [
            ellipse(-84, 14, 7, 11, shade(skin, 0.82)),
            ellipse(84, 14, 7, 11, shade(skin, 0.82)),
        ]
    parts.append(
        path("M -84 -8 Q -84 -92 0 -92 Q 84 -92 84 -8 Q 84 90 0 92 Q -84 90 -84 -8 Z", skin)
    )
    front = list(hair.front)
    if bearded:
        beard = front.pop()
        parts.append(beard)
        parts.append(ellipse(0, 52, 30, 15, skin))
    parts += face(look, skin, brow, cheek, lips, lashes=person.lashes)
    if person.freckles:
        parts += [
            circle(x, y, 2.6, "#C77B52")
            for x, y in ((-58, 18), (-48, 14), (-42, 21), (42, 21), (48, 14), (58, 18))
        ]
    parts += front
    if person.glasses:
        parts += glasses(person.glasses)
    if person.hearing_aid:
        parts += hearing_aid()
    return [_placed(parts, b, expression)]


# ---------------------------------------------------------------------- body


def _torso(person: Person, b: _Body) -> list[str]:
    top, s = person.top, b.shoulder
    y, hip_y, hip = b.shoulder_y, b.hip_y, b.hip
    neck = rect(200 - 20, y - 44, 40, 60, shade(person.skin, 0.88), 18)
    if person.dress:
        shape = path(
            f"M {200 - s + 8} {y - 10} Q 200 {y - 32} {200 + s - 8} {y - 10} L {200 + s} {y + 40} "
            f"Q {200 + 62} {y + 70} {200 + 98} {hip_y + 52} Q 200 {hip_y + 84} {200 - 98} "
            f"{hip_y + 52} Q {200 - 62} {y + 70} {200 - s} {y + 40} Z",
            top,
        )
        belt = path(f"M {200 - 60} {y + 72} Q 200 {y + 86} {200 + 60} {y + 72}", "",
                    shade(top, 0.8), 12)  # fmt: skip
        return [neck, shape, belt, circle(200, y + 80, 9, "#FFFFFF", opacity=0.9)]
    low = 62 if person.name == "zara" else 0
    shape = path(
        f"M {200 - s + 6} {y - 12} Q 200 {y - 34} {200 + s - 6} {y - 12} Q {200 + s + 6} {y + 30} "
        f"{200 + hip} {hip_y + 16 + low} Q 200 {hip_y + 30 + low} {200 - hip} {hip_y + 16 + low} "
        f"Q {200 - s - 6} {y + 30} {200 - s + 6} {y - 12} Z",
        top,
    )
    return [neck, shape, *_extras(person, b)]


def _extras(person: Person, b: _Body) -> list[str]:
    y, hip_y, top = b.shoulder_y, b.hip_y, person.top
    dark = shade(top, 0.82)
    match person.extra:
        case "hood":
            return [
                path(f"M 150 {y - 20} Q 200 {y + 34} 250 {y - 20} Q 232 {y + 10} 200 {y + 12} "
                     f"Q 168 {y + 10} 150 {y - 20} Z", dark),
                path(f"M 188 {y + 14} L 184 {y + 52} M 212 {y + 14} L 216 {y + 52}", "",
                     "#FFFFFF", 4),
                path(f"M 156 {hip_y - 36} Q 200 {hip_y - 54} 244 {hip_y - 36} L 252 {hip_y - 4} "
                     f"L 148 {hip_y - 4} Z", dark),
            ]  # fmt: skip
        case "collar":
            return [
                path(f"M 166 {y - 22} L 200 {y + 16} L 176 {y + 26} Z", "#FFFFFF"),
                path(f"M 234 {y - 22} L 200 {y + 16} L 224 {y + 26} Z", "#FFFFFF"),
                path(f"M 200 {y + 18} L 200 {hip_y + 10}", "", dark, 4),
            ]
        case "stripe":
            return [
                path(f"M 138 {y + 44} Q 200 {y + 60} 262 {y + 44} L 261 {y + 66} Q 200 {y + 82} "
                     f"139 {y + 66} Z", "#FFFFFF", opacity=0.85),
            ]  # fmt: skip
        case "lanyard":
            return [
                path(f"M 170 {y - 18} L 200 {y - 2} L 230 {y - 18} L 218 {hip_y + 14} "
                     f"L 182 {hip_y + 14} Z", "#F6F1E7"),
                path(f"M 168 {y - 20} Q 200 {y + 110} 200 {y + 108} Q 200 {y + 110} 232 {y - 20}",
                     "", "#1F5FBF", 6),
                rect(182, y + 104, 36, 48, "#FFFFFF", 5, "#1F5FBF", 4),
                circle(200, y + 122, 8, "#9CB6D8"),
            ]  # fmt: skip
        case "checked":
            lines = "".join(f"M {x} {y - 8} L {x} {hip_y + 14} " for x in (150, 176, 224, 250))
            across = "".join(f"M 136 {dy} L 264 {dy} " for dy in range(int(y) + 24, int(hip_y), 40))
            return [
                path(lines + across, "", shade(top, 1.3), 4, 0.7),
                path(f"M 168 {y - 22} L 200 {y + 14} L 232 {y - 22} L 218 {y - 32} L 182 {y - 32} Z",
                     shade(top, 1.2)),
            ]  # fmt: skip
        case "cardigan":
            return [
                path(
                    f"M 166 {y - 22} Q 200 {y + 8} 234 {y - 22} L 222 {hip_y + 18} "
                    f"L 178 {hip_y + 18} Z",
                    "#FBF3E4",
                ),
                *(circle(244, dy, 5, "#FFFFFF") for dy in range(int(y) + 40, int(hip_y), 46)),
            ]
        case _:
            return [path(f"M 166 {y - 22} Q 200 {y + 8} 234 {y - 22}", "", dark, 8)]


def _legs(person: Person, b: _Body) -> list[str]:
    parts: list[str] = []
    legs = person.skin if person.dress else person.legs
    for side in (-1, 1):
        x = 200 + side * 29
        parts.append(path(f"M {x} {b.hip_y - 4} L {x} {b.foot_y - 20}", "", legs, b.leg))
        if person.dress:
            parts.append(rect(x - 20, b.foot_y - 52, 40, 30, "#FFFFFF", 10))
        parts.append(
            path(
                f"M {x - 22} {b.foot_y + 8} Q {x - 24} {b.foot_y - 26} {x} {b.foot_y - 26} "
                f"Q {x + 22} {b.foot_y - 26} {x + side * 10 + 24} {b.foot_y + 8} Z",
                "#35324A" if person.grown_up else person.legs if person.dress else "#E4E7EC",
            )
        )
    return parts


# ---------------------------------------------------------------------- arms


def _arm(person: Person, b: _Body, shoulder: _Point, elbow: _Point, hand: _Point) -> list[str]:
    sx, sy = shoulder
    way = f"M {sx:g} {sy:g} Q {elbow[0]:g} {elbow[1]:g} {hand[0]:g} {hand[1]:g}"
    sleeve = shade(person.top, 0.92)
    parts = [path(way, "", sleeve if person.long_sleeves else person.skin, b.arm)]
    if not person.long_sleeves:
        # Half of the curve, by halving it.
        mid_1 = ((sx + elbow[0]) / 2, (sy + elbow[1]) / 2)
        mid_2 = ((elbow[0] + hand[0]) / 2, (elbow[1] + hand[1]) / 2)
        end = ((mid_1[0] + mid_2[0]) / 2, (mid_1[1] + mid_2[1]) / 2)
        part = (sx + (mid_1[0] - sx) * 0.8, sy + (mid_1[1] - sy) * 0.8)
        stop = (sx + (end[0] - sx) * 0.62, sy + (end[1] - sy) * 0.62)
        parts.append(
            path(f"M {sx:g} {sy:g} Q {part[0]:.1f} {part[1]:.1f} {stop[0]:.1f} {stop[1]:.1f}", "",
                 sleeve, b.arm + 6)
        )  # fmt: skip
    parts.append(circle(hand[0], hand[1], b.arm * 0.58, person.skin))
    return parts


def _arms(person: Person, expression: str, b: _Body) -> tuple[list[str], list[str]]:
    """Arms behind the body and before it."""
    left, right = (
        (200 - b.shoulder + 8, b.shoulder_y + 10),
        (200 + b.shoulder - 8, b.shoulder_y + 10),
    )
    low, chest = b.hip_y - 6, b.shoulder_y + 74
    ground = b.shoulder_y
    hang_l = _arm(person, b, left, (left[0] - 42, ground + 70), (left[0] - 30, low))
    hang_r = _arm(person, b, right, (right[0] + 42, ground + 70), (right[0] + 30, low))
    match expression:
        case "worried":
            return [], [
                *_arm(person, b, left, (left[0] - 46, chest + 26), (182, chest + 6)),
                *_arm(person, b, right, (right[0] + 46, chest + 26), (216, chest + 2)),
            ]
        case "thinking":
            return hang_l, _arm(
                person, b, right, (right[0] + 62, ground + 92), (244, b.head_y + 88 * b.head)
            )
        case "surprised":
            up = b.head_y + 60 * b.head
            return [
                *_arm(person, b, left, (left[0] - 74, ground + 40), (left[0] - 40, up)),
                *_arm(person, b, right, (right[0] + 74, ground + 40), (right[0] + 40, up)),
            ], []
        case "proud":
            up = b.head_y - 60
            return [
                *_arm(person, b, left, (left[0] - 66, ground - 20), (left[0] - 84, up + 40)),
                *_arm(person, b, right, (right[0] + 66, ground - 20), (right[0] + 84, up + 40)),
            ], []
        case "cross":
            return [], [
                *_arm(person, b, right, (right[0] + 30, chest + 34), (164, chest + 12)),
                *_arm(person, b, left, (left[0] - 30, chest + 34), (236, chest + 16)),
            ]
        case "tablet":
            return [], [
                *_arm(person, b, left, (left[0] - 40, chest + 60), (146, chest + 44)),
                *_arm(person, b, right, (right[0] + 40, chest + 60), (254, chest + 44)),
                *_tablet(200, chest + 26),
                circle(146, chest + 46, b.arm * 0.56, person.skin),
                circle(254, chest + 46, b.arm * 0.56, person.skin),
            ]
        case "tell":
            return [
                *hang_l,
                *_arm(person, b, right, (right[0] + 74, ground + 50), (right[0] + 62, ground - 34)),
            ], []
        case "listening":
            return hang_l, _arm(person, b, right, (right[0] + 54, chest + 60), (214, chest + 4))
        case "happy":
            wave = (left[0] - 70, ground + 10)
            if person.grown_up:
                return [*hang_l, *hang_r], []
            return [
                *_arm(person, b, left, (left[0] - 62, ground + 60), (wave[0], wave[1])),
                *hang_r,
            ], []
        case _:
            return [*hang_l, *hang_r], []


def _hands_before_face(person: Person, expression: str, b: _Body) -> list[str]:
    if expression == "thinking":
        return [circle(244, b.head_y + 84 * b.head, b.arm * 0.6, shade(person.skin, 0.95))]
    return []


def _tablet(x: float, y: float) -> list[str]:
    return [
        rect(x - 54, y - 36, 108, 76, "#2C3342", 12),
        rect(x - 45, y - 28, 90, 60, "#BFE3F5", 5),
        circle(x - 14, y - 2, 13, "#7CC6A4"),
        rect(x + 6, y - 10, 28, 8, "#FFFFFF", 4),
        rect(x + 6, y + 4, 20, 8, "#FFFFFF", 4),
    ]


# ---------------------------------------------------------------------- the wheelchair


def _chair_behind() -> list[str]:
    return [
        rect(128, 330, 144, 150, "#2E3440", 22),
        path("M 118 336 L 106 322 M 282 336 L 294 322", "", "#4C566A", 12),
    ]


def _seated(person: Person) -> list[str]:
    parts: list[str] = []
    for side in (-1, 1):
        x = 200 + side * 34
        parts.append(path(f"M {200 + side * 26} 476 L {x} 500", "", person.legs, 54))
        parts.append(path(f"M {x} 500 L {x} 548", "", shade(person.legs, 0.88), 40))
        parts.append(path(f"M {x - 24} 572 Q {x - 24} 540 {x} 540 Q {x + 24} 540 {x + 26} 572 Z",
                          "#E4E7EC"))  # fmt: skip
    return parts


def _chair_before() -> list[str]:
    parts: list[str] = [rect(150, 570, 100, 10, "#4C566A", 5)]
    for side in (-1, 1):
        x = 200 + side * 106
        parts += [
            ellipse(x, 482, 25, 98, "#20242D"),
            ellipse(x, 482, 17, 84, "#D8DEE9"),
            ellipse(x, 482, 8, 30, "#D64545"),
            path(f"M {x} 400 L {x} 564 M {x - 14} 440 L {x + 14} 524 M {x + 14} 440 L {x - 14} 524",
                 "", "#9AA5B5", 3),
            rect(x - side * 20 - 16, 440, 32, 14, "#4C566A", 7),
        ]  # fmt: skip
    return parts
