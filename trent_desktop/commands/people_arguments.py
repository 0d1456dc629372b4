"""What ``trent-desktop pupils`` and ``members`` take; apart, so that each file can be read."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import TYPE_CHECKING

from trent_desktop.school.class_lists.encodings import titles

if TYPE_CHECKING:
    from argparse import _SubParsersAction  # pyright: ignore[reportPrivateUsage] - its only name

_OUT = "where to save it; - for standard output"


def add_people(
    commands: _SubParsersAction[ArgumentParser],
    place: Callable[..., None],
    as_json: Callable[[ArgumentParser], None],
) -> None:
    """Class lists in and out, and who may sign in."""
    pupils = commands.add_parser("pupils", help="bring a class list in, or take one out")
    about = pupils.add_subparsers(dest="what", metavar="COMMAND", required=True)
    bring = about.add_parser("import", help="bring in a class list: CTF, CSV or a spreadsheet")
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
        help="in which encoding the file was written, when what it says of itself is wrong",
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
        help="who has the name and birthday of a pupil is that pupil",
    )
    bring.add_argument(
        "--everybody-leaves",
        action="store_true",
        help="it is right that every pupil the school has now leaves",
    )
    take = about.add_parser("export", help="all pupils as CSV")
    take.add_argument("--out", required=True, metavar="FILE.csv", help=_OUT)
    members = commands.add_parser("members", help="who may sign in")
    about = members.add_subparsers(dest="what", metavar="COMMAND", required=True)
    for one in (bring, take, about.add_parser("list", help="everybody, with roles and state")):
        place(one, again=True)
        as_json(one)
