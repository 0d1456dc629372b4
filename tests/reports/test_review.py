"""The yearly review of the filter: what is in it, and what never is."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from tests.documents.reading import text_of
from tests.reports.doing import act
from tests.reports.papers import SCHOOL
from tests.reports.test_access import ADVICE, KIND, OPENED, day
from tests.reports.test_kinds import send
from tests.schools import NOON, SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotAllowed
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Move
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.kinds.access import names as n
from trent_desktop.reports.kinds.content import names as content
from trent_desktop.reports.review.papers import HEADINGS, review_csv, review_pdf
from trent_desktop.reports.review.reviewed import Decided, Review, year_of

YEAR = 2026
CHILD = "Łukasz Nowak"


def asked_for(school: SmallSchool, ends: str) -> str:
    sent = send(school, school.open("teacher1"), KIND, **{n.WHERE: f"https://{ends}.example.org"})
    ict, head = school.open("ict"), school.open("head")
    case = act(ict.cases, ict.cases.open_case(sent.case_id), Move.RECOMMEND, "Good.", **ADVICE)
    if ends == "refused":
        act(head.cases, head.cases.open_case(sent.case_id), Move.REFUSE, "=2+5 Use the film.")
        return sent.reference
    days = {n.FROM: day(1), n.UNTIL: day(9)}
    act(head.cases, head.cases.open_case(sent.case_id), Move.AGREE, "For the unit.", **days)
    case = act(ict.cases, ict.cases.open_case(sent.case_id), Move.APPLIED, "", **OPENED)
    if ends == "over":
        act(ict.cases, case, Move.BLOCKED_AGAIN, "", **{n.SEEN: "Blocked."})
    return sent.reference


def blocked(school: SmallSchool, about: str = asked.ABOUT_NO) -> str:
    teacher, ict = school.open("teacher1"), school.open("ict")
    more = {content.SEEN: f"{CHILD} saw it", asked.ABOUT: about}
    sent = send(school, teacher, KINDS[0], **more)
    if about == asked.ABOUT_NO:
        case = ict.cases.open_case(sent.case_id)
        act(ict.cases, case, Move.BLOCKED, "", line="bad[.]example[.]net (this page only)")
    return sent.reference


def review(who: OpenSchool, year: int = YEAR) -> Review:
    return who.filter_review.of(year)


def test_everything_allowed_and_blocked_by_whom_and_why(school: SmallSchool) -> None:
    made = {ends: asked_for(school, ends) for ends in ("open", "over", "refused")}
    made["blocked"] = blocked(school)
    for name in ("ict", "head"):
        who = school.open(name)
        found = {line.decided: line for line in review(who).lines}
        assert {one: line.reference for one, line in found.items()} == {
            Decided.OPEN: made["open"],
            Decided.ALLOWED: made["over"],
            Decided.REFUSED: made["refused"],
            Decided.BLOCKED: made["blocked"],
        }
        assert found[Decided.OPEN].where == "open[.]example[.]org"
        assert found[Decided.OPEN].by == "Maya Okonkwo-Reid, Headteacher"
        assert found[Decided.OPEN].why == "For the unit."
        assert "2026" in found[Decided.OPEN].until
        assert found[Decided.ALLOWED].until.startswith("blocked again on")
        assert "Tomasz" in found[Decided.BLOCKED].by
        assert found[Decided.BLOCKED].where.startswith("bad[.]example")
    for name in ("teacher1", "dsl", "chair"):
        with pytest.raises(NotAllowed):
            review(school.open(name))


def test_nobody_who_saw_it_and_nothing_sealed_is_in_it(folder_school: SmallSchool) -> None:
    blocked(folder_school)
    sealed = blocked(folder_school, asked.ABOUT_STAFF)
    head = folder_school.open("head")
    found = review(head)
    assert len(found.lines) == 1
    named = asked_for(folder_school, "lukasz-nowak")
    ict = folder_school.open("ict")
    found = review(head)
    line = next(one for one in found.lines if one.reference == named)
    assert (line.where, line.why) == ("stands in the report", "For the unit.")
    assert review(ict).lines == found.lines
    pdf = review_pdf(found, SCHOOL, printed_by="Maya", printed_at=NOON)
    everything = text_of(pdf.content) + review_csv(found).decode("utf-8-sig") + repr(found)
    for secret in (CHILD, "Nowak", "saw it", sealed, "Zoë", "4B"):
        assert secret not in everything


def test_each_school_year_has_its_own_and_what_is_open_goes_along(
    folder_school: SmallSchool,
) -> None:
    reference = asked_for(folder_school, "open")
    over = asked_for(folder_school, "over")
    ict = folder_school.open("ict")
    assert ict.filter_review.this_year == YEAR
    assert [year_of(dt.date(2026, *on)) for on in ((8, 31), (9, 1))] == [2025, 2026]
    assert review(ict, YEAR - 1).lines == ()
    (line,) = review(ict, YEAR + 1).lines
    assert (line.decided, line.reference) == (Decided.OPEN, reference)
    assert over in {one.reference for one in review(ict).lines}
    assert review(ict).title == "2026/27"


def test_the_paper_and_the_table_have_a_place_to_tick(folder_school: SmallSchool) -> None:
    asked_for(folder_school, "refused")
    asked_for(folder_school, "open")
    found = review(folder_school.open("head"))
    pdf = review_pdf(found, SCHOOL, printed_by="Maya", printed_at=NOON, unchanging=True)
    text = text_of(pdf.content)
    assert "Review of the filter 2026/27" in text
    assert text.count("Still needed?") == 2
    rows = list(csv.reader(io.StringIO(review_csv(found).decode("utf-8-sig"))))
    assert tuple(rows[0]) == HEADINGS
    assert HEADINGS[-1] == "still needed?"
    assert len(rows) == 3
    # No cell is a formula.
    assert any(cell.startswith("'=") for row in rows for cell in row)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
