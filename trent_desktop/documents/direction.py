"""Which letters of a line run from right to left (Unicode Standard Annex 9).

python-bidi does the work; what it leaves out, pairs of brackets (rule N0), is done here, because
a pupil is written ``محمد (4B)`` in every list of this program.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from bidi import algorithm

_RIGHT: Final = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
#: Kinds that rule X9 takes out: python-bidi gives no level for them.
_UNSEEN: Final = frozenset({"BN", "RLE", "LRE", "RLO", "LRO", "PDF"})
_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "⁅": "⁆", "⟨": "⟩"}
_STRONG: Final = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}


def levels(text: str, *, right_to_left: bool | None = None) -> tuple[Sequence[int], int]:
    """The level of each character of `text` (odd: right to left), and of the whole line.

    `right_to_left` says how the page runs. Without it a line runs from right to left when most of
    it is written so, not when it merely begins so: an English form may well begin an answer with
    an Arabic name.
    """
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    if not right_to_left and _RIGHT.isdisjoint(kinds):
        return bytes(len(text)), 0
    if right_to_left is None:
        right = sum(kind in ("R", "AL") for kind in kinds)
        base = int(right > 4 * kinds.count("L") and text.count(" ") > 2)
    else:
        base = int(right_to_left)
    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = ("L", "R")[base]
    algorithm.get_embedding_levels(text, storage)
    for char in storage["chars"]:
        char["type"] = char["type"] or "L"  # newer than this Python's tables
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], ("L", "R")[base])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found = iter(storage["chars"])
    result: list[int] = []
    for kind in kinds:
        before = result[-1] if result else base
        result.append(before if kind in _UNSEEN else next(found)["level"])
    return result, base


def _resolve_brackets(chars: list[dict[str, Any]], base: str) -> None:
    """Rule N0: both brackets of a pair run the same way. There is one level run in our lines."""
    for first, last in _bracket_pairs(chars):
        inside = {_STRONG.get(char["type"]) for char in chars[first + 1 : last]} - {None}
        if not inside:
            continue
        kind = base
        if base not in inside:
            before = (_STRONG.get(char["type"]) for char in reversed(chars[:first]))
            kind = next((strong for strong in before if strong), base)
        chars[first]["type"] = chars[last]["type"] = kind


def _bracket_pairs(chars: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Places of opening and closing brackets that belong together, in the order of opening."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(chars):
        if char["type"] != "ON":
            continue
        sign = char["ch"]
        if sign in _PAIRS:
            waiting.append((_PAIRS[sign], at))
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == sign:
                pairs.append((waiting[depth][1], at))
                del waiting[depth:]
                break
    return sorted(pairs)
