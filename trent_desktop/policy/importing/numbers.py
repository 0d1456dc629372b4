"""Numbers at the beginning of a line: ``6.7.``, ``10.``, ``a)``, ``(iv)``."""

from __future__ import annotations

import re
from typing import Final

_MONTH = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|"
    "august|september|october|november|december"
)
#: 6.7. Words, 6.7 Words, 6.7) Words; also without a space before a capital letter.
_DEEP: Final = re.compile(
    r"(?:\*\*)?(\d{1,3}(?:\.\d{1,3}){1,4})[.):]?(?:\*\*)?(?:\s+|$|(?=[A-Z“\"‘]))"
)
#: 6. Words, 6) Words; the sign behind it is what makes it a number and no quantity.
_FLAT: Final = re.compile(r"(?:\*\*)?(\d{1,2})[.):](?:\*\*)?(?:\s+|$|(?=[A-Z“\"‘]))")
#: 6 Words
_BARE: Final = re.compile(rf"(\d{{1,2}})\s+(?!(?:{_MONTH})\b)(?=[A-Z])", re.IGNORECASE)
_LETTER: Final = re.compile(r"(?:\(([a-z]|[ivx]{1,5})\)|([a-z]|[ivx]{1,5})[.)])\s+")
_SIGNS: Final = ".:;,?!"


def split_number(text: str) -> tuple[str, str]:
    """The number without its last sign, and the words behind it; both as they came without one.

    ``6 Staff`` counts when it may be a heading: a quantity would go on to a full stop.
    """
    for pattern in (_DEEP, _FLAT):
        if found := pattern.match(text):
            rest = text[found.end() :]
            if text.startswith("**") and found.group(0).count("**") == 1:
                rest = f"**{rest}"
            return found.group(1), rest
    found = _BARE.match(text)
    if found and text[found.end() : found.end() + 1].isupper() and is_short(text):
        return found.group(1), text[found.end() :]
    return "", text


def label(number: str) -> str:
    """A number that the file's program wrote by itself, as `split_number` gives them."""
    return number.strip().rstrip(".):").strip("(").strip()


def is_number(words: str) -> bool:
    """Whether it is digits with full stops between, and nothing else."""
    return bool(re.fullmatch(r"\d{1,3}(\.\d{1,3})*", words))


def has_letter(text: str) -> bool:
    """Whether it begins with a) or (iv), which number the points of a clause."""
    return bool(_LETTER.match(text))


def is_short(text: str) -> bool:
    """Whether it may be a heading: few words that begin like one and end without a sign."""
    words = text.replace("**", "").strip()
    return (
        0 < len(words) <= 90
        and len(words.split()) <= 14
        and words[-1] not in _SIGNS
        and not words[0].islower()
        and any(one.isalpha() for one in words)
    )
