"""What ``trent-desktop backup`` takes; apart, so that each file can be read."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import TYPE_CHECKING

from trent_desktop.commands.parsing import number_from

if TYPE_CHECKING:
    from argparse import _SubParsersAction  # pyright: ignore[reportPrivateUsage] - its only name


def add_backup(
    commands: _SubParsersAction[ArgumentParser],
    place: Callable[..., None],
    as_json: Callable[[ArgumentParser], None],
) -> None:
    """A copy of the school now, and the keys that can only copy."""
    backup = commands.add_parser("backup", help="copy the school's file now, and check the copy")
    what = backup.add_mutually_exclusive_group()
    what.add_argument(
        "--key", metavar="FILE", help="copy with a key that can only copy, in the place of --as"
    )
    what.add_argument("--new-key", metavar="FILE", help="make such a key, for a scheduled job")
    what.add_argument("--keys", action="store_true", help="list those that there are")
    what.add_argument(
        "--end-key", metavar="NUMBER", type=number_from(1), help="stop one from making copies"
    )
    place(backup, again=True)
    as_json(backup)
