"""The sample school has a child with a long chronology that tells a story."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gallery.rooms.child import most_told_of
from tests.sample.test_filling import TODAY
from trent_desktop.children.page import PersonPage, Whom
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.reports.cases import Move
from trent_desktop.sample import SAMPLE_PASSWORD, each_case, sample_school
from trent_desktop.sample.filling import make_sample


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("share") / "Larkfield"
    make_sample(str(folder), today=TODAY)
    return folder


@pytest.fixture
def dsl(place: Path, tmp_path: Path) -> Iterator[OpenSchool]:
    school = open_school(place, "dsl", SAMPLE_PASSWORD, root=tmp_path)
    school.follow()
    yield school
    school.close()


@pytest.fixture
def page(dsl: OpenSchool) -> PersonPage:
    return dsl.children.open(Whom(most_told_of(dsl)))


def test_it_goes_over_two_school_years_and_waits_for_something_still(page: PersonPage) -> None:
    assert 25 <= len(page.events) <= 40
    assert page.class_name == "5B"
    days = [one.happened_at.date() for one in page.events]
    assert days[0] < dt.date(2025, 10, 31)
    assert days[-1] >= dt.date(2026, 11, 16)
    assert len({one.reference for one in page.events}) >= 8
    assert {one.kind for one in page.events} == {"told", "content"}
    assert page.tasks
    assert any(one.recorded_at > one.happened_at for one in page.events)
    assert page.agreements is not None


def test_its_reports_belong_together_and_one_leads(dsl: OpenSchool, page: PersonPage) -> None:
    hows: set[str] = set()
    for case_id in {one.case_id for one in page.events}:
        case = dsl.cases.open_case(case_id)
        hows |= {tie.how for tie in case.ties}
        # Each tie stands in both.
        for tie in case.ties:
            other = dsl.cases.open_case(tie.case_id)
            assert case_id in {back.case_id for back in other.ties}
    assert hows == {"linked", "led here", "led there"}


def test_there_is_one_in_every_sample_that_is_large_enough() -> None:
    for seed in (1, 2, 3):
        school = sample_school(TODAY, seed=seed)
        moves = {step.move for case in each_case(school, 160) for step in case.steps}
        assert {Move.LINK_PERSON, Move.UNLINK_PERSON, Move.LINK_CASE, Move.MERGE} <= moves
    few = list(each_case(sample_school(TODAY), 100))
    assert Move.MERGE not in {step.move for case in few for step in case.steps}


def test_children_are_those_of_the_class(dsl: OpenSchool, page: PersonPage) -> None:
    on_roll = {one.id for one in dsl.signed_in.directory.pupils}
    for case_id in {one.case_id for one in page.events}:
        case = dsl.cases.open_case(case_id)
        for person in case.people:
            assert isinstance(person.pupil_id, uuid.UUID)
            assert person.pupil_id in on_roll


@pytest.mark.parametrize("pupils", [30, 200])
def test_a_small_school_is_made_without_it(pupils: int) -> None:
    found = list(each_case(sample_school(TODAY, pupils=pupils), 160))
    assert len(found) == 160


def test_a_sample_of_ten_years_has_the_same_two_years_of_this_child() -> None:
    school = sample_school(TODAY)
    cases = list(each_case(school, 400, 10))
    assert len(cases) == 400
    assert cases[0].recorded_at.year == TODAY.year - 9
    story = {case.id for case in cases} & {case.id for case in each_case(school, 400, 2)}
    assert len(story) >= 8
