"""Pictures from outside, opened with care: a picture may be a bomb, and an SVG a program.

PNG and JPEG are decoded within bounds and written again without anything but the picture. An SVG
is let through only when every element and attribute of it is known to draw.
"""

from __future__ import annotations

import io
import re
import warnings
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

LARGEST_SVG = 500 * 1024
_MOST_ELEMENTS = 5_000
_MOST_DRAWN = 20_000  # with what "use" repeats
_DRAWS = frozenset(
    [
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "defs",
        "lineargradient",
        "radialgradient",
        "stop",
        "clippath",
        "title",
        "desc",
        "metadata",
        "use",
        "symbol",
        "mask",
        "pattern",
        "text",
        "tspan",
    ]
)
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(", re.IGNORECASE)
PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"


class UnsafePicture(Exception):
    """Why a picture is not used, as the end of a sentence: ``it is damaged``."""


def looks_like_svg(content: bytes) -> bool:
    """Whether `content` may be meant as an SVG."""
    return b"<svg" in content[:4096].lower()


def check_svg(content: bytes) -> None:
    """Raises `UnsafePicture` unless every part of an SVG only draws, within bounds."""
    if len(content) > LARGEST_SVG:
        raise UnsafePicture("it is larger than 500 KB")
    try:
        root = fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise UnsafePicture("it holds instructions of its own") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnsafePicture("it is damaged") from error
    if _local(root.tag) != "svg":
        raise UnsafePicture("it is no SVG")
    for count, element in enumerate(root.iter()):
        if count >= _MOST_ELEMENTS:
            raise UnsafePicture("it has too many parts")
        why = _why_not(element)
        if why:
            raise UnsafePicture(why)
    _check_repeats(root)


def made_anew(content: bytes, *, side: int, most_pixels: int) -> bytes:
    """A PNG of the same pixels and nothing else, made smaller to `side` pixels at most.

    Raises `UnsafePicture` for damage, and for more than `most_pixels` (before decoding them).
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > most_pixels:
                    raise UnsafePicture(
                        f"it has {picture.width} times {picture.height} pixels, which is far "
                        "too many"
                    )
                plain = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise UnsafePicture("it is damaged") from error
    plain.thumbnail((side, side))
    out = io.BytesIO()
    clean = Image.new("RGBA", plain.size)  # a new picture: no name, place or camera comes along
    clean.paste(plain)
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _check_repeats(root: Element) -> None:
    """Few elements that use each other can draw without end."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    weights: dict[int, int] = {}
    open_now: set[int] = set()

    def weight(element: Element) -> int:
        at = id(element)
        if at in open_now:
            raise UnsafePicture("a part of it uses itself")
        if at not in weights:
            open_now.add(at)
            total = 1 + sum(weight(child) for child in element)
            for key, value in element.attrib.items():
                used = named.get(value[1:]) if _local(key) == "href" else None
                if used is not None:
                    total += weight(used)
            open_now.discard(at)
            if total > _MOST_DRAWN:
                raise UnsafePicture("it draws the same things without end")
            weights[at] = total
        return weights[at]

    try:
        weight(root)
    except RecursionError as error:
        raise UnsafePicture("its parts lie too deep in each other") from error


def _why_not(element: Element) -> str:
    name = _local(element.tag)
    if name not in _DRAWS and not _is_of_an_editor(element.tag):
        return f"it holds “{name[:20]}”, which does not just draw"
    for key, value in element.attrib.items():
        attribute = _local(key)
        if attribute.startswith("on"):
            return "it holds a script"
        if attribute in ("href", "src") and not value.startswith("#"):
            return "it points to something outside itself"
        if _OUTSIDE.search(value):
            return "it points to something outside itself"
    return ""


def _is_of_an_editor(tag: str) -> bool:
    """Elements of Inkscape and the like, which no viewer draws."""
    space = tag.partition("}")[0]
    return any(name in space for name in ("sodipodi", "inkscape", "w3.org/1999/02/22-rdf",
                                          "creativecommons", "purl.org/dc"))  # fmt: skip


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].casefold()
