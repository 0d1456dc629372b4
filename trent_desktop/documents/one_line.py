"""Words of people in one line of a paper: smaller, and then cut off where somebody can see it.

A school may be called what it likes, and so may a class: half a name, or half a telephone number,
that looks like a whole one is worse than a small one.
"""

from __future__ import annotations

from dataclasses import replace

from trent_desktop.documents.lines import Line, TextStyle, lay_out
from trent_desktop.documents.wording import clusters

#: Where there is room for less than one line in this size, the words are cut.
LEAST = 0.7
_WIDE = 1e6


def one_line(words: str, style: TextStyle, width: float) -> Line:
    """Words on one line; what does not fit is cut off, and "…" says so."""
    (line, *rest) = lay_out(words, style, width)
    kept = list(clusters(words))
    while rest and kept:
        kept = kept[:-1]
        (line, *rest) = lay_out("".join(kept).rstrip() + "…", style, width)
    return line


def fitted_line(words: str, style: TextStyle, width: float, least: float = LEAST) -> Line:
    """Words on one line, set smaller where they need it; below `least` of the size they are cut."""
    (line, *rest) = lay_out(words, style, width)
    if not rest:
        return line
    words = " ".join(words.split())
    wide = lay_out(words, style, _WIDE)[0].width
    share = min(1.0, max(least, 0.998 * width / wide))
    return one_line(words, replace(style, size=style.size * share), width)
