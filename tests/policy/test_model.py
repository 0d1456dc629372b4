"""The model policy: every number that the school's own has, every clause about something."""

from __future__ import annotations

import re

from trent_desktop.policy.clauses import policy_from_json
from trent_desktop.policy.model import Named, model_policy
from trent_desktop.policy.topics import Topic

#: How many clauses the school's own sections have.
OF_THE_SCHOOL = {1: 7, 2: 2, 3: 3, 4: 3, 5: 1, 6: 18, 7: 11, 8: 5, 9: 3}


def test_the_model_has_every_number_of_the_schools_own_and_what_is_new_behind_them() -> None:
    model = model_policy()
    numbers = [clause.number for clause in model.clauses()]
    assert len(numbers) == len(set(numbers))
    for section, clauses in OF_THE_SCHOOL.items():
        had = [one.number for one in model.sections[section].clauses]
        assert had == [f"{section}.{place}" for place in range(1, len(had) + 1)]
        assert len(had) >= clauses
    assert model.sections[0].number == ""
    assert model.sections[0].points
    assert [one.number for one in model.sections[10].clauses] == list("SMART")
    assert [one.role for one in model.signatures] == ["Headteacher", "Chair of Governors"]
    assert policy_from_json(model.to_json()) == model


def test_every_clause_has_a_topic_and_every_topic_a_clause() -> None:
    tagged = {clause.topic for clause in model_policy().clauses()}
    assert tagged == {topic.value for topic in Topic}


def test_names_are_filled_in_and_nothing_of_a_placeholder_is_left() -> None:
    named = Named("Larkfield School", ("The teachers", "Mo"), "Larkfield Networks")
    for model in (model_policy(), model_policy(named)):
        said = str(model.to_json())
        assert "{school}" not in said
        assert "{network" not in said
        assert "{e-safety" not in said
        assert not re.search(r"(?<!\*)\*(?!\*)", said)
        assert said.count("**") % 2 == 0
    filled = model_policy(named)
    team = filled.clause("2.1")
    assert team is not None
    assert team.points == ("The teachers", "Mo")
    said = str(filled.to_json())
    assert "Larkfield School" in said
    assert said.count("Larkfield Networks") == 2
