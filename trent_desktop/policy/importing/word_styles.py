"""What a Word document says of its styles and lists, and the numbers that Word writes by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

_DEEPEST: Final = 9
_MOST_CHAIN: Final = 20
_LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. `heading` is its level; `list_id` and `level` what it is numbered by."""

    name: str = ""
    heading: int = 0
    strong: bool = False
    list_id: str = ""
    level: int = 0


class Styles:
    """The styles of a document, each with what it has from the one it is based on."""

    def __init__(self, part: Element | None) -> None:
        self._elements = {
            attribute(one, "styleId"): one
            for one in (part if part is not None else ())
            if local(one) == "style"
        }
        self._known: dict[str, Style] = {}

    def named(self, style_id: str) -> Style:
        """The style of that id; an ordinary one when the document has none."""
        if style_id not in self._known:
            self._known[style_id] = self._made(style_id)
        return self._known[style_id]

    def _made(self, style_id: str) -> Style:
        name, heading, strong = "", 0, False
        list_id, level = "", ""
        at = style_id
        for _ in range(_MOST_CHAIN):
            element = self._elements.get(at)
            if element is None:
                break
            own = value_of(element, "name")
            name = name or own
            about, run = child(element, "pPr"), child(element, "rPr")
            found = re.fullmatch(r"heading (\d)", own, re.IGNORECASE)
            outline = value_of(about, "outlineLvl")
            if found and not heading:
                heading = int(found.group(1))
            elif outline.isdigit() and int(outline) < _DEEPEST and not heading:
                heading = int(outline) + 1
            elif own.casefold() == "title" and not heading:
                heading = 1
            strong = strong or on(run, "b", otherwise=False)
            numbered = child(about, "numPr")
            list_id = list_id or value_of(numbered, "numId")
            level = level or value_of(numbered, "ilvl")
            at = value_of(element, "basedOn")
        if not self._elements and (found := re.fullmatch(r"Heading(\d)", style_id)):
            heading = int(found.group(1))
        return Style(name, heading, strong, list_id, int(level) if level.isdigit() else 0)


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    words: str
    start: int
    plain: bool  # all numbers of the label in digits


class Lists:
    """Counts as Word does, paragraph by paragraph."""

    def __init__(self, part: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        linked: dict[str, str] = {}
        named: dict[str, str] = {}
        for element in part if part is not None else ():
            if local(element) == "abstractNum":
                which = attribute(element, "abstractNumId")
                self._levels[which] = dict(_levels(element))
                if link := value_of(element, "numStyleLink"):
                    linked[which] = link
                if name := value_of(element, "styleLink"):
                    named[name] = which
            elif local(element) == "num":
                number = attribute(element, "numId")
                self._lists[number] = value_of(element, "abstractNumId")
                for over in element:
                    start = value_of(over, "startOverride")
                    level = attribute(over, "ilvl")
                    if local(over) == "lvlOverride" and start.isdigit() and level.isdigit():
                        self._starts[number, int(level)] = int(start)
        for which, link in linked.items():
            if link in named:
                self._levels[which] = self._levels[named[link]]

    def next(self, about: Element | None, style: Style) -> tuple[str, bool, int]:
        """The label of the next paragraph (empty for none), whether it is a bullet, its level."""
        own = child(about, "numPr")
        list_id = value_of(own, "numId") or style.list_id
        level_text = value_of(own, "ilvl")
        level = int(level_text) if level_text.isdigit() else style.level
        which = self._lists.get(list_id, "")
        levels = self._levels.get(which, {})
        if level not in levels:
            return "", False, 0
        if levels[level].form in ("bullet", "none"):
            return "", levels[level].form == "bullet", level
        counts = self._counts.setdefault(which, {})
        start = self._starts.get((list_id, level))
        if start is not None and (list_id, level) not in self._begun:
            counts[level] = start
        else:
            counts[level] = counts.get(level, levels[level].start - 1) + 1
        self._begun.add((list_id, level))
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return _label(levels, counts, level), False, level


def _levels(element: Element) -> list[tuple[int, _Level]]:
    found: list[tuple[int, _Level]] = []
    for one in element:
        at = attribute(one, "ilvl")
        if local(one) != "lvl" or not at.isdigit() or int(at) >= _DEEPEST:
            continue
        start = value_of(one, "start")
        found.append(
            (
                int(at),
                _Level(
                    value_of(one, "numFmt") or "decimal",
                    value_of(one, "lvlText")[:60],
                    int(start) if start.isdigit() and len(start) < 6 else 1,
                    on(one, "isLgl", otherwise=False),
                ),
            )
        )
    return found


def _label(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    def one(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        if at not in levels:
            return ""
        form = "decimal" if levels[level].plain else levels[at].form
        return _written(counts.get(at, levels[at].start), form)

    return re.sub(r"%([1-9])", one, levels[level].words)


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and number > 0:
        turns, at = divmod(number - 1, _LETTERS)
        letter = chr(ord("a") + at) * min(turns + 1, 4)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{number:02}"
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for value, letters in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        while number >= value:
            out += letters
            number -= value
    return out


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without a namespace; empty when there is none."""
    return next(
        (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )


def value_of(element: Element | None, name: str) -> str:
    """The `val` of the first child of that name; empty when there is none."""
    found = child(element, name)
    return attribute(found, "val") if found is not None else ""


def on(element: Element | None, name: str, *, otherwise: bool) -> bool:
    """Whether a switch such as bold is on in there."""
    found = child(element, name)
    if found is None:
        return otherwise
    return attribute(found, "val").casefold() not in ("0", "false", "off", "none")


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    if element is None:
        return None
    return next((one for one in element if local(one) == name), None)


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
