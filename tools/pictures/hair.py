"""Hair and what is worn on the head: a part behind it and a part in front. Head radius is 84."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tools.pictures.svg import circle, ellipse, path, rect, shade


@dataclass
class Hair:
    """What lies behind the head and what in front."""

    behind: list[str] = field(default_factory=list[str])
    front: list[str] = field(default_factory=list[str])


def puffs(colour: str) -> Hair:
    """Two curly puffs, a parting between."""
    behind: list[str] = []
    for side in (-1, 1):
        x = side * 78
        for dx, dy, r in (
            (0, -62, 40),
            (-18, -80, 24),
            (20, -78, 24),
            (22, -50, 24),
            (-20, -46, 22),
        ):
            behind.append(circle(x + dx * side, dy, r, colour))
        behind.append(circle(x - side * 24, -50, 9, "#F4B740"))
    front = [
        path("M -84 -6 Q -92 -84 0 -90 Q 92 -84 84 -6 Q 70 -52 20 -60 Q 4 -64 0 -84 "
             "Q -4 -64 -20 -60 Q -70 -52 -84 -6 Z", colour)
    ]  # fmt: skip
    return Hair(behind, front)


def tousled(colour: str) -> Hair:
    """Short, a little wild."""
    front = [
        path("M -86 0 Q -96 -60 -58 -84 Q -60 -100 -40 -94 Q -20 -112 4 -98 Q 30 -112 44 -92 "
             "Q 70 -92 72 -70 Q 94 -50 86 2 Q 78 -28 66 -38 Q 40 -30 28 -48 Q 4 -30 -18 -50 "
             "Q -40 -28 -62 -40 Q -80 -24 -86 0 Z", colour)
    ]  # fmt: skip
    return Hair([ellipse(0, -20, 86, 74, shade(colour))], front)


def braids(colour: str) -> Hair:
    """Long braids with beads."""
    behind = [ellipse(0, -14, 90, 82, colour)]
    for number, x in enumerate((-92, -72, 72, 92)):
        for step in range(6):
            behind.append(ellipse(x + (2 if step % 2 else -2), 10 + step * 24, 11, 15, colour))
        bead = ("#F4B740", "#5BC0BE")[number % 2]
        behind.append(circle(x, 150, 9, bead))
        behind.append(circle(x, 136, 7, "#F6F1E7"))
    front = [
        path("M -86 2 Q -92 -88 0 -92 Q 92 -88 86 2 Q 74 -46 40 -60 Q 10 -70 0 -72 "
             "Q -10 -70 -40 -60 Q -74 -46 -86 2 Z", colour),
        path("M 0 -90 L 0 -72 M -34 -84 L -30 -64 M 34 -84 L 30 -64 M -64 -66 L -56 -48 "
             "M 64 -66 L 56 -48", "", shade(colour, 1.6), 3),
    ]  # fmt: skip
    return Hair(behind, front)


def short(colour: str) -> Hair:
    """Short and neat, swept to a side."""
    front = [
        path("M -86 4 Q -94 -82 -6 -96 Q 90 -96 86 4 Q 82 -30 66 -44 Q 20 -40 -26 -62 "
             "Q -44 -52 -66 -44 Q -82 -26 -86 4 Z", colour)
    ]  # fmt: skip
    return Hair([ellipse(0, -16, 88, 76, shade(colour))], front)


def bob(colour: str) -> Hair:
    """Straight, to the chin, with a fringe."""
    behind = [path("M -96 60 Q -110 -96 0 -98 Q 110 -96 96 60 Q 92 86 70 84 L -70 84 "
                   "Q -92 86 -96 60 Z", colour)]  # fmt: skip
    front = [
        path("M -84 18 Q -94 -90 0 -94 Q 94 -90 84 18 Q 80 -10 74 -34 L 66 -30 Q 40 -38 34 -32 "
             "Q 0 -38 -34 -32 Q -40 -38 -66 -30 L -74 -34 Q -80 -10 -84 18 Z", colour),
        path("M -80 -52 Q 0 -92 80 -52", "", "#E4572E", 12),
    ]  # fmt: skip
    return Hair(behind, front)


def afro(colour: str) -> Hair:
    """Short and round."""
    behind = [circle(0, -26, 98, colour)]
    front = [
        path("M -84 -2 Q -90 -60 -54 -76 Q 0 -92 54 -76 Q 90 -60 84 -2 Q 76 -40 54 -50 "
             "Q 0 -62 -54 -50 Q -76 -40 -84 -2 Z", colour)
    ]  # fmt: skip
    return Hair(behind, front)


def hijab(colour: str) -> Hair:
    """A scarf around the face, over the shoulders."""
    behind = [path("M -100 70 Q -116 -100 0 -104 Q 116 -100 100 70 Q 112 130 78 150 L -78 150 "
                   "Q -112 130 -100 70 Z", colour)]  # fmt: skip
    front = [
        path("M -98 30 Q -112 -104 0 -104 Q 112 -104 98 30 Q 96 92 0 112 Q -96 92 -98 30 Z "
             "M -70 14 Q -66 78 0 86 Q 66 78 70 14 Q 72 -66 0 -68 Q -72 -66 -70 14 Z", colour),
        path("M -70 14 Q -72 -66 0 -68 Q 72 -66 70 14 Q 66 -52 0 -54 Q -66 -52 -70 14 Z",
             shade(colour, 0.8)),
        path("M -92 62 Q -40 128 50 108 Q 84 98 94 60 Q 106 128 60 146 Q -50 160 -92 62 Z",
             shade(colour, 0.9)),
    ]  # fmt: skip
    return Hair(behind, front)


def wavy(colour: str) -> Hair:
    """Waves to the ears."""
    behind = [ellipse(0, -16, 94, 82, shade(colour))]
    front = [
        path("M -88 14 Q -104 -30 -84 -60 Q -84 -92 -46 -92 Q -14 -116 20 -98 Q 60 -108 74 -74 "
             "Q 104 -50 88 14 Q 84 -20 70 -34 Q 50 -26 40 -46 Q 14 -30 -6 -48 Q -26 -32 -46 -44 "
             "Q -66 -30 -72 -30 Q -86 -14 -88 14 Z", colour)
    ]  # fmt: skip
    return Hair(behind, front)


def wrapped(colour: str) -> Hair:
    """Curls down to the shoulders under a bright head wrap, and round earrings."""
    behind = [
        circle(side * x, y, r, colour)
        for side in (-1, 1)
        for x, y, r in ((70, -20, 34), (88, 14, 32), (92, 52, 30), (84, 90, 28), (62, 112, 22))
    ]
    cloth, fold = "#C2457A", "#A23566"
    front = [
        circle(-24, -98, 28, fold),
        circle(16, -99, 31, cloth),
        path("M -88 -22 Q -98 -104 0 -108 Q 98 -104 88 -22 Q 46 -66 0 -66 Q -46 -66 -88 -22 Z",
             cloth),
        path("M -84 -34 Q -40 -84 40 -92 M -66 -62 Q 0 -104 74 -66", "", fold, 6),
        circle(-90, 40, 11, "", "#F4B740", 6),
        circle(90, 40, 11, "", "#F4B740", 6),
    ]  # fmt: skip
    return Hair(behind, front)


def grey_beard(colour: str) -> Hair:
    """Hair at the sides, and a beard."""
    front = [
        path("M -86 0 Q -96 -70 -50 -84 Q 0 -104 50 -84 Q 96 -70 86 0 Q 78 -40 56 -54 "
             "Q 0 -66 -56 -54 Q -78 -40 -86 0 Z", colour),
        path("M -84 10 Q -80 100 0 104 Q 80 100 84 10 Q 72 40 44 36 Q 22 30 0 38 Q -22 30 -44 36 "
             "Q -72 40 -84 10 Z", colour),
    ]  # fmt: skip
    return Hair([], front)


def bun(colour: str) -> Hair:
    """A bun on top, and hair drawn back."""
    behind = [circle(0, -98, 34, shade(colour, 0.94))]
    front = [path("M -86 0 Q -94 -90 0 -94 Q 94 -90 86 0 Q 80 -40 46 -56 Q 16 -66 0 -56 "
                  "Q -16 -66 -46 -56 Q -80 -40 -86 0 Z", colour)]  # fmt: skip
    return Hair(behind, front)


def dark_beard(colour: str) -> Hair:
    """Short hair, and a full short beard."""
    top = short(colour)
    front = [
        *top.front,
        path("M -85 4 Q -84 96 0 100 Q 84 96 85 4 Q 76 34 46 32 Q 22 28 0 34 Q -22 28 -46 32 "
             "Q -76 34 -85 4 Z", shade(colour, 1.15)),
    ]  # fmt: skip
    return Hair(top.behind, front)


def glasses(colour: str) -> list[str]:
    """Round glasses."""
    return [
        circle(-31, 2, 25, "#FFFFFF", colour, 6, 0.16),
        circle(-31, 2, 25, "", colour, 6),
        circle(31, 2, 25, "#FFFFFF", colour, 6, 0.16),
        circle(31, 2, 25, "", colour, 6),
        path("M -7 0 Q 0 -6 7 0 M -56 -2 L -78 -8 M 56 -2 L 78 -8", "", colour, 6),
    ]


def hearing_aid() -> list[str]:
    """Behind the ear, blue."""
    return [
        path("M 84 -22 Q 104 -16 98 16 Q 96 30 90 32", "", "#2F80ED", 11),
        rect(82, 22, 12, 14, "#1B5FBF", 6),
    ]


STYLES: dict[str, Callable[[str], Hair]] = {
    one.__name__: one
    for one in (
        puffs, tousled, braids, short, bob, afro, hijab, wavy, wrapped, grey_beard, bun, dark_beard,
    )
}  # fmt: skip
