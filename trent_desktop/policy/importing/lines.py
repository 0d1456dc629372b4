"""A line of a policy as it came out of a file: what it says, and what the file knows about it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final, cast

from trent_desktop.journeys.cleaning import clean

#: What a school's policy does not go beyond; whatever is longer is not a policy.
MOST_LINES: Final = 6_000
MOST_SIGNS: Final = 400_000

_SPACES = re.compile(r"[^\S\t]+")
_TAG = re.compile(r"\*\*")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. ``**Strong**`` words are between stars; a tab stands between columns.

    `number` is one that the file's program writes by itself. `heading` is the level that its style
    has, 0 for ordinary text. `alone`: there is air above it. `listed`: its style is the one of a
    contents list. `aside` says where it stood when that was not in the text: a foot note, deleted.
    """

    text: str
    number: str = ""
    bullet: bool = False
    level: int = 0
    heading: int = 0
    alone: bool = True
    listed: bool = False
    aside: str = ""


def tidy(text: str) -> str:
    """Without control signs and doubled spaces; tabs stay, stray ``**`` go."""
    # Soft hyphens go without a space: a word is one word.
    kept = "".join(one if one.isprintable() or one == "\t" else " " for one in clean(text).text)
    kept = re.sub(r" *\t[\t ]*", "\t", _SPACES.sub(" ", kept)).strip()
    return balanced(kept)


def balanced(text: str) -> str:
    """The same with every ``**`` belonging to a pair around words; the others are taken out."""
    pieces = _TAG.split(text)
    if len(pieces) % 2 == 0:
        # One has no partner. The last is as likely as any.
        pieces[-2:] = [pieces[-2] + pieces[-1]]
    out = pieces[0]
    for at in range(1, len(pieces), 2):
        strong, after = pieces[at], pieces[at + 1]
        words = strong.strip()
        if words:
            lead = strong[: len(strong) - len(strong.lstrip())]
            tail = strong[len(strong.rstrip()) :]
            strong = f"{lead}**{words}**{tail}"
        out += strong + after
    return out


def plain(text: str) -> str:
    """The words without their stars."""
    return text.replace("**", "")


def packed(lines: list[Line]) -> bytes:
    """As the process that reads hands them over."""
    rows = [
        [
            one.text,
            one.number,
            one.bullet,
            one.level,
            one.heading,
            one.alone,
            one.listed,
            one.aside,
        ]
        for one in lines
    ]
    return json.dumps(rows).encode()


def unpacked(content: bytes) -> list[Line]:
    """What `packed` made. Raises `ValueError` when it is something else."""
    rows: Any = json.loads(content)
    if not isinstance(rows, list):
        raise ValueError("no lines")
    found: list[Line] = []
    for row in cast("list[Any]", rows):
        text, number, bullet, level, heading, alone, listed, aside = row
        found.append(
            Line(
                str(text),
                str(number),
                bool(bullet),
                int(level),
                int(heading),
                bool(alone),
                bool(listed),
                str(aside),
            )
        )
    return found
