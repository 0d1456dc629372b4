"""Text from people, made fit to be laid out on paper. Nothing is dropped that can be read.

What comes from the school's own forms was cleaned when it was typed; what was imported or typed
in an older version may not have been, and a paper must come out all the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from trent_desktop.journeys.cleaning import clean

#: Marks stacked on one letter beyond this are left out: they would run over the lines around.
MARKS_ON_A_LETTER = 4

_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_WIDE = re.compile("[\u200c\u200d]")
#: Signs that no font here has, with the nearest that one has.
_NEAREST = str.maketrans("✓✗✘★☆", "✔✖✖⭐⭐")
_JOINER = "\u200d"
_PRESENTATION = "\ufe0e\ufe0f"


def printable(text: str) -> str:
    """`text` composed, each line trimmed, without anything that has no look of its own."""
    text = clean(text).text.translate(_NEAREST)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))


def clusters(text: str) -> Iterator[str]:
    """Each letter with the marks, joiners and modifiers that belong to it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _belongs(text, start, at):
            yield text[start:at]
            start = at


def is_emoji(cluster: str) -> bool:
    """Whether `cluster` is a picture or flag rather than a letter or sign."""
    first = ord(cluster[0])
    return 0x1F000 <= first <= 0x1FAFF or (len(cluster) > 1 and cluster.endswith("\ufe0f"))


def emoji_base(cluster: str) -> str:
    """`cluster` without the marks that only ask for colour."""
    return "".join(letter for letter in cluster if letter not in _PRESENTATION)


def spoken(cluster: str) -> str:
    """The name of a picture that no font has, in brackets: ``[grinning face]``."""
    names = [unicodedata.name(letter, "").lower() for letter in cluster]
    told = [name for name in names if name and "variation selector" not in name]
    told = [name for name in told if not name.startswith(("zero width", "tag "))]
    if told and all(name.startswith("regional indicator") for name in told):
        return "[flag " + "".join(name[-1].upper() for name in told) + "]"
    return f"[{', '.join(told)}]" if told else ""


def spelled_out(letter: str) -> str:
    """What is printed for a letter that no font has: its name, or the number it has in Unicode.

    ``[gothic ahsa]``, ``[U+20BB7]`` for a Chinese letter, whose name is no more than its number.
    """
    name = unicodedata.name(letter[0], "")
    for word in ("LETTER ", "SYLLABLE ", "SIGN ", "CHARACTER "):
        name = name.replace(word, "")
    if not name or "IDEOGRAPH" in name:
        return f"[U+{ord(letter[0]):04X}]"
    return f"[{name.lower()}]"


def without_piles(cluster: str) -> str:
    """`cluster` with no more marks on its letter than any language writes."""
    kept: list[str] = []
    marks = 0
    for letter in cluster:
        if unicodedata.category(letter) in ("Mn", "Me"):
            marks += 1
            if marks > MARKS_ON_A_LETTER:
                continue
        kept.append(letter)
    return "".join(kept)


def _belongs(text: str, start: int, at: int) -> bool:
    """Whether the character at `at` goes with the cluster that began at `start`."""
    letter, before = text[at], text[at - 1]
    if unicodedata.category(letter) in ("Mn", "Mc", "Me") or _WIDE.match(letter):
        return True
    if before == _JOINER and ord(letter) > 0x2000:
        return True
    code = ord(letter)
    if 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F:
        return True
    return 0x1F1E6 <= code <= 0x1F1FF and at - start == 1 and 0x1F1E6 <= ord(before) <= 0x1F1FF
