"""Whoever works here, and whatever is reported: the person it is about meets nothing of it.

Random staff (several holders of a role, some who have not joined, persons with two roles, names
alike), random kinds and answers. Who may read is worked out here from the policy once more, without
asking the program.
"""

from __future__ import annotations

import dataclasses
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from tests.memory import memory_disk
from tests.permissions.every_report import ABOUTS, Met, World, base_answers, completed, marked
from tests.permissions.policy import READS, About, Seat, Sees
from tests.permissions.ways import MAY_COME, REPORTER, Came, all_ways, gone, holds_a_key
from tests.reports import answers as made
from tests.reports.doing import act, full_answers
from tests.schools import STAFF, make_small_school
from trent_desktop.journeys import Choice, unknown
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import Problem
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Move, Route
from trent_desktop.reports.kinds import KINDS, Kind
from trent_desktop.reports.kinds.content import names as content
from trent_desktop.reports.who.about import about_of, concerned
from trent_desktop.roles import KEYED_ROLES, Role
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.school.people.people import Member
from trent_desktop.storage.location import parse_location

FORENAMES = ("Zoë", "Tomasz", "Grace")
SURNAMES = ("O'Neill", "Wiśniewski", "Okonkwo-Reid")
NAMES = st.builds("{} {}".format, st.sampled_from(FORENAMES), st.sampled_from(SURNAMES))
TITLES = ("", "Mr ", "Mrs. ", "Dr ")


@dataclasses.dataclass(frozen=True)
class Person:
    """Somebody at the school, who may still have to join."""

    name: str
    roles: frozenset[Role]
    joined: bool


@dataclasses.dataclass(frozen=True)
class Told:
    """A report: which kind, at which stage, with which answers; `later` after it was an ordinary one."""

    name: str
    stage: str
    answers: dict[str, Any]
    later: dict[str, Any] | None = None

    @property
    def kind(self) -> Kind:
        """Which kind it is of."""
        return next(kind for kind in KINDS if kind.name == self.name)


#: In small schools one person is several: then a role's key alone must not open it.
_TWO_HATS = [
    frozenset({Role.HEADTEACHER, Role.CHAIR}),
    frozenset({Role.HEADTEACHER, Role.DSL}),
    frozenset({Role.HEADTEACHER, Role.DEPUTY_DSL}),
    frozenset({Role.CHAIR, Role.TEACHER}),
]
PEOPLE = st.builds(
    Person,
    name=NAMES,
    roles=st.frozensets(
        st.sampled_from([*KEYED_ROLES, Role.TEACHER, Role.SUPPORT]), min_size=1, max_size=2
    )
    | st.sampled_from(_TWO_HATS),
    joined=st.sampled_from([True, True, True, False]),
)


@st.composite
def names_typed(draw: st.DrawFn, names: list[str]) -> object:
    """Somebody of the staff as people write a name: whole, by surname, with a title, an initial."""
    forename, surname = draw(st.sampled_from(names)).split(maxsplit=1)
    title = draw(st.sampled_from(TITLES))
    return draw(
        st.sampled_from(
            [
                f"{forename} {surname}",
                f"{title}{surname}",
                f"{forename[0]}. {surname}",
                surname.upper(),
                f"{title}{surname}".lower(),
                "the head teacher",
                "Nobody Known",
                unknown(),
            ]
        )
    )


@st.composite
def reports(draw: st.DrawFn, names: list[str]) -> Told:
    """A report of any kind that can be sent."""
    kind = draw(st.sampled_from(KINDS))
    named = draw(names_typed(names))
    if kind.may_stop and draw(st.integers(0, 3)) == 0:
        about = draw(st.sampled_from([None, asked.ABOUT_STAFF, asked.ABOUT_HEAD]))
        answers = made.stop(**{asked.STOP_ADULT: "yes" if about else "no"})
        return Told(kind.name, asked.STOP, {**answers, **({asked.ABOUT: about} if about else {})})
    answers = base_answers(kind)
    for question in kind.journey(kind.stages[0]).pages[0].questions:
        if isinstance(question, Choice):
            answers[question.name] = draw(st.sampled_from(question.options)).value
        elif question.name == asked.STAFF_NAME:
            answers[question.name] = named
    final = completed(kind, answers) or completed(kind, base_answers(kind))
    assert final is not None
    how = content.HOW_STAFF, content.HOW_HEAD, content.HOW_PUPIL
    later = {content.HOW: draw(st.sampled_from(how)), asked.STAFF_NAME: named}
    ordinary = kind.lead(kind.stages[0], final) is Route.CONTENT
    return Told(kind.name, kind.stages[0], final, later if kind is KINDS[0] and ordinary else None)


@st.composite
def schools(draw: st.DrawFn) -> tuple[list[Person], list[Told]]:
    """Whoever works there, the reporter first, and what she reports."""
    first = Person(draw(NAMES), frozenset({Role.TEACHER}) | draw(_BESIDE), joined=True)
    people = [first, *draw(st.lists(PEOPLE, min_size=2, max_size=5))]
    told = draw(st.lists(reports([one.name for one in people]), min_size=2, max_size=4))
    return people, told


_BESIDE = st.sampled_from([frozenset[Role]()] * 3 + [frozenset({one}) for one in KEYED_ROLES[1:4]])


def _several_hats() -> tuple[list[Person], list[Told]]:
    """The Headteacher is a governor's Chair and a safeguarding lead too, beside others who are.

    A second head has her surname.
    """
    hats = (
        ("Zoë O'Neill", {Role.TEACHER}),
        ("Grace Okonkwo-Reid", {Role.HEADTEACHER, Role.CHAIR, Role.DSL}),
        ("Tomasz Wiśniewski", {Role.CHAIR}),
        ("Grace Wiśniewski", {Role.DSL, Role.DEPUTY_DSL}),
        ("Zoë Okonkwo-Reid", {Role.HEADTEACHER}),
    )
    people = [Person(name, frozenset(roles), joined=True) for name, roles in hats]
    first = {**base_answers(KINDS[0])}
    of_stop = made.stop(**{asked.STOP_ADULT: "yes", asked.ABOUT: asked.ABOUT_HEAD})
    of_chair = {content.HOW: content.HOW_STAFF, asked.STAFF_NAME: "Mr Wisniewski"}
    told = [
        Told(KINDS[0].name, asked.QUICK, {**first, asked.ABOUT: asked.ABOUT_HEAD}),
        Told(KINDS[0].name, asked.QUICK, {**first, asked.ABOUT: asked.ABOUT_STAFF}),
        Told(KINDS[0].name, asked.STOP, of_stop),
        Told(KINDS[0].name, asked.QUICK, first, of_chair),
    ]
    return people, told


# ------------------------------------------------------------------------ the school


@contextmanager
def opened(people: list[Person]) -> Iterator[World]:
    """A real school of these people, with everybody signed in who has joined."""
    called = {f"m{number}": one for number, one in enumerate(people)} | {REPORTER: people[0]}
    del called["m0"]
    with tempfile.TemporaryDirectory(dir=memory_disk()) as place:
        folder = Path(place)
        school = make_small_school(
            parse_location(folder / "share"),
            folder,
            staff={name: (one.name, set(one.roles)) for name, one in called.items() if one.joined},
            invited=tuple(
                Invitation(one.name, name, one.roles)
                for name, one in called.items()
                if not one.joined
            ),
        )
        try:
            desks = {name: school.open(name) for name, one in called.items() if one.joined}
            yield World(school, desks, ())
        finally:
            school.close()


def send(world: World, number: int, told: Told) -> tuple[Met, dict[str, Any]]:
    """Send a report, with whatever comes after it; what it is, and its answers together."""
    school, reporter = world.school, world.desks[REPORTER]
    wrote, led = f"wrote{number:03d}x", f"led{number:03d}x"
    answers = marked(told.kind, told.stage, told.answers, wrote)
    sent = reporter.cases.send(school.draft(answers, told.stage, journey=told.kind.name))
    if told.later and not sent.queued:
        for desk in world.desks.values():
            desk.follow()  # it was on their laptops before
        (rest,) = [one for one in reporter.drafts.all() if one.id == sent.case_id]
        more = full_answers(rest.answers) | told.later
        if more[content.HOW] != content.HOW_STAFF:
            more.pop(asked.STAFF_NAME)
        more = marked(told.kind, asked.FULL, more, wrote) | answers
        again = reporter.cases.send(dataclasses.replace(rest, answers=more))
        if (
            not again.queued
        ):  # else they wait for somebody who may read them, and it stays as it was
            sent, answers = again, more
    about = ABOUTS.get(about_of(answers, reporter.signed_in.directory.members), About.NOBODY)
    route = told.kind.lead(told.stage, answers)
    if route is not Route.STOPPED and about is not About.NOBODY:
        route = Route.STAFF if about is About.STAFF else Route.HEAD
    met = Met(sent.case_id, sent.reference, told.kind.name, route, about, None, wrote, led, sent)
    return met, answers


def whoever_leads_adds(world: World, one: Met) -> None:
    """Somebody else than its reporter who opens it adds what was found out."""
    for name, desk in world.desks.items():
        if name == REPORTER:
            continue
        try:
            act(desk.cases, desk.cases.open_case(one.id), Move.NOTE, f"{one.led} was found out.")
        except Problem:
            continue
        return


# ------------------------------------------------------------------------ who may

_ROLE_OF = {Seat(name): roles for name, (_, roles) in STAFF.items()}


def roles_for(one: Met, members: tuple[Member, ...], about: frozenset[uuid.UUID]) -> set[Role]:
    """The roles whose holders may read it: those of its route, or who stands in for them."""
    row = READS[one.route, one.about]
    lead = [seat for seat in Seat if seat is not Seat.REPORTER and row[seat] is Sees.ALL]
    own = {role for seat in lead for role in _ROLE_OF[seat] if role in KEYED_ROLES}
    there = any(
        member.active and not own.isdisjoint(member.roles) and member.id not in about
        for member in members
    )
    # Nobody at school is next for what is about the Headteacher; for all else the Chair is.
    stands_in = not there and one.about is not About.THE_HEAD and one.route is not Route.CONTENT
    return own | {Role.CHAIR} if stands_in else own


def may_come(
    one: Met, name: str, desk: OpenSchool, about: frozenset[uuid.UUID], roles: set[Role]
) -> set[Came]:
    """What may come through to somebody."""
    if name == REPORTER:
        own = {Came.KNOWN, Came.WROTE} if one.sent.queued else set[Came]()
        found = own | MAY_COME[READS[one.route, one.about][Seat.REPORTER]]
        hers = desk.member.id not in about and not roles.isdisjoint(desk.roles)
        return set(Came) if hers else found
    if desk.member.id in about or roles.isdisjoint(desk.roles):
        return set()
    return set(Came)


def nobody_meets_what_is_not_hers(
    people: list[Person], told: list[Told], *, papers: bool = False
) -> None:
    with opened(people) as world:
        sent = [send(world, number, one) for number, one in enumerate(told)]
        for one, _ in sent:
            whoever_leads_adds(world, one)
        for desk in world.desks.values():
            desk.follow()
        members = world.desks[REPORTER].signed_in.directory.members
        met = [one for one, _ in sent]
        ways = [way for way in all_ways(world) if papers or not way.costly]
        reading = {one.id: set[str]() for one in met}
        for name, desk in world.desks.items():
            through = {one.id: set[Came]() for one in met}
            for way in ways:
                for one, what in gone(way, world, name, met):
                    through[one.id] |= what
            counted = 0
            for one, answers in sent:
                about = concerned(answers, members)
                roles = roles_for(one, members, about)
                allowed = may_come(one, name, desk, about, roles)
                assert through[one.id] <= allowed, (name, str(one), answers)
                if Came.WROTE not in allowed:
                    assert not holds_a_key(desk, one), (name, str(one), answers)
                counted += bool(allowed) and not (name == REPORTER and one.sent.queued)
                if Came.LED in allowed and Came.WROTE in through[one.id]:
                    reading[one.id].add(name)
            assert desk.cases.counts().all <= counted
        for one, answers in sent:
            about = concerned(answers, members)
            if one.sent.queued:
                assert not reading[one.id] - {REPORTER}
            elif one.route is not Route.CONTENT:
                assert reading[one.id], "somebody reads it, or it waits"
            assert not {str(world.school.members.get(name)) for name in reading[one.id]} & {
                str(who) for who in about
            }


#: Each example is a school of its own: to look for a smaller one would take minutes.
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=5, phases=_PHASES)
@example(_several_hats())
@given(schools())
def test_nobody_meets_what_is_not_hers(school: tuple[list[Person], list[Told]]) -> None:
    nobody_meets_what_is_not_hers(*school)


@pytest.mark.slow
@pytest.mark.timeout(1_200)
@settings(max_examples=50, phases=_PHASES)
@given(schools())
def test_nobody_meets_what_is_not_hers_at_any_school(
    school: tuple[list[Person], list[Told]],
) -> None:
    nobody_meets_what_is_not_hers(*school, papers=True)
