"""Which copies stay: by day, by place in time, and by room."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trent_desktop.storage.copies.keeping import let_go, to_let_go
from trent_desktop.storage.copies.names import (
    DAMAGED,
    REPLACED,
    Copy,
    copies_in,
    daily_name,
    newest_day,
)

_PLENTY = 10**12
FIRST = dt.date(2024, 9, 2)


def one(day: dt.date, *, whole: bool = True, before: str = "", size: int = 100) -> Copy:
    return Copy(Path(f"{day}-{whole}-{before}.db"), day, whole, size, before)


def test_fourteen_days_eight_weeks_and_twenty_four_months_stay(tmp_path: Path) -> None:
    today = FIRST
    for _ in range(800):
        for name in (daily_name(today, whole=True), daily_name(today, whole=True)[:-3] + ".keys"):
            (tmp_path / name).write_bytes(b"x")
        let_go(to_let_go(copies_in(tmp_path, today), today, _PLENTY))
        today += dt.timedelta(days=1)
    last = today - dt.timedelta(days=1)
    found = sorted(one.day for one in copies_in(tmp_path, last))
    assert newest_day(copies_in(tmp_path, last), last) == last
    assert found[-14:] == [last - dt.timedelta(days=back) for back in reversed(range(14))]
    assert len({(day.year, day.month) for day in found}) == 24
    assert (
        len({tuple(day.isocalendar())[:2] for day in found if last - day < dt.timedelta(56)}) == 8
    )
    assert len(found) <= 14 + 8 + 24
    assert len(list(tmp_path.iterdir())) == 2 * len(found)


def test_what_has_a_day_that_has_not_come_takes_nothing_away_and_is_not_the_newest() -> None:
    today = dt.date(2026, 11, 28)
    real = [one(today - dt.timedelta(days=back)) for back in range(14)]
    strange = [one(dt.date(2099, 1, day)) for day in range(1, 21)]
    gone = to_let_go([*real, *strange], today, _PLENTY)
    assert not set(gone) & set(real)
    assert newest_day([*real, *strange], today) == today
    # The server's own clock fell back by forty years: the true history is what has not come yet.
    then = dt.date(1980, 1, 1)
    gone = to_let_go([*real, one(then)], then, _PLENTY)
    assert gone == []
    assert newest_day([*real, one(then)], then) == then


def test_one_that_is_not_whole_and_one_from_before_a_change_take_no_place() -> None:
    today = dt.date(2026, 11, 28)
    whole = [one(today - dt.timedelta(days=back)) for back in range(30, 44)]
    spoilt = [one(today - dt.timedelta(days=back), whole=False) for back in range(30)]
    before = [one(today - dt.timedelta(days=back), before="keys") for back in range(5)]
    gone = to_let_go([*whole, *spoilt, *before], today, _PLENTY)
    assert not set(gone) & set(whole)
    assert set(spoilt) - set(gone) == set(spoilt[:3])
    assert set(before) - set(gone) == set(before[:3])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-40, 900), st.booleans(), st.sampled_from(["", "keys", "v2_4"])),
        max_size=60,
        unique=True,
    ),
    st.integers(0, 6_000),
)
def test_however_little_room_there_is_the_newest_whole_ones_stay(
    made: list[tuple[int, bool, str]], most: int
) -> None:
    today = dt.date(2026, 11, 28)
    copies = [
        one(today - dt.timedelta(days=back), whole=whole, before=before)
        for back, whole, before in made
    ]
    gone = to_let_go(copies, today, most)
    kept = set(copies) - set(gone)
    newest = sorted(
        (it for it in copies if it.whole and not it.before and it.day <= today),
        key=lambda it: it.day,
        reverse=True,
    )[:3]
    assert kept >= set(newest)
    assert sum(it.size for it in kept) <= max(most, sum(it.size for it in newest))
    # Nothing of what goes would have been let go of again: it settles at once.
    assert to_let_go(list(kept), today, most) == []


def test_what_nobody_has_opened_yet_rotates_likewise_and_takes_no_whole_one_away() -> None:
    """A summer in which nobody signs in, and a job copies each night."""
    today = dt.date(2026, 8, 31)
    whole = [one(dt.date(2026, 7, 22) - dt.timedelta(days=back)) for back in range(14)]
    nights = [
        Copy(
            Path(f"{back}-not-opened.db"), today - dt.timedelta(days=back), False, 100, opened=False
        )
        for back in range(40)
    ]
    gone = to_let_go([*whole, *nights], today, _PLENTY)
    assert not set(gone) & set(whole)
    kept = sorted((one.day for one in nights if one not in gone), reverse=True)
    assert kept[:14] == [today - dt.timedelta(days=back) for back in range(14)]
    assert 14 + 2 <= len(kept) <= 14 + 8
    # Of days that have a whole one only the newest three stay, and the largest share goes first.
    read = [one(night.day) for night in nights]
    gone = to_let_go([*read, *nights], today, _PLENTY)
    assert [night in gone for night in nights] == [False] * 3 + [True] * 37
    gone = to_let_go([*whole, *nights], today, 100 * len(whole))
    assert not set(gone) & set(whole)


def test_whoever_tries_one_copy_after_another_keeps_what_there_was_before_the_first() -> None:
    """It alone has what was written since those copies; room or number takes none of it away."""
    today = dt.date(2026, 11, 28)
    daily = [one(today - dt.timedelta(days=back)) for back in range(14)]
    tried = [
        Copy(Path(f"school-{sort}-{today}T09{at:02}00Z.db"), today, True, 100, sort)
        for sort in (REPLACED, DAMAGED)
        for at in range(8)
    ]
    for room in (_PLENTY, 100):
        assert not set(tried) & set(to_let_go([*daily, *tried], today, room))
    later = today + dt.timedelta(days=14)
    assert len(set(tried) & set(to_let_go([*daily, *tried], later, _PLENTY))) == 2 * (8 - 3)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe with a name is POSIX's")
def test_only_a_file_is_a_copy(tmp_path: Path) -> None:
    """What a read of would wait for without end must not keep the others from being listed."""
    for name in ("school-2026-03-01.db", "school-2026-03-01.keys", "school-2026-03-02.db"):
        (tmp_path / name).write_bytes(b"x")
    os.mkfifo(tmp_path / "school-2026-03-02.keys")
    os.mkfifo(tmp_path / "school-2026-03-03.db")
    (tmp_path / "school-2026-03-04.db").mkdir()
    (tmp_path / "school-2026-03-05.db").symlink_to("school-2026-03-05.db")
    found = copies_in(tmp_path, dt.date(2026, 3, 6))
    assert [(one.day.day, one.whole) for one in found] == [(4, False), (2, False), (1, True)]
