"""Which child of a list is which child of the school (rule 17).

By UPN, then by admission number, then by name and date of birth, and then only when somebody says
so: two children may share a name and a birthday, and one child may have a new UPN.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from trent_desktop.school.class_lists.listed import ListedPupil
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.people import YearGroup


@dataclass(frozen=True, slots=True)
class PupilRecord:
    """A pupil as the school keeps them. `active` is False for one who left.

    `preferred`: the forename the child goes by, empty for the same.
    """

    id: uuid.UUID
    forename: str
    surname: str
    upn: str
    admission_number: str
    born: dt.date | None
    year_group: YearGroup | None
    class_id: uuid.UUID | None
    class_name: str
    active: bool
    left_on: dt.date | None
    version: int
    preferred: str = ""

    @property
    def name(self) -> str:
        """Full name, forename first."""
        return f"{self.forename} {self.surname}".strip()


@dataclass(frozen=True, slots=True)
class Question:
    """Is the child in this row one of these?"""

    listed: ListedPupil
    candidates: tuple[PupilRecord, ...]

    @property
    def row(self) -> int:
        """The row of the list."""
        return self.listed.row


@dataclass(frozen=True, slots=True)
class Matched:
    """Who is who. `record` of a pair is None for a new child."""

    pairs: tuple[tuple[ListedPupil, PupilRecord | None], ...]
    questions: tuple[Question, ...]


_Key = Callable[[ListedPupil | PupilRecord], str]
#: What somebody answered, by row: the child it is, or None for another child.
Answers = Mapping[int, uuid.UUID | None]


def match(
    listed: Sequence[ListedPupil],
    records: Iterable[PupilRecord],
    answers: Answers,
    *,
    all_the_same: bool = False,
) -> Matched:
    """Find each listed child among the records.

    `all_the_same` answers yes wherever there is one candidate only.
    """
    known = list(records)
    taken: dict[int, PupilRecord] = {}
    questions: list[Question] = []
    asked: set[int] = set()
    left = _Left(known)
    for key in (_by_upn, _by_number):
        index = left.index(key)
        for one in listed:
            wanted = key(one)
            if one.row in taken or one.row in asked or not wanted:
                continue
            found = [record for record in index.get(wanted, ()) if left.has(record)]
            found = _likeliest(one, [record for record in found if not _conflict(one, record)])
            if len(found) != 1:
                continue
            if not _is_somebody_else(one, found[0]):
                taken[one.row] = left.take(found[0])
            elif one.row not in answers:
                questions.append(Question(one, (found[0],)))
                asked.add(one.row)
            elif answers[one.row] == found[0].id:
                taken[one.row] = left.take(found[0])
    by_name = left.index_by_names()
    for one in listed:
        if one.row in taken or one.row in asked:
            continue
        found = [
            record for record in by_name.of(one) if left.has(record) and not _conflict(one, record)
        ]
        if not found:
            continue
        answer = answers.get(one.row) if one.row in answers else _unasked(found, all_the_same)
        if one.row not in answers and answer is None:
            questions.append(Question(one, tuple(found)))
            continue
        said = next((record for record in found if record.id == answer), None)
        if said is not None:
            taken[one.row] = left.take(said)
    return Matched(tuple((one, taken.get(one.row)) for one in listed), tuple(questions))


def _likeliest(one: ListedPupil, found: list[PupilRecord]) -> list[PupilRecord]:
    """Of several with one number those who share the name, and of these who are in the school."""
    if len(found) > 1:
        names = set(_names(one))
        found = [record for record in found if names & set(_names(record))] or found
    if len(found) > 1:
        found = [record for record in found if record.active] or found
    return found


def _unasked(found: Sequence[PupilRecord], all_the_same: bool) -> uuid.UUID | None:
    return found[0].id if all_the_same and len(found) == 1 else None


class _Left:
    """The records that nobody was matched with yet."""

    def __init__(self, records: Sequence[PupilRecord]) -> None:
        self._records = records
        self._taken: set[uuid.UUID] = set()

    def index(self, key: _Key) -> dict[str, list[PupilRecord]]:
        found: dict[str, list[PupilRecord]] = {}
        for record in self._records:
            if wanted := key(record):
                found.setdefault(wanted, []).append(record)
        return found

    def index_by_names(self) -> _ByNames:
        return _ByNames(self._records)

    def has(self, record: PupilRecord) -> bool:
        return record.id not in self._taken

    def take(self, record: PupilRecord) -> PupilRecord:
        self._taken.add(record.id)
        return record


class _ByNames:
    """Records by each of their names: the one on the register, and the one in use."""

    def __init__(self, records: Sequence[PupilRecord]) -> None:
        self._found: dict[str, list[PupilRecord]] = {}
        for record in records:
            for name in _names(record):
                self._found.setdefault(name, []).append(record)

    def of(self, one: ListedPupil) -> list[PupilRecord]:
        """Those who share a name with a listed child; each once."""
        found = {record.id: record for name in _names(one) for record in self._found.get(name, ())}
        return list(found.values())


def _by_upn(one: ListedPupil | PupilRecord) -> str:
    return one.upn


def _by_number(one: ListedPupil | PupilRecord) -> str:
    # A spreadsheet drops the zeros in front.
    return one.admission_number.casefold().lstrip("0")


def _names(one: ListedPupil | PupilRecord) -> tuple[str, ...]:
    in_use = f"{one.preferred} {one.surname}" if one.preferred else one.name
    return tuple(dict.fromkeys((plain(one.name), plain(in_use))))


def _is_somebody_else(one: ListedPupil, record: PupilRecord) -> bool:
    """Whether one number stands beside two children: no name in common, and another birthday.

    Married names, new forenames and corrected birthdays are one child; all of it at once is a slip.
    """
    if one.born is None or record.born is None or one.born == record.born:
        return False
    alike = plain(one.forename) == plain(record.forename) or plain(one.surname) == plain(
        record.surname
    )
    return not alike and not set(_names(one)) & set(_names(record))


def _conflict(one: ListedPupil, record: PupilRecord) -> bool:
    """Whether what both have says that they are two children."""
    if one.upn and record.upn and one.upn != record.upn:
        return True
    if one.upn and one.upn == record.upn:
        return False
    numbers = _by_number(one), _by_number(record)
    if all(numbers) and numbers[0] != numbers[1]:
        return True
    if all(numbers):
        return False
    return one.born is not None and record.born is not None and one.born != record.born
