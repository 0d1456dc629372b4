"""What ``trent-desktop pupils``, ``members`` and ``school`` take, and what does it.

Each is imported when it is asked for: a command imports what it needs, and no more.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import TYPE_CHECKING

from trent_desktop.commands.frame import Options
from trent_desktop.commands.parsing import add_password_file
from trent_desktop.roles import Role
from trent_desktop.school.class_lists.encodings import titles

if TYPE_CHECKING:
    from argparse import _SubParsersAction  # pyright: ignore[reportPrivateUsage] - its only name

#: How slips are written: to be cut apart, or as text.
FORMS = ("pdf", "text")
_OUT = "where to save it; - for standard output"


def add_people(
    commands: _SubParsersAction[ArgumentParser],
    place: Callable[..., None],
    as_json: Callable[[ArgumentParser], None],
) -> None:
    """Class lists in and out, and who may sign in."""
    pupils = commands.add_parser("pupils", help="bring a class list in, or take one out")
    about = pupils.add_subparsers(dest="what", metavar="COMMAND", required=True)
    bring = about.add_parser("import", help="import a class list: CTF, CSV or a spreadsheet")
    bring.add_argument("file", metavar="FILE", help="the list as the office exported it")
    bring.add_argument("--dry-run", action="store_true", help="only say what would change")
    extent = bring.add_mutually_exclusive_group()
    extent.add_argument(
        "--whole-school",
        action="store_true",
        help="the list is of the whole school: whoever is not in it has left",
    )
    extent.add_argument(
        "--part",
        action="store_true",
        help="the list is of a part of the school: whoever is not in it has not left",
    )
    bring.add_argument(
        "--encoding",
        choices=tuple(titles()),
        metavar="ENCODING",
        help="in which encoding the file was written, when what it says of itself is wrong: "
        "%(choices)s",
    )
    bring.add_argument(
        "--profile",
        metavar="NAME",
        help="read it in the way that was kept under this name (“Integris”)",
    )
    bring.add_argument(
        "--same-rows",
        choices=("one", "two"),
        help="whether two rows that say the same are one child or two",
    )
    bring.add_argument(
        "--same-children",
        action="store_true",
        help="whoever has the name and birthday of a pupil is that pupil",
    )
    bring.add_argument(
        "--everybody-leaves",
        action="store_true",
        help="it is right that every pupil the school has now leaves",
    )
    take = about.add_parser("export", help="all pupils as CSV")
    take.add_argument("--out", required=True, metavar="FILE.csv", help=_OUT)
    undo = about.add_parser("undo", help="take back what was last done to pupils and classes")
    undo.add_argument("--list", action="store_true", help="only say what was done, newest first")
    undo.add_argument("--step", metavar="STEP", help="another step: see --list")
    undo.add_argument("--dry-run", action="store_true", help="only say what would be undone")
    members = commands.add_parser("members", help="who may sign in")
    about = members.add_subparsers(dest="what", metavar="COMMAND", required=True)
    invite, suspend = _members(about)
    listing = about.add_parser("list", help="everybody, with roles and state")
    for one in (bring, take, undo, listing, invite, suspend):
        place(one, again=True)
        as_json(one)
    school = commands.add_parser("school", help="make a new school")
    about = school.add_subparsers(dest="what", metavar="COMMAND", required=True)
    new = about.add_parser(
        "set-up", help="set a school up from a file: its name, folder, head and first members"
    )
    new.add_argument("file", metavar="FILE", help="what the school is, as TOML or JSON")
    _slips(new)
    new.add_argument(
        "--code-file",
        metavar="FILE",
        help="a new file, for you alone, for the code that belongs into the safe; else it is "
        "printed, once",
    )
    add_password_file(new)
    as_json(new)


def _members(about: _SubParsersAction[ArgumentParser]) -> tuple[ArgumentParser, ArgumentParser]:
    invite = about.add_parser("invite", help="let everybody in a file in, each with a slip")
    invite.add_argument(
        "file", metavar="FILE", help="names, sign-in names, roles, classes, last days: CSV or a "
        "spreadsheet; or names alone"
    )  # fmt: skip
    _slips(invite)
    invite.add_argument(
        "--role",
        default=Role.TEACHER.value,
        choices=tuple(Role),
        metavar="ROLE",
        help="what whoever has no role in the file does (teacher): %(choices)s",
    )
    invite.add_argument(
        "--already-there",
        choices=("leave-out", "others"),
        help="of whoever has the name of a member: leave them out, or they are other people",
    )
    invite.add_argument(
        "--encoding",
        choices=tuple(titles()),
        metavar="ENCODING",
        help="in which encoding the file was written, when what it says of itself is wrong: "
        "%(choices)s",
    )
    invite.add_argument("--dry-run", action="store_true", help="only say who would be invited")
    suspend = about.add_parser("suspend", help="end the access of members until it is given back")
    suspend.add_argument("names", nargs="*", metavar="NAME", help="their sign-in names")
    suspend.add_argument(
        "--from", dest="people", metavar="FILE", help="a list with their sign-in names"
    )
    suspend.add_argument("--dry-run", action="store_true", help="only say who would be suspended")
    return invite, suspend


def _slips(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--slips",
        required=True,
        metavar="FOLDER",
        help="where their slips go: a folder for you alone, made if it is not there",
    )
    parser.add_argument(
        "--slips-as", default=FORMS[0], choices=FORMS, help="to be cut apart, or as text (pdf)"
    )


def _pupils_import(options: Options) -> int:
    from trent_desktop.commands.pupils import bring_in

    return bring_in(options)


def _pupils_export(options: Options) -> int:
    from trent_desktop.commands.pupils import take_out

    return take_out(options)


def _pupils_undo(options: Options) -> int:
    from trent_desktop.commands.pupils_undo import go_back

    return go_back(options)


def _members_list(options: Options) -> int:
    from trent_desktop.commands.members import listed

    return listed(options)


def _members_invite(options: Options) -> int:
    from trent_desktop.commands.inviting import invite

    return invite(options)


def _members_suspend(options: Options) -> int:
    from trent_desktop.commands.suspending import suspend

    return suspend(options)


def _school_set_up(options: Options) -> int:
    from trent_desktop.commands.new_school import set_up

    return set_up(options)


PEOPLE: dict[str, Callable[[Options], int]] = {
    "pupils import": _pupils_import,
    "pupils export": _pupils_export,
    "pupils undo": _pupils_undo,
    "members list": _members_list,
    "members invite": _members_invite,
    "members suspend": _members_suspend,
    "school set-up": _school_set_up,
}
