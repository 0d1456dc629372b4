"""The invented cases: whole, believable, possible, and harmless to show."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterable

import pytest

from trent_desktop.reports.cases import CaseState, EntryKind, Move, Route
from trent_desktop.reports.casework.records import RECORDS
from trent_desktop.reports.filter.addresses import addresses_in
from trent_desktop.reports.filter.lines import lines_for
from trent_desktop.reports.kinds import Kind, kind_named
from trent_desktop.reports.kinds.content import STOP, names, title_of
from trent_desktop.reports.kinds.content.categories import TABLES
from trent_desktop.reports.report import Report
from trent_desktop.reports.severity import alarm_of
from trent_desktop.reports.workflow import (
    STANDARD,
    flow_of,
    may_follow,
    state_after,
)
from trent_desktop.sample import SampleCase, SampleSchool, each_case, sample_school
from trent_desktop.sample.school_year import school_days_before
from trent_desktop.sample.sightings_content import CONTENT_SIGHTINGS
from trent_desktop.sample.sightings_others import OTHER_SIGHTINGS
from trent_desktop.school.people.permissions import may

TODAY = dt.date(2026, 11, 22)
#: States that only some kinds come to, and pass through.
OF_THEIR_OWN = {CaseState.AGREED, CaseState.RUNNING, CaseState.WITH_PANEL}
_INSIDE_STOP = re.compile(r"\w\.\w")
_RESERVED = re.compile(r"(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid)$")


@pytest.fixture(scope="module")
def school() -> SampleSchool:
    return sample_school(TODAY)


@pytest.fixture(scope="module")
def cases(school: SampleSchool) -> list[SampleCase]:
    return list(each_case(school, 160))


@pytest.fixture(scope="module")
def many(school: SampleSchool) -> list[SampleCase]:
    """Enough for what is rare to turn up."""
    return list(each_case(school, 2_500, years=3))


def test_the_same_seed_makes_the_same_cases(school: SampleSchool, cases: list[SampleCase]) -> None:
    assert list(each_case(sample_school(TODAY), 160)) == cases
    others = list(each_case(sample_school(TODAY, seed=2), 160))
    assert {one.id for one in others}.isdisjoint(one.id for one in cases)
    assert [title_of(one.answers) for one in others] != [title_of(one.answers) for one in cases]


def test_more_cases_leave_the_children_their_names(school: SampleSchool) -> None:
    assert len(list(each_case(school, 300))) == 300
    assert sample_school(TODAY).pupils == school.pupils


@pytest.mark.parametrize("count", [0, 1, 5, 18, 40])
def test_any_number_of_cases(school: SampleSchool, count: int) -> None:
    assert len(list(each_case(school, count))) == count


def test_cases_come_one_at_a_time(school: SampleSchool) -> None:
    assert len(list(itertools.islice(each_case(school, 20_000), 3))) == 3


@pytest.mark.parametrize(("count", "years"), [(-1, 2), (200_001, 2), (1, 0), (1, 11)])
def test_numbers_that_cannot_be_are_refused(school: SampleSchool, count: int, years: int) -> None:
    with pytest.raises(ValueError, match="sample school"):
        each_case(school, count, years)


@pytest.mark.parametrize("seed", range(1, 6))
def test_every_state_and_route_is_there_by_default(seed: int) -> None:
    found = list(each_case(sample_school(TODAY, seed=seed), 160))
    assert {one.state for one in found} >= set(CaseState) - OF_THEIR_OWN
    assert {one.route for one in found} == set(Route)
    moves = {step.move for one in found for step in one.steps}
    asked = {step.move for step in RECORDS} | {Move.AMEND, Move.RECATEGORISE, Move.UNLINK_CASE}
    assert moves >= set(STANDARD.steps) - asked
    last = {one.state for one in found if any(s.move is Move.REOPEN for s in one.steps)}
    assert CaseState.NEW in last, "one that was opened again and waits"
    mine = [one for one in found if one.reporter == "teacher1"]
    assert {one.state for one in mine} >= {CaseState.NEW, CaseState.BLOCKED, CaseState.CLOSED}


def test_old_cases_are_over_and_new_ones_open(many: list[SampleCase]) -> None:
    over = {CaseState.CLOSED, CaseState.SIGNED_OFF}
    old = [one for one in many if one.recorded_at.date() < dt.date(2026, 7, 31)]
    assert all(one.state in over for one in old if not _reopened(one))
    newest = [one for one in many if one.recorded_at.date() >= dt.date(2026, 11, 19)]
    assert sum(one.state not in over for one in newest) > len(newest) / 2


def _reopened(case: SampleCase) -> bool:
    return any(step.move is Move.REOPEN for step in case.steps)


def test_proportions_make_sense(many: list[SampleCase]) -> None:
    routes = Counter(one.route for one in many)
    assert routes[Route.CONTENT] > 0.78 * len(many)
    assert 5 <= routes[Route.STAFF] <= 0.06 * len(many)
    assert 5 <= routes[Route.STOPPED] <= 0.04 * len(many)
    assert 1 <= routes[Route.HEAD] <= 0.005 * len(many)
    moves = Counter(step.move for one in many for step in one.steps)
    asked = {one.move for one in RECORDS} | {Move.UNLINK_CASE}
    assert set(flow_of(None, Route.CONTENT).steps) - asked <= set(moves)
    assert moves[Move.NO_BLOCK_NEEDED] < moves[Move.BLOCKED] / 2
    assert 0 < moves[Move.REOPEN] < 0.08 * len(many)
    categories = Counter(one.answers.get(names.CATEGORY, "") for one in many if _answered(one))
    known = {row.value for row in TABLES[-1].rows if not row.stops}
    assert known <= {value for value in categories if isinstance(value, str)}


def kind_of(case: SampleCase) -> Kind:
    kind = kind_named(case.stages[0].journey)
    assert kind is not None
    return kind


def _answered(case: SampleCase) -> bool:
    return isinstance(case.answers.get(names.CATEGORY), str)


def test_all_answers_pass_the_checks_of_the_service(many: list[SampleCase]) -> None:
    for case in many:
        together: dict[str, object] = {}
        kind = kind_of(case)
        for stage in case.stages:
            assert Report.read(kind, stage.stage, stage.answers, stage.at).answers == stage.answers
            together.update(stage.answers)
        assert together == case.answers
        later = [step.at for step in case.steps if step.kind is EntryKind.MORE_ANSWERS]
        assert later == [stage.at for stage in case.stages[1:]]
        assert kind.lead(case.stages[0].stage, case.answers) is case.route
        assert kind.facts(case.route, case.answers).severity in range(4)


def test_what_is_serious_is_decided_on_before_it_is_signed_off(many: list[SampleCase]) -> None:
    decided = 0
    for case in many:
        if case.route is not Route.CONTENT or not alarm_of(kind_of(case), case.route, case.answers):
            continue
        moves = [step.move for step in case.steps]
        over = [moves.index(one) for one in (Move.SIGN_OFF, Move.CLOSE) if one in moves]
        assert not over or moves.index(Move.DECIDE) < min(over)
        decided += any(step.move is Move.DECIDE for step in case.steps)
    assert decided > 20


def test_some_say_at_once_that_it_is_about_a_grown_up_and_some_later(
    many: list[SampleCase],
) -> None:
    about = Counter(
        (one.answers[names.ABOUT] != names.ABOUT_NO, len(one.stages))
        for one in many
        if one.route in (Route.STAFF, Route.HEAD)
    )
    assert set(about) == {(True, 1), (False, 2)}


def test_categories_are_those_of_the_form() -> None:
    offered = {row.value for row in TABLES[-1].rows if not row.stops}
    assert {one.category for one in CONTENT_SIGHTINGS + OTHER_SIGHTINGS} == offered


def test_stopped_cases_hold_nothing_but_what_may_be_asked(many: list[SampleCase]) -> None:
    for case in many:
        if case.route is Route.STOPPED:
            assert [one.stage for one in case.stages] == [STOP]
            assert not {names.SEEN, names.WHERE} & case.answers.keys()


def test_each_step_is_one_that_its_member_may_take(
    school: SampleSchool, many: list[SampleCase]
) -> None:
    for case in many:
        state = case.route.first_state
        flow = flow_of(kind_of(case), case.route)
        readers = set(case.route.readers)
        assert case.first_state is state
        for step in case.steps:
            member = school.member(step.by)
            if step.move is None:
                assert (step.kind, step.by) == (EntryKind.MORE_ANSWERS, case.reporter)
            else:
                rule = flow.steps[step.move]
                decides = step.move is Move.DECIDE
                assert may_follow(step.move, case.route, state, urgent=decides, flow=flow), (
                    step.move,
                    state,
                )
                assert may(member.roles, rule.right)
                assert step.words.strip() or not rule.needs_words
                own = case.route is Route.CONTENT and step.by == case.reporter
                assert own or readers & member.roles, (case.route, step.by)
                if step.move is Move.SIGN_OFF:
                    assert case.route.signer in member.roles
                state = state_after(step.move, case.route, state, flow=flow, details=step.details)
            assert step.state is state
        assert case.state is state


def test_amendments_say_what_stood_there(many: list[SampleCase]) -> None:
    amended = 0
    for case in many:
        answers: dict[str, object] = {**case.stages[0].answers}
        for step in case.steps:
            if step.kind is EntryKind.MORE_ANSWERS:
                answers.update(step.details["answers"])
            elif step.kind is EntryKind.AMENDMENT:
                amended += 1
                assert answers[step.details["question"]] == step.details["before"]
                assert step.details["after"] != step.details["before"]
                answers[step.details["question"]] = step.details["after"]
    assert amended > 50


def test_things_to_do_have_an_owner_and_are_done_once(
    school: SampleSchool, many: list[SampleCase]
) -> None:
    owners = {str(one.id): one for one in school.members}
    given = done = 0
    for case in many:
        known = {str(step.id): step for step in case.steps if step.move is Move.ACTION}
        ended: set[str] = set()
        for step in known.values():
            given += 1
            owner, due = step.details["owner"], dt.date.fromisoformat(step.details["due"])
            # What a step gives is for whoever leads, where it is for nobody in particular.
            assert step.by_itself or owner
            assert (owners[owner].name if owner else "") == step.details["owner_name"]
            assert due >= step.at.date() if step.by_itself else due > step.at.date()
        for step in (one for one in case.steps if one.move is Move.ACTION_DONE):
            done += 1
            task = known[step.details["action"]]
            assert task.at < step.at
            assert step.details["action"] not in ended
            ended.add(step.details["action"])
            owner = task.details["owner"]
            assert not owner or step.by_itself or owners[owner].sign_in_name == step.by
    assert 0 < done < given


def test_everything_happens_in_term_time_and_before_today(many: list[SampleCase]) -> None:
    days = set(school_days_before(TODAY, 3))
    order = [case.recorded_at for case in many]
    assert order == sorted(order)
    for case in many:
        assert case.happened_at.date() in days
        assert dt.time(8, 50) <= case.happened_at.time() <= dt.time(16, 30)
        assert dt.timedelta(0) < case.recorded_at - case.happened_at < dt.timedelta(hours=9)
        assert case.recorded_at.time() <= dt.time(16, 30)
        moments = [case.recorded_at, *(step.at for step in case.steps)]
        assert moments == sorted(moments)
        for step in case.steps:
            assert step.at.date() in days
            assert dt.time(7, 45) <= step.at.time() <= dt.time(18, 0)


def test_the_ict_lead_acts_within_the_hour_and_the_head_within_days(
    many: list[SampleCase],
) -> None:
    quick = [
        step.at - case.recorded_at
        for case in many
        for step in case.steps[:3]
        if step.move is Move.BLOCKED
    ]
    assert sum(one < dt.timedelta(hours=1) for one in quick) > 0.6 * len(quick)
    days = school_days_before(TODAY, 3)
    signed = [
        days.index(step.at.date()) - days.index(case.recorded_at.date())
        for case in many
        for step in case.steps
        # A complaint goes by stages of weeks.
        if step.move is Move.SIGN_OFF and not _reopened(case) and not _by_stages(case)
    ]
    assert 1 <= sorted(signed)[len(signed) // 2] <= 7
    assert max(signed) < 15


def _by_stages(case: SampleCase) -> bool:
    return any(step.move is Move.ACKNOWLEDGED for step in case.steps)


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def test_addresses_lead_nowhere(many: list[SampleCase]) -> None:
    """Only names that the internet keeps for examples (RFC 2606 and 6761)."""
    web = 0
    for case in many:
        texts = [*_texts(case.answers)]
        for step in case.steps:
            texts += [step.words, *_texts(dict(step.details))]
        # What has no full stop between two letters cannot be an address.
        for text in filter(_INSIDE_STOP.search, texts):
            for address in addresses_in(text):
                if address.is_web:
                    web += 1
                    assert _RESERVED.search(address.host), address.host
    assert web > len(many) / 2


def test_lines_for_the_filter_are_of_the_address_reported(many: list[SampleCase]) -> None:
    lines = 0
    for case in many:
        for step in case.steps:
            line = step.details.get("line", "")
            if step.move is Move.BLOCKED and line:
                lines += 1
                offered = lines_for(case.answers[names.WHERE])
                assert line in {one.text for one in offered}
    assert lines > 100


def test_texts_are_finished_and_do_not_look_copied(
    cases: list[SampleCase], many: list[SampleCase]
) -> None:
    titles = [title_of(one.answers) for one in cases if names.SEEN in one.answers]
    assert len(set(titles)) > 0.93 * len(titles)
    seen = [one.answers[names.SEEN] for one in many if names.SEEN in one.answers]
    assert len(set(seen)) > 0.9 * len(seen)
    accounts = Counter(one.answers.get(names.ACCOUNT_OF_IT) for one in many)
    del accounts[None]
    assert accounts.most_common(1)[0][1] < 0.01 * len(many)
    for case in many:
        texts = [*_texts(case.answers), *(step.words for step in case.steps)]
        for text in texts:
            assert not set("{}|") & set(text), text
            assert "  " not in text, text
            assert text == text.strip(), text
            assert ".." not in text, text


def test_children_named_are_of_the_class_as_it_was_then(
    school: SampleSchool, many: list[SampleCase]
) -> None:
    on_roll = {str(one.id): one for one in school.pupils}
    this_year = left = moved = 0
    for case in many:
        class_name = case.answers.get(names.CLASS, {}).get("name", "")
        for person in case.answers.get(names.SAW_PUPILS, []):
            assert person["class"] == class_name
            now = on_roll.get(person["id"])
            if case.recorded_at.date() >= dt.date(2026, 9, 1):
                this_year += 1
                assert now is not None
                assert now.class_name == class_name
            elif now is None:
                left += 1
            else:
                moved += 1
                assert now.class_name != class_name
                assert now.class_name[-1] == class_name[-1]
    assert min(this_year, left, moved) > 20


@pytest.mark.parametrize(
    "today", [dt.date(2026, 9, 1), dt.date(2026, 9, 7), dt.date(2027, 1, 1), dt.date(2028, 8, 20)]
)
def test_a_sample_can_be_made_on_any_day(today: dt.date) -> None:
    found = list(each_case(sample_school(today), 60, years=1))
    assert len(found) == 60
    assert all(one.recorded_at.date() < today for one in found)
    assert all(step.at.date() < today for one in found for step in one.steps)


def test_a_small_school_without_the_usual_classes_has_cases_too() -> None:
    assert len(list(each_case(sample_school(TODAY, pupils=14), 40))) == 40
