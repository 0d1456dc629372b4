"""Putting a copy back is killed, or the share fails at it: the old school is there or the new one.

Where the file did not read to begin with there may be neither, but a second try brings it back.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.failing import shim

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(bool(shim.MISSING), reason=shim.MISSING)


def tried(folder: Path, how: str, state: str, most: int) -> list[dict[str, str]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.school.failing_put_back", str(folder), how, state, str(most)],
        cwd=ROOT,
        env=shim.environment(),
        capture_output=True,
        text=True,
        timeout=1500,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["tried"]


@pytest.mark.parametrize(
    ("how", "state", "most"),
    [
        ("kill", "whole", 5),
        ("kill", "overwritten", 5),
        pytest.param("kill", "whole", 99, marks=pytest.mark.slow),
        pytest.param("kill", "a page", 99, marks=pytest.mark.slow),
        pytest.param("EIO once", "whole", 25, marks=pytest.mark.slow),
        pytest.param("ENOSPC on", "whole", 25, marks=pytest.mark.slow),
        pytest.param("EIO once", "overwritten", 25, marks=pytest.mark.slow),
    ],
)
@pytest.mark.timeout(1600)
def test_the_old_school_is_there_or_the_new_one(
    tmp_path: Path, how: str, state: str, most: int
) -> None:
    found = tried(tmp_path, how, state, most)
    print(f"{how}, {state}: {len(found)} places")
    assert len(found) >= 5
    if state == "whole":
        assert [one for one in found if one["there"] not in ("old", "new")] == []
    # Said to be done, it is.
    assert [one for one in found if one["said"] == "done" and one["there"] != "new"] == []
    assert [one for one in found if one["said"].startswith("mistake")] == []
    assert [one for one in found if one["again"] != "new"] == []
