"""``kill -9`` at any moment of typing loses at most the last second, of saving nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="killing at a random moment forks, which Windows cannot"
)
ROOT = Path(__file__).parents[2]
#: A few on every run, fifty before a change lands.
TIMES = pytest.mark.parametrize("times", [8, pytest.param(50, marks=pytest.mark.slow)])


def killing(what: str, folder: Path, times: int) -> list[dict[str, int]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys_e2e.killing", what, str(folder), str(times), "7"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@TIMES
def test_killed_while_typing(tmp_path: Path, times: int) -> None:
    found = killing("typing", tmp_path, times)
    assert len(found) == times
    # What was told to be kept is there: not a key is lost, far less than a second of them.
    assert [one for one in found if one["kept"] < one["told"]] == []
    assert sum(one["told"] for one in found) > 2 * times


@TIMES
def test_killed_while_saving(tmp_path: Path, times: int) -> None:
    found = killing("saving", tmp_path, times)
    assert len(found) == times
    for one in found:
        wrong = {name: number for name, number in one.items() if name != "cases" and number}
        assert wrong == {}
    assert found[-1]["cases"] > times
