"""A report about a grown-up who works here is never read by that person, from the first press on."""

from __future__ import annotations

import dataclasses
import itertools
import shutil
import uuid
from collections.abc import Iterator

import pytest

from tests.reports import answers
from tests.reports.doing import act, full_answers, send
from tests.schools import STAFF, SmallSchool, copy_of
from trent_desktop.journeys import unknown
from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotFound
from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.sent import outbox_id
from trent_desktop.reports.severity import whom_to_tell
from trent_desktop.reports.waiting.outbox import put_in_outbox
from trent_desktop.roles import Role
from trent_desktop.school.keys.role_keys import add_role, end_role, new_generation
from trent_desktop.storage.database import next_change
from trent_desktop.storage.location import parse_location

EVERYBODY = tuple(STAFF)
ORDINARY = {"teacher1", "ict", "dsl", "deputy", "head"}
ABOUT = "about_staff"
NO, YES, THE_HEAD = "no", "staff", "headteacher"


def readers(school: SmallSchool, case_id: uuid.UUID) -> set[str]:
    """Who can open it, each on a laptop of her own."""
    found: set[str] = set()
    for name in EVERYBODY:
        member = school.open(name)
        member.follow()
        listed = [row.id for row in member.cases.page(CaseQuery(answers.SEEN)).rows]
        try:
            member.cases.open_case(case_id)
        except NotFound:
            assert case_id not in listed, name
        else:
            found.add(name)
        member.close()
    return found


def without(school: SmallSchool, *held: tuple[str, Role]) -> None:
    """The school loses holders of roles."""
    head = school.open("head")
    for name, role in held:
        with head.signed_in.database.write() as session:
            end_role(session, role, school.members[name], school.clock())
            next_change(session, directory=True)
    head.close()


def also(school: SmallSchool, name: str, role: Role) -> None:
    """A member holds another role beside her own, with its key."""
    head = school.open("head")
    with head.signed_in.database.write() as session:
        add_role(session, role, school.members[name], school.clock())
        new_generation(session, role, school.clock())
        next_change(session, directory=True)
    head.close()


@pytest.mark.parametrize(
    ("about", "route", "who"),
    [
        (NO, Route.CONTENT, ORDINARY),
        (YES, Route.STAFF, {"head"}),
        (THE_HEAD, Route.HEAD, {"chair"}),
    ],
)
def test_who_opens_what_the_quick_page_sent(
    school: SmallSchool, about: str, route: Route, who: set[str]
) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    ict.follow()
    sent = send(school, teacher, **{ABOUT: about})
    assert sent.route is route
    assert len(ict.follow().cases) == int(route is Route.CONTENT)
    assert readers(school, sent.case_id) == who
    if route is Route.CONTENT:
        return
    # The reporter keeps that it was sent, no more; no rest of the questions is left lying about.
    (row,) = teacher.cases.page(CaseQuery(scope=Scope.MINE)).rows
    assert not row.readable
    assert answers.SEEN not in repr(row)
    assert teacher.drafts.all() == ()
    assert sent.questions_left == 0


def test_the_page_asks_and_takes_no_report_without_an_answer(school: SmallSchool) -> None:
    made = answers.quick()
    made.pop(ABOUT)
    with pytest.raises(AnswersRefused) as refused:
        school.open("teacher1").cases.send(school.draft(made))
    assert [name for name, _ in refused.value.errors] == [ABOUT]


def test_what_waited_from_before_the_question_is_sent_all_the_same(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    made = answers.quick()
    made.pop(ABOUT)
    draft = school.draft(made)
    with teacher.signed_in.store.box.changing() as change:
        put_in_outbox(change, outbox_id(draft), draft, school.clock())
    changes = teacher.follow()
    assert changes.sent == ("TR-2026-001",)
    assert changes.refused == ()
    case = teacher.cases.open_case(draft.id)
    assert ABOUT not in case.answers
    (rest,) = teacher.drafts.all()
    full = dataclasses.replace(rest, answers=full_answers(rest.answers))
    teacher.cases.send(full)
    assert teacher.cases.open_case(draft.id).questions_left == 0


def test_what_was_sent_since_the_question_needs_its_answer(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    made = answers.quick()
    made.pop(ABOUT)
    draft = school.draft(made)
    with teacher.signed_in.store.box.changing() as change:
        put_in_outbox(change, outbox_id(draft), draft, school.clock())
    school.clock.turn(days=30)
    teacher.follow()
    old = teacher.cases.open_case(draft.id)
    assert ABOUT not in old.answers
    late = school.draft(made)
    with teacher.signed_in.store.box.changing() as change:
        put_in_outbox(change, outbox_id(late), late, school.clock())
    changes = teacher.follow()
    assert changes.refused == (late.id,)
    assert [name for one in teacher.drafts.refusals() for name, _ in one.errors] == [ABOUT]
    assert late.id in {one.id for one in teacher.drafts.all()}, "her words are kept"


def test_while_the_share_is_away_no_rest_waits_for_what_will_be_sealed(
    folder_school: SmallSchool,
) -> None:
    teacher = folder_school.open("teacher1")
    folder = folder_school.location.folder
    assert folder is not None
    folder.rename(folder.with_name("unplugged"))
    sent = send(folder_school, teacher, **{ABOUT: THE_HEAD})
    assert (sent.queued, sent.route) == (True, Route.HEAD)
    assert teacher.drafts.all() == ()
    folder.with_name("unplugged").rename(folder)
    teacher.follow()
    assert readers(folder_school, sent.case_id) == {"chair"}


def test_found_out_later_it_is_still_sealed(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    sent = send(school, teacher, **{ABOUT: NO})
    (draft,) = teacher.drafts.all()
    more = {**full_answers(draft.answers), n.HOW: n.HOW_STAFF, n.STAFF_NAME: "Tomasz Wiśniewski"}
    again = teacher.cases.send(dataclasses.replace(draft, answers=more))
    assert again.route is Route.STAFF
    assert readers(school, sent.case_id) == {"head"}


def test_the_same_report_pressed_yes_on_another_laptop_is_sealed(school: SmallSchool) -> None:
    one, two = school.open("teacher1"), school.open("teacher1")
    draft = school.draft(answers.quick(**{ABOUT: NO}))
    sent = one.cases.send(draft)
    two.cases.send(dataclasses.replace(draft, answers=answers.quick(**{ABOUT: YES})))
    assert readers(school, sent.case_id) == {"head"}


class TestNobodyInThatRole:
    def test_without_a_headteacher_the_chair_leads(self, school: SmallSchool) -> None:
        without(school, ("head", Role.HEADTEACHER))
        teacher, chair = school.open("teacher1"), school.open("chair")
        chair.follow()
        sent = send(school, teacher, **{ABOUT: YES})
        assert (sent.route, sent.leads, sent.queued) == (Route.HEAD, Role.CHAIR, False)
        assert chair.follow().new_for_me == 1
        assert readers(school, sent.case_id) == {"chair"}
        case = chair.cases.open_case(sent.case_id)
        assert case.summary.waiting_for == {Role.CHAIR}
        case = act(chair.cases, case, Move.AMEND, "A second look.", question=n.SEEN, after="A film")
        case = act(chair.cases, case, Move.DECIDE, "Rang the LADO.")
        case = act(chair.cases, case, Move.SIGN_OFF, "Done.")
        assert case.summary.state is CaseState.SIGNED_OFF

    @pytest.mark.parametrize("about", [YES, THE_HEAD])
    def test_without_anybody_it_waits_for_somebody(self, school: SmallSchool, about: str) -> None:
        without(school, ("chair", Role.CHAIR))
        if about == YES:
            without(school, ("head", Role.HEADTEACHER))
        teacher = school.open("teacher1")
        sent = send(school, teacher, **{ABOUT: about})
        assert (sent.queued, sent.no_reader) == (True, True)
        assert any("LADO" in step.who for step in whom_to_tell(sent.severity, sent.route))
        changes = teacher.follow()
        assert (changes.sent, changes.refused) == ((), ())
        assert teacher.drafts.all() == ()
        # What is ordinary does not wait behind it.
        assert send(school, teacher).reference == "TR-2026-001"
        also(school, "governor", Role.CHAIR)
        gone = [reference for _ in range(2) for reference in teacher.follow().sent]
        assert ([one[:5] for one in gone], teacher.cases.waiting()) == (["TR-S-"], ())
        assert readers(school, sent.case_id) == {"governor"}

    def test_a_chair_who_is_headteacher_too_does_not_get_it(self, school: SmallSchool) -> None:
        also(school, "head", Role.CHAIR)
        sent = send(school, school.open("teacher1"), **{ABOUT: THE_HEAD})
        assert readers(school, sent.case_id) == {"chair"}
        without(school, ("chair", Role.CHAIR))
        sent = send(school, school.open("teacher1"), **{ABOUT: THE_HEAD})
        assert (sent.queued, sent.no_reader) == (True, True)
        assert readers(school, sent.case_id) == set()


class TestTheReporterLeads:
    def test_a_headteacher_about_her_staff_reads_it_herself(self, school: SmallSchool) -> None:
        head = school.open("head")
        sent = send(school, head, **{ABOUT: YES})
        head.follow()
        (row,) = head.cases.page(CaseQuery(scope=Scope.TO_ACT)).rows
        assert row.readable
        assert readers(school, sent.case_id) == {"head"}

    def test_a_headteacher_about_the_headteacher_sends_it_to_the_chair(
        self, school: SmallSchool
    ) -> None:
        sent = send(school, school.open("head"), **{ABOUT: THE_HEAD})
        assert readers(school, sent.case_id) == {"chair"}


class TestTheStop:
    @pytest.mark.parametrize(
        ("about", "who"),
        [
            (NO, {"dsl", "deputy", "head"}),
            (unknown(), {"dsl", "deputy", "head"}),
            (YES, {"head"}),
            (THE_HEAD, {"dsl", "deputy", "chair"}),
        ],
    )
    def test_who_opens_it(self, school: SmallSchool, about: object, who: set[str]) -> None:
        sent = send(school, school.open("teacher1"), "stop", **{n.STOP_ADULT: "yes", ABOUT: about})
        # Who to tell follows who reads: not the leads, who may be the ones concerned.
        assert sent.route is (Route.STAFF if about == YES else Route.STOPPED)
        assert readers(school, sent.case_id) == who
        lead = school.open("dsl" if "dsl" in who else "head")
        lead.follow()
        assert lead.cases.counts().to_act == 1
        case = lead.cases.open_case(sent.case_id)
        assert not case.may_print
        case = act(lead.cases, case, Move.DECIDE, "Rang the police.")
        signs = "chair" if about == THE_HEAD else "head"
        signer = school.open(signs)
        signer.follow()
        assert signer.cases.counts().to_act == 1
        case = act(signer.cases, signer.cases.open_case(sent.case_id), Move.SIGN_OFF, "Done.")
        case = act(signer.cases, case, Move.REOPEN, "There is more.")
        assert case.summary.waiting_for == {Role.HEADTEACHER if about == YES else Role.DSL}

    def test_takes_over_what_the_quick_page_knew(self, school: SmallSchool) -> None:
        from trent_desktop.reports.stop.rules import carry_over

        assert carry_over({ABOUT: THE_HEAD})[ABOUT] == THE_HEAD
        assert carry_over({ABOUT: NO, n.HOW: n.HOW_STAFF})[ABOUT] == YES
        assert ABOUT not in carry_over({ABOUT: NO})
        # Pressed after it was sent as an ordinary one, and said to be about the Headteacher.
        teacher = school.open("teacher1")
        sent = send(school, teacher, **{ABOUT: NO})
        (draft,) = teacher.drafts.all()
        made = {**answers.stop(), **carry_over({**draft.answers, n.HOW: n.HOW_HEAD})}
        teacher.cases.send(dataclasses.replace(draft, stage="stop", answers=made))
        assert readers(school, sent.case_id) == {"dsl", "deputy", "chair"}

    def test_a_headteacher_who_is_the_safeguarding_lead_does_not_get_it(
        self, school: SmallSchool
    ) -> None:
        also(school, "head", Role.DSL)
        sent = send(
            school, school.open("teacher1"), "stop", **{n.STOP_ADULT: "yes", ABOUT: THE_HEAD}
        )
        assert readers(school, sent.case_id) == {"dsl", "deputy", "chair"}


NAMED = {
    "head": ("Maya Okonkwo-Reid", "Mrs Okonkwo-Reid", "M. Okonkwo Reid", "the Headteacher"),
    "teacher2": ("Şükrü Yılmaz",),
}
QUICK_ABOUT = (NO, YES, THE_HEAD, None)
HOW = (n.HOW_SEARCH, n.HOW_PUPIL, n.HOW_STAFF, n.HOW_HEAD, unknown())


COMBINATIONS = [
    *itertools.product(QUICK_ABOUT, HOW, ["Şükrü Yılmaz"]),
    *((NO, n.HOW_STAFF, name) for name in NAMED["head"]),
    (NO, n.HOW_STAFF, unknown()),
]


@pytest.fixture(scope="module")
def opened_by(
    original_in_folder: SmallSchool, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[set[str]]]:
    """Who opens what each of the combinations made, on real laptops of one school."""
    folder = tmp_path_factory.mktemp("combinations")
    assert original_in_folder.location.folder is not None
    shutil.copytree(original_in_folder.location.folder, folder / "share")
    school = copy_of(original_in_folder, parse_location(folder / "share"), folder)
    sent = [send_all(school, *one) for one in COMBINATIONS]
    who: list[set[str]] = [set() for _ in sent]
    for name in EVERYBODY:
        member = school.open(name)
        member.follow()
        listed = {row.id for row in member.cases.page(CaseQuery(answers.SEEN), limit=99).rows}
        for case_id, found in zip(sent, who, strict=True):
            try:
                member.cases.open_case(case_id)
            except NotFound:
                assert case_id not in listed, name
            else:
                found.add(name)
    yield who
    school.close()


def send_all(school: SmallSchool, about: str | None, how: object, named: object) -> uuid.UUID:
    """All answers one after the other, as the quick page and the later questions give them."""
    teacher = school.open("teacher1")
    made = answers.quick()
    made.pop(ABOUT)
    if about is None:
        draft = school.draft(made)
        teacher.cases.sending.deliver(draft)  # as it waited from before the question
    else:
        draft = school.draft({**made, ABOUT: about})
        teacher.cases.send(draft)
    for rest in teacher.drafts.all():
        more = {**full_answers(rest.answers), n.HOW: how, n.STAFF_NAME: named}
        if how != n.HOW_STAFF:
            more.pop(n.STAFF_NAME)
        teacher.cases.send(dataclasses.replace(rest, answers=more))
    teacher.close()
    return draft.id


@pytest.mark.parametrize("at", range(len(COMBINATIONS)), ids=lambda at: str(COMBINATIONS[at]))
def test_no_answers_give_it_to_the_person_it_is_about(opened_by: list[set[str]], at: int) -> None:
    about, how, named = COMBINATIONS[at]
    named_head = how == n.HOW_STAFF and named in NAMED["head"]
    about_the_head = about == THE_HEAD or (
        about in (NO, None) and (how == n.HOW_HEAD or named_head)
    )
    if about_the_head:
        assert opened_by[at] == {"chair"}
    elif about == YES or how == n.HOW_STAFF:
        assert opened_by[at] == {"head"}
    else:
        assert opened_by[at] == ORDINARY


def test_who_it_is_about_is_not_amended_away(school: SmallSchool) -> None:
    head = school.open("head")
    sent = send(school, school.open("teacher1"), **{ABOUT: YES})
    case = head.cases.open_case(sent.case_id)
    for after in (NO, THE_HEAD):
        with pytest.raises(MoveNotPossible):
            act(head.cases, case, Move.AMEND, "Wrong.", question=ABOUT, after=after)
    ict = school.open("ict")
    plain = send(school, school.open("teacher1"), **{ABOUT: NO})
    with pytest.raises(MoveNotPossible):
        act(
            ict.cases,
            ict.cases.open_case(plain.case_id),
            Move.AMEND,
            "x",
            question=ABOUT,
            after=YES,
        )
