"""A file is the old one or the new one, whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from trent_desktop import files
from trent_desktop.problems import DiskFull, SchoolAway
from trent_desktop.storage.atomic_file import write_whole


def test_the_new_takes_the_place_of_the_old(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    write_whole(file, b"one")
    write_whole(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [file]


def test_a_full_disk_leaves_the_old_one_and_no_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "keys"
    write_whole(file, b"one")

    def no_room(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.os, "fsync", no_room)
    with pytest.raises(DiskFull):
        write_whole(file, b"two")
    assert file.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in the folder's own lists")
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o755])
def test_what_is_shared_may_be_used_by_whoever_may_use_the_folder(
    tmp_path: Path, mode: int
) -> None:
    tmp_path.chmod(mode)
    write_whole(tmp_path / "shared", b"one", shared=True)
    write_whole(tmp_path / "private", b"one")
    assert (tmp_path / "shared").stat().st_mode & 0o777 == mode & 0o666
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(SchoolAway):
        write_whole(tmp_path / "gone" / "keys", b"one")


def test_a_file_that_another_laptop_holds_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where an open file cannot be replaced."""
    file, tries = tmp_path / "keys", []
    real = Path.replace

    def held_at_first(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) < 3:
            raise PermissionError(errno.EACCES, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held_at_first)
    monkeypatch.setattr(files, "_FIRST_PAUSE_S", 0)
    write_whole(file, b"one")
    assert file.read_bytes() == b"one"
    assert len(tries) == 3
