"""Places: calm backdrops of 1600 by 900, low in contrast, with room in front for figures."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

from tools.pictures.spots import SPOTS
from tools.pictures.svg import circle, drawing, ellipse, group, line, path, polygon, rect, shade

W, H = 1600, 900


def _room(wall: str, floor: str, *, skirting: str = "") -> list[str]:
    return [
        rect(0, 0, W, H, wall),
        rect(0, 650, W, 250, floor),
        rect(0, 638, W, 18, skirting or shade(wall, 0.92)),
    ]


def _window(x: float, y: float, w: float, h: float, *, sky: str = "#CDE8F7") -> list[str]:
    return [
        rect(x - 14, y - 14, w + 28, h + 28, "#FFFFFF", 12),
        rect(x, y, w, h, sky, 6),
        ellipse(x + w * 0.3, y + h * 0.32, w * 0.16, h * 0.08, "#FFFFFF", opacity=0.9),
        ellipse(x + w * 0.42, y + h * 0.36, w * 0.14, h * 0.07, "#FFFFFF", opacity=0.9),
        path(f"M {x} {y + h} Q {x + w * 0.3} {y + h * 0.7} {x + w * 0.6} {y + h * 0.86} "
             f"Q {x + w * 0.8} {y + h * 0.92} {x + w} {y + h * 0.8} L {x + w} {y + h} Z", "#A9D3A0"),
        rect(x + w / 2 - 5, y, 10, h, "#FFFFFF"), rect(x, y + h / 2 - 5, w, 10, "#FFFFFF"),
        rect(x - 24, y + h + 10, w + 48, 18, "#FFFFFF", 6),
    ]  # fmt: skip


def _shelf(x: float, y: float, w: float, seed: int) -> list[str]:
    rolls = random.Random(seed)  # noqa: S311 - the colours of books
    parts = [rect(x, y, w, 14, "#C79B6B", 4)]
    at = x + 12
    while at < x + w - 40:
        wide, high = rolls.randint(18, 34), rolls.randint(54, 84)
        colour = rolls.choice(["#E3A3A0", "#A9C7E3", "#F0D296", "#B4D6B4", "#CDB8E0", "#E8C2A0"])
        parts.append(rect(at, y - high, wide, high, colour, 4))
        at += wide + rolls.choice([3, 3, 3, 24])
    return parts


def _tree(x: float, y: float, k: float, colour: str = "#93C48B") -> list[str]:
    return [
        path(f"M {x} {y} L {x} {y - 130 * k}", "", "#B08A63", 30 * k),
        circle(x, y - 200 * k, 92 * k, colour),
        circle(x - 70 * k, y - 160 * k, 62 * k, colour),
        circle(x + 72 * k, y - 164 * k, 64 * k, shade(colour, 0.95)),
    ]


def _cloud(x: float, y: float, k: float) -> list[str]:
    return [
        ellipse(x, y, 90 * k, 34 * k, "#FFFFFF", opacity=0.92),
        circle(x - 30 * k, y - 22 * k, 40 * k, "#FFFFFF", opacity=0.92),
        circle(x + 26 * k, y - 28 * k, 48 * k, "#FFFFFF", opacity=0.92),
    ]


def _outside(sky: str, grass: str) -> list[str]:
    return [
        rect(0, 0, W, H, sky),
        *_cloud(280, 150, 1.2), *_cloud(820, 110, 0.9), *_cloud(1340, 180, 1.3),
        path("M 0 560 Q 400 470 800 540 Q 1200 600 1600 500 L 1600 900 L 0 900 Z", shade(grass, 1.1)),
        path("M 0 640 Q 500 580 1000 640 Q 1300 670 1600 620 L 1600 900 L 0 900 Z", grass),
    ]  # fmt: skip


def classroom() -> list[str]:
    """A board, shelves, a window."""
    return [
        *_room("#F6EEDD", "#E4CFAF"),
        rect(500, 110, 620, 350, "#FFFFFF", 16, "#C9B18C", 16),
        rect(540, 150, 200, 26, "#DCE6F2", 13), rect(540, 200, 360, 18, "#E8EEF5", 9),
        rect(540, 236, 300, 18, "#E8EEF5", 9), circle(980, 300, 84, "#E7F1E4"),
        path("M 936 300 L 970 334 L 1030 262", "", "#B9D8B0", 20),
        rect(480, 462, 660, 20, "#C9B18C", 8),
        *_window(110, 130, 260, 270), *_shelf(1220, 260, 300, 1), *_shelf(1220, 400, 300, 2),
        *(path(f"M {40 + 170 * n} 40 L {40 + 170 * n + 85} 84 L {40 + 170 * n + 170} 40", "",
               "#E3D5B8", 5) for n in range(9)),
        *(polygon([(80 + 85 * n, 56), (130 + 85 * n, 56), (105 + 85 * n, 96)],
                  ("#F2B8B5", "#B8D7F2", "#F5DFA0", "#BFE0BE")[n % 4]) for n in range(17)),
        rect(1190, 560, 380, 26, "#D8A86E", 10), rect(1220, 586, 22, 120, "#B98A54", 6),
        rect(1518, 586, 22, 120, "#B98A54", 6),
    ]  # fmt: skip


def bedroom(*, night: bool = False) -> list[str]:
    """A bed, a shelf, a window; by night with a lamp."""
    wall, floor = ("#3C466B", "#2E3554") if night else ("#E6EDF8", "#D9C3A5")
    sky = "#1F2747" if night else "#CDE8F7"
    parts = [*_room(wall, floor), *_window(640, 120, 320, 290, sky=sky)]
    if night:
        parts += [
            circle(860, 190, 44, "#F6E7A8"),
            circle(882, 178, 38, sky),
            *(circle(x, y, 4, "#F6E7A8") for x, y in ((690, 170), (740, 230), (800, 150))),
        ]
    parts += [
        path("M 606 96 Q 640 280 596 440 L 660 440 Q 650 260 660 96 Z", "#C9B4E4", opacity=0.9),
        path("M 994 96 Q 960 280 1004 440 L 940 440 Q 950 260 940 96 Z", "#C9B4E4", opacity=0.9),
        *_shelf(120, 240, 340, 3), *_shelf(120, 390, 340, 4),
        rect(1040, 470, 34, 260, "#B98A5E", 12), rect(1560, 520, 34, 210, "#B98A5E", 12),
        rect(1060, 560, 510, 110, "#FFFFFF", 26), rect(1090, 500, 160, 90, "#FFFFFF", 36),
        path("M 1230 570 Q 1260 520 1570 536 L 1570 680 L 1230 680 Z", "#A9C7E3"),
        path("M 1230 570 Q 1260 520 1570 536 L 1570 570 Q 1270 556 1230 620 Z", "#C4DAEF"),
        ellipse(620, 790, 420, 70, shade(floor, 0.93)),
    ]  # fmt: skip
    if night:
        parts += [
            rect(970, 600, 60, 90, "#6B5A4A", 8),
            polygon([(960, 540), (1040, 540), (1020, 470), (980, 470)], "#F4D58A"),
            circle(1000, 520, 130, "#F4D58A", opacity=0.16),
        ]
    return parts


def living_room() -> list[str]:
    """A sofa, a lamp, a picture."""
    return [
        *_room("#F5E8DF", "#DDBF9A"),
        rect(250, 400, 760, 250, "#8FB8B0", 60), rect(200, 460, 130, 220, "#7DA89F", 50),
        rect(930, 460, 130, 220, "#7DA89F", 50), rect(320, 520, 620, 150, "#A4C9C1", 30),
        rect(360, 430, 150, 120, "#F2D39B", 24), rect(760, 430, 150, 120, "#E9B7A8", 24),
        rect(480, 130, 300, 190, "#FFFFFF", 10, "#C79B6B", 14),
        polygon([(500, 310), (600, 200), (690, 310)], "#B4D6B4"), circle(710, 190, 26, "#F4D58A"),
        *_window(1150, 140, 300, 280), path("M 130 660 L 130 330", "", "#8C7A66", 14),
        polygon([(70, 340), (190, 340), (160, 220), (100, 220)], "#F4D58A"),
        ellipse(130, 664, 60, 14, "#8C7A66"), ellipse(800, 800, 560, 70, "#E9D3BC"),
        rect(1180, 560, 300, 20, "#B98A5E", 8), rect(1210, 580, 20, 110, "#B98A5E"),
        rect(1430, 580, 20, 110, "#B98A5E"), path("M 1330 560 L 1330 500", "", "#7FA86B", 12),
        circle(1330, 480, 36, "#93C48B"), rect(1300, 520, 60, 44, "#E0906F", 8),
    ]  # fmt: skip


def kitchen() -> list[str]:
    """Cupboards, a table, a window."""
    return [
        *_room("#EAF3EC", "#D8C9B4"),
        *(rect(80 + 210 * n, 90, 190, 200, "#FFFFFF", 14, "#CFE0D4", 6) for n in range(2)),
        *(rect(1130 + 210 * n, 90, 190, 200, "#FFFFFF", 14, "#CFE0D4", 6) for n in range(2)),
        *(circle(x, 250, 10, "#C9A36B") for x in (240, 320, 1290, 1350)),
        *_window(560, 110, 480, 260),
        rect(60, 470, 1480, 34, "#C79B6B", 8), rect(60, 504, 1480, 150, "#F8FBF8"),
        *(rect(90 + 246 * n, 522, 216, 118, "#FFFFFF", 10, "#CFE0D4", 5) for n in range(6)),
        rect(700, 430, 200, 40, "#B9C4CE", 14), path("M 800 430 L 800 380 Q 800 360 836 364", "",
        "#9AA5B5", 14), rect(180, 390, 90, 80, "#E9B7A8", 20), rect(330, 410, 70, 60, "#A9C7E3", 14),
        circle(1250, 440, 30, "#E07A6B"), circle(1300, 444, 26, "#F0B95E"), circle(1276, 420, 24,
        "#93C48B"), path("M 1210 450 Q 1276 500 1340 450 Z", "#FFFFFF"),
    ]  # fmt: skip


def playground() -> list[str]:
    """A climbing frame, a fence, the school behind."""
    return [
        *_outside("#D5ECF8", "#B4D8A4"),
        rect(980, 300, 520, 260, "#E9C9A6", 10), polygon([(960, 306), (1240, 210), (1520, 306)],
        "#C98A72"), *(rect(1020 + 120 * n, 350, 74, 84, "#CDE8F7", 8) for n in range(4)),
        rect(1200, 460, 90, 100, "#9C7350", 8),
        *_tree(150, 600, 1.0), *_tree(820, 570, 0.7),
        path("M 330 690 L 420 420 L 640 420 L 730 690", "", "#E0906F", 20),
        path("M 420 420 L 640 420 M 385 520 L 675 520 M 355 610 L 705 610", "", "#8FB8DE", 14),
        path("M 640 420 Q 760 520 860 690", "", "#F0C35E", 30),
        path("M 0 720 L 1600 690 L 1600 900 L 0 900 Z", "#CBD3DA"),
        path("M 300 900 L 420 730 M 1200 900 L 1100 716", "", "#FFFFFF", 10, 0.7),
        circle(1380, 790, 60, "", "#FFFFFF", 10, 0.7),
    ]  # fmt: skip


def library() -> list[str]:
    """Shelves full of books."""
    parts = [*_room("#F3EADB", "#CDB08A")]
    for x in (60, 590, 1120):
        parts.append(rect(x, 70, 430, 580, "#B98A5E", 14))
        parts.append(rect(x + 22, 92, 386, 536, "#A67B50", 8))
        for n in range(4):
            parts += _shelf(x + 22, 216 + 134 * n, 386, x + n)
    return [*parts, ellipse(800, 800, 600, 70, "#E2C9A4")]


def park() -> list[str]:
    """Trees, a path, a pond."""
    return [
        *_outside("#D9F0F7", "#A9D49A"),
        *_tree(200, 620, 1.2), *_tree(520, 560, 0.8), *_tree(1240, 570, 0.9), *_tree(1460, 640, 1.3),
        ellipse(920, 640, 240, 40, "#BFE3F5"),
        path("M 620 900 Q 740 760 560 690 Q 480 640 620 600 L 660 604 Q 560 650 660 690 "
             "Q 900 760 860 900 Z", "#EBDDC0"),
        rect(1040, 560, 170, 16, "#B98A5E", 6), rect(1040, 590, 170, 16, "#B98A5E", 6),
        rect(1056, 560, 12, 90, "#8C6A46"), rect(1182, 560, 12, 90, "#8C6A46"),
    ]  # fmt: skip


def hall() -> list[str]:
    """The hall with its stage, for an assembly."""
    return [
        *_room("#F1E9F6", "#D9B98B"),
        rect(260, 90, 1080, 500, "#FFFFFF", 12), rect(300, 130, 1000, 420, "#FBF4E2", 8),
        path("M 220 60 Q 300 300 230 600 L 400 600 Q 360 300 420 60 Z", "#B4596E"),
        path("M 1380 60 Q 1300 300 1370 600 L 1200 600 Q 1240 300 1180 60 Z", "#B4596E"),
        path("M 200 40 L 1400 40 L 1400 120 Q 1300 170 1200 120 Q 1100 170 1000 120 Q 900 170 800 120 "
             "Q 700 170 600 120 Q 500 170 400 120 Q 300 170 200 120 Z", "#C56B80"),
        rect(160, 590, 1280, 70, "#B98A5E", 8), *(circle(560 + 240 * n, 330, 60, c) for n, c in
        enumerate(("#F5DFA0", "#BFE0BE", "#B8D7F2"))),
    ]  # fmt: skip


def bus() -> list[str]:
    """Inside a school bus."""
    return [
        rect(0, 0, W, H, "#F3D27A"), rect(0, 0, W, 120, "#FBE7AE"),
        *(part for n in range(4) for part in (
            rect(60 + 385 * n, 150, 330, 260, "#CDE8F7", 30),
            path(f"M {60 + 385 * n} 380 Q {180 + 385 * n} 300 {390 + 385 * n} 370 L {390 + 385 * n} 396 "
                 f"Q {390 + 385 * n} 410 {376 + 385 * n} 410 L {80 + 385 * n} 410 "
                 f"Q {60 + 385 * n} 410 {60 + 385 * n} 396 Z", "#A9D3A0"))),
        *(part for n in range(4) for part in (
            rect(90 + 385 * n, 470, 280, 230, "#6F93B8", 36),
            rect(120 + 385 * n, 500, 220, 60, "#86A8CA", 20))),
        rect(0, 700, W, 200, "#B9BFC8"), rect(0, 120, W, 16, "#D8A93F"),
    ]  # fmt: skip


def game_world() -> list[str]:
    """A bright land in a game."""
    return [
        rect(0, 0, W, H, "#CFE9FA"), circle(1300, 180, 90, "#FBE7AE"), *_cloud(300, 160, 1.1),
        *_cloud(900, 120, 0.9),
        polygon([(100, 640), (330, 250), (560, 640)], "#B7A9DA"), polygon([(420, 640), (700, 310),
        (980, 640)], "#A5B8E0"), polygon([(330, 250), (290, 318), (372, 318)], "#FFFFFF"),
        path("M 0 620 Q 300 540 640 620 Q 1000 700 1600 580 L 1600 900 L 0 900 Z", "#A6DBA0"),
        path("M 0 720 Q 500 640 1000 740 Q 1300 790 1600 700 L 1600 900 L 0 900 Z", "#8FCB92"),
        rect(1080, 330, 260, 290, "#D9C6E8", 10), *(rect(1050 + 120 * n, 270, 80, 350, "#E6D9F1", 10)
        for n in (0, 2)), *(polygon([(1042 + 120 * n, 276), (1090 + 120 * n, 180), (1138 + 120 * n,
        276)], "#E8788A") for n in (0, 2)), rect(1176, 500, 70, 120, "#9C7350", 34),
        *(rect(620 + 70 * n, 470 - (n % 2) * 40, 60, 26, "#F0C35E", 12) for n in range(4)),
        *(circle(650 + 70 * n, 430 - (n % 2) * 40, 18, "#F4B740") for n in range(4)),
    ]  # fmt: skip


def online() -> list[str]:
    """Nowhere: soft bubbles."""
    rolls = random.Random(7)  # noqa: S311 - where bubbles float
    parts = [rect(0, 0, W, H, "#E8F1F8"), path("M 0 600 Q 400 480 800 600 Q 1200 720 1600 560 "
             "L 1600 900 L 0 900 Z", "#D6E6F2")]  # fmt: skip
    for _ in range(16):
        x, y, r = rolls.randint(40, 1560), rolls.randint(40, 560), rolls.randint(24, 90)
        colour = rolls.choice(["#FFFFFF", "#D5E3F3", "#E5DAF3", "#D9EFE4"])
        parts.append(
            rect(x - r * 1.3, y - r * 0.8, r * 2.6, r * 1.6, colour, r * 0.7, opacity=0.85)
        )
        parts.append(circle(x - r * 0.9, y + r * 0.9, r * 0.16, colour, opacity=0.85))
    return parts


def calm() -> list[str]:
    """A quiet lake at dawn: it covers the board when nothing is to be seen there."""
    return [
        rect(0, 0, W, H, "#DCEBF5"), rect(0, 0, W, 330, "#E9F0F4"), circle(1090, 330, 86, "#FBE9BF"),
        path("M 0 430 Q 220 250 460 380 Q 700 240 980 400 Q 1240 290 1600 420 L 1600 520 L 0 520 Z",
             "#B9D0DA"),
        path("M 0 480 Q 300 380 620 470 Q 960 380 1240 470 Q 1420 430 1600 480 L 1600 540 L 0 540 Z",
             "#9DBFC2"),
        rect(0, 520, W, 380, "#C6DFEA"),
        *(ellipse(1090, 560 + 46 * n, 150 - 18 * n, 7, "#FBE9BF", opacity=0.8) for n in range(6)),
        *(line([(x, y), (x + w, y)], "#DCEBF5", 5) for x, y, w in ((140, 600, 220), (480, 680, 300),
          (1240, 640, 200), (200, 790, 260), (820, 820, 340))),
        path("M 0 760 Q 160 700 330 790 Q 420 840 400 900 L 0 900 Z", "#8FB29A"),
        *(path(f"M {60 + 46 * n} 800 q {-6 + n * 3} -90 {4 + n * 4} -150", "", "#7BA287", 7)
          for n in range(5)),
        path("M 700 640 q 40 -6 60 -30 q 14 -16 30 -6 q -8 4 -14 14 q 30 30 -10 34 q -40 6 -66 -12 Z",
             "#FFFFFF"),
    ]  # fmt: skip


def garden() -> list[str]:
    """Grass, flowers, a fence."""
    rolls = random.Random(3)  # noqa: S311 - where flowers grow
    flowers = [
        part
        for _ in range(26)
        for part in _flower(rolls.randint(20, 1580), rolls.randint(640, 720), rolls.choice(
            ["#E8788A", "#F4B740", "#B79BD6", "#FFFFFF"]))
    ]  # fmt: skip
    return [
        *_outside("#D9EEF8", "#B0D89F"), *_tree(1380, 620, 1.2),
        *(rect(20 + 80 * n, 430, 54, 190, "#FBF6EA", 14) for n in range(15)),
        rect(0, 480, 1230, 22, "#F1E9D6"), rect(0, 560, 1230, 22, "#F1E9D6"), *flowers,
    ]  # fmt: skip


def _flower(x: float, y: float, colour: str) -> list[str]:
    petals = [
        circle(x + 9 * math.cos(n * math.pi * 0.4), y + 9 * math.sin(n * math.pi * 0.4), 8, colour)
        for n in range(5)
    ]
    return [line([(x, y), (x, y + 34)], "#7FB070", 5), *petals, circle(x, y, 6, "#F7E0A0")]


def pictures() -> Iterator[tuple[str, str]]:
    """Every place: (name, SVG)."""
    found = {
        "classroom": classroom(), "bedroom": bedroom(), "night-bedroom": bedroom(night=True),
        "living-room": living_room(), "kitchen": kitchen(), "playground": playground(),
        "library": library(), "park": park(), "hall": hall(), "bus": bus(),
        "game-world": game_world(), "online": online(), "calm": calm(), "garden": garden(),
        "spot-photo": SPOTS["spot-photo"](_outside("#D5ECF8", "#B4D8A4")),
        "spot-club": SPOTS["spot-club"](_outside("#DDEFF6", "#BFDCA6")),
        "spot-room": SPOTS["spot-room"](_room("#EAE3F4", "#D9C3A5")),
        "spot-desk": SPOTS["spot-desk"]([rect(0, 0, W, H, "#EFE6DA"), rect(0, 470, W, 430, "#C99B67")]),
    }  # fmt: skip
    for name, parts in found.items():
        yield name, drawing([group(parts)], W, H)
