"""Whether a place is fit for a school: tried on real folders, processes and servers."""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.memory import memory_disk
from tests.schools import SmallSchool
from trent_desktop import files
from trent_desktop.school.setting_up import place_check
from trent_desktop.school.setting_up.place_check import PlaceReport, check_folder, check_server
from trent_desktop.storage import clouds
from trent_desktop.storage.copies import names


def bad(report: PlaceReport) -> dict[str, str]:
    return {line.what: line.words for line in report.lines if not line.good}


def test_a_good_folder_is_left_as_it_was(tmp_path: Path) -> None:
    report = check_folder(tmp_path)
    assert bad(report) == {}
    assert report.good
    assert {line.what for line in report.lines} >= {"Locks", "Writable", "Not synchronised"}
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_yet_is_tried_and_not_left_behind(tmp_path: Path) -> None:
    assert check_folder(tmp_path / "new").good
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("OneDrive - Larkfield Primary/Trent", "OneDrive"),
        ("onedrive/x", "OneDrive"),
        ("Google Drive/x", "Google Drive"),
        ("My Drive/x", "Google Drive"),
        ("Dropbox (School)/x", "Dropbox"),
        ("iCloudDrive/x", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Library/CloudStorage/Something/x", "a cloud service"),
    ],
)
def test_a_cloud_folder_is_refused_with_the_reason(tmp_path: Path, path: str, name: str) -> None:
    report = check_folder(tmp_path / path)
    assert not report.good
    assert name in bad(report)["Not synchronised"]
    assert "keeps two versions" in bad(report)["Not synchronised"]


def test_a_cloud_folder_by_its_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sync").mkdir()
    (tmp_path / "sync" / ".dropbox").touch()
    assert "Dropbox" in bad(check_folder(tmp_path / "sync" / "school"))["Not synchronised"]
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "work"))
    assert "OneDrive" in bad(check_folder(tmp_path / "work" / "a"))["Not synchronised"]
    mounts = tmp_path / "mounts"
    mounts.write_text(f"remote: {tmp_path}/m fuse.rclone rw 0 0\n/dev/sda1 / ext4 rw 0 0\n")
    assert clouds.mounted_cloud(tmp_path / "m" / "x", mounts) == "a cloud service"
    assert clouds.mounted_cloud(tmp_path / "y", mounts) == ""


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (".stfolder/", "Syncthing"),
        (".stversions/", "Syncthing"),
        (".sync/ID", "Resilio Sync"),
        (".sync/IgnoreList", "Resilio Sync"),
        (".nextcloudsync.log", "Nextcloud"),
        (".sync_1a2b3c4d5e6f.db", "Nextcloud"),
        ("._sync_1a2b3c4d5e6f.db-wal", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
    ],
)
def test_what_a_client_puts_into_its_folder_gives_it_away(
    tmp_path: Path, mark: str, name: str
) -> None:
    made = tmp_path / "work" / mark
    made.parent.mkdir(parents=True)
    made.mkdir() if mark.endswith("/") else made.touch()
    assert clouds.cloud_of(tmp_path / "work" / "school") == name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("Library/CloudStorage/Box-Box/x", "Box"),
        ("Users/office/Box/x", "Box"),
        ("Nextcloud/x", "Nextcloud"),
        ("Nextcloud2/x", "Nextcloud"),
        ("ownCloud/x", "ownCloud"),
        ("Syncthing/x", "Syncthing"),
        ("Resilio Sync/x", "Resilio Sync"),
        ("Users/office/Larkfield Primary School/Safeguarding - Documents/x", "SharePoint"),
        ("Users/office/Larkfield Primary School/Staff room - General", "SharePoint"),
        ("Library/CloudStorage/OneDrive-SharedLibraries-Larkfield/Staff - Documents/x", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-office@example.org/Shared drives/Staff", "Google Drive"),
        ("Box Drive/x", "Box"),
    ],
)
def test_the_folders_that_a_client_makes(tmp_path: Path, path: str, name: str) -> None:
    assert clouds.cloud_of(tmp_path / path) == name


def test_shared_drives_are_googles_where_the_rest_of_its_drive_is(tmp_path: Path) -> None:
    staff = tmp_path / "G" / "Shared drives" / "Staff" / "Trent"
    assert clouds.cloud_of(staff) == ""  # a school's own server may have a folder called so
    (tmp_path / "G" / ".shortcut-targets-by-id").mkdir(parents=True)
    assert clouds.cloud_of(staff) == "Google Drive"


def test_what_windows_knows_as_copied_is_found_whatever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"
    engines = r"Software\SyncEngines\Providers\OneDrive"
    keys = {
        ("LM", roots): ["OneDrive!S-1-5!Business1|x", "Unheard!1"],
        ("CU", engines): ["abc", "def"],
    }
    values = {
        ("LM", roots + r"\OneDrive!S-1-5!Business1|x\UserSyncRoots"): {"S-1-5": tmp_path / "Staff"},
        ("LM", roots + r"\Unheard!1\UserSyncRoots"): {"S-1-5": tmp_path / "Elsewhere"},
        ("CU", engines + r"\abc"): {"MountPoint": tmp_path / "Larkfield", "Url": "x"},
        ("CU", engines + r"\def"): {"Url": "x"},
    }

    def nth(found: Iterable[Any], number: int) -> Any:
        try:
            return list(found)[number]
        except IndexError:
            raise OSError from None

    fake = ModuleType("winreg")
    vars(fake).update(
        HKEY_LOCAL_MACHINE="LM",
        HKEY_CURRENT_USER="CU",
        OpenKey=lambda root, path: nullcontext((root, path)),
        EnumKey=lambda key, number: nth(keys.get(key, ()), number),
        EnumValue=lambda key, number: (*nth(values.get(key, {}).items(), number), 1),
    )
    monkeypatch.setitem(sys.modules, "winreg", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    assert clouds.cloud_of(tmp_path / "Staff" / "Trent") == "OneDrive"
    assert clouds.cloud_of(tmp_path / "Larkfield" / "Trent") == "OneDrive"
    assert clouds.cloud_of(tmp_path / "Elsewhere") == "a cloud service"
    assert clouds.cloud_of(tmp_path / "Else") == ""


def test_a_path_that_leaves_windows_no_room_for_copies_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    long = Path("/" + "a very long name of a folder/" * 6)
    assert place_check._long(long) == ()
    monkeypatch.setattr(place_check.sys, "platform", "win32")
    (line,) = place_check._long(long)
    assert (line.good, line.essential) == (False, True)
    assert place_check._long(long.parents[1]) == ()
    day = dt.datetime(2026, 11, 29, tzinfo=dt.UTC)
    # The longest that is made there: a file that becomes a copy, with SQLite's journal beside it.
    made = files._beside(Path(names.before_name("before-the-new-password", day)))
    assert len(f"/backups/{made.name}-journal") <= place_check._DEEPEST


def test_words_like_dropbox_in_a_name_do_no_harm(tmp_path: Path) -> None:
    assert check_folder(tmp_path / "Trent drive" / "Dropboxing club").good
    (tmp_path / ".sync").mkdir()
    assert clouds.cloud_of(tmp_path / "Box" / "Resilio") == ""  # a box on the school's own server


def test_a_folder_with_something_in_it(folder_school: SmallSchool, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.docx").touch()
    assert "other files" in bad(check_folder(tmp_path / "other"))["Empty"]
    assert "join it" in bad(check_folder(folder_school.location.shown))["Empty"]


def test_what_a_killed_trial_left_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / ".trent-check-dead").mkdir()
    (tmp_path / ".trent-check-dead" / "file").touch()
    assert check_folder(tmp_path).good
    assert list(tmp_path.iterdir()) == []


def test_locks_that_do_not_hold_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place_check, "_second_process", lambda _: place_check.GOT_IT)
    report = check_folder(tmp_path)
    assert not report.good
    assert "spoil each other" in bad(report)["Locks"]


def test_a_file_a_name_that_is_none_and_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    assert not check_folder(tmp_path / "file").good
    assert not check_folder("somewhere").good
    usage = place_check.shutil.disk_usage(tmp_path)
    monkeypatch.setattr(
        place_check.shutil, "disk_usage", lambda _: usage._replace(free=500 * 1024**2)
    )
    report = check_folder(tmp_path / "new")
    assert report.good  # told, and one may go on
    assert "500 MB" in bad(report)["Room"]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way.")
def test_a_folder_one_may_not_write_to() -> None:
    # Not below pytest's own folder, into which nobody but its owner can look.
    folder = Path(tempfile.mkdtemp(prefix="trent-read-only-", dir=memory_disk()))
    folder.chmod(0o555)
    who = os.geteuid()
    try:
        if who == 0:  # root may write anywhere; for this moment we are nobody
            os.seteuid(65534)
        assert "may not write" in bad(check_folder(folder))["Writable"]
    finally:
        os.seteuid(who)
        folder.chmod(0o700)
        folder.rmdir()


@pytest.mark.postgres
@pytest.mark.both_databases
def test_a_server(new_database: Callable[[], str]) -> None:
    url = new_database()
    report = check_server(url)
    assert bad(report) == {}
    assert report.good


@pytest.mark.postgres
@pytest.mark.both_databases
def test_a_server_that_holds_something(new_database: Callable[[], str]) -> None:
    from sqlalchemy import create_engine, text

    from trent_desktop.storage.location import parse_location

    url = new_database()
    engine = create_engine(parse_location(url).url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE other (id int)"))
    engine.dispose()
    assert "already" in bad(check_server(url))["Empty"]


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("nonsense", "Address"),
        ("postgresql://me:secret@127.0.0.1/x", "Address"),
        ("postgresql://me@127.0.0.1:1/x", "Connection"),
        ("postgresql://me@db.example.org/x?sslmode=disable", "Address"),
    ],
)
def test_a_server_that_cannot_be_used(url: str, what: str) -> None:
    report = check_server(url)
    assert not report.good
    assert what in bad(report)
    assert "secret" not in repr(report)
