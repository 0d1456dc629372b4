"""Two policies side by side, and what the policy's own words mean."""

from __future__ import annotations

import dataclasses
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.test_handed_over import handed_over
from trent_desktop.policy.clauses import Clause, PolicyText, Section
from trent_desktop.policy.definitions import definitions, uses
from trent_desktop.policy.differences import Change, Part, differences
from trent_desktop.policy.model import model_policy


def changed(policy: PolicyText) -> PolicyText:
    """One clause put before 6.3, one changed, one out, one new at the end of 9."""
    sections = [*policy.sections]
    six = sections[6]
    clauses = [one for one in six.clauses if one.number != "6.13"]
    clauses.insert(2, Clause("6.3", "Watches stay in the drawer of the desk."))
    at = next(at for at, one in enumerate(clauses) if one.number == "6.9")
    clauses[at] = dataclasses.replace(
        clauses[at], words=clauses[at].words.replace("highest", "very highest")
    )
    numbered = tuple(
        dataclasses.replace(one, number=f"6.{place}") for place, one in enumerate(clauses, start=1)
    )
    sections[6] = dataclasses.replace(six, clauses=numbered)
    nine = sections[9]
    ai = Clause("9.4", "Pictures made by a machine are treated as if they were real.")
    sections[9] = dataclasses.replace(nine, clauses=(*nine.clauses, ai))
    return dataclasses.replace(policy, sections=tuple(sections))


def test_a_changed_policy_says_what_changed() -> None:
    old = handed_over().text
    rows = differences(old, changed(old)).rows
    by_kind = {
        kind: [(one.old_number, one.new_number) for one in rows if one.kind is kind]
        for kind in Change
    }
    assert by_kind[Change.NEW] == [("", "6.3"), ("", "9.4")]
    assert by_kind[Change.GONE] == [("6.13", "")]
    assert by_kind[Change.MOVED_AND_CHANGED] == [("6.9", "6.10")]
    assert by_kind[Change.CHANGED] == []
    assert ("6.7", "6.8") in by_kind[Change.MOVED]
    assert len(by_kind[Change.MOVED]) == 9
    row = next(one for one in rows if one.kind is Change.MOVED_AND_CHANGED)
    assert [one.text.strip() for one in row.new if one.differs] == ["very"]
    assert not any(one.differs for one in row.old)
    gone = [one.kind for one in rows].index(Change.GONE)
    assert rows[gone - 1].old_number == "6.12"
    assert differences(old, old).is_same


def test_the_schools_own_and_the_model_are_compared_quickly() -> None:
    begun = time.perf_counter()
    compared = differences(handed_over().text, model_policy())
    assert time.perf_counter() - begun < 10
    parts = [one.part for one in compared.rows]
    assert parts[0] is Part.TITLE
    assert compared.count(Change.CHANGED, Change.NEW, Change.GONE) > 20


_TEXT = st.text(st.sampled_from("ab c."), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(*[st.lists(st.tuples(st.sampled_from("1234"), _TEXT), max_size=5)] * 2)
def test_both_texts_stand_whole_in_the_rows(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    one, other = (
        PolicyText("T", (Section("1", "S", tuple(Clause(*pair) for pair in pairs)),))
        for pairs in (old, new)
    )
    rows = [row for row in differences(one, other).rows if row.part is Part.CLAUSE]
    assert sorted("".join(p.text for p in row.old) for row in rows if row.old) == sorted(
        text for _, text in old
    )
    assert [(row.new_number, "".join(p.text for p in row.new)) for row in rows if row.new] == new


def test_terms_are_explained_where_they_stand() -> None:
    for policy in (handed_over().text, model_policy()):
        known = definitions(policy)
        assert [(one.term.casefold(), one.number) for one in known] == [
            ("social media", "3.1"),
            ("cyber bullying", "3.2"),
            ("members of the school community", "3.3"),
        ]
    policy = handed_over().text
    clause = policy.clause("6.18")
    assert clause is not None
    (use,) = uses(policy, clause.words, number="6.18")
    assert clause.words[use.start : use.end] == "members of the school community"
    assert use.definition.number == "3.3"
    found = uses(policy, "Cyber-bullying, cyberbullying and Social Media.")
    assert [one.definition.number for one in found] == ["3.2", "3.2", "3.1"]
    assert uses(policy, "It is “cyber bullying”.", number="3.2") == ()
