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
    """A pupil as the school keeps her. `active` is False for one who left."""

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
    left = _Left(known)
    for key in (_by_upn, _by_number):
        index = left.index(key)
        for one in listed:
            wanted = key(one)
            if one.row in taken or not wanted:
                continue
            found = [record for record in index.get(wanted, ()) if left.has(record)]
            found = [record for record in found if not _conflict(one, record)]
            if len(found) == 1:
                taken[one.row] = left.take(found[0])
    questions: list[Question] = []
    by_name = left.index(_by_name)
    for one in listed:
        if one.row in taken:
            continue
        found = [
            record
            for record in by_name.get(_by_name(one), ())
            if left.has(record) and not _conflict(one, record)
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

    def has(self, record: PupilRecord) -> bool:
        return record.id not in self._taken

    def take(self, record: PupilRecord) -> PupilRecord:
        self._taken.add(record.id)
        return record


def _by_upn(one: ListedPupil | PupilRecord) -> str:
    return one.upn


def _by_number(one: ListedPupil | PupilRecord) -> str:
    # A spreadsheet drops the zeros in front.
    return one.admission_number.casefold().lstrip("0")


def _by_name(one: ListedPupil | PupilRecord) -> str:
    return plain(one.name)


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
