"""What a person names is replaced only where it is a plain file."""

from __future__ import annotations

import os
import socket
import stat
import threading
from pathlib import Path

import pytest

from trent_desktop.problems import Problem
from trent_desktop.storage.chosen_file import chosen_file, require_usable, write_chosen

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes nor links here")


def refused(path: Path, *, through: bool = False) -> str:
    """The sentence; the same before and at the writing, and nothing has changed."""
    before = path.lstat()
    said: set[str] = set()
    for attempt in (
        lambda: require_usable(path, through=through),
        lambda: write_chosen(path, b"new", through=through),
    ):
        with pytest.raises(Problem) as problem:
            attempt()
        said.add(problem.value.words)
        assert problem.value.what_to_do
        assert problem.value.where == str(path)
    after = path.lstat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
    (words,) = said
    return words


def test_a_plain_file_or_nothing_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "out.pdf"
    for content in (b"one", b"two"):
        require_usable(file)
        write_chosen(file, content)
        assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]
    with pytest.raises(Problem, match="The folder is no longer there"):
        write_chosen(tmp_path / "gone" / "out.pdf", b"one")


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    kept, link = tmp_path / "elsewhere" / "kept.pdf", tmp_path / "out.pdf"
    kept.parent.mkdir()
    link.symlink_to(Path("elsewhere") / "kept.pdf")
    for content in (b"made where it leads", b"replaced"):
        write_chosen(link, content)
        assert link.is_symlink()
        assert kept.read_bytes() == content
    with pytest.raises(ZeroDivisionError), chosen_file(link) as file:
        file.write(b"half" * (1 // 0))
    assert kept.read_bytes() == b"replaced"
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["elsewhere", "kept.pdf", "out.pdf"]


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "out.pdf"
    link.symlink_to(link)
    assert refused(link, through=True) == "This name leads to no file."


@pytest.mark.parametrize("by_link", [False, True])
def test_a_pipe_is_written_through(tmp_path: Path, by_link: bool) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    path = pipe
    if by_link:
        path = tmp_path / "link"
        path.symlink_to(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_chosen(path, b"all of it", through=True)
    reader.join(10)
    assert got == [b"all of it"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert refused(path) == "This is not an ordinary file, so it is not replaced."


def test_a_reader_that_stops_is_told(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def look_in() -> None:
        with pipe.open("rb") as file:
            file.read(1)

    reader = threading.Thread(target=look_in)
    reader.start()
    with pytest.raises(Problem, match="Nobody read it to its end"):
        write_chosen(pipe, b"x" * 5_000_000, through=True)
    reader.join(10)


def test_a_device_is_written_through_and_stays_one(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    try:
        device = Path(os.ttyname(theirs))
        link = tmp_path / "device"
        link.symlink_to(device)
        for path in (device, link):
            write_chosen(path, b"seen", through=True)
            assert os.read(ours, 100) == b"seen"
            assert stat.S_ISCHR(path.stat().st_mode)
            assert refused(path) == "This is not an ordinary file, so it is not replaced."
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_device_of_ones_own_that_swallows_everything(tmp_path: Path) -> None:
    """As the one that became a PDF; never the machine's."""
    device = tmp_path / "null"
    try:
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        write_chosen(device, b"gone", through=True)
    except (OSError, Problem):
        pytest.skip("This user, or this disk, makes no devices.")
    assert stat.S_ISCHR(device.stat().st_mode)
    assert refused(device) == "This is not an ordinary file, so it is not replaced."


def test_a_folder_and_a_socket_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, through=True) == "This is a folder."
    with socket.socket(socket.AF_UNIX) as listening:
        path = Path("s")
        here = Path.cwd()
        os.chdir(tmp_path)  # the name of a socket may only be short
        try:
            listening.bind(str(path))
            assert (
                refused(path, through=True)
                == "This is not an ordinary file, so it is not replaced."
            )
        finally:
            os.chdir(here)
