"""What only Windows does, with stand-ins for what only Windows has."""

from __future__ import annotations

import datetime as dt
import ssl
import sys
import uuid
from pathlib import Path
from typing import Any

import keyring.backends.Windows
import pytest
from keyring.backends.Windows import WinVaultKeyring

from tests.fakes_of_windows import Windows
from trent_desktop import files
from trent_desktop.agreements.paper import documents
from trent_desktop.clock import moment_at, on_the_wall
from trent_desktop.commands.secret_files import OwnFolder
from trent_desktop.problems import NotASchool, Problem
from trent_desktop.school.keys.laptops.laptop_secret import LaptopSecrets
from trent_desktop.storage import trusted, typed_place
from trent_desktop.storage.box import turn
from trent_desktop.storage.chosen_file import write_chosen
from trent_desktop.storage.copies import apart
from trent_desktop.storage.location import Location, parse_location
from trent_desktop.storage.typed_place import folder_typed
from ui.agreements.paper.print_work import new_folder

MEMBER = uuid.UUID(int=1)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    return Windows(monkeypatch)


# ---------------------------------------------------------------------- the credential store


@pytest.fixture
def store(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> WinVaultKeyring:
    monkeypatch.setattr(keyring.backends.Windows, "win32cred", windows.credentials, raising=False)
    monkeypatch.setattr(
        keyring.backends.Windows,
        "pywintypes",
        sys.modules["win32ctypes.pywin32.pywintypes"],
        raising=False,
    )
    made = WinVaultKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    return made


def test_a_laptop_s_secret_does_not_roam(
    windows: Windows, store: WinVaultKeyring, tmp_path: Path
) -> None:
    secrets = LaptopSecrets(tmp_path, "here")
    secrets.keep(MEMBER, bytes(32))
    secrets.keep(uuid.UUID(int=2), bytes(32))  # the first is written once more beside it
    local = windows.credentials.CRED_PERSIST_LOCAL_MACHINE
    assert {one["Persist"] for one in windows.credentials.kept.values()} == {local}
    assert len(windows.credentials.kept) == 2
    assert secrets.read(MEMBER) == bytes(32)
    assert not secrets.words(MEMBER)


def test_a_store_that_fails_in_windows_own_way_stops_nobody(
    windows: Windows, store: WinVaultKeyring, tmp_path: Path
) -> None:
    windows.credentials.fails = True
    secrets = LaptopSecrets(tmp_path, "here")
    assert secrets.read(MEMBER) is None
    secrets.keep(MEMBER, bytes(32))
    assert secrets.read(MEMBER) == bytes(32)
    assert secrets.words(MEMBER)
    secrets.forget(MEMBER)
    assert secrets.read(MEMBER) is None


# ---------------------------------------------------------------------- locks and sound


def test_turns_and_locks_on_bytes_hold(windows: Windows, tmp_path: Path) -> None:
    turns: Any = windows.anew("trent_desktop.storage.box.turn")
    first, second = (turns.ProcessTurn(tmp_path / "turn") for _ in range(2))
    assert first.take(0)
    assert not second.take(0)
    first.give()
    assert second.take(0)
    second.close()
    first.close()
    locks: Any = windows.anew("trent_desktop.storage.beside.lock_file")
    one, other = (locks.LockFile(tmp_path) for _ in range(2))
    assert one.take(3)
    assert not other.take(3)
    assert other.take(4)
    one.let_go(3)
    assert other.take(3)
    one.close()
    other.close()


def test_a_folder_that_numbers_its_files_anew_each_time_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some folders that lie on a server do: what is open is then never the file that is there."""
    monkeypatch.setattr(turn.os.path, "samestat", lambda _one, _other: False)
    first, second = (turn.ProcessTurn(tmp_path / "turn") for _ in range(2))
    assert first.take(0)
    assert not second.take(0)
    first.close()
    assert second.take(0)
    second.close()


def test_without_anything_to_play_it_on_a_form_is_recorded(
    windows: Windows, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.agreements.register import sounds

    beeps: list[int] = []
    monkeypatch.setattr(sounds.QApplication, "beep", lambda: beeps.append(1))
    sounds.SystemSounds().good()
    assert [Path(one).name for one in windows.played] == ["tick.wav"]
    windows.has_sound = False
    sounds.SystemSounds().odd()
    assert beeps == [1]


def test_a_school_s_file_that_is_held_for_a_moment_is_copied_all_the_same(
    windows: Windows, tmp_path: Path
) -> None:
    (tmp_path / "school.db").write_bytes(b"one")
    windows.desktop.held = 2
    assert apart._copied(tmp_path / "school.db", tmp_path / "copy.db") == 3
    assert (tmp_path / "copy.db").read_bytes() == b"one"
    windows.desktop.held = 1_000
    with pytest.raises(OSError, match="of Windows"):
        apart._copied(tmp_path / "school.db", tmp_path / "another.db")


def test_two_classes_that_differ_by_capitals_have_two_files() -> None:
    taken = [Path("Agreements Class 4a.pdf")]
    assert documents._free(Path("Agreements Class 4A.pdf"), taken).name.endswith("4A 2.pdf")
    assert documents._free(Path("Agreements Class 4B.pdf"), taken).name.endswith("4B.pdf")


# ---------------------------------------------------------------------- a database's server


def test_authorities_are_asked_of_windows_for_the_driver_looks_where_nothing_is(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers, mail = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.4"
    stores: dict[str, list[tuple[bytes, str, object]]] = {
        "ROOT": [(b"one", "x509_asn", True), (b"mail", "x509_asn", {mail})],
        "CA": [
            (b"two", "x509_asn", {servers, mail}),
            (b"one", "x509_asn", True),
            (b"list", "pkcs_7_asn", True),
        ],
    }
    monkeypatch.setattr(ssl, "enum_certificates", stores.__getitem__, raising=False)
    trusted.authorities.cache_clear()
    location = parse_location("postgresql://trent@db.school.example/trent")
    file = location.connect_args()["sslrootcert"]
    wanted = "".join(map(ssl.DER_cert_to_PEM_cert, (b"one", b"two")))
    assert Path(file).read_text("ascii") == wanted
    trusted.authorities.cache_clear()
    stores["ROOT"], stores["CA"] = [], []
    assert location.connect_args()["sslrootcert"] == "system"
    trusted.authorities.cache_clear()


def test_the_driver_is_given_a_path_in_letters_that_it_reads(windows: Windows) -> None:
    own = Path("C:/Users/Łucja/AppData/Local/trent-desktop/certificates/a.crt")
    plain = Path("C:/Users/maya/AppData/Local/a.crt")
    assert trusted.driver_s_path(plain) == str(plain)
    assert trusted.driver_s_path(own) == str(own), "there may be no short names"
    windows.desktop.short[str(own)] = "C:/Users/UCJA~1/AppData/Local/TRENT-~1/CERTIF~1/a.crt"
    assert trusted.driver_s_path(own).isascii()


# ---------------------------------------------------------------------- saving over something


def test_a_file_that_is_marked_read_only_is_not_called_open_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses both in the same way, and closing programs helps against one of them."""

    def refused(_path: Path, _target: Path) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(files, "PATIENCE_S", 0.0)
    monkeypatch.setattr(Path, "replace", refused)
    target = tmp_path / "Agreements.pdf"
    target.write_bytes(b"old")
    for mode, words in ((0o600, "is open in another program"), (0o400, "is marked as read-only")):
        target.chmod(mode)
        with pytest.raises(Problem, match=words):
            write_chosen(target, b"new")
    assert target.read_bytes() == b"old"


# ---------------------------------------------------------------------- rights of folders


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """With which mode each folder was made: on Windows 0o700 shuts everybody else out, for good."""
    modes: dict[str, int] = {}
    real = Path.mkdir

    def mkdir(path: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        modes.setdefault(path.name.removeprefix(".").partition(".")[0], mode)
        real(path, mode, parents, exist_ok)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    return modes


def test_a_folder_of_forms_on_a_share_can_be_opened_by_colleagues(
    windows: Windows, made: dict[str, int], tmp_path: Path
) -> None:
    with new_folder(tmp_path / "Agreements") as (inside, _):
        (inside / "Class 4A.pdf").touch()
    assert made["Agreements"] == 0o777
    assert [one.name for one in (tmp_path / "Agreements").iterdir()] == ["Class 4A.pdf"]
    files.remove_folder(files.folder_for_now())
    assert made["trent"] == 0o700


def test_a_folder_of_slips_is_for_whoever_made_it_alone(
    windows: Windows, made: dict[str, int], tmp_path: Path
) -> None:
    OwnFolder(tmp_path / "office" / "slips").new_file("slips", ".pdf").leave()
    assert made["slips"] == 0o700
    assert made["office"] != 0o700


# ---------------------------------------------------------------------- a second start


def test_a_second_start_may_bring_the_first_forward(
    windows: Windows, tmp_path: Path, qapp: Any
) -> None:
    from ui.single_instance import SingleInstance

    first = SingleInstance(tmp_path)
    assert first.is_first()
    first.serve()
    asked: list[bool] = []
    first.asked.connect(lambda: asked.append(True))
    assert windows.let_forward == []
    assert not SingleInstance(tmp_path).is_first()
    for _ in range(20):
        qapp.processEvents()
    assert asked
    assert windows.let_forward == [-1]
    first.close()


def test_what_a_console_has_set_makes_no_second_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.single_instance import SingleInstance

    names: set[str] = set()
    for user in ("maya", "MAYA", ""):
        monkeypatch.setenv("LOGNAME", user)
        names.add(SingleInstance(tmp_path).name)
    assert len(names) == 1


# ---------------------------------------------------------------------- where the school is


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('"S:\\Trent"', "S:\\Trent"),
        (' "S:\\Our school\\school.db" ', "S:\\Our school"),
        ("“S:\\Trent”", "S:\\Trent"),
        ("S:\\school.db", "S:\\"),
        ("\\\\fs1\\staff\\Trent", "\\\\fs1\\staff\\Trent"),
        ("//fs1/staff/Trent", "//fs1/staff/Trent"),
        ("smb://fs1/staff/Our%20school/", "\\\\fs1\\staff\\Our school"),
        ("SMB://office;maya:secret@fs1.school.local:445/staff", "\\\\fs1.school.local\\staff"),
        ("file://fs1/staff/Trent", "\\\\fs1\\staff\\Trent"),
        ("file:///S:/Our%20school/school.db", "S:\\Our school"),
        ("file://S:/Trent", "S:\\Trent"),
        ("file:////fs1/staff/Trent", "\\\\fs1\\staff\\Trent"),
        ("postgresql://trent@db/school", "postgresql://trent@db/school"),
    ],
)
def test_an_address_is_understood_on_windows(windows: Windows, typed: str, meant: str) -> None:
    assert folder_typed(typed) == meant


_MOUNTS = """\
sysfs /sys sysfs rw 0 0
//FS1.school.local/staff /mnt/the\\040staff cifs rw,user=x 0 0
//192.0.2.7/pupils/inside /mnt/pupils cifs rw 0 0
"""


@pytest.mark.parametrize(
    "typed",
    [
        "smb://fs1/staff/Trent",
        "\\\\FS1\\Staff\\Trent",
        "file://fs1/staff/Trent/school.db",
        "'/mnt/the staff/Trent'",
        "file:///mnt/the%20staff/Trent/",
    ],
)
def test_an_address_is_understood_where_the_share_is_mounted(
    monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(typed_place, "_proc_mounts", lambda: _MOUNTS)
    assert parse_location(typed).folder == Path("/mnt/the staff/Trent")


def test_a_share_that_is_not_connected_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(typed_place, "_proc_mounts", lambda: _MOUNTS)
    for typed in ("smb://fs2/staff/Trent", "\\\\192.0.2.8\\pupils", "smb://u:secret@fs2/staff"):
        with pytest.raises(NotASchool, match="is not connected on this computer") as refused:
            parse_location(typed)
        assert "secret" not in str(refused.value)
    with pytest.raises(NotASchool, match="no folder on it"):
        parse_location("smb://fs1/")


def test_a_school_is_one_by_letter_and_by_server(windows: Windows) -> None:
    windows.drives["S:"] = "\\\\FS1\\staff"
    windows.registry["Network\\T"] = "\\\\fs1\\staff"
    ways = ("S:\\Trent", "s:\\trent\\", "\\\\fs1\\Staff\\Trent", "T:\\Trent", "//fs1/staff/Trent")
    assert len({Location(folder=Path(one)).tag for one in ways}) == 1
    assert Location(folder=Path("C:\\Trent")).tag != Location(folder=Path("S:\\Trent")).tag


# ---------------------------------------------------------------------- before 1970


class _OnWindows(dt.datetime):
    """A moment whose local time Windows does not know."""

    def astimezone(self, tz: dt.tzinfo | None = None) -> dt.datetime:
        if tz is None and self.year < 1971:
            raise OSError(22, "Invalid argument")
        plain = dt.datetime.combine(self.date(), self.timetz())
        return plain.astimezone(tz)


def test_a_day_before_1970_has_a_time_on_the_wall() -> None:
    for year in (1970, 1965, 1900, 1):
        moment = _OnWindows(year, 7, 1, 12, tzinfo=dt.UTC)
        assert on_the_wall(moment) == moment
        assert on_the_wall(moment).utcoffset() is not None
        typed = on_the_wall(_OnWindows(year, 7, 1, 12))
        assert (typed.year, typed.hour, typed.tzinfo is not None) == (year, 12, True)
    assert moment_at(-1) == dt.datetime(1969, 12, 31, 23, 59, 59, tzinfo=dt.UTC)


def test_an_installer_sees_an_open_window(windows: Windows) -> None:
    from ui.system.windows import OPEN_MUTEX

    assert windows.anew("ui.system.windows").tell_the_installer()
    assert windows.desktop.mutexes == [OPEN_MUTEX]
