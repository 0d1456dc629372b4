"""Every write lands once, also when it was killed on the way and is asked for again.

One that is called is known by its place in the program: a unit of work that no write of these runs
through is named by the last test.
"""

from __future__ import annotations

import shutil
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reports.attachments.allowing import allow
from tests.schools import SmallSchool, copy_of
from tests.storage.landing import (
    writes_of_keys,
    writes_of_oversight,
    writes_of_reports,
    writes_of_school,
)
from tests.storage.landing.stage import Killed, Killing, Stage, asked, changed, grown, killing
from tests.storage.landing.writes import WRITES, Write
from trent_desktop.reports.service import Sent
from trent_desktop.storage.landed import LandedBefore
from trent_desktop.storage.location import parse_location

__all__ = ["killing"]  # a fixture


class Stages:
    """One school for all that can be tried in one, and fresh ones for the rest."""

    def __init__(self, original: SmallSchool, folder: Path) -> None:
        self._original, self._folder = original, folder
        self.all: list[Stage] = []
        self.shared = self.fresh()

    def fresh(self) -> Stage:
        folder = self._folder / str(len(self.all))
        assert self._original.location.folder is not None
        shutil.copytree(self._original.location.folder, folder / "share")
        made = Stage(copy_of(self._original, parse_location(folder / "share"), folder))
        self.all.append(made)
        return made

    def of(self, write: Write) -> Stage:
        return self.fresh() if write.alone else self.shared


@pytest.fixture(scope="module")
def stages(
    original_in_folder: SmallSchool, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stages]:
    made = Stages(original_in_folder, tmp_path_factory.mktemp("landing"))
    yield made
    for one in made.all:
        one.school.close()


@pytest.fixture(autouse=True)
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, "content")


_OF = (writes_of_school, writes_of_oversight, writes_of_reports, writes_of_keys)
each_write = pytest.mark.parametrize("write", WRITES, ids=str)


@each_write
def test_asked_again_it_lands_once(write: Write, stages: Stages, killing: Killing) -> None:
    stage, write_id = stages.of(write), uuid.uuid4()
    desk, act = write.ready(stage)
    before = stage.state(desk)
    answer = asked(desk, act, write_id)
    after = stage.state(desk)
    assert answer is not LandedBefore
    assert bool(changed(before, after)) is write.changes
    again = asked(desk, act, write_id)
    assert changed(after, stage.state(desk)) == []
    if isinstance(again, Sent):
        again = replace(again, already_sent=False)
    assert again == answer or (answer is None and again is LandedBefore)


def undisturbed(write: Write, stages: Stages, killing: Killing) -> tuple[object, int, Counter[str]]:
    """What a write answers, in how many units of work, and how many rows it adds."""
    stage = stages.of(write)
    desk, act = write.ready(stage)
    before = stage.state(desk)
    killing.set(0, committed=True)
    answer = asked(desk, act, uuid.uuid4())
    return answer, killing.units, grown(before, stage.state(desk))


@pytest.mark.slow
@each_write
def test_killed_anywhere_it_is_finished_by_asking_again(
    write: Write, stages: Stages, killing: Killing
) -> None:
    if not write.alone:
        undisturbed(write, stages, killing)  # in one school some things are there after the first
    answer, units, whole = undisturbed(write, stages, killing)
    for at in range(1, units + 1):
        for committed in (False, True):
            stage, write_id = stages.of(write), uuid.uuid4()
            desk, act = write.ready(stage)
            before = stage.state(desk)
            killing.set(at, committed=committed)
            with pytest.raises(Killed):
                asked(desk, act, write_id)
            killing.set(0, committed=committed)
            finished = asked(desk, act, write_id)
            wanted = (type(answer), LandedBefore) if answer is None else (type(answer),)
            assert finished in wanted or type(finished) in wanted, finished
            after = stage.state(desk)
            assert grown(before, after) == whole, (at, committed)
            asked(desk, act, write_id)
            assert changed(after, stage.state(desk)) == [], (at, committed)
