"""Home with twenty years of what the rooms keep, against Home of a school that keeps nothing yet."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Iterator

from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.ground import Ground, fill, made_up_cases
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.oversight.accounts.values import AccountDetails
from trent_desktop.oversight.filter_checks.values import (
    Item,
    NewCheck,
    NewYearlyReview,
    Profile,
    Result,
)
from trent_desktop.oversight.governors.models import GovernorTermRow
from trent_desktop.oversight.governors.terms import Term
from trent_desktop.oversight.governors.values import TermReport, pictures_to_json
from trent_desktop.reports.index import LocalIndex
from trent_desktop.school.people.permissions import Right

NAME = "home"
_YEARS = 20
_CHECKS_A_YEAR = 40
_ACCOUNTS = 60


def measure(ground: Ground) -> Iterator[Figure]:
    """What Home shows, and the look at the share that it shows the days of."""
    years = max(1, _YEARS * ground.size.rounds // 40)
    with_records, without = ground.small_school("home-full"), ground.small_school("home-bare")
    _keep_records(with_records, years)
    full, bare = (_signed_in(one, ground.size.few) for one in (with_records, without))
    from ui.home.todo import gather

    now = with_records.clock()
    taken, raw = in_turns(ground.size.rounds, lambda: gather(full, now), lambda: gather(bare, now))
    note = f"{years} years: checks of the filter, reviews, accounts, terms of governors"
    yield Figure(
        NAME, "what Home shows", "ms", taken, raw, "no records", goal=1.15, most=100, note=note
    )
    looked, least = in_turns(ground.size.rounds, full.calendar.look, bare.calendar.look)
    yield Figure(NAME, "what has a day, from the share", "ms", looked, least, "no records")


def _signed_in(school: SmallSchool, cases: int) -> OpenSchool:
    """The Headteacher, with reports in her index, after a first look at the share."""
    head = school.open("head")
    head.follow()
    fill(LocalIndex(head.signed_in.store, head.member.id), made_up_cases(cases))
    head.calendar.look()
    return head


def _keep_records(school: SmallSchool, years: int) -> None:
    ict, head = school.open("ict"), school.open("head")
    today = head.governors.today
    good: dict[Item, Result] = dict.fromkeys(Item, Result.AS_IT_SHOULD)
    for year in range(years):
        for number in range(_CHECKS_A_YEAR):
            on = today - dt.timedelta(days=365 * year + 9 * number)
            check = NewCheck(
                uuid.uuid4(), on, f"iPad {number}", "Year 4 classroom", Profile.PUPIL, good
            )
            ict.filter_checks.add_check(check)
        on = today - dt.timedelta(days=365 * year + 90)
        names = ("M. Okonkwo", "I. Petrov", "F. Sheikh", "The borough’s service")
        ict.filter_checks.add_review(
            NewYearlyReview(uuid.uuid4(), on, *names, "It does what it should.", "")
        )
    for number in range(min(_ACCOUNTS, 3 * years)):
        details = AccountDetails("Blog", f"Class {number}", "What it learnt.", ict.member.id)
        ict.accounts.save(uuid.uuid4(), details)
    head.follow()
    _tell_terms(head, 3 * years)
    ict.close()
    head.close()


def _tell_terms(head: OpenSchool, how_many: int) -> None:
    """The newest as it is looked at; those before it with the same pictures, as they were told."""
    assert head.may(Right.EXPLAIN_FIGURES)
    report = head.governors.look(head.governors.this_term)
    head.governors.tell(report)
    with head.signed_in.database.write() as session:
        for term in itertools.islice(_before(report.term), how_many):
            session.add(
                GovernorTermRow(
                    term=term.name,
                    final=True,
                    told_at=head.governors.now,
                    told_by=head.member.id,
                    content=_content(report),
                )
            )


def _before(term: Term) -> Iterator[Term]:
    while True:
        term = term.before()
        yield term


def _content(report: TermReport) -> dict[str, object]:
    return {"pictures": pictures_to_json(report.pictures), "said": {}, "counted_by": ""}
