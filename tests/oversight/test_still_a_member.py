"""Whoever was taken off the list while she is signed in writes nothing more, also not of herself."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from tests.oversight.training.test_training import DRAFT
from tests.policy.test_reading import right_answers
from tests.policy.test_versions import approved, begun
from tests.schools import SmallSchool
from trent_desktop.oversight.training.values import CertificateDraft
from trent_desktop.policy.values import InductionStep
from trent_desktop.problems import NoLongerMember, NotAllowed
from trent_desktop.roles import Role


@pytest.mark.both_databases
def test_who_was_removed_writes_nothing_of_herself(school: SmallSchool) -> None:
    head, teacher = school.open("head"), school.open("teacher1")
    version = approved(head, begun(head))
    head.training.plan(session := uuid.uuid4(), replace(DRAFT, day=head.training.today))
    paper = CertificateDraft("Online safety", "A college", head.training.today)
    hers = teacher.member.id
    teacher.training.add_certificate(kept := uuid.uuid4(), hers, paper)
    ict = school.open("ict")
    ict.members.remove(hers)
    for act in (
        lambda: teacher.policy_reading.read(uuid.uuid4(), version.id, right_answers(Role.TEACHER)),
        lambda: teacher.training.i_was_there(session),
        lambda: teacher.training.add_certificate(uuid.uuid4(), hers, paper),
        lambda: teacher.training.withdraw_certificate(kept, "It was wrong"),
        lambda: teacher.induction.tick(uuid.uuid4(), hers, InductionStep.PRACTICE),
        lambda: teacher.induction.untick(hers, InductionStep.PRACTICE),
    ):
        with pytest.raises(NoLongerMember):
            act()


def test_who_lost_her_role_ticks_nobody_any_more(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    somebody = school.members["teacher1"]
    school.open("dsl").roles_held.hand_over(Role.DSL, school.members["teacher2"])
    for act in (
        lambda: dsl.induction.tick(uuid.uuid4(), somebody, InductionStep.TRAINING),
        lambda: dsl.induction.untick(somebody, InductionStep.TRAINING),
    ):
        with pytest.raises(NotAllowed):
            act()
