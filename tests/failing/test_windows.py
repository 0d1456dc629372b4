"""A folder like that of a Windows server: mounted, and for one process where nothing is mounted."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.failing import as_windows
from tests.failing.folder import MISSING, failing_folder

ROOT = Path(__file__).parents[2]


def _number(act: Callable[[], object]) -> int:
    try:
        act()
    except OSError as error:
        return error.errno or -1
    return 0


def behaves(place: Path) -> None:
    """All that is told of such a folder. Called in another process too."""
    held = 0
    for number in range(6):
        (place / f"Ab{number}").write_bytes(b"x")
        held += _number((place / f"aB{number}").read_bytes) == errno.EACCES
    assert held == 2, held
    time.sleep(0.3)
    assert (place / "AB1").read_bytes() == b"x"
    assert sorted(one.name for one in place.iterdir()) == [f"Ab{number}" for number in range(6)]
    for name in ("con", "NUL.txt", "Com1", "a:b", "end."):
        assert _number(lambda name=name: (place / name).write_bytes(b"")) == errno.EINVAL, name
    assert _number(lambda: (place / "Ab1").chmod(0o600)) == errno.EPERM
    with (place / "Ab1").open():
        assert _number((place / "Ab1").unlink) == errno.EACCES
        assert _number(lambda: (place / "Ab2").replace(place / "Ab1")) == errno.EACCES
    (place / "inside").mkdir()
    with (place / "inside" / "file").open("wb"):
        assert _number(lambda: (place / "inside").rename(place / "outside")) == errno.EACCES
    assert (place / "Ab1").stat().st_mtime % 2 == 0
    folder = os.open(place, os.O_RDONLY)
    try:
        assert _number(lambda: os.fsync(folder)) == errno.EINVAL
    finally:
        os.close(folder)
    time.sleep(0.3)
    (place / "Ab2").replace(place / "Ab1")


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_a_mounted_folder_is_as_one_of_a_windows_server(tmp_path: Path) -> None:
    with failing_folder(tmp_path / "share") as share:
        share.be_windows()
        behaves(share.path)


@pytest.mark.skipif(bool(as_windows.MISSING), reason=as_windows.MISSING)
def test_a_folder_is_so_without_a_mount(tmp_path: Path) -> None:
    place = tmp_path / "share"
    place.mkdir()
    code = """
        import sys
        from pathlib import Path
        from tests.failing.test_windows import behaves
        behaves(Path(sys.argv[1]))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), place],
        cwd=ROOT,
        env=as_windows.as_windows(place),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
