"""Words of people behind each other: one full stop, never two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trent_desktop.school.keys.laptops.second_factor import told_apart
from trent_desktop.sentences import ended, sentences


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("020 7946 0112.", "Knock first"), "020 7946 0112. Knock first"),
        (("Room 3", "", "Knock first."), "Room 3. Knock first."),
        (("Who?", "Me"), "Who? Me"),
        (("She said “No.”", "Then she left"), "She said “No.” Then she left"),
        ((" ", ""), ""),
    ],
)
def test_parts_are_ended_once(parts: tuple[str, ...], said: str) -> None:
    assert sentences(*parts) == said


@given(st.lists(st.text("ab .!?", max_size=6), max_size=4))
def test_no_full_stop_is_doubled_that_was_not(parts: list[str]) -> None:
    said = sentences(*parts)
    assert said.count("..") <= sum(part.count("..") for part in parts)
    assert ended(ended(said)) == ended(said)


def test_two_laptops_of_one_name_are_told_apart() -> None:
    assert told_apart("vm", ["Office"]) == "vm"
    assert told_apart("vm", ["VM"]) == "vm (2)"
    assert told_apart("vm", ["vm", "vm (2)"]) == "vm (3)"
