"""A row that cannot be read, in any table of the policy and its watchers, costs that row at most."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from sqlalchemy import select

from tests.oversight.test_accounts import details
from tests.oversight.training.test_training import DRAFT
from tests.policy.test_versions import approved, begun
from tests.schools import SmallSchool
from trent_desktop.oversight.accounts.models import AccountRow
from trent_desktop.oversight.filter_checks.models import FilterCheckRow
from trent_desktop.oversight.filter_checks.values import Item, NewCheck, Profile, Result
from trent_desktop.oversight.governors.models import GovernorTermRow
from trent_desktop.oversight.governors.terms import term_named
from trent_desktop.oversight.training.models import TrainingCertificateRow, TrainingSessionRow
from trent_desktop.oversight.training.values import CertificateDraft
from trent_desktop.policy.models import PolicyVersionRow
from trent_desktop.problems import NotFound, Problem, SomebodyWasFaster

SHAPES: tuple[Any, ...] = (None, [], ["a"], 7, "words", {})
NEWER: dict[str, Any] = {
    "title": ["a"],
    "topics": [["x"], {"y": 1}, "robots"],
    "minutes": "an hour",
    "begins": "25:99",
    "history": [7, {"at": "never", "by": "nobody", "was": []}, {"was": None}],
    "results": {"adult": ["good"], "proxy": {"a": 1}},
    "profile": ["pupil"],
    "posters": [["x"], 7],
    "owner": ["x"],
    "pictures": [{"topic": ["reports"], "numbers": [[["a"], True, None, "b"]]}],
    "said": {"reports": ["a"]},
    "sections": [{"clauses": [{"number": 7, "points": [7]}]}],
}


@pytest.mark.both_databases
def test_one_row_of_another_shape_costs_no_page(school: SmallSchool) -> None:
    head, ict, teacher = school.open("head"), school.open("ict"), school.open("teacher1")
    me, today = school.members["head"], head.training.today
    good_version = approved(head, begun(head))
    head.training.plan(good := uuid.uuid4(), DRAFT)
    ict.accounts.save(account := uuid.uuid4(), details(school.members["ict"]))
    check = NewCheck(
        uuid.uuid4(),
        today,
        "iPad 12",
        "Year 4",
        Profile.PUPIL,
        {Item.ADULT: Result.AS_IT_SHOULD},
    )
    head.filter_checks.add_check(check)
    head.follow()
    head.governors.tell(head.governors.look(head.governors.this_term))
    now = school.clock()
    for number, shape in enumerate((*SHAPES, NEWER)):
        with head.signed_in.database.write() as unit:
            unit.add(
                PolicyVersionRow(
                    id=uuid.uuid4(),
                    number=50 + number,
                    state="approved" if number % 2 else "a newer state",
                    content=shape,
                    equality=shape,
                    made_at=now,
                    changed_at=now,
                    minute="",
                    in_force_from=dt.date(2020, 1, 1),
                )
            )
            unit.add(
                TrainingSessionRow(
                    id=uuid.uuid4(), day=today, content=shape, version=1, made_at=now, made_by=me
                )
            )
            unit.add(
                TrainingCertificateRow(
                    id=uuid.uuid4(),
                    member_id=me,
                    content=shape,
                    day=today,
                    made_at=now,
                    made_by=me,
                    withdrawn_why="",
                )
            )
            unit.add(
                AccountRow(
                    id=uuid.uuid4(), content=shape, sealed=b"\x00[", made_at=now, change=number
                )
            )
            for sort in ("check", "review", "taken back", "of a newer program"):
                unit.add(
                    FilterCheckRow(
                        id=uuid.uuid4(),
                        sort=sort,
                        on_day=dt.date.max,
                        by_id=me,
                        made_at=now,
                        content=shape,
                    )
                )
            unit.add(
                GovernorTermRow(
                    term=("2020-summer", "0000-autumn", "9999-autumn", "2021-summer")[number % 4]
                    if number < 4
                    else f"202{number}-autumn"
                    if number != 6
                    else "2019-autumn",
                    final=True,
                    told_at=now,
                    told_by=me,
                    content=shape,
                )
            )
    assert head.policy.in_force().id == good_version.id
    assert good_version.id in {one.id for one in head.policy.versions()}
    assert teacher.policy_reading.mine().version is not None
    head.policy_reading.who()
    head.induction.all()
    assert good in {one.id for one in teacher.training.sessions()}
    head.training.standings()
    head.training.counts(today, today)
    assert account in {one.id for one in ict.accounts.accounts()}
    head.accounts.counts()
    seen = head.filter_checks.everything()
    assert check.id in {one.id for one in seen.checks}
    # A day to come, written by a laptop with a wrong clock, puts no check off.
    assert seen.next_check == today + dt.timedelta(days=60)
    assert seen.next_review == today
    assert head.filter_checks.counts(today, today).checks == 1
    chair = school.open("chair")
    assert chair.governors.this_term in {one.term for one in chair.governors.told()}
    head.calendar.look()
    assert [one for one in head.calendar.dates() if one.words == "Check the filter"]


def test_a_version_of_a_state_that_is_not_known_is_never_changed(
    folder_school: SmallSchool,
) -> None:
    head = folder_school.open("head")
    draft = begun(head)
    with head.signed_in.database.write() as unit:
        unit.get_one(PolicyVersionRow, draft.id).state = "with the solicitors"
    from trent_desktop.policy.values import Approval

    day = folder_school.clock().date()
    approval = Approval(day, "Minute 7", day, day.replace(year=day.year + 1))
    with pytest.raises((NotFound, SomebodyWasFaster)):
        head.policy_drafts.approve(draft.id, draft.changed_at, approval)
    with head.signed_in.database.read() as unit:
        states = unit.execute(select(PolicyVersionRow.state)).scalars().all()
    assert states == ["with the solicitors"]


@pytest.mark.parametrize("written", ["0000-autumn", "9999-autumn", "9999-summer"])
def test_a_year_that_no_calendar_has_is_no_term(written: str) -> None:
    with pytest.raises(Problem, match="not a term"):
        term_named(written)


def test_a_session_put_right_keeps_what_a_newer_program_said_of_it(
    folder_school: SmallSchool,
) -> None:
    head = folder_school.open("head")
    head.training.plan(one := uuid.uuid4(), DRAFT)
    with head.signed_in.database.write() as unit:
        row = unit.get_one(TrainingSessionRow, one)
        row.content = {**row.content, "room": "The hall", "topics": ["robots", "policy"]}
    head.training.correct(uuid.uuid4(), one, DRAFT, "Another title", 1)
    with head.signed_in.database.read() as unit:
        content = unit.get_one(TrainingSessionRow, one).content
    assert content["room"] == "The hall"
    assert "robots" in content["topics"]


def test_a_certificate_of_long_ago_or_for_ever_is_no_trouble(folder_school: SmallSchool) -> None:
    head = folder_school.open("head")
    forever = CertificateDraft("For ever", "A college", head.training.today, dt.date.max)
    head.training.add_certificate(uuid.uuid4(), head.member.id, forever)
    assert head.training.mine().needs
    head.calendar.look()
