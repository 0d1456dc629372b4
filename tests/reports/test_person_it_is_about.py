"""The person a report is about sees nothing of it, whoever holds which role and is named how.

That she meets it by no way at any school is tried in `tests/permissions`.
"""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports import answers as made
from tests.reports.doing import act, full_answers, send
from tests.schools import PASSWORD, STAFF, SmallSchool
from trent_desktop.journeys import unknown
from trent_desktop.problems import AnswersRefused, NotAllowed, NotFound
from trent_desktop.reports.cases import Move, Route
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.out.given import Given, Purpose
from trent_desktop.reports.who.about import concerned
from trent_desktop.reports.who.readers import Holder, Lead, joined_among, lead_of
from trent_desktop.roles import KEYED_ROLES, Role

FORENAMES = ("Zoë", "Tomasz", "Grace", "Ana")
SURNAMES = ("O'Neill", "Wiśniewski", "Okonkwo-Reid", "Yılmaz")
PEOPLE = st.builds(
    Holder,
    id=st.uuids(),
    name=st.builds("{} {}".format, st.sampled_from(FORENAMES), st.sampled_from(SURNAMES)),
    roles=st.frozensets(st.sampled_from([*KEYED_ROLES, Role.TEACHER]), max_size=3),
    joined=st.booleans(),
)
TYPED = st.one_of(
    st.builds(
        "{}{}".format,
        st.sampled_from(["", "Mr ", "Mrs. ", "Z. ", "Zoë ", "TOMASZ "]),
        st.sampled_from([*SURNAMES, "WISNIEWSKI", "Somebody Else"]),
    ),
    st.sampled_from(["the Headteacher", "Head", "our head teacher"]),
    st.just(unknown()),
)
QUICK = st.fixed_dictionaries(
    {},
    optional={
        n.ABOUT: st.sampled_from([n.ABOUT_NO, n.ABOUT_STAFF, n.ABOUT_HEAD]),
        n.HOW: st.sampled_from([n.HOW_SEARCH, n.HOW_PUPIL, n.HOW_STAFF, n.HOW_HEAD]),
        n.STAFF_NAME: TYPED,
        n.CATEGORY: st.sampled_from(["violence", "stranger", "indecent-of-child"]),
        n.SAW_ADULTS: TYPED,
    },
)


def gets_a_key(one: Holder, lead: Lead) -> bool:
    """Whether a report is sealed to a key that somebody holds: a role's, or her own."""
    return any(
        one in lead.only[role] if role in lead.only else role in one.roles for role in lead.roles
    )


@settings(max_examples=400, deadline=None)
@given(st.lists(PEOPLE, max_size=7, unique_by=lambda one: one.id), QUICK, st.booleans())
def test_nothing_is_sealed_to_a_key_of_hers_and_somebody_else_reads_it_or_it_waits(
    roll: list[Holder], answers: dict[str, Any], stops: bool
) -> None:
    stage = "stop" if stops else "full"
    joined = joined_among(roll)
    route = KINDS[0].lead(stage, answers)
    lead = lead_of(route, answers, roll, joined)
    about = concerned(answers, roll)
    for one in roll:
        if one.id in about:
            assert not gets_a_key(one, lead), one
    entitled = [one for one in roll if one.joined and one.id not in about and gets_a_key(one, lead)]
    if route is not Route.CONTENT:
        assert lead.nobody is not bool(entitled)
        assert bool(lead.told) is bool(entitled)
    # Being named without having done it, or having seen it, takes a report from nobody.
    said = answers.get(n.ABOUT) in (n.ABOUT_STAFF, n.ABOUT_HEAD)
    if not said and answers.get(n.HOW) not in (n.HOW_STAFF, n.HOW_HEAD):
        assert about == frozenset()


def test_who_it_is_and_who_it_is_not() -> None:
    def one(name: str, *roles: Role) -> Holder:
        return Holder(uuid.uuid4(), name, frozenset(roles), joined=True)

    head, ana = one("Maya Okonkwo-Reid", Role.HEADTEACHER), one("Ana D'Souza", Role.SUPPORT)
    other = one("Ana Yılmaz", Role.TEACHER)
    roll = (head, ana, other)
    by_name = {n.HOW: n.HOW_STAFF, n.STAFF_NAME: "Mrs D'Souza"}
    assert concerned(by_name, roll) == {ana.id}
    assert concerned({**by_name, n.STAFF_NAME: "Ana"}, roll) == {ana.id, other.id}
    assert concerned({n.ABOUT: n.ABOUT_HEAD}, roll) == {head.id}
    assert concerned({n.HOW: n.HOW_STAFF, n.STAFF_NAME: "M. Okonkwo Reid"}, roll) == {head.id}
    # Hurt, merely named, or nobody's name at all.
    assert concerned({n.SAW_ADULTS: "Ana D'Souza", n.SEEN: "Ana D'Souza"}, roll) == frozenset()
    assert concerned({n.HOW: n.HOW_PUPIL, n.STAFF_NAME: "Ana D'Souza"}, roll) == frozenset()
    assert concerned({n.ABOUT: n.ABOUT_STAFF}, roll) == frozenset()


def sees(school: SmallSchool, name: str, case_id: uuid.UUID) -> bool:
    """Whether a member meets a report anywhere: list, search, counts, page, print, trail, act."""
    member = school.open(name)
    changes = member.follow()
    rows = member.cases.page(CaseQuery(made.SEEN)).rows + member.cases.page(CaseQuery()).rows
    listed = any(row.id == case_id and row.readable for row in rows)
    counts = member.cases.counts()
    met = [listed, case_id in changes.cases, bool(counts.by_state), bool(counts.to_act)]
    cases = member.cases
    ways = (
        lambda: cases.open_case(case_id),
        lambda: cases.copy_for_print(case_id),
        lambda: cases.copy_for_print(case_id, export=True),
        lambda: cases.act(case_id, Move.NOTE, version=1, entry_id=uuid.uuid4(), words="x"),
    )
    if member.giving_out.may:
        copy = Given(uuid.uuid4(), case_id, Purpose.POLICE, "PC Hill", b"%PDF", 0)
        ways += (lambda: member.giving_out.record(copy, PASSWORD),)
    for way in ways:
        try:
            way()
        except NotFound:
            met.append(False)
        else:
            met.append(True)
    member.close()
    assert len(set(met[4:])) == 1
    return any(met)


def test_with_a_role_she_takes_over_later_she_meets_it_no_more_than_before(
    school: SmallSchool,
) -> None:
    """The keys of a role open what its holders of before read; about herself they open nothing."""
    teacher = school.open("teacher1")
    send(school, teacher)
    (draft,) = teacher.drafts.all()
    more = {**full_answers(draft.answers), n.HOW: n.HOW_STAFF, n.STAFF_NAME: STAFF["ict"][0]}
    sent = teacher.cases.send(dataclasses.replace(draft, answers=more))
    assert not sees(school, "ict", sent.case_id)
    head = school.open("head")
    hand_over(school, "ict")
    hand_over(school, "support")
    assert not sees(school, "ict", sent.case_id)
    assert sees(school, "support", sent.case_id)
    assert head.cases.open_case(sent.case_id)


def hand_over(school: SmallSchool, name: str) -> None:
    """Somebody becomes Headteacher too, with all the keys of that role."""
    head = school.open("head")
    head.roles_held.share(Role.HEADTEACHER, school.members[name])
    head.close()


class TestTasks:
    def test_one_is_not_given_to_the_person_it_is_about(self, school: SmallSchool) -> None:
        teacher, head = school.open("teacher1"), school.open("head")
        send(school, teacher)
        (draft,) = teacher.drafts.all()
        more = {**full_answers(draft.answers), n.HOW: n.HOW_STAFF, n.STAFF_NAME: "A. D'Souza"}
        sent = teacher.cases.send(dataclasses.replace(draft, answers=more))
        case = head.cases.open_case(sent.case_id)
        with pytest.raises(AnswersRefused) as refused:
            act(head.cases, case, Move.ACTION, "Talk.", owner=str(school.members["support"]))
        assert refused.value.words == (
            "This report is about Ana D'Souza, so nothing in it can be assigned to them."
        )
        case = act(head.cases, case, Move.ACTION, "Ring.", owner=str(school.members["deputy"]))
        case = act(head.cases, case, Move.ACTION, "Ring the LADO.")
        assert [one.owner_name for one in case.actions] == ["Huw Pritchard", ""]

    def test_where_nobody_is_named_only_its_readers_get_one(self, school: SmallSchool) -> None:
        head = school.open("head")
        sent = send(school, school.open("teacher1"), about_staff="staff")
        case = head.cases.open_case(sent.case_id)
        with pytest.raises(AnswersRefused, match="does not name who it is about"):
            act(head.cases, case, Move.ACTION, "Talk.", owner=str(school.members["ict"]))
        case = act(head.cases, case, Move.ACTION, "Ring.", owner=str(school.members["head"]))
        assert len(case.actions) == 1


class TestWhomToTell:
    """Nobody is led to the person it is about: neither by name nor by number."""

    @pytest.mark.parametrize("deputy", [True, False])
    def test_a_headteacher_who_is_the_safeguarding_lead(
        self, school: SmallSchool, deputy: bool
    ) -> None:
        dsl = school.open("dsl")
        dsl.roles_held.hand_over(Role.DSL, school.members["head"])
        if not deputy:
            school.open("deputy").roles_held.hand_over(Role.DEPUTY_DSL, school.members["head"])
        teacher = school.open("teacher1")
        sent = send(school, teacher, "stop", **{n.STOP_ADULT: "yes", n.ABOUT: n.ABOUT_HEAD})
        assert sent.about == {school.members["head"]}
        steps = teacher.whom.after(sent)
        said = "\n".join(f"{one.who} {one.said} {one.how} {one.why}" for one in steps)
        assert "Maya" not in said
        assert "Okonkwo" not in said
        assert ("Huw Pritchard" if deputy else "Grace Adeyemi") in said
        assert "nobody has joined" not in said

    def test_what_can_no_more_be_added_to_is_told_to_whoever_leads(
        self, school: SmallSchool
    ) -> None:
        teacher = school.open("teacher1")
        send(school, teacher)
        (draft,) = teacher.drafts.all()
        more = {**full_answers(draft.answers), n.HOW: n.HOW_STAFF, n.STAFF_NAME: STAFF["dsl"][0]}
        one = dataclasses.replace(draft, answers=more)
        teacher.cases.send(one)
        with pytest.raises(NotAllowed) as refused:
            teacher.cases.send(one)
        assert refused.value.what_to_do == ("Tell the Headteacher in person what is still missing.")
