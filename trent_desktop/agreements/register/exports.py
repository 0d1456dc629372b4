"""The register as CSV and as a spreadsheet, safe to open: no cell of it is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from trent_desktop.agreements.kinds import PUPIL_KINDS, Consent, Kind
from trent_desktop.agreements.register.standing import (
    ClassTable,
    ConsentAnswer,
    FormCell,
    PupilLine,
)
from trent_desktop.plain_tables import table_csv, table_xlsx

_KINDS: Final = tuple(kind for kind in Kind if kind in PUPIL_KINDS)
_FACTS: Final = ("", ": since", ": how", ": by", ": ends", ": question")
HEADERS: Final = (
    "Class",
    "Name",
    "UPN",
    *(kind.title for kind in _KINDS),
    *(f"{consent.title}{fact}" for consent in Consent for fact in _FACTS),
)


def register_csv(tables: Iterable[ClassTable]) -> bytes:
    """One line for each pupil, in UTF-8 with a mark that spreadsheets know it by."""
    return table_csv(HEADERS, _rows(tables))


def register_xlsx(tables: Iterable[ClassTable]) -> bytes:
    """The same as a spreadsheet. Every cell is text."""
    return table_xlsx("Register of agreements", "Register", HEADERS, _rows(tables))


def _rows(tables: Iterable[ClassTable]) -> Iterator[Sequence[str]]:
    for table in tables:
        for line in table.lines:
            facts = (fact for answer in line.answers for fact in _facts(answer))
            yield (table.name, line.name, line.upn, *_forms(line), *facts)


def _facts(answer: ConsentAnswer) -> Sequence[str]:
    """One to a column; days as spreadsheets sort them."""
    if answer.since is None:
        return (answer.said, "", "", "", "", "")
    since = answer.since.astimezone().date().isoformat()
    ends = answer.ended_on or answer.ends_on
    by = answer.said_by or "the family"
    return (
        answer.said, since, answer.how.value, by, ends.isoformat() if ends else "", answer.asked
    )  # fmt: skip


def _forms(line: PupilLine) -> Iterator[str]:
    for kind in _KINDS:
        cell: FormCell | None = line.cells.get(kind)
        yield cell.words if cell is not None else ""
