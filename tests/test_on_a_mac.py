"""What only a Mac does, with stand-ins for what only a Mac has."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.fakes_of_windows import Call
from tests.schools import PASSWORD
from trent_desktop import files
from trent_desktop.reports.mail import server
from trent_desktop.roles import Role
from trent_desktop.school.setting_up.founding import NewMember
from trent_desktop.school.setting_up.place_check import check_folder
from trent_desktop.school.setting_up.service import NewSchool, set_up_school
from trent_desktop.storage import mac_volumes, trusted
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.clouds import cloud_of
from trent_desktop.storage.location import Location, parse_location
from trent_desktop.storage.sqlcipher import connect_file
from ui.agreements.register.scan_work import scans_in

#: F_FULLFSYNC
TO_THE_DISK = 51


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")


# ---------------------------------------------------------------------- a flat battery


@pytest.mark.parametrize("refused", [0, errno.ENOTSUP, errno.ENOTTY, errno.EINVAL])
def test_what_is_saved_is_on_the_disk_and_not_in_its_memory(
    mac: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: int
) -> None:
    asked: list[str] = []

    def call(_handle: int, what: int) -> int:
        asked.append(f"fcntl {what}")
        if refused:
            raise OSError(refused, "not on this share")
        return 0

    monkeypatch.setattr(fcntl, "fcntl", call)
    monkeypatch.setattr(os, "fsync", lambda _handle: asked.append("fsync"))
    with (tmp_path / "file").open("wb") as file:
        files.durable(file.fileno())
    assert asked == [f"fcntl {TO_THE_DISK}", *(["fsync"] if refused else [])]
    write_whole(tmp_path / "other", b"one")
    assert files.read(tmp_path / "other") == b"one"


def test_databases_are_saved_so_too(mac: None, tmp_path: Path) -> None:
    connection = connect_file(tmp_path / "file.db", bytes(32), create=True)
    for name in ("fullfsync", "checkpoint_fullfsync"):
        assert connection.execute(f"PRAGMA {name}").fetchone() == (1,)
    connection.close()


# ---------------------------------------------------------------------- what systems put into folders


LITTER = (".DS_Store", "._.DS_Store", "Thumbs.db", "desktop.ini", "._scan.pdf")


def test_a_folder_that_somebody_has_looked_into_is_empty(tmp_path: Path) -> None:
    place = tmp_path / "Trent"
    place.mkdir()
    for name in LITTER:
        (place / name).write_bytes(b"\0")
    assert check_folder(place).good
    head = NewMember("Maya Okonkwo-Reid", "head", frozenset({Role.HEADTEACHER}), PASSWORD)
    set_up_school(parse_location(place), NewSchool("Larkfield", (head,), is_sample=True))
    assert (place / "school.db").exists()
    (tmp_path / "other" / "Trent").mkdir(parents=True)
    (tmp_path / "other" / "Trent" / "notes.txt").touch()
    assert not check_folder(tmp_path / "other" / "Trent").good


def test_what_a_mac_puts_beside_a_scan_is_no_scan(tmp_path: Path) -> None:
    for name in ("scan.pdf", "Two.PDF", *LITTER):
        (tmp_path / name).write_bytes(b"\0")
    assert [one.name for one in scans_in([tmp_path])] == ["Two.PDF", "scan.pdf"]


# ---------------------------------------------------------------------- clouds


class _Marks:
    """The C library of a Mac, as far as it is asked for the marks of folders."""

    def __init__(self, marks: dict[Path, str]) -> None:
        def ask(path: bytes, name: bytes, into: Any, _most: int, *_more: int) -> int:
            said = marks.get(Path(os.fsdecode(path)), "").encode()
            assert name == b"com.apple.file-provider-domain-id"
            if not said:
                return -1
            into.value = said
            return len(said)

        self.getxattr = Call(ask)


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        ("com.apple.CloudDocs.iCloudDriveFileProvider/6A1F", "iCloud"),
        ("com.microsoft.OneDrive-mac.FileProvider/B2", "OneDrive"),
        ("com.getdropbox.dropbox.fileprovider/1", "Dropbox"),
        ("org.example.FileProvider/1", "a cloud service"),
    ],
)
def test_a_folder_that_a_mac_has_marked_as_copied_is_a_cloud_s(
    mac: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str, name: str
) -> None:
    marks = {tmp_path / "Documents": mark}
    monkeypatch.setattr(ctypes, "CDLL", lambda *_a, **_k: _Marks(marks))
    folder = tmp_path / "Documents" / "Our school" / "Trent"
    assert cloud_of(folder) == name
    assert cloud_of(tmp_path / "Elsewhere" / "Trent") == ""


# ---------------------------------------------------------------------- how a share is connected


SAYS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//maya@FS1.school.local/The%20staff on {staff} (smbfs, nodev, nosuid, mounted by maya)
//maya@fs1/pupils on /Volumes/pupils (smbfs, nodev, nosuid, mounted by maya)
"""


@pytest.fixture
def connected(
    mac: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], None]]:
    """Connects the share “The staff” as this volume; empty: not at all."""
    said = [""]

    def run(command: list[str], **_how: object) -> SimpleNamespace:
        assert command == ["/sbin/mount"]
        return SimpleNamespace(stdout=said[0].encode())

    def connect(volume: str) -> None:
        lines = SAYS.format(staff=f"/Volumes/{volume}").splitlines(keepends=True)
        said[0] = "".join(one for one in lines if volume or "staff" not in one)
        mac_volumes._asked.clear()

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(mac_volumes, "_file", lambda: tmp_path / "own" / "volumes.json")
    yield connect
    mac_volumes._asked.clear()


def test_a_school_is_one_however_its_share_is_connected(connected: Callable[[str], None]) -> None:
    """The second volume of one share is called by a number; without the share it was the one."""
    place = "/Volumes/The staff/Trent"
    connected("The staff-1")
    again = parse_location(place)
    assert str(again.folder) == "/Volumes/The staff-1/Trent"
    tags = {again.tag, Location(folder=Path(place)).tag}
    tags |= {Location(folder=Path("/Volumes/The staff-1/Trent")).tag}
    connected("")
    assert str(parse_location(place).folder) == place
    tags |= {Location(folder=Path(one)).tag for one in (place, "/Volumes/The staff-1/Trent")}
    connected("The staff")
    assert str(parse_location("/Volumes/The staff-1/Trent").folder) == place
    tags.add(parse_location("smb://fs1/the%20staff/Trent/school.db").tag)
    assert len(tags) == 1
    # A share may have a number of its own, and then is another.
    assert Location(folder=Path("/Volumes/pupils-1/Trent")).tag not in tags
    assert (
        Location(folder=Path("/Volumes/pupils-1/Trent")).tag
        != Location(folder=Path("/Volumes/pupils-2/Trent")).tag
    )


def test_capitals_and_accents_make_no_other_school(connected: Callable[[str], None]) -> None:
    connected("")
    ways = ("/Users/maya/École", "/Users/maya/E\u0301cole", "/users/MAYA/école/")
    assert len({Location(folder=Path(one)).tag for one in ways}) == 1
    assert str(parse_location("/Users/maya/Trent").folder) == "/Users/maya/Trent"


def test_authorities_are_asked_of_the_keychains(mac: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **_how: object) -> SimpleNamespace:
        asked.append(command)
        return SimpleNamespace(stdout=b"-----BEGIN CERTIFICATE-----\n")

    monkeypatch.setattr(subprocess, "run", run)
    trusted.authorities.cache_clear()
    location = Location(url="postgresql+psycopg://trent@db.school.example/trent")
    for _ in range(2):
        file = location.connect_args()["sslrootcert"]
        assert Path(file).read_text("ascii") == "-----BEGIN CERTIFICATE-----\n"
    assert len(asked) == 1, "it takes a while"
    trusted.authorities.cache_clear()


def test_the_mail_server_is_judged_by_the_keychains_too(
    mac: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[object] = []
    monkeypatch.setattr(server, "authorities", lambda: "the school's own authority")
    monkeypatch.setattr(
        ssl.SSLContext,
        "load_verify_locations",
        lambda _self, _file=None, cadata=None: known.append(cadata),
    )
    server.trusted_by_this_laptop()
    assert known[-1] == "the school's own authority"
