"""Scenes in which something gives away more than it should. Places in hundredths are in docs."""

from __future__ import annotations

from collections.abc import Callable

from tools.pictures.lettering import lettering
from tools.pictures.people import PEOPLE, figure
from tools.pictures.svg import circle, ellipse, group, line, path, polygon, rect, shade

INK = "#2C3342"


def _jumper() -> list[str]:
    """A school's jumper with its badge, 230 wide and 190 high, hung up by its shoulders."""
    return [
        path("M 30 0 L -8 16 L -50 150 L -18 162 L 4 92 L 4 190 L 128 190 L 128 92 L 150 162 L 182 150 "
             "L 140 16 L 102 0 Q 66 34 30 0 Z", "#27548A"),
        path("M 30 0 Q 66 34 102 0", "", "#F4B740", 9),
        path("M -50 150 L -18 162 M 182 150 L 150 162 M 6 186 L 126 186", "", shade("#27548A", 0.72), 9),
        path("M 84 66 l 30 0 l 0 24 q -4 20 -15 26 q -12 -6 -15 -26 Z", "#F4B740"),
    ]  # fmt: skip


def _photo(ground: list[str]) -> list[str]:
    """A child before a house: jumper on the line, street sign, number plate, bicycle, dog."""
    mila = next(one for one in PEOPLE if one.name == "mila")
    return [
        *ground,
        # the house
        rect(620, 250, 560, 440, "#F6DFC0", 8), polygon([(590, 262), (900, 90), (1210, 262)],
        "#C9604E"), rect(1040, 120, 60, 110, "#9C5B45"),
        rect(840, 440, 130, 250, "#3F7A74", 10), circle(950, 575, 9, "#F4B740"),
        rect(862, 464, 86, 58, "#FFFFFF", 8, "#F4B740", 5), lettering("27", 905, 476, 34, "#2C3342"),
        *(rect(x, y, 120, 120, "#BFE3F5", 8, "#FFFFFF", 12) for x, y in ((670, 330), (1030, 330))),
        # a washing line with the school's jumper
        line([(110, 330), (110, 700)], "#8C7A66", 14), line([(560, 330), (560, 700)], "#8C7A66", 14),
        path("M 110 350 Q 330 384 560 350", "", "#55617A", 5), group(_jumper(), "translate(240 372)"),
        path("M 440 368 l 70 0 l 10 120 l -90 0 Z", "#E8B7C0"),
        # the sign of the street
        line([(1330, 360), (1330, 740)], "#6B7688", 16), rect(1190, 326, 300, 96, "#FFFFFF", 12,
        "#2C5D8F", 10), lettering("ELM ROAD", 1340, 356, 36, "#2C5D8F"),
        # a bicycle
        circle(1330, 772, 62, "", INK, 11), circle(1500, 772, 62, "", INK, 11),
        path("M 1330 772 L 1390 680 L 1470 680 L 1430 772 Z M 1390 680 L 1376 652 M 1470 680 L 1500 772 "
             "M 1470 680 L 1464 646 L 1490 640", "", "#D64545", 11),
        # the dog with its tag
        ellipse(300, 800, 92, 58, "#C98F5A"), circle(392, 744, 50, "#C98F5A"),
        path("M 360 716 Q 340 700 346 760 Z M 424 716 Q 446 700 438 756 Z", "#8B5A33"),
        circle(376, 738, 7, INK), circle(410, 738, 7, INK), ellipse(393, 760, 13, 9, INK),
        *(path(f"M {x} 830 L {x} 876", "", "#B57C48", 26) for x in (240, 280, 330, 366)),
        path("M 214 780 Q 170 760 180 716", "", "#C98F5A", 20), path("M 354 784 Q 392 806 430 784", "",
        "#D64545", 12), circle(394, 812, 20, "#F4B740"), rect(384, 808, 20, 7, "#8A5A00", 3),
        group(figure(mila, "happy"), "translate(560 330) scale(0.92)"),
    ]  # fmt: skip


def _club(ground: list[str]) -> list[str]:
    """A child outside her club: notice on the wall, park sign, jumper on a rail, bag with a name."""
    amara = next(one for one in PEOPLE if one.name == "amara")
    return [
        *ground,
        # the hall with its notice
        rect(60, 190, 560, 500, "#EBD9C3", 8), polygon([(30, 200), (340, 70), (650, 200)], "#7C8BA6"),
        rect(500, 420, 96, 270, "#8C6F5A", 8), circle(516, 560, 8, "#F4B740"),
        rect(140, 224, 330, 170, "#FFFFFF", 10, "#B4553F", 10), lettering("DANCE CLUB", 305, 258, 34,
        "#B4553F"), lettering("TUES 4", 305, 322, 38, INK),
        # the sign of the park
        line([(1376, 380), (1376, 650)], "#6B7688", 16), rect(1226, 280, 300, 106, "#3F7A74", 14),
        lettering("HILL PARK", 1376, 315, 36, "#FFFFFF"),
        # the rail with the school's jumper
        line([(960, 560), (1420, 560)], "#8C7A66", 14), *(line([(x, 560), (x, 800)], "#8C7A66", 14)
        for x in (980, 1400)), group(_jumper(), "translate(1086 556)"),
        # the bag with a name, and a ball
        path("M 388 690 Q 388 628 432 628 Q 476 628 476 690", "", "#5B4A8A", 16),
        rect(330, 682, 204, 150, "#7B62B8", 26), rect(352, 720, 160, 62, "#FFFFFF", 8),
        lettering("AMARA", 432, 737, 29, INK),
        circle(1500, 800, 52, "#FFFFFF", INK, 6), polygon([(1500, 776), (1522, 792), (1514, 818),
        (1486, 818), (1478, 792)], INK),
        group(figure(amara, "happy"), "translate(640 300) scale(0.95)"),
    ]  # fmt: skip


def _call(ground: list[str]) -> list[str]:
    """A bedroom in a video call: certificate, calendar, church tower, parcel, toys."""
    return [
        *ground,
        rect(90, 110, 300, 220, "#FFFFFF", 8, "#C79B6B", 16), rect(150, 150, 180, 20, "#9DB6D6", 10),
        rect(130, 190, 220, 12, "#D5DCE6", 6), rect(130, 216, 220, 12, "#D5DCE6", 6),
        polygon([(214, 262), (240, 300), (266, 262)], "#D64545"), circle(240, 256, 26, "#F4B740"),
        rect(500, 120, 180, 220, "#FFFFFF", 10), rect(500, 120, 180, 50, "#D64545", 10),
        *(rect(518 + 38 * (n % 4), 188 + 36 * (n // 4), 26, 22, "#E3E8EE" if n != 6 else "#F4B740", 4)
          for n in range(16)),
        circle(548, 146, 6, "#FFFFFF"), circle(632, 146, 6, "#FFFFFF"),
        rect(826, 96, 348, 348, "#FFFFFF", 14), rect(844, 114, 312, 312, "#CDE8F7", 6),
        path("M 844 390 Q 940 340 1040 380 Q 1110 400 1156 370 L 1156 426 L 844 426 Z", "#A9D3A0"),
        rect(960, 220, 80, 180, "#C9B59A"), polygon([(950, 226), (1000, 130), (1050, 226)], "#8C6F5A"),
        circle(1000, 266, 20, "#FFFFFF"), line([(1000, 132), (1000, 116)], INK, 5),
        line([(992, 122), (1008, 122)], INK, 5), rect(994, 114, 12, 312, "#FFFFFF", opacity=0.7),
        # the desk, the parcel, the toys
        rect(60, 610, 620, 30, "#B98A5E", 8), rect(90, 640, 26, 220, "#A67B50"), rect(620, 640, 26, 220,
        "#A67B50"), rect(150, 500, 230, 110, "#D3A468", 8), rect(256, 500, 18, 110, "#B98549"),
        rect(172, 530, 76, 54, "#FFFFFF", 4), rect(182, 542, 50, 8, "#55617A", 4), rect(182, 560, 36, 8,
        "#55617A", 4), rect(450, 566, 120, 44, "#9DB6D6", 8), rect(462, 536, 96, 32, "#E3A3A0", 6),
        rect(1180, 560, 360, 150, "#F1DFC8", 16), circle(1260, 540, 54, "#8FB8DE"), circle(1232, 496, 20,
        "#8FB8DE"), circle(1288, 496, 20, "#8FB8DE"), circle(1246, 532, 7, INK), circle(1276, 532, 7,
        INK), ellipse(1261, 552, 14, 9, "#FFFFFF"), rect(1350, 490, 70, 70, "#F4B740", 10),
        rect(1430, 500, 60, 60, "#93C48B", 10), circle(1480, 470, 30, "#E8788A"),
        # what the call lays over it
        rect(20, 20, 1560, 860, "", 26, INK, 20), rect(640, 812, 320, 50, INK, 25),
        *(circle(720 + 80 * n, 837, 16, c) for n, c in enumerate(("#4CAF6D", "#FFFFFF", "#D64545"))),
    ]  # fmt: skip


def _desk(ground: list[str]) -> list[str]:
    """A desk: sticky note, open laptop, phone with a notice, key ring, mug, letter."""
    return [
        *ground,
        rect(560, 170, 560, 350, INK, 22), rect(584, 194, 512, 300, "#CDE8F7", 10),
        rect(620, 230, 260, 24, "#FFFFFF", 12), rect(620, 276, 400, 16, "#FFFFFF", 8),
        rect(620, 308, 340, 16, "#FFFFFF", 8), circle(980, 420, 40, "#93C48B"),
        path("M 500 520 L 1180 520 L 1240 620 L 440 620 Z", "#C9D0DA"), rect(760, 584, 160, 22,
        "#AEB7C4", 8), group([rect(0, 0, 130, 130, "#F8DF72"), rect(20, 34, 86, 10, "#8A6A12", 5),
        rect(20, 60, 60, 10, "#8A6A12", 5), *(circle(26 + 20 * n, 92, 6, "#8A6A12") for n in range(4))],
        "translate(1030 150) rotate(6)"),
        group([rect(0, 0, 150, 280, INK, 24), rect(10, 22, 130, 236, "#DDEBF7", 10), rect(22, 50, 106, 66,
        "#FFFFFF", 12), circle(44, 82, 14, "#D64545"), rect(66, 70, 50, 9, "#9AA5B5", 4), rect(66, 88, 36,
        9, "#9AA5B5", 4)], "translate(240 590) rotate(-12)"),
        circle(1330, 700, 54, "", "#B9BFC8", 12), path("M 1360 744 L 1420 840", "", "#F4B740", 22),
        path("M 1404 816 L 1430 800 M 1388 790 L 1412 776", "", "#F4B740", 12), path("M 1310 752 L 1290 850",
        "", "#AEB7C4", 20), rect(1392, 640, 70, 46, "#8FB8DE", 12),
        rect(120, 430, 130, 140, "#E0906F", 20), path("M 120 460 Q 60 460 66 510 Q 72 546 122 540", "",
        "#E0906F", 20), ellipse(185, 434, 62, 14, shade("#E0906F", 0.6)),
        group([rect(0, 0, 300, 190, "#FFFDF5", 8, "#D9CDB4", 5), rect(150, 80, 110, 12, "#55617A", 6),
        rect(150, 106, 90, 12, "#55617A", 6), rect(150, 132, 70, 12, "#55617A", 6), rect(236, 18, 44, 50,
        "#B4553F", 4)], "translate(720 680) rotate(-4)"),
    ]  # fmt: skip


SPOTS: dict[str, Callable[[list[str]], list[str]]] = {
    "spot-photo": _photo,
    "spot-club": _club,
    "spot-room": _call,
    "spot-desk": _desk,
}
