"""Lines between children that say a class, and lines that are no child at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

_LABEL: Final = re.compile(
    r"(?:class|form|tutor(?: group)?|reg(?:istration)?(?: group| class| form)?|home ?room|group)\b"
    r"(?P<mark>\s*[:–-])?\s*(?P<name>.*)",
    re.IGNORECASE,
)
#: A class by its looks: 3S, 4 Oak, RK, Year 3, Y3/4, Reception, Nursery.
_CLASS: Final = re.compile(
    r"(?:(?:year|yr|y)\s?\d{1,2}(?:\s?[/&-]\s?\d{1,2})?(?:\s?[a-z]{1,3})?|\d{1,2}\s?[a-z]{1,3}|(?-i:R[A-Z]{0,2})"
    r"|reception(?: [a-z]+)?|nursery(?: [a-z]+)?|(?:\d|1[0-3]) [a-z]+)",
    re.IGNORECASE,
)
_NOT_OF_ONE: Final = re.compile(
    r"(?:lists?|registers?|names?|groups?|size|total|count|teachers?|tutors?|assistants?|ta|report|photos?|of)\b",
    re.IGNORECASE,
)
_TEACHER: Final = re.compile(
    r"\s*(?:\s[–—-]\s|,|:|\(|\bteacher\b|\b(?:mr|mrs|miss|ms|mx|dr|sir)\b\.?(?=\s)|\bwith\b).*$",
    re.IGNORECASE,
)
_LIST: Final = re.compile(r"\s+(?:class ?)?(?:list|register)\s*$", re.IGNORECASE)
_NUMBER_OF: Final = re.compile(
    r"[\s(–-]*\d+\s*(?:pupils?|children|students?|on roll)\)?\s*$", re.IGNORECASE
)
_BELOW: Final = re.compile(
    r"(?:grand |sub ?)?(?:totals?|count|average|number|printed|report|page|end|generated|produced|run|exported"
    r"|created|source|filter|criteria|sum|boys|girls|male|female|pupils?|children|students?|notes?|key|date"
    r"|confidential|copyright|©|continued|records?|rows?|new (?:starters?|pupils?|children|joiners?|arrivals)|starters|joiners"
    r"|signed|checked by|present|absent|late)\b.*",
    re.IGNORECASE,
)
#: Such a text is no name of a child, in whichever column it stands.
_SURELY_BELOW: Final = re.compile(
    r"(?:page|sheet)\s*:?\s*\d+(?:\s*(?:of|/)\s*\d+)?|(?:printed|generated|produced|exported|created|run|report (?:run|printed))"
    r"\s*(?:on|by|at|:|\d).*|(?:grand |sub ?)?total\s*(?::|\d|(?:number )?(?:of |on )?(?:pupils|children|students|boys|girls|roll)\b).*"
    r"|(?:number|no\.?) (?:of|on) (?:pupils|children|students|boys|girls|roll)\b.*"
    r"|(?:boys|girls|male|female|pupils|children|students)\s*[:=–-]?\s*\d+|\d+ (?:pupils|children|students|boys|girls|names|records|rows)\b.*"
    r"|end of (?:report|list|class|data)\b.*|(?:report|list|file) (?:printed|generated|produced|exported|created|run)\b.*",
    re.IGNORECASE,
)
#: Over those who are no longer in the school, or not yet.
_OF_LEAVERS: Final = re.compile(
    r"(?:(?:pupils|children|students|those) (?:who )?(?:have |has )?)?(?:leavers?|left|off ?roll|former pupils|withdrawn"
    r"|no longer (?:here|on roll)|archived?|waiting list|applicants?|pre-?admissions?)(?:\s(?:since|in|during|this|from|before|after|\(|[–-]|\d).*)?\s*:?",
    re.IGNORECASE,
)
#: “Class: 3S” and “Teacher: Mrs Ferris” side by side.
_FACT: Final = re.compile(r"[A-Za-z][A-Za-z /.-]{1,28}:\s*\S.*|\d{1,4}|[A-Za-z /.-]{2,28}:")
#: A year and the class of it: “Year 3 – Oak”.
_YEAR_AND_CLASS: Final = re.compile(
    r"(?P<year>(?:year|yr|y)\s?\d|reception)\s*(?:[–—:,/]|\s-)\s*(?P<name>[^\s].*)", re.IGNORECASE
)
_IN_A_TITLE: Final = re.compile(
    r"^(?P<first>\d{1,2}\s?[A-Z][A-Za-z]*|R[A-Z]?|Y\d(?:/\d)?[A-Z]?)\s+(?i:(?:class|form)?\s*(?:list|register))\b"
    r"|\b(?i:lists?|registers?) (?:for|of) (?P<of>\d{1,2}\s?[A-Z][A-Za-z]*|R[A-Z]?|Y\d(?:/\d)?[A-Z]?)\b"
    r"|^(?P<suffixed>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) (?:Class|CLASS)\b(?!\s*(?i:lists?|registers?|photos?|teachers?|of)\b)"
    r"|\b(?:[Cc]lass|[Ff]orm|[Rr]eg(?:istration)? [Gg]roup|CLASS|FORM)\s*:?\s+(?P<later>\d{1,2}(?:/\d{1,2})?\s?[A-Z]?[A-Za-z]*|[A-Z][a-z]+)"
    r"(?=\s*(?:$|[–(,:-]|20\d\d|\d\d[/–-]))"
)
_INITIALS: Final = re.compile(r"(?:[A-Z]\.?\s){1,2}[A-Z][\w'’-]+")
_WITH_TEACHER: Final = re.compile(
    r"(?P<name>[^(,:]+?)\s*(?:\s[-–—]\s|[(,:/])\s*(?:mr|mrs|miss|ms|mx|dr)\b\.?\s+[^()]+\)?",
    re.IGNORECASE,
)
_PERSON: Final = re.compile(r"(?:mr|mrs|miss|ms|mx|dr|sir)\b\.? \S.*", re.IGNORECASE)
#: “3A Mrs J Whitlock”: nothing stands between but the title.
_BEFORE_A_TITLE: Final = re.compile(
    r"(?P<name>\S+(?: \S+)?) (?:mr|mrs|miss|ms|mx)\b\.? \S.*", re.IGNORECASE
)
#: “Oak Class (Mrs Whitlock / Mr Price) 28”: with its teacher beside it, it is no child.
_SUFFIXED: Final = re.compile(
    r"(?P<name>[\w'’-]+(?: [\w'’-]+)?) class\s*(?:[(,:–—-]\s*)?(?:mr|mrs|miss|ms|mx|dr|sir)\b\.?\s[^\d]*\d{0,2}",
    re.IGNORECASE,
)
#: What a spreadsheet makes of the class 3/4: “03-Apr”.
_WITH_SCHOOL_YEAR: Final = re.compile(
    r"\s*[(\[]?(?<![/.-])\b20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?[)\]]?\s*$|\s*[(\[]\d\d[/–-]\d\d[)\]]\s*$"
)
_MADE_A_DAY: Final = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})|([A-Za-z]{3})[- ](\d{1,2})")
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_OLDEST_CLASS: Final = 9
_SUM: Final = re.compile(r"\b(?:total|count|average)\b", re.IGNORECASE)
_SUM_OF_GROUP: Final = re.compile(r"\b(?:total|count|average)s?\s*:?$", re.IGNORECASE)
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
        named = _LIST.sub("", _TEACHER.sub("", name)).strip(" .–-")
        # “Class Hedgehogs” is one; “Form filled in by the office” is a sentence.
        return named if named and (found["mark"] or len(named.split()) <= 2) else ""
    if suffixed := _SUFFIXED.fullmatch(tidy):
        return suffixed["name"]
    both = _YEAR_AND_CLASS.fullmatch(tidy)
    if both and not _INITIALS.fullmatch(both["name"].strip()):
        name = _TEACHER.sub("", both["name"]).strip(" .–-")
        if name and len(name.split()) <= 2 and not _NOT_OF_ONE.match(name):
            return name
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


def class_in_title(text: str) -> str:
    """The class that a title names among other words (“3S class list – autumn”); empty for none."""
    found = _IN_A_TITLE.search(text)
    name = next(filter(None, found.groups()), "").strip() if found else ""
    return "" if _NOT_OF_ONE.match(name) or is_title(name) else name


def year_of_heading(text: str) -> str:
    """The year that stands beside the class in a heading (“Year 3 – Oak”); empty for none."""
    found = _YEAR_AND_CLASS.fullmatch(_NUMBER_OF.sub("", text).strip())
    return found["year"] if found else ""


def facts_in(texts: Sequence[str]) -> list[str]:
    """The facts in a row of them (“Class: 3S”, “Teacher: Mrs Ferris”); none where it is no such row."""
    facts: list[str] = []
    for text in texts:
        if facts and facts[-1].endswith(":"):
            facts[-1] = f"{facts[-1]} {text}"
        elif _FACT.fullmatch(text):
            facts.append(text)
        else:
            return []
    named = [fact for fact in facts if ":" in fact]
    return facts if named and facts[0] in named else []


def is_sum(text: str) -> bool:
    """Whether a text ends as a spreadsheet's sums of groups do: “1A Total”, “Grand Count”."""
    return bool(_SUM_OF_GROUP.search(text))


def is_surely_below(text: str) -> bool:
    """Whether a text is a footer and cannot be the name of a child."""
    return bool(_SURELY_BELOW.fullmatch(text.strip()))


def is_person(text: str) -> bool:
    """Whether a text is a grown-up by the title in front: “Mrs Whitlock”."""
    return bool(_PERSON.fullmatch(text.strip()))


def is_of_leavers(text: str) -> bool:
    """Whether a heading, or the name of a sheet, is over those who have left."""
    return bool(_OF_LEAVERS.fullmatch(text.strip()))


def class_alone(text: str) -> str:
    """A class without its teacher and school year: “3S – Mrs Ferris”, “3S 2026/27” are 3S."""
    bare = _WITH_SCHOOL_YEAR.sub("", text).strip(" .;:") or text
    found = _WITH_TEACHER.fullmatch(bare)
    if found:
        return found["name"].strip()
    titled = _BEFORE_A_TITLE.fullmatch(bare)
    is_named = titled and (is_class_by_looks(titled["name"]) or titled["name"].isalpha())
    return titled["name"] if titled and is_named and not _LABEL.match(titled["name"]) else bare


def made_a_day(cell: object, text: str) -> str:
    """The mixed class that a spreadsheet took for a day (3/4 became 3 April); empty for none."""
    if isinstance(cell, dt.date):
        return f"{cell.day}/{cell.month}" if cell.day < cell.month <= _OLDEST_CLASS else ""
    found = _MADE_A_DAY.fullmatch(text)
    if not found:
        return ""
    day, month = int(found[1] or found[4]), (found[2] or found[3]).casefold()
    if month not in _MONTHS or not day < _MONTHS.index(month) + 1 <= _OLDEST_CLASS:
        return ""
    return f"{day}/{_MONTHS.index(month) + 1}"
