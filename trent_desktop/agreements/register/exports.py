"""The register as CSV and as a spreadsheet, safe to open: no cell of it is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from trent_desktop.agreements.kinds import PUPIL_KINDS, USUAL, Consent, Kind, title_of
from trent_desktop.agreements.register.standing import (
    ClassTable,
    ConsentAnswer,
    FormCell,
    PupilLine,
)
from trent_desktop.plain_tables import table_csv, table_xlsx

_KINDS: Final = tuple(kind for kind in Kind if kind in PUPIL_KINDS)
_FACTS: Final = ("", ": since", ": how", ": by", ": ends", ": question")
_WHO: Final = ("Class", "Name", "UPN", *(kind.title for kind in _KINDS))


def register_csv(tables: Iterable[ClassTable]) -> bytes:
    """One line for each pupil, in UTF-8 with a mark that spreadsheets know it by."""
    kept = tuple(tables)
    uses = _uses(kept)
    return table_csv(headers(uses, _names(kept)), _rows(kept, uses))


def register_xlsx(tables: Iterable[ClassTable]) -> bytes:
    """The same as a spreadsheet. Every cell is text."""
    kept = tuple(tables)
    uses = _uses(kept)
    return table_xlsx(
        "Register of agreements", "Register", headers(uses, _names(kept)), _rows(kept, uses)
    )


def headers(
    uses: Iterable[Consent] = USUAL, names: Mapping[Consent, str] | None = None
) -> tuple[str, ...]:
    """The first row: who it is, the forms, and of each use every fact.

    `names` are what the school calls its own purposes.
    """
    return (*_WHO, *(f"{title_of(use, names or {})}{fact}" for use in uses for fact in _FACTS))


def _names(tables: Sequence[ClassTable]) -> Mapping[Consent, str]:
    answers = next((line.answers for table in tables for line in table.lines), ())
    return {one.consent: one.title for one in answers}


def _uses(tables: Sequence[ClassTable]) -> tuple[Consent, ...]:
    found = {one.consent for table in tables for line in table.lines for one in line.answers}
    return tuple(one for one in Consent if one in found) or USUAL


def _rows(tables: Sequence[ClassTable], uses: Sequence[Consent]) -> Iterator[Sequence[str]]:
    for table in tables:
        for line in table.lines:
            own = {one.consent: one for one in line.answers}
            facts = (
                fact
                for use in uses
                for fact in _facts(own.get(use, ConsentAnswer(use, given=False)))
            )
            yield (table.name, line.name, line.upn, *_forms(line), *facts)


def _facts(answer: ConsentAnswer) -> Sequence[str]:
    """One to a column; days as spreadsheets sort them."""
    if answer.never_since is not None:
        day = answer.never_since.astimezone().date().isoformat()
        return (answer.said, day, "", "the school", "", "")
    if answer.since is None or answer.needs_none:
        return (answer.said, "", "", "", "", "")
    since = answer.since.astimezone().date().isoformat()
    ends = answer.ended_on or answer.ends_on
    by = answer.said_by or "the family"
    if answer.no_longer is not None:  # why, only history tells
        by, ends = f"{by} (no longer counts)", answer.no_longer
    return (
        answer.said, since, answer.how.value, by, ends.isoformat() if ends else "", answer.asked
    )  # fmt: skip


def _forms(line: PupilLine) -> Iterator[str]:
    for kind in _KINDS:
        cell: FormCell | None = line.cells.get(kind)
        yield cell.words if cell is not None else ""
