"""Tables of a web page, which some systems export and call a spreadsheet."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

_MOST_CELLS: Final = 1_000_000
_MOST_SPAN: Final = 200


class TooLarge(Exception):
    """There is more in it than in any class list."""


class _Tables(HTMLParser):
    """Rows of all tables, with cells that go over several rows said in each of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._spans: tuple[int, int] = (1, 1)
        self._below: dict[int, tuple[int, str]] = {}  # column: (rows left, text)
        self._cells = 0
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row, a cell."""
        match tag:
            case "table":
                self._end_row()
                self.tables.append([])
                self._below = {}
            case "tr":
                self._end_row()
                self._row = []
            case "td" | "th":
                self._end_cell()
                given = dict(attrs)
                self._spans = _span(given.get("colspan")), _span(given.get("rowspan"))
                self._cell = []
            case "br" if self._cell is not None:
                self._cell.append(" ")
            case "script" | "style":
                self._hidden += 1
            case _:
                pass

    def handle_endtag(self, tag: str) -> None:
        """Close them."""
        match tag:
            case "td" | "th":
                self._end_cell()
            case "tr" | "table":
                self._end_row()
            case "script" | "style":
                self._hidden = max(0, self._hidden - 1)
            case _:
                pass

    def handle_data(self, data: str) -> None:
        """What stands in a cell."""
        if self._cell is not None and not self._hidden:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        row = self._row = self._row if self._row is not None else []
        text = "".join(self._cell)
        wide, high = self._spans
        self._fill(row)
        for at in range(wide):
            said = "" if at else text
            if high > 1:
                self._below[len(row)] = (high - 1, said)
            row.append(said)
        self._cell = None

    def _fill(self, row: list[str]) -> None:
        """Cells from above that go down into this row."""
        kept: dict[int, tuple[int, str]] = {}
        while len(row) in self._below:
            left, text = self._below.pop(len(row))
            if left > 1:
                kept[len(row)] = (left - 1, text)
            row.append(text)
        self._below.update(kept)

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            self._cells += len(self._row)
            if self._cells > _MOST_CELLS:
                raise TooLarge
            if not self.tables:
                self.tables.append([])
            self.tables[-1].append(self._row)
        self._row = None


def _span(value: str | None) -> int:
    return (
        min(int(value), _MOST_SPAN)
        if value and value.isascii() and value.isdecimal() and int(value[:6])
        else 1
    )


def tables_of(text: str) -> list[list[list[str]]]:
    """The tables of a page, each as rows of cells. No address in it is followed.

    Raises `TooLarge`.
    """
    parser = _Tables()
    parser.feed(text)
    parser.close()
    parser.handle_endtag("table")
    return [table for table in parser.tables if table]
