"""Strength when a password is set, patience when one is guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.schools import TurnableClock
from trent_desktop.problems import SignInRefused, WeakPassword
from trent_desktop.school.keys.passwords import Attempts, judge, require_strong


@pytest.mark.parametrize(
    "weak", ["", "password12", "Larkfield1", "zoe.oneill.zoe", "aaaaaaaaaaaaaaaa", "qwertyuiop12"]
)
def test_weak_passwords_are_refused_with_advice(weak: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        require_strong(weak, ("Zoe ONeill", "Larkfield"))
    assert refused.value.what_to_do


@pytest.mark.parametrize(
    "strong", ["plum-otter-gravel-nine", "ein Wal trinkt Tee im Keller", "ژاله-otter-گلدان-nine"]
)
def test_strong_ones_are_taken(strong: str) -> None:
    require_strong(strong, ("Zoe ONeill",))


def test_a_very_long_one_is_judged_in_no_time_or_refused() -> None:
    assert judge("plum otter gravel " * 9).good_enough
    assert not judge("x" * 100_000).good_enough


def test_guessing_slows_down_after_five_misses_and_survives_a_restart(tmp_path: Path) -> None:
    clock, file = TurnableClock(), tmp_path / "deep" / "attempts.json"
    attempts = Attempts(file, clock)
    for _ in range(5):
        attempts.check("tag")
        attempts.missed("tag")
    attempts.check("another")
    with pytest.raises(SignInRefused) as refused:
        Attempts(file, clock).check("tag")
    assert refused.value.wait_seconds == 5
    clock.turn(seconds=6)
    attempts.check("tag")
    attempts.missed("tag")
    with pytest.raises(SignInRefused) as refused:
        attempts.check("tag")
    assert refused.value.wait_seconds == 10
    clock.turn(seconds=11)
    attempts.succeeded("tag")
    attempts.missed("tag")
    attempts.check("tag")


def test_no_wait_is_longer_than_five_minutes_even_when_the_clock_is_turned_back(
    tmp_path: Path,
) -> None:
    clock = TurnableClock()
    attempts = Attempts(tmp_path / "attempts.json", clock)
    for _ in range(60):
        attempts.missed("tag")
    clock.turn(days=-400)
    with pytest.raises(SignInRefused) as refused:
        attempts.check("tag")
    assert 0 < refused.value.wait_seconds <= 300


def test_a_damaged_count_lets_people_in(tmp_path: Path) -> None:
    file = tmp_path / "attempts.json"
    file.write_text('{"tag": {"count": "many"}}')
    attempts = Attempts(file, lambda: dt.datetime.now(dt.UTC))
    attempts.check("tag")
    attempts.missed("tag")
    assert "many" not in file.read_text()
