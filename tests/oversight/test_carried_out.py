"""What carries a clause out, and for whom."""

from __future__ import annotations

import uuid

import pytest

from trent_desktop.oversight.carried_out import WayTo, names_now, topic_of_letter, ways_of
from trent_desktop.policy.model import model_policy
from trent_desktop.policy.topic_words import topic_words
from trent_desktop.policy.topics import Topic
from trent_desktop.reports.kinds import KINDS
from trent_desktop.roles import Role
from trent_desktop.school.people.people import Member
from trent_desktop.school.people.permissions import Right, may
from trent_desktop.school.settings.values import Contact


def ways(topic: str, *roles: Role, parts: dict[str, tuple[str, str]] | None = None) -> list[str]:
    def allowed(right: Right) -> bool:
        return may(roles, right)

    return [f"{one.to}:{one.name}" for one in ways_of(topic, allowed, parts or {})]


def test_every_kind_carries_out_clauses_that_there_are() -> None:
    for kind in KINDS:
        assert kind.carries_out, f"{kind.name} carries no clause of the policy out"
        assert set(kind.carries_out) <= set(Topic), kind.name


def test_each_kind_is_reached_from_a_clause_of_the_model() -> None:
    topics = {one.topic for one in model_policy().clauses()}
    reached = {way for topic in topics for way in ways(topic, Role.TEACHER)}
    assert {f"report:{kind.name}" for kind in KINDS} <= reached


@pytest.mark.parametrize(
    ("topic", "first"),
    [
        ("friends", "A parent tried to contact me"),
        ("content", "Report something"),
        ("access", "Request for a blocked page"),
        ("circumventing", "Report getting round the filter"),
    ],
)
def test_the_buttons_say_what_is_done(topic: str, first: str) -> None:
    found = ways_of(topic, lambda _right: True, {})
    assert found[0].to is WayTo.REPORT
    assert found[0].words == first


def test_only_what_she_may_do() -> None:
    for topic in Topic:
        for governor in (Role.GOVERNOR, Role.CHAIR):
            assert not [way for way in ways(topic, governor) if way.startswith("report:")]
            assert not [way for way in ways(topic, governor) if way.startswith("agreements:")]
    assert "school:settings" not in ways("filter", Role.TEACHER)
    assert "school:settings" in ways("filter", Role.ICT_LEAD)


def test_parts_are_offered_only_where_they_are_open_to_her() -> None:
    assert "part:training" not in ways("training", Role.HEADTEACHER)
    parts = {"training": ("Training", "graduation-cap")}
    assert "part:training" in ways("training", Role.HEADTEACHER, parts=parts)


def test_letters_lead_to_their_lessons_and_back() -> None:
    for letter in "SMART":
        assert f"lessons:{letter}" in ways(topic_of_letter(letter), Role.TEACHER)
    assert topic_of_letter("SMART") == Topic.EDUCATION
    assert "lessons:" in ways("education", Role.TEACHER)


def test_a_topic_of_a_newer_program_leads_nowhere() -> None:
    assert ways("robots-at-home", Role.HEADTEACHER) == []
    assert topic_words("robots-at-home") == "robots at home"
    assert all(topic_words(topic) for topic in Topic)


def test_the_schools_own_names() -> None:
    head = Member(uuid.uuid4(), "Ada Hedge", "ada", frozenset({Role.HEADTEACHER}))
    teacher = Member(uuid.uuid4(), "Tom Fern", "tom", frozenset({Role.TEACHER}))
    said = names_now("team", (head, teacher), ())
    assert said == "Ada Hedge (Headteacher), and every teacher"
    contacts = (Contact("network-manager", "Brook IT"),)
    assert names_now("network-manager", (head,), contacts) == "Brook IT"
    assert names_now("friends", (head,), contacts) == ""
