"""start.py on a machine without anything: with empty locks, so that no test needs the network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from tools import system_parts

ROOT = Path(__file__).resolve().parents[2]
_SLOW = pytest.mark.slow  # an environment of its own takes many seconds to make

STUB = """\
import json, os, sys
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "python": sys.prefix}))
sys.exit(7 if "fail" in sys.argv else 0)
"""


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
    assert (checkout / ".venv.used").exists()  # what runs from .venv holds it
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
    assert failed.stderr.rstrip().endswith("Then start again.")
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
