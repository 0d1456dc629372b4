"""The folder that fails on command does what it says, and leaves nothing mounted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.failing.folder import CALLS, MISSING, FailingFolder, failing_folder

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)


@pytest.fixture
def share(tmp_path: Path) -> Iterator[FailingFolder]:
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "old").write_text("before")
    with failing_folder(tmp_path / "share") as made:
        yield made


def program(code: str, *words: object) -> subprocess.Popen[str]:
    """Another program that works in the folder, as every program of a school does."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, words)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(one: subprocess.Popen[str]) -> str:
    out, _ = one.communicate(timeout=20)
    return out.strip()


#: One of each call, in turn; says which of them failed, and with what.
_EACH = """
    import errno, fcntl, os, sys
    os.chdir(sys.argv[1])
    held = os.open("old", os.O_RDWR)
    def close():
        os.close(os.dup(held))
    each = {
        "stat": lambda: os.stat("old"), "open": lambda: os.open("new", os.O_CREAT | os.O_RDWR),
        "read": lambda: os.pread(held, 3, 0), "write": lambda: os.pwrite(held, b"x", 0),
        "fsync": lambda: os.fsync(held), "lock": lambda: fcntl.lockf(held, fcntl.LOCK_EX),
        "unlink": lambda: os.unlink("gone"), "close": close,
        "rename": lambda: os.rename("from", "to"),
    }
    open("gone", "w").close(), open("from", "w").close()
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        each[sys.argv[2]]()
        print("done")
    except OSError as error:
        print(errno.errorcode[error.errno])
    os._exit(0)
"""


def _one_call(share: FailingFolder, call: str) -> subprocess.Popen[str]:
    one = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_EACH), str(share.path), call],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert one.stdout is not None
    assert one.stdout.readline() == "ready\n"
    return one


@pytest.mark.parametrize("call", CALLS)
def test_each_call_fails_and_stands_still(share: FailingFolder, call: str) -> None:
    one = _one_call(share, call)
    share.fail(call, "EDQUOT", times=1)
    assert one.communicate("\n", timeout=20) == ("EDQUOT\n", None)
    assert share.hits == 1
    share.heal()
    one = _one_call(share, call)
    share.stall(call)
    assert one.stdin is not None
    one.stdin.write("\n")
    one.stdin.flush()
    assert share.wait_until_standing()
    assert one.poll() is None
    share.release()
    assert one.communicate(timeout=20) == ("done\n", None)


def test_a_stall_of_some_seconds_ends_by_itself(share: FailingFolder) -> None:
    share.stall("read", seconds=0.3, times=1)
    begun = time.monotonic()
    assert (share.path / "old").read_text() == "before"
    assert time.monotonic() - begun >= 0.3


def test_only_the_call_that_was_asked_for_fails(share: FailingFolder) -> None:
    share.fail("write", "ENOSPC", at=2, times=1, name="new")
    handle = os.open(share.path / "new", os.O_CREAT | os.O_WRONLY)
    os.write(handle, b"1")
    with pytest.raises(OSError, match="No space left"):
        os.write(handle, b"2")
    os.write(handle, b"3")
    os.close(handle)
    assert (share.path / "new").read_bytes() == b"13"


def test_half_a_write_is_on_the_disk(share: FailingFolder) -> None:
    share.tear()
    handle = os.open(share.path / "new", os.O_CREAT | os.O_WRONLY)
    with pytest.raises(OSError, match="Input/output"):
        os.write(handle, b"abcdef")
    os.close(handle)
    assert (share.path / "new").read_bytes() == b"abc"


def test_a_write_is_said_to_be_done_and_was_not(share: FailingFolder) -> None:
    share.swallow("write", times=2)
    with (share.path / "old").open("r+b", buffering=0) as file:
        assert file.truncate(2) == 2
        assert file.write(b"after!") == 6
        assert file.write(b"more") == 4
    assert (share.path / "old").read_bytes() == b"beforemore"


def test_what_was_never_made_durable_is_lost_in_a_crash(share: FailingFolder) -> None:
    share.swallow("fsync", at=2)
    handle = os.open(share.path / "old", os.O_WRONLY)
    for content in (b"really", b"never there"):
        os.pwrite(handle, content, 0)
        os.fsync(handle)
    os.close(handle)
    share.crash()
    assert (share.path / "old").read_bytes() == b"really"


def test_it_vanishes_or_is_empty_and_comes_back(share: FailingFolder) -> None:
    share.vanish()
    with pytest.raises(OSError, match="down"):
        (share.path / "old").read_text()
    share.heal()
    share.unplug()
    assert (share.path.is_dir(), list(share.path.iterdir())) == (True, [])
    assert not (share.path / "old").exists()
    share.heal()
    assert (share.path / "old").read_text() == "before"


_LOCK = """
    import fcntl, sys
    held = open(sys.argv[1], "r+")
    try:
        fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        print("granted")
    except OSError as error:
        print(error.strerror)
"""


def test_locks_hold_between_programs_fail_and_lie(share: FailingFolder) -> None:
    import fcntl

    with (share.path / "old").open("r+") as held:
        fcntl.lockf(held, fcntl.LOCK_EX)
        assert "unavailable" in said(program(_LOCK, share.path / "old"))
        share.fail("lock", "ENOLCK")
        assert "No locks" in said(program(_LOCK, share.path / "old"))
        share.heal()
        share.lie_about_locks()
        assert said(program(_LOCK, share.path / "old")) == "granted"
        share.heal()
        # Closing any handle of a file drops every lock that its program has on it.
        (share.path / "old").open().close()
        assert said(program(_LOCK, share.path / "old")) == "granted"


def test_nothing_takes_the_place_of_what_is_open_on_windows(share: FailingFolder) -> None:
    (share.path / "new").write_text("after")
    share.refuse_as_windows()
    with (share.path / "old").open():
        with pytest.raises(PermissionError):
            (share.path / "new").replace(share.path / "old")
        with pytest.raises(PermissionError):
            (share.path / "old").unlink()
    (share.path / "new").replace(share.path / "old")
    assert (share.path / "old").read_text() == "after"


_KILLED = """
    import os, sys, time
    from pathlib import Path
    from tests.failing.folder import failing_folder
    with failing_folder(Path(sys.argv[1])) as share:
        share.stall("read")
        if os.fork() == 0:
            (share.path / "old").read_text()
        share.wait_until_standing()
        print("standing", flush=True)
        time.sleep(60)
"""


def test_a_run_that_is_killed_leaves_nothing_mounted(tmp_path: Path) -> None:
    path = tmp_path / "share"
    path.mkdir()
    (path / "old").write_text("before")
    run = program(_KILLED, path)
    assert run.stdout is not None
    assert run.stdout.readline() == "standing\n"
    assert path.is_mount()
    run.send_signal(signal.SIGKILL)
    run.wait(10)
    run.stdout.close()
    until = time.monotonic() + 10
    while path.is_mount():
        assert time.monotonic() < until, "still mounted"
        time.sleep(0.05)
