"""Every change of a file or folder: patient with whoever holds it for a moment, and never picky.

On Windows a virus scanner, an indexer or another laptop has a file open, and it can then not be
read, replaced or removed; a fifth of a second later it can. What a person waits for must not fail
for that. Some folders know no rights, and some cannot be made durable: neither is a reason not to
save. Nothing else in the program calls the system for this (rule 111).

All functions raise `OSError` as the system does, when it still does after `within` seconds.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Final, TypeVar, cast

_Given = TypeVar("_Given")

#: So long one waits, in seconds, for whoever has a file open.
PATIENCE_S: Final = 1.0
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.005, 0.05
#: What the system says where a file is held, or where nobody may have it: which, only time tells.
_HELD: Final = frozenset({errno.EACCES, errno.EBUSY, errno.ETXTBSY})
#: Access denied (also: about to be removed), a sharing violation, a violation of a lock, in use,
#: about to be removed, open as memory by a scanner or an indexer.
_HELD_ON_WINDOWS: Final = frozenset({5, 32, 33, 170, 303, 1224})
_NOT_WITH_THIS: Final = frozenset(
    {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF}
)
#: What a folder says that still has something in it: on Windows also what is about to go.
_NOT_EMPTY: Final = frozenset({errno.ENOTEMPTY, errno.EEXIST})
#: A Mac's way to have the disk itself write what it holds; no other system has it.
_TO_THE_DISK: Final = 51
_BINARY: Final = getattr(os, "O_BINARY", 0)
#: How a path is written down in UTF-8: one whose name is no text in any script is a path as well.
AS_BYTES: Final = "surrogatepass"
#: How the name ends of what is being made beside a file that it is to take the place of.
BEGUN: Final = ".trent-new"
#: What was begun and not touched for so long, in seconds, was left by a program that ended.
LEFT_S: Final = 3600.0
_NAME: Final = 40
#: Rights of a folder: this user's alone, which Python gives on Windows too, or those usual there.
_OWN, _ANYBODY = 0o700, 0o777
#: What systems and servers put into folders by themselves, most of it where nobody sees it.
_LITTER: Final = frozenset(
    {
        *(".ds_store", ".localized", "icon\r", ".apdisk", ".appledouble", ".temporaryitems"),
        *(".trashes", ".fseventsd", ".spotlight-v100", ".documentrevisions-v100", "__macosx"),
        *("thumbs.db", "ehthumbs.db", "desktop.ini", "$recycle.bin", "system volume information"),
        *(
            "dfsrprivate",
            "lost+found",
            ".directory",
            ".snapshot",
            "~snapshot",
            "@eadir",
            "#recycle",
        ),
    }
)


def is_held(error: OSError) -> bool:
    """Whether somebody may have the file open just now, so that it is worth trying again."""
    code = getattr(error, "winerror", None)
    return code in _HELD_ON_WINDOWS if code else error.errno in _HELD


def patiently(
    act: Callable[[], _Given],
    *,
    within: float = PATIENCE_S,
    came_about: Callable[[], bool] = lambda: False,
) -> _Given | None:
    """Do it, again and again for so many seconds while the file is held.

    `came_about` is asked where it fails for good: a server may have done what it says that it
    could not do, and whoever is told that it failed would be told an untruth. Then None is given.
    """
    until, pause = time.monotonic() + within, _FIRST_PAUSE_S
    tried = False
    while True:
        try:
            return act()
        except OSError as error:
            if not is_held(error) or time.monotonic() + pause > until:
                if (tried or not isinstance(error, FileNotFoundError)) and came_about():
                    return None
                raise
        tried = True
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE_S)


def _surely(act: Callable[[], _Given], within: float) -> _Given:
    return cast("_Given", patiently(act, within=within))


def is_litter(name: str) -> bool:
    """Whether a system or a server puts something of this name into folders by itself.

    A folder that somebody has just made, and looked into once on a Mac, is not empty; and beside
    each file on a share a Mac keeps another whose name begins with “._”.
    """
    return name.startswith("._") or name.casefold() in _LITTER


# ---------------------------------------------------------------------- reading and opening


def read(path: Path, *, within: float = PATIENCE_S) -> bytes:
    """All of a file."""
    return _surely(path.read_bytes, within)


class NotOrdinary(OSError):
    """What was chosen is a pipe, a device or a folder: it may never end, and gives what it has once."""


def require_ordinary(path: Path) -> None:
    """Raises `NotOrdinary` for what is no file with a length, and `OSError` where nothing is."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotOrdinary(errno.EINVAL, "not an ordinary file", str(path))


def read_start(path: Path, most: int) -> bytes:
    """What comes first, out of a pipe too: a byte more than `most` where there is more."""
    with reading(path) as file:
        return file.read(most + 1)


def read_chosen(path: Path, most: int) -> bytes:
    """The same of a file that somebody chose. Raises `NotOrdinary`, too."""
    require_ordinary(path)
    return read_start(path, most)


def opened(path: Path, how: int, mode: int = 0o666, *, within: float = PATIENCE_S) -> int:
    """A file's descriptor, for bytes and never for lines; `how` and `mode` as of `os.open`."""
    return _surely(lambda: os.open(path, how | _BINARY, mode), within)


def reading(path: Path, *, within: float = PATIENCE_S) -> BinaryIO:
    """A file open to be read, part by part."""
    return _surely(lambda: path.open("rb"), within)


def stream(path: Path, mode: str, *, within: float = PATIENCE_S) -> FileIO:
    """A file open as `mode` says, unbuffered: ``rb``, ``r+b``, ``ab`` or ``xb``."""
    return cast("FileIO", _surely(lambda: path.open(mode, buffering=0), within))


# ---------------------------------------------------------------------- writing


def begin(path: Path) -> tuple[int, Path]:
    """A new file beside `path`, open, for this user alone; its name says what it is to become.

    `sweep` takes it away where its program ended before it was anything. Not made by `tempfile`:
    where nobody may write, that tries ten thousand names on Windows.
    """

    def begun() -> tuple[int, Path]:
        new = _beside(path)
        return os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), new

    return _surely(begun, PATIENCE_S)


def begin_folder(path: Path) -> Path:
    """The same for a folder. On Windows it has the rights of the folder that it lies in.

    There a folder that was made for one user alone stays so under its later name, and nobody else
    could open it on a share, though they may open everything beside it.
    """
    return _begun_folder(path, _ANYBODY if sys.platform == "win32" else _OWN)


def folder_for_now() -> Path:
    """A new folder among those of the system that do not last, for this user alone."""
    return _begun_folder(Path(tempfile.gettempdir(), "trent"), _OWN)


def _begun_folder(path: Path, mode: int) -> Path:
    def begun() -> Path:
        new = _beside(path)
        new.mkdir(mode=mode)
        return new

    return _surely(begun, PATIENCE_S)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:_NAME]}.{os.urandom(6).hex()}{BEGUN}")


def write_over(path: Path, content: bytes) -> None:
    """Make it the content of a file, by whatever is there: for signs, of which half is enough."""
    _surely(lambda: path.write_bytes(content), PATIENCE_S)


def durable(handle: int) -> None:
    """Wait until the disk has what was written. A place that has no such thing is no failure.

    A Mac's own `fsync` hands it to the disk, which may keep it in its memory for seconds (rule 196).
    Shares and most other disks know no more than that.
    """
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(handle, _TO_THE_DISK)
            return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_WITH_THIS:
            raise


def settle(path: Path) -> None:
    """`durable` for a file that is not open."""
    with stream(path, "r+b") as file:
        durable(file.fileno())


def settle_folder(folder: Path) -> None:
    """Make new names in a folder durable, where the system lets one open it. Never raises."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def empty(path: Path) -> None:
    """Cut a file to nothing, by its path, without opening it here."""
    _surely(lambda: os.truncate(path, 0), PATIENCE_S)


def copy(source: Path, target: Path) -> None:
    """Copy what is in a file; no rights, no times."""
    _surely(lambda: shutil.copyfile(source, target), PATIENCE_S)


# ---------------------------------------------------------------------- names


def make_folder(
    path: Path, *, parents: bool = False, exist_ok: bool = True, own: bool = False
) -> None:
    """Make a folder; one that is there is taken unless that is an error.

    `own`: it is for this user alone, on Windows too, where rights cannot be taken away afterwards.
    """
    mode = _OWN if own else _ANYBODY
    _surely(lambda: path.mkdir(mode, parents=parents, exist_ok=exist_ok), PATIENCE_S)


def replace(new: Path, path: Path, *, within: float = PATIENCE_S) -> None:
    """Give `new` the name of `path`, whatever stands there; also a folder where nothing stands."""
    patiently(
        lambda: new.replace(path),
        within=within,
        came_about=lambda: _is_gone(new) and os.path.lexists(path),
    )


def remove(path: Path, *, missing_ok: bool = True, within: float = PATIENCE_S) -> None:
    """Remove a file."""

    def removed() -> None:
        try:
            path.unlink(missing_ok=missing_ok)
        except PermissionError:
            if os.name == "nt":
                allow(path, stat.S_IRUSR | stat.S_IWUSR)  # else one that is read-only stays
            raise

    patiently(removed, within=within, came_about=lambda: _is_gone(path))


def remove_folder(folder: Path, *, within: float = PATIENCE_S) -> None:
    """Remove a folder with all that is in it; a link in it, and not what it leads to.

    What is held keeps nothing else: all the rest is gone when this raises.
    """
    failed: OSError | None = None
    if not _is_folder(folder):
        remove(folder, within=within)
        return
    for one in list(folder.iterdir()):
        try:
            if _is_folder(one):
                remove_folder(one, within=within)
            else:
                remove(one, within=within)
        except OSError as error:
            failed = error
    if failed is not None:
        raise failed
    _remove_emptied(folder, within)


def _remove_emptied(folder: Path, within: float) -> None:
    """Remove a folder from which all was just removed.

    On Windows what a scanner still has open stays in it by name until it lets go.
    """
    until = time.monotonic() + within
    while True:
        try:
            patiently(folder.rmdir, within=within, came_about=lambda: _is_gone(folder))
        except OSError as error:
            if error.errno not in _NOT_EMPTY or time.monotonic() > until:
                raise
            time.sleep(_LONGEST_PAUSE_S)
        else:
            return


def remove_empty(folder: Path) -> None:
    """Remove a folder in which there is nothing."""
    _surely(folder.rmdir, PATIENCE_S)


def _is_gone(path: Path) -> bool:
    """Known to be gone: of a share that cannot be asked nothing is known."""
    try:
        path.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def is_folder(path: Path) -> bool:
    """Whether a folder is there, and can be asked: one on a server that is down is none just now.

    Python's own question raises what a network says of itself, but for a name that is not there.
    """
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(path.lstat().st_mode)


# ---------------------------------------------------------------------- rights


def allow(path: Path, mode: int) -> bool:
    """Give a file or folder these rights. Whether they were taken: many shares have none.

    Never raises: whoever could write it has done what matters.
    """
    try:
        path.chmod(mode)
    except OSError:
        return False
    return True


def share_like_folder(path: Path) -> None:
    """Let everybody read and write a file who may do so in its folder. Never raises."""
    with suppress(OSError):
        wanted = path.parent.stat().st_mode & 0o666 | stat.S_IRUSR | stat.S_IWUSR
        if path.stat().st_mode & 0o777 != wanted:
            allow(path, wanted)


# ---------------------------------------------------------------------- what was left


def sweep(folder: Path, *, now: float | None = None) -> None:
    """Take away what programs began here and left when they ended. Never raises.

    `now`: the time, in seconds since 1970, by the clock of whoever keeps the folder.
    """
    moment = time.time() if now is None else now
    with suppress(OSError):
        for one in list(folder.glob(f".*{BEGUN}")):
            with suppress(OSError):
                if moment - one.lstat().st_mtime > LEFT_S:
                    remove_folder(one, within=0)
