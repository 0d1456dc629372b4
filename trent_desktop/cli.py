"""The same work without a window, for scheduled jobs and support.

Every command that prints takes ``--json``; every one that opens a school takes ``--school`` and
``--as``, and reads the password from the prompt or from ``TRENT_PASSWORD``, never from an
argument, where other users of the computer could see it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from trent_desktop import __version__
from trent_desktop.commands.backup_arguments import add_backup
from trent_desktop.commands.behind import BEHIND, add_behind
from trent_desktop.commands.frame import DONE, FROM_LAPTOP, REFUSED, STANDARD_OUTPUT, Options
from trent_desktop.commands.oversight_arguments import add_oversight
from trent_desktop.commands.paper_arguments import add_papers
from trent_desktop.commands.people_arguments import add_people
from trent_desktop.commands.place_arguments import add_places
from trent_desktop.commands.policy_arguments import add_policy
from trent_desktop.commands.restore_arguments import add_restore
from trent_desktop.commands.self_test_arguments import add_self_test, self_test
from trent_desktop.problems import Problem

_OUT = "where to save it; - for standard output"
#: Commands that are followed by what of them.
_OF_SEVERAL = frozenset(
    [
        "cases",
        "filter",
        "governors",
        "lesson",
        "members",
        "policy",
        "print",
        "pupils",
        "server",
        "tasks",
    ]
)


def parse(argv: Sequence[str]) -> Options:
    """Read the command line. Leaves the program, with words, when it makes no sense."""
    parser = _parser()
    given = parser.parse_args(argv)
    if getattr(given, "out", None) == STANDARD_OUTPUT and given.json:
        parser.error("--json and --out - both write to standard output: leave one of them out")
    command = given.command
    if command in _OF_SEVERAL:
        command = f"{command} {given.what}"
    return Options(
        command,
        given.school,
        given.sign_in_as,
        bool(getattr(given, "json", False)),
        Path(getattr(given, "folder", None) or "."),
        given,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="trent-desktop",
        description="A school's social media policy, made to work. Without a command it opens "
        "the window.",
        epilog="Exit status: 0 done; 1 refused, with words; 2 the command makes no sense; 3 the school "
        "could not be asked, and what this laptop knew last was printed.",
    )
    parser.add_argument("--version", action="version", version=f"Trent Desktop {__version__}")
    _place(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    sample = commands.add_parser("sample", help="make an invented school to try things with")
    sample.add_argument("folder", help="an empty or new folder, or a PostgreSQL URL")
    for name, default, what in (
        ("pupils", 420, "pupils"),
        ("cases", 160, "reports"),
        ("years", 2, "school years that the reports cover"),
        ("seed", 1, "another number makes another school"),
    ):
        sample.add_argument(f"--{name}", type=_whole, default=default, metavar="N", help=what)
    _json(sample)

    add_backup(commands, _place, _json)

    cases = commands.add_parser("cases", help="list reports, show one, or save the list")
    about = cases.add_subparsers(dest="what", metavar="list|show|export", required=True)
    listing = about.add_parser("list", help="the reports that you may see, newest first")
    export = about.add_parser("export", help="the same as CSV or as a spreadsheet")
    export.add_argument(
        "--out", required=True, metavar="FILE.csv|FILE.xlsx", help="where to save it"
    )
    export.add_argument(
        "--with-words", action="store_true", help="also what each is about, for those who may"
    )
    for one in (listing, export):
        one.add_argument("--words", default="", help="only those with all of these words")
        one.add_argument("--kind", default="", metavar="KIND", help="only of that kind: see kinds")
    listing.add_argument("--limit", type=_whole, default=50, metavar="N", help="at most so many")
    show = about.add_parser("show", help="one report as a timeline")
    show.add_argument("reference", help="for example TR-2026-014")
    for one in (listing, show, export):
        _place(one, again=True)
        _json(one)

    tasks = commands.add_parser("tasks", help="what you have to do")
    about = tasks.add_subparsers(dest="what", metavar="list", required=True)
    listing = about.add_parser("list", help="all of it, overdue first; not what it says")
    _place(listing, again=True)
    _json(listing)

    kinds = commands.add_parser("kinds", help="the kinds of report that there are")
    _json(kinds)

    add_papers(commands, _place, _json)
    add_oversight(commands, _place, _json)
    add_policy(commands, _place, _json)

    check = commands.add_parser("check", help="check the school's file and its audit chain")
    _place(check, again=True)
    _json(check)

    add_restore(commands, _place, _json)
    add_people(commands, _place, _json)
    add_places(commands, _place, _json)

    lesson = commands.add_parser("lesson", help="check lessons that you wrote")
    about = lesson.add_subparsers(dest="what", metavar="check", required=True)
    checking = about.add_parser("check", help="name every fault by file and line")
    checking.add_argument("paths", nargs="+", metavar="PATH", help="a folder, or a .smartlesson")
    _json(checking)

    agreements = commands.add_parser("agreements", help="agreements for a class, a year or all")
    _agreements_arguments(agreements)
    _place(agreements, again=True)
    _json(agreements)

    add_behind(commands)

    add_self_test(commands, _place, _json)
    return parser


def _place(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    # On sub-commands the same options must not overrule what stood before the command.
    default = argparse.SUPPRESS if again else None
    parser.add_argument(
        "--school", default=default, metavar="FOLDER", help="the school's folder or PostgreSQL URL"
    )
    parser.add_argument(
        "--as", dest="sign_in_as", default=default, metavar="NAME", help="your sign-in name"
    )


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _whole(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError("a number from 0 to 1,000,000")
    return number


def run(options: Options) -> int:
    """Do a command. 0 when it is done, 1 when it was refused, with words; 2 says `parse`.

    3 when the school could not be asked and what this laptop knows was printed: how old that is
    stands on standard error. Also 1, without words, when whoever reads what is printed has stopped
    reading.
    """
    try:
        try:
            return _run(options)
        finally:
            if sys.stdout is not None:  # a window's program without a console has none
                sys.stdout.flush()
    except BrokenPipeError:
        # What Python still holds for it would complain once more at the end.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return REFUSED


def _run(options: Options) -> int:
    try:
        status = _COMMANDS[options.command or ""](options)
    except Problem as problem:
        return _told(options, problem)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - a person reads words, whatever it is
        return _told(
            options,
            Problem(
                f"Something in the program went wrong ({type(error).__name__}).",
                what_to_do="Tell whoever looks after the program what you typed.",
            ),
        )
    return FROM_LAPTOP if status == DONE and options.source.from_laptop else status


def _told(options: Options, problem: Problem) -> int:
    if options.as_json:
        print(json.dumps({"problem": problem.words, "what_to_do": problem.what_to_do}))
    else:
        where = f" ({problem.where})" if problem.where else ""
        print(f"{problem}{where}", file=sys.stderr)
    return REFUSED


# ---------------------------------------------------------------------- commands


def _sample(options: Options) -> int:
    from trent_desktop.commands.invented import sample

    return sample(options)


def _backup(options: Options) -> int:
    from trent_desktop.commands.backup import backup

    return backup(options)


def _cases_list(options: Options) -> int:
    from trent_desktop.commands.cases import listed

    return listed(options)


def _cases_show(options: Options) -> int:
    from trent_desktop.commands.cases import shown

    return shown(options)


def _tasks_list(options: Options) -> int:
    from trent_desktop.commands.tasks import listed

    return listed(options)


def _cases_export(options: Options) -> int:
    from trent_desktop.commands.cases import exported

    return exported(options)


def _kinds(options: Options) -> int:
    from trent_desktop.commands.papers import kinds

    return kinds(options)


def _appendix_2(options: Options) -> int:
    from trent_desktop.commands.papers import appendix_2

    return appendix_2(options)


def _print_case(options: Options) -> int:
    from trent_desktop.commands.papers import print_case

    return print_case(options)


def _filter_review(options: Options) -> int:
    from trent_desktop.commands.filter import review

    return review(options)


def _governors_report(options: Options) -> int:
    from trent_desktop.commands.governors import report

    return report(options)


def _blank(options: Options) -> int:
    from trent_desktop.commands.papers import print_blank

    return print_blank(options)


def _policy(options: Options) -> int:
    from trent_desktop.commands.policy import do

    return do(options)


def _policy_lines(options: Options) -> int:
    from trent_desktop.commands.policy_lines import read

    return read(options)


def _check(options: Options) -> int:
    from trent_desktop.commands.check import check

    return check(options)


def _restore(options: Options) -> int:
    from trent_desktop.commands.restore import restore

    return restore(options)


def _pupils_import(options: Options) -> int:
    from trent_desktop.commands.pupils import bring_in

    return bring_in(options)


def _pupils_export(options: Options) -> int:
    from trent_desktop.commands.pupils import take_out

    return take_out(options)


def _members_list(options: Options) -> int:
    from trent_desktop.commands.members import listed

    return listed(options)


def _move(options: Options) -> int:
    from trent_desktop.commands.move import move

    return move(options)


def _server(options: Options) -> int:
    from trent_desktop.commands import server

    return getattr(server, options.given.what)(options)


def _lesson_check(options: Options) -> int:
    from trent_desktop.commands.lessons import check

    return check(options)


def _agreements_arguments(parser: argparse.ArgumentParser) -> None:
    from trent_desktop.commands.agreement_arguments import add_arguments

    add_arguments(parser)


def _agreements(options: Options) -> int:
    from trent_desktop.commands.agreements import print_batch

    return print_batch(options)


_COMMANDS: dict[str, Callable[[Options], int]] = {
    "sample": _sample,
    "backup": _backup,
    "cases list": _cases_list,
    "cases show": _cases_show,
    "tasks list": _tasks_list,
    "cases export": _cases_export,
    "kinds": _kinds,
    "print appendix-2": _appendix_2,
    "filter review": _filter_review,
    "governors report": _governors_report,
    "print blank": _blank,
    "print case": _print_case,
    "policy import": _policy,
    "policy search": _policy,
    "policy print": _policy,
    "policy-lines": _policy_lines,
    "check": _check,
    "restore": _restore,
    "pupils import": _pupils_import,
    "pupils export": _pupils_export,
    "members list": _members_list,
    "move": _move,
    "server prepare": _server,
    "server remember": _server,
    "server script": _server,
    "lesson check": _lesson_check,
    "self-test": self_test,
    "agreements": _agreements,
    **BEHIND,
}
