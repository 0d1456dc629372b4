"""A table of cells becomes a list of pupils, whatever stands above, below and between."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trent_desktop.school.class_lists.headers import fields_of, names_are_there, score
from trent_desktop.school.class_lists.listed import (
    Columns,
    Field,
    ListedPupil,
    Mapped,
    ReadList,
    Remark,
)
from trent_desktop.school.class_lists.values import (
    Cell,
    read_dates,
    read_year,
    text_of,
    upn_remark,
)
from trent_desktop.storage.cipher import digest

#: (row as a person counts it, its cells)
Row = tuple[int, Sequence[Cell]]
Remembered = Callable[[str], Mapped | None]

_LOOKED_AT = 40  # rows at the top among which the headers are looked for
_SAMPLES = 3
_LONGEST = {Field.FORENAME: 120, Field.SURNAME: 120, Field.CLASS: 40, Field.ADMISSION_NUMBER: 40}
_BELOW = re.compile(
    r"(grand |sub ?)?(total|count|average|number of|printed|report|page \d|end of|generated)"
    r"\b.*",
    re.IGNORECASE,
)


@dataclass
class _Found:
    """What is gathered while reading."""

    pupils: list[ListedPupil] = field(default_factory=list[ListedPupil])
    warnings: list[Remark] = field(default_factory=list[Remark])
    errors: list[Remark] = field(default_factory=list[Remark])
    skipped: int = 0


def read_table(
    kind: str,
    rows: Sequence[Row],
    today: dt.date,
    *,
    fields: Mapped | None = None,
    remembered: Remembered | None = None,
    day_first: bool | None = None,
) -> ReadList:
    """Read a table. `fields` says what the columns are; else the headers do, or what was

    `remembered` for such headers.
    """
    filled = [(number, cells) for number, cells in rows if any(text_of(cell) for cell in cells)]
    place, headers, height = _find_headers(filled)
    mark = digest("|".join(headers).casefold().encode("utf-8"))[:16]
    known = fields or (remembered(mark) if remembered else None)
    chosen = tuple(known.get(header) for header in headers) if known else fields_of(headers)
    body = filled[place + height :]
    columns = Columns(headers, chosen, _samples(body, len(headers)), mark)
    if not names_are_there(chosen):
        return ReadList(kind, (), columns=columns, needs_columns=True)
    found = _Found()
    again = {_texts(cells, len(headers)) for _, cells in filled[place : place + height]}
    body = [(number, cells) for number, cells in body if _texts(cells, len(headers)) not in again]
    _read_rows(found, body, headers, chosen, today, day_first)
    return ReadList(
        kind,
        tuple(found.pupils),
        tuple(found.warnings),
        tuple(found.errors),
        columns,
        skipped=found.skipped,
        has=frozenset(one for one in chosen if one is not None),
    )


def _find_headers(rows: Sequence[Row]) -> tuple[int, tuple[str, ...], int]:
    """Where the headers are, what they are, and how many rows they take."""
    width = max((len(cells) for _, cells in rows), default=0)
    best, found = -1, (0, tuple(_column_name(place) for place in range(width)), 0)
    for place, (_, cells) in enumerate(rows[:_LOOKED_AT]):
        one = _texts(cells, width)
        points = score(one)
        if points > best and sum(bool(text) for text in one) > 1:
            best, found = points, (place, one, 1)
        if place + 1 < len(rows):
            below = _texts(rows[place + 1][1], width)
            # A header over two rows: “Legal” above “Forename”.
            both = tuple(
                f"{upper} {lower}".strip() for upper, lower in zip(one, below, strict=True)
            )
            if score(both) > max(best, points, score(below)):
                best, found = score(both), (place, both, 2)
    place, headers, height = found
    named = tuple(text or _column_name(at) for at, text in enumerate(headers))
    return place, _told_apart(named), height


def _column_name(place: int) -> str:
    return f"Column {place + 1}"


def _told_apart(headers: Sequence[str]) -> tuple[str, ...]:
    """Headers that come twice get a number, so that each can be mapped by itself."""
    seen: dict[str, int] = {}
    told: list[str] = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        told.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return tuple(told)


def _texts(cells: Sequence[Cell], width: int) -> tuple[str, ...]:
    texts = [text_of(cell) for cell in cells]
    return tuple(texts + [""] * (width - len(texts)))


def _samples(body: Sequence[Row], width: int) -> tuple[tuple[str, ...], ...]:
    samples: list[list[str]] = [[] for _ in range(width)]
    for _, cells in body[:60]:
        for place, text in enumerate(_texts(cells, width)):
            if text and len(samples[place]) < _SAMPLES and text not in samples[place]:
                samples[place].append(text)
    return tuple(tuple(one) for one in samples)


def _read_rows(
    found: _Found,
    body: Sequence[Row],
    headers: tuple[str, ...],
    chosen: Sequence[Field | None],
    today: dt.date,
    day_first: bool | None,
) -> None:
    width = len(headers)
    place = {one: at for at, one in enumerate(chosen) if one is not None}
    rows: list[tuple[int, tuple[str, ...], Sequence[Cell]]] = []
    for number, cells in body:
        texts = _texts(cells, width)
        if _is_no_pupil(texts, place):
            found.skipped += 1
        else:
            rows.append((number, texts, cells))
    births = [
        cells[place[Field.BORN]] if Field.BORN in place and place[Field.BORN] < len(cells) else None
        for _, _, cells in rows
    ]
    dates = read_dates(births, today, day_first=day_first)
    if dates.warning:
        found.warnings.append(Remark(dates.warning, field=Field.BORN))
    if remark := _names_remark(rows, place):
        found.warnings.append(Remark(remark, field=Field.NAME))
    told = _Twice()
    for at, (number, texts, _) in enumerate(rows):
        if at in dates.notes:
            found.warnings.append(Remark(dates.notes[at], number, Field.BORN))
        pupil = _pupil(found, number, texts, place, dates.dates[at])
        if pupil is not None and told.is_new(found, pupil):
            found.pupils.append(pupil)


def _is_no_pupil(texts: Sequence[str], place: dict[Field, int]) -> bool:
    """Totals, notes and repeated headers between and below the pupils."""
    filled = [text for text in texts if text]
    if _BELOW.fullmatch(filled[0]):
        return True
    if score(texts) >= 3 and names_are_there(fields_of(texts)):
        return True
    named = [place[one] for one in (Field.NAME, Field.FORENAME, Field.SURNAME) if one in place]
    return len(filled) == 1 and len(texts) > 2 and texts[named[0]] != filled[0]


def _names_remark(
    rows: Sequence[tuple[int, tuple[str, ...], Sequence[Cell]]], place: dict[Field, int]
) -> str:
    if Field.NAME not in place or any("," in texts[place[Field.NAME]] for _, texts, _ in rows):
        return ""
    return "The names stand in one column without a comma. They were read with the surname first."


def _split_name(name: str) -> tuple[str, str]:
    """Forename and surname of ``Surname, Forename`` or ``Surname Forename``."""
    if "," in name:
        surname, _, forename = name.partition(",")
        return forename.strip(), surname.strip()
    surname, _, forename = name.rpartition(" ")
    return (forename, surname) if surname else ("", forename)


def _pupil(
    found: _Found,
    number: int,
    texts: Sequence[str],
    place: dict[Field, int],
    born: dt.date | None,
) -> ListedPupil | None:
    def text(one: Field) -> str:
        return texts[place[one]] if one in place else ""

    if Field.NAME in place and not (Field.FORENAME in place and Field.SURNAME in place):
        forename, surname = _split_name(text(Field.NAME))
    else:
        forename, surname = text(Field.FORENAME), text(Field.SURNAME)
    if not forename and not surname:
        found.errors.append(Remark("There is no name in this row, so it was left out.", number))
        return None
    values = {
        Field.FORENAME: forename,
        Field.SURNAME: surname,
        Field.CLASS: text(Field.CLASS),
        Field.ADMISSION_NUMBER: text(Field.ADMISSION_NUMBER),
    }
    for one, longest in _LONGEST.items():
        if len(values[one]) > longest:
            said = f"{one.title}: more than {longest} signs, so this row was left out."
            found.errors.append(Remark(said, number, one))
            return None
    if not forename or not surname:
        missing = Field.SURNAME if forename else Field.FORENAME
        found.warnings.append(
            Remark(f"{forename or surname} has no {missing.title.lower()}.", number, missing)
        )
    upn = text(Field.UPN).upper().replace(" ", "")
    if upn and (said := upn_remark(upn)):
        found.warnings.append(Remark(said, number, Field.UPN))
        upn = upn if len(upn) <= 13 else ""
    year = read_year(text(Field.YEAR))
    if year.note:
        found.warnings.append(Remark(year.note, number, Field.YEAR))
    return ListedPupil(
        number,
        forename,
        surname,
        upn,
        values[Field.ADMISSION_NUMBER],
        values[Field.CLASS],
        year.year,
        born,
    )


class _Twice:
    """Notices a child who stands in a list twice."""

    def __init__(self) -> None:
        self._by_upn: dict[str, int] = {}
        self._by_number: dict[str, int] = {}
        self._whole: dict[tuple[object, ...], int] = {}

    def is_new(self, found: _Found, pupil: ListedPupil) -> bool:
        """False for the second time, with a warning."""
        before = (
            (self._by_upn.get(pupil.upn) if pupil.upn else None)
            or (self._by_number.get(pupil.admission_number) if pupil.admission_number else None)
            or self._whole.get(_whole(pupil))
        )
        if before is not None:
            said = f"{pupil.name} stands in row {before} already, and was taken once."
            found.warnings.append(Remark(said, pupil.row))
            return False
        if pupil.upn:
            self._by_upn[pupil.upn] = pupil.row
        if pupil.admission_number:
            self._by_number[pupil.admission_number] = pupil.row
        self._whole[_whole(pupil)] = pupil.row
        return True


def _whole(pupil: ListedPupil) -> tuple[object, ...]:
    names = (pupil.forename.casefold(), pupil.surname.casefold())
    return (*names, pupil.upn, pupil.admission_number, pupil.born, pupil.class_name)


def note_twice(found_pupils: Sequence[ListedPupil]) -> tuple[list[ListedPupil], list[Remark]]:
    """The pupils without those who come twice, and a remark for each of these."""
    found, told = _Found(), _Twice()
    kept = [one for one in found_pupils if told.is_new(found, one)]
    return kept, found.warnings
