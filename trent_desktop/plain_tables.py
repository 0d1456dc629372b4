"""Tables as CSV and as a spreadsheet, safe to open: no cell of them is ever a formula (rule 14)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

#: What makes a formula of a cell somewhere; Excel of some countries reads the wide ones alike.
_SIGNS: Final = tuple("=+-@|%＝＋－＠｜％")
_BREAKS: Final = ("\t", "\r", "\n")
_WIDEST: Final = 48
#: A cell of a spreadsheet holds no more letters.
_LONGEST: Final = 32_000


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula, also where it cuts off spaces."""
    return f"'{text}" if _is_formula(text) else text


def unguarded(text: str) -> str:
    """The inverse of `guarded`."""
    return text[1:] if text.startswith("'") and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    bare = text.lstrip("'")
    unseen = bare.lstrip("' \u00a0\u200b\u2060\ufeff\u3000")
    return bare.startswith(_BREAKS) or unseen.startswith((*_SIGNS, *_BREAKS))


def table_csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """CSV in UTF-8 with a mark that spreadsheets know it by."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow([guarded(cell) for cell in headers])  # a school names some of them itself
    for row in rows:
        lines.writerow([guarded(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def table_xlsx(
    title: str, sheet_name: str, headers: Sequence[str], rows: Iterable[Sequence[str]]
) -> bytes:
    """The same as a spreadsheet. Every cell is text; the first two columns and the head stay."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book: Any = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": title})
    sheet = book.add_worksheet(sheet_name)
    bold = book.add_format({"bold": True, "bottom": 1})
    listed = list(rows)
    for column, header in enumerate(headers):
        sheet.write_string(0, column, guarded(header)[:_LONGEST], bold)
        widest = max([len(header), *(len(row[column]) for row in listed)])
        sheet.set_column(column, column, min(_WIDEST, widest + 2))
    for number, row in enumerate(listed, start=1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, guarded(cell)[:_LONGEST])
    sheet.freeze_panes(1, 2)
    if listed:
        sheet.autofilter(0, 0, len(listed), len(headers) - 1)
    book.close()
    return out.getvalue()
