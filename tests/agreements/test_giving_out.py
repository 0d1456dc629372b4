"""A batch is given out once whatever breaks off, with the right versions, and printed again."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from tests.agreements.school_forms import give_out, of, order, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import BatchPlan, Chosen, Scope
from trent_desktop.agreements.kinds import FormState, Kind, PrintSize
from trent_desktop.agreements.wording.languages import our_text
from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotAllowed, SomebodyWasFaster
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.people import YearGroup


def batch(plan: BatchPlan) -> uuid.UUID:
    assert plan.batch_id is not None
    return plan.batch_id


@pytest.mark.parametrize("kind", [Kind.PARENT, Kind.BLOGGING])
def test_a_plan_that_is_given_out_twice_is_one_batch(school: SmallSchool, kind: Kind) -> None:
    """As when the answer of the share is lost on its way, and the print is tried again."""
    batches = school.open("teacher1").agreements.batches
    plan = batches.plan(order(kind))
    first, second = batches.issue(plan, 6), batches.issue(plan, 6)
    assert plan.batch_id is None
    assert batch(first) == batch(second)
    assert len(batches.issued()) == 1


def test_printed_in_parts_each_form_is_given_out_once(school: SmallSchool) -> None:
    batches = school.open("teacher1").agreements.batches
    plan = batches.plan(order(Kind.PARENT, Kind.BLOGGING))
    (group,) = plan.groups[:1]
    part = replace(plan, groups=(replace(group, forms=group.forms[:2]),))
    first = batches.issue(part, 2)
    assert batch(batches.issue(part, 2)) == batch(first)
    whole = batches.issue(plan, 6)
    again = batches.issue(plan, 6)
    assert batch(whole) != batch(first)
    assert batch(again)
    coded = [one.forms for one in batches.issued()]
    assert len(coded) == 2
    returned = {one.id for one in plan.forms if one.kind is Kind.PARENT}
    known = [one.id for found in (first, whole) for one in batches.again(batch(found)).forms]
    assert sorted(one for one in known if one in returned) == sorted(returned)


def test_reminders_that_go_out_twice_chase_once(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    give_out(teacher, Kind.PARENT)
    reminders = teacher.agreements.reminders
    plan = reminders.plan(Chosen(Scope.EVERYBODY))
    assert batch(reminders.issue(plan, 6)) == batch(reminders.issue(plan, 6))
    assert len(teacher.agreements.batches.issued()) == 2
    with pytest.raises(MoveNotPossible, match="not printed a second time"):
        teacher.agreements.batches.again(batch(reminders.issue(plan, 6)))


def test_forms_with_the_wrong_version_on_them_are_not_given_out(school: SmallSchool) -> None:
    teacher, head = school.open("teacher1"), school.open("head")
    plan = teacher.agreements.batches.plan(order(Kind.PARENT))  # says version 1
    own = our_text(Kind.PARENT, "en").replace("best", "very well")
    assert head.agreements.wordings.save(Kind.PARENT, "en", own).number == 1
    with pytest.raises(SomebodyWasFaster, match="“Parent’s agreement” was changed meanwhile"):
        teacher.agreements.batches.issue(plan, 6)
    assert teacher.agreements.batches.issued() == ()
    assert give_out(teacher, Kind.PARENT).forms[0].english_number == 1


def test_each_kind_is_printed_once_in_the_order_of_a_childs_papers(school: SmallSchool) -> None:
    kinds = (Kind.CONSENTS, Kind.PARENT, Kind.PARENT, Kind.PUPIL_KS2)
    plan = school.open("teacher1").agreements.batches.plan(order(*kinds))
    assert [one.kind for one in plan.forms[:3]] == [Kind.PUPIL_KS2, Kind.PARENT, Kind.CONSENTS]
    assert len(plan.forms) == 18


def test_only_what_is_missing_is_printed(school: SmallSchool) -> None:
    head = school.open("head")
    plan = give_out(head, Kind.PUPIL_KS2, Kind.PARENT)
    maryam = [one for one in plan.forms if one.name == "Maryam Khan"]
    conor = of(plan, "Conor O'Neill", Kind.PARENT)
    head.agreements.returns.record([one.id for one in maryam], FormState.RETURNED)
    head.agreements.returns.record([conor.id], FormState.REFUSED)
    missing = Chosen(Scope.EVERYBODY, only_missing=True)
    # The blogging rules do not come back, so that nobody can miss them.
    kinds = (Kind.PUPIL_KS2, Kind.PARENT, Kind.BLOGGING)
    left = head.agreements.batches.plan(order(*kinds, chosen=missing))
    assert {(one.name, one.kind) for one in left.groups[0].forms} == {
        ("Conor O'Neill", Kind.PUPIL_KS2),
        ("محمد حسن", Kind.PUPIL_KS2),
        ("محمد حسن", Kind.PARENT),
    }
    assert not {one.kind for one in left.forms} & {Kind.BLOGGING}
    # A new wording has to be signed by everybody, and so has the form of the next key stage.
    own = our_text(Kind.PARENT, "en").replace("best", "very well")
    head.agreements.wordings.save(Kind.PARENT, "en", own)
    assert len(head.agreements.batches.plan(order(Kind.PARENT, chosen=missing)).forms) == 6
    version = next(one.version for one in head.pupils.all() if one.id == whose(conor))
    younger = PupilDetails("Conor", "O'Neill", year_group=YearGroup.Y2)
    head.pupils.change(whose(conor), version, younger)
    head.follow()
    first = head.agreements.batches.plan(order(Kind.PUPIL_KS1, chosen=missing))
    assert [one.name for one in first.forms] == ["Conor O'Neill"]


def test_when_nothing_is_missing_that_is_said(school: SmallSchool) -> None:
    head = school.open("head")
    plan = give_out(head, Kind.PARENT)
    head.agreements.returns.record([one.id for one in plan.forms], FormState.RETURNED)
    missing = Chosen(Scope.EVERYBODY, only_missing=True)
    with pytest.raises(AnswersRefused, match="Nothing is missing"):
        head.agreements.batches.plan(order(Kind.PARENT, chosen=missing))
    with pytest.raises(AnswersRefused, match="blogging rules do not come back") as refused:
        head.agreements.batches.plan(order(Kind.BLOGGING, chosen=missing))
    assert refused.value.errors[0][0] == "kinds"


def test_a_class_without_pupils_beside_others_is_told(school: SmallSchool) -> None:
    head = school.open("head")
    empty = head.pupils.add_class("5A", [YearGroup.Y5])
    head.follow()
    chosen = Chosen(Scope.CLASSES, classes=(school.classes["4B"], empty))
    plan = head.agreements.batches.plan(order(Kind.PARENT, chosen=chosen))
    assert plan.notes == ("There are no pupils in 5A.",)
    assert [group.name for group in plan.groups] == ["Class 4B"]


def test_what_is_printed_again_asks_for_no_day_that_has_passed(school: SmallSchool) -> None:
    head = school.open("head")
    plan = give_out(head, Kind.PARENT)  # to be back by 4 December
    school.clock.turn(days=11)
    on_the_day = head.agreements.batches.again(batch(plan))
    assert (on_the_day.order.return_by, on_the_day.notes) == (dt.date(2026, 12, 4), ())
    school.clock.turn(days=1)
    again = head.agreements.batches.again(batch(plan))
    assert again.order.return_by == dt.date(2026, 12, 18)
    said = "These were to be back by 4 December 2026, which has passed. "
    assert again.notes == (said + "What you print now says 18 December 2026.",)
    (issued,) = head.agreements.batches.issued()
    assert issued.return_by == dt.date(2026, 12, 4)  # as the first copies say


@pytest.mark.parametrize("together", [True, False])
def test_pages_without_a_code_are_printed_again_too(school: SmallSchool, together: bool) -> None:
    head = school.open("head")
    plan = give_out(head, Kind.PARENT, Kind.BLOGGING, together=together, language="pl")
    own = our_text(Kind.BLOGGING, "en").replace("polite", "very polite")
    head.agreements.wordings.save(Kind.BLOGGING, "en", own)
    again = head.agreements.batches.again(batch(plan))
    assert [group.listed for group in again.groups] == [group.listed for group in plan.groups]
    for one, other in zip(again.forms, plan.forms, strict=True):
        assert (one.kind, one.token, whose(one)) == (other.kind, other.token, whose(other))
        assert one.english.text == other.english.text
        assert one.language == other.language == "pl"


def test_blogging_rules_alone_are_printed_again(school: SmallSchool) -> None:
    head = school.open("head")
    for scope in (Scope.EVERYBODY, Scope.STAFF):
        plan = give_out(head, Kind.BLOGGING, chosen=Chosen(scope))
        again = head.agreements.batches.again(batch(plan))
        assert [one.name for one in again.forms] == [one.name for one in plan.forms]


def test_a_reprint_says_who_checked_and_keeps_sizes(school: SmallSchool) -> None:
    head = school.open("head")
    plan = give_out(head, Kind.PARENT, language="tr", print_size=PrintSize.LARGER)
    before = head.agreements.batches.again(batch(plan))
    assert not any(one.translation_checked for one in before.forms)
    head.agreements.wordings.mark_checked(Kind.PARENT, "tr")
    again = head.agreements.batches.again(batch(plan))
    assert all(one.translation_checked for one in again.forms)
    assert {one.print_size for one in again.forms} == {PrintSize.LARGER}
    assert again.groups[0].listed == plan.groups[0].listed


def test_staff_forms_are_printed_again_by_those_who_look_after_them(school: SmallSchool) -> None:
    head = school.open("head")
    plan = give_out(head, Kind.STAFF, Kind.BLOGGING, chosen=Chosen(Scope.STAFF))
    again = head.agreements.batches.again(batch(plan))
    assert [(one.name, one.kind, one.token) for one in again.forms] == [
        (one.name, one.kind, one.token) for one in plan.forms
    ]
    with pytest.raises(NotAllowed):
        school.open("teacher1").agreements.batches.again(batch(plan))
