"""A clone of this repository lands whole on every system: names, lengths, and the lock."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tools import lock

ROOT = Path(__file__).resolve().parents[2]
#: What Windows has left below a folder like C:\\Users\\firstname.lastname\\Documents\\trent-desktop.
LONGEST = 120
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def names() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("This is no clone.")
    return listed.stdout.decode().strip("\0").split("\0")


def test_names_are_such_that_windows_and_macs_take_them() -> None:
    found = names()
    assert max(map(len, found)) <= LONGEST
    parts = {part for name in found for part in name.split("/")}
    assert not [one for one in parts if RESERVED.fullmatch(one) or one[-1] in ". "]
    assert not [one for one in parts if set(one) & set('<>:"\\\\|?*')]
    assert len({name.casefold() for name in found}) == len(found)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_lock_is_read_with_the_line_endings_of_windows_too(tmp_path: Path, ending: str) -> None:
    """Each requirement is hashed, and none can be read as anything but a wheel of a known hash."""
    text = (ROOT / "requirements.txt").read_text("utf-8")
    (tmp_path / "lock.txt").write_bytes(text.replace("\n", ending).encode())
    lines = (tmp_path / "lock.txt").read_text("utf-8").replace("\\\n", " ").splitlines()
    pinned = [line for line in lines if line and not line.startswith("#")]
    assert len(pinned) > 40
    assert all("==" in line and "--hash=sha256:" in line for line in pinned)


@pytest.mark.skipif("CI" not in os.environ, reason="It asks for packages, as setting up does.")
@pytest.mark.slow
def test_what_has_no_wheel_is_named(tmp_path: Path) -> None:
    only_linux = tmp_path / "lock.txt"
    only_linux.write_text("pywin32==311 --hash=sha256:" + "0" * 64 + "\n")
    assert "pywin32" in lock.without_wheels("aarch64-apple-darwin", "3.13", only_linux)
