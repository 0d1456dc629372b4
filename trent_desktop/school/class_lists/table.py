"""The sheets of a file become a list of children, whatever stands above, below and between.

Every cell of the file is used, shown as left out, or asked about: `ReadList.sheets` has them all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from trent_desktop.school.class_lists.blocks import Block, Line, find_blocks, lines_of
from trent_desktop.school.class_lists.by_content import proposed
from trent_desktop.school.class_lists.class_columns import class_columns
from trent_desktop.school.class_lists.encodings import Decoded
from trent_desktop.school.class_lists.headers import (
    field_of,
    names_are_there,
    of_another_year,
)
from trent_desktop.school.class_lists.headings import (
    class_heading,
    is_class_by_looks,
    is_of_leavers,
)
from trent_desktop.school.class_lists.listed import (
    BESIDE,
    SHEET,
    Columns,
    Field,
    LeftOut,
    ListedPupil,
    Mapped,
    ReadList,
    ReadRow,
    ReadSheet,
    Remark,
    Use,
)
from trent_desktop.school.class_lists.marks import Marks
from trent_desktop.school.class_lists.pupils import Asked, Pupils
from trent_desktop.school.class_lists.rows import Rows
from trent_desktop.school.class_lists.rows_of_classes import turned
from trent_desktop.school.class_lists.several_years import of_several_years
from trent_desktop.school.class_lists.twice import each_once
from trent_desktop.school.class_lists.unseen import say_unseen
from trent_desktop.school.class_lists.usual import with_usual
from trent_desktop.school.class_lists.values import Cell
from trent_desktop.sentences import ended
from trent_desktop.storage.cipher import digest

Remembered = Callable[[str], Mapped | None]
ByHeadings = Callable[[tuple[str, ...], str], Mapped | None]

_TURNED: Final = (
    "Each row of this list was taken for a class with its children. It was turned round to read it, "
    "so each class has a column here."
)
_SAMPLES: Final = 3
_SAMPLED: Final = 60
#: Names of sheets that say nothing of a class.
_PLAIN: Final = re.compile(
    r"(?:(?:sheet|table|page|tab|export|data|report|pupils?|students?|children|list|class ?list|classes|register"
    r"|results?|ks\d|all|every(?:one|body)|whole|school|main|upper|lower|infants?|juniors?|names?|on roll|roll)[\s\d_&-]*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it came. `numbers` are those of its rows, as a person counts them; `hidden` those of
    the rows that nobody sees in the file; `struck` of those that somebody struck through.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    hidden: Collection[int] = frozenset()
    struck: Collection[int] = frozenset()


@dataclass
class _Found:
    pupils: list[ListedPupil] = field(default_factory=list[ListedPupil])
    warnings: list[Remark] = field(default_factory=list[Remark])
    errors: list[Remark] = field(default_factory=list[Remark])
    guesses: list[Remark] = field(default_factory=list[Remark])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    sheets: list[ReadSheet] = field(default_factory=list[ReadSheet])
    has: set[Field] = field(default_factory=set[Field])
    columns: Columns | None = None
    #: In which columns each child stands, by the number of the row.
    columns_of: dict[int, range] = field(default_factory=dict[int, range])


@dataclass(frozen=True, slots=True)
class _Laid:
    """A sheet, its lines, and the lists on it."""

    sheet: Sheet
    lines: list[Line]
    blocks: list[Block]
    is_turned: bool = False

    @property
    def has_children(self) -> bool:
        """Whether there is a list of children on it."""
        return any(map(_is_read, self.blocks))

    def of_leavers(self) -> _Laid:
        """The same, as a sheet of those who have left."""
        why = "a sheet of those who have left"
        return replace(self, blocks=[replace(one, of_others=why) for one in self.blocks])


def read_table(
    kind: str,
    sheets: Sequence[Sheet],
    asked: Asked,
    *,
    fields: Mapped | None = None,
    remembered: Remembered | None = None,
    decoded: Decoded | None = None,
    by_headings: ByHeadings | None = None,
) -> ReadList:
    """Read all sheets. `fields` says what the columns are; else the headings do, or what was

    `remembered` for such headings: by their mark, or `by_headings` and mark.
    """

    def chosen(headers: tuple[str, ...]) -> Mapping[str, Field | None] | None:
        if fields is not None and set(headers) & set(fields):
            return fields
        if by_headings is not None:
            return by_headings(headers, _mark(headers))
        return remembered(_mark(headers)) if remembered else None

    laid = [_laid(sheet, chosen, asked.today) for sheet in sheets]
    several = sum(one.has_children for one in laid) > 1
    named = len([one for one in laid if one.lines]) > 1
    found = _Found()
    if several:
        laid = [one.of_leavers() if is_of_leavers(one.sheet.name) else one for one in laid]
    asked = with_usual(
        asked, [(one.lines, block) for one in laid for block in one.blocks if _is_read(block)]
    )
    for at, one in enumerate(laid):
        _read_sheet(found, one, at, asked, several=several, name=one.sheet.name if named else "")
    if not any(one.has_children for one in laid):
        return ReadList(
            kind, (), columns=_asked_for(laid), needs_columns=True, sheets=tuple(found.sheets)
        )
    once = each_once(found.pupils)
    if not any(block.is_ours for one in laid for block in one.blocks):
        found.guesses += of_several_years(once.pupils)
    warnings = dict.fromkeys([*_of_encoding(decoded), *found.warnings, *once.warnings])
    unsure = decoded is not None and bool(decoded.proof) and not decoded.sure
    return ReadList(
        kind,
        tuple(once.pupils),
        tuple(warnings),
        tuple(found.errors),
        found.columns,
        has=frozenset(found.has),
        guesses=tuple(dict.fromkeys(found.guesses)),
        left_out=(*found.left_out, *once.left_out),
        alike=tuple(once.alike),
        sheets=_without(found, once.left_out),
        encoding=decoded.title if decoded is not None and unsure else "",
        proof=decoded.proof if decoded is not None and unsure else (),
    )


def _is_read(block: Block) -> bool:
    """Whether it is a list of children."""
    return names_are_there(block.fields) and not block.of_others


def _without(found: _Found, left_out: Sequence[LeftOut]) -> tuple[ReadSheet, ...]:
    """The sheets with those children shown as left out who were found to be there twice."""
    twice: dict[int, list[LeftOut]] = {}
    for one in left_out:
        twice.setdefault(one.row // SHEET * SHEET + one.row % BESIDE, []).append(one)
    if not twice:
        return tuple(found.sheets)
    return tuple(
        replace(
            sheet,
            rows=tuple(
                _left_out(row, twice.get(at * SHEET + row.number, ()), found.columns_of)
                for row in sheet.rows
            ),
        )
        for at, sheet in enumerate(found.sheets)
    )


def _left_out(row: ReadRow, twice: Sequence[LeftOut], columns_of: Mapping[int, range]) -> ReadRow:
    """A row with the cells of those children shown so, and not of who stands beside them."""
    if not twice:
        return row
    uses, said = bytearray(row.uses), dict(row.said)
    for one in twice:
        for place in columns_of[one.row]:
            if uses[place] != Use.EMPTY:
                uses[place] = Use.LEFT_OUT
            said[place] = one.why
    return replace(row, uses=bytes(uses), said=said)


def _of_encoding(decoded: Decoded | None) -> list[Remark]:
    if decoded is None or not decoded.mended:
        return []
    words = ", ".join(decoded.proof)
    return [
        Remark(
            f"The accents in this file had been spoilt, and were put right: {ended(words)} Are they right?"
        )
    ]


def _laid(
    sheet: Sheet,
    chosen: Callable[[tuple[str, ...]], Mapping[str, Field | None] | None],
    today: dt.date,
) -> _Laid:
    lines = lines_of(sheet.rows, sheet.numbers)
    if (rows := turned(lines)) is not None:
        round_ = Sheet(sheet.name, rows, range(1, len(rows) + 1))
        if found := class_columns(of_classes := lines_of(round_.rows, round_.numbers)):
            return _Laid(round_, of_classes, found, is_turned=True)
    blocks = find_blocks(lines, chosen, today)
    if not any(names_are_there(one.fields) for one in blocks):
        blocks = class_columns(lines) or blocks
    return _Laid(sheet, lines, blocks)


def _read_sheet(
    found: _Found, laid: _Laid, at: int, asked: Asked, *, several: bool, name: str
) -> None:
    marks = Marks(laid.lines, name, at * SHEET)
    shown: tuple[Field | None, ...] = ()
    if laid.is_turned:
        marks.guess(_TURNED, field=Field.CLASS)
    _say_class_columns(laid.blocks, marks)
    for block in laid.blocks:
        if not _is_read(block):
            why = block.of_others or "no names of children"
            if laid.has_children or several or block.of_others:
                for line in (*block.heads, *block.lines):
                    marks.leave_out(line, block.columns, why)
            continue
        shown = shown or _over_the_sheet(block, laid.lines)
        children = Rows(laid.lines, block, marks, asked.today).children()
        pupils = Pupils(laid.lines, block, children, marks, asked, name)
        of_sheet = (
            _class_of_sheet(laid.sheet.name)
            if several or is_class_by_looks(laid.sheet.name)
            else ""
        )
        read = pupils.read(of_sheet)
        say_unseen(laid.sheet.hidden, laid.sheet.struck, laid.lines, children, marks)
        found.pupils += read
        found.columns_of |= dict.fromkeys((one.row for one in read), block.columns)
        _say_columns(block, laid.lines, marks, asked.today, any(one.class_name for one in read))
        found.has |= {one for one in block.fields if one is not None}
        found.has |= {Field.YEAR} if any(child.year_above for child in children) else set()
        found.has |= {Field.CLASS} if any(one.class_name for one in read) else set()
        found.has |= {Field.PREFERRED} if any(one.preferred for one in read) else set()
        found.columns = found.columns or _columns(block, laid.lines)
    found.warnings += marks.warnings
    found.errors += marks.errors
    found.guesses += marks.guesses
    found.left_out += marks.left_out
    found.sheets.append(ReadSheet(laid.sheet.name, marks.rows(), shown))


def _say_class_columns(blocks: Sequence[Block], marks: Marks) -> None:
    """Where each column is a class, its heading was taken for the name of it."""
    named = list(dict.fromkeys(one.class_of_heading for one in blocks if one.class_of_heading))
    if named:
        columns = "The heading" if len(named) == 1 else "The heading of each column"
        said = f"{columns} was taken for the class of the names below it: {ended(', '.join(named))}"
        marks.guess(said, blocks[0].heads.start, Field.CLASS)


def _say_other_classes(block: Block, lines: Sequence[Line], marks: Marks) -> None:
    """Where two columns say a class, and not the same, which was taken."""
    taken = block.place(Field.CLASS)
    if taken is None or block.is_ours:
        return
    for place, name, became in zip(block.columns, block.headers, block.fields, strict=True):
        if became is not None or field_of(name) is not Field.CLASS:
            continue
        pairs = [(lines[at].texts[taken], lines[at].texts[place]) for at in block.lines]
        if any(one and other and one != other for one, other in pairs):
            said = f"“{block.header(Field.CLASS)}” was taken for the class, and “{name}” was not."
            marks.guess(said, field=Field.CLASS)


def _say_columns(
    block: Block, lines: Sequence[Line], marks: Marks, today: dt.date, has_class: bool
) -> None:
    """What a person should know of the columns: one of another year, or none with the class."""
    header = block.header(Field.CLASS)
    if header and of_another_year(header, today):
        marks.guess(f"“{header}” was taken for the class.", field=Field.CLASS)
    if has_class:
        _say_other_classes(block, lines, marks)
        return
    unread = [
        name
        for name, field in zip(block.headers, block.fields, strict=True)
        if field is None and not name.startswith("Column ")
    ]
    if unread:
        marks.warn(
            "Nothing that was understood in this list says who is in which class. These columns "
            f"were not read: {', '.join(unread)}.",
            field=Field.CLASS,
        )


def _over_the_sheet(block: Block, lines: Sequence[Line]) -> tuple[Field | None, ...]:
    width = len(lines[0].texts)
    before, after = block.columns.start, width - block.columns.stop
    return (*[None] * before, *block.fields, *[None] * after)


def _class_of_sheet(name: str) -> str:
    """The class that a sheet is called after."""
    if _PLAIN.fullmatch(name.strip()):
        return ""
    return class_heading(name) or name.strip()


def _asked_for(laid: Sequence[_Laid]) -> Columns | None:
    """The columns of the sheet that has most in it, for somebody to say what they are."""
    filled = [one for one in laid if one.blocks]
    if not filled:
        return None
    most = max(filled, key=lambda one: len(one.lines))
    block = most.blocks[0]
    columns = _columns(block, most.lines)
    if block.heads:
        return columns
    cells = [
        [text for at in block.lines if (text := most.lines[at].texts[place])]
        for place in block.columns
    ]
    return replace(columns, fields=proposed(cells))


def _columns(block: Block, lines: Sequence[Line]) -> Columns:
    samples: list[list[str]] = [[] for _ in block.columns]
    for at in block.lines[:_SAMPLED]:
        for place, sample in zip(block.columns, samples, strict=True):
            text = lines[at].texts[place]
            if text and len(sample) < _SAMPLES and text not in sample:
                sample.append(text)
    return Columns(
        block.headers, block.fields, tuple(tuple(one) for one in samples), _mark(block.headers)
    )


def _mark(headers: Sequence[str]) -> str:
    return digest("|".join(headers).casefold().encode("utf-8"))[:16]
