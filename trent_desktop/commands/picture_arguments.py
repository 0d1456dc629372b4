"""What ``trent-desktop pictures`` takes, and what does it: consent to pictures, films and names."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import TYPE_CHECKING

from trent_desktop.commands.frame import Options

if TYPE_CHECKING:
    from argparse import _SubParsersAction  # pyright: ignore[reportPrivateUsage] - its only name

_PURPOSE = "as “pictures list” writes it, or as the school calls it"
_WORDS = "the question, in a sentence that a family says yes or no to"
_PUPIL = "their full name; - reads it from standard input"
_NAME = "what lists call a purpose of the school's own, in a word or two"


def add_pictures(
    commands: _SubParsersAction[ArgumentParser],
    place: Callable[..., None],
    as_json: Callable[[ArgumentParser], None],
) -> None:
    """What the form about pictures asks, and of whom no picture is ever used."""
    pictures = commands.add_parser(
        "pictures", help="what the form about pictures asks, and of whom none is ever used"
    )
    about = pictures.add_subparsers(dest="what", metavar="COMMAND", required=True)
    listing = about.add_parser("list", help="every purpose, whether it is asked, and how many yes")
    add = about.add_parser("add", help="ask about one more, from the next form on")
    add.add_argument("purpose", metavar="PURPOSE", help="as “pictures list” writes it; own for one of the school's")  # fmt: skip
    add.add_argument("--words", default="", metavar="SENTENCE", help=_WORDS)
    add.add_argument("--name", default="", metavar="NAME", help=_NAME)
    leave = about.add_parser("leave-out", help="stop asking about one")
    leave.add_argument("purpose", metavar="PURPOSE", help=_PURPOSE)
    describe = about.add_parser(
        "describe", help="ask about one in other words: families are asked again"
    )
    describe.add_argument("purpose", metavar="PURPOSE", help=_PURPOSE)
    describe.add_argument("--words", default="", metavar="SENTENCE", help=_WORDS)
    describe.add_argument("--name", default="", metavar="NAME", help=_NAME)
    for one in (add, leave, describe):
        one.add_argument("--dry-run", action="store_true", help="only say what would change")
    never = about.add_parser(
        "never",
        help="say of a child that no picture, film or name is used, whatever a family says; "
        "without a name: of whom that is said",
    )
    ended = about.add_parser(
        "no-longer",
        help="say that what somebody said, who has died or is responsible no longer, does not count; "
        "without --by: who has answered",
    )
    for one in (never, ended):
        one.add_argument("pupil", metavar="NAME", nargs="?", help=_PUPIL)
        one.add_argument("--class", dest="school_class", metavar="CLASS", help="of two of one name")
        one.add_argument("--born", metavar="DATE", help="of two of one name in a class: 2018-05-03")
        one.add_argument("--upn", metavar="UPN", help="instead of the name")
        one.add_argument("--off", action="store_true", help="take it back")
    ended.add_argument("--by", metavar="WHO", help="whose answers; the family for those without a name")  # fmt: skip
    ended.add_argument("--why", choices=("died", "not-responsible", "wrong-child", "other"))
    ended.add_argument("--words", default="", metavar="REASON", help="the reason, with --why other")
    ended.add_argument("--from", dest="since", metavar="DATE", help="from which day; today if left out")  # fmt: skip
    for one in (listing, add, leave, describe, never, ended):
        place(one, again=True)
        as_json(one)


def _list(options: Options) -> int:
    from trent_desktop.commands.pictures import listed

    return listed(options)


def _change(options: Options) -> int:
    from trent_desktop.commands.pictures import change

    return change(options)


def _never(options: Options) -> int:
    from trent_desktop.commands.never import never

    return never(options)


def _no_longer(options: Options) -> int:
    from trent_desktop.commands.no_longer import no_longer

    return no_longer(options)


PICTURES: dict[str, Callable[[Options], int]] = {
    "pictures list": _list,
    "pictures add": _change,
    "pictures leave-out": _change,
    "pictures describe": _change,
    "pictures never": _never,
    "pictures no-longer": _no_longer,
}
