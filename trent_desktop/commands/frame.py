"""What every command has: how it was asked for, how it opens a school, how it answers."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trent_desktop.problems import Problem

if TYPE_CHECKING:
    from trent_desktop.school.open_school import OpenSchool

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


class Opened:
    """A school opened for one command, and closed after it."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __enter__(self) -> OpenSchool:
        from trent_desktop.school.opening import open_school

        options = self._options
        if not options.school or not options.sign_in_as:
            raise Problem(
                "This command needs a school and your sign-in name.",
                what_to_do="Give --school FOLDER and --as NAME.",
            )
        password = os.environ.get(_PASSWORD)
        if password is None and not sys.stdin.isatty():
            raise Problem(
                "There is nobody here to ask for the password.",
                what_to_do=f"Run this in a terminal, or put the password into {_PASSWORD}.",
            )
        if password is None:
            password = getpass.getpass("Password: ")
        self._school = open_school(options.school, options.sign_in_as, password)
        for notice in self._school.notices:
            print(notice, file=sys.stderr)
        return self._school

    def __exit__(self, *_: object) -> None:
        self._school.close()


def say(options: Options, body: dict[str, Any], words: str) -> None:
    """Print the outcome: `body` when JSON was asked for, else `words`."""
    print(json.dumps(body, ensure_ascii=False) if options.as_json else words)
