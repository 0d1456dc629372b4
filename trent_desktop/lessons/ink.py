"""Ink as data: strokes in page coordinates, so that they fit every board."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

COLOURS = 4
#: Widths of the pen as a share of the board's height.
WIDTHS = (0.004, 0.008, 0.016)
HIGHLIGHTER_WIDTH = 0.035
_MOST_POINTS = 20_000


class InkTool(StrEnum):
    """What leaves strokes behind."""

    PEN = "pen"
    HIGHLIGHTER = "highlighter"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the page, 0 to 1 each way, and how hard the pen was pressed, 0 to 1."""

    x: float
    y: float
    pressure: float = 1.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of ink. `colour` and `width` are places in the four colours and three widths."""

    tool: InkTool
    colour: int
    width: int
    points: tuple[Point, ...]

    @property
    def thickness(self) -> float:
        """As a share of the board's height."""
        return HIGHLIGHTER_WIDTH if self.tool is InkTool.HIGHLIGHTER else WIDTHS[self.width]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in page coordinates."""

    left: float
    top: float
    right: float
    bottom: float


def bounds(stroke: Stroke) -> Box:
    """The rectangle that a stroke covers, with its thickness."""
    room = stroke.thickness
    return Box(
        min(point.x for point in stroke.points) - room,
        min(point.y for point in stroke.points) - room,
        max(point.x for point in stroke.points) + room,
        max(point.y for point in stroke.points) + room,
    )


class Smoother:
    """Takes the trembling out of a hand without falling behind it.

    Each point is drawn a little towards the one before; the less, the faster the hand.
    """

    def __init__(self) -> None:
        self._last: Point | None = None

    def take(self, point: Point) -> Point:
        """The point to draw for a point that came in."""
        last = self._last
        if last is not None:
            distance = math.hypot(point.x - last.x, point.y - last.y)
            share = min(1.0, 0.45 + distance * 40)
            point = Point(
                last.x + (point.x - last.x) * share,
                last.y + (point.y - last.y) * share,
                last.pressure + (point.pressure - last.pressure) * 0.5,
            )
        self._last = point
        return point


def touches(stroke: Stroke, x: float, y: float, reach: float) -> bool:
    """Whether a place lies on a stroke, within `reach` (share of the board)."""
    reach += stroke.thickness / 2
    points = stroke.points
    if len(points) == 1:
        return math.hypot(points[0].x - x, points[0].y - y) <= reach
    return any(
        _distance(first, second, x, y) <= reach for first, second in itertools.pairwise(points)
    )


def _distance(first: Point, second: Point, x: float, y: float) -> float:
    dx, dy = second.x - first.x, second.y - first.y
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else ((x - first.x) * dx + (y - first.y) * dy) / length
    along = min(max(along, 0.0), 1.0)
    return math.hypot(first.x + along * dx - x, first.y + along * dy - y)


def strokes_to_json(strokes: Iterable[Stroke]) -> list[list[Any]]:
    """Strokes as plain values; places to one part in ten thousand."""
    return [
        [
            stroke.tool.value,
            stroke.colour,
            stroke.width,
            [
                number
                for point in stroke.points
                for number in (
                    round(point.x * 10_000),
                    round(point.y * 10_000),
                    round(point.pressure * 100),
                )
            ],
        ]
        for stroke in strokes
    ]


def strokes_from_json(kept: object) -> tuple[Stroke, ...]:
    """Kept strokes; what cannot be one is left out."""
    if not isinstance(kept, list):
        return ()
    found = (_stroke(one) for one in cast("list[object]", kept))
    return tuple(stroke for stroke in found if stroke is not None)


def _stroke(kept: object) -> Stroke | None:
    try:
        tool, colour, width, numbers = cast("Sequence[Any]", kept)
        values = [int(number) for number in numbers[: _MOST_POINTS * 3]]
        points = tuple(
            Point(x / 10_000, y / 10_000, pressure / 100)
            for x, y, pressure in zip(values[::3], values[1::3], values[2::3], strict=True)
        )
        stroke = Stroke(InkTool(tool), int(colour), int(width), points)
    except (TypeError, ValueError):
        return None
    known = 0 <= stroke.colour < COLOURS and 0 <= stroke.width < len(WIDTHS)
    return stroke if points and known else None
