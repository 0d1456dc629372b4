"""Classes and children: two classes a year or more, thirty in each, birthdays in their year."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trent_desktop.sample.names import CALLED, draw_name, draw_siblings
from trent_desktop.sample.school_year import birthdays_of, school_year_of
from trent_desktop.sample.values import SampleClass, SamplePupil, dice, invented_id
from trent_desktop.school.people.people import YearGroup

#: How many children a sample may have: at least one for each class, at most a very large school.
FEWEST, MOST = 14, 20_000
_LARGEST_CLASS = 32
_TRIES = 200

#: Nobody's numbers: there is no local authority 999.
_AUTHORITY, _ESTABLISHMENT = 999, 2099
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A child that every sample has, because of the name. `born` is month and day."""

    class_name: str
    forename: str
    surname: str
    born: tuple[int, int] | None = None
    legal_forename: str = ""


#: Two of one name, twins, names in their own script, one name only, very short and very long.
_CHOSEN: tuple[_Chosen, ...] = (
    # Twins in one class, and in two.
    _Chosen("4B", "Ayşe", "Yılmaz", (2, 11)),
    _Chosen("4B", "Emre", "Yılmaz", (2, 11)),
    _Chosen("2A", "Táíwò", "Ogunbiyi", (6, 30)),
    _Chosen("2B", "Kẹ́hìndé", "Ogunbiyi", (6, 30)),
    # One name, two children: in two classes, and in one with two birthdays.
    _Chosen("1A", "Maryam", "Rahman", (10, 2)),
    _Chosen("5B", "Maryam", "Rahman", (4, 19)),
    _Chosen("4B", "Sofia", "Popescu", (12, 9)),
    _Chosen("4B", "Sofia", "Popescu", (5, 3)),
    # Recorded in their own script.
    _Chosen("4B", "محمد", "الهاشمي"),
    _Chosen("3A", "தமிழ்ச்செல்வி", "இரவிச்சந்திரன்"),
    _Chosen("5A", "Олександр", "Гриценко"),
    _Chosen("1B", "雨桐", "欧阳"),
    _Chosen("6B", "Ελένη", "Χριστοδούλου"),
    _Chosen("RB", "আয়েশা", "খাতুন"),
    # One name only.
    _Chosen("3B", "Suhasini", ""),
    _Chosen("6A", "زهرا", ""),
    _Chosen("4A", "Tenzin", ""),
    # Very short and very long.
    _Chosen("4B", "Bo", "Li"),
    _Chosen("RA", "Jo", "O"),
    _Chosen("2B", "Oluwadamilola-Christiana", "Adebayo-Ogunlesi-Fairweather"),
    _Chosen("6A", "Maria Inês das Graças", "de Vasconcelos Albuquerque e Mascarenhas"),
    _Chosen("5A", "Thiruvenkadanathan", "Balasubramaniam-Ponnambalam"),
    # Marks and signs that sort, search and print badly when somebody was careless.
    _Chosen("4B", "Zoë", "O'Neill"),
    _Chosen("4B", "Łukasz", "Wójcik"),
    _Chosen("4B", "Nguyễn Minh Anh", "Nguyễn", None, "Nguyễn Thị Minh Anh"),
    _Chosen("4A", "Şükrü", "Çağlayan"),
    _Chosen("4A", "Ólafur", "Þorkelsson"),
    _Chosen("5B", "Anjali", "D'Souza"),
    _Chosen("3B", "Seán", "Ó Súilleabháin"),
    _Chosen("3A", "Ġorġ", "Żammit"),
    _Chosen("4B", "Temi", "Adéyẹmí-Clarke", None, "Oluwatemitope"),
    _Chosen("4B", "Yusuf", "Abdi Warsame", None, "Muhammad Yusuf"),
)


def make_classes(pupils: int, seed: int) -> tuple[SampleClass, ...]:
    """The classes for that many children: two a year, or more when they would be over 32."""
    a_year = max(2, math.ceil(pupils / len(YearGroup) / _LARGEST_CLASS))
    source = dice(seed, "classes")
    return tuple(
        SampleClass(invented_id(source), f"{year.value}{_letters(number)}", year)
        for year in YearGroup
        for number in range(a_year)
    )


def _letters(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    before, last = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def make_pupils(
    count: int, classes: tuple[SampleClass, ...], today: dt.date, seed: int
) -> tuple[SamplePupil, ...]:
    """`count` children, spread over the classes, each class by surname.

    Raises ValueError when `count` is under 14 or over 20,000.
    """
    if not FEWEST <= count <= MOST:
        raise ValueError(f"A sample school has from {FEWEST} to {MOST:,} pupils.")
    source = dice(seed, "pupils")
    numbers = _pupil_numbers(today)
    taken: set[tuple[str, str]] = {(one.forename, one.surname) for one in _CHOSEN}
    chosen: dict[str, list[_Chosen]] = {}
    for one in _CHOSEN:
        chosen.setdefault(one.class_name, []).append(one)
    made: list[SamplePupil] = []
    for place, school_class in enumerate(classes):
        size = count // len(classes) + (place < count % len(classes))
        children: list[_Chosen] = chosen.get(school_class.name, [])[:size]
        children += _drawn(source, school_class.name, size - len(children), taken)
        of_class = [
            _pupil(source, child, school_class, today, numbers[school_class.year_group])
            for child in children
        ]
        made += sorted(of_class, key=lambda child: (child.surname, child.forename, child.born))
    return tuple(made)


def _drawn(
    source: random.Random, class_name: str, wanted: int, taken: set[tuple[str, str]]
) -> Iterable[_Chosen]:
    """Children nobody planned, about one in seventy a twin, no two of one name."""
    children: list[_Chosen] = []
    while len(children) < wanted:
        if wanted - len(children) > 1 and source.random() < 0.014:
            first, surname, second, other = draw_siblings(source)
            names = {(first, surname), (second, other)}
            if not names & taken:
                born = (source.randint(1, 12), source.randint(1, 28))
                children.append(_Chosen(class_name, first, surname, born))
                children.append(_Chosen(class_name, second, other, born))
                taken |= names
            continue
        name = draw_name(source)
        for _ in range(_TRIES):
            if name not in taken:
                break
            name = draw_name(source)
        taken.add(name)
        children.append(_Chosen(class_name, *name))
    return children


def _pupil(
    source: random.Random,
    child: _Chosen,
    school_class: SampleClass,
    today: dt.date,
    numbers: Iterator[str],
) -> SamplePupil:
    forename, legal = child.forename, child.legal_forename or child.forename
    if legal in CALLED and source.random() < 0.5:
        forename = CALLED[legal]
    return SamplePupil(
        id=invented_id(source),
        upn=next(numbers),
        forename=forename,
        legal_forename=legal,
        surname=child.surname,
        born=_birthday(source, child, school_class.year_group, today),
        year_group=school_class.year_group,
        class_id=school_class.id,
        class_name=school_class.name,
    )


def _birthday(
    source: random.Random, child: _Chosen, year_group: YearGroup, today: dt.date
) -> dt.date:
    first, last = birthdays_of(year_group, school_year_of(today))
    if child.born is None:
        return first + dt.timedelta(days=source.randint(0, (last - first).days))
    month, day = child.born
    year = first.year if month >= 9 else last.year
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _pupil_numbers(today: dt.date) -> dict[YearGroup, Iterator[str]]:
    """Unique pupil numbers as a school gives them out: by the year in which a child starts."""
    started = school_year_of(today)
    return {year_group: _numbers_of(started - place) for place, year_group in enumerate(YearGroup)}


def _numbers_of(year: int) -> Iterator[str]:
    for number in range(1_000_000):
        establishment, serial = divmod(number, 1_000)
        yield upn(f"{_AUTHORITY}{_ESTABLISHMENT + establishment}{year % 100:02}{serial:03}")


def upn(digits: str) -> str:
    """The unique pupil number of twelve digits, with its check letter in front (rule 18)."""
    return _CHECK_LETTERS[sum(int(d) * place for place, d in enumerate(digits, 2)) % 23] + digits


def is_upn(text: str) -> bool:
    """Whether `text` is a permanent unique pupil number with the right check letter."""
    return len(text) == 13 and text[1:].isdecimal() and upn(text[1:]) == text
