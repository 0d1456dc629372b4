"""The values of a list: tidy text, year groups in every spelling, UPNs."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from trent_desktop.plain_tables import unguarded
from trent_desktop.school.classes.class_names import narrow
from trent_desktop.school.people.people import YearGroup

#: What a cell of a sheet or table may be.
Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

_UPN = re.compile(r"[A-Z]\d{12}")
_TEMPORARY_UPN = re.compile(r"[A-Z]\d{11}[A-Z]")
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, O or S
_RECEPTION = {"r", "rec", "reception", "yr", "year r", "f2", "fs2", "foundation 2", "y0", "0"}
_NURSERY = {"n", "n1", "n2", "nursery", "f1", "fs1", "foundation 1", "pre-school", "preschool"}
#: Zero width, and part of how a name is spelt.
_JOINERS = "\u200c\u200d"
_FIRST_JOINED = (
    0x0590  # Hebrew, Arabic, and the scripts of India and beyond come after Latin and Greek
)
_IN_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_BRACKETS = re.compile(r"\s*[\[(][^\])]*[\])]?\s*")
_YEAR = re.compile(
    r"(?:nc\s*)?(?:y|yr|year|year group|curriculum year|grade)?\.?\s*0?(\d{1,2})(?:\.0)?"
    r"(?:st|nd|rd|th)?(?:\s*(?:yr|year|pupils|children))?"
)


def text_of(cell: Cell) -> str:
    """A cell as tidy text: whole numbers without a point, no control characters, single spaces."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return tidy(unguarded(str(cell)))


def tidy(text: str) -> str:
    """Composed, on one line, without characters that nobody sees."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())  # nearly all of them
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(
        " " if sign.isspace() else sign
        for at, sign in enumerate(composed)
        if sign.isspace()
        or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co")
        or (sign in _JOINERS and _joins(composed, at))
    )
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def _joins(text: str, at: int) -> bool:
    """Whether a joiner stands between signs of a script that spells with it (Persian, Bengali …)."""
    beside = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(beside) == 2 and all(ord(sign) >= _FIRST_JOINED for sign in beside)


def is_temporary_upn(upn: str) -> bool:
    """Whether a UPN ends in a letter: another takes its place one day."""
    return bool(_TEMPORARY_UPN.fullmatch(upn))


def upn_remark(upn: str) -> str:
    """What is wrong with a UPN (already in capitals), or empty. Told, never refused.

    The check letter is the sum of each digit times its place (2 to 13), modulo 23 (rule 18).
    """
    if is_temporary_upn(upn):
        return ""
    if not _UPN.fullmatch(upn):
        return f"“{upn}” does not look like a UPN: a letter and twelve digits."
    total = sum(int(digit) * place for place, digit in enumerate(upn[1:], start=2))
    if _CHECK_LETTERS[total % len(_CHECK_LETTERS)] != upn[0]:
        return f"The first letter of the UPN {upn} does not fit its digits: a digit may be wrong."
    return ""


@dataclass(frozen=True, slots=True)
class YearRead:
    """A year group that was read. `note` says what could not be taken, else empty."""

    year: YearGroup | None
    note: str = ""


def read_year(text: str) -> YearRead:
    """``R``, ``Reception``, ``Year  3``, ``Y3``, ``3`` …; nursery and secondary are no year here."""
    plain = " ".join(narrow(text).casefold().replace("_", " ").split())
    if not plain:
        return YearRead(None)
    plain = _BRACKETS.sub(" ", plain).strip() or plain
    plain = plain.removeprefix("ncy ").removeprefix("nc ") or plain
    plain = " ".join(_IN_WORDS.get(word, word) for word in plain.split())
    if plain in _RECEPTION:
        return YearRead(YearGroup.RECEPTION)
    if plain in _NURSERY:
        return YearRead(None, "Nursery is not a year group here, so the year is left open.")
    found = _YEAR.fullmatch(plain)
    if found and found[1] in {year.value for year in YearGroup}:
        return YearRead(YearGroup(found[1]))
    return YearRead(None, f"“{text}” is not a year of a primary school, so the year is left open.")
