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
#: No line of paper has more letters; what is longer is cut before it is measured.
_MOST = 600


def one_line(words: str, style: TextStyle, width: float) -> Line:
    """Words on one line; what does not fit is cut off, and "…" says so."""
    (line, *rest) = lay_out(words[:_MOST], style, width)
    if not rest and len(words) <= _MOST:
        return line
    kept = list(clusters(words[:_MOST]))
    fits, too_many = 0, len(kept)
    while too_many - fits > 1:  # halved: what was typed may be a book
        middle = (fits + too_many) // 2
        if len(lay_out(_cut(kept, middle), style, width)) == 1:
            fits = middle
        else:
            too_many = middle
    return lay_out(_cut(kept, fits), style, width)[0]


def _cut(kept: list[str], many: int) -> str:
    return "".join(kept[:many]).rstrip() + "…"


def fitted_line(words: str, style: TextStyle, width: float, least: float = LEAST) -> Line:
    """Words on one line, set smaller where they need it; below `least` of the size they are cut."""
    words = " ".join(words.split())
    (line, *rest) = lay_out(words[:_MOST], style, width)
    if not rest and len(words) <= _MOST:
        return line
    if len(words) > _MOST:
        return one_line(words, replace(style, size=style.size * least), width)
    wide = lay_out(words, style, _WIDE)[0].width
    share = min(1.0, max(least, 0.998 * width / wide))
    return one_line(words, replace(style, size=style.size * share), width)
