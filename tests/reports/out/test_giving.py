"""Giving a copy out: asked for the password, written down twice, and refused where it must be."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from tests.reports.doing import act, send
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.documents.page import Letterhead
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, NotAllowed, NotFound, PrintRefused, SignInRefused
from trent_desktop.reports.cases import CaseFile, EntryKind, Move
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.out.given import Given, Purpose
from trent_desktop.storage.audit import Act

SCHOOL = Letterhead("Larkfield Primary School")
WHOM = "PC Sam Hill, Larkfield police station"


def a_case(school: SmallSchool, who: OpenSchool, **more: str) -> CaseFile:
    sent = send(school, school.open("teacher1"), **more)
    return who.cases.open_case(sent.case_id)


def given(case: CaseFile, **more: object) -> Given:
    made = Given(uuid.uuid4(), case.summary.id, Purpose.POLICE, WHOM, b"%PDF-1.7 looked at", 3)
    return replace(made, **more)  # type: ignore[arg-type]


def test_the_copy_that_leaves_is_in_the_trail_and_in_the_case(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    case = a_case(school, dsl)
    giving = dsl.giving_out.begin(case)
    pdf = dsl.giving_out.copy_of(giving, (), Purpose.POLICE, SCHOOL)
    copy = given(case, content=pdf.content, bars=0)
    dsl.giving_out.record(copy, PASSWORD)
    after = dsl.cases.open_case(case.summary.id)
    note = after.timeline[-1]
    assert (note.kind, note.author_name) == (EntryKind.NOTE, "Fatima Sheikh")
    assert f"given to the police: {WHOM}" in note.words
    assert "Blacked out in it: nothing." in note.words
    assert copy.digest in note.words
    (entry,) = [
        one for one in dsl.cases.history(case.summary.id) if one.act == Act.CASE_EXPORTED.value
    ]
    assert entry.details == {"purpose": "police", "bars": 0, "sha256": copy.digest}


def test_the_trail_names_nobody(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    case = a_case(school, dsl)
    dsl.giving_out.record(given(case, to="Mrs Nowak, mother of Łukasz Nowak"), PASSWORD)
    told = str(dsl.cases.history(case.summary.id))
    assert "Nowak" not in told
    assert "mother" not in told


def test_tried_again_it_is_one_entry(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    case = a_case(school, dsl)
    copy = given(case)
    before = len(case.timeline)
    dsl.giving_out.record(copy, PASSWORD)
    dsl.giving_out.record(copy, PASSWORD)
    assert len(dsl.cases.open_case(case.summary.id).timeline) == before + 1


def test_the_password_is_asked_for_again(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    case = a_case(school, dsl)
    for wrong in ("", "not it"):
        with pytest.raises(SignInRefused):
            dsl.giving_out.record(given(case), wrong)
    acts = [one.act for one in dsl.cases.history(case.summary.id)]
    assert Act.CASE_EXPORTED.value not in acts


def test_somebody_must_be_named_who_gets_it(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    case = a_case(school, dsl)
    for to in ("", "  \n ", "x" * 300):
        with pytest.raises(AnswersRefused):
            dsl.giving_out.record(given(case, to=to), PASSWORD)


@pytest.mark.parametrize("name", ["teacher1", "ict"])
def test_it_is_for_those_who_lead_on_safeguarding(school: SmallSchool, name: str) -> None:
    sent = send(school, school.open("teacher1"))
    who = school.open(name)
    case = who.cases.open_case(sent.case_id)
    assert not who.giving_out.may
    with pytest.raises(NotAllowed):
        who.giving_out.begin(case)
    with pytest.raises(NotAllowed):
        who.giving_out.record(given(case), PASSWORD)


def test_a_stopped_case_never_leaves(school: SmallSchool) -> None:
    sent = send(school, school.open("teacher1"), "stop")
    dsl = school.open("dsl")
    case = dsl.cases.open_case(sent.case_id)
    with pytest.raises(PrintRefused):
        dsl.giving_out.begin(case)
    with pytest.raises(PrintRefused):
        dsl.giving_out.record(given(case), PASSWORD)


def test_one_stopped_while_it_was_marked_does_not_leave(school: SmallSchool) -> None:
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    sent = send(school, teacher)
    case = dsl.cases.open_case(sent.case_id)
    dsl.giving_out.begin(case)
    from tests.reports import answers

    draft = school.draft(answers.stop(), "stop", id=sent.case_id, case_id=sent.case_id)
    teacher.drafts.keep(draft)
    teacher.cases.send(draft)
    with pytest.raises(PrintRefused):
        dsl.giving_out.record(given(case), PASSWORD)


def test_whoever_does_not_read_it_gives_nothing_out(school: SmallSchool) -> None:
    about = {n.ABOUT: n.ABOUT_STAFF}
    sent = send(school, school.open("teacher1"), **about)
    head, dsl = school.open("head"), school.open("dsl")
    case = head.cases.open_case(sent.case_id)
    with pytest.raises(NotFound):
        dsl.giving_out.record(given(case), PASSWORD)
    head.giving_out.record(given(case, purpose=Purpose.LADO), PASSWORD)


def test_a_closed_case_can_be_given_out(school: SmallSchool) -> None:
    ict, head = school.open("ict"), school.open("head")
    case = a_case(school, ict)
    case = act(ict.cases, case, Move.NO_BLOCK_NEEDED, "Known.")
    case = act(head.cases, head.cases.open_case(case.summary.id), Move.CLOSE)
    state = case.summary.state
    head.giving_out.record(given(case), PASSWORD)
    after = head.cases.open_case(case.summary.id)
    assert after.summary.state is state
    head.follow()
    (row,) = head.cases.page(CaseQuery("police")).rows
    assert row.id == case.summary.id


def test_names_are_looked_for_in_the_school_s_lists(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    case = a_case(school, dsl, **{n.SEEN: "Conor showed it to Maryam Khan and Mr Yılmaz."})
    giving = dsl.giving_out.begin(case)
    assert "Zoë O'Neill" in [one.name for one in giving.of_case]
    from trent_desktop.reports.out.names import suggestions

    titles = [one.title for one in suggestions(giving.text, giving.people)]
    for name in ("Conor O'Neill", "Maryam Khan", "Şükrü Yılmaz", "Zoë O'Neill"):
        assert name in titles
