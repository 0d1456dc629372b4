"""What every command has: how it was asked for, how it opens a school, how it answers."""

from __future__ import annotations

import argparse
import getpass
import io
import json
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from trent_desktop.problems import Problem
from trent_desktop.storage.chosen_file import chosen_file, require_usable

if TYPE_CHECKING:
    from trent_desktop.open_school import OpenSchool

#: What ``--out`` says for standard output.
STANDARD_OUTPUT = "-"
_LAST_KNOWN = "The school could not be asked: this is what this laptop knew last."
_PASSWORD = "TRENT_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line. `command` None opens the window."""

    command: str | None
    school: str | None
    sign_in_as: str | None
    as_json: bool
    folder: Path
    given: argparse.Namespace


def typed_password(prompt: str) -> str:
    """The password: from the environment, else asked for. Raises `Problem` with nobody to ask."""
    password = os.environ.get(_PASSWORD)
    if password is not None:
        return password
    if not sys.stdin.isatty():
        raise Problem(
            "There is nobody here to ask for the password.",
            what_to_do=f"Run this in a terminal, or put the password into {_PASSWORD}.",
        )
    return getpass.getpass(prompt)


class Opened:
    """A school opened for one command, and closed after it."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __enter__(self) -> OpenSchool:
        from trent_desktop.opening import open_school

        options = self._options
        if not options.school or not options.sign_in_as:
            raise Problem(
                "This command needs a school and your sign-in name.",
                what_to_do="Give --school FOLDER and --as NAME.",
            )
        password = typed_password("Password: ")
        self._school = open_school(options.school, options.sign_in_as, password)
        return self._school

    def __exit__(self, kind: object, *_: object) -> None:
        self._school.close()
        if kind is not None:
            return  # what went wrong is said, and that once
        for notice in self._school.notices:
            print(notice, file=sys.stderr)
        if self._school.started_away:
            print(_LAST_KNOWN, file=sys.stderr)


class Out:
    """Where ``--out`` goes: a plain file, a device or pipe, or ``-`` for standard output.

    Made before the school is opened: raises `Problem` for what cannot be written to.
    """

    def __init__(self, options: Options) -> None:
        self.name = str(options.given.out)
        self._is_standard = self.name == STANDARD_OUTPUT
        if not self._is_standard:
            require_usable(Path(self.name), through=True)

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
        except BrokenPipeError:
            raise  # whoever read it has stopped: `cli.run` ends quietly
        except OSError as error:
            raise Problem("Standard output cannot be written to.") from error

    def write(self, content: bytes) -> None:
        """Write all of it."""
        with self.file() as file:
            file.write(content)


def say(options: Options, body: dict[str, Any] | list[dict[str, Any]], words: str) -> None:
    """Print the outcome: `body` when JSON was asked for, else `words`.

    Where the file itself went to standard output, nothing else may go there.
    """
    taken = getattr(options.given, "out", None) == STANDARD_OUTPUT
    told = json.dumps(body, ensure_ascii=False) if options.as_json else words
    print(told, file=sys.stderr if taken else sys.stdout)
