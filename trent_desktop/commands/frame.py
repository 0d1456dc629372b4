"""What every command has: how it was asked for, how it opens a school, how it answers."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import io
import json
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from trent_desktop.clock import system_clock
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.commands.secret_files import password_from_file
from trent_desktop.commands.streams import (
    StoppedReading,
    answer,
    complain,
    has_stopped_reading,
    needs_ascii,
    somebody_types,
    standard_output_is_closed,
)
from trent_desktop.journeys.answers import moment_for_people
from trent_desktop.problems import Problem, SchoolAway
from trent_desktop.storage import troubles
from trent_desktop.storage.chosen_file import chosen_file, require_usable

if TYPE_CHECKING:
    from trent_desktop.open_school import OpenSchool

#: What ``--out`` says for standard output.
STANDARD_OUTPUT = "-"
#: Exit status: done; refused, with words; what was typed makes no sense; answered from what this
#: laptop knows; interrupted.
DONE, REFUSED, MAKES_NO_SENSE, FROM_LAPTOP, INTERRUPTED = 0, 1, 2, 3, 130
#: Commands that change nothing and save nothing.
_TELLING = frozenset(
    [
        *("cases list", "cases show", "check", "kinds", "lesson check", "members list"),
        "pictures list",
        *("policy search", "server script", "tasks list"),
    ]
)
_PASSWORD = "TRENT_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(slots=True)
class Source:
    """Where what a command prints comes from.

    `from_laptop`: from what this laptop knows, because the school could not be asked; `until` is
    the moment of which that is. `done`: what was asked for is done, and only has to be told.
    """

    looked: bool = False
    from_laptop: bool = False
    until: dt.datetime | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line. `command` None opens the window."""

    command: str | None
    school: str | None
    sign_in_as: str | None
    as_json: bool
    folder: Path
    given: argparse.Namespace
    source: Source = field(default_factory=Source, compare=False)


def typed_password(prompt: str, options: Options, *, again: str = "") -> str:
    """The password: from ``--password-file``, from the environment, else asked for.

    `again` asks for a new one a second time, where it is typed. Raises `Problem` with nobody to
    ask, and for two that differ.
    """
    password = password_from_file(options.given)
    if password is None:
        password = os.environ.get(_PASSWORD)
    if password is not None:
        return password
    if somebody_types():
        try:
            password = getpass.getpass(prompt)
            if again and getpass.getpass(again) != password:
                raise Problem("The two passwords are not the same.")
            return password
        except (EOFError, OSError, UnicodeError):
            pass  # the terminal went away, or nothing was typed
    raise Problem(
        "The password cannot be asked for here.",
        what_to_do="Run this in a terminal, or put the password into a file of yours alone and give "
        f"--password-file, or into {_PASSWORD}.",
    )


class Opened:
    """A school opened for one command, and closed after it."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __enter__(self) -> OpenSchool:
        from trent_desktop.opening import open_school

        options = self._options
        if not options.school or not options.sign_in_as:
            raise UsageMistake(
                "This command needs a school and your sign-in name.",
                what_to_do="Give --school FOLDER and --as NAME.",
            )
        password = typed_password("Password: ", options)
        self._school = open_school(options.school, options.sign_in_as, password)
        return self._school

    def __exit__(self, kind: object, *_: object) -> None:
        self._school.close()
        if kind is not None:
            return  # what went wrong is said, and that once
        for notice in self._school.notices:
            complain(str(notice))
        if self._options.source.from_laptop:
            complain(_how_old(self._options.source.until))


def look(options: Options, school: OpenSchool) -> None:
    """Bring this laptop in step with the school, for a command that prints what it knows.

    Where that cannot be, the command's status says that what is printed is this laptop's last.
    Raises what is wrong with the school's place where this laptop knows nothing of it yet.
    """
    began = school.signed_in.clock()
    seen = school.follow()
    if seen.ended:
        raise Problem(seen.ended)
    source, source.until = options.source, school.known_until()
    if source.until is not None and source.until >= began:
        return
    if source.until is None:
        with school.signed_in.database.read():
            pass  # says more exactly what is wrong
        raise SchoolAway(seen.trouble or troubles.AWAY.words)
    source.from_laptop = True


def _how_old(until: dt.datetime | None) -> str:
    if until is None:
        return "The school could not be asked."
    return (
        f"The school could not be asked: this is what this laptop knew {_ago(until)}, "
        f"on {moment_for_people(until.astimezone())}."
    )


def _ago(until: dt.datetime) -> str:
    passed = system_clock() - until
    for unit, length in (("day", dt.timedelta(days=1)), ("hour", dt.timedelta(hours=1))):
        if passed >= length:
            count = passed // length
            return f"{count:,} {unit}{'' if count == 1 else 's'} ago"
    minutes = max(1, round(passed / dt.timedelta(minutes=1)))
    return f"{minutes} minute{'' if minutes == 1 else 's'} ago"


class Out:
    """Where ``--out`` goes: a plain file, a device or pipe, or ``-`` for standard output.

    Made before the school is opened: raises `Problem` for what cannot be written to.
    """

    def __init__(self, options: Options) -> None:
        self.name = str(options.given.out)
        self._is_standard = self.name == STANDARD_OUTPUT
        if not self._is_standard:
            require_usable(Path(self.name), through=True)
        elif standard_output_is_closed():
            raise Problem("Standard output is closed.", what_to_do="Name a file.")

    def __str__(self) -> str:
        """As an outcome names it."""
        return "standard output" if self._is_standard else self.name

    @contextmanager
    def file(self) -> Generator[BinaryIO]:
        """To be written into; all of it is there when the block ends well, or nothing."""
        if not self._is_standard:
            with chosen_file(Path(self.name), through=True) as file:
                yield file
            return
        content = io.BytesIO()
        yield content
        try:
            # By its number: a program without a console has no `sys.stdout`.
            with os.fdopen(1, "wb", closefd=False) as out:
                out.write(content.getvalue())
        except OSError as error:
            if has_stopped_reading(error):
                raise StoppedReading from error
            raise Problem("Standard output cannot be written to.") from error

    def write(self, content: bytes) -> None:
        """Write all of it."""
        with self.file() as file:
            file.write(content)


def say(options: Options, body: dict[str, Any] | list[dict[str, Any]], words: str) -> None:
    """Print the outcome: `body` when JSON was asked for, else `words`.

    Where the file itself went to standard output, nothing else may go there. Raises what
    `streams.answer` does.
    """
    source = options.source
    source.done = not _only_tells(options)
    if source.from_laptop and isinstance(body, dict):
        body = {**body, "known_until": source.until.isoformat() if source.until else None}
    taken = getattr(options.given, "out", None) == STANDARD_OUTPUT
    told = _as_json(body) if options.as_json else words
    (complain if taken else answer)(told)


def _as_json(body: dict[str, Any] | list[dict[str, Any]]) -> str:
    told = json.dumps(body, ensure_ascii=False)
    return json.dumps(body) if needs_ascii(told) else told


def _only_tells(options: Options) -> bool:
    """Whether all that was asked for is what is printed now: nothing was saved and nothing changed."""
    given = vars(options.given)
    if given.get("out"):
        return False
    if options.command == "policy import":
        return not options.school
    if options.command == "pictures never":
        return not given.get("pupil") and not given.get("upn")
    if options.command == "pictures no-longer":
        return given.get("by") is None
    asked = ("dry_run", "list", "keys")
    return options.command in _TELLING or any(given.get(one) for one in asked)
