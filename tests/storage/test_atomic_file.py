"""A file is the old one or the new one, whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from trent_desktop.problems import DiskFull, SchoolAway
from trent_desktop.storage import atomic_file
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

    monkeypatch.setattr(atomic_file.os, "fsync", no_room)
    with pytest.raises(DiskFull):
        write_whole(file, b"two")
    assert file.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [file]


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
    monkeypatch.setattr(atomic_file, "_PAUSE_S", 0)
    write_whole(file, b"one")
    assert file.read_bytes() == b"one"
    assert len(tries) == 3
