"""Tables of facts that age: apps and ages, retention periods (rule 21).

Each starts from a file of this program, which says when it was checked; what a school changes is
kept in its own settings, and can be taken back with one press.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final, cast

from trent_desktop.problems import AnswersRefused
from trent_desktop.resources import RESOURCES

_FOLDER = RESOURCES / "settings"
#: Said of a cell that nothing was typed into.
EMPTY: Final = "This must not be empty."
_LONGEST = 200
_MOST = 100


class TableName(StrEnum):
    """Which table. The value is the setting's name and the file's."""

    APP_AGES = "app_ages"
    RETENTION = "retention"


@dataclass(frozen=True, slots=True)
class DatedRow:
    """One fact: since when it holds, and who says so."""

    name: str
    value: str
    since: dt.date | None
    source: str


@dataclass(frozen=True, slots=True)
class DatedTable:
    """A table with the day on which somebody last checked it.

    `is_ours` is True while the school has changed nothing of it.
    """

    rows: tuple[DatedRow, ...]
    checked_on: dt.date
    note: str
    is_ours: bool


@cache
def shipped(name: TableName) -> DatedTable:
    """The table as it came with the program."""
    body = tomllib.loads((_FOLDER / f"{name.value}.toml").read_text("utf-8"))
    rows = tuple(
        DatedRow(one["name"], one["value"], one.get("from"), one["source"]) for one in body["row"]
    )
    return DatedTable(rows, body["checked_on"], body["note"], True)


def table_in(settings: Mapping[str, Any], name: TableName) -> DatedTable:
    """The table as the school has it; the shipped one when that cannot be read."""
    ours = shipped(name)
    stored = settings.get(name.value)
    if not isinstance(stored, dict):
        return ours
    try:
        body = cast("dict[str, Any]", stored)
        rows = tuple(
            DatedRow(
                str(one["name"]),
                str(one["value"]),
                dt.date.fromisoformat(one["since"]) if one["since"] else None,
                str(one["source"]),
            )
            for one in body["rows"]
        )
        return DatedTable(rows, dt.date.fromisoformat(body["checked_on"]), ours.note, False)
    except (KeyError, TypeError, ValueError):
        return ours


def stored_table(rows: Sequence[DatedRow], checked_on: dt.date) -> dict[str, Any]:
    """A table as a setting. Raises `AnswersRefused` with errors named ``<row>.<field>``."""
    errors: list[tuple[str, str]] = []
    for place, row in enumerate(rows):
        for field in ("name", "value"):
            if not getattr(row, field).strip():
                errors.append((f"{place}.{field}", EMPTY))
        if max(len(row.name), len(row.value), len(row.source)) > _LONGEST:
            errors.append((f"{place}.value", f"Use at most {_LONGEST} characters."))
    if len(rows) > _MOST:
        errors.append(("", f"Use at most {_MOST} rows."))
    if errors:
        raise AnswersRefused("Some rows cannot be kept as they are.", tuple(errors))
    return {
        "checked_on": checked_on.isoformat(),
        "rows": [
            {**asdict(row), "since": row.since.isoformat() if row.since else ""} for row in rows
        ],
    }
