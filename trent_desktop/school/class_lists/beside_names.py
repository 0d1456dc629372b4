"""What an office writes beside a name that is no part of it: numbers, titles, signs, notes.

A note in brackets is often what the program must not keep at all (rule 17): “SEN”, “PP”, “LAC”.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Numbers of rows: “1. ”, “12) ”. No name begins so.
_NUMBER: Final = re.compile(r"^\(?\d{1,3}\s?[.):]\s*(?=\S)")
_BEHIND: Final = re.compile(r"[\s,]+(?:\d{1,2}|\(?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\)?)$")
#: “Bhatt Kiran - EAL”: only a note that is known to be one is none of the name.
_DASHED: Final = re.compile(r"\s+[-–—:]\s+(?P<note>\S.*)$")
#: What footnotes, and marks for groups of children, are made of.
_SIGNS: Final = "*†‡§¶#^~•●○■□▪★☆✓✔✗✘°¹²³"
_TITLE: Final = re.compile(r"^(?:miss|master|mr|mrs|ms|mx)\b\.?\s+(?=\S+)", re.IGNORECASE)
#: Notes in brackets, as abbreviations: sex, needs, money, care, attendance. “Vi” and “Sen” are names.
_SHORT: Final = frozenset(
    """M F X B G K E SEN SEND SENK SENS EHC EHCP EAL PP PPG PP+ FSM FSM6 EVER6 LAC CLA PLAC PCLA CIN CP CPP CHP EH TAC
    TAS SA SA+ SAP GT G&T HI VI ASD ASC ADHD SLCN SEMH MLD SLD PD AM PM FT PT TA TBC NA N/A EYPP""".split()  # noqa: SIM905
)
#: The same in words.
_NOTES: Final = re.compile(
    r"boys?|girls?|(?:fe)?male|sen support|ehc plan|pupil premium|service child|ever ?6|(?:am|pm|mornings?|afternoons?) only"
    r"|(?:full|part)[- ]time|new(?: starter)?|starter|left|leavers?|leaving|moving|moved|twins?|triplets?|sibling|sister"
    r"|brother|none|dual|guest|absent|allerg(?:y|ic|ies)\b.*|medical\b.*|epi ?pen|asthma\b.*|diabet.*|epilep.*"
    r"|1 to 1|(?:see|from|until|week|starts?|started|joins?|joined) .*",
    re.IGNORECASE,
)
#: What offices and spreadsheets write where there is nothing.
_NOTHING: Final = re.compile(
    r"[-–—_.?/]+|n/a|n\.a\.|none|null|nil|nothing|tb[ac]|not (?:known|set|assigned|applicable|given)|unknown|unassigned|blank"
    r"|#(?:n/a|ref!|value!|name\?|div/0!|null!|num!)|#+",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\s*[,;/&+]\s*|\s+and\s+")
_LONGEST_NAME: Final = 30


def bare(text: str, *, titled: bool) -> str:
    """A name without what stands around it. `titled`: its beginning may be “Miss” or “Master”."""
    plain = text[:1].isalpha() and text[-1:].isalpha()  # nearly all of them
    kept = text if plain else _BEHIND.sub("", _without_signs(_NUMBER.sub("", text)))
    if titled:
        kept = _TITLE.sub("", kept)
    dashed = _DASHED.search(kept)
    if dashed and all(map(_is_one, _BETWEEN.split(dashed["note"]))):
        kept = kept[: dashed.start()]
    # A name of signs alone stays as it is: a person should look.
    return kept if any(map(str.isalpha, kept)) else text


def _without_signs(text: str) -> str:
    """Without stars, faces and marks at either end: no name begins or ends with one."""
    start, end = 0, len(text)
    while start < end and _is_sign(text[start]):
        start += 1
    while end > start and _is_sign(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_sign(sign: str) -> bool:
    return sign in _SIGNS + " ,;\ufe0f" or unicodedata.category(sign) == "So"


def is_note(inside: str, beside: str) -> bool:
    """Whether what stands in brackets is a note about the child and not the name in use.

    `beside` is the rest of the name: where it has capitals, a name in use has one too.
    """
    if any(sign.isdigit() for sign in inside) or len(inside) > _LONGEST_NAME:
        return True
    if not any(map(str.isalpha, inside)) or _is_one(inside):
        return True
    if all(_is_one(part) for part in _BETWEEN.split(inside)):
        return True
    return inside == inside.lower() and inside != inside.upper() and beside != beside.lower()


def _is_one(text: str) -> bool:
    loud = text if text == text.upper() else text.upper() * (text == text.lower())
    return loud.replace(" ", "") in _SHORT or bool(_NOTES.fullmatch(text))


def is_nothing(text: str) -> bool:
    """Whether a cell that is no name says that there is nothing: a dash, “n/a”, “#REF!”."""
    return bool(_NOTHING.fullmatch(text))
