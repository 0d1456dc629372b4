"""The three standard streams as they come: missing, closed, full, or without all letters.

What a command did is done, whoever can or cannot be told of it. So what goes to standard error
never fails, and what goes to standard output fails only in the two ways that are named here.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import shutil
import sys
import unicodedata
from contextlib import suppress
from typing import TextIO

from trent_desktop.problems import Problem

#: How letters are shown that a console does not have.
_SHOWN = "trent-shown"
_STANDS_FOR = {
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    "…": "...",
    "•": "*",
    "→": "->",
    "\u00a0": " ",
    "\u202f": " ",
}
_OTHERWISE = (
    "This console cannot show every letter of what was printed; some are written otherwise. "
    "--json has them all."
)


class StoppedReading(Exception):
    """Whoever reads what is printed has stopped."""


class NotPrinted(Problem):
    """What came of a command could not be printed."""


class _Streams:
    """What is known of the streams of this process."""

    def __init__(self) -> None:
        self.closed: set[int] = set()
        self.otherwise = False
        #: How much of its line the last progress took.
        self.shown_wide = 0

    def shown(self, error: UnicodeError) -> tuple[str, int]:
        """For letters that cannot be written: what is nearest to them."""
        if not isinstance(error, UnicodeEncodeError):
            raise error
        said = ""
        for sign in error.object[error.start : error.end]:
            plain = _STANDS_FOR.get(sign, "")
            if not plain:
                self.otherwise = True
                plain = unicodedata.normalize("NFKD", sign)[0]
            said += plain if plain.isascii() else "?"
        return said, error.end


_streams = _Streams()


def make_ready() -> None:
    """Make the streams of this process such that printing a name cannot fail.

    A number of theirs that is closed is taken: a file that is opened later would get it, and what
    is printed would go into that file, be it the school's.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            _streams.closed.add(number)
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)
    codecs.register_error(_SHOWN, _streams.shown)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with suppress(OSError, ValueError):
                stream.reconfigure(errors=_SHOWN)


def standard_output_is_closed() -> bool:
    """Whether nobody could ever read what would be written to standard output."""
    return 1 in _streams.closed


def somebody_types() -> bool:
    """Whether somebody can be asked: standard input is there, and is a terminal."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except (OSError, ValueError):
        return False


def somebody_watches() -> bool:
    """Whether standard error is a terminal, where a line can be written over."""
    try:
        return sys.stderr is not None and sys.stderr.isatty()
    except (OSError, ValueError):
        return False


def needs_ascii(text: str) -> bool:
    """Whether JSON has to be written without letters that standard output may not have.

    Half a letter, as the name of an old file may have, is one that none has.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if not encoding.lower().replace("-", "").startswith("utf"):
        return True
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return True
    return False


def answer(text: str) -> None:
    """Print to standard output, where there is one.

    Raises `StoppedReading`, or `NotPrinted` where there is no room for it.
    """
    out = sys.stdout
    if out is None:
        return
    try:
        out.write(f"{text}\n")
        out.flush()
    except (OSError, ValueError) as error:
        _to_nowhere(out, 1)
        if has_stopped_reading(error):
            raise StoppedReading from error
        raise NotPrinted(
            "What came of it could not be printed: standard output takes no more."
        ) from error
    if _streams.otherwise:
        _streams.otherwise = False
        complain(_OTHERWISE)


def complain(text: str, *, end: str = "\n") -> None:
    """Print to standard error, where there is one that takes it."""
    err = sys.stderr
    if err is None:
        return
    try:
        err.write(f"{text}{end}")
        err.flush()
    except (OSError, ValueError):
        _to_nowhere(err, 2)


def progress(text: str = "") -> None:
    """One line on standard error that is written over, where somebody sees it; without text gone.

    Written over with spaces: a console of Windows may take no other signs, and show them.
    """
    if somebody_watches():
        # As wide as the console, each would begin a line of its own.
        shown = text.replace("…", "...")[: max(1, shutil.get_terminal_size().columns - 1)]
        rest = " " * (_streams.shown_wide - len(shown))
        _streams.shown_wide = len(shown)
        complain(f"\r{shown}{rest}" if shown else f"\r{rest}\r", end="")


def has_stopped_reading(error: Exception) -> bool:
    """Whether a failed write says that there is no reader any more; Windows says it otherwise."""
    if isinstance(error, BrokenPipeError):
        return True
    return sys.platform == "win32" and getattr(error, "errno", None) == errno.EINVAL


def _to_nowhere(stream: TextIO, number: int) -> None:
    """What Python still holds for a stream would complain once more at the end."""
    with suppress(OSError, ValueError):
        if stream.fileno() == number:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, number)
            os.close(nothing)
