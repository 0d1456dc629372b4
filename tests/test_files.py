"""A file that somebody holds is waited for, and nothing readable is left (rules 111 and 112)."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.agreements.plans import HOW
from tests.agreements.school_forms import PUPIL_AND_PARENT, order
from tests.failing.folder import MISSING, failing_folder
from tests.schools import SmallSchool
from trent_desktop import files
from trent_desktop.agreements.paper.documents import write_per_group
from trent_desktop.problems import Problem
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.begun import notes_folder, take_away_left
from trent_desktop.storage.chosen_file import chosen_file, write_chosen
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.location import KEYS_FILE
from ui.agreements.paper.print_work import new_folder
from ui.preferences import FILE, Preferences

ROOT = Path(__file__).parents[1]
mounted = pytest.mark.skipif(bool(MISSING), reason=MISSING)


def _held(code: int = 0, number: int = errno.EACCES) -> OSError:
    error = OSError(number, "held")
    if code:
        error.winerror = code  # type: ignore[attr-defined]
    return error


class _Holds:
    """Lets a call of the system fail so many times; then it is done."""

    def __init__(self, real: Callable[..., object], times: int, error: OSError) -> None:
        self._real, self.left, self._error = real, times, error

    def __get__(self, path: object, _of: object = None) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            if self.left:
                self.left -= 1
                raise self._error
            return self._real(path, *given, **named)

        return call


@pytest.mark.parametrize(
    "error",
    [
        *(_held(), _held(number=errno.EBUSY), _held(5), _held(32, errno.EACCES), _held(33)),
        *(_held(170, errno.EINVAL), _held(303, errno.EINVAL), _held(1224, errno.EINVAL)),
    ],
    ids=lambda error: f"{getattr(error, 'winerror', 0)} {errno.errorcode[error.errno]}",
)
def test_what_is_held_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    (tmp_path / "gone").touch()
    for name in ("read_bytes", "replace", "unlink"):
        monkeypatch.setattr(Path, name, _Holds(getattr(Path, name), 3, error))
    write_whole(tmp_path / "file", b"one")
    assert files.read(tmp_path / "file") == b"one"
    files.remove(tmp_path / "gone")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_what_fails_for_good_is_told_at_once(tmp_path: Path) -> None:
    begun = time.monotonic()
    for act in (
        lambda: files.read(tmp_path / "none"),
        lambda: files.replace(tmp_path / "none", tmp_path / "other"),
        lambda: files.remove(tmp_path / "none", missing_ok=False),
    ):
        with pytest.raises(FileNotFoundError):
            act()
    assert time.monotonic() - begun < 0.5


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES])
def test_what_was_done_is_not_called_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The server did it, and its answer was that it could not."""

    def and_fails(real: Callable[..., object]) -> Callable[..., object]:
        def done(path: Path, *given: object, **named: object) -> None:
            real(path, *given)
            raise OSError(number, "no answer")

        return done

    for name in ("replace", "unlink", "rmdir"):
        monkeypatch.setattr(Path, name, and_fails(getattr(Path, name)))
    (tmp_path / "folder").mkdir()
    for name in ("folder/one", "new", "old"):
        (tmp_path / name).write_bytes(name.encode())
    files.replace(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old").read_bytes() == b"new"
    files.remove(tmp_path / "old")
    files.remove_folder(tmp_path / "folder")
    assert list(tmp_path.iterdir()) == []


def test_a_place_without_rights_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no such thing here")

    monkeypatch.setattr(Path, "chmod", refused)
    write_whole(tmp_path / "file", b"one", shared=True)
    assert not files.allow(tmp_path / "file", 0o600)


def test_a_link_in_a_folder_is_removed_and_not_what_it_leads_to(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").touch()
    folder = tmp_path / "folder"
    (folder / "inside").mkdir(parents=True)
    (folder / "inside" / "link").symlink_to(kept)
    files.remove_folder(folder)
    assert [one.name for one in tmp_path.rglob("*")] == ["kept", "file"]


def test_a_folder_is_removed_when_a_scanner_has_let_go_of_what_was_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a Windows server a file that is open stays by its name after it was removed."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "file").touch()
    error = OSError(errno.ENOTEMPTY, "The directory is not empty")
    error.winerror = 145  # type: ignore[attr-defined]
    holds = _Holds(Path.rmdir, 2, error)
    monkeypatch.setattr(Path, "rmdir", holds)
    files.remove_folder(folder)
    assert not folder.exists()
    folder.mkdir()
    (tmp_path / "other").touch()
    holds.left = 2
    with pytest.raises(OSError, match="not empty"):
        files.remove_empty(folder)  # of what is somebody's that is told at once


def test_only_what_was_begun_long_ago_is_swept(tmp_path: Path) -> None:
    for name, age in (("old", files.LEFT_S + 60), ("new", 60.0)):
        handle, path = files.begin(tmp_path / name)
        os.close(handle)
        os.utime(path, (time.time() - age, time.time() - age))
    (tmp_path / f"mine{files.BEGUN}").touch()
    os.utime(tmp_path / f"mine{files.BEGUN}", (0, 0))
    files.sweep(tmp_path)
    assert sorted(one.name.partition(".trent")[0][:4] for one in tmp_path.iterdir()) == [
        ".new",
        "mine",
    ]


# ---------------------------------------------------------------------- nothing readable is left

_KILLED = """
    import sys, time
    from pathlib import Path
    from trent_desktop.storage.chosen_file import chosen_file
    from ui.agreements.paper.print_work import new_folder
    place = Path(sys.argv[1])
    with chosen_file(place / "Report.pdf") as file, new_folder(place / "Forms") as (inside, _):
        file.write(b"%PDF what a child said")
        file.flush()
        (inside / "Class 4A.pdf").write_bytes(b"%PDF names")
        print("there", flush=True)
        time.sleep(60)
"""


def test_what_a_killed_program_was_making_goes_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    place = tmp_path / "Documents"
    place.mkdir()
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_KILLED), place],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "there\n"
    assert len(list(place.iterdir())) == 2
    take_away_left()
    assert len(list(place.iterdir())) == 2, "its program is at it still"
    child.kill()
    child.wait(10)
    child.stdout.close()
    assert b"child said" in next(place.glob(".Report*")).read_bytes()
    take_away_left()
    assert list(place.iterdir()) == []
    assert list(notes_folder().iterdir()) == []


def test_a_note_takes_nothing_else_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    mine = tmp_path / "mine.pdf"
    mine.touch()
    notes_folder().mkdir(parents=True)
    (notes_folder() / "x.note").write_text(str(mine))
    (notes_folder() / "y.note").write_bytes(b"\xff\xfe")
    take_away_left()
    assert mine.exists()


# ---------------------------------------------------------------------- on a Windows server


@mounted
def test_a_paper_that_is_open_is_said_to_be(tmp_path: Path) -> None:
    with failing_folder(tmp_path / "share") as share:
        share.be_windows()
        paper = share.path / "Report.pdf"
        write_chosen(paper, b"old")
        time.sleep(0.3)
        with paper.open(), pytest.raises(Problem) as told, chosen_file(paper) as file:
            file.write(b"new")
        assert told.value.words == "“Report.pdf” is open in another program, so it was not saved."
        assert [one.name for one in share.path.iterdir()] == ["Report.pdf"]
        holder = paper.open()
        threading.Timer(0.4, holder.close).start()
        write_chosen(paper, b"new")  # it is closed while one waits
        assert files.read(paper) == b"new"


@mounted
@pytest.mark.slow
def test_one_file_per_class_is_there_or_nothing_is(
    folder_school: SmallSchool, tmp_path: Path
) -> None:
    batches = folder_school.open("teacher1").agreements.batches
    plan = batches.plan(order(*PUPIL_AND_PARENT))
    with failing_folder(tmp_path / "stick") as share:
        share.be_windows()
        held = None
        with new_folder(share.path / "Forms") as (inside, name):
            made = write_per_group(plan, inside, HOW)
            held = made[0].open()  # no folder is renamed in which a file is open
            threading.Timer(2.0, held.close).start()
        assert {one.name for one in (share.path / name).iterdir()} == {one.name for one in made}
        with pytest.raises(ZeroDivisionError), new_folder(share.path / "Others") as (inside, _):
            assert write_per_group(plan, inside, HOW)[1 // 0]
        assert [one.name for one in share.path.iterdir()] == ["Forms"]


# ---------------------------------------------------------------------- held is not damaged


def test_what_the_laptop_remembers_is_not_forgotten_while_it_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Preferences(tmp_path).change(school="S:\\Trent", theme="dark")
    held = _Holds(Path.read_bytes, 1_000_000, _held(32))
    monkeypatch.setattr(Path, "read_bytes", held)
    monkeypatch.setattr("ui.preferences._AT_START_S", 0.05)
    monkeypatch.setattr("ui.preferences._LATER_S", 0.0)
    preferences = Preferences(tmp_path)
    assert preferences.choices.school == ""
    assert preferences.change(sign_in_name="maya").sign_in_name == "maya"
    held.left = 0
    assert preferences.change(scale=1.5).school == "S:\\Trent"
    assert [one.name for one in tmp_path.iterdir()] == [FILE]
    again = Preferences(tmp_path).choices
    assert (again.school, again.theme, again.sign_in_name, again.scale) == (
        "S:\\Trent", "dark", "maya", 1.5,
    )  # fmt: skip


def test_one_copy_of_the_keys_is_enough_and_one_that_is_held_is_not_called_damaged(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.read_bytes

    def held(path: Path) -> bytes:
        if path.name == KEYS_FILE:
            raise _held(32)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    found = key_store(folder_school.location).read()
    assert found.document.slots
    assert found.for_ict == ()
