"""Shapes as SVG, in one flat style."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _paint(fill: str, stroke: str, width: float, opacity: float) -> str:
    parts = [f' fill="{fill or "none"}"']
    if stroke:
        parts.append(
            f' stroke="{stroke}" stroke-width="{_n(width)}" stroke-linecap="round" '
            'stroke-linejoin="round"'
        )
    if opacity < 1:
        parts.append(f' opacity="{opacity:.2f}"')
    return "".join(parts)


def circle(
    x: float, y: float, r: float, fill: str, stroke: str = "", width: float = 0, opacity: float = 1
) -> str:
    """A disc."""
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}"{_paint(fill, stroke, width, opacity)}/>'


def ellipse(
    x: float,
    y: float,
    rx: float,
    ry: float,
    fill: str,
    stroke: str = "",
    width: float = 0,
    opacity: float = 1,
) -> str:
    """An oval."""
    return (
        f'<ellipse cx="{_n(x)}" cy="{_n(y)}" rx="{_n(rx)}" ry="{_n(ry)}"'
        f"{_paint(fill, stroke, width, opacity)}/>"
    )


def rect(
    x: float,
    y: float,
    w: float,
    h: float,
    fill: str,
    r: float = 0,
    stroke: str = "",
    width: float = 0,
    opacity: float = 1,
) -> str:
    """A rectangle, with corners of radius `r`."""
    rounded = f' rx="{_n(r)}" ry="{_n(r)}"' if r else ""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}"{rounded}'
        f"{_paint(fill, stroke, width, opacity)}/>"
    )


def path(d: str, fill: str = "", stroke: str = "", width: float = 0, opacity: float = 1) -> str:
    """Any shape, by SVG's own letters."""
    return f'<path d="{d}"{_paint(fill, stroke, width, opacity)}/>'


def line(points: Iterable[tuple[float, float]], stroke: str, width: float) -> str:
    """Straight lines with round ends."""
    places = " L ".join(f"{_n(x)} {_n(y)}" for x, y in points)
    return path(f"M {places}", "", stroke, width)


def polygon(points: Iterable[tuple[float, float]], fill: str) -> str:
    """A shape with straight sides and slightly round corners."""
    places = " L ".join(f"{_n(x)} {_n(y)}" for x, y in points)
    return path(f"M {places} Z", fill, fill, 6)


def group(parts: Iterable[str], transform: str = "", opacity: float = 1) -> str:
    """Shapes moved together."""
    moved = f' transform="{transform}"' if transform else ""
    seen = f' opacity="{opacity:.2f}"' if opacity < 1 else ""
    return f"<g{moved}{seen}>{''.join(parts)}</g>"


def drawing(parts: Iterable[str], width: int, height: int) -> str:
    """A whole picture."""
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">\n{body}\n</svg>\n'
    )


def shade(colour: str, share: float = 0.86) -> str:
    """A darker colour (`share` below 1) or a lighter one (above)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, rich = colorsys.rgb_to_hls(red, green, blue)
    light = min(1.0, light * share)
    found = colorsys.hls_to_rgb(hue, light, rich)
    return "#" + "".join(f"{round(one * 255):02X}" for one in found)
