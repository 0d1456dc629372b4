"""Who is asked to read the policy, who has, and the induction of who is new."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from tests.agreements.school_forms import code_of, give_out, of
from tests.policy.test_versions import TEXT, approved, begun
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import Kind
from trent_desktop.policy.induction import InductionService
from trent_desktop.policy.model import model_policy
from trent_desktop.policy.questions import questions_for
from trent_desktop.policy.values import Asked, InductionStep
from trent_desktop.problems import AnswersRefused, NotAllowed, NotFound
from trent_desktop.roles import Role

STAFF = {"head", "ict", "dsl", "deputy", "teacher1", "teacher2", "support"}


def right_answers(role: Role) -> dict[str, str]:
    return {one.name: one.right for one in questions_for({role})}


@pytest.mark.parametrize("role", [Role.TEACHER, Role.ICT_LEAD, Role.DSL, Role.HEADTEACHER])
def test_there_are_three_questions_each_with_one_that_fits(role: Role) -> None:
    questions = questions_for({role, Role.TEACHER})
    assert len({one.name for one in questions}) == 3
    topics = {one.topic for one in model_policy().clauses()}
    for one in questions:
        assert one.right in {choice.name for choice in one.choices}
        assert len(one.choices) == len({choice.words for choice in one.choices}) == 3
        assert one.topic in topics or len(topics) < 5
        assert len(one.explained.split()) > 15
    # That the right one is always the same place would be learnt at once.
    places = {[c.name for c in one.choices].index(one.right) for one in questions}
    assert len(places) > 1


def test_each_is_asked_once_and_whoever_has_not_is_on_the_list(folder_school: SmallSchool) -> None:
    head, teacher = folder_school.open("head"), folder_school.open("teacher1")
    assert not teacher.policy_reading.mine().waits
    version = approved(head, begun(head))
    mine = teacher.policy_reading.mine()
    assert mine.waits
    assert mine.before is None
    assert mine.due == dt.date(2026, 12, 7)
    (dated,) = teacher.policy_reading.dates(dt.date(2026, 11, 23))
    assert (dated.words, dated.part) == ("Read the social media policy, version 1", "reading")
    who = head.policy_reading.who()
    assert {one.member_id for one in who.waiting} == {folder_school.members[one] for one in STAFF}
    with pytest.raises(NotAllowed):
        teacher.policy_reading.who()

    wrong = {one.name: one.choices[0].name for one in mine.questions}
    with pytest.raises(AnswersRefused) as refused:
        teacher.policy_reading.read(uuid.uuid4(), version.id, {"friend": "accept"})
    assert len(refused.value.errors) == 2
    with pytest.raises(NotFound):
        teacher.policy_reading.read(uuid.uuid4(), uuid.uuid4(), wrong)
    # Wrong answers count like right ones, and are kept nowhere.
    one = uuid.uuid4()
    day = teacher.policy_reading.read(one, version.id, wrong)
    folder_school.clock.turn(days=1)
    assert teacher.policy_reading.read(one, version.id, wrong) == day == dt.date(2026, 11, 23)
    assert teacher.policy_reading.read(uuid.uuid4(), version.id, wrong) == day
    assert not teacher.policy_reading.mine().waits
    assert teacher.policy_reading.dates(day) == ()
    who = head.policy_reading.who()
    assert [one.name for one in who.read] == ["Zoë O'Neill"]
    assert len(who.waiting) == len(STAFF) - 1
    assert "accept" not in str(who)
    counts = head.policy_reading.counts(day, day)
    assert (counts.version, counts.asked, counts.read) == (1, 7, 1)

    # The next version: asked anew, and told which she knows.
    second = approved(head, begun(head))
    again = teacher.policy_reading.mine()
    assert again.waits
    assert again.version == second
    assert again.before is not None
    assert again.before.number == 1


def test_the_chair_may_say_so_uncounted_and_governors_are_not_asked(
    folder_school: SmallSchool,
) -> None:
    head, chair = folder_school.open("head"), folder_school.open("chair")
    version = approved(head, begun(head))
    mine = chair.policy_reading.mine()
    assert mine.asked is Asked.IF_SHE_LIKES
    assert not mine.waits
    assert mine.questions == ()
    assert chair.policy_reading.dates(dt.date(2026, 11, 23)) == ()
    chair.policy_reading.read(uuid.uuid4(), version.id, {})
    assert chair.policy_reading.mine().read_on == dt.date(2026, 11, 23)
    assert len(head.policy_reading.who().waiting) == len(STAFF)
    governor = folder_school.open("governor")
    assert governor.policy_reading.mine().asked is Asked.NOT
    assert governor.policy.in_force().text == TEXT
    assert governor.policy_reading.counts(dt.date(2026, 9, 1), dt.date(2026, 12, 31)).asked == 7
    for refused in (
        lambda: governor.policy_reading.read(uuid.uuid4(), version.id, {}),
        governor.policy_reading.who,
        governor.induction.all,
        governor.policy_drafts.draft,
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_an_induction_is_seen_by_itself_or_ticked_and_ends(folder_school: SmallSchool) -> None:
    head, teacher = folder_school.open("head"), folder_school.open("teacher1")
    mine = teacher.induction.mine()
    assert mine is not None
    assert [one.step for one in mine.steps if one.done] == [InductionStep.JOINED]
    assert mine.left == 4
    (dated,) = teacher.induction.dates(dt.date(2026, 11, 23))
    assert (dated.words, dated.day) == (
        "Finish your induction: 4 things are left",
        dt.date(2026, 12, 23),
    )
    assert {one.member_id for one in head.induction.all()} == {
        folder_school.members[one] for one in STAFF
    }
    assert folder_school.open("chair").induction.mine() is None
    with pytest.raises(NotAllowed):
        teacher.induction.all()

    me, other = folder_school.members["teacher1"], folder_school.members["teacher2"]
    first = uuid.uuid4()
    for _ in range(2):
        teacher.induction.tick(first, me, InductionStep.PRACTICE)
    for refused in (
        lambda: teacher.induction.tick(uuid.uuid4(), other, InductionStep.PRACTICE),
        lambda: teacher.induction.tick(uuid.uuid4(), me, InductionStep.TRAINING),
        lambda: head.induction.tick(uuid.uuid4(), me, InductionStep.POLICY),
    ):
        with pytest.raises(NotAllowed):
            refused()
    version = approved(head, begun(head))
    teacher.policy_reading.read(uuid.uuid4(), version.id, right_answers(Role.TEACHER))
    head.induction.tick(uuid.uuid4(), me, InductionStep.AGREEMENT)
    trained = {me: dt.date(2026, 11, 23)}  # since the day of joining
    with_training = InductionService(
        head.signed_in, signed=lambda _session: {}, trained=lambda _session: trained
    )
    counts = with_training.counts(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert (counts.joined, counts.finished) == (7, 1)
    mine = teacher.induction.mine()
    assert mine is not None
    steps = {one.step: one for one in mine.steps}
    assert steps[InductionStep.POLICY].seen
    assert steps[InductionStep.AGREEMENT].by == "Maya Okonkwo-Reid"
    assert steps[InductionStep.PRACTICE].by == "Zoë O'Neill"
    head.induction.tick(uuid.uuid4(), me, InductionStep.TRAINING)
    head.induction.untick(me, InductionStep.TRAINING)
    head.induction.tick(uuid.uuid4(), me, InductionStep.TRAINING)
    assert teacher.induction.dates(dt.date(2026, 11, 23)) == ()
    # Ninety days later hers is off the list; those that are not finished stay.
    folder_school.clock.turn(days=91)
    assert me not in {one.member_id for one in head.induction.all()}
    assert len(head.induction.all()) == len(STAFF) - 1
    folder_school.clock.turn(days=300)
    assert head.induction.all() == ()


def test_an_agreement_that_is_back_is_seen(folder_school: SmallSchool) -> None:
    head = folder_school.open("head")
    plan = give_out(head, Kind.STAFF, chosen=Chosen(Scope.STAFF))
    head.agreements.returns.scan(code_of(head, of(plan, "Ana D'Souza", Kind.STAFF)))
    mine = folder_school.open("support").induction.mine()
    assert mine is not None
    seen = {one.step for one in mine.steps if one.seen}
    assert seen == {InductionStep.JOINED, InductionStep.AGREEMENT}
    assert head.induction.mine() is not None
    assert head.induction.mine().left == 4  # type: ignore[union-attr]
