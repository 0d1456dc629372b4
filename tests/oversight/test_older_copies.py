"""Copies that are not the newest: one is read each evening in turn, and none is gone unsaid."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.oversight.test_night_watch import found, looks
from tests.schools import SmallSchool
from tests.storage.copying import copies, folder_of, made, spoil
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.open_school import OpenSchool
from trent_desktop.oversight.night_watch import looking, older_copies
from trent_desktop.oversight.night_watch.values import (
    Finding,
    How,
    Kind,
    SeenCopy,
    State,
    What,
    as_json,
    from_json,
)
from trent_desktop.oversight.night_watch.words import Door, line_of, said
from trent_desktop.storage.copies.child import GaveUp
from trent_desktop.storage.copies.keeping import to_let_go
from trent_desktop.storage.copies.names import Copy
from trent_desktop.storage.copies.values import ELSEWHERE
from trent_desktop.storage.location import BACKUPS
from trent_desktop.storage.tables import SettingRow


def evening(school: SmallSchool, desk: OpenSchool, days: int = 1) -> None:
    """A day later, with its copy, somebody's laptop looks."""
    school.clock.turn(days=days)
    made(school, desk)
    school.clock.turn(hours=6)
    assert looks(desk)
    school.clock.turn(hours=-6)


def several(school: SmallSchool, desk: OpenSchool, count: int = 4) -> None:
    for _ in range(count):
        made(school, desk)
        school.clock.turn(days=1)
    school.clock.turn(days=-1)


def older(desk: OpenSchool, kind: Kind = Kind.OLDER_COPIES) -> Finding:
    (one,) = (it for it in desk.watch.last().findings if it.kind is kind)
    return one


def test_each_older_copy_is_read_in_its_turn(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school, ict = folder_school, folder_school.open("ict")
    several(school, ict)
    read: list[dt.date] = []
    real = looking.Look._is_whole

    def reads(self: looking.Look, copy: Copy) -> bool | None:
        read.append(copy.day)
        return real(self, copy)

    monkeypatch.setattr(looking.Look, "_is_whole", reads)
    first = school.clock.at.date() - dt.timedelta(days=3)
    for _ in range(6):
        evening(school, ict)
        assert older(ict).state is State.WELL
        assert date_for_people(read[-1]) in said(older(ict)).words
    # The oldest first; each once, before any is read again; the newest is no older one.
    assert read == [first + dt.timedelta(days=number) for number in range(6)]


def rots(copy: Copy) -> None:
    spoil(copy.path)


def loses_its_keys(copy: Copy) -> None:
    copy.keys.unlink()


def is_no_copy_any_more(copy: Copy) -> None:
    copy.path.write_bytes(b"")


@pytest.mark.parametrize(
    "spoils",
    [rots, loses_its_keys, pytest.param(is_no_copy_any_more, marks=pytest.mark.slow)],
)
def test_one_that_rots_is_found_within_its_turn_and_said_until_it_is_mended(
    folder_school: SmallSchool, tmp_path: Path, spoils: Callable[[Copy], None]
) -> None:
    school, ict = folder_school, folder_school.open("ict")
    several(school, ict)
    victim = copies(school)[2]
    kept = tmp_path / "kept"
    kept.mkdir()
    for path in (victim.path, victim.keys):
        shutil.copy2(path, kept)
    spoils(victim)
    for _ in range(3):
        evening(school, ict)
    for _ in range(2):  # also on evenings on which others are read
        watch = ict.watch.last()
        assert found(watch) == {(Kind.OLDER_COPIES, What.OLDER_SPOILT)}
        line = line_of(watch)
        assert date_for_people(victim.day) in line.words
        assert "beside the school does not open" in line.words
        assert line.do
        assert line.door is Door.COPIES
        evening(school, ict)
    for path in kept.iterdir():
        shutil.copy2(path, victim.path.parent)
    for _ in range(9):
        evening(school, ict)
        if not found(ict.watch.last()):
            break
    assert not found(ict.watch.last())


def test_one_that_vanishes_is_named_for_a_week(folder_school: SmallSchool) -> None:
    school, ict = folder_school, folder_school.open("ict")
    several(school, ict)
    evening(school, ict)
    assert not found(ict.watch.last())
    gone = copies(school)[2:4]
    for one in gone:
        one.path.unlink()
        one.keys.unlink()
    for _ in range(7):
        evening(school, ict)
        watch = ict.watch.last()
        assert found(watch) == {(Kind.OLDER_COPIES, What.OLDER_GONE)}
        assert date_for_people(gone[0].day) in line_of(watch).words
        assert "one more of the older ones" in line_of(watch).words
    evening(school, ict)
    assert not found(ict.watch.last())


@pytest.mark.parametrize(("every", "most"), [(1, 10**9), (9, 10**9), (40, 10**9), (3, 400)])
def test_what_the_program_lets_go_of_is_not_missed(every: int, most: int) -> None:
    """Over two years, looked at each day or seldom, with room or little."""
    first, there = dt.date(2026, 1, 1), list[Copy]()
    before: tuple[SeenCopy, ...] = ()
    let_go, turns = 0, set[dt.date]()

    def read(copy: Copy) -> bool:
        turns.add(copy.day)
        return True

    for number in range(730):
        today = first + dt.timedelta(days=number)
        if today.weekday() < 5:
            there.append(Copy(Path(f"school-{today}.db"), today, True, 20 + number // 100))
        if number % 50 == 0:
            name = f"school-keys-{today}T101010Z.db"
            there.append(Copy(Path(name), today, True, 20, "keys"))
        gone = to_let_go(there, today, most)
        let_go += len(gone)
        there = [one for one in there if one not in gone]
        if number % every:
            continue
        look = older_copies.OlderCopies(Kind.OLDER_COPIES, 0, there, today, before, most)
        (one,) = look.findings(read)
        assert one.state is State.WELL, today
        before = one.copies
        assert len(before) == len(there)
    assert let_go > 100
    if every == 1 and most > 400:
        assert {one.day for one in there[:-1]} <= turns


def test_with_little_room_left_one_that_is_gone_is_missed_too() -> None:
    """A day's copy takes 20; there may be 200, of which more than half is taken."""
    today, most = dt.date(2026, 3, 20), 200
    held = [today - dt.timedelta(days=number) for number in range(8)]
    there = [Copy(Path(f"school-{one}.db"), one, True, 20) for one in held]

    def look(
        there: list[Copy], before: tuple[SeenCopy, ...] = (), most: int = most
    ) -> tuple[State, set[dt.date], tuple[SeenCopy, ...]]:
        older = older_copies.OlderCopies(Kind.OLDER_COPIES, 0, there, today, before, most)
        (one,) = older.findings(lambda _copy: True)
        return one.state, {it.day for it in one.copies if it.how is How.GONE}, one.copies

    _, _, before = look(there)
    for number in (7, 4):
        left = [one for one in there if one.day != held[number]]
        # The oldest, for which there was room; and one of which an older one stayed.
        for room in (240, most) if number < 7 else (240,):
            state, gone, _ = look(left, before, room)
            assert (state, gone) == (State.WRONG, {held[number]})
    # Where all may have been too much, the oldest may be what the program let go of.
    assert look(there[:-2], before)[:2] == (State.WELL, set())
    # One that is spoilt is said, however little room there is.
    older = older_copies.OlderCopies(Kind.OLDER_COPIES, 0, there, today, before, 20)
    (one,) = older.findings(lambda _copy: False)
    assert one.what is What.OLDER_SPOILT


def test_all_of_them_gone_but_those_that_came_since(folder_school: SmallSchool) -> None:
    school, ict = folder_school, folder_school.open("ict")
    several(school, ict)
    evening(school, ict)
    shutil.rmtree(folder_of(school) / BACKUPS)
    evening(school, ict)
    assert found(ict.watch.last()) == {(Kind.OLDER_COPIES, What.OLDER_GONE)}
    assert "4 more of the older ones" in line_of(ict.watch.last()).words


def test_the_second_place_too_and_another_one_is_not_asked_for_what_was_in_the_first(
    folder_school: SmallSchool, tmp_path: Path
) -> None:
    school, ict = folder_school, folder_school.open("ict")

    def use(name: str) -> Path:
        (tmp_path / name).mkdir()
        with ict.signed_in.database.write() as session:
            session.merge(SettingRow(name=ELSEWHERE, value=str(tmp_path / name)))
        return tmp_path / name

    second = use("a disk")
    several(school, ict)
    evening(school, ict)
    assert older(ict, Kind.SECOND_OLDER).state is State.WELL
    (there,) = second.iterdir()
    shutil.rmtree(there)
    evening(school, ict)
    assert found(ict.watch.last()) == {(Kind.SECOND_OLDER, What.OLDER_GONE)}
    assert "in the second place" in line_of(ict.watch.last()).words
    use("another disk")
    evening(school, ict)
    assert not found(ict.watch.last())


def test_one_that_takes_too_long_keeps_no_other_from_its_turn() -> None:
    today = dt.date(2026, 11, 24)
    held = [
        Copy(Path(f"school-{today - dt.timedelta(days=ago)}.db"), today - dt.timedelta(days=ago),
             True, 1) for ago in range(4)
    ]  # fmt: skip
    before: tuple[SeenCopy, ...] = ()
    tried: list[dt.date] = []

    def read(copy: Copy) -> bool | None:
        tried.append(copy.day)
        if copy is held[3]:
            raise GaveUp
        return None if copy is held[2] else True  # older than whoever looks

    for number in range(3):
        look = older_copies.OlderCopies(
            Kind.OLDER_COPIES, 0, held, today + dt.timedelta(days=number), before, 10**9
        )
        (one,) = look.findings(read)
        before = one.copies
        assert one.state is (State.WELL if number == 1 else State.UNSEEN)
    assert tried == [held[at].day for at in (3, 2, 1, 2, 3)]


def test_what_evenings_remember_is_read_whatever_a_row_holds() -> None:
    seen = (
        SeenCopy("2026-11-20", dt.date(2026, 11, 20), How.HELD, dt.date(2026, 11, 21)),
        SeenCopy("move-2026-11-19T101010Z", dt.date(2026, 11, 19), How.GONE),
    )
    one = Finding(Kind.OLDER_COPIES, State.WELL, None, {"day": 5, "place": 7}, seen)
    assert from_json(json.loads(json.dumps(as_json((one,))))) == (one,)
    for odd in (None, 3, "x", [3], [["a"]], [["a", "b", "c", "d"]], [[1, 2, 3, 4]], {"a": 1}):
        body = as_json((one,))
        body["findings"][0]["copies"] = odd
        assert from_json(body)[0].copies == ()
    for day in (-3, 0, 10**12):
        odd_day = Finding(Kind.OLDER_COPIES, State.WRONG, What.OLDER_GONE, {"day": day})
        assert said(odd_day).words.startswith("The copy beside the school is gone")


def test_a_file_of_somebody_else_is_no_copy_of_ours_and_nobodys_name_is_kept(
    folder_school: SmallSchool,
) -> None:
    school, ict = folder_school, folder_school.open("ict")
    several(school, ict, 2)
    foreign = folder_of(school) / BACKUPS / "school-Amy_Smith-2026-11-20T101010Z.db"
    foreign.write_bytes(b"hello")
    foreign.with_suffix(".keys").write_bytes(b"hello")
    evening(school, ict)
    assert not found(ict.watch.last())
    with ict.signed_in.database.read() as session:
        kept = session.execute(text("SELECT found FROM night_watch")).scalars().all()
    assert kept
    assert not any("Amy" in one for one in kept)
    foreign.unlink()
    evening(school, ict)
    assert not found(ict.watch.last())
