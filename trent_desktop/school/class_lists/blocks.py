"""Where on a sheet there are lists: each under its own headings, below or beside one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trent_desktop.school.class_lists.dates import looks_like_a_day
from trent_desktop.school.class_lists.exporting import HEADERS
from trent_desktop.school.class_lists.halves import told_by_cells
from trent_desktop.school.class_lists.headers import (
    field_of,
    fields_of,
    names_are_there,
    of_grown_ups,
    plain_header,
    score,
)
from trent_desktop.school.class_lists.headings import (
    class_heading,
    is_below,
    is_class_by_looks,
    is_surely_below,
    is_title,
)
from trent_desktop.school.class_lists.listed import MOST_BESIDE, Field
from trent_desktop.school.class_lists.values import Cell, text_of, upn_remark


@dataclass(frozen=True, slots=True)
class Line:
    """A row that has something in it: its number as people count, its cells as text and as they came."""

    number: int
    texts: tuple[str, ...]
    cells: Sequence[Cell]

    def cell(self, place: int) -> Cell:
        """The cell as it came; None beyond the end of the row."""
        return self.cells[place] if place < len(self.cells) else None

    def filled(self, columns: range) -> list[str]:
        """The texts there are in these columns."""
        return [text for text in self.texts[columns.start : columns.stop] if text]


@dataclass(frozen=True, slots=True)
class Block:
    """A list under its headings. `lines` are places among the sheet's lines, as `above` is.

    `fields` are for `columns` alone. `heads` are the lines of the headings; none where there are
    none. `above`: the lines between the block before and the headings.
    """

    columns: range
    headers: tuple[str, ...]
    fields: tuple[Field | None, ...]
    heads: range
    above: range
    lines: range
    of_others: str = ""  # why it is no list of pupils
    beside: int = 0  # how many lists stand to its left
    class_of_heading: str = ""  # where each column is a class, which; and of which year
    year_of_heading: str = ""

    def place(self, field: Field) -> int | None:
        """In which column of the sheet a field is."""
        return self.columns.start + self.fields.index(field) if field in self.fields else None

    @property
    def is_ours(self) -> bool:
        """Whether this program wrote it: then nothing of it is guessed."""
        return self.headers == HEADERS

    def header(self, field: Field) -> str:
        """The heading of a field; empty when there is none."""
        return self.headers[self.fields.index(field)] if field in self.fields else ""


#: Which field each heading is, as somebody said for headings of this kind; None when nobody did.
Chosen = Callable[[tuple[str, ...]], Mapping[str, Field | None] | None]


def lines_of(rows: Sequence[Sequence[Cell]], numbers: Sequence[int]) -> list[Line]:
    """The rows that have something in them, all as wide as the widest."""
    width = max((len(cells) for cells in rows), default=0)
    found: list[Line] = []
    for number, cells in zip(numbers, rows, strict=True):
        texts = [text_of(cell) for cell in cells]
        if any(texts):
            found.append(Line(number, (*texts, *[""] * (width - len(texts))), cells))
    return found


def find_blocks(lines: Sequence[Line], chosen: Chosen, today: dt.date) -> list[Block]:
    """The blocks of a sheet, from top to bottom and from left to right.

    One block without fields of names when no headings are found: its columns can be asked about.
    """
    heads = list(_heads(lines, chosen))
    if not heads:
        return [_without_headings(lines, chosen)] if lines else []
    blocks: list[Block] = []
    begins = [0, *[_titles_from(lines, heads[at - 1], head) for at, head in enumerate(heads) if at]]
    ends = [*begins[1:], len(lines)]
    for (start, height, headers), begin, end in zip(heads, begins, ends, strict=True):
        above = range(begin, start)
        body = range(start + height, end)
        for beside, columns in enumerate(_beside(headers)):
            named = told_apart(
                [
                    text or f"Column {place + 1}"
                    for place, text in zip(
                        columns, headers[columns.start : columns.stop], strict=True
                    )
                ]
            )
            said = chosen(named)
            fields = (
                tuple(said.get(one) for one in named)
                if said
                else told_by_cells(
                    headers[columns.start : columns.stop],
                    [lines[at].texts[columns.start : columns.stop] for at in body],
                    today,
                )
            )
            blocks.append(
                Block(
                    columns,
                    named,
                    fields,
                    range(start, start + height),
                    above,
                    body,
                    of_grown_ups(headers[columns.start : columns.stop]),
                    beside,
                )
            )
    return blocks


def told_apart(headers: Sequence[str]) -> tuple[str, ...]:
    """Headings that come twice get a number, so that each can be mapped by itself."""
    seen: dict[str, int] = {}
    told: list[str] = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        told.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return tuple(told)


def _heads(lines: Sequence[Line], chosen: Chosen) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where headings stand: the line, how many lines they take, and what they say."""
    scores = [score(line.texts) for line in lines]
    place = 0
    while place < len(lines):
        texts, points = lines[place].texts, scores[place]
        has_below = place + 1 < len(lines) and (points or scores[place + 1])
        below = lines[place + 1].texts if has_below else ()
        both = tuple(f"{upper} {lower}".strip() for upper, lower in zip(texts, below, strict=False))
        # Headings over two rows: “Legal” above “Forename”.
        if (
            below
            and _is_head(both, score(both))
            and score(both) > max(points, scores[place + 1])
            and not _says_values(below)
            and not _says_values(texts)
        ):
            yield place, 2, both
            place += 2
            continue
        if (_is_head(texts, points) and not _says_values(texts)) or _is_chosen(texts, chosen):
            yield place, 1, texts
        place += 1


def _is_head(texts: Sequence[str], points: int) -> bool:
    if points == 0 or not names_are_there(fields_of(texts)):
        return False
    filled = [text for text in texts if text]
    if points == 1 and any(is_class_by_looks(text) and field_of(text) is None for text in filled):
        return False  # “Pupil” beside 3S says what somebody is
    # A child called “Name” or “Form” has other cells beside it that are no headings.
    return (
        points >= 2 or len(filled) == 1 or (len(filled) - points <= 3 and points * 3 >= len(filled))
    )


def _is_chosen(texts: Sequence[str], chosen: Chosen) -> bool:
    named = told_apart([text or f"Column {at + 1}" for at, text in enumerate(texts)])
    said = chosen(named)
    return said is not None and any(text and said.get(text) for text in named)


def _says_values(texts: Sequence[str]) -> bool:
    """Whether there are days or UPNs in a row, as headings never have."""
    return any(
        looks_like_a_day(text) or (len(text) == 13 and not upn_remark(text.upper()))
        for text in texts
        if text
    )


def _beside(headers: Sequence[str]) -> list[range]:
    """The columns of each list, where the same headings come again to the right."""
    names = [
        (place, plain_header(text))
        for place, text in enumerate(headers)
        if field_of(text) in (Field.NAME, Field.SURNAME, Field.FORENAME)
    ]
    seen = [plain for _, plain in names]
    twice = {plain for plain in seen if seen.count(plain) > 1}
    everything = [range(len(headers))]
    if not twice:
        return everything
    first = names[0][1]
    starts = [place for place, plain in names if plain == first]
    if first not in twice or len(starts) < 2:
        return everything
    # A column in front of the first name (a number, a UPN) stands in front of the others as well.
    lead = _lead(headers, starts)
    starts = [0, *[place - lead for place in starts[1:]]]
    ends = [*starts[1:], len(headers)]
    found = [range(start, end) for start, end in zip(starts, ends, strict=True)]
    if len(found) <= MOST_BESIDE and all(
        names_are_there(fields_of(headers[one.start : one.stop])) for one in found
    ):
        return found
    return everything


def _lead(headers: Sequence[str], starts: Sequence[int]) -> int:
    lead = 0
    while (
        starts[0] - lead - 1 >= 0
        and headers[starts[0] - lead - 1]
        and all(
            plain_header(headers[place - lead - 1]) == plain_header(headers[starts[0] - lead - 1])
            for place in starts[1:]
        )
    ):
        lead += 1
    return lead


def _without_headings(lines: Sequence[Line], chosen: Chosen) -> Block:
    """All of a sheet as one list: the best row of headings, or columns that have numbers."""
    width = len(lines[0].texts)
    columns = range(width)
    best = max(
        range(min(40, len(lines))),
        key=lambda at: (score(lines[at].texts), len(lines[at].filled(columns)) > 1, -at),
    )
    has = len(lines[best].filled(columns)) > 1 and not _says_values(lines[best].texts)
    looks = has and (score(lines[best].texts) > 0 or _differs(lines, best))
    if looks:
        named = told_apart(
            [text or f"Column {at + 1}" for at, text in enumerate(lines[best].texts)]
        )
        heads = range(best, best + 1)
    else:
        named = tuple(f"Column {at + 1}" for at in columns)
        heads = range(0)
    start = heads.stop if looks else 0
    said = chosen(named)
    if said:
        fields = tuple(said.get(one) for one in named)
    elif looks:
        fields = fields_of(named)
    else:
        fields = (None,) * width
    return Block(
        columns,
        named,
        fields,
        heads,
        range(heads.start) if looks else range(0),
        range(start, len(lines)),
    )


def _differs(lines: Sequence[Line], at: int) -> bool:
    """Whether a row is unlike those below, as headings are: they have days or numbers where it has words."""
    for place, text in enumerate(lines[at].texts):
        if not text or any(sign.isdigit() for sign in text):
            continue
        below = [line.texts[place] for line in lines[at + 1 : at + 20] if line.texts[place]]
        with_numbers = sum(any(sign.isdigit() for sign in one) for one in below)
        if below and with_numbers == len(below):
            return True
    return False


def _titles_from(
    lines: Sequence[Line],
    before: tuple[int, int, tuple[str, ...]],
    head: tuple[int, int, tuple[str, ...]],
) -> int:
    """From which line on what stands between two lists belongs to the second: its titles."""
    first = before[0] + before[1]
    at = head[0]
    while at > first and _is_title_line(lines[at - 1]):
        text = next(text for text in lines[at - 1].texts if text and not is_surely_below(text))
        apart = at - 1 == first or lines[at - 1].number - lines[at - 2].number > 1
        # A child by name alone stands right below the others.
        if not (class_heading(text) or is_title(text) or (apart and "," not in text)):
            break
        at -= 1
    return at


def _is_title_line(line: Line) -> bool:
    texts = {text for text in line.texts if text and not is_surely_below(text)}
    return len(texts) == 1 and not is_below(next(iter(texts)))
