"""What a run of the tests leaves out, and that CI leaves out nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVER = "tests/storage/test_audit.py", "tests/school/test_roles.py"

SKIPS = """
import pytest


@pytest.mark.skip(reason="there is no gcc")
def test_of_a_share_that_fails():
    pass


@pytest.mark.skip(reason="This user, or this disk, makes no devices.")
def test_of_devices():
    pass
"""


def run(*arguments: str, **env: str) -> tuple[int, str]:
    """How a run of pytest ended, and what it said."""
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=ROOT,
        env={**kept, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.slow
def test_in_ci_a_skipped_test_fails_but_for_what_no_set_up_can_give(tmp_path: Path) -> None:
    (tmp_path / "test_skips.py").write_text(SKIPS, "utf-8")
    given = ("-p", "tests.conftest", str(tmp_path / "test_skips.py"))
    assert run(*given)[0] == 0
    code, said = run(*given, CI="true")
    assert code == 1
    assert "test_of_a_share_that_fails was skipped, and CI skips nothing" in said
    assert "1 skipped, 1 error" in said


@pytest.mark.slow
def test_a_server_sees_the_contract_and_with_both_everything() -> None:
    def on_server(*more: str) -> dict[str, int]:
        said = run("--collect-only", *SERVER, *more)[1]
        return {one: len(re.findall(rf"^{one}\S+\[postgres", said, re.MULTILINE)) for one in SERVER}

    contract, other = SERVER
    everything = on_server("--both")
    assert everything[contract] > 3
    assert everything[other] > 3
    assert on_server() == {contract: everything[contract], other: 0}
    assert on_server("-m", "postgres") == everything


def test_a_busy_machine_is_no_fault_of_a_property_test() -> None:
    ours = hypothesis.settings()
    assert ours.deadline is None
    assert hypothesis.HealthCheck.too_slow in ours.suppress_health_check
