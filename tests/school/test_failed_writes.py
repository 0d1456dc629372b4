"""A share whose writing fails while the school's keys change: the school is never lost.

SQLCipher says nothing when the encrypting fails at its end. So every call that changes something
in the school's folder, from the first to the last of a member's removal, is let fail in turn.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.failing import shim
from tests.reliability.table import commit

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(bool(shim.MISSING), reason=shim.MISSING)


def failing_keys(
    folder: Path, how: str, alike: int, part: str
) -> dict[str, list[dict[str, object]]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.school.failing_keys", str(folder), how, str(alike), part],
        cwd=ROOT,
        env=shim.environment(),
        capture_output=True,
        text=True,
        timeout=1_700,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


#: Every single call there is, in fortieths, and one of each sort that fail otherwise. Each takes
#: minutes: two of them on every run, others for every commit.
_SLOW = (
    *(("EIO once", 9_999, f"{part}/40") for part in range(1, 41)),
    *((how, 1, "1/1") for how in ("EIO on", "ENOSPC once", "ENOSPC on", "EIO on file")),
)
_DRAWN = random.Random(commit()).sample(_SLOW, 2)


@pytest.mark.parametrize(
    ("how", "alike", "part"),
    [("EIO once", 0, "1/1"), *(pytest.param(*one, marks=pytest.mark.slow) for one in _DRAWN)],
)
@pytest.mark.timeout(1_800)
def test_a_failed_write_destroys_nothing(tmp_path: Path, how: str, alike: int, part: str) -> None:
    found = failing_keys(tmp_path, how, alike, part)
    tried = found["tried"]
    lost = [one for one in tried if one["lost"]]
    left = [one for one in tried if one["left"]]
    mistakes = [one for one in tried if str(one["said"]).startswith("mistake")]
    figure = f"{len(tried)} places of {found['places']}: {len(lost)} destroyed, {len(left)} left"
    print(figure)
    assert len(tried) >= 5
    assert (lost, left, mistakes) == ([], [], []), figure
