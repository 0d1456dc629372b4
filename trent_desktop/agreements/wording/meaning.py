"""Whether words that were changed still say the same (rule 130).

Only signs and spaces, or large and small letters, never change a meaning. Of any other change it is
the Headteacher who says that it asks for no more than before, and why. Until then it does.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Final

_WORD: Final = re.compile(r"\w+")
#: Which words mean the same as which, by the digest of those before.
SameAs = Mapping[str, frozenset[str]]


def meaning_of(words: str) -> str:
    """A digest of the words alone: equal for texts that differ in signs, spaces or capitals."""
    plain = " ".join(_WORD.findall(words.casefold()))
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()


def same_as(pairs: Iterable[tuple[str, str]]) -> SameAs:
    """What was said to mean the same, as pairs of digests (before, after)."""
    found: dict[str, set[str]] = {}
    for before, after in pairs:
        found.setdefault(before, set()).add(after)
    return {before: frozenset(after) for before, after in found.items()}


def still_says(before: str, after: str, same: SameAs) -> bool:
    """Whether an answer to `before` answers `after` as well; both are digests.

    What was said goes one way only: from the earlier words to the later, over any number of steps.
    """
    seen, ahead = {before}, [before]
    while ahead:
        one = ahead.pop()
        if one == after:
            return True
        more = same.get(one, frozenset()) - seen
        seen |= more
        ahead.extend(more)
    return False
