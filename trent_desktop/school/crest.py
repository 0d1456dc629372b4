"""The school's crest: checked, bounded, and made anew from its pixels.

What comes from outside is opened with care: a picture may be a bomb, and an SVG a program. PNG
and JPEG are decoded within bounds and written again without anything but the picture. An SVG is
let through only when every element and attribute of it is known to draw, and is then drawn to a
PNG by the window.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from trent_desktop.problems import UnreadableFile

#: The longer side of what is kept, in pixels.
SIDE = 600
LARGEST_FILE = 5 * 1024 * 1024
_LARGEST_SVG = 500 * 1024
_MOST_PIXELS = 40_000_000
_MOST_ELEMENTS = 5_000
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
_WHAT = "Choose a PNG, JPEG or SVG of the crest."


@dataclass(frozen=True, slots=True)
class Crest:
    """A checked crest: `png` is ready to be kept; `svg` is still to be drawn (and safe to)."""

    png: bytes = field(default=b"", repr=False)
    svg: bytes = field(default=b"", repr=False)


def check_crest(content: bytes) -> Crest:
    """Check a picture that somebody chose. Raises `UnreadableFile` in words."""
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(
            "This picture is larger than 5 MB.", what_to_do="Choose a smaller one."
        )
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return Crest(png=_made_anew(content))
    if b"<svg" in content[:4096].lower():
        return Crest(svg=_checked_svg(content))
    raise UnreadableFile("This is no picture that can be a crest.", what_to_do=_WHAT)


def as_png(content: bytes) -> bytes:
    """A PNG made anew within the bounds, from a PNG or JPEG. Raises `UnreadableFile`."""
    return _made_anew(content)


def _made_anew(content: bytes) -> bytes:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise UnreadableFile(
                        f"This picture has {picture.width} times {picture.height} pixels, which "
                        "is far too many.",
                        what_to_do="Choose one with at most 6,000 pixels on each side.",
                    )
                plain = picture.convert("RGBA")
    except UnreadableFile:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise UnreadableFile("This picture is damaged.", what_to_do=_WHAT) from error
    plain.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    clean = Image.new("RGBA", plain.size)  # a new picture: no name, place or camera comes along
    clean.paste(plain)
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _checked_svg(content: bytes) -> bytes:
    if len(content) > _LARGEST_SVG:
        raise _refused("it is larger than 500 KB")
    try:
        root = fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise _refused("it holds instructions of its own") from error
    except (ParseError, ValueError) as error:
        raise _refused("it is damaged") from error
    if _local(root.tag) != "svg":
        raise _refused("it is no SVG")
    for count, element in enumerate(root.iter()):
        if count >= _MOST_ELEMENTS:
            raise _refused("it has too many parts")
        _check_element(element)
    return content


def _check_element(element: Element) -> None:
    name = _local(element.tag)
    if name not in _DRAWS and not _is_of_an_editor(element.tag):
        raise _refused(f"it holds “{name[:20]}”, which does not just draw")
    for key, value in element.attrib.items():
        attribute = _local(key)
        if attribute.startswith("on"):
            raise _refused("it holds a script")
        if attribute in ("href", "src") and not value.startswith("#"):
            raise _refused("it points to something outside itself")
        if _OUTSIDE.search(value):
            raise _refused("it points to something outside itself")


def _is_of_an_editor(tag: str) -> bool:
    """Elements of Inkscape and the like, which no viewer draws."""
    space = tag.partition("}")[0]
    return any(name in space for name in ("sodipodi", "inkscape", "w3.org/1999/02/22-rdf",
                                          "creativecommons", "purl.org/dc"))  # fmt: skip


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].casefold()


def _refused(why: str) -> UnreadableFile:
    return UnreadableFile(
        f"This SVG cannot be used: {why}.",
        what_to_do="Save the crest as PNG in a drawing program, and choose that.",
    )
