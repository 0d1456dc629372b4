"""Which child of a list is which child of the school (rule 17).

By UPN, then by admission number, then by name and date of birth, and then only when somebody says
so: two children may share a name and a birthday, and one child may have a new UPN.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from trent_desktop.school.class_lists.listed import ListedPupil
from trent_desktop.school.class_lists.values import is_temporary_upn
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.people import YearGroup

#: What somebody answered, by row: the child it is, or None for another child.
Answers = Mapping[int, uuid.UUID | None]


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

    @property
    def is_plain(self) -> bool:
        """Whether there is but one, of the same name and the same birthday."""
        if len(self.candidates) != 1 or self.listed.born is None:
            return False
        (record,) = self.candidates
        return record.born == self.listed.born and bool(
            set(_names(self.listed)) & set(_names(record))
        )


@dataclass(frozen=True, slots=True)
class Matched:
    """Who is who. `record` of a pair is None for a new child."""

    pairs: tuple[tuple[ListedPupil, PupilRecord | None], ...]
    questions: tuple[Question, ...]


def plain_answers(questions: Sequence[Question]) -> Answers:
    """What nearly goes without saying: who has the name and the birthday of one pupil alone.

    A list without numbers asks this of every child, and one answer does for them all. Nobody is
    among them who may be two rows of the list, or has but the name or the birthday.
    """
    asked = Counter(record.id for one in questions for record in one.candidates)
    return {
        one.row: one.candidates[0].id
        for one in questions
        if one.is_plain and asked[one.candidates[0].id] == 1
    }


_Key = Callable[[ListedPupil | PupilRecord], str]


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
    by_names = left.index_by_names()
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
                continue
            # The number is another child's: the one who is meant may be there as well.
            meant = [record for record in by_names.of(one) if record.born == one.born]
            candidates = [record for record in (*found, *meant) if left.has(record)]
            if one.row not in answers:
                questions.append(Question(one, tuple(candidates)))
                asked.add(one.row)
                continue
            said = next((record for record in candidates if record.id == answers[one.row]), None)
            if said is not None:
                taken[one.row] = left.take(said)
    for by in (by_names, left.index_by_birthdays()):
        maybe = {record.id for question in questions for record in question.candidates}
        for one in listed:
            if one.row in taken or one.row in asked:
                continue
            found = [
                record
                for record in by.of(one)
                if left.has(record)
                and not _conflict(one, record)
                and (by is by_names or record.id not in maybe)
            ]
            if not found:
                continue
            answered = one.row in answers
            answer = answers[one.row] if answered else _unasked(one, found, all_the_same)
            if not answered and answer is None:
                questions.append(Question(one, tuple(found)))
                asked.add(one.row)
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


def _unasked(
    one: ListedPupil, found: Sequence[PupilRecord], all_the_same: bool
) -> uuid.UUID | None:
    """Whom somebody meant who said “all the same”: never a twin, of another forename."""
    if not all_the_same or len(found) != 1:
        return None
    alike = set(_names(one)) & set(_names(found[0])) or set(_forenames(one)) & set(
        _forenames(found[0])
    )
    return found[0].id if alike else None


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

    def index_by_birthdays(self) -> _ByBirthdays:
        return _ByBirthdays(self._records)

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


class _ByBirthdays:
    """Those in the school by birthday: who married, or was called otherwise, may be one of them."""

    def __init__(self, records: Sequence[PupilRecord]) -> None:
        self._found: dict[dt.date, list[PupilRecord]] = {}
        for record in records:
            if record.born is not None and record.active:
                self._found.setdefault(record.born, []).append(record)

    def of(self, one: ListedPupil) -> list[PupilRecord]:
        """Those of one birthday who share the forename, or the surname."""
        if one.born is None:
            return []
        return [
            record
            for record in self._found.get(one.born, ())
            if set(_forenames(one)) & set(_forenames(record))
            or plain(one.surname) == plain(record.surname)
        ]


def _by_upn(one: ListedPupil | PupilRecord) -> str:
    return one.upn


def _by_number(one: ListedPupil | PupilRecord) -> str:
    # A spreadsheet drops the zeros in front.
    return one.admission_number.casefold().lstrip("0")


def _names(one: ListedPupil | PupilRecord) -> tuple[str, ...]:
    in_use = f"{one.preferred} {one.surname}" if one.preferred else one.name
    return tuple(dict.fromkeys((plain(one.name), plain(in_use))))


def _forenames(one: ListedPupil | PupilRecord) -> tuple[str, ...]:
    return tuple(plain(name) for name in (one.forename, one.preferred) if name)


def _is_somebody_else(one: ListedPupil, record: PupilRecord) -> bool:
    """Whether one number stands beside two children: no name in common, nor the birthday.

    Married names, new forenames and corrected birthdays are one child; all of it at once is a slip.
    So is it where the names are others and no birthday says anything.
    """
    if one.born is not None and one.born == record.born:
        return False
    mine = {plain(one.forename), plain(one.surname), *_names(one)} - {""}
    return not mine & {plain(record.forename), plain(record.surname), *_names(record)}


def _conflict(one: ListedPupil, record: PupilRecord) -> bool:
    """Whether what both have says that they are two children.

    A child may have another UPN than before (the first was temporary), and another admission number
    where a school changed its system: one name and one birthday are asked about.
    """
    if one.upn and one.upn == record.upn:
        return False
    days = one.born, record.born
    same_name = bool(set(_names(one)) & set(_names(record)))
    if same_name and days[0] is not None and days[0] == days[1]:
        return False
    if one.upn and record.upn:
        temporary = is_temporary_upn(one.upn) or is_temporary_upn(record.upn)
        return not (same_name and temporary) or (None not in days and days[0] != days[1])
    numbers = _by_number(one), _by_number(record)
    if all(numbers):
        return numbers[0] != numbers[1]
    return None not in days and days[0] != days[1]
