"""One school with every report in it, made once: these tests look, and change nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.permissions.every_report import World, make_world
from tests.schools import SmallSchool, copy_of
from trent_desktop.storage.location import parse_location


def copied(original: SmallSchool, folder: Path) -> SmallSchool:
    """The same school in another folder."""
    assert original.location.folder is not None
    shutil.copytree(original.location.folder, folder / "share")
    return copy_of(original, parse_location(folder / "share"), folder)


@pytest.fixture(scope="session")
def world(
    original_in_folder: SmallSchool, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A report of each kind on each route, and everybody signed in. Only to be looked at."""
    made = make_world(copied(original_in_folder, tmp_path_factory.mktemp("every-report")))
    yield made
    made.school.close()


@pytest.fixture
def changing(world: World, tmp_path: Path) -> Iterator[World]:
    """The same school once more, in which something may be done."""
    school = copied(world.school, tmp_path)
    desks = {name: school.open(name) for name in world.desks}
    yield World(school, desks, world.met)
    school.close()
