"""Letters and signs of a lesson that the program has no face for."""

from __future__ import annotations

import re

from trent_desktop.faults import Fault

#: Letters that the first faces may not have: beyond Latin, Greek and Cyrillic, but for quotes,
#: dashes and dots.
BEYOND = re.compile("[\u0530-\u200f\u2028-\U0010ffff]")
_MOST = 5


def not_shown(text: str) -> list[Fault]:
    """A remark for each letter that may be an empty box on a board, at its first line."""
    if not BEYOND.search(text):
        return []
    from trent_desktop.documents.fonts import further_files

    return [
        Fault(
            text.count("\n", 0, text.index(letter)) + 1,
            f"“{letter}” may be an empty box on the board: the program has no face for it.",
            "Use a picture, or write it in words.",
        )
        for letter in further_files(text)[1][:_MOST]
    ]
