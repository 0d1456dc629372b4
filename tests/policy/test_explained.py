"""What a policy explains, and where the words stand."""

from __future__ import annotations

from trent_desktop.policy.clauses import Clause, PolicyText, Section
from trent_desktop.policy.explained import Explained, definitions
from trent_desktop.policy.model import model_policy


def test_the_model_explains_three() -> None:
    found = definitions(model_policy())
    assert [(one.number, one.term.casefold()) for one in found] == [
        ("3.1", "social media"),
        ("3.2", "cyber bullying"),
        ("3.3", "members of the school community"),
    ]
    assert "blogs, forums and comments" in found[0].points


def test_words_are_found_however_they_are_written() -> None:
    explained = Explained(definitions(model_policy()))
    words = "Cyber-bullying, cyberbullying and SOCIAL  MEDIA; not antisocial media."
    assert [words[a:b] for (a, b), _what in explained(words)] == [
        "Cyber-bullying",
        "cyberbullying",
        "SOCIAL  MEDIA",
    ]


def test_marks_of_another_school_are_understood_and_odd_ones_do_no_harm() -> None:
    clause = Clause(
        "3.1", 'Our School defines "social media" as a (b) [c] platform.', topic="social-media"
    )
    odd = Clause("3.2", "“(((” means nothing", topic="cyber-bullying")
    text = PolicyText("P", (Section("3", "Definitions", (clause, odd)),))
    found = definitions(text)
    assert found[0].term == "social media"
    assert list(Explained(found)("((( social media")) != []
    assert list(Explained(())("social media")) == []
