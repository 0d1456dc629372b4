"""The register as CSV and as a spreadsheet, safe to open: no cell of it is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from trent_desktop.agreements.kinds import PUPIL_KINDS, Consent, Kind
from trent_desktop.agreements.register.standing import ClassTable, FormCell, PupilLine
from trent_desktop.school.class_lists.values import guarded

_KINDS: Final = tuple(kind for kind in Kind if kind in PUPIL_KINDS)
HEADERS: Final = (
    "Class",
    "Name",
    *(kind.title for kind in _KINDS),
    *(consent.title for consent in Consent),
)


def register_csv(tables: Iterable[ClassTable]) -> bytes:
    """One line for each pupil, in UTF-8 with a mark that spreadsheets know it by."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(HEADERS)
    for row in _rows(tables):
        lines.writerow([guarded(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def register_xlsx(tables: Iterable[ClassTable]) -> bytes:
    """The same as a spreadsheet. Every cell is text."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book: Any = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": "Register of agreements"})
    sheet = book.add_worksheet("Register")
    bold = book.add_format({"bold": True, "bottom": 1})
    rows = list(_rows(tables))
    for column, header in enumerate(HEADERS):
        sheet.write_string(0, column, header, bold)
        widest = max([len(header), *(len(row[column]) for row in rows)])
        sheet.set_column(column, column, min(40, widest + 2))
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, guarded(cell))
    sheet.freeze_panes(1, 2)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(HEADERS) - 1)
    book.close()
    return out.getvalue()


def _rows(tables: Iterable[ClassTable]) -> Iterator[Sequence[str]]:
    for table in tables:
        for line in table.lines:
            yield (table.name, line.name, *_forms(line), *(one.words for one in line.answers))


def _forms(line: PupilLine) -> Iterator[str]:
    for kind in _KINDS:
        cell: FormCell | None = line.cells.get(kind)
        yield cell.words if cell is not None else ""
