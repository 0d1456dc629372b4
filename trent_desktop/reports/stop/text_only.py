"""What text may not hold where only words are allowed: addresses, and files written as text.

Rule 3: a stopped report takes neither links nor files, however they are dressed up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final, cast

from trent_desktop.journeys.cleaning import clean
from trent_desktop.reports.filter.addresses import holds_address

#: The longest word somebody would write. A file written as text has no spaces.
_LONGEST_WORD: Final = 80
_LINK: Final = re.compile(
    r"(?:h[tx]{2}ps?|ftp|data|blob|file)\s*:|:\s*//|\bwww\s*\.", re.IGNORECASE
)
#: "example dot com", which people write to get round exactly this.
_SPELT: Final = re.compile(
    r"\w\s+(?:dot|punkt)\s+(?:com|net|org|info|io|uk|co|eu|tv|xyz|site|online|app|ru|me|onion)\b"
    r"|\w\s+\.\s*(?:com|net|org|info|io|uk|co|xyz|onion)\b",
    re.IGNORECASE,
)


def refusal(text: str) -> str:
    """Why `text` is not words alone, as a sentence that says how to mend it; empty when it is."""
    plain = unicodedata.normalize("NFKC", clean(text).text)
    if _LINK.search(plain) or _SPELT.search(plain) or holds_address(plain.replace("@", " ")):
        word = _reads_like_address(plain)
        named = f" (“{word}”)" if word else ""
        return (
            f"Please take out the address{named}: this record must hold none. If it is not an "
            "address, put a space after the full stop. Tell the Designated Safeguarding Lead "
            "in person where it was."
        )
    if any(len(word) > _LONGEST_WORD for word in plain.split()):
        return "Please write words only: part of this text is not a word, and could be a file."
    return ""


def texts_in(value: object) -> Iterator[str]:
    """Every text in an answer, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in cast("Mapping[str, object]", value).values():
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in cast("list[object]", value):
            yield from texts_in(one)


def _reads_like_address(plain: str) -> str:
    """The word that was taken for an address, where one word was, shortened and not a link."""
    for word in plain.replace("@", " ").split():
        if holds_address(word) or _LINK.search(word):
            return word[:40].replace(".", "[.]").replace("://", "[:]//")
    return ""
