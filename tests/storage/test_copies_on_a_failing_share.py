"""Whichever call fails while a copy is made: none counts that is not whole, and the next is made."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.failing import shim as failing_share

pytestmark = pytest.mark.skipif(bool(failing_share.MISSING), reason=failing_share.MISSING)


@pytest.mark.parametrize(
    "every", [12, pytest.param(1, marks=[pytest.mark.slow, pytest.mark.timeout(1200)])]
)
def test_no_call_that_fails_stops_the_next_copy(tmp_path: Path, every: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.failing_copies", str(tmp_path), str(every)],
        cwd=Path(__file__).parents[2],
        env=failing_share.environment(),
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    print(f"{found['calls']} calls, each {every}-th tried")
    assert found["calls"] > 20
    assert found["wrong"] == []
