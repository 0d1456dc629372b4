"""The common transfer file: five fields of it, and nothing else (rule 17).

It comes from outside, so no entity, no document type and no reference in it is followed.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from trent_desktop.problems import UnreadableFile
from trent_desktop.school.class_lists.dates import read_dates
from trent_desktop.school.class_lists.listed import Field, ListedPupil, ReadList, Remark
from trent_desktop.school.class_lists.twice import each_once
from trent_desktop.school.class_lists.values import read_year, tidy, upn_remark

_WANTED = {name.casefold(): name for name in ("UPN", "Surname", "Forename", "DOB", "NCyearActual")}
_AGAIN = "Ask the office to export it again."


def read_ctf(path: Path, today: dt.date) -> ReadList:
    """Read it in a stream: a file of 50 MB takes no more memory than a small one.

    Raises `UnreadableFile`.
    """
    try:
        raw = _pupils(path)
    except DefusedXmlException as error:
        raise UnreadableFile(
            "This file holds instructions that no transfer file needs, so it was not opened.",
            what_to_do=f"Do not open it elsewhere. {_AGAIN}",
            where=path.name,
        ) from error
    except ParseError as error:
        raise UnreadableFile(
            f"This transfer file is damaged or was cut off: it breaks at line {error.position[0]}.",
            what_to_do=_AGAIN,
            where=path.name,
        ) from error
    if raw is None:
        raise UnreadableFile(
            "This is an XML file, but not a common transfer file.",
            what_to_do="Ask the office for a CTF, or for the class list as a spreadsheet or CSV.",
            where=path.name,
        )
    return _read(raw, today)


def _pupils(path: Path) -> list[dict[str, str]] | None:
    found: list[dict[str, str]] = []
    root: Element | None = None
    depth = 0
    for event, element in iterparse(
        str(path), events=("start", "end"), forbid_dtd=True, forbid_entities=True
    ):
        if event == "start":
            depth += 1
            if root is None:
                root = element
                if _local(element).casefold() != "ctfile":
                    return None
            continue
        depth -= 1
        if _local(element).casefold() == "pupil":
            found.append(_fields(element))
            element.clear()
        elif depth == 1 and root is not None:
            root.clear()  # what was read is let go
    return found


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _fields(pupil: Element) -> dict[str, str]:
    """The pupil's own elements, in whatever case; never what stands in an assessment below."""
    values: dict[str, str] = {}
    basics: list[Element] = []
    for one in pupil:
        name = _WANTED.get(_local(one).casefold())
        if name is not None:
            values.setdefault(name, tidy(one.text or ""))
        elif _local(one).casefold() == "basicdetails":
            basics += one
    for one in basics:
        if _local(one).casefold() == "ncyearactual":
            values.setdefault("NCyearActual", tidy(one.text or ""))
    return values


def _read(raw: list[dict[str, str]], today: dt.date) -> ReadList:
    warnings: list[Remark] = []
    errors: list[Remark] = []
    dates = read_dates([one.get("DOB", "") for one in raw], today)
    pupils: list[ListedPupil] = []
    for at, one in enumerate(raw):
        number = at + 1
        forename, surname = one.get("Forename", "")[:120], one.get("Surname", "")[:120]
        if not forename and not surname:
            errors.append(Remark("This pupil has no name, so the entry was left out.", number))
            continue
        upn = one.get("UPN", "").upper().replace(" ", "")
        if upn and (said := upn_remark(upn)):
            warnings.append(Remark(said, number, Field.UPN))
            upn = upn if len(upn) <= 13 else ""
        if at in dates.notes:
            warnings.append(Remark(dates.notes[at], number, Field.BORN))
        year, odd = read_year(one.get("NCyearActual", "")), ""
        if year.note and one["NCyearActual"].upper() not in _CODES:
            # One maker of such files writes the class here.
            odd = one["NCyearActual"][:40]
            said = f"“{odd}” is where the year should be, so it was taken for the class."
            warnings.append(Remark(said, number, Field.CLASS))
        elif year.note:
            warnings.append(Remark(year.note, number, Field.YEAR))
        pupils.append(
            ListedPupil(number, forename, surname, upn, "", odd, year.year, dates.dates[at])
        )
    once = each_once(pupils)
    has = {Field.UPN, Field.FORENAME, Field.SURNAME, Field.BORN, Field.YEAR}
    if any(one.class_name for one in once.pupils):
        has.add(Field.CLASS)
    return ReadList(
        "CTF",
        tuple(once.pupils),
        (*warnings, *once.warnings),
        tuple(errors),
        has=frozenset(has),
        left_out=tuple(once.left_out),
        alike=tuple(once.alike),
    )


#: What the transfer file may say of a year that is none of a primary school.
_CODES = {"N1", "N2", "X", *(str(number) for number in range(7, 15))}
