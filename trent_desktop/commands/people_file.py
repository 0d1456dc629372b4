"""People out of a file: who is to be invited, and whose access is to end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from trent_desktop.problems import UnreadableFile
from trent_desktop.roles import Role
from trent_desktop.school.class_lists.dates import day_of
from trent_desktop.school.class_lists.reading import Rows, rows_of
from trent_desktop.school.class_lists.values import tidy
from trent_desktop.school.people.directory import plain

_HEADINGS: Final = {
    "name": ("name", "full name", "member", "staff", "staff name", "teacher"),
    "forename": ("forename", "first name", "given name", "preferred forename"),
    "surname": ("surname", "last name", "family name", "legal surname"),
    "sign_in_name": ("sign in name", "sign in", "signs in as", "username", "user name", "login"),
    "roles": ("roles", "role", "what they do"),
    "classes": ("class", "classes", "own class", "own classes"),
    "last_day": ("last day", "until", "here until"),
}
_BETWEEN: Final = str.maketrans(dict.fromkeys("/|+\n", ";"))
_LINES: Final = 5_000
#: Among so many rows the headings are looked for.
_TITLES: Final = 8


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A row. `roles` is empty where the file says none."""

    row: int
    name: str
    sign_in_name: str = ""
    roles: frozenset[Role] = frozenset()
    classes: tuple[str, ...] = ()
    last_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """Everybody in the file, and what was left out or guessed, in words."""

    people: tuple[ListedPerson, ...]
    warnings: tuple[str, ...] = ()


def role_of(words: str) -> Role | None:
    """A role by its name (“ICT Lead”, ``ict-lead``, “DSL”); None for what is none."""
    wanted = plain(words).replace("-", " ")
    for role in Role:
        if wanted in (plain(role.title), role.value.replace("-", " ")):
            return role
    return _ALSO.get(wanted)


_ALSO: Final = {
    "head": Role.HEADTEACHER,
    "head teacher": Role.HEADTEACHER,
    "deputy dsl": Role.DEPUTY_DSL,
    "deputy designated safeguarding lead": Role.DEPUTY_DSL,
    "chair": Role.CHAIR,
    "support": Role.SUPPORT,
}


def read_people(path: Path, encoding: str | None = None) -> PeopleFile:
    """People with their headings, or names alone, one in each row. Raises `UnreadableFile`.

    What cannot be read (a role, a day) is not guessed: all of it is said at once, and nobody is
    read. A column that means nothing here is named in `warnings`.
    """
    read = rows_of(path, encoding)
    warnings = list(_of_encoding(read))
    rows = [
        (number, [tidy(cell) for cell in cells])
        for number, cells in zip(read.numbers, read.rows, strict=True)
        if any(tidy(cell) for cell in cells)
    ][: _LINES + 1]
    if len(rows) > _LINES:
        raise UnreadableFile(f"There are more than {_LINES:,} rows.", where=path.name)
    # Above the headings stands what the list is, and of when.
    head = next((at for at, (_, cells) in enumerate(rows[:_TITLES]) if _columns(cells)), None)
    columns = _columns(rows[head][1]) if head is not None else {}
    if head is not None:
        warnings += [
            f"Row {number} was not used: {' '.join(filter(None, cells))}"
            for number, cells in rows[:head]
        ]
        warnings += [
            f"The column “{heading}” was not used."
            for at, heading in enumerate(rows[head][1])
            if heading and at not in columns.values()
        ]
        rows = rows[head + 1 :]
    else:
        columns = {"name": 0, "classes": 1}
        warnings += [
            f"Row {number}: only a name and a class are read where there are no headings."
            for number, cells in rows
            if any(cells[2:])
        ]
    faults: list[str] = []
    people = [
        one
        for number, cells in rows
        if (one := _person(number, cells, columns, faults)) is not None
    ]
    if faults:
        raise UnreadableFile(
            " ".join(faults), what_to_do="Put it right in the file.", where=path.name
        )
    return PeopleFile(tuple(people), tuple(warnings))


def _of_encoding(read: Rows) -> Sequence[str]:
    if not read.encoding:
        return ()
    return (f"The file was read as {read.encoding}: {', '.join(read.proof)}. Is that right?",)


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        heading = plain(cell.replace("-", " ").replace("_", " "))
        for field, headings in _HEADINGS.items():
            if heading in headings:
                found.setdefault(field, at)
    named = "name" in found or "sign_in_name" in found or {"forename", "surname"} <= found.keys()
    return found if named else {}


def _person(
    number: int, cells: Sequence[str], columns: dict[str, int], faults: list[str]
) -> ListedPerson | None:
    def cell(field: str) -> str:
        at = columns.get(field)
        return cells[at] if at is not None and at < len(cells) else ""

    name = cell("name") or tidy(f"{cell('forename')} {cell('surname')}")
    sign_in = cell("sign_in_name")
    if not name and not sign_in:
        faults.append(f"Row {number} names nobody.")
        return None
    roles: set[Role] = set()
    for words in _several(cell("roles")):
        role = role_of(words)
        if role is None:
            faults.append(f"Row {number}: there is no role “{words}”.")
        else:
            roles.add(role)
    return ListedPerson(
        number,
        name,
        sign_in,
        frozenset(roles),
        _several(cell("classes")),
        _day(number, cell("last_day"), faults),
    )


def _several(words: str) -> tuple[str, ...]:
    parts = words.translate(_BETWEEN).replace(",", ";").split(";")
    return tuple(dict.fromkeys(tidy(part) for part in parts if tidy(part)))


def _day(number: int, words: str, faults: list[str]) -> dt.date | None:
    if not words:
        return None
    try:
        found = day_of(words)
    except ValueError:
        found = None
    if found is None:
        faults.append(f"Row {number}: “{words}” is not a day like 22/11/2026.")
    return found
