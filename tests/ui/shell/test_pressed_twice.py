"""Whoever presses everything twice presses nothing but what she pressed (rule 185).

A few screens are walked; any other is by `pressed_twice`, which takes minutes for all of them.
"""

from __future__ import annotations

import pytest

from tests.gallery.pressed_twice import pressed_twice
from tests.gallery.stage import Stage, screens
from ui.components.input_watch import input_watch


@pytest.fixture(autouse=True)
def slow_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A double press may take as long as a test does."""
    monkeypatch.setattr("ui.components.second_press._LEAST_MS", 10**9)


def test_nothing_else_is_pressed_and_the_walk_finds_what_it_looks_for(stage: Stage) -> None:
    assert pressed_twice(stage, screens()["home-teacher"], most=2, ways="click") == []
    assert pressed_twice(stage, screens()["sheet"], most=2, ways="enter") == []
    input_watch().second = None
    assert pressed_twice(stage, screens()["home-teacher"], most=1, ways="enter")
