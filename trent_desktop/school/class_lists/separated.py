"""Text with separators as rows: which separator, and what is put right that breaks rows apart.

A quotation mark that nobody closed makes one cell of all the children below it; a line that stands
in quotation marks as a whole is one cell; “Surname, Forename” without them is two.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from trent_desktop.school.class_lists.headers import field_of, fields_of, names_are_there, score
from trent_desktop.school.class_lists.listed import Field, Remark
from trent_desktop.school.class_lists.sheet_reader import MOST_ROWS

_DELIMITERS: Final = ",;\t|"
_ENTITY: Final = re.compile(
    r"&(?:amp|#\d{2,4}|#x[0-9a-f]{2,4}|quot|apos|nbsp|[a-z]{1,2}(?:uml|acute|grave|circ|tilde|cedil));",
    re.I,
)
_TAG: Final = re.compile(r"</?(?:b|i|u|p|em|strong|span|font|div|br|a)\b[^<>]*>", re.I)
_IN_SINGLE: Final = re.compile(r"'.*'", re.DOTALL)
#: How some systems keep Excel from changing a text: ="0012".
_FORMULA: Final = re.compile(r'^="([^"]*)"$')
_HEADS_AMONG: Final = 40


class TooManyRows(Exception):
    """There are more rows than any school has children."""


class NoTable(Exception):
    """It is no table; `line` is where that shows, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass
class Separated:
    """The rows and their numbers, as people count lines; `remarks` say what was put right."""

    rows: list[list[str]] = field(default_factory=list[list[str]])
    numbers: list[int] = field(default_factory=list[int])
    remarks: list[Remark] = field(default_factory=list[Remark])


def rows_of_text(text: str, *, to_the_letter: bool = False) -> Separated:
    """The rows of a text. Raises `TooManyRows` or `NoTable`.

    `to_the_letter`: commas part it, and nothing is put right: this program wrote it.
    """
    if to_the_letter:
        return _read(text, ",", mend=False)
    delimiter = _delimiter(text)
    found = _read(text, delimiter)
    if (heads := [head for head in _heads(found.rows) if head]) and all(
        map(_IN_SINGLE.fullmatch, heads)
    ):
        found = _read(text, delimiter, quote="'")
    _part_others(found, delimiter)
    found = _out_of_quotes(found) or _by_spaces(text, found) or found
    _join_names(found)
    _without_entities(text, found)
    return found


def _read(text: str, delimiter: str, quote: str = '"', *, mend: bool = True) -> Separated:
    lines = list(io.StringIO(text, newline=""))
    # Some systems write \\" for a quotation mark within a cell.
    escape = "\\" if mend and '\\"' in text else None
    # Some write a space behind each separator, and then the quotation mark.
    spaced = mend and text.count(f"{delimiter} {quote}") * 2 >= len(lines)
    parted = partial(
        csv.reader,
        delimiter=delimiter,
        quotechar=quote,
        escapechar=escape,
        skipinitialspace=spaced,
    )
    found = Separated()
    reader = parted(iter(lines))
    widths = Counter(line.count(delimiter) for line in lines)
    usual = max(widths, key=lambda count: (widths[count], count), default=0)
    before = 0
    try:
        for cells in reader:
            raw = lines[before : reader.line_num]
            if mend and len(raw) > 1 and _has_swallowed(raw, cells, delimiter, usual, parted):
                found.remarks.append(
                    Remark(
                        "A quotation mark here is never closed. The lines from here on were read "
                        "without it: please look at them.",
                        before + 1,
                    )
                )
                _read_without_quotes(found, raw, before, delimiter)
            else:
                found.rows.append(
                    [
                        _FORMULA.sub(r"\1", cell) if cell[:2] == '="' and mend else cell
                        for cell in cells
                    ]
                )
                found.numbers.append(reader.line_num)
            before = reader.line_num
            if len(found.rows) > MOST_ROWS:
                raise TooManyRows
    except csv.Error as error:
        raise NoTable(reader.line_num) from error
    return found


def _has_swallowed(
    raw: Sequence[str],
    cells: Sequence[str],
    delimiter: str,
    usual: int,
    parted: Callable[..., Iterable[list[str]]],
) -> bool:
    """Whether a quotation mark that is not closed made one cell of whole lines.

    An address over several lines, well within quotation marks, did not. `usual`: how many
    separators most lines have.
    """
    try:
        for _ in parted(iter(raw), strict=True):
            pass
    except csv.Error:
        return True  # it ends with the file, or within a name
    whole = sum(line.count(delimiter) >= usual for line in raw)
    return usual > 0 and len(cells) <= usual and whole > 1


def _read_without_quotes(
    found: Separated, lines: Sequence[str], before: int, delimiter: str
) -> None:
    for number, line in enumerate(lines, start=before + 1):
        bare = line.rstrip("\r\n")
        odd = bare.count('"') % 2
        (cells,) = list(
            csv.reader([bare.replace('"', "") if odd else bare], delimiter=delimiter)
        ) or [[]]
        found.rows.append(cells)
        found.numbers.append(number)


def _part_others(found: Separated, delimiter: str) -> None:
    """Part the lines of another list in the same file, which has another separator."""
    other = ""
    for place, cells in enumerate(found.rows):
        if not other and len(cells) > 1 and cells[0] and cells[1]:
            continue  # nearly all of them
        filled = [cell for cell in cells if cell]
        if len(filled) != 1:
            other = other if not filled else ""
            continue
        for one in _DELIMITERS.replace(delimiter, ""):
            if one in filled[0] and names_are_there(fields_of(filled[0].split(one))):
                other = one
                said = "From here on another sign parts the cells. It was read so."
                found.remarks.append(Remark(said, found.numbers[place]))
        if other and other in filled[0]:
            found.rows[place] = next(csv.reader([filled[0]], delimiter=other))


def _out_of_quotes(found: Separated) -> Separated | None:
    """The cells within lines that stand in quotation marks as a whole; None where they do not."""
    filled = [cells for cells in found.rows if any(cells)]
    if not filled or any(sum(map(bool, cells)) > 1 for cells in filled):
        return None
    text = "\n".join(next(filter(None, cells), "") for cells in found.rows)
    inner = _read(text, _delimiter(text))
    if len(inner.rows) != len(found.rows) or not names_are_there(fields_of(_heads(inner.rows))):
        return None
    return Separated(inner.rows, found.numbers, found.remarks)


def _by_spaces(text: str, found: Separated) -> Separated | None:
    """Columns that are set apart by spaces alone, as in what was printed; None where they are not."""
    if names_are_there(fields_of(_heads(found.rows))):
        return None
    lines = text.splitlines()
    rows = [[part for part in re.split(r"\s{2,}", line.strip()) if part] for line in lines]
    heads = _heads(rows)
    if not names_are_there(fields_of(heads)):
        return None
    # An empty cell cannot be seen so: then it is better to ask.
    if any(1 < len(cells) != len(heads) for cells in rows[rows.index(heads) :]):
        return None
    return Separated(rows, [*range(1, len(rows) + 1)])


def _without_entities(text: str, found: Separated) -> None:
    """“O&#39;Neill” is how web systems write O'Neill."""
    if not _ENTITY.search(text) and not _TAG.search(text):
        return
    for cells in found.rows:
        bare = [_TAG.sub(" ", cell) if "<" in cell else cell for cell in cells]
        cells[:] = [html.unescape(cell) if "&" in cell else cell for cell in bare]
    found.remarks.append(
        Remark("Signs written as web pages write them (&#39;, <b>) were put right.")
    )


def _join_names(found: Separated) -> None:
    """Put “Surname, Forename” together where it stands without quotation marks in one column."""
    heads = _heads(found.rows)
    fields = fields_of(heads)
    if Field.NAME not in fields:
        return
    name, width = fields.index(Field.NAME), len(heads)
    if any(field_of(head) in (Field.FORENAME, Field.SURNAME) for head in heads):
        return
    start = found.rows.index(heads) + 1
    children = [cells for cells in found.rows[start:] if sum(map(bool, cells)) > 1]
    wide = [cells for cells in children if len(cells) == width + 1 and _is_half(cells[name + 1])]
    if not wide or len(wide) * 5 < len(children) * 4:
        return
    for cells in wide:
        cells[name : name + 2] = [f"{cells[name]}, {cells[name + 1].strip()}"]
    found.remarks.append(
        Remark("Surname and forename were in two cells below one heading, and were put together.")
    )


def _is_half(text: str) -> bool:
    return any(map(str.isalpha, text)) and not any(map(str.isdigit, text))


def _heads(rows: Sequence[list[str]]) -> list[str]:
    return max(rows[:_HEADS_AMONG], key=score) if rows else []


def _delimiter(text: str) -> str:
    """The character between cells: the one that gives most rows of one width, and the headers."""
    start = text[:40_000]
    best, found = (-1, -1), ","
    for delimiter in _DELIMITERS:
        try:
            rows = list(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter))
        except csv.Error:
            continue
        heads = _heads(rows)
        named = score(heads)
        # As wide as the headings are: “Surname, Forename” below “Name” is one column.
        widths = Counter(len(cells) for cells in rows if len(cells) > 1)
        regular = (
            sum(len(cells) == len(heads) for cells in rows)
            if named
            else max(widths.values(), default=0)
        )
        if (named, regular) > best:
            best, found = (named, regular), delimiter
    return found
