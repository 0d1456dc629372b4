"""Things: each in a square of 400, filling it with a small margin."""

from __future__ import annotations

from collections.abc import Iterator

from tools.pictures.avatars import AVATARS
from tools.pictures.more_objects import MORE
from tools.pictures.svg import circle, drawing, ellipse, group, line, path, polygon, rect, shade

INK, PAPER, BLUE, TEAL = "#2C3342", "#FBFAF5", "#3B82C4", "#1F9E98"
GREEN, RED, SUN, PINK, PURPLE = "#4CAF6D", "#D64545", "#F4B740", "#E8788A", "#8E5BBE"
WOOD, GREY, SKY = "#A9713F", "#C9D0DA", "#BFE3F5"


def _screen(x: float, y: float, w: float, h: float) -> list[str]:
    """What is on a screen: shapes, no words."""
    return [
        rect(x, y, w, h, SKY, 8),
        circle(x + w * 0.27, y + h * 0.4, min(w, h) * 0.17, GREEN),
        rect(x + w * 0.5, y + h * 0.27, w * 0.36, h * 0.09, "#FFFFFF", 6),
        rect(x + w * 0.5, y + h * 0.44, w * 0.26, h * 0.09, "#FFFFFF", 6),
        rect(x + w * 0.14, y + h * 0.7, w * 0.72, h * 0.12, "#FFFFFF", 8),
    ]


def _phone(*inside: str) -> list[str]:
    return [
        rect(112, 24, 176, 352, INK, 30),
        rect(124, 48, 152, 296, SKY, 12),
        *inside,
        circle(200, 360, 8, "#6B7688"),
    ]


def _bubble(colour: str, x: float = 40, y: float = 60, w: float = 320, h: float = 220) -> list[str]:
    tail = path(
        f"M {x + w * 0.2} {y + h - 12} L {x + w * 0.14} {y + h + 70} L {x + w * 0.46} {y + h - 12} Z",
        colour, colour, 8,
    )  # fmt: skip
    return [tail, rect(x, y, w, h, colour, 60)]


def heart(x: float, y: float, s: float, colour: str) -> str:
    """A heart, `s` wide, about (x, y)."""
    k = s / 100
    return path(
        f"M {x} {y + 42 * k} C {x - 70 * k} {y - 4 * k} {x - 48 * k} {y - 50 * k} {x - 20 * k} "
        f"{y - 42 * k} C {x - 8 * k} {y - 39 * k} {x - 2 * k} {y - 30 * k} {x} {y - 22 * k} "
        f"C {x + 2 * k} {y - 30 * k} {x + 8 * k} {y - 39 * k} {x + 20 * k} {y - 42 * k} "
        f"C {x + 48 * k} {y - 50 * k} {x + 70 * k} {y - 4 * k} {x} {y + 42 * k} Z",
        colour,
    )


def _lock(shackle: str) -> list[str]:
    return [
        path(shackle, "", "#8C97A8", 34),
        rect(76, 176, 248, 190, SUN, 34),
        rect(76, 310, 248, 56, shade(SUN, 0.88), 28),
        circle(200, 252, 26, "#7A5410"),
        path("M 200 256 L 200 306", "", "#7A5410", 22),
    ]


def _person_bust(x: float, y: float, k: float, colour: str) -> list[str]:
    return [
        circle(x, y - 34 * k, 34 * k, colour),
        path(f"M {x - 58 * k} {y + 62 * k} Q {x - 58 * k} {y + 6 * k} {x} {y + 6 * k} "
             f"Q {x + 58 * k} {y + 6 * k} {x + 58 * k} {y + 62 * k} Z", colour),
    ]  # fmt: skip


def _thumb(turn: int, colour: str) -> list[str]:
    parts = [
        rect(60, 190, 66, 160, BLUE if turn == 0 else "#8A5A00", 14),
        path("M 140 206 L 196 84 Q 200 56 222 56 Q 250 60 246 104 L 236 166 L 318 166 "
             "Q 350 170 344 204 L 322 318 Q 316 344 286 344 L 140 344 Z", colour),
        path("M 340 214 L 268 214 M 332 258 L 268 258 M 322 302 L 268 302", "",
             shade(colour, 0.84), 8),
    ]  # fmt: skip
    return [group(parts, "rotate(180 200 200)")] if turn else parts


def _house() -> list[str]:
    return [
        rect(270, 70, 40, 90, "#9C5B45", 6),
        rect(76, 178, 248, 182, "#F6DFC0", 10),
        polygon([(44, 190), (200, 56), (356, 190)], RED),
        rect(170, 246, 64, 114, "#7A5133", 12),
        circle(220, 306, 6, SUN),
        *(rect(x, 214, 52, 52, SKY, 8, "#FFFFFF", 8) for x in (98, 252)),
        rect(60, 352, 280, 16, GREEN, 8),
    ]


def _school() -> list[str]:
    return [
        rect(40, 190, 320, 170, "#E8B98A", 8),
        rect(140, 130, 120, 230, "#F0CBA2", 8),
        polygon([(126, 138), (200, 70), (274, 138)], "#B4553F"),
        circle(200, 176, 26, PAPER, INK, 6),
        line([(200, 176), (200, 162)], INK, 5),
        line([(200, 176), (212, 180)], INK, 5),
        rect(172, 268, 56, 92, "#6B4A32", 10),
        *(rect(x, y, 34, 40, SKY, 6) for x in (58, 100, 266, 308) for y in (214, 284)),
        line([(200, 70), (200, 30)], INK, 6),
        path("M 203 30 L 250 42 L 203 56 Z", BLUE),
    ]


def _envelope(colour: str, flap: str) -> list[str]:
    return [
        rect(44, 96, 312, 216, colour, 20),
        path("M 52 304 L 164 200 M 348 304 L 236 200", "", shade(colour, 0.86), 8),
        path("M 50 106 L 184 226 Q 200 238 216 226 L 350 106 Q 340 92 326 92 L 74 92 "
             "Q 60 92 50 106 Z", flap),
    ]  # fmt: skip


OBJECTS: dict[str, list[str]] = {
    "tablet": [rect(30, 76, 340, 248, INK, 28), *_screen(54, 98, 292, 204)],
    "phone": _phone(
        circle(200, 130, 40, GREEN), rect(146, 196, 108, 18, "#FFFFFF", 9),
        rect(146, 228, 76, 18, "#FFFFFF", 9), rect(146, 286, 108, 34, BLUE, 17),
    ),
    "laptop": [rect(66, 70, 268, 190, INK, 18), *_screen(82, 86, 236, 158),
               path("M 26 276 L 374 276 L 392 318 Q 392 332 376 332 L 24 332 Q 8 332 8 318 Z", GREY),
               rect(156, 290, 88, 18, shade(GREY, 0.85), 8)],
    "games-console": [path("M 76 130 Q 200 96 324 130 Q 372 150 376 262 Q 374 320 334 316 "
                           "Q 300 308 276 252 L 124 252 Q 100 308 66 316 Q 26 320 24 262 "
                           "Q 28 150 76 130 Z", PURPLE),
                      path("M 120 160 L 120 220 M 90 190 L 150 190", "", "#FFFFFF", 24),
                      circle(262, 206, 17, SUN), circle(300, 172, 17, GREEN),
                      circle(300, 236, 17, RED), circle(336, 204, 17, SKY)],
    "padlock": _lock("M 130 190 L 130 126 Q 130 52 200 52 Q 270 52 270 126 L 270 190"),
    "padlock-open": _lock("M 130 190 L 130 106 Q 130 40 196 40 Q 258 40 264 96"),
    "key": [circle(122, 200, 78, SUN), circle(122, 200, 34, PAPER),
            rect(190, 180, 184, 40, SUN, 14), rect(292, 210, 30, 58, SUN, 8),
            rect(340, 210, 30, 44, SUN, 8)],
    "house": _house(),
    "school-building": _school(),
    "envelope": _envelope("#F3E3C3", "#E9CF9B"),
    "envelope-strange": [circle(200, 200, 180, "#FBE2DC", opacity=0.9),
                         *_envelope("#F3E3C3", "#E9CF9B"),
                         circle(300, 300, 58, RED), circle(300, 258, 26, shade(RED, 0.7)),
                         path("M 300 246 L 300 356 M 246 280 L 226 266 M 244 306 L 220 310 "
                              "M 354 280 L 374 266 M 356 306 L 380 310", "", "#7E1F1F", 8),
                         circle(280, 296, 10, "#7E1F1F"), circle(322, 316, 10, "#7E1F1F")],
    "link-chain": [group([rect(40, 150, 180, 100, "", 50, TEAL, 34),
                          rect(180, 150, 180, 100, "", 50, shade(TEAL, 0.8), 34)],
                         "rotate(-24 200 200)")],
    "coins": [*(part for x, y in ((130, 300), (260, 312), (190, 236)) for part in (
                  ellipse(x, y + 18, 92, 40, "#B97F14"), ellipse(x, y, 92, 40, SUN),
                  ellipse(x, y, 64, 25, "#FAD37E"))),
              path("M 298 60 L 308 92 L 340 102 L 308 112 L 298 144 L 288 112 L 256 102 L 288 92 Z",
                   "#FAD37E")],
    "gift-box": [rect(60, 170, 280, 190, PINK, 16), rect(44, 130, 312, 66, shade(PINK, 0.86), 14),
                 rect(178, 130, 44, 230, SUN),
                 path("M 200 128 Q 130 120 120 80 Q 124 44 160 56 Q 194 74 200 128 Z", SUN),
                 path("M 200 128 Q 270 120 280 80 Q 276 44 240 56 Q 206 74 200 128 Z", SUN)],
    "trophy": [path("M 110 90 Q 40 90 56 158 Q 72 206 134 206 M 290 90 Q 360 90 344 158 "
                    "Q 328 206 266 206", "", SUN, 24),
               path("M 104 56 L 296 56 Q 296 250 200 260 Q 104 250 104 56 Z", SUN),
               rect(180, 250, 40, 60, shade(SUN, 0.85)), rect(118, 304, 164, 50, "#7A5133", 12),
               path("M 146 90 Q 150 170 184 206", "", "#FAD37E", 14)],
    "magnifier": [line([(262, 262), (348, 348)], "#7A5133", 48), circle(172, 172, 124, SKY),
                  circle(172, 172, 124, "", INK, 30),
                  path("M 110 160 Q 118 112 164 104", "", "#FFFFFF", 18)],
    "book": [path("M 200 96 Q 130 56 40 76 L 40 316 Q 130 298 200 336 Z", RED),
             path("M 200 96 Q 270 56 360 76 L 360 316 Q 270 298 200 336 Z", shade(RED, 0.84)),
             path("M 200 92 Q 136 66 58 80 L 58 298 Q 136 284 200 318 Z", PAPER),
             path("M 200 92 Q 264 66 342 80 L 342 298 Q 264 284 200 318 Z", "#F0ECE0"),
             path("M 84 124 Q 130 116 176 132 M 84 162 Q 130 154 176 170 M 84 200 Q 130 192 176 208 "
                  "M 224 132 Q 270 116 316 124 M 224 170 Q 270 154 316 162", "", GREY, 9)],
    "newspaper": [rect(56, 56, 288, 300, PAPER, 12, GREY, 8), rect(80, 82, 240, 40, INK, 8),
                  rect(80, 144, 110, 96, SKY, 6), polygon([(90, 232), (124, 180), (160, 232)], GREEN),
                  *(rect(208, y, 112, 12, GREY, 6) for y in (150, 178, 206, 234)),
                  *(rect(80, y, 240, 12, GREY, 6) for y in (268, 296, 324))],
    "web-page": [rect(36, 60, 328, 280, PAPER, 20, INK, 12), rect(36, 60, 328, 60, INK, 20),
                 *(circle(72 + 32 * n, 90, 10, c) for n, c in enumerate((RED, SUN, GREEN))),
                 rect(176, 78, 160, 24, "#55617A", 12), rect(66, 148, 120, 96, SKY, 8),
                 circle(126, 196, 26, SUN),
                 *(rect(208, y, 126, 14, GREY, 7) for y in (152, 184, 216)),
                 *(rect(66, y, 268, 14, GREY, 7) for y in (268, 298))],
    "speech-bubble": [*_bubble(BLUE), *(circle(x, 170, 20, "#FFFFFF") for x in (126, 200, 274))],
    "speech-bubble-kind": [*_bubble("#FCE3E7"), heart(200, 172, 150, RED)],
    "speech-bubble-unkind": [*_bubble("#DDE1E8"), circle(150, 176, 44, "#66708A"),
                             circle(206, 152, 56, "#66708A"), circle(256, 180, 40, "#66708A"),
                             rect(126, 176, 156, 42, "#66708A", 20),
                             path("M 210 200 L 184 244 L 208 244 L 194 282", "", SUN, 14)],
    "camera": [rect(40, 116, 320, 224, INK, 36), rect(136, 76, 128, 60, INK, 18),
               circle(200, 230, 84, GREY), circle(200, 230, 62, "#34495E"), circle(200, 230, 36, BLUE),
               circle(182, 212, 14, "#FFFFFF"), rect(300, 144, 34, 24, SUN, 8)],
    "photo": [group([rect(60, 50, 280, 300, "#FFFFFF", 12, GREY, 8), rect(84, 76, 232, 196, SKY, 6),
                     polygon([(90, 266), (160, 168), (220, 266)], GREEN),
                     polygon([(180, 266), (246, 194), (310, 266)], shade(GREEN, 0.85)),
                     circle(268, 122, 24, SUN)], "rotate(-5 200 200)")],
    "map-pin": [ellipse(200, 350, 80, 18, GREY),
                path("M 200 346 Q 90 232 90 150 Q 92 44 200 40 Q 308 44 310 150 Q 310 232 200 346 Z",
                     RED), circle(200, 150, 46, "#FFFFFF")],
    "birthday-cake": [rect(60, 220, 280, 130, "#F3D5B5", 20), rect(60, 214, 280, 50, PINK, 22),
                      *(circle(84 + 58 * n, 264, 26, PINK) for n in range(5)),
                      *(part for n, c in enumerate((BLUE, SUN, GREEN)) for part in (
                          rect(116 + 74 * n, 136, 20, 84, c, 6),
                          path(f"M {126 + 74 * n} 84 Q {150 + 74 * n} 112 {126 + 74 * n} 130 "
                               f"Q {102 + 74 * n} 112 {126 + 74 * n} 84 Z", "#F59E2E"))),
                      rect(30, 342, 340, 20, GREY, 10)],
    "football": [circle(200, 200, 164, PAPER, INK, 12),
                 polygon([(200, 132), (264, 178), (240, 252), (160, 252), (136, 178)], INK),
                 path("M 200 132 L 200 44 M 264 178 L 346 150 M 240 252 L 292 322 M 160 252 L 108 322 "
                      "M 136 178 L 54 150", "", INK, 10)],
    "school-jumper": [path("M 128 70 L 84 92 L 26 292 L 72 308 L 106 206 L 106 350 L 294 350 L 294 206 "
                           "L 328 308 L 374 292 L 316 92 L 272 70 Q 200 128 128 70 Z", "#27548A", "#27548A", 12),
                      path("M 26 292 L 72 308 M 374 292 L 328 308", "", shade("#27548A", 0.8), 20),
                      path("M 128 70 Q 200 128 272 70", "", SUN, 16),
                      path("M 234 180 l 40 0 l 0 30 q -4 26 -20 34 q -16 -8 -20 -34 Z", SUN),
                      rect(106, 326, 188, 24, shade("#27548A", 0.8), 6)],
    "name-badge": [line([(200, 30), (200, 110)], GREY, 14), rect(60, 100, 280, 230, BLUE, 30),
                   rect(84, 164, 232, 142, PAPER, 16), rect(150, 120, 100, 20, "#FFFFFF", 10),
                   circle(140, 226, 30, GREY), rect(190, 204, 100, 16, GREY, 8),
                   rect(190, 236, 70, 16, GREY, 8)],
    "heart": [heart(200, 210, 330, RED)],
    "heart-broken": [heart(200, 210, 330, "#B98A96"),
                     path("M 206 130 L 172 190 L 226 230 L 186 296 L 202 350", "", PAPER, 18)],
    "thumb-up": _thumb(0, "#E9B48B"),
    "thumb-down": _thumb(1, "#E9B48B"),
    "people-group": [*_person_bust(110, 200, 1.1, TEAL), *_person_bust(290, 200, 1.1, PURPLE),
                     *_person_bust(200, 250, 1.5, SUN)],
    "friend-request": [*_person_bust(130, 220, 1.5, BLUE), *_person_bust(262, 236, 1.15, GREY),
                       circle(320, 120, 54, GREEN),
                       path("M 320 90 L 320 150 M 290 120 L 350 120", "", "#FFFFFF", 18)],
    "chat-window": [rect(44, 44, 312, 312, PAPER, 30, INK, 12), rect(76, 84, 170, 56, GREY, 26),
                    rect(154, 162, 170, 56, BLUE, 26), rect(76, 240, 130, 56, GREY, 26)],
    "group-chat": [rect(44, 60, 312, 300, PAPER, 30, INK, 12),
                   *(part for n, c in enumerate((TEAL, SUN, PINK)) for part in (
                       circle(96, 120 + 86 * n, 26, c), rect(138, 96 + 86 * n, (180, 130, 156)[n], 50,
                                                            GREY, 24)))],
    "screenshot": [*_phone(circle(200, 150, 44, SUN), rect(146, 220, 108, 18, "#FFFFFF", 9)),
                   path("M 40 110 L 40 40 L 92 40 M 360 110 L 360 40 L 308 40 M 40 290 L 40 360 L 92 360 "
                        "M 360 290 L 360 360 L 308 360", "", RED, 20)],
}  # fmt: skip


def pictures() -> Iterator[tuple[str, str]]:
    """Every thing: (name, SVG)."""
    for name, parts in {**OBJECTS, **MORE, **AVATARS}.items():
        high = 600 if name.startswith("bit-") else 400
        yield name, drawing(parts, 400, high)
