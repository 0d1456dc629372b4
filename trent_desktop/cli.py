"""The same work without a window, for scheduled jobs and support.

Every command that prints takes ``--json``; every one that opens a school takes ``--school`` and
``--as``, and reads the password from the prompt, from ``--password-file`` or from
``TRENT_PASSWORD``, never from an argument, where other users of the computer could see it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Container, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from trent_desktop import __version__
from trent_desktop.commands.backup_arguments import add_backup
from trent_desktop.commands.behind import BEHIND, add_behind
from trent_desktop.commands.frame import (
    DONE,
    FROM_LAPTOP,
    MAKES_NO_SENSE,
    REFUSED,
    STANDARD_OUTPUT,
    Options,
)
from trent_desktop.commands.oversight_arguments import add_oversight
from trent_desktop.commands.paper_arguments import add_papers
from trent_desktop.commands.parsing import (
    OnlyNamed,
    UsageMistake,
    add_json,
    add_place,
    new_parser,
    number_from,
)
from trent_desktop.commands.people_arguments import PEOPLE, add_people
from trent_desktop.commands.picture_arguments import PICTURES, add_pictures
from trent_desktop.commands.place_arguments import add_places
from trent_desktop.commands.policy_arguments import add_policy
from trent_desktop.commands.restore_arguments import add_restore
from trent_desktop.commands.self_test_arguments import add_self_test, self_test
from trent_desktop.commands.streams import NotPrinted, StoppedReading, complain, make_ready
from trent_desktop.commands.telling import interrupted, tell
from trent_desktop.problems import Problem

#: Commands that are followed by what of them.
_OF_SEVERAL = frozenset(
    [
        "cases",
        "filter",
        "governors",
        "lesson",
        "members",
        "pictures",
        "policy",
        "print",
        "pupils",
        "school",
        "server",
        "tasks",
    ]
)


def parse(argv: Sequence[str]) -> Options:
    """Read the command line. Leaves the program with status 2, and words, when it makes no sense."""
    make_ready()
    try:
        given = _given(argv)
        if getattr(given, "out", None) == STANDARD_OUTPUT and given.json:
            _parser().error(
                "--json and --out - both write to standard output: leave one of them out"
            )
    except UsageMistake as mistake:
        tell(mistake, as_json="--json" in argv and STANDARD_OUTPUT not in argv)
        raise SystemExit(MAKES_NO_SENSE) from None
    except StoppedReading:
        raise SystemExit(REFUSED) from None
    except NotPrinted as problem:
        complain(problem.words)
        raise SystemExit(REFUSED) from None
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


def _given(argv: Sequence[str]) -> argparse.Namespace:
    if not any(one.startswith(("-h", "--h")) for one in argv):
        with suppress(UsageMistake):  # it is said by a parser that knows every command
            return _parser(frozenset(argv)).parse_args(argv)
    return _parser().parse_args(argv)


def _parser(words: Container[str] | None = None) -> argparse.ArgumentParser:
    parser = new_parser(
        "trent-desktop",
        "A school's social media policy, made to work. Without a command, or with a lesson's file "
        "(.smartlesson), it opens the window.",
        "Exit status: 0 done; 1 refused, with words; 2 the command makes no sense; 3 the school "
        "could not be asked, and what this laptop knew last was printed; 130 stopped with Ctrl+C.",
    )
    parser.add_argument("--version", action="version", version=f"Trent Desktop {__version__}")
    add_place(parser)
    made = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands: Any = OnlyNamed(made, words)

    sample = commands.add_parser("sample", help="make an invented school to try things with")
    sample.add_argument("folder", help="an empty or new folder, or a PostgreSQL URL")
    for name, least, default, what in (
        ("pupils", 0, 420, "how many pupils there are"),
        ("cases", 0, 160, "how many reports there are"),
        ("years", 1, 2, "how many school years the reports cover"),
        ("seed", 0, 1, "another number makes another school"),
    ):
        number = number_from(least)
        sample.add_argument(f"--{name}", type=number, default=default, metavar="N", help=what)
    add_json(sample)

    add_backup(commands, add_place, add_json)

    cases = commands.add_parser("cases", help="list reports, show one, or save the list")
    about = cases.add_subparsers(dest="what", metavar="COMMAND", required=True)
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
    listing.add_argument(
        "--limit", type=number_from(1), default=50, metavar="N", help="at most so many"
    )
    show = about.add_parser("show", help="one report as a timeline")
    show.add_argument("reference", help="for example TR-2026-014")
    for one in (listing, show, export):
        add_place(one, again=True)
        add_json(one)

    tasks = commands.add_parser("tasks", help="what you have to do")
    about = tasks.add_subparsers(dest="what", metavar="COMMAND", required=True)
    listing = about.add_parser("list", help="all of it, overdue first; not what it says")
    add_place(listing, again=True)
    add_json(listing)

    kinds = commands.add_parser("kinds", help="the kinds of report that there are")
    add_json(kinds)

    add_papers(commands, add_place, add_json)
    add_oversight(commands, add_place, add_json)
    add_policy(commands, add_place, add_json)

    check = commands.add_parser("check", help="check the school's file and its audit chain")
    add_place(check, again=True)
    add_json(check)

    add_restore(commands, add_place, add_json)
    add_people(commands, add_place, add_json)
    add_places(commands, add_place, add_json)

    lesson = commands.add_parser("lesson", help="check lessons that you wrote")
    about = lesson.add_subparsers(dest="what", metavar="COMMAND", required=True)
    checking = about.add_parser("check", help="name every fault by file and line")
    checking.add_argument("paths", nargs="+", metavar="PATH", help="a folder, or a .smartlesson")
    add_json(checking)

    agreements = commands.add_parser("agreements", help="agreements for a class, a year or all")
    _agreements_arguments(agreements)
    add_place(agreements, again=True)
    add_json(agreements)
    add_pictures(commands, add_place, add_json)

    add_behind(commands)

    add_self_test(commands, add_place, add_json)
    return parser


def run(options: Options, more: Mapping[str, Callable[[Options], int]] | None = None) -> int:
    """Do a command, one of `more` too. 0 when it is done, 1 when it was refused, with words.

    2 when what was typed makes no sense. 3 when the school could not be asked and what this laptop
    knows was printed: how old that is stands on standard error. 130 when it was interrupted. What
    is done is done, whether or not that could be printed; what only tells is 1 where that was not
    possible, and without words when whoever reads what is printed has stopped reading.
    """
    make_ready()
    try:
        return _run(options, {**_COMMANDS, **(more or {})})
    except NotPrinted as problem:
        complain("It is done. " + problem.words if options.source.done else problem.words)
    except StoppedReading:
        pass
    except KeyboardInterrupt:
        return interrupted(as_json=options.as_json)
    if not options.source.done:
        return REFUSED
    return FROM_LAPTOP if options.source.from_laptop else DONE


def _run(options: Options, commands: Mapping[str, Callable[[Options], int]]) -> int:
    try:
        status = commands[options.command or ""](options)
    except (StoppedReading, NotPrinted):
        raise
    except Problem as problem:
        tell(problem, as_json=options.as_json)
        return MAKES_NO_SENSE if isinstance(problem, UsageMistake) else REFUSED
    except Exception as error:  # noqa: BLE001 - a person reads words, whatever it is
        problem = Problem(
            f"Something in the program went wrong ({type(error).__name__}).",
            what_to_do="Tell whoever looks after the program what you typed.",
        )
        tell(problem, as_json=options.as_json)
        return REFUSED
    return FROM_LAPTOP if status == DONE and options.source.from_laptop else status


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
    "move": _move,
    "server prepare": _server,
    "server remember": _server,
    "server script": _server,
    "lesson check": _lesson_check,
    "self-test": self_test,
    "agreements": _agreements,
    **PEOPLE,
    **PICTURES,
    **BEHIND,
}
