"""Plain text and Markdown as lines. A paragraph that was broken at a margin is put together again."""

from __future__ import annotations

import re
from typing import Final

from trent_desktop.policy.importing.lines import Line, tidy
from trent_desktop.policy.importing.numbers import split_number

_BULLET: Final = re.compile(r"(?:[-*+•‣◦·▪●○–—]|o(?=\t))\s+")
_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_STRONG: Final = re.compile(r"(?<![\w_])__(?=[^\s_])([^_]{1,2000})__(?![\w_])")
_LINK: Final = re.compile(r"\[([^\[\]]{0,500})\]\(([^()\s]{0,500})\)")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|])")
#: A line this long was broken by a margin, and not by whoever wrote it.
_FULL: Final = 45


def lines_of_text(text: str) -> list[Line]:
    """One line for each paragraph, point and heading. Empty ones only say that there is air."""
    found: list[Line] = []
    alone, last = True, ""
    for raw in re.split(r"\r\n?|[\n\v\f\x85\u2028\u2029]", text.removeprefix("\ufeff")):
        stripped = raw.strip()
        if not any(one.isalnum() for one in stripped):  # air, or a line drawn with signs
            alone, last = True, ""
            continue
        line = _line(raw, stripped, alone=alone)
        if not line.text and not line.bullet:
            continue
        if found and not alone and _goes_on(found[-1], last, line):
            before = found[-1]
            joined = tidy(f"{before.text} {line.text}")
            found[-1] = Line(joined, before.number, before.bullet, before.level, alone=before.alone)
        else:
            found.append(line)
        alone, last = False, stripped
    return found


def _line(raw: str, stripped: str, *, alone: bool) -> Line:
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    words = stripped.lstrip("> ") if stripped.startswith(">") else stripped
    if heading := _HEADING.match(words):
        return Line(_words(heading.group(2)), heading=len(heading.group(1)), alone=alone)
    if words.startswith("|"):
        words = "\t".join(cell.strip() for cell in words.strip("|").split("|"))
    bullet = _BULLET.match(words)
    if bullet:
        words = words[bullet.end() :]
    return Line(_words(words), bullet=bool(bullet), level=min(indent, 40), alone=alone)


def _words(text: str) -> str:
    text = _STRONG.sub(r"**\1**", _LINK.sub(_linked, text))
    return tidy(_ESCAPED.sub(r"\1", text))


def _linked(found: re.Match[str]) -> str:
    words, address = found.group(1), found.group(2)
    shown = not address or address.startswith("#") or address == words
    return words if shown else f"{words} ({address})"


def _goes_on(before: Line, last: str, line: Line) -> bool:
    """Whether a line is the rest of the one above it."""
    if line.bullet or line.heading or before.heading or "\t" in line.text or "\t" in before.text:
        return False
    if split_number(line.text)[0]:
        return False
    return len(last) >= _FULL or line.text[:1].islower()
