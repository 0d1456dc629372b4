"""Tries the school's folder as the program uses it, with files of its own that it takes away again.

Everything happens in a small folder beside the school's file, which is never touched (rule 117). What is made
here is made and replaced by plain calls: with patience in between there would be nothing to see.
"""

from __future__ import annotations

import os
import shutil
import statistics
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from trent_desktop.school.setting_up.place_check import check_locks
from trent_desktop.school.trying.values import Came, Tried
from trent_desktop.storage.clouds import cloud_of

TRIAL: Final = ".trent-try-"
#: One that was left by a program that was killed is taken away after so long, in seconds.
_LEFT_AFTER_S: Final = 3600
#: So many files are written and moved at once, to meet a virus scanner.
_FILES: Final = 12
#: How long one is tried again, in seconds: a scanner lets go sooner.
_PATIENCE_S: Final = 3.0
_PAUSE_S: Final = 0.02
_SLOW_S: Final = 0.5
_CLOCK_S: Final = 120.0
_LOW_BYTES: Final = 2 * 1024**3
#: What a program may ask for on Windows without asking for more, in characters.
_LONGEST: Final = 240


def try_folder(folder: Path) -> tuple[Tried, ...]:
    """Try it; some seconds, and off the GUI thread. Never raises."""
    trial = folder / f"{TRIAL}{uuid.uuid4().hex[:8]}"
    try:
        trial.mkdir()
        _tidy(folder, trial.stat().st_mtime)
    except OSError as error:
        there = folder.is_dir()
        words = (
            "Nothing may be written into the school’s folder from this laptop."
            if there
            else "The school’s folder cannot be reached from this laptop just now."
        )
        do = "Ask whoever looks after the network." if there else "Join the school’s network first."
        return (Tried("folder", "The school’s folder", Came.ILL, words, f"{do} ({_code(error)})"),)
    tries: tuple[tuple[str, str, Callable[[Path], tuple[Came, str, str]]], ...] = (
        ("replace", "A file that somebody has open is replaced", _replace_open),
        ("scanner", "A file that was just written is moved", _scanner),
        ("locks", "Two programs save at once", _locks),
        ("speed", "How quickly it saves", _speed),
        ("clock", "The laptop’s clock", _clock),
        ("names", "Long names", _names),
        ("cloud", "No cloud service copies it", lambda _trial: _cloud(folder)),
        ("room", "Room for copies", _room),
    )
    found: list[Tried] = []
    try:
        for name, title, work in tries:
            try:
                found.append(Tried(name, title, *work(trial)))
            except (OSError, ValueError) as error:
                words = f"The folder refused while this was tried ({_code(error)})."
                found.append(Tried(name, title, Came.ILL, words, "Try again in a minute."))
    finally:
        left = not _take_away(trial)
    if left:
        words = "A hidden folder with empty files was left there; the next try takes it away."
        found.append(Tried("left", "Nothing is left behind", Came.NOTE, words))
    else:
        words = "All that was made for this was taken away again."
        found.append(Tried("left", "Nothing is left behind", Came.WELL, words))
    return tuple(found)


def _replace_open(trial: Path) -> tuple[Came, str, str]:
    old, new = trial / "old", trial / "new"
    old.write_bytes(b"old")
    new.write_bytes(b"new")
    with old.open("rb") as held:
        held.read(1)
        try:
            new.replace(old)
        except PermissionError:
            refused = True
        else:
            refused = False
    if not refused:
        return Came.WELL, "The new one takes its place while another program reads the old one.", ""
    waited = _again(lambda: new.replace(old))
    if waited is None:
        return Came.ILL, "It is refused, also after the other program has let go.", _ASK
    return (
        Came.NOTE,
        "It is refused until the other program lets go, as Windows does. The program waits.",
        "",
    )


def _scanner(trial: Path) -> tuple[Came, str, str]:
    worst = 0.0
    held = 0
    for number in range(_FILES):
        made, moved = trial / f"made-{number}.pdf", trial / f"moved-{number}.pdf"
        made.write_bytes(b"%PDF-1.4\n" + os.urandom(4096))
        for work in (
            lambda made=made, moved=moved: made.replace(moved),
            lambda moved=moved: moved.read_bytes(),
            moved.unlink,
        ):
            waited = _again(work)
            if waited is None:
                return (
                    Came.ILL,
                    f"Something, perhaps a virus scanner, holds them for over {_PATIENCE_S:.0f} s.",
                    "Ask for the school’s folder to be left out of its looks, or for a faster one.",
                )
            worst = max(worst, waited)
            held += waited > 0
    if not held:
        return Came.WELL, "Nothing holds a new file back.", ""
    words = (
        f"Something, perhaps a virus scanner, held {held} of {_FILES * 3} calls back, for "
        f"{worst:.1f} seconds at most. The program waits for that."
    )
    return Came.NOTE, words, ""


def _locks(trial: Path) -> tuple[Came, str, str]:
    line = check_locks(trial)
    return (Came.WELL if line.good else Came.ILL), line.words, ""


def _speed(trial: Path) -> tuple[Came, str, str]:
    took: list[float] = []
    for number in range(7):
        began = time.perf_counter()
        with (trial / f"speed-{number}").open("wb") as file:
            file.write(os.urandom(4096))
            file.flush()
            os.fsync(file.fileno())
        took.append(time.perf_counter() - began)
    usual = statistics.median(took)
    words = f"A small file takes {usual * 1000:,.0f} ms, {max(took) * 1000:,.0f} ms at most."
    if usual < _SLOW_S:
        return Came.WELL, words, ""
    return Came.NOTE, f"{words} That is slow: saving will be felt.", "A cable is faster than Wi-Fi."


def _clock(trial: Path) -> tuple[Came, str, str]:
    mark = trial / "clock"
    mark.write_bytes(b"")
    apart = time.time() - mark.stat().st_mtime
    if abs(apart) <= _CLOCK_S:
        return Came.WELL, "It agrees with the folder’s.", ""
    way = "ahead of" if apart > 0 else "behind"
    return (
        Came.NOTE,
        f"It is {abs(apart) / 60:,.0f} minutes {way} the folder’s. Days are taken from the folder’s.",
        "Let the laptop set its clock automatically.",
    )


def _names(trial: Path) -> tuple[Came, str, str]:
    room = max(8, min(200, _LONGEST - len(str(trial))))
    long = trial / ("Łukasz Nguyễn " * 20)[:room].strip()
    long.write_bytes(b"x")
    if long.read_bytes() != b"x":
        return Came.ILL, "A file with a long name did not come back as it was written.", _ASK
    long.unlink()
    return Came.WELL, "Long names and letters of every language come back as they were written.", ""


def _cloud(folder: Path) -> tuple[Came, str, str]:
    name = cloud_of(folder)
    if not name:
        return Came.WELL, "It is not a folder of a cloud service.", ""
    return (
        Came.ILL,
        f"It belongs to {name}, which copies the file while somebody saves.",
        "Move the school to a folder on the school’s own server.",
    )


def _room(trial: Path) -> tuple[Came, str, str]:
    free = shutil.disk_usage(trial).free
    words = f"{free / 1024**3:,.1f} GB are free."
    if free >= _LOW_BYTES:
        return Came.WELL, words, ""
    return Came.NOTE, words, "With daily copies 2 GB are soon used."


_ASK: Final = "Ask whoever looks after the network."


def _again(work: Callable[[], object]) -> float | None:
    """Do it, again and again while it is refused. For how long it was refused; None for too long."""
    began = time.monotonic()
    refused = False
    while True:
        try:
            work()
        except OSError:
            refused = True
            if time.monotonic() - began > _PATIENCE_S:
                return None
            time.sleep(_PAUSE_S)
        else:
            return time.monotonic() - began if refused else 0.0


def _tidy(folder: Path, now: float) -> None:
    """What a program left that was killed; not what another one is just trying.

    `now` is the folder's own time: the laptop's may be wrong.
    """
    for left in folder.glob(f"{TRIAL}*"):
        with suppress(OSError):
            if now - left.stat().st_mtime > _LEFT_AFTER_S:
                shutil.rmtree(left, ignore_errors=True)


def _take_away(trial: Path) -> bool:
    def gone() -> None:
        if trial.exists():
            shutil.rmtree(trial)

    return _again(gone) is not None


def _code(error: OSError | ValueError) -> str:
    number = getattr(error, "winerror", None) or getattr(error, "errno", None)
    return f"code {number}" if number else type(error).__name__
