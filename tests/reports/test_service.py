"""A report from the teacher's Send to the Headteacher's signature, and who may see it."""

from __future__ import annotations

import dataclasses
import uuid

import pytest

from tests.reports import answers
from tests.reports.doing import act, full_answers, send
from tests.schools import SmallSchool
from trent_desktop.problems import (
    AnswersRefused,
    MoveNotPossible,
    NotAllowed,
    NotFound,
    SomebodyWasFaster,
)
from trent_desktop.reports.cases import CaseState, EntryKind, Move
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.roles import Role
from trent_desktop.storage.audit import check_chain

pytestmark = pytest.mark.both_databases


def test_the_whole_way_of_a_report(school: SmallSchool) -> None:
    teacher, ict, head = (school.open(name) for name in ("teacher1", "ict", "head"))
    ict.follow()
    sent = send(school, teacher)
    assert sent.reference == "TR-2026-001"
    assert not sent.already_sent

    changes = ict.follow()
    assert (changes.cases, changes.new_for_me) == (frozenset({sent.case_id}), 1)
    (row,) = ict.cases.page(CaseQuery(scope=Scope.TO_ACT)).rows
    assert row.title == answers.SEEN
    assert row.class_name == "4B"
    assert row.recorded_at != row.happened_at

    case = ict.cases.open_case(sent.case_id)
    case = act(ict.cases, case, Move.BLOCKED, line="images.example-pictures.net")
    case = act(ict.cases, case, Move.STILL_BLOCKED)
    assert case.summary.waiting_for == {Role.HEADTEACHER}

    head.follow()
    assert head.cases.counts().to_act == 1
    case = head.cases.open_case(sent.case_id)
    with pytest.raises(AnswersRefused):
        act(head.cases, case, Move.SIGN_OFF, "  \u202e ")
    case = act(head.cases, case, Move.SIGN_OFF, "Blocked in time. Parents were told.")
    assert case.summary.state is CaseState.SIGNED_OFF
    case = act(head.cases, case, Move.CLOSE)
    case = act(head.cases, case, Move.REOPEN, "It came up again in 5A.")
    assert (case.summary.state, case.summary.waiting_for) == (CaseState.NEW, {Role.ICT_LEAD})
    assert [e.move for e in case.timeline if e.move] == [
        Move.BLOCKED,
        Move.STILL_BLOCKED,
        Move.SIGN_OFF,
        Move.CLOSE,
        Move.REOPEN,
    ]
    assert case.readers == (
        "The reporter",
        "ICT Lead",
        "Designated Safeguarding Lead",
        "Deputy Safeguarding Lead",
        "Headteacher",
    )
    acts = [entry.act for entry in head.cases.history(sent.case_id)]
    assert acts.count("case read") == 2
    assert acts[-1] == "case sent"
    assert check_chain(head._me.database.read).broken_at is None


def test_the_rest_of_the_questions_waits_and_is_added(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    (draft,) = teacher.drafts.all()
    assert (draft.stage, draft.case_id, draft.reference) == ("full", sent.case_id, sent.reference)
    assert teacher.cases.open_case(sent.case_id).questions_left > 3
    more = dataclasses.replace(draft, answers=full_answers(draft.answers))
    again = teacher.cases.send(more)
    assert (again.reference, again.already_sent) == (sent.reference, False)
    assert teacher.drafts.all() == ()
    case = teacher.cases.open_case(sent.case_id)
    assert case.questions_left == 0
    assert case.answers[n.CHILD_WORDS] == "It just jumped out."
    assert [p.name for p in case.people] == ["Łukasz Nowak"]
    # Sending the same once more, as after a crash, adds nothing.
    assert teacher.cases.send(more).already_sent
    assert len(teacher.cases.open_case(sent.case_id).timeline) == len(case.timeline)


def test_two_laptops_send_the_same_draft_and_it_is_one_case(school: SmallSchool) -> None:
    one, two = school.open("teacher1"), school.open("teacher1")
    draft = school.draft(answers.quick())
    first = one.cases.send(draft)
    second = two.cases.send(draft)
    assert (second.reference, second.already_sent) == (first.reference, True)
    other_words = dataclasses.replace(draft, answers=answers.quick(**{n.SEEN: "More was seen"}))
    third = two.cases.send(other_words)
    assert third.reference == first.reference
    case = one.cases.open_case(first.case_id)
    assert case.answers[n.SEEN] == "More was seen"
    assert case.timeline[0].details["answers"][n.SEEN] == answers.SEEN
    assert one.cases.counts().all == 0  # not followed yet
    one.follow()
    assert one.cases.counts().all == 1


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("teacher2", False),
        ("support", False),
        ("governor", False),
        ("chair", False),
        ("ict", True),
        ("dsl", True),
        ("deputy", True),
        ("head", True),
    ],
)
def test_who_reads_an_ordinary_report(school: SmallSchool, who: str, reads: bool) -> None:
    sent = send(school, school.open("teacher1"))
    other = school.open(who)
    other.follow()
    assert [row.id for row in other.cases.page(CaseQuery()).rows] == [sent.case_id] * reads
    assert other.cases.counts().all == int(reads)
    if reads:
        assert other.cases.open_case(sent.case_id).answers[n.SEEN] == answers.SEEN
        return
    for attempt in (
        lambda: other.cases.open_case(sent.case_id),
        lambda: other.cases.copy_for_print(sent.case_id),
        lambda: other.cases.act(
            sent.case_id, Move.NOTE, version=1, entry_id=uuid.uuid4(), words="x"
        ),
    ):
        with pytest.raises((NotFound, NotAllowed)):
            attempt()


@pytest.mark.parametrize(
    ("how", "readers"),
    [
        (n.HOW_STAFF, {"head"}),
        (n.HOW_HEAD, {"chair"}),
    ],
)
def test_a_report_about_staff_is_sealed_when_it_says_so(
    school: SmallSchool, how: str, readers: set[str]
) -> None:
    teacher = school.open("teacher1")
    ict = school.open("ict")
    sent = send(school, teacher)
    ict.follow()
    assert ict.cases.counts().all == 1
    (draft,) = teacher.drafts.all()
    more = full_answers(draft.answers)
    more[n.HOW] = how
    if how == n.HOW_STAFF:
        more[n.STAFF_NAME] = "Somebody"
    teacher.cases.send(dataclasses.replace(draft, answers=more))
    ict.follow()
    assert ict.cases.counts().all == 0
    for name in ("teacher1", "ict", "dsl", "deputy", "head", "chair", "teacher2"):
        other = school.open(name)
        if name in readers:
            assert other.cases.open_case(sent.case_id).answers[n.SEEN] == answers.SEEN
        else:
            with pytest.raises(NotFound):
                other.cases.open_case(sent.case_id)
    (row,) = teacher.cases.page(CaseQuery(scope=Scope.MINE)).rows
    assert not row.readable
    assert answers.SEEN not in repr(row)


class TestTwoPeopleOneCase:
    def test_the_second_is_told_who_was_faster_and_can_go_on(self, school: SmallSchool) -> None:
        sent = send(school, school.open("teacher1"))
        ict, dsl = school.open("ict"), school.open("dsl")
        old = dsl.cases.open_case(sent.case_id)
        act(ict.cases, ict.cases.open_case(sent.case_id), Move.BLOCKED)
        with pytest.raises(SomebodyWasFaster, match="Tomasz"):
            act(dsl.cases, old, Move.RECATEGORISE, "It is Contact.", after="stranger")
        # A note needs nobody's turn.
        assert act(dsl.cases, old, Move.NOTE, "I spoke to the class.").version > old.version

    def test_the_same_act_twice_is_done_once(self, school: SmallSchool) -> None:
        sent = send(school, school.open("teacher1"))
        ict = school.open("ict")
        case = ict.cases.open_case(sent.case_id)
        entry = uuid.uuid4()
        once, twice = (
            ict.cases.act(case.summary.id, Move.BLOCKED, version=case.version, entry_id=entry)
            for _ in range(2)
        )
        assert once == twice

    def test_a_move_that_does_not_follow_is_refused(self, school: SmallSchool) -> None:
        sent = send(school, school.open("teacher1"))
        ict = school.open("ict")
        case = ict.cases.open_case(sent.case_id)
        with pytest.raises(MoveNotPossible):
            act(ict.cases, case, Move.STILL_BLOCKED)
        with pytest.raises(NotAllowed):
            act(ict.cases, case, Move.SIGN_OFF, "Fine.")
        assert Move.BLOCKED in case.moves
        assert Move.SIGN_OFF not in case.moves


def test_an_amendment_never_overwrites(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    case = teacher.cases.open_case(sent.case_id)
    case = act(
        teacher.cases, case, Move.AMEND, "I mixed up the rooms.", question=n.ROOM, after="The hall"
    )
    assert case.answers[n.ROOM] == "The hall"
    entry = case.timeline[-1]
    assert (entry.kind, entry.words) == (EntryKind.AMENDMENT, "I mixed up the rooms.")
    assert entry.details == {"question": n.ROOM, "before": None, "after": "The hall"}
    with pytest.raises(AnswersRefused):
        act(teacher.cases, case, Move.AMEND, "Wrong.", question=n.SEEN, after="")
    with pytest.raises(MoveNotPossible):
        act(teacher.cases, case, Move.AMEND, "Wrong.", question=n.HOW, after=n.HOW_STAFF)


def test_an_action_has_an_owner_and_can_be_done(school: SmallSchool) -> None:
    sent = send(school, school.open("teacher1"))
    dsl = school.open("dsl")
    case = dsl.cases.open_case(sent.case_id)
    case = act(
        dsl.cases,
        case,
        Move.ACTION,
        "Ring home.",
        owner=str(school.members["teacher1"]),
        due="2026-11-25",
    )
    (action,) = case.actions
    assert (action.owner_name, action.done_at) == ("Zoë O'Neill", None)
    case = act(dsl.cases, case, Move.ACTION_DONE, action=str(action.id))
    assert case.actions[0].done_at is not None


def test_a_new_headteacher_reads_the_old_cases_and_the_old_one_no_new_ones(
    school: SmallSchool,
) -> None:
    teacher, head = school.open("teacher1"), school.open("head")
    old = send(school, teacher)
    head.follow()
    ring_before = head._me.keyring
    head.roles_held.hand_over(Role.HEADTEACHER, school.members["teacher2"])
    new = send(school, teacher)

    head.follow()
    assert head.roles == frozenset()
    assert head.cases.page(CaseQuery()).rows == ()
    for case_id in (old.case_id, new.case_id):
        with pytest.raises(NotFound):
            head.cases.open_case(case_id)
    # Nor with the keys kept from before: the new case is sealed to a newer one.
    from trent_desktop.reports.case_store import read_case

    with head._me.database.read() as session:
        assert read_case(session, ring_before, old.case_id)
        with pytest.raises(NotFound):
            read_case(session, ring_before, new.case_id)

    successor = school.open("teacher2")
    successor.follow()
    assert {row.id for row in successor.cases.page(CaseQuery()).rows} == {
        old.case_id,
        new.case_id,
    }
    assert successor.cases.open_case(old.case_id).answers[n.SEEN] == answers.SEEN


def test_only_a_holder_passes_a_role_on(school: SmallSchool) -> None:
    ict = school.open("ict")
    with pytest.raises(NotAllowed):
        ict.roles_held.hand_over(Role.HEADTEACHER, school.members["ict"])
    with pytest.raises(NotFound):
        ict.roles_held.share(Role.ICT_LEAD, uuid.uuid4())


def test_governors_do_not_report_and_nobody_reports_nothing(school: SmallSchool) -> None:
    with pytest.raises(NotAllowed):
        send(school, school.open("governor"))
    teacher = school.open("teacher1")
    with pytest.raises(AnswersRefused) as refused:
        send(school, teacher, **{n.SEEN: " \u200b "})
    assert refused.value.errors[0][0] == n.SEEN
    (draft,) = teacher.drafts.all()
    assert draft.answers[n.WHERE] == answers.WHERE
