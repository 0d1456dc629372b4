"""More things, and the robot that stands for AI."""

from __future__ import annotations

import math

from tools.pictures.svg import circle, ellipse, group, line, path, polygon, rect, shade

INK, PAPER, BLUE, TEAL = "#2C3342", "#FBFAF5", "#3B82C4", "#1F9E98"
GREEN, RED, SUN, PINK, PURPLE = "#4CAF6D", "#D64545", "#F4B740", "#E8788A", "#8E5BBE"
WOOD, GREY, SKY, SKIN = "#A9713F", "#C9D0DA", "#BFE3F5", "#E9B48B"


def _star(x: float, y: float, r: float, colour: str, inner: float = 0.46) -> str:
    points = [
        (
            x + math.sin(n * math.pi / 5) * (r if n % 2 == 0 else r * inner),
            y - math.cos(n * math.pi / 5) * (r if n % 2 == 0 else r * inner),
        )
        for n in range(10)
    ]
    return polygon(points, colour)


def _burst(x: float, y: float, r: float, colour: str) -> str:
    points = [
        (
            x + math.sin(n * math.pi / 10) * (r if n % 2 == 0 else r * 0.78),
            y - math.cos(n * math.pi / 10) * (r if n % 2 == 0 else r * 0.78),
        )
        for n in range(20)
    ]
    return polygon(points, colour)


def _hand(fingers: tuple[str, ...]) -> list[str]:
    ways = ("M 128 250 L 66 178", "M 158 210 L 136 78", "M 204 204 L 206 50", "M 248 212 L 276 78",
            "M 282 244 L 342 138")  # fmt: skip
    parts = [path(way, "", colour, 46) for way, colour in zip(ways, fingers, strict=True)]
    return [*parts, path("M 112 234 Q 200 176 294 230 Q 300 340 250 370 L 160 370 Q 100 330 112 234 Z",
                         SKIN)]  # fmt: skip


def _shark(skin: str, belly: str) -> list[str]:
    """A shark in this colour."""
    return [
        path("M 20 250 Q 120 130 300 190 L 380 140 L 360 230 L 384 300 L 300 262 Q 150 320 20 250 "
             "Z", skin, skin, 8),
        polygon([(176, 168), (220, 84), (248, 180)], skin),
        path("M 30 256 Q 130 306 250 272 Q 150 262 30 256 Z", belly),
        circle(92, 214, 10, INK),
        path("M 48 250 L 64 262 L 78 250 L 92 264 L 106 252", "", "#FFFFFF", 6),
    ]  # fmt: skip


def _bit(mood: str) -> list[str]:
    body, dark, face = "#8FB8DE", "#5F8DB8", "#1F2A3C"
    wide = 1.12 if mood == "sure" else 1.0
    eyes: list[str] = []
    for side in (-1, 1):
        x = 200 + side * 44
        match mood:
            case "muddled":
                eyes.append(path(f"M {x} 236 q 14 -14 22 2 q 4 26 -22 24 q -30 -6 -22 -34 q 14 -26 40 -14",
                                 "", "#7DF0D2", 7))  # fmt: skip
            case "thinking":
                eyes += [ellipse(x, 240, 20, 22, "#7DF0D2"), circle(x + 8, 230, 8, face)]
            case "sure":
                eyes.append(path(f"M {x - 22} 246 Q {x} 214 {x + 22} 246", "", "#7DF0D2", 10))
            case _:
                eyes += [ellipse(x, 240, 18, 22, "#7DF0D2"), circle(x + 5, 232, 7, "#FFFFFF")]
    mouths = {
        "happy": path("M 168 282 Q 200 310 232 282", "", "#7DF0D2", 9),
        "thinking": path("M 182 292 L 224 286", "", "#7DF0D2", 9),
        "muddled": path("M 164 292 Q 176 278 188 292 Q 200 306 212 292 Q 224 278 236 292", "",
                        "#7DF0D2", 8),
        "sure": path("M 160 276 Q 200 324 240 276 Z", "#7DF0D2"),
    }  # fmt: skip
    arms = {
        "happy": "M 96 410 Q 40 380 50 330 M 304 410 Q 350 440 340 490",
        "thinking": "M 96 410 Q 50 440 60 490 M 304 410 Q 370 400 300 318",
        "muddled": "M 96 410 Q 44 390 76 330 M 304 410 Q 356 390 324 330",
        "sure": "M 90 410 Q 36 420 92 470 M 310 410 Q 364 420 308 470",
    }
    bulb = SUN if mood in ("thinking", "sure") else "#F28B82" if mood == "muddled" else "#7DF0D2"
    parts = [
        ellipse(200, 584, 110, 12, "#1A2433", opacity=0.1),
        path("M 160 500 L 160 560 M 240 500 L 240 560", "", dark, 34),
        rect(126, 550, 70, 30, dark, 15), rect(206, 550, 70, 30, dark, 15),
        path(arms[mood], "", dark, 26),
        group([rect(96, 356, 208, 168, body, 56), rect(140, 396, 120, 70, "#E8F1FA", 22),
               circle(170, 431, 14, GREEN), circle(206, 431, 14, SUN), circle(238, 431, 10, RED)],
              f"translate({200 - 200 * wide:g} 0) scale({wide:g} 1)"),
        path("M 200 178 L 200 140", "", dark, 10), circle(200, 128, 18, bulb),
        rect(78, 176, 244, 168, body, 70), rect(104, 198, 192, 124, face, 48),
        circle(76, 260, 20, dark), circle(324, 260, 20, dark),
        *eyes, mouths[mood],
    ]  # fmt: skip
    if mood == "muddled":
        parts += [circle(300, 130, 9, "#B7C4D6"), circle(324, 100, 13, "#B7C4D6"),
                  circle(108, 122, 9, "#B7C4D6")]  # fmt: skip
    return parts


MORE: dict[str, list[str]] = {
    "dog": [path("M 96 120 Q 50 110 52 190 Q 66 236 108 214 Z", "#8B5A33"),
            path("M 304 120 Q 350 110 348 190 Q 334 236 292 214 Z", "#8B5A33"),
            ellipse(200, 210, 124, 130, "#C98F5A"), ellipse(200, 266, 76, 62, "#F1DFC8"),
            circle(154, 186, 16, INK), circle(246, 186, 16, INK), circle(159, 180, 5, "#FFFFFF"),
            circle(251, 180, 5, "#FFFFFF"), ellipse(200, 236, 28, 20, INK),
            path("M 200 256 L 200 276 Q 176 300 156 282 M 200 276 Q 224 300 244 282", "", INK, 8),
            path("M 184 290 Q 200 340 216 290 Z", PINK)],
    "cat": [polygon([(92, 170), (96, 54), (176, 104)], "#E39B4E"),
            polygon([(308, 170), (304, 54), (224, 104)], "#E39B4E"),
            ellipse(200, 216, 128, 122, "#F0AE62"),
            path("M 176 108 L 182 146 M 200 100 L 200 144 M 224 108 L 218 146", "", "#C97B2D", 10),
            ellipse(152, 204, 18, 22, "#3F6B3C"), ellipse(248, 204, 18, 22, "#3F6B3C"),
            ellipse(152, 204, 7, 18, INK), ellipse(248, 204, 7, 18, INK),
            polygon([(186, 242), (214, 242), (200, 258)], PINK),
            path("M 200 262 Q 184 288 164 276 M 200 262 Q 216 288 236 276", "", INK, 7),
            path("M 70 236 L 128 246 M 72 270 L 130 264 M 330 236 L 272 246 M 328 270 L 270 264", "",
                 "#FFFFFF", 6)],
    "hand-five": _hand((RED, SUN, GREEN, BLUE, PURPLE)),
    "stop-hand": [circle(200, 200, 178, RED),
                  group(_hand((SKIN,) * 5), "translate(64 58) scale(0.68)")],
    "telephone": [path("M 96 62 Q 60 80 62 130 Q 76 300 270 338 Q 322 340 338 302 Q 344 282 326 270 "
                       "L 274 238 Q 256 230 242 246 L 222 266 Q 160 234 136 178 L 156 156 "
                       "Q 170 142 162 124 L 134 74 Q 120 54 96 62 Z", GREEN),
                  path("M 240 110 Q 290 122 298 172 M 252 58 Q 340 76 352 160", "", SUN, 18)],
    "bell": [circle(200, 68, 22, shade(SUN, 0.8)),
             path("M 200 76 Q 296 84 300 200 Q 302 262 342 296 L 58 296 Q 98 262 100 200 "
                  "Q 104 84 200 76 Z", SUN), ellipse(200, 330, 42, 26, shade(SUN, 0.75)),
             path("M 140 150 Q 150 118 182 110", "", "#FBE3A8", 14)],
    "moon": [path("M 262 62 Q 120 70 112 210 Q 118 332 250 346 Q 330 344 358 276 Q 252 306 206 224 "
                  "Q 176 132 262 62 Z", "#F6D77A"), _star(312, 120, 34, SUN), _star(92, 92, 22, SUN)],
    "clock": [circle(200, 200, 168, PAPER, BLUE, 26), circle(200, 200, 12, INK),
              *(circle(200 + 128 * math.sin(n * math.pi / 6), 200 - 128 * math.cos(n * math.pi / 6),
                       8 if n % 3 else 13, INK) for n in range(12)),
              line([(200, 200), (200, 108)], INK, 16), line([(200, 200), (262, 234)], RED, 12)],
    "shield": [path("M 200 36 Q 280 84 346 82 Q 356 276 200 364 Q 44 276 54 82 Q 120 84 200 36 Z", BLUE),
               path("M 200 68 Q 264 106 316 108 Q 320 258 200 328 Z", shade(BLUE, 1.18)),
               path("M 132 200 L 182 250 L 274 150", "", "#FFFFFF", 32)],
    "robot-head": [line([(200, 96), (200, 50)], "#5F8DB8", 14), circle(200, 40, 20, SUN),
                   rect(56, 96, 288, 226, "#8FB8DE", 80), rect(90, 128, 220, 160, "#1F2A3C", 56),
                   ellipse(150, 200, 24, 28, "#7DF0D2"), ellipse(250, 200, 24, 28, "#7DF0D2"),
                   path("M 166 254 Q 200 276 234 254", "", "#7DF0D2", 10),
                   circle(46, 210, 26, "#5F8DB8"), circle(354, 210, 26, "#5F8DB8")],
    "microphone": [rect(140, 36, 120, 210, "#5B6B85", 60),
                   path("M 140 90 L 196 90 M 140 130 L 196 130 M 140 170 L 196 170", "", "#8C9BB3", 10),
                   path("M 88 188 Q 88 304 200 306 Q 312 304 312 188", "", INK, 22),
                   line([(200, 306), (200, 360)], INK, 22), line([(136, 364), (264, 364)], INK, 22)],
    "video": [rect(36, 90, 328, 224, INK, 34), circle(200, 202, 72, "#FFFFFF"),
              polygon([(178, 164), (178, 240), (240, 202)], RED), rect(60, 332, 280, 14, GREY, 7),
              rect(60, 332, 120, 14, RED, 7)],
    "password-dots": [rect(28, 138, 344, 124, PAPER, 26, BLUE, 14),
                      *(circle(88 + 46 * n, 200, 16, INK) for n in range(5)),
                      rect(314, 166, 8, 68, BLUE, 4)],
    "bed": [rect(30, 110, 28, 230, WOOD, 12), rect(342, 190, 28, 150, WOOD, 12),
            rect(44, 220, 312, 90, "#F3F0EA", 18), rect(70, 176, 100, 60, "#FFFFFF", 26),
            path("M 150 216 Q 180 180 356 204 L 356 310 L 150 310 Z", PURPLE),
            path("M 150 216 Q 180 180 356 204 L 356 228 Q 190 204 150 244 Z", shade(PURPLE, 1.2))],
    "apple": [path("M 200 126 Q 130 80 80 132 Q 34 210 96 310 Q 136 368 200 340 Q 264 368 304 310 "
                   "Q 366 210 320 132 Q 270 80 200 126 Z", RED),
              path("M 200 126 Q 196 80 220 48", "", "#6B4A32", 16),
              path("M 214 90 Q 250 40 312 56 Q 290 108 214 90 Z", GREEN),
              path("M 104 178 Q 112 148 138 140", "", "#F2A0A0", 16)],
    "paint-palette": [path("M 200 56 Q 370 60 370 196 Q 366 262 290 250 Q 236 244 246 296 "
                           "Q 252 352 190 350 Q 34 340 30 204 Q 44 60 200 56 Z", "#E3B778"),
                      *(circle(x, y, 30, c) for x, y, c in ((110, 146, RED), (194, 108, SUN),
                        (284, 140, GREEN), (92, 232, BLUE), (150, 298, PURPLE)))],
    "star": [_star(200, 214, 186, SUN), _star(200, 214, 110, "#FAD37E")],
    "globe": [circle(200, 200, 164, "#6FB7E9"),
              path("M 110 110 Q 170 80 200 124 Q 190 170 150 176 Q 130 220 90 206 Q 60 160 110 110 Z",
                   GREEN), path("M 236 180 Q 310 150 346 206 Q 330 270 270 300 Q 220 270 236 180 Z", GREEN),
              path("M 150 260 Q 190 250 200 300 Q 190 346 160 330 Q 136 290 150 260 Z", GREEN),
              circle(200, 200, 164, "", "#3B82C4", 12)],
    "megaphone": [path("M 110 160 L 300 70 L 300 300 L 110 230 Z", RED, RED, 16),
                  rect(60, 154, 70, 82, INK, 16), path("M 130 240 L 150 330", "", INK, 38),
                  path("M 334 130 L 372 110 M 340 186 L 384 186 M 334 240 L 372 260", "", SUN, 16)],
    "pop-up": [rect(50, 90, 300, 240, PAPER, 18, INK, 12), rect(50, 90, 300, 54, PURPLE, 18),
               circle(316, 117, 14, "#FFFFFF"), _burst(200, 240, 96, SUN), _star(200, 242, 50, RED)],
    "magnet": [path("M 100 330 L 100 190 Q 104 80 200 78 Q 296 80 300 190 L 300 330", "", RED, 74),
               path("M 100 330 L 100 300 M 300 330 L 300 300", "", GREY, 74),
               path("M 56 396 L 62 380 M 200 330 L 200 300 M 346 396 L 338 380", "", SUN, 10)],
    "mask": [path("M 60 90 Q 200 60 340 90 Q 356 270 200 352 Q 44 270 60 90 Z", "#F4E3C8"),
             path("M 200 74 Q 270 74 340 90 Q 356 270 200 352 Z", "#D9C3E8"),
             path("M 106 170 Q 134 140 166 170 M 234 170 Q 266 140 294 170", "", INK, 18),
             path("M 124 244 Q 200 318 276 244", "", INK, 18),
             path("M 60 130 Q 20 160 28 230 M 340 130 Q 380 160 372 230", "", PINK, 14)],
    "mirror": [ellipse(200, 176, 128, 146, WOOD), ellipse(200, 176, 102, 120, SKY),
               path("M 140 150 L 190 100 M 148 214 L 246 116", "", "#FFFFFF", 16),
               rect(180, 310, 40, 76, WOOD, 16)],
    "scales": [line([(200, 60), (200, 340)], INK, 20), line([(70, 110), (330, 90)], INK, 18),
               circle(200, 60, 20, SUN), rect(120, 336, 160, 26, INK, 13),
               path("M 20 230 L 70 112 L 120 230 M 280 210 L 330 92 L 380 210", "", INK, 8),
               path("M 14 230 L 126 230 Q 116 284 70 284 Q 24 284 14 230 Z", SUN),
               path("M 274 210 L 386 210 Q 376 264 330 264 Q 284 264 274 210 Z", SUN)],
    "puzzle": [path("M 60 130 L 150 130 Q 130 64 186 62 Q 240 64 222 130 L 300 130 L 300 208 "
                    "Q 366 190 368 244 Q 366 298 300 282 L 300 350 L 60 350 Z", TEAL, TEAL, 14)],
    "umbrella": [path("M 36 210 Q 50 60 200 56 Q 350 60 364 210 Q 330 176 282 210 Q 240 176 200 210 "
                      "Q 160 176 118 210 Q 70 176 36 210 Z", PURPLE),
                 path("M 200 56 Q 120 110 118 210 Q 160 176 200 210 Z", shade(PURPLE, 1.2)),
                 path("M 200 200 L 200 320 Q 200 362 164 360 Q 134 354 136 326", "", INK, 16)],
    "kite": [polygon([(220, 40), (330, 160), (180, 280), (100, 130)], RED),
             path("M 220 40 L 180 280 M 100 130 L 330 160", "", "#FFFFFF", 8),
             path("M 180 280 Q 120 300 150 340 Q 180 370 110 380", "", INK, 7),
             polygon([(128, 312), (160, 300), (154, 330)], SUN)],
    "ladder-steps": [rect(40, 290, 320, 66, TEAL, 10), rect(120, 220, 240, 70, shade(TEAL, 1.15), 10),
                     rect(200, 150, 160, 70, shade(TEAL, 1.3), 10), rect(280, 80, 80, 70, SUN, 10)],
    "signpost": [rect(186, 50, 28, 310, WOOD, 10), path("M 70 84 L 290 84 L 340 122 L 290 160 L 70 160 Z",
                 GREEN, GREEN, 12), path("M 330 190 L 110 190 L 60 228 L 110 266 L 330 266 Z", SUN, SUN,
                 12), ellipse(200, 362, 90, 14, GREY)],
    "lightbulb": [path("M 200 40 Q 310 46 312 156 Q 308 210 262 250 L 258 286 L 142 286 L 138 250 "
                       "Q 92 210 88 156 Q 90 46 200 40 Z", SUN), rect(142, 280, 116, 28, GREY, 10),
                  rect(150, 314, 100, 26, GREY, 10), rect(172, 346, 56, 18, INK, 9),
                  path("M 164 170 L 186 200 L 200 172 L 214 200 L 236 170", "", "#B97F14", 10),
                  path("M 130 140 Q 136 96 176 84", "", "#FBE9BF", 16)],
    "eye": [path("M 24 200 Q 200 30 376 200 Q 200 370 24 200 Z", "#FFFFFF", INK, 16),
            circle(200, 200, 78, TEAL), circle(200, 200, 40, INK), circle(222, 176, 16, "#FFFFFF")],
    "ear": [path("M 140 340 Q 96 320 96 176 Q 108 46 222 46 Q 330 60 318 186 Q 304 246 260 270 "
                 "Q 236 290 232 322 Q 216 376 140 340 Z", SKIN),
            path("M 146 200 Q 140 104 220 98 Q 280 108 268 180 Q 256 220 214 224 Q 190 236 200 262", "",
                 shade(SKIN, 0.76), 18)],
    "bin": [rect(96, 122, 208, 240, "#6B7688", 24), rect(66, 84, 268, 48, "#55617A", 18),
            rect(160, 52, 80, 44, "", 14, "#55617A", 18),
            path("M 150 170 L 156 320 M 200 170 L 200 320 M 250 170 L 244 320", "", "#9AA5B5", 16)],
    "pencil": [group([rect(170, 40, 60, 50, PINK, 14), rect(170, 84, 60, 24, GREY),
                      rect(170, 106, 60, 180, SUN), polygon([(172, 288), (228, 288), (200, 360)], "#F1DFC8"),
                      polygon([(190, 334), (210, 334), (200, 360)], INK)], "rotate(35 200 200)")],
    "crown": [path("M 50 120 L 120 200 L 200 76 L 280 200 L 350 120 L 326 316 L 74 316 Z", SUN, SUN, 14),
              rect(70, 300, 260, 44, shade(SUN, 0.85), 14), circle(200, 252, 24, RED),
              circle(128, 262, 18, BLUE), circle(272, 262, 18, GREEN), circle(200, 70, 18, SUN),
              circle(50, 114, 16, SUN), circle(350, 114, 16, SUN)],
    "shopping-bag": [path("M 140 150 Q 140 60 200 58 Q 260 60 260 150", "", INK, 18),
                     path("M 80 130 L 320 130 L 344 356 L 56 356 Z", TEAL, TEAL, 16),
                     _star(200, 248, 60, SUN)],
    "dinosaur": [path("M 40 300 Q 100 290 120 230 Q 130 150 210 150 L 230 96 Q 250 50 310 60 Q 366 76 356 "
                      "124 Q 330 140 300 136 Q 290 200 290 250 L 300 350 L 250 350 L 240 290 L 190 290 "
                      "L 184 350 L 136 350 L 130 306 Q 90 336 40 300 Z", GREEN, GREEN, 10),
                 circle(306, 92, 9, INK), *(polygon([(x, y), (x + 34, y + 8), (x + 8, y - 30)], SUN)
                 for x, y in ((106, 226), (140, 172), (184, 146)))],
    "volcano": [polygon([(40, 350), (150, 150), (250, 150), (360, 350)], "#7A5B4A"),
                path("M 150 150 L 250 150 L 268 190 Q 240 220 226 186 Q 210 250 190 196 Q 170 224 134 182 Z",
                     "#E4572E"), path("M 200 140 Q 180 90 200 40 M 230 140 Q 260 110 270 60 M 170 140 "
                     "Q 140 110 130 70", "", "#F59E2E", 20), circle(286, 60, 30, GREY), circle(320, 90, 22,
                     GREY)],
    "shark": _shark("#7C93AD", "#EEF3F8"),
    "shark-purple": _shark("#8A4FBF", "#EBDDF7"),
    "portrait": [group([rect(54, 34, 292, 332, "#C9D2DC", 14), rect(60, 40, 280, 320, "#FFFFFF", 10),
                        rect(84, 64, 232, 220, "#BFE3F5", 6), circle(200, 150, 46, "#C98F62"),
                        path("M 122 284 Q 126 206 200 206 Q 274 206 278 284 Z", PURPLE),
                        path("M 152 150 Q 148 98 200 98 Q 252 98 248 150 Q 226 118 200 122 "
                             "Q 174 118 152 150 Z", INK)], "rotate(-5 200 200)")],
    "spaghetti-tree": [path("M 186 200 L 180 350 L 226 350 L 216 200", WOOD, WOOD, 20),
                       circle(200, 130, 104, GREEN), circle(118, 164, 64, GREEN), circle(286, 164, 64,
                       GREEN), *(path(f"M {x} 150 q 12 30 0 60 q -12 30 0 {58 + n % 3 * 16}", "",
                       "#F6D77A", 9) for n, x in enumerate((84, 116, 150, 250, 284, 316)))],
    "penguin-flying": [ellipse(220, 170, 70, 104, INK), ellipse(226, 190, 46, 76, "#FFFFFF"),
                       path("M 160 150 Q 60 120 40 60 Q 120 70 176 116 Z", INK, INK, 8),
                       path("M 280 150 Q 370 110 376 50 Q 300 70 262 116 Z", INK, INK, 8),
                       circle(220, 84, 48, INK), circle(204, 80, 9, "#FFFFFF"), circle(238, 80, 9,
                       "#FFFFFF"), polygon([(210, 96), (232, 96), (221, 114)], "#F59E2E"),
                       path("M 200 276 L 188 300 M 244 276 L 256 300", "", "#F59E2E", 16),
                       ellipse(110, 336, 80, 28, "#E7EDF4"), ellipse(290, 352, 90, 26, "#E7EDF4")],
    "block": [circle(200, 200, 150, "", RED, 46), line([(98, 98), (302, 302)], RED, 46)],
    "volume-off": [path("M 60 150 L 120 150 L 206 76 L 206 324 L 120 250 L 60 250 Z", INK, INK, 16),
                   path("M 262 158 L 346 242 M 346 158 L 262 242", "", RED, 28)],
    **{f"bit-{mood}": _bit(mood) for mood in ("happy", "thinking", "muddled", "sure")},
}  # fmt: skip
