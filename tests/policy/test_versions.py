"""Versions of the policy: drafted by two at once, checked, approved, held, cited, never overwritten."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from tests.documents.reading import text_of
from tests.reports.doing import send
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.policy.clauses import Clause, PolicyText, Section
from trent_desktop.policy.editing import AddClause, ChangeClause, ChangeHead, RemoveClause, edited
from trent_desktop.policy.equality import Answer, Characteristic, Effect, check_of
from trent_desktop.policy.service import newest_approved
from trent_desktop.policy.topics import Topic
from trent_desktop.policy.values import Approval
from trent_desktop.policy.versions import PolicyVersion
from trent_desktop.problems import (
    AnswersRefused,
    MoveNotPossible,
    NotAllowed,
    NotFound,
    SomebodyWasFaster,
)
from trent_desktop.reports.asked import names as asked
from ui.policy.versions.piece import Piece
from ui.reports.beside import read_beside
from ui.reports.papers import case_paper

FRIENDS = Clause("6.7", "The Headteacher is told.", topic="friends")
ALIASES = Clause("6.14", "Nobody posts under an alias.", topic="aliases")
TEXT = PolicyText(
    "Social media policy",
    (
        Section("", "Statement of intent", words=("We look after children.",)),
        Section("6", "Staff", (FRIENDS, ALIASES)),
    ),
)
FROM = dt.date(2026, 11, 23)


def begun(school: OpenSchool, text: PolicyText = TEXT) -> PolicyVersion:
    return school.policy_drafts.begin(uuid.uuid4(), text)


def checked(school: OpenSchool, draft: PolicyVersion) -> PolicyVersion:
    for one in Characteristic:
        draft = school.policy_drafts.answer(draft.id, one, Answer(), Answer(Effect.NONE))
    return draft


def approved(school: OpenSchool, draft: PolicyVersion, holds: dt.date = FROM) -> PolicyVersion:
    draft = checked(school, draft)
    approval = Approval(FROM, "Minute 7 of 23 November", holds, holds.replace(year=holds.year + 1))
    return school.policy_drafts.approve(draft.id, draft.changed_at, approval)


def test_of_two_clauses_with_one_number_the_one_that_was_meant_is_changed() -> None:
    """A school's own file may number two alike: what is said of one is never put over the other."""
    first, second = Clause("6.2", "The first."), Clause("6.2", "The second.")
    text = PolicyText("T", (Section("6", "Staff", (first, second)),))
    renumbered = edited(text, ChangeClause(second, replace(second, number="6.3")))
    assert [one.number for one in renumbered.clauses()] == ["6.2", "6.3"]
    assert edited(renumbered, ChangeClause(second, replace(second, number="6.3"))) == renumbered
    reworded = edited(text, ChangeClause(second, replace(second, words="Better.")))
    assert [one.words for one in reworded.clauses()] == ["The first.", "Better."]
    assert list(edited(text, RemoveClause(second)).clauses()) == [first]
    gone = Clause("6.2", "As somebody saw it before.")
    with pytest.raises(SomebodyWasFaster):
        edited(text, ChangeClause(gone, replace(gone, words="Mine.")))
    piece = Piece(uuid.uuid4(), 1, clause=gone).as_it_is_now(text)
    assert piece.clause is None  # it may be either, so hers is a new one and overwrites neither
    assert Piece(uuid.uuid4(), 1, clause=second).as_it_is_now(text).clause == second


def test_a_wrong_clock_or_a_slip_of_the_pen_holds_no_version_for_ever(
    folder_school: SmallSchool,
) -> None:
    head = folder_school.open("head")
    folder_school.open("teacher1")  # whose signing in says which day it is
    draft = checked(head, begun(head))
    slips = {"in_force_from": FROM.replace(year=2206), "review_on": FROM.replace(year=2206)}
    for name, day in slips.items():
        days = {"in_force_from": FROM, "review_on": FROM.replace(year=2207), name: day}
        with pytest.raises(AnswersRefused) as refused:
            head.policy_drafts.approve(draft.id, draft.changed_at, Approval(FROM, "7", **days))
        assert name in dict(refused.value.errors)
    folder_school.clock.turn(days=400)
    late = head.policy.today
    approval = Approval(late, "Minute 7", late, late.replace(year=late.year + 1))
    with pytest.raises(MoveNotPossible, match="clock"):
        head.policy_drafts.approve(draft.id, draft.changed_at, approval)
    folder_school.clock.turn(days=-400)
    assert not head.policy.versions()[0].approved


# ------------------------------------------------------------------ words alone


def test_a_change_says_what_stood_there_and_never_overwrites_anything_else() -> None:
    mine = replace(FRIENDS, words="Tell the Headteacher **at once**.")
    hers = replace(FRIENDS, words="The Headteacher is told the same day.")
    once = edited(TEXT, ChangeClause(FRIENDS, mine))
    assert once.clause("6.7") == mine
    assert edited(once, ChangeClause(FRIENDS, mine)) == once  # again: nothing more
    with pytest.raises(SomebodyWasFaster, match=r"6\.7"):
        edited(once, ChangeClause(FRIENDS, hers))
    # Elsewhere in the text nobody is in the way of anybody.
    other = edited(once, ChangeClause(ALIASES, replace(ALIASES, number="6.15")))
    assert [one.number for one in other.clauses()] == ["6.7", "6.15"]
    with pytest.raises(AnswersRefused, match=r"6\.7 already"):
        edited(TEXT, ChangeClause(ALIASES, replace(ALIASES, number="6.7.")))


def test_clauses_are_added_after_one_and_at_the_head_and_taken_out() -> None:
    new = Clause("6.8", "  Nothing typed into  an AI names a child. ", (" a point ", ""))
    text = edited(TEXT, AddClause(1, "6.7", new))
    assert [one.number for one in text.clauses()] == ["6.7", "6.8", "6.14"]
    assert text.clause("6.8") == Clause(
        "6.8", "Nothing typed into an AI names a child.", ("a point",)
    )
    assert edited(text, AddClause(1, "6.7", new)) == text
    text = edited(text, AddClause(1, "", Clause("6.1", "First.")))
    assert next(text.clauses()).number == "6.1"
    without = edited(text, RemoveClause(FRIENDS))
    assert without.clause("6.7") is None
    assert edited(without, RemoveClause(FRIENDS)) == without
    with pytest.raises(SomebodyWasFaster):
        edited(text, RemoveClause(replace(FRIENDS, words="Other words.")))
    with pytest.raises(AnswersRefused, match="number"):
        edited(text, AddClause(1, "", Clause("", "Words.")))
    with pytest.raises(AnswersRefused, match="what it says"):
        edited(text, AddClause(1, "", Clause("6.2", " ")))


def test_what_stands_before_the_clauses_is_changed_too() -> None:
    before = TEXT.sections[0]
    after = replace(before, words=("We look after children.", "And each other."))
    text = edited(TEXT, ChangeHead(0, before, after))
    assert text.sections[0] == after
    assert text.sections[1] == TEXT.sections[1]
    assert edited(text, ChangeHead(0, before, after)) == text
    with pytest.raises(SomebodyWasFaster):
        edited(text, ChangeHead(0, before, replace(before, title="Intent")))


# ------------------------------------------------------------------ in the school's file


def test_two_who_change_one_draft_lose_nothing(school: SmallSchool) -> None:
    head, ict = school.open("head"), school.open("ict")
    draft = begun(head)
    assert draft.number == 1
    with pytest.raises(SomebodyWasFaster, match="Maya"):
        begun(ict)
    seen = ict.policy_drafts.draft()
    assert seen is not None
    first = replace(FRIENDS, words="Tell the Headteacher.")
    head.policy_drafts.change(draft.id, ChangeClause(FRIENDS, first))
    # She changes another clause, from what she saw before: both stand.
    second = replace(ALIASES, words="Everybody posts under her own name.")
    both = ict.policy_drafts.change(draft.id, ChangeClause(ALIASES, second))
    assert list(both.text.clauses()) == [first, second]
    assert both.changed_by == "Tomasz Wiśniewski"
    # The same clause: told, and the first words stay.
    with pytest.raises(SomebodyWasFaster):
        ict.policy_drafts.change(draft.id, ChangeClause(FRIENDS, replace(FRIENDS, words="Mine.")))
    with pytest.raises(SomebodyWasFaster):
        head.policy_drafts.discard(draft.id, draft.changed_at)
    stands = head.policy_drafts.draft()
    assert stands is not None
    assert list(stands.text.clauses()) == [first, second]
    # The equality check too.
    age = Characteristic.AGE
    ict.policy_drafts.answer(draft.id, age, Answer(), Answer(Effect.GOOD))
    with pytest.raises(SomebodyWasFaster, match="Age"):
        head.policy_drafts.answer(draft.id, age, Answer(), Answer(Effect.NONE))
    # Of several at once those are kept that nobody else answered.
    sex, none = Characteristic.SEX, Answer(Effect.NONE)
    changed = [(age, Answer(), none), (sex, Answer(), none)]
    draft, beaten = head.policy_drafts.answer_all(draft.id, changed)
    check = check_of(draft.equality)
    assert (beaten, check[age].effect, check[sex]) == ((age,), Effect.GOOD, none)
    with pytest.raises(AnswersRefused):
        head.policy_drafts.answer_all(draft.id, [(sex, none, Answer(Effect.BAD, "a" * 9_999))])


def test_a_new_clause_is_known_by_what_it_is_about(folder_school: SmallSchool) -> None:
    head = folder_school.open("head")
    draft = begun(head)
    new = AddClause(1, "6.7", Clause("6.8", "No name of a child is typed into an AI chatbot."))
    for _ in range(2):
        draft = head.policy_drafts.change(draft.id, new)
    assert [one.number for one in draft.text.clauses()] == ["6.7", "6.8", "6.14"]
    clause = draft.text.clause("6.8")
    assert clause is not None
    assert clause.topic == Topic.AI


def test_it_is_approved_when_checked_as_it_was_seen_and_holds_from_its_day(
    folder_school: SmallSchool,
) -> None:
    head, teacher = folder_school.open("head"), folder_school.open("teacher1")
    draft = begun(head)
    assert teacher.policy.versions() == ()
    assert teacher.policy.in_force().is_model
    for refused in (lambda: begun(teacher), teacher.policy_drafts.draft):
        with pytest.raises(NotAllowed):
            refused()
    right = Approval(FROM, "Minute 7", FROM, dt.date(2027, 11, 23))
    with pytest.raises(AnswersRefused, match="Age, Disability"):
        head.policy_drafts.approve(draft.id, draft.changed_at, right)
    bad = Answer(Effect.BAD)
    draft = head.policy_drafts.answer(draft.id, Characteristic.AGE, Answer(), bad)
    assert bad.lacks
    helped = Answer(Effect.BAD, "It is read to whoever asks.")
    draft = head.policy_drafts.answer(draft.id, Characteristic.AGE, bad, helped)
    for one in list(Characteristic)[1:]:
        draft = head.policy_drafts.answer(draft.id, one, Answer(), Answer(Effect.NONE))
    for wrong, where in (
        (replace(right, minute=" "), "minute"),
        (replace(right, approved_on=dt.date(2026, 11, 24)), "approved_on"),
        (replace(right, in_force_from=dt.date(2026, 11, 22)), "in_force_from"),
        (replace(right, review_on=FROM), "review_on"),
    ):
        with pytest.raises(AnswersRefused) as refusal:
            head.policy_drafts.approve(draft.id, draft.changed_at, wrong)
        assert where in dict(refusal.value.errors)
    with pytest.raises(SomebodyWasFaster):
        head.policy_drafts.approve(draft.id, FROM_BEFORE, right)
    with pytest.raises(NotAllowed):
        folder_school.open("ict").policy_drafts.approve(draft.id, draft.changed_at, right)
    done = head.policy_drafts.approve(draft.id, draft.changed_at, right)
    assert (done.approved_by, done.approved_on, done.minute) == (
        "Maya Okonkwo-Reid",
        FROM,
        "Minute 7",
    )
    assert head.policy_drafts.approve(draft.id, draft.changed_at, right) == done
    with pytest.raises(NotFound):
        head.policy_drafts.change(draft.id, RemoveClause(FRIENDS))
    assert teacher.policy.in_force() == done
    assert [one.words for one in head.policy.dates(FROM)] == ["Review the policy"]
    assert teacher.policy.dates(FROM) == ()


FROM_BEFORE = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def test_the_old_one_stays_and_each_day_cites_its_own(folder_school: SmallSchool) -> None:
    head = folder_school.open("head")
    first = approved(head, begun(head))
    second = approved(head, begun(head), dt.date(2027, 1, 4))
    assert [one.number for one in head.policy.versions()] == [2, 1]
    assert head.policy.in_force() == first
    assert newest_approved(head.policy.versions()) == second
    assert head.policy.in_force(dt.date(2027, 1, 4)) == second
    assert head.policy.version(first.id).text == TEXT
    cited = head.policy.cited
    assert cited(dt.date(2026, 11, 22)) == ""
    assert cited(dt.date(2026, 12, 24)) == "version 1, from 23 November 2026"
    assert cited(dt.date(2027, 1, 4)) == "version 2, from 4 January 2027"
    third = begun(head)
    with pytest.raises(AnswersRefused, match="4 January 2027"):
        approved(head, third, dt.date(2026, 12, 1))
    head.policy_drafts.discard(third.id, head.policy_drafts.draft().changed_at)  # type: ignore[union-attr]
    assert head.policy_drafts.draft() is None


def test_a_report_names_the_version_of_its_day_also_a_sealed_one(
    folder_school: SmallSchool,
) -> None:
    head, teacher = folder_school.open("head"), folder_school.open("teacher1")
    approved(head, begun(head))
    about = {asked.ABOUT: asked.ABOUT_STAFF, asked.STAFF_NAME: "Somebody"}
    sent = [send(folder_school, teacher), send(folder_school, teacher, **about)]
    head.follow()
    folder_school.clock.turn(days=50)
    approved(head, begun(head), dt.date(2027, 1, 4))
    for one in sent:
        case = head.cases.open_case(one.case_id)
        said = "version 1, from 23 November 2026"
        assert read_beside(head, case).policy == said
        pdf = case_paper(head, case, folder_school.clock).make()
        assert f"Policy in force when it was reported: {said}." in text_of(pdf.content)
    assert head.cases.open_case(sent[1].case_id).summary.route.sealed
