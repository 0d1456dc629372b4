"""Several laptops at one folder: who is in, whether locks hold, and having the file to oneself.

Each laptop is a process of its own; the locks are real.
"""

from __future__ import annotations

import json
import os
import select
import time
from pathlib import Path

import pytest

from tests.failing.shim import MISSING
from tests.storage.beside.programs import Program, programs
from trent_desktop.storage.beside.presence import HERE, Presence, Row

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="laptops that sleep are processes stopped in the way of POSIX"
)


def test_a_presence_names_nobody_and_goes_at_closing(tmp_path: Path) -> None:
    one, two = Presence(tmp_path, "a"), Presence(tmp_path, "b")
    one.enter()
    two.enter()
    one.tell(asks="7")
    assert [(other.laptop, other.row) for other in two.others()] == [("a", Row(asks="7"))]
    said = json.loads((tmp_path / HERE / one.name).read_bytes())
    assert said.keys() == {"laptop", "program", "asks"}
    one.leave()
    assert two.others() == ()
    assert {path.name for path in (tmp_path / HERE).iterdir()} == {"bell", two.name}


def test_the_old_count_for_nobody_by_the_servers_clock(tmp_path: Path) -> None:
    one, two = Presence(tmp_path, "a"), Presence(tmp_path, "b")
    one.enter()
    two.enter()
    path = tmp_path / HERE / one.name
    now = path.stat().st_mtime
    os.utime(path, (now - 120, now - 120))
    assert len(two.others()) == 1
    os.utime(path, (now - 200, now - 200))
    assert two.others() == ()
    assert path.exists()  # it may only sleep
    os.utime(path, (now - 100_000, now - 100_000))
    assert two.others() == ()
    assert not path.exists()


def test_an_idle_look_is_three_calls_and_sixteen_bytes(tmp_path: Path) -> None:
    one = Presence(tmp_path, "a")
    one.enter()
    assert one.bell() == one.bell()
    assert len(one.bell()) == 16
    before = one.bell()
    one.ring()
    assert one.bell() != before


def _looking(all_of_them: list[Program], rounds: int = 12) -> None:
    for _ in range(rounds):
        for one in all_of_them:
            one.do("look")
        time.sleep(0.1)


def test_locks_are_proved_as_soon_as_two_are_in_and_that_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    with programs(tmp_path / "school", tmp_path, 2) as (one, two):
        one.do("look")
        assert one.do("standing") == [False, False]
        _looking([two, one], 2)
        assert one.do("standing") == [True, False]
        assert one.do("others") == 1
        _looking([two, one], 1)
        assert two.do("standing") == [True, False]
        two.do("leave")
        assert one.do("others") == 0
    with programs(tmp_path / "school", tmp_path, 1) as (again,):
        assert again.do("standing") == [True, False]  # before it has asked anybody
        again.do("look")
        assert again.do("others") == 0  # the one killed was of this laptop, and runs no more


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_where_locks_lie_nobody_writes_any_more(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    with programs(tmp_path / "school", tmp_path, 3, lying=True) as made:
        _looking(made)
        for one in made:
            assert one.do("standing")[1]
            assert "spoil each other's work" in one.do("write")
            assert "spoil each other's work" in one.do("alone")
    # It was put right: the same laptops find out by themselves.
    with programs(tmp_path / "school", tmp_path, 3) as made:
        assert made[0].do("standing")[1]
        for _ in range(4):
            _looking(made, 8)
            time.sleep(3)
            if not any(one.do("standing")[1] for one in made):
                break
        assert [one.do("standing") for one in made] == [[True, False]] * 3


def test_a_killed_or_sleeping_laptop_is_no_proof_of_lying_locks(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    with programs(tmp_path / "school", tmp_path, 2) as (one, two):
        one.do("look")
        two.do("look")  # it holds a byte now, and has said so
        two.end()
        _looking([one], 3)  # and this one gets it
        assert one.do("standing") == [False, False]
        time.sleep(3)
        _looking([one], 3)
        assert one.do("standing") == [False, False]


def test_exclusive_work_waits_for_what_is_under_way_and_holds_back_what_comes(
    tmp_path: Path,
) -> None:
    (tmp_path / "school").mkdir()
    with programs(tmp_path / "school", tmp_path, 3) as (asker, writer, idle):
        for one in (asker, writer, idle):
            one.do("look")
        assert writer.do("write") == "in"
        asker.say("alone")
        time.sleep(1)
        idle.do("look")
        writer.do("look")
        time.sleep(1)
        writer.say("end")
        assert writer.hear() == "out"
        said = asker.hear()
        assert said[0] == "alone"
        assert said[1:] == [
            "Waiting for 2 other laptops to finish saving",
            "Waiting for one other laptop to finish saving",
        ]
        assert "brought up to date on another laptop" in idle.do("write")
        asker.say("end")
        assert asker.hear() == "ended"
        assert idle.do("write") == "in"


def test_exclusive_work_cuts_nobody_off_and_does_not_wait_for_who_sleeps(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    with programs(tmp_path / "school", tmp_path, 3) as (asker, one, two):
        for each in (asker, one, two):
            each.do("look")
        asker.say("patience 1")
        said = asker.do("alone")
        assert said.startswith("Two other laptops have the school open")
        one.do("look")
        assert one.do("write") == "in"  # it asks no more
        one.say("end")
        one.hear()
        one.do("leave")
        two.sleep()
        asker.say("patience 20")
        asker.say("stale 3")
        assert asker.do("alone")[0] == "alone"


def test_an_asker_that_dies_releases_everybody_and_of_two_one_goes_first(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    with programs(tmp_path / "school", tmp_path, 3) as (one, two, three):
        for each in (one, two, three):
            each.do("look")
            each.say("dead 7")
        three.do("leave")
        one.say("alone")
        time.sleep(0.2)
        two.say("alone")
        (first,) = _answering(one, two, within=15)  # never both
        assert first.hear()[0] == "alone"
        assert not _answering(one, two, within=2)
        first.end()
        second = two if first is one else one
        assert second.hear()[0] == "alone"


def _answering(*programs: Program, within: float) -> list[Program]:
    out = {one.child.stdout: one for one in programs if one.child.stdout}
    return [out[file] for file in select.select(list(out), [], [], within)[0]]
