"""The box under kills and damage at random moments and places: nothing is lost."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.storage.boxing import opened
from tests.storage.test_box import KEYS, NAMES, filled, flip, read
from trent_desktop.storage.box.box import Box
from trent_desktop.storage.box.sorts import Sort


@pytest.mark.parametrize("times", [4, pytest.param(50, marks=pytest.mark.slow)])
def test_killed_at_any_moment_everything_acknowledged_is_there(tmp_path: Path, times: int) -> None:
    """So many processes one after the other, each killed while it keeps things."""
    dice = random.Random(3)
    said = 0
    for _ in range(times):
        what = [sys.executable, "-m", "tests.storage.boxing", tmp_path, KEYS.private.hex()]
        with subprocess.Popen([*what, f"{said + 1}"], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            heard = [process.stdout.readline() for _ in range(dice.randrange(1, 12))]
            time.sleep(dice.random() * 0.02)
            process.kill()
            heard += process.stdout.read().splitlines(keepends=True)
        last = int([line for line in heard if line.endswith("\n")][-1])
        found, notices = read(tmp_path)
        assert notices == ()
        newest = int(found["note"]["last"])
        assert last <= newest <= last + 1  # one may be kept and not yet said
        assert set(found["draft"]) == {f"{one}" for one in range(max(1, newest - 39), newest + 1)}
        said = newest


# ------------------------------------------------------------------------ against a plain dict

_TEXTS = st.text(max_size=60)
_NAMES = st.sampled_from("abcde")
_SORTS = st.sampled_from([Sort.OUTBOX, Sort.WORDS, Sort.NOTE])


class BoxMachine(RuleBasedStateMachine):
    """Two openings of one box, damage to one file at a time, against two plain dicts."""

    def __init__(self) -> None:
        super().__init__()
        self._place = tempfile.TemporaryDirectory(prefix="trent-box-")
        self.folder = Path(self._place.name)
        self.boxes = [opened(self.folder, KEYS.private) for _ in range(2)]
        self.plain: dict[tuple[str, str], str] = {}

    def teardown(self) -> None:
        for box in self.boxes:
            box.close()
        self._place.cleanup()

    @rule(which=st.integers(0, 1), sort=_SORTS, name=_NAMES, text=_TEXTS)
    def put(self, which: int, sort: Sort, name: str, text: str) -> None:
        self.boxes[which].put(sort, name, text)
        self.plain[sort, name] = text

    @rule(which=st.integers(0, 1), names=st.lists(st.tuples(_SORTS, _NAMES), max_size=3))
    def drop(self, which: int, names: list[tuple[Sort, str]]) -> None:
        with self.boxes[which].changing() as change:
            for sort, name in names:
                there = change.drop(sort, name)
                assert there is ((sort, name) in self.plain)
                self.plain.pop((sort, name), None)

    @rule(which=st.integers(0, 1))
    def open_again(self, which: int) -> None:
        self.boxes[which].close()
        self.boxes[which] = opened(self.folder, KEYS.private)
        assert self.boxes[which].notices == ()

    @rule(which=st.integers(0, 1))
    def write_anew(self, which: int) -> None:
        self.boxes[which].catch_up()
        with self.boxes[which]._alone(1):
            self.boxes[which]._write_anew()

    @rule(name=st.sampled_from(NAMES), place=st.floats(0, 1), bit=st.integers(0, 7))
    def flip(self, name: str, place: float, bit: int) -> None:
        path = self.folder / name
        flip(path, 8 * int(place * (path.stat().st_size - 1)) + bit)
        self._mended()

    @rule(name=st.sampled_from(NAMES), place=st.floats(0, 1))
    def cut(self, name: str, place: float) -> None:
        path = self.folder / name
        path.write_bytes(path.read_bytes()[: int(place * path.stat().st_size)])
        self._mended()

    @rule(name=st.sampled_from(NAMES))
    def delete(self, name: str) -> None:
        (self.folder / name).unlink()
        self._mended()

    def _mended(self) -> None:
        """A third process opens it after the damage, reads all of it, and mends it."""
        third = opened(self.folder, KEYS.private)
        assert third.notices == ()
        self._same(third)
        third.close()

    def _same(self, box: Box) -> None:
        found = {(sort, name): text for sort in Sort for name, text in box.all(sort).items()}
        assert found == self.plain

    @invariant()
    def both_agree(self) -> None:
        for box in self.boxes:
            self._same(box)


TestBoxMachine = BoxMachine.TestCase
TestBoxMachine.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_bytes_at_all_make_it_fall_over(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    filled(folder, 3)
    for name in NAMES:
        whole = (folder / name).read_bytes()
        at = data.draw(st.integers(0, len(whole)))
        (folder / name).write_bytes(whole[:at] + data.draw(st.binary(max_size=200)) + whole[at:])
    read(folder)
    assert read(folder)[1] == ()
