"""Figures of a school whose cases are known and counted by hand, as each member sees them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid

import pytest

from tests.reports.doing import act, full_answers, send
from tests.schools import NOON, SmallSchool
from tests.storage.older import make_older
from trent_desktop.journeys import when_value
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotAllowed
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.casework.names import SANCTION
from trent_desktop.reports.figures.counted import Clock, Figures
from trent_desktop.reports.figures.hiding import HIDDEN, UNDER, Table
from trent_desktop.reports.figures.moments import SANCTION_YEAR, about_whom
from trent_desktop.reports.figures.periods import Period, Span, span_of
from trent_desktop.reports.figures.rows import abouts
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.sent import Sent
from trent_desktop.storage.local_store import LocalStore

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


def ago(**by: float) -> str:
    """An answer: it happened so long before noon."""
    return when_value(NOON - dt.timedelta(**by))


def of_class(school: SmallSchool, name: str = "4B") -> dict[str, object]:
    return {"id": str(school.classes[name]), "name": name}


def counted(member: OpenSchool, period: Period = Period.WEEKS_12) -> Figures:
    member.follow()
    return member.figures.count(period)


def names_and_counts(figures: Figures) -> dict[str, int | None]:
    return {one.words: one.cell.count for one in figures.by_kind}


def send_all(
    school: SmallSchool, who: OpenSchool, start: dict[str, object], **more: object
) -> None:
    """A report with all of its questions answered."""
    first = send(school, who, "quick", **start)
    rest = who.drafts.get(first.case_id)
    assert rest is not None
    who.cases.send(dataclasses.replace(rest, answers={**full_answers(rest.answers), **more}))


def decide(school: SmallSchool, who: str, sent: Sent, **details: object) -> None:
    member = school.open(who)
    case = member.cases.open_case(sent.case_id)
    act(member.cases, case, Move.DECIDE, "Talked with both, no more needed.", **details)
    member.close()


@pytest.fixture
def worked(folder_school: SmallSchool) -> SmallSchool:
    """Seven reports of ten weeks: four of content, one stopped, one about staff, one about the head."""
    school = folder_school
    clock = school.clock
    teacher = school.open("teacher1")
    clock.turn(weeks=-9)
    old = clock.at
    first = send(
        school,
        teacher,
        **{n.CLASS: of_class(school), n.HAPPENED_AT: when_value(old - 10 * MINUTE)},
    )
    clock.turn(minutes=20)
    ict = school.open("ict")
    case = ict.cases.open_case(first.case_id)
    case = act(ict.cases, case, Move.BLOCKED)
    clock.turn(minutes=60)
    act(ict.cases, case, Move.STILL_BLOCKED)
    head = school.open("head")
    clock.turn(hours=2)
    case = head.cases.open_case(first.case_id)
    act(head.cases, case, Move.SIGN_OFF, "Seen, an accident.")
    clock.at = NOON
    for happened in (ago(minutes=30), ago(hours=2)):
        send(school, teacher, **{n.CLASS: of_class(school), n.HAPPENED_AT: happened})
    send_all(school, teacher, {n.CLASS: of_class(school, "4A"), n.HAPPENED_AT: when_value(NOON)})
    stopped = send(school, teacher, "stop", **{n.CLASS: of_class(school)})
    decide(school, "dsl", stopped)
    send(school, teacher, **{n.ABOUT: n.ABOUT_STAFF, n.HAPPENED_AT: ago(minutes=5)})
    send(school, teacher, **{n.ABOUT: n.ABOUT_HEAD, n.HAPPENED_AT: ago(minutes=5)})
    for member in (teacher, ict, head):
        member.close()
    return school


TODAY = NOON.date()


def test_each_counts_what_she_reads_and_leads_on(worked: SmallSchool) -> None:
    totals = {who: counted(worked.open(who)).total for who in ("ict", "dsl", "deputy", "head")}
    # The ordinary ones; with the stopped one; with the one about staff. Never the head's own.
    assert totals == {"ict": 4, "dsl": 5, "deputy": 5, "head": 6}
    assert counted(worked.open("chair")).total == 1


@pytest.mark.parametrize("who", ["teacher1", "support", "governor"])
def test_who_leads_on_nothing_is_told_no_figures(worked: SmallSchool, who: str) -> None:
    member = worked.open(who)
    member.follow()
    with pytest.raises(NotAllowed):
        member.figures.count(Period.TERM)
    with pytest.raises(NotAllowed):
        member.figures.for_governors(span_of(Period.TERM, TODAY))


def test_by_week_kind_category_and_state(worked: SmallSchool) -> None:
    figures = counted(worked.open("head"))
    assert len(figures.weeks) == 12
    assert figures.weeks[-1].begins == dt.date(2026, 11, 23)
    assert [week.count for week in figures.weeks] == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5]
    assert names_and_counts(figures) == {"Inappropriate content": 6}
    found = {one.words: one.cell.count for one in figures.by_category}
    assert found["Content"] == 1
    assert found["Not one of the 4 Cs"] == 5
    assert dict(figures.by_state) == {
        CaseState.SIGNED_OFF: 1,
        CaseState.NEW: 3,
        CaseState.DECIDED: 1,
        CaseState.WITH_HEAD: 1,
    }


def test_how_long_it_took_from_when_it_happened(worked: SmallSchool) -> None:
    taken = {one.clock: one for one in counted(worked.open("ict")).taken}
    told, blocked, decided = (taken[one] for one in (Clock.TOLD, Clock.BLOCKED, Clock.DECIDED))
    # 10 minutes, 30 minutes, two hours, and at once (the full form's moment is noon itself).
    assert told.cases == 4
    assert told.median == 20 * MINUTE
    assert told.worst == 2 * HOUR
    assert blocked.median == blocked.worst == 30 * MINUTE
    assert decided.worst == 3 * HOUR + 30 * MINUTE  # no decision was asked for: the sign-off is it
    assert taken[Clock.CHECKED].worst == 90 * MINUTE
    assert taken[Clock.SIGNED_OFF].cases == 1
    assert Clock.PARENTS_TOLD not in taken


def test_the_longest_is_named_by_its_reference(worked: SmallSchool) -> None:
    ict = worked.open("ict")
    figures = counted(ict)
    (blocked,) = (one for one in figures.taken if one.clock is Clock.BLOCKED)
    rows = ict.cases.page(CaseQuery()).rows
    assert blocked.reference == min(rows, key=lambda row: row.recorded_at).reference


def test_what_is_open_longest_comes_first_with_its_days(worked: SmallSchool) -> None:
    worked.clock.turn(days=3)
    figures = counted(worked.open("dsl"))
    assert figures.open_count == 4  # three of content, and the stopped one, which is not signed off
    assert [one.days for one in figures.open_longest] == [3, 3, 3, 3]
    references = [one.reference for one in figures.open_longest]
    assert references == sorted(references)


def test_a_shorter_period_counts_less(worked: SmallSchool) -> None:
    head = worked.open("head")
    head.follow()
    assert head.figures.count(Period.TERM).total == 6
    assert head.figures.count(Period.WEEKS_52).total == 6
    worked.clock.turn(weeks=5)
    assert head.figures.count(Period.WEEKS_12).total == 5
    worked.clock.turn(days=20)  # in January
    assert head.figures.count(Period.TERM).total == 0
    assert head.figures.count(Period.YEAR).total == 6


@pytest.mark.parametrize(
    ("period", "today", "first", "weeks"),
    [
        (Period.TERM, dt.date(2026, 11, 23), dt.date(2026, 9, 1), 13),
        (Period.TERM, dt.date(2027, 3, 31), dt.date(2027, 1, 1), 14),
        (Period.TERM, dt.date(2027, 8, 31), dt.date(2027, 4, 1), 23),
        (Period.YEAR, dt.date(2027, 8, 31), dt.date(2026, 9, 1), 53),
        (Period.YEAR, dt.date(2026, 9, 1), dt.date(2026, 9, 1), 1),
        (Period.WEEKS_12, dt.date(2026, 11, 29), dt.date(2026, 9, 7), 12),
        (Period.WEEKS_52, dt.date(2026, 11, 23), dt.date(2025, 12, 1), 52),
    ],
)
def test_periods(period: Period, today: dt.date, first: dt.date, weeks: int) -> None:
    span = span_of(period, today)
    assert span == Span(first, today)
    assert len(span.weeks) == weeks
    assert span.weeks[0] <= first
    assert span.weeks[-1] <= today


# ------------------------------------------------------------------ the person it is about


def about_a_deputy(school: SmallSchool, name: str) -> None:
    teacher = school.open("teacher2")
    more = {n.ABOUT: n.ABOUT_STAFF, n.HOW: n.HOW_STAFF, n.STAFF_NAME: name}
    send_all(school, teacher, {n.CLASS: of_class(school)}, **more)
    teacher.close()


def test_nobody_counts_a_report_about_herself(folder_school: SmallSchool) -> None:
    about_a_deputy(folder_school, "Maya Okonkwo-Reid")
    assert counted(folder_school.open("head")).total == 0
    assert counted(folder_school.open("chair")).total == 1


def test_the_query_itself_leaves_out_what_is_about_her(folder_school: SmallSchool) -> None:
    """Also where the row came to this laptop before anybody could know: she is called so now."""
    about_a_deputy(folder_school, "Someone Else")
    head = folder_school.open("head")
    assert counted(head).total == 1
    (kept,) = abouts(head.signed_in.store)
    assert about_whom(kept)[n.STAFF_NAME] == "Someone Else"
    with head.signed_in.store.writing() as connection:
        renamed = kept.replace("Someone Else", "Mrs Okonkwo-Reid")
        connection.execute("UPDATE case_moments SET about = ?", (renamed,))
    figures = head.figures.count(Period.WEEKS_12)
    assert (figures.total, figures.open_count, figures.open_longest) == (0, 0, ())
    assert not figures.taken


def test_the_reporter_who_leads_on_others_does_not_count_what_she_reads_in_part(
    folder_school: SmallSchool,
) -> None:
    ict = folder_school.open("ict")
    told = next(kind for kind in KINDS if kind.route.in_part)
    answers: dict[str, object] = {
        "told_by": [
            {"id": str(uuid.uuid4()), "name": "Aisha Khan", "class": "4B", "told_apart_by": ""}
        ],
        n.CHILD_WORDS: "I don’t want to go home.",
        n.ABOUT: n.ABOUT_NO,
        n.DANGER: "no",
        "told_injury": "no",
        "told_in_person": ["dsl"],
        n.HAPPENED_AT: ago(minutes=5),
        n.CLASS: of_class(folder_school),
    }
    ict.cases.send(folder_school.draft(answers, journey=told.name))
    assert counted(ict).total == 0
    assert counted(folder_school.open("dsl")).total == 1


# ------------------------------------------------------------------ sanctions and small numbers


def row(table: Table, words: str) -> list[str]:
    return [cell.words for cell in table.cells[table.rows.index(words)]]


def test_sanctions_by_kind_and_year_without_names(folder_school: SmallSchool) -> None:
    school = folder_school
    teacher = school.open("teacher1")
    for number in range(12):
        sent = send(school, teacher, "stop", **{n.CLASS: of_class(school)})
        name = "warning" if number < 6 else "talk" if number < 11 else "Sent Aisha Khan home"
        year = {SANCTION_YEAR: "6"} if number in (4, 5) else {}
        decide(school, "dsl", sent, **{SANCTION: name}, **year)
    figures = counted(school.open("head"))
    table = figures.sanctions
    assert table.columns == ("A talk about what happened", "A warning", "Something else")
    assert [cell.words for cell in table.column_totals] == ["5", "6", "1"]
    assert table.total == 12
    # Two of Year 6 and one of something else would each name a child.
    assert row(table, "Year 6")[1] == UNDER
    assert row(table, "Year 4")[1:] == [UNDER, UNDER]
    assert table.row_totals[table.rows.index("Year 6")].words == UNDER
    assert table.row_totals[table.rows.index("Year 4")].words == HIDDEN
    said = repr(figures)
    assert "Aisha" not in said
    assert "Khan" not in said


def test_a_small_number_of_one_year_group_is_hidden_from_those_who_lead_too(
    worked: SmallSchool,
) -> None:
    figures = counted(worked.open("head"))
    year = next(one for one in figures.by_year if one.words == "Year 4")
    assert year.cell.words == "5"  # a year group alone names nobody
    assert figures.year_by_kind.cells[4][0].words == "5"


def test_governors_get_numbers_and_nobody(worked: SmallSchool) -> None:
    head = worked.open("head")
    head.follow()
    span = span_of(Period.WEEKS_12, TODAY)
    figures = head.figures.for_governors(span)
    assert figures.counted_by == "Headteacher"
    assert figures.total == 6
    assert sum(count for _, count in figures.by_kind) == 6
    assert sum(one.cell.count or 0 for one in figures.by_year) <= 6
    assert not any(one.cell.count in range(1, 5) for one in figures.by_year[:-1])
    assert {clock for clock, _ in figures.medians} == {Clock.TOLD}
    assert "TR-2026" not in repr(figures)
    for name in ("chair", "ict"):
        with pytest.raises(NotAllowed):
            worked.open(name).figures.for_governors(span)


# ------------------------------------------------------------------ as things move


def test_figures_follow_what_is_done_here_and_what_goes(worked: SmallSchool) -> None:
    ict = worked.open("ict")
    ict.follow()
    row = next(one for one in ict.cases.page(CaseQuery()).rows if one.state is CaseState.NEW)
    case = ict.cases.open_case(row.id)
    act(ict.cases, case, Move.NO_BLOCK_NEEDED, "A mistake in typing.")
    assert dict(ict.figures.count(Period.TERM).by_state)[CaseState.NO_BLOCK] == 1
    ict._index.clear()
    assert ict.figures.count(Period.TERM).total == 0


def test_a_store_of_the_version_before_gets_the_tables(folder_school: SmallSchool) -> None:
    ict = folder_school.open("ict")
    ict.follow()
    store: LocalStore = ict.signed_in.store
    with store.writing() as connection:
        make_older(connection)
        connection.execute("UPDATE note SET value = '1|older rows' WHERE name = 'synced change'")
    root = folder_school.folder / "laptop-0"
    ict.close()
    again = folder_school.open("ict", root=root)
    send(folder_school, folder_school.open("teacher1"))
    assert counted(again).total == 1
