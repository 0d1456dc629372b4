"""Text from people inside sentences of ours: its direction must not turn the sentence round."""

from __future__ import annotations

import unicodedata

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

_TURNS = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


def isolated(text: str) -> str:
    """`text` fit to stand inside an English sentence: wrapped when it holds right-to-left letters.

    Plain Latin text is left as it is, so that it can be copied and searched for.
    """
    if text.isascii() or not any(unicodedata.bidirectional(sign) in _TURNS for sign in text):
        return text
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def joined(*parts: str, by: str = " · ") -> str:
    """The parts that are not empty, each isolated, with a sign between."""
    return by.join(isolated(part) for part in parts if part)
