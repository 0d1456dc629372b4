"""Every kind of report, all the way: each test runs over KINDS, so that a new one is in it at once."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from tests.documents.reading import text_of
from tests.reports import answers
from tests.reports.doing import act
from tests.reports.newer import put_in_row
from tests.reports.papers import DAY, SCHOOL
from tests.reports.walking import an_answer, walk
from tests.schools import NOON, SmallSchool
from trent_desktop.journeys import Choice, Run, typed_person
from trent_desktop.newer import NEWER
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import (
    AnswersRefused,
    MoveNotPossible,
    NotAllowed,
    NotFound,
    PrintRefused,
    TooNew,
)
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseFile, CaseState, Move, Route
from trent_desktop.reports.documents import blank_pdf, filled_pdf
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.kinds import KINDS, Kind, kind_named, kind_title
from trent_desktop.reports.kinds.kind import Scene
from trent_desktop.reports.sent import Sent
from trent_desktop.roles import Role
from trent_desktop.storage.tables import CaseRow

NAMES = ("content", "told", "access", "bullying", "contact", "conduct", "circumvention", "concern",
         "complaint", "data_protection")  # fmt: skip
SIGN_IN = {
    Role.ICT_LEAD: "ict",
    Role.DSL: "dsl",
    Role.DEPUTY_DSL: "deputy",
    Role.HEADTEACHER: "head",
    Role.CHAIR: "chair",
}
CHILD = "Łukasz Nowak"
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def answers_of_kind(kind: Kind, **more: Any) -> dict[str, Any]:
    """Answers with which its first stage can be sent."""
    if kind.sample is None:
        return answers.quick(**more)
    scene = Scene(NOON, typed_person(CHILD), {"id": None, "name": "4B"})
    made = {**kind.sample(random.Random(1), scene), **more}
    for page in kind.journey(kind.stages[0]).pages:
        for one in page.asked(made):
            if one.name not in made and one.name not in more and not one.optional:
                made[one.name] = an_answer(one, NOON)
    return made


def send(school: SmallSchool, who: OpenSchool, kind: Kind, **more: Any) -> Sent:
    draft = school.draft(answers_of_kind(kind, **more), kind.stages[0], journey=kind.name)
    return who.cases.send(draft)


def leads_on(kind: Kind) -> str:
    """Who leads on its ordinary reports, by sign-in name."""
    return SIGN_IN[kind.route.readers[0]]


def everybody_in(school: SmallSchool) -> dict[str, OpenSchool]:
    return {name: school.open(name) for name in school.members}


def opened_by(
    school: SmallSchool, case_id: uuid.UUID, everybody: Mapping[str, OpenSchool] | None = None
) -> set[str]:
    found: set[str] = set()
    for name, who in (everybody or everybody_in(school)).items():
        try:
            who.cases.open_case(case_id)
        except NotFound:
            continue
        found.add(name)
    return found


def test_names_are_of_the_list_in_the_order_of_the_first_page() -> None:
    found = [kind.name for kind in KINDS]
    assert found[0] == "content"
    assert len(set(found)) == len(found)
    assert set(found) <= set(NAMES)
    assert kind_named("séance") is None
    assert kind_title("séance") == NEWER


@each_kind
def test_it_has_a_door_and_its_questions_names_of_their_own(kind: Kind) -> None:
    assert kind.door.words
    assert kind.door.icon
    assert kind.title
    assert kind.led_by
    assert len(kind.tellings) == 5
    assert all(kind.tellings), "nobody is told"
    known = kind.questions()
    for names in (kind.people, kind.quoted, kind.folded):
        assert set(names) <= set(known)
    assert kind.said in known
    # What decides who reads it is asked on the first page, and nothing is chosen in advance.
    first = kind.journey(kind.stages[0]).pages[0]
    (about,) = [one for one in first.questions if one.name == asked.ABOUT]
    assert about.default is None
    with pytest.raises(ValueError, match="stage"):
        kind.journey("evening")
    assert kind.journey(asked.STOP).text_only


@each_kind
def test_it_prints_blank(kind: Kind) -> None:
    pdf = blank_pdf(kind, SCHOOL, day=DAY, unchanging=True)
    text = text_of(pdf.content)
    assert kind.paper.title in text
    assert "envelope for the Headteacher alone" in text
    assert pdf.content == blank_pdf(kind, SCHOOL, day=DAY, unchanging=True).content


@each_kind
def test_what_is_missing_is_refused_and_about_whom_is_always_asked(
    folder_school: SmallSchool, kind: Kind
) -> None:
    made = answers_of_kind(kind)
    made.pop(asked.ABOUT)
    teacher = folder_school.open("teacher1")
    with pytest.raises(AnswersRefused) as refused:
        teacher.cases.send(folder_school.draft(made, kind.stages[0], journey=kind.name))
    assert [name for name, _ in refused.value.errors] == [asked.ABOUT]
    with pytest.raises(AnswersRefused):
        teacher.cases.send(folder_school.draft(made, journey="séance"))


def abouts(kind: Kind) -> set[str]:
    """What its first page offers of whom it is about."""
    about = kind.questions()[asked.ABOUT]
    assert isinstance(about, Choice)
    return {one.value for one in about.options}


@pytest.mark.parametrize(
    ("kind", "about"),
    [(kind, about) for kind in KINDS for about in sorted(abouts(kind))],
    ids=lambda one: one if isinstance(one, str) else one.name,
)
def test_it_is_sealed_to_the_right_readers_told_and_found(
    folder_school: SmallSchool, kind: Kind, about: str
) -> None:
    school = folder_school
    teacher = school.open("teacher1")
    sent = send(school, teacher, kind, **{asked.ABOUT: about})
    assert not sent.queued
    assert sent.kind == kind.name
    route = {
        asked.ABOUT_STAFF: Route.STAFF,
        asked.ABOUT_HEAD: Route.HEAD,
    }.get(about, kind.lead(kind.stages[0], answers_of_kind(kind, **{asked.ABOUT: about})))
    assert sent.route is route
    leading = {SIGN_IN[role] for role in route.readers}
    reading = leading | (set() if route.sealed else {"teacher1"})
    everybody = everybody_in(school)
    assert opened_by(school, sent.case_id, everybody) == reading
    assert teacher.whom.after(sent)
    said = str(answers_of_kind(kind)[kind.said]).split()[0]
    for name, who in everybody.items():
        who.follow()
        found = who.cases.page(CaseQuery(said, kind=kind.name)).rows
        assert [row.id for row in found] == ([sent.case_id] if name in reading else [])
        assert not who.cases.page(CaseQuery(kind="séance")).rows
        assert who.cases.counts().all == int(name in reading)
    teacher.follow()
    (row,) = teacher.cases.page(CaseQuery(scope=Scope.MINE)).rows
    assert (row.kind, row.readable) == (kind.name, not route.sealed)
    assert everybody[SIGN_IN[route.readers[0]]].cases.page(CaseQuery(scope=Scope.TO_ACT)).rows


@each_kind
def test_it_is_decided_signed_printed_and_read_when_it_is_over(
    folder_school: SmallSchool, kind: Kind
) -> None:
    school = folder_school
    teacher, head = school.open("teacher1"), school.open("head")
    sent = send(school, teacher, kind)
    file = walk(school, sent.case_id)
    assert file.summary.state is CaseState.SIGNED_OFF
    paper = head.cases.copy_for_print(sent.case_id, export=True)
    pdf = filled_pdf(paper, SCHOOL, with_timeline=True, printed_by="Maya", printed_at=NOON)
    text = text_of(pdf.content)
    assert kind.paper.title in text
    for line in _lines(kind, paper):
        assert line in text


def _lines(kind: Kind, paper: CaseFile) -> list[str]:
    """What the filled form must say: each answer, and each step's words."""
    questions = kind.questions()
    told = [entry.words for entry in paper.timeline if entry.words]
    shown = [str(paper.answers[name]) for name in questions if name in (kind.said, *kind.quoted)
             and name in paper.answers]  # fmt: skip
    return [" ".join(one.split()) for one in (*told, *shown)]


@each_kind
def test_a_stop_out_of_it_is_sealed_like_any(folder_school: SmallSchool, kind: Kind) -> None:
    teacher = folder_school.open("teacher1")
    draft = folder_school.draft(answers.stop(), asked.STOP, journey=kind.name)
    sent = teacher.cases.send(draft)
    assert sent.route is Route.STOPPED
    file = folder_school.open("dsl").cases.open_case(sent.case_id)
    assert (file.summary.kind, file.may_print) == (kind.name, False)
    assert opened_by(folder_school, sent.case_id) == {"dsl", "deputy", "head"}


@each_kind
def test_a_report_that_waits_is_sent_as_what_it_is(folder_school: SmallSchool, kind: Kind) -> None:
    teacher = folder_school.open("teacher1")
    draft = folder_school.draft(answers_of_kind(kind), kind.stages[0], journey=kind.name)
    teacher.cases.sending._queue(draft, rest=False)
    assert [one.journey for one in teacher.cases.waiting()] == [kind.name]
    teacher.follow()
    assert teacher.cases.waiting() == ()
    (row,) = teacher.cases.page(CaseQuery()).rows
    assert row.kind == kind.name


def test_a_kind_of_a_newer_program_is_a_row_that_says_so(folder_school: SmallSchool) -> None:
    teacher, head = folder_school.open("teacher1"), folder_school.open("head")
    sent, other = send(folder_school, teacher, KINDS[0]), send(folder_school, teacher, KINDS[0])
    with head.signed_in.database.write() as session:
        session.execute(update(CaseRow).where(CaseRow.id == sent.case_id).values(kind="séance"))
    head.follow()
    rows = {row.id: row.title for row in head.cases.page(CaseQuery()).rows}
    assert rows[sent.case_id] == NEWER
    assert rows[other.case_id] == answers.SEEN
    file = head.cases.open_case(sent.case_id)
    with pytest.raises(PrintRefused):
        filled_pdf(file, SCHOOL, printed_by="Maya", printed_at=NOON)


# --------------------------------------------------------------------------- read in part

TOLD = next(kind for kind in KINDS if kind.route.in_part)


def test_its_reporter_reads_what_she_wrote_may_add_and_sees_no_more(school: SmallSchool) -> None:
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    sent = send(school, teacher, TOLD)
    act(dsl.cases, dsl.cases.open_case(sent.case_id), Move.NOTE, "Rang the grandmother")
    hers = act(teacher.cases, teacher.cases.open_case(sent.case_id), Move.NOTE, "Also said: Friday")
    act(dsl.cases, dsl.cases.open_case(sent.case_id), Move.DECIDE, "Referred at noon")
    hers = teacher.cases.open_case(sent.case_id)
    assert hers.answers[asked.CHILD_WORDS] == answers_of_kind(TOLD)[asked.CHILD_WORDS]
    assert [entry.words for entry in hers.timeline if entry.words] == ["Also said: Friday"]
    assert hers.moves == {Move.NOTE}
    assert hers.summary.state is CaseState.WITH_DSL  # somebody has it
    assert not hers.may_print
    with pytest.raises(PrintRefused):
        teacher.cases.copy_for_print(sent.case_id)
    for move in (Move.CLOSE, Move.AMEND, Move.DECIDE):
        with pytest.raises((NotAllowed, MoveNotPossible)):
            act(teacher.cases, hers, move, "x")
    teacher.follow()
    (row,) = teacher.cases.page(CaseQuery()).rows
    assert (row.state, row.waiting_for) == (CaseState.WITH_DSL, frozenset())
    assert not teacher.cases.page(CaseQuery("grandmother")).rows
    # Those who lead read all of it, hers too.
    told = [entry.words for entry in dsl.cases.open_case(sent.case_id).timeline if entry.words]
    assert told == ["Rang the grandmother", "Also said: Friday", "Referred at noon"]
    dsl.follow()
    assert dsl.cases.page(CaseQuery("Friday")).rows


def test_the_key_that_its_reporter_holds_opens_nothing_of_the_others(
    folder_school: SmallSchool,
) -> None:
    from trent_desktop.reports.case_store import read_case

    teacher, dsl = folder_school.open("teacher1"), folder_school.open("dsl")
    sent = send(folder_school, teacher, TOLD)
    act(dsl.cases, dsl.cases.open_case(sent.case_id), Move.NOTE, "Rang the grandmother")
    with teacher.signed_in.database.read() as session:
        hers = read_case(session, teacher.signed_in.keyring, sent.case_id)
        whole = read_case(session, dsl.signed_in.keyring, sent.case_id)
    assert (hers.in_part, whole.in_part) == (True, False)
    assert hers.key != whole.key
    assert hers.key == whole.reporters_key
    # A route that somebody wrote into the row gives her no more.
    with dsl.signed_in.database.write() as session:
        session.execute(update(CaseRow).values(route=Route.CONTENT.value))
    with teacher.signed_in.database.read() as session, pytest.raises(NotFound):
        read_case(session, teacher.signed_in.keyring, sent.case_id)


def test_a_safeguarding_lead_who_reports_reads_all_of_it(folder_school: SmallSchool) -> None:
    dsl, deputy = folder_school.open("dsl"), folder_school.open("deputy")
    sent = send(folder_school, dsl, TOLD)
    act(deputy.cases, deputy.cases.open_case(sent.case_id), Move.NOTE, "Rang the grandmother")
    file = dsl.cases.open_case(sent.case_id)
    assert [entry.words for entry in file.timeline if entry.words] == ["Rang the grandmother"]
    assert Move.DECIDE in file.moves


def test_what_a_child_told_is_serious_at_least_and_never_a_matter_of_a_screen() -> None:
    assert TOLD.severity_of(TOLD.route, {}) == 3
    assert TOLD.severity_of(TOLD.route, {asked.DANGER: "yes"}) == 4
    words = " ".join(
        f"{page.heading} {one.label} {one.hint}" for page in TOLD.pages() for one in page.questions
    )
    assert "screen" not in words.lower()
    assert Role.ICT_LEAD not in TOLD.route.readers
    run = Run(TOLD.journey(asked.QUICK), answers_of_kind(TOLD), now=lambda: NOON)
    assert not [error for page in run.path() for error in run.check(page.name)]
    blank = replace(TOLD.paper, title="x").name
    assert blank == "x"


#: What a sealed row says of its route is said under the report's own key, and not read from it.
@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if not kind.route.sealed], ids=lambda kind: kind.name
)
def test_a_route_of_a_newer_program_takes_it_from_nobody_who_read_it(
    folder_school: SmallSchool, kind: Kind
) -> None:
    teacher = folder_school.open("teacher1")
    sent = send(folder_school, teacher, kind)
    lead = folder_school.open(SIGN_IN[sent.route.readers[0]])
    case = lead.cases.open_case(sent.case_id)
    act(lead.cases, case, Move.NOTE, "Spoke to her mother.")
    reading = (teacher, lead)
    before = {who: len(who.cases.open_case(sent.case_id).timeline) for who in reading}
    put_in_row(lead, sent.case_id, "route", "with-the-trust")
    for who, entries in before.items():
        who.follow()
        (row,) = who.cases.page(CaseQuery()).rows
        assert (row.id, row.newer, row.state) == (sent.case_id, True, CaseState.CLOSED)
        again = who.cases.open_case(sent.case_id)
        assert len(again.timeline) == entries
        assert again.moves == frozenset()
        with pytest.raises(TooNew):
            act(who.cases, again, Move.NOTE, "More of it.")


def test_its_reporter_is_not_told_that_it_is_over_where_she_reads_a_part(
    folder_school: SmallSchool,
) -> None:
    teacher, dsl = folder_school.open("teacher1"), folder_school.open("dsl")
    sent = send(folder_school, teacher, TOLD)
    case = dsl.cases.open_case(sent.case_id)
    act(dsl.cases, case, Move.DECIDE, "Dealt with here.")
    head = folder_school.open("head")
    act(head.cases, head.cases.open_case(sent.case_id), Move.SIGN_OFF, "Read it.")
    assert dsl.cases.open_case(sent.case_id).summary.state is CaseState.SIGNED_OFF
    assert not teacher.follow().added_later
    assert teacher.cases.over([sent.case_id]) == frozenset()
    mine = teacher.cases.open_case(sent.case_id)
    assert (mine.summary.state, mine.questions_left) == (TOLD.route.first_state, 0)
