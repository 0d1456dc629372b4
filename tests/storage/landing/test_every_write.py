"""Every write lands once, also when it was killed on the way and is asked for again.

One that is called is known by its place in the program: a unit of work that no write of these runs
through is named by the last test.
"""

from __future__ import annotations

import itertools
import random
import shutil
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.reliability.table import commit
from tests.reports.attachments.allowing import allow
from tests.schools import Server, SmallSchool, copy_of, database_of
from tests.storage.landing import (
    writes_of_keys,
    writes_of_oversight,
    writes_of_reports,
    writes_of_school,
)
from tests.storage.landing.stage import Killed, Killing, Stage, asked, changed, grown, killing
from tests.storage.landing.writes import WRITES, Write
from trent_desktop.reports.sent import Sent
from trent_desktop.storage.landed import LandedBefore
from trent_desktop.storage.location import parse_location

__all__ = ["killing"]  # a fixture


class Stages:
    """One school for all that can be tried in one, and a fresh one each time for the rest."""

    def __init__(
        self, new: Callable[[str], SmallSchool], gone: Callable[[SmallSchool], object]
    ) -> None:
        self._new, self._gone, self._made = new, gone, itertools.count()
        self._alone: Stage | None = None
        self._shared = Stage(new("shared"))

    def of(self, write: Write) -> Stage:
        if not write.alone:
            return self._shared
        self._end(self._alone)
        self._alone = Stage(self._new(str(next(self._made))))
        return self._alone

    def close(self) -> None:
        self._end(self._alone)
        self._end(self._shared)

    def _end(self, stage: Stage | None) -> None:
        if stage is not None:
            stage.school.close()
            self._gone(stage.school)


@pytest.fixture(
    scope="module", params=["folder", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def stages(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stages]:
    folder = tmp_path_factory.mktemp("landing")

    def in_folder(name: str) -> SmallSchool:
        original: SmallSchool = request.getfixturevalue("original_in_folder")
        assert original.location.folder is not None
        share = folder / name / "share"
        shutil.copytree(original.location.folder, share)
        return copy_of(original, parse_location(share), folder / name)

    def on_server(name: str) -> SmallSchool:
        original: SmallSchool = request.getfixturevalue("original_on_server")
        server: Server = request.getfixturevalue("server")
        address = server.make(database_of(original.location.url))
        (folder / name).mkdir()
        return copy_of(original, parse_location(address), folder / name)

    def dropped(school: SmallSchool) -> None:
        server: Server = request.getfixturevalue("server")
        server.drop(school.location.shown)

    if request.param == "folder":
        made = Stages(in_folder, lambda school: shutil.rmtree(school.folder))
    else:
        made = Stages(on_server, dropped)
    yield made
    made.close()


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


#: Each takes seconds: a third of them on every run, others for every commit.
_DRAWN = random.Random(commit()).sample(WRITES, len(WRITES) // 3)


@pytest.mark.slow
@pytest.mark.parametrize("write", _DRAWN, ids=str)
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
