"""Search in the policy: what was meant is found first, in the school's own and in the model."""

from __future__ import annotations

import pytest

from tests.policy.test_handed_over import handed_over
from trent_desktop.policy.model import model_policy
from trent_desktop.policy.search import search

FRIENDS = {"6.6", "6.7", "6.8", "7.3", "7.4"}


def numbers(words: str, *, model: bool = False) -> list[str]:
    """The clauses that are found, the best first."""
    policy = model_policy() if model else handed_over().text
    return [one.number for one in search(policy, words)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("facebook friend", FRIENDS | {"7.5"}),
        ("friend", FRIENDS | {"7.5"}),
        ("frend", FRIENDS | {"7.5"}),
        ("can a parent add me on facebook", {"6.7", "6.6", "7.3"}),
        ("phone", {"6.3"}),
        ("mobiles", {"6.3"}),
        ("picture", {"7.10", "7.11"}),
        ("photo", {"7.10", "7.11"}),
        ("whatsapp", {"3.1", "7.8"}),
        ("instagram", {"3.1", "7.8"}),
        ("instagarm", {"3.1", "7.8"}),
        ("proxy", {"8.2"}),
        ("ban", {"8.2"}),
        ("password", {"6.1"}),
        ("complain", {"1.3"}),
        ("unblock", {"8.4", "8.5"}),
        ("bullying", {"3.2", "9.1", "9.2", "6.18"}),
        ("anonym", {"6.14", "7.6"}),
        ("7.3", {"7.3"}),
    ],
)
def test_what_was_meant_comes_first(words: str, first: set[str]) -> None:
    assert set(numbers(words)[: len(first)]) == first


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("facebook friend", {"6.6", "6.7"}),
        ("phone", {"6.3", "7.13"}),
        ("chatgpt", {"6.19", "7.12"}),
        ("picture", {"7.10", "7.11"}),
        ("vpn", {"8.2"}),
        ("under 16", {"7.14"}),
    ],
)
def test_the_model_is_found_in_as_well(words: str, first: set[str]) -> None:
    found = numbers(words, model=True)
    assert first <= set(found[: len(first) + 4]), found


def test_what_is_found_says_where() -> None:
    first = search(handed_over().text, "phone")[0]
    assert first.number == "6.3"
    assert first.section.startswith("6 ")
    assert "phone" in first.marked
    assert all(first.text[start:end].isalpha() for start, end in first.marks)
    assert search(handed_over().text, "  ") == ()
    assert search(handed_over().text, "xylophonist") == ()
    assert numbers("10")[0] == "10"
    assert numbers("6.1")[:2] == ["6.1", "6.10"]
    assert len(search(handed_over().text, "s " * 5_000)) <= 60
