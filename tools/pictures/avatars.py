"""Round badges that players choose: one never knows who is behind them."""

from __future__ import annotations

from tools.pictures.svg import circle, ellipse, path, polygon, rect

INK = "#2C3342"


def _eyes(y: float, colour: str = INK) -> list[str]:
    return [
        part
        for x in (158, 242)
        for part in (ellipse(x, y, 15, 18, colour), circle(x + 5, y - 6, 5, "#FFFFFF"))
    ]


AVATARS: dict[str, list[str]] = {
    "avatar-fox": [circle(200, 200, 184, "#F7E3C5"),
                   polygon([(96, 180), (84, 76), (176, 128)], "#E4722E"),
                   polygon([(304, 180), (316, 76), (224, 128)], "#E4722E"),
                   path("M 88 190 Q 110 110 200 116 Q 290 110 312 190 Q 280 300 200 332 Q 120 300 88 190 Z",
                        "#E4722E"),
                   path("M 96 214 Q 150 210 200 262 Q 250 210 304 214 Q 270 306 200 332 Q 130 306 96 214 Z",
                        "#FFFFFF"), *_eyes(200), ellipse(200, 318, 18, 14, INK)],
    "avatar-knight": [circle(200, 200, 184, "#D6E4F5"),
                      path("M 200 60 Q 260 20 300 60 Q 270 76 214 92 Z", "#D64545"),
                      path("M 104 330 L 104 190 Q 108 86 200 84 Q 292 86 296 190 L 296 330 Z", "#8C97A8"),
                      rect(128, 180, 144, 60, INK, 16), *_eyes(210, "#7DF0D2"),
                      path("M 200 84 L 200 330 M 150 270 L 150 316 M 250 270 L 250 316", "", "#6B7688", 10)],
    "avatar-star": [circle(200, 200, 184, "#E5DAF3"),
                    polygon([(200, 56), (240, 150), (342, 158), (264, 224), (288, 324), (200, 270),
                             (112, 324), (136, 224), (58, 158), (160, 150)], "#F4B740"), *_eyes(196),
                    path("M 174 230 Q 200 256 226 230", "", INK, 9)],
    "avatar-ghost": [circle(200, 200, 184, "#CFEDE9"),
                     path("M 96 330 L 96 190 Q 100 76 200 74 Q 300 76 304 190 L 304 330 L 268 300 L 234 330 "
                          "L 200 300 L 166 330 L 132 300 Z", "#FFFFFF"), *_eyes(186),
                     ellipse(200, 240, 18, 24, INK)],
    "avatar-cat": [circle(200, 200, 184, "#FBDDE3"),
                   polygon([(100, 190), (98, 82), (180, 130)], "#6B7688"),
                   polygon([(300, 190), (302, 82), (220, 130)], "#6B7688"), ellipse(200, 222, 116, 104,
                   "#6B7688"), *_eyes(206, "#F6F1E7"), circle(158, 208, 8, INK), circle(242, 208, 8, INK),
                   polygon([(188, 244), (212, 244), (200, 258)], "#E8788A"),
                   path("M 200 260 Q 186 282 168 272 M 200 260 Q 214 282 232 272", "", INK, 7)],
}  # fmt: skip
