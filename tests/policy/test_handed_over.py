"""The policy that was handed over comes in whole; the people who signed it are invented here."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.policy.test_model import OF_THE_SCHOOL
from trent_desktop.policy.clauses import Signature
from trent_desktop.policy.importing.imported import Imported
from trent_desktop.policy.importing.plain_text import lines_of_text
from trent_desktop.policy.importing.reading import read_policy
from trent_desktop.policy.importing.recognising import recognise
from trent_desktop.policy.topics import Topic

FILE = Path(__file__).parent / "cases" / "handed-over.txt"
#: What each clause is about, as somebody who knows the school reads it.
TOPICS = {
    Topic.GOVERNORS: "1.1",
    Topic.EQUALITY: "1.2",
    Topic.COMPLAINTS: "1.3",
    Topic.HEADTEACHER: "1.4",
    Topic.STAFF_DUTY: "1.5",
    Topic.PARENTS_DUTY: "1.6 1.7",
    Topic.TEAM: "2.1",
    Topic.NETWORK_MANAGER: "2.2",
    Topic.SOCIAL_MEDIA: "3.1",
    Topic.CYBER_BULLYING: "3.2 9.1 9.2",
    Topic.COMMUNITY: "3.3",
    Topic.TRAINING: "4.1 4.3",
    Topic.INDUCTION: "4.2",
    Topic.PUPIL_RULES: "5.1",
    Topic.ACCOUNTS: "6.1",
    Topic.LESSON_TIME: "6.2 6.5 7.1",
    Topic.PHONES: "6.3",
    Topic.BREAKS: "6.4",
    Topic.FRIENDS: "6.6 6.7 6.8 7.3 7.4",
    Topic.STAFF_CONTACT: "7.5",
    Topic.PRIVACY: "6.9 6.10 6.12",
    Topic.DAMAGING: "6.11 7.7",
    Topic.IDENTIFYING: "6.13",
    Topic.ALIASES: "6.14 7.6",
    Topic.STAFF_BREACHES: "6.15 6.16 6.18",
    Topic.PUPIL_BREACHES: "7.2",
    Topic.CONTENT: "6.17 7.9 8.3",
    Topic.AGES: "7.8",
    Topic.PICTURES: "7.10 7.11",
    Topic.FILTER: "8.1",
    Topic.CIRCUMVENTING: "8.2",
    Topic.ACCESS: "8.4 8.5",
    Topic.EDUCATION: "9.3",
}


@cache
def handed_over() -> Imported:
    """The policy, as the program reads it."""
    return read_policy(FILE)


def test_the_policy_comes_in_whole() -> None:
    imported = handed_over()
    text = imported.text
    assert text.title == "Social Media Policy"
    assert imported.numbered == 53
    intent, *numbered, smart = text.sections
    assert (intent.number, intent.title) == ("", "Statement of Intent")
    assert len(intent.points) == 5
    assert {int(one.number): len(one.clauses) for one in numbered} == OF_THE_SCHOOL
    for section in numbered:
        numbers = [one.number for one in section.clauses]
        assert numbers == [f"{section.number}.{at}" for at in range(1, len(numbers) + 1)]
    assert [(one.number, one.lead) for one in smart.clauses] == [
        ("S", "Safe"),
        ("M", "Meeting"),
        ("A", "Accepting"),
        ("R", "Reliable"),
        ("T", "Tell"),
    ]
    assert text.signatures == (
        Signature("Hannah Brook", "Headteacher", "May 2017"),
        Signature("Colin Mere", "Chair of Governors", "May 2017"),
        Signature("Hannah Brook", "Headteacher", "May 2015"),
        Signature("Colin Mere", "Acting Chair of Governors", "May 2015"),
    )
    assert imported.not_understood == ()
    team, media, contact = (text.clause(one) for one in ("2.1", "3.1", "6.6"))
    assert team is not None
    assert media is not None
    assert contact is not None
    assert team.points == ("Every teacher.", "ICT Lead Teacher.", "Headteacher.")
    assert len(media.points) == 5
    assert "**must not**" in contact.words
    assert numbered[5].words == ("Currently Trent has no social media platforms.",)


def test_what_disagrees_in_it_is_said() -> None:
    warnings = handed_over().warnings
    said = " ".join(warnings)
    assert "“Definitions” is 2 in the list and 3 in the text" in said
    assert "promises “The school blogging rules”" in said
    assert "promises “Appendices” (“Blocked content access form”" in said
    assert "leaves out what the text has: “2 The school's E-safety team" in said
    assert said.count("May 2017 and May 2015") == 2
    assert "Chair of Governors and Acting Chair of Governors" in said
    assert "“Key roles and responsibilities” has no number" in said
    assert len(warnings) == 8
    assert all(one[0].isupper() and one.endswith(".") for one in warnings)


@pytest.mark.parametrize("topic", TOPICS, ids=str)
def test_clauses_are_known_by_their_words(topic: Topic) -> None:
    found = [one.number for one in handed_over().text.clauses() if one.topic == topic]
    assert found == TOPICS[topic].split()


def test_other_numbers_lead_to_the_same_topics() -> None:
    ours = FILE.read_text("utf-8")
    theirs = re.sub(r"^(\s*-?\s*)(\d)\.(?=\d+\.)", r"\g<1>2\g<2>.", ours, flags=re.MULTILINE)
    other = recognise(lines_of_text(theirs)).text
    assert [one.topic for one in other.clauses()] == [
        one.topic for one in handed_over().text.clauses()
    ]
    assert other.clause("26.7") is not None
