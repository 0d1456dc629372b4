"""Roles with sealed cases change hands: on the record, shown to both, and nothing is lost."""

from __future__ import annotations

import uuid

import pytest

from tests.reports import answers
from tests.school.staff import NEW_PASSWORD, invite_one, join_with
from tests.schools import SmallSchool
from trent_desktop.problems import CodeRefused, MoveNotPossible, NotAllowed, NotFound
from trent_desktop.roles import Role
from trent_desktop.storage.audit import Act, entries_about


def acts_about(school: SmallSchool, member: str) -> list[str]:
    head = school.open("head")
    with head._me.database.read() as session:
        return [entry.act for entry in entries_about(session, str(school.members[member]))]


def a_sealed_case(school: SmallSchool) -> uuid.UUID:
    """A report that only the safeguarding leads and the Headteacher may read."""
    return school.open("teacher1").cases.send(school.draft(answers.stop(), "stop")).case_id


def test_a_hand_over_is_shown_to_both(school: SmallSchool) -> None:
    head, deputy = school.open("head"), school.open("deputy")
    head.roles_held.hand_over(Role.HEADTEACHER, school.members["deputy"])
    for one in (head, deputy):
        one.follow()
        news = one.roles_held.news()
        assert len(news) == 1
        assert "Maya Okonkwo-Reid" in news[0].words
        assert "Huw Pritchard" in news[0].words
        assert "Headteacher" in news[0].words
        one.roles_held.seen(news[0].number)
        assert one.roles_held.news() == ()
    assert Role.HEADTEACHER in deputy.roles
    assert Role.HEADTEACHER not in head.roles
    assert Act.ROLE_HANDED_OVER.value in acts_about(school, "deputy")
    assert school.open("support").roles_held.news() == ()


def test_the_successor_of_a_headteacher_who_cannot_pass_it_on(school: SmallSchool) -> None:
    """Two people together: the code from the safe and the Chair of Governors."""
    case_id = a_sealed_case(school)
    school.open("head")  # puts the keys by, the Chair having joined
    chair = school.open("chair")
    assert chair.roles_held.may_appoint(Role.HEADTEACHER)
    chair.roles_held.appoint(
        Role.HEADTEACHER, school.members["teacher2"], school.made.recovery_code
    )
    successor = school.open("teacher2")
    assert Role.HEADTEACHER in successor.roles
    assert successor.cases.open_case(case_id)
    assert "appointed" in successor.roles_held.news()[0].words
    # Now she who left can be removed, and her successor reads on what comes.
    school.open("ict").members.remove(school.members["head"])
    later = a_sealed_case(school)
    successor.follow()
    assert successor.cases.open_case(later)
    assert successor.check_audit().broken_at is None


def test_the_code_alone_or_the_chair_alone_opens_nothing(school: SmallSchool) -> None:
    school.open("head")
    code = school.made.recovery_code
    for name in ("ict", "governor", "teacher1"):
        with pytest.raises(NotAllowed):
            school.open(name).roles_held.appoint(Role.HEADTEACHER, school.members["teacher2"], code)
    wrong = ("B" if code[0] == "A" else "A") + code[1:]
    with pytest.raises(CodeRefused):
        school.open("chair").roles_held.appoint(Role.HEADTEACHER, school.members["teacher2"], wrong)


def test_the_chair_does_not_appoint_herself(school: SmallSchool) -> None:
    school.open("head")
    with pytest.raises(NotFound):
        school.open("chair").roles_held.appoint(
            Role.HEADTEACHER, school.members["chair"], school.made.recovery_code
        )


def test_the_headteacher_and_the_code_appoint_a_chair(school: SmallSchool) -> None:
    school.open("chair")
    head = school.open("head")
    head.roles_held.appoint(Role.CHAIR, school.members["governor"], school.made.recovery_code)
    assert Role.CHAIR in school.open("governor").roles


def test_what_was_put_by_survives_a_new_code_given_with_the_old(school: SmallSchool) -> None:
    case_id = a_sealed_case(school)
    school.open("head")
    ict = school.open("ict")
    new = ict.members.change_recovery_code(school.made.recovery_code)
    assert new != school.made.recovery_code
    chair = school.open("chair")
    with pytest.raises(CodeRefused, match="not the school's recovery code"):
        chair.roles_held.appoint(
            Role.HEADTEACHER, school.members["teacher2"], school.made.recovery_code
        )
    chair.roles_held.appoint(Role.HEADTEACHER, school.members["teacher2"], new)
    assert school.open("teacher2").cases.open_case(case_id)


def test_without_the_old_code_it_is_put_by_again_when_a_holder_signs_in(
    school: SmallSchool,
) -> None:
    case_id = a_sealed_case(school)
    new = school.open("ict").members.change_recovery_code()
    chair = school.open("chair")
    with pytest.raises(CodeRefused, match="stored"):
        chair.roles_held.appoint(Role.HEADTEACHER, school.members["teacher2"], new)
    school.open("head")
    chair.roles_held.appoint(Role.HEADTEACHER, school.members["teacher2"], new)
    assert school.open("teacher2").cases.open_case(case_id)


def test_an_administrator_gives_a_vacant_role_never_to_himself(school: SmallSchool) -> None:
    ict = school.open("ict")
    with pytest.raises(MoveNotPossible, match="already"):
        ict.roles_held.give(Role.DSL, school.members["teacher2"])
    ict.roles_held.share(Role.ICT_LEAD, school.members["teacher1"])
    head = school.open("head")
    head.roles_held.take(Role.ICT_LEAD, school.members["teacher1"])
    assert Role.ICT_LEAD not in school.open("teacher1").roles
    with pytest.raises(NotFound):
        ict.roles_held.give(Role.ICT_LEAD, school.members["ict"])


def test_a_role_is_not_taken_from_its_only_holder(school: SmallSchool) -> None:
    with pytest.raises(MoveNotPossible, match="only Designated"):
        school.open("ict").roles_held.take(Role.DSL, school.members["dsl"])
    with pytest.raises(NotAllowed):
        school.open("teacher1").roles_held.take(Role.DSL, school.members["dsl"])


def test_a_dsl_whose_password_was_reset_gets_her_cases_back_from_a_fellow(
    school: SmallSchool,
) -> None:
    case_id = a_sealed_case(school)
    dsl = school.open("dsl")
    dsl.roles_held.share(Role.DSL, school.members["teacher2"])
    slip = school.open("ict").members.reset_password(school.members["dsl"])
    join_with(school, slip)
    again = school.open("dsl", password=NEW_PASSWORD)
    with pytest.raises(NotFound):
        again.cases.open_case(case_id)
    lines = {line.member.id: line for line in again.members.all()}
    assert lines[school.members["dsl"]].keyless_roles == {Role.DSL}
    school.open("teacher2").roles_held.share(Role.DSL, school.members["dsl"])
    again.follow()
    assert again.cases.open_case(case_id)
    later = a_sealed_case(school)  # and what is sent from now on she reads anyway
    again.follow()
    assert again.cases.open_case(later)


def test_somebody_invited_to_a_role_gets_its_cases_when_she_joins(school: SmallSchool) -> None:
    """A vacant role may be on a slip: what is sent meanwhile waits for her."""
    head, ict = school.open("head"), school.open("ict")
    head.roles_held.share(Role.HEADTEACHER, school.members["teacher2"])
    ict.members.remove(school.members["head"])
    school.open("teacher2").roles_held.hand_over(Role.HEADTEACHER, school.members["deputy"])
    with pytest.raises(MoveNotPossible):
        ict.members.remove(school.members["deputy"])
    slip = invite_one(ict, "Priya Raman", Role.TEACHER, sign_in_name="praman")
    join_with(school, slip)
    school.open("deputy").roles_held.hand_over(
        Role.DEPUTY_DSL,
        next(
            m.id
            for m in school.open("praman", password=NEW_PASSWORD).people.members()
            if m.sign_in_name == "praman"
        ),
    )
    case_id = a_sealed_case(school)
    assert school.open("praman", password=NEW_PASSWORD).cases.open_case(case_id)
