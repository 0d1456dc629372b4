"""Import, export, import again: whatever the names, the second time changes nothing."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.school.class_lists.make_files import upn
from tests.schools import SmallSchool, make_small_school
from trent_desktop.school.class_lists.exporting import export_csv
from trent_desktop.school.class_lists.listed import ListedPupil
from trent_desktop.school.class_lists.planned import Choices, LineKind
from trent_desktop.school.class_lists.reading import read_list
from trent_desktop.school.class_lists.values import tidy
from trent_desktop.school.people.people import YearGroup
from trent_desktop.storage.location import parse_location

TODAY = dt.date(2026, 11, 23)

# Whatever a keyboard, a copy from a document or a mischievous parent may put into a name.
_SIGNS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn"))
_LOOKS_LIKE_NO_PUPIL = ("total", "count", "average", "number", "printed", "report", "page", "end",
                        "generated", "grand", "sub")  # fmt: skip
NAMES = (
    st.one_of(st.text(_SIGNS, min_size=1, max_size=25), st.sampled_from(["=A1", "-x", "@y", "'=z"]))
    .map(tidy)
    .filter(bool)
    .filter(lambda name: not name.casefold().startswith(_LOOKS_LIKE_NO_PUPIL))
)
#: As people are called, and in one word as well.
_CALLED = (
    "José-María",
    "Ní Bhriain",
    "O’Neill",
    "van der Berg",
    "D'Mello",
    "Łucja",
    "Siân",
    "MACDONALD",
)
_NAMED = st.one_of(NAMES, st.sampled_from(_CALLED))
Drawn = tuple[str, str, str, YearGroup | None, dt.date | None, str]
PUPIL = st.tuples(
    _NAMED,
    st.one_of(_NAMED, st.just("")),
    st.sampled_from(["", "3A", "RK", "Y1/2", "=4B", "Oak, big"]),
    st.one_of(st.none(), st.sampled_from(list(YearGroup))),
    st.one_of(st.none(), st.dates(dt.date(2014, 1, 1), dt.date(2023, 12, 31))),
    st.one_of(st.just(""), _NAMED),
)


def listed(
    drawn: list[Drawn],
) -> list[ListedPupil]:
    return [
        ListedPupil(
            at + 2,
            forename,
            surname,
            upn(at + 500),
            f"0{at}",
            in_class,
            year,
            born,
            preferred=preferred,
        )
        for at, (forename, surname, in_class, year, born, preferred) in enumerate(drawn)
    ]


@pytest.fixture(scope="module")
def one_school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallSchool]:
    folder = tmp_path_factory.mktemp("school")
    made = make_small_school(parse_location(folder / "share"), folder)
    yield made
    made.close()


@given(st.lists(PUPIL, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read(
    drawn: list[Drawn],
) -> None:
    pupils = listed(drawn)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(export_csv(pupils))
        read = read_list(path, TODAY)
    assert read.errors == ()
    assert [_said(one) for one in read.pupils] == [_said(one) for one in pupils]


@given(st.lists(PUPIL, min_size=1, max_size=8))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_import_export_import_again_changes_nothing(
    one_school: SmallSchool,
    drawn: list[Drawn],
) -> None:
    ict = one_school.open("ict", root=one_school.folder / "laptop")
    lists = ict.class_lists
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(export_csv(listed(drawn)))
        plan = lists.plan(lists.read(path), Choices(all_the_same=True, whole_school=True))
        for _ in range(len(drawn) + 1):  # two children of one name: each is another
            if plan.ready:
                break
            answers = {**plan.choices.answers, **{one.row: None for one in plan.questions}}
            plan = lists.plan(plan.read, replace(plan.choices, answers=answers))
        lists.apply(plan, sure_everybody_leaves=True)
        path.write_bytes(lists.export())
        back = lists.read(path)
        again = lists.plan(back, Choices())
    kept = {one.upn: one for one in back.pupils}
    for one in listed(drawn):  # what a list leaves open stays as it was before
        assert kept[one.upn].forename == one.forename
        assert not one.surname or kept[one.upn].surname == one.surname
        if one.preferred not in ("", one.forename):
            assert kept[one.upn].preferred == one.preferred
    assert again.ready
    assert again.counts[LineKind.UNCHANGED] == len(drawn)
    assert sum(again.counts.values()) == len(drawn)


def _said(one: ListedPupil) -> tuple[object, ...]:
    return (
        one.forename,
        one.surname,
        "" if one.preferred == one.forename else one.preferred,
        one.upn,
        one.admission_number,
        one.class_name,
        one.year_group,
        one.born,
    )
