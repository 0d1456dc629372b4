"""Lines between children that say a class, and lines that are no child at all."""

from __future__ import annotations

import re
from typing import Final

_LABEL: Final = re.compile(
    r"(?:class|form|tutor(?: group)?|reg(?:istration)?(?: group| class| form)?|home ?room|group)\b"
    r"(?P<mark>\s*[:–-])?\s*(?P<name>.*)",
    re.IGNORECASE,
)
#: A class by its looks: 3S, 4 Oak, RK, Year 3, Y3/4, Reception, Nursery.
_CLASS: Final = re.compile(
    r"(?:(?:year|yr|y)\s?\d{1,2}(?:\s?[/&-]\s?\d{1,2})?(?:\s?[a-z]{1,3})?|\d{1,2}\s?[a-z]{1,3}|r[a-z]{0,2}"
    r"|reception(?: [a-z]+)?|nursery(?: [a-z]+)?|(?:\d|1[0-3]) [a-z]+)",
    re.IGNORECASE,
)
_NOT_OF_ONE: Final = re.compile(
    r"(?:lists?|registers?|names?|groups?|size|total|count|teachers?|report|photos?|of)\b",
    re.IGNORECASE,
)
_TEACHER: Final = re.compile(
    r"\s*(?:\s[–—-]\s|,|:|\(|\bteacher\b|\b(?:mr|mrs|miss|ms|mx|dr|sir)\b\.?(?=\s)|\bwith\b).*$",
    re.IGNORECASE,
)
_NUMBER_OF: Final = re.compile(
    r"[\s(–-]*\d+\s*(?:pupils?|children|students?|on roll)\)?\s*$", re.IGNORECASE
)
_BELOW: Final = re.compile(
    r"(?:grand |sub ?)?(?:totals?|count|average|number|printed|report|page|end|generated|produced|run|exported"
    r"|created|source|filter|criteria|sum|boys|girls|male|female|pupils?|children|students?|notes?|key|date"
    r"|confidential|copyright|©|continued|records?|rows?)\b.*",
    re.IGNORECASE,
)
_SUM: Final = re.compile(r"\b(?:total|count|average)\b", re.IGNORECASE)
_TITLED: Final = re.compile(
    r"\b(?:school|academy|primary|list|register|report|term|20\d\d[/–-]\d\d)\b", re.IGNORECASE
)


def class_heading(text: str) -> str:
    """The class that a line by itself names, without its teacher and number; empty for none."""
    tidy = _NUMBER_OF.sub("", text).strip()
    if _SUM.search(tidy):
        return ""
    found = _LABEL.fullmatch(tidy)
    if found:
        name = found["name"].strip()
        if not name or _NOT_OF_ONE.match(name):
            return ""
        named = _TEACHER.sub("", name).strip(" .–-")
        # “Class Hedgehogs” is one; “Form filled in by the office” is a sentence.
        return named if named and (found["mark"] or len(named.split()) <= 2) else ""
    named = _TEACHER.sub("", tidy).strip(" .–-")
    return named if _CLASS.fullmatch(named) else ""


def is_below(text: str) -> bool:
    """Whether a text is of the kind that stands under a list: totals, page numbers, who printed it."""
    plain = text.strip()
    return bool(_BELOW.fullmatch(plain)) or not any(sign.isalpha() for sign in plain)


def is_title(text: str) -> bool:
    """Whether a text is a title of a list, and not of a class."""
    return bool(_TITLED.search(text))


def is_class_by_looks(text: str) -> bool:
    """Whether this looks like the name of a class (3S), as a sheet may be called."""
    return bool(_CLASS.fullmatch(text.strip()))
