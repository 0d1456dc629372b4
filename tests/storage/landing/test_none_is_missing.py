"""No unit of work is missing among the writes that are tried."""

from __future__ import annotations

import ast
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

import trent_desktop
from tests.reports.attachments.allowing import allow
from tests.schools import SmallSchool, copy_of
from tests.storage.landing import (
    writes_of_keys,
    writes_of_oversight,
    writes_of_reports,
    writes_of_school,
)
from tests.storage.landing.stage import Killing, Stage, asked, killing
from tests.storage.landing.writes import WRITES
from trent_desktop.storage.location import parse_location

__all__ = ["killing"]  # a fixture
_OF = (writes_of_school, writes_of_oversight, writes_of_reports, writes_of_keys)

#: Units of work that nobody asks for by an id, and why a second time does no harm.
NOT_ASKED_FOR = {
    "opening.py:_read_shared": "signing in: puts right what there is",
    "reports/again/offering.py:_put_one_back": "a look at the share: what is there is not put back",
    "reports/following.py:_lift_counters": "a look at the share: the higher number stands",
    "reports/put_back.py:destroy_again": "a look at the share: what was destroyed stays so",
    "reports/supervision/service.py:pass_on": "a look at the share: seals to whom it is not yet",
    "reports/tasks/following.py:hand_on": "a look at the share: what is handed on is so",
    "reports/tasks/given_again.py:give_again": "a look at the share: what has its row gets no other",
    "reports/withholding.py:take_away": "compares the readers with whom they should be",
    "school/keys/later_entry.py:write_down": "a look at the share: what she did before",
    "sample/filling.py:_write_cases": "makes the invented school",
    "school/keys/joining/joining.py:_opened": "clears away a slip that is too old",
    "school/keys/joining/joining.py:_join": "known by slip and password, see test_landed.py",
    "school/keys/key_change.py:_put_right": "finishes what somebody began",
    "school/keys/key_change.py:_take_back": "finishes what somebody began",
    "storage/restoring/putting.py:_keys_alone": "the same keys are there the second time",
    "moving/service.py:_carry": "the place itself knows whether it is done, see tests/moving",
    "school/keys/recovery/recovering.py:_recover": "known by the password, see test_landed.py",
}


def units_of_work() -> Iterator[str]:
    """Every function of the program that writes into the school's database."""
    root = Path(trent_desktop.__file__).parent
    for path in sorted(root.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and any(map(_writes, ast.walk(function))):
                yield f"{path.relative_to(root).as_posix()}:{function.name}"


def _writes(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    return node.func.attr == "write" and "database" in ast.unparse(node.func.value)


@pytest.mark.slow
def test_every_unit_of_work_is_tried(
    original_in_folder: SmallSchool,
    tmp_path: Path,
    killing: Killing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    allow(monkeypatch, "content")
    assert original_in_folder.location.folder is not None
    places: set[str] = set()
    shared: Stage | None = None
    for number, write in enumerate(WRITES):
        stage = shared
        if write.alone or stage is None:
            share = tmp_path / str(number) / "share"
            shutil.copytree(original_in_folder.location.folder, share)
            school = copy_of(original_in_folder, parse_location(share), tmp_path / str(number))
            stage = Stage(school)
            shared = shared if write.alone else stage
        desk, act = write.ready(stage)
        killing.places = set()
        asked(desk, act, uuid.uuid4())
        places |= killing.places
        if write.alone:
            stage.school.close()
    if shared is not None:
        shared.school.close()
    missing = set(units_of_work()) - places - set(NOT_ASKED_FOR)
    assert not missing, "Add a write that runs through it, in the modules beside this one"
    assert not set(NOT_ASKED_FOR) - set(units_of_work()), "There is no such unit of work any more"
