"""Each write of each service, and what is done with files, on one kind of share."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
import traceback
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pytest

from tests.failing import as_windows
from tests.failing.folder import MISSING, failing_folder
from tests.memory import memory_disk
from tests.reports.attachments.allowing import allow
from tests.schools import SmallSchool, copy_of, make_small_school
from tests.shares.works import FILES
from tests.storage.landing import (
    writes_of_keys,
    writes_of_oversight,
    writes_of_reports,
    writes_of_school,
)
from tests.storage.landing.stage import Stage, asked, changed
from tests.storage.landing.writes import WRITES, Write
from trent_desktop import files
from trent_desktop.problems import Problem
from trent_desktop.storage.location import parse_location

_OF = (writes_of_school, writes_of_oversight, writes_of_reports, writes_of_keys)


class Share(Enum):
    """A kind of share, in words; and why it cannot be had here, empty where it can."""

    USUAL = ("a folder of this computer", "")
    WINDOWS = ("a Windows server, mounted", MISSING)
    STAND_IN = ("a Windows server and laptop, without a mount", as_windows.MISSING)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one thing on one share came to; `wrong` is empty when it is right."""

    share: str
    work: str
    wrong: str = ""
    seconds: float = 0.0


def rows() -> list[str]:
    """All that is tried: the works, and the writes by their number and name."""
    return [*FILES, *(f"{number} {one.name}" for number, one in enumerate(WRITES))]


class _Ground:
    """Schools on one share, each beside the others, and laptops."""

    def __init__(self, share: Share, base: Path, stack: ExitStack) -> None:
        self._numbers = itertools.count()
        self._original = make_small_school(parse_location(base / "original"), base)
        self._there, self._base = base / "there", base
        self._laptops = self._there if share is Share.STAND_IN else base / "laptops"
        self._there.mkdir(exist_ok=True)
        self._mounted = (
            stack.enter_context(failing_folder(self._there)) if share is Share.WINDOWS else None
        )
        self._shared: Stage | None = None

    def school(self) -> SmallSchool:
        name = str(next(self._numbers))
        if self._mounted:
            self._mounted.heal()
        subprocess.run(
            ["cp", "-r", self._base / "original", self._there / name],
            check=True,
            env=as_windows.as_usual(),
        )
        if self._mounted:
            self._mounted.be_windows()
        (self._laptops / f"l{name}").mkdir(parents=True)
        return copy_of(
            self._original, parse_location(self._there / name), self._laptops / f"l{name}"
        )

    def place(self) -> Path:
        made = self._there / f"place {next(self._numbers)}"
        made.mkdir()
        return made

    def stage(self, write: Write) -> Stage:
        if write.alone:
            return Stage(self.school())
        if self._shared is None:
            self._shared = Stage(self.school())
        return self._shared

    def close(self) -> None:
        if self._shared is not None:
            self._shared.school.close()


def run(share: Share, wanted: list[str]) -> Iterator[Cell]:
    """Try these on the share. For the stand-in it is called in a child: see `environment`."""
    base = Path(os.environ.get("TRENT_SHARES_BASE") or tempfile.mkdtemp(dir=memory_disk()))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, base, ignore_errors=True)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        allow(patch, "content")
        patch.setenv("XDG_DATA_HOME", str(base / "data"))
        ground = _Ground(share, base, stack)
        stack.callback(ground.close)
        for name in wanted:
            yield Cell(share.name, name, _tried(ground, name))


def _tried(ground: _Ground, name: str) -> str:
    try:
        if name in FILES:
            school = ground.school()
            try:
                FILES[name](school, ground.place())
            finally:
                school.close()
        else:
            _written(ground, WRITES[int(name.split(maxsplit=1)[0])])
    except Problem as problem:
        return f"{type(problem).__name__}: {problem} ({problem.__cause__!r})"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told in the table
        at = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno})"
    return ""


def _written(ground: _Ground, write: Write) -> None:
    stage, write_id = ground.stage(write), uuid.uuid4()
    try:
        desk, act = write.ready(stage)
        before = stage.state(desk)
        asked(desk, act, write_id)
        after = stage.state(desk)
        assert bool(changed(before, after)) is write.changes, "it is not there"
        asked(desk, act, write_id)
        assert not changed(after, stage.state(desk)), "it is there twice"
        left = [one for one in _all(stage.school) if one.endswith(files.BEGUN)]
        assert not left, f"left: {left}"
    finally:
        if write.alone:
            stage.school.close()


def _all(school: SmallSchool) -> list[str]:
    assert school.location.folder is not None
    return [one.name for one in school.location.folder.rglob("*")]
