"""Pictures from outside, opened with care: a picture may be a bomb, and an SVG a program.

PNG and JPEG are decoded within bounds and written again without anything but the picture. An SVG
is let through only when every element and attribute of it is known to draw.
"""

from __future__ import annotations

import io
import re
import warnings
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

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
#: What a viewer obeys, whatever name space it stands in; only what is in `_DRAWS` may be there.
_OBEYED = frozenset(
    [
        "style",
        "script",
        "image",
        "animate",
        "animatecolor",
        "animatemotion",
        "animatetransform",
        "set",
        "filter",
        "marker",
        "switch",
        "a",
        "audio",
        "video",
        "font",
        "foreignobject",
        "handler",
        "solidcolor",
        "textarea",
        "tbreak",
    ]
)
_SHAPES = frozenset(
    ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"]
)
_GRADIENTS = frozenset(["lineargradient", "radialgradient"])
#: Properties that are not handed down to what lies in an element.
_FOR_ITSELF = frozenset(["mask", "clip-path", "filter"])
#: A mask is drawn onto a sheet as large as the window: some 28 shapes' time at full HD, and more
#: on a board of four times that.
_A_MASK = 500
#: Viewers take the brackets and the quotes as they come, or leave them out.
_REFERENCE = re.compile(r"url[\s(]*['\"]?\s*#([^)]*)", re.IGNORECASE)
_PLAIN = re.compile(r"[\w.:\-]*")
_OUTSIDE = re.compile(r"url\((?!\s*['\"]?\s*#)|@import|javascript:|expression\(", re.IGNORECASE)


class UnsafePicture(Exception):
    """Why a picture is not used, as the end of a sentence: ``it is damaged``."""


class _Built(TreeBuilder):
    """What is said to whoever shows it is in no element: a style sheet may lie anywhere."""

    def pi(self, target: str, text: str | None = None) -> Element:
        """Heed an instruction. Raises `UnsafePicture`."""
        if target.casefold() == "xml-stylesheet":
            raise UnsafePicture("it points to something outside itself")
        return super().pi(target, text)


def looks_like_svg(content: bytes) -> bool:
    """Whether `content` may be meant as an SVG."""
    return b"<svg" in content[:4096].lower()


def check_svg(content: bytes) -> None:
    """Raises `UnsafePicture` unless every part of an SVG only draws, within bounds."""
    if len(content) > LARGEST_SVG:
        raise UnsafePicture("it is larger than 500 KB")
    try:
        parser = DefusedXMLParser(
            target=_Built(), forbid_dtd=True, forbid_entities=True, forbid_external=True
        )
        parser.feed(content)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise UnsafePicture("it holds instructions of its own") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnsafePicture("it is damaged") from error
    if _local(root.tag) != "svg":
        raise UnsafePicture("it is not an SVG")
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
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > most_pixels:
                    raise UnsafePicture(
                        f"it has {picture.width} times {picture.height} pixels, which is far "
                        "too many"
                    )
                # A camera that was held upright says so, and turns no pixel.
                ImageOps.exif_transpose(picture, in_place=True)
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
    try:
        _Weighing(root).weigh(root)
    except RecursionError as error:
        raise UnsafePicture("its parts are nested too deeply") from error


class _Weighing:
    """How much is drawn, with everything that is drawn again because something refers to it.

    A part is used by `href` and by `url(#…)`, in any attribute and within `style`. What paints
    (fill, stroke) is handed down to all that lies in an element, or is used by it, and so counts
    for each of them.
    """

    def __init__(self, root: Element) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._named: dict[str, list[Element]] = {}
        for element in root.iter():
            for key, value in element.attrib.items():
                if _local(key) == "id":
                    self._named.setdefault(_bare(value), []).append(element)
        self._weights: dict[Element, int] = {}
        self._paints: dict[Element, int] = {}
        self._counts: dict[Element, int] = {}
        self._open_now: set[Element] = set()

    def weigh(self, element: Element) -> int:
        """What drawing it costs, in plain shapes."""
        if element in self._open_now:
            raise UnsafePicture("a part of it uses itself")
        if element not in self._weights:
            self._open_now.add(element)
            total = 1 + sum(self.weigh(child) for child in element)
            used = self._used(element)
            total += sum(self.weigh(one) for one in used)
            name = _local(element.tag)
            if name in _SHAPES:
                total += self._paint(element)
            elif used and name not in _GRADIENTS:
                total += self._paint(element) * sum(self._count(one) for one in used)
            for one in self._referred(element, handed_down=False):
                total += self.weigh(one) + (_A_MASK if _local(one.tag) == "mask" else 0)
            self._open_now.discard(element)
            if total > _MOST_DRAWN:
                raise UnsafePicture("it draws the same things without end")
            self._weights[element] = total
        return self._weights[element]

    def _paint(self, element: Element) -> int:
        """What its paints cost for each shape: its own, and those handed down to it."""
        if element not in self._paints:
            parent = self._parents.get(element)
            total = self._paint(parent) if parent is not None else 0
            total += sum(self.weigh(one) for one in self._referred(element, handed_down=True))
            self._paints[element] = total
        return self._paints[element]

    def _count(self, element: Element) -> int:
        """How many parts are drawn with it."""
        if element not in self._counts:
            self._counts[element] = 0  # one that uses itself is refused by its weight
            inside = [*element, *self._used(element)]
            total = 1 + sum(self._count(one) for one in inside)
            self._counts[element] = min(total, _MOST_DRAWN)
        return self._counts[element]

    def _used(self, element: Element) -> list[Element]:
        return [
            one
            for key, value in element.attrib.items()
            if _local(key) == "href"
            for one in self._named.get(_bare(value[1:]), ())
        ]

    def _referred(self, element: Element, *, handed_down: bool) -> list[Element]:
        found: list[Element] = []
        for key, value in element.attrib.items():
            for name, said in _declared(_local(key), value):
                if (name not in _FOR_ITSELF) is handed_down:
                    for reference in _REFERENCE.findall(said):
                        found += self._target(reference)
        return found

    def _target(self, reference: str) -> list[Element]:
        found = self._named.get(_bare(reference))
        if found is None and not _PLAIN.fullmatch(reference):
            raise UnsafePicture("it refers to its own parts in a way that cannot be followed")
        return found or []


def _declared(name: str, value: str) -> list[tuple[str, str]]:
    """An attribute as name and value; ``style`` as all that is declared in it."""
    if name != "style":
        return [(name, value)]
    parts = [one.partition(":") for one in value.split(";")]
    return [(one.strip().casefold(), said) for one, _, said in parts]


def _bare(text: str) -> str:
    return text.strip(" \t\r\n'\"")


def _why_not(element: Element) -> str:
    name = _local(element.tag)
    if name not in _DRAWS and (name in _OBEYED or not _is_of_an_editor(element.tag)):
        return f"it holds “{name[:20]}”, which does not just draw"
    for key, value in element.attrib.items():
        attribute = _local(key)
        if attribute.startswith("on"):
            return "it holds a script"
        if attribute in ("href", "src") and not value.startswith("#"):
            return "it points to something outside itself"
        if _OUTSIDE.search(value):
            return "it points to something outside itself"
        if attribute == "style" and ("\\" in value or "/*" in value):
            return "its style is written in a way that cannot be checked"
    return ""


def _is_of_an_editor(tag: str) -> bool:
    """Elements of Inkscape and the like, which no viewer draws."""
    space = tag.partition("}")[0]
    return any(name in space for name in ("sodipodi", "inkscape", "w3.org/1999/02/22-rdf",
                                          "creativecommons", "purl.org/dc"))  # fmt: skip


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].casefold()
