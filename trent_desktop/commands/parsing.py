"""How a command line is read: mistakes in one line of words, and the options that many share."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Callable, Container
from typing import Any, NoReturn

from trent_desktop.commands.streams import answer, complain
from trent_desktop.problems import Problem

#: What is said of mistakes, in the order in which it is tried.
_IN_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"argument COMMAND: invalid choice: '?(.*?)'? \(choose from .*"),
        r"There is no command “\1”.",
    ),
    (
        re.compile(r"(?:argument )?(\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)"),
        r"\1 cannot be “\2”. It can be \3.",
    ),
    (
        re.compile(r"the following arguments are required: (.*)"),
        r"This is missing: \1.",
    ),
    (re.compile(r"one of the arguments (.*) is required"), r"One of these is missing: \1."),
    (re.compile(r"unrecognized arguments: (.*)"), r"This is not understood: \1."),
    (
        re.compile(r"argument (\S+?): expected .*"),
        r"Something must follow \1.",
    ),
    (
        re.compile(r"argument (\S+): not allowed with argument (\S+)"),
        r"\1 and \2 cannot be given together.",
    ),
    (re.compile(r"ambiguous option: (\S+) could match (.*)"), r"\1 could be each of \2."),
    (re.compile(r"argument (\S+): (.*)"), r"\1: \2."),
)


class UsageMistake(Problem):
    """What was typed makes no sense: the exit status is 2."""


class Parser(argparse.ArgumentParser):
    """Says mistakes as a `UsageMistake`, and leaves it to others to print it."""

    def error(self, message: str) -> NoReturn:
        """Raises `UsageMistake`."""
        words = message
        for pattern, said in _IN_WORDS:
            if pattern.fullmatch(message):
                words = pattern.sub(said, message)
                break
        if not words.endswith((".", "!", "?")):
            words = f"{words}."
        raise UsageMistake(words, what_to_do=f"See {self.prog} --help.")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """As Python's own, which would show a choice as a programmer writes it."""
        if action.choices is not None and value not in action.choices:
            words = ", ".join(map(str, action.choices))
            raise argparse.ArgumentError(action, f"invalid choice: {value!r} (choose from {words})")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Help and version, to a standard output that may be full or closed."""
        (answer if file is sys.stdout else complain)(message.rstrip("\n"))


def new_parser(name: str, description: str, epilog: str) -> argparse.ArgumentParser:
    """The parser of the whole command line; those of its commands are made of the same kind."""
    return Parser(prog=name, description=description, epilog=epilog)


def read_date(text: str | None, option: str) -> dt.date | None:
    """The day that follows `option`; None where it was left out. Raises `UsageMistake`."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageMistake(
            f"“{text}” is not a date.", what_to_do="Write it as 2026-12-04.", where=option
        ) from error


class OnlyNamed:
    """The commands of a parser, of which those alone are made that stand among `words`.

    All of them cost more than most of what is asked for. None for `words` makes all.
    """

    def __init__(self, commands: Any, words: Container[str] | None) -> None:
        self._commands, self._words = commands, words

    def add_parser(self, name: str, **more: Any) -> Any:
        """As the commands' own; what is not among the words takes everything, and is nothing."""
        if self._words is None or name in self._words:
            return self._commands.add_parser(name, **more)
        return _NotNamed()


class _NotNamed:
    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *_given, **_named: self


def add_place(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Which school, and who signs in.

    `again`: on a sub-command, where the same options must not overrule what stood before it.
    """
    default = argparse.SUPPRESS if again else None
    parser.add_argument(
        "--school", default=default, metavar="FOLDER", help="the school's folder or PostgreSQL URL"
    )
    parser.add_argument(
        "--as", dest="sign_in_as", default=default, metavar="NAME", help="your sign-in name"
    )
    add_password_file(parser, again=again)


def add_password_file(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Where the password is read from, by a script."""
    parser.add_argument(
        "--password-file",
        default=argparse.SUPPRESS if again else None,
        metavar="FILE",
        help="read the password from its first line: a file of yours alone, - for standard input, "
        "or /dev/fd/3 for a file descriptor",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """What comes of it as JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON, even for what went wrong")


def number_from(first: int, last: int = 1_000_000) -> Callable[[str], int]:
    """What reads a whole number from `first` to `last`, and refuses anything else in words."""

    def read(text: str) -> int:
        refused = argparse.ArgumentTypeError(f"a whole number from {first:,} to {last:,}")
        try:
            number = int(text)
        except ValueError:
            raise refused from None
        if not first <= number <= last:
            raise refused
        return number

    return read
