"""What ``trent-desktop restore`` takes; apart, so that each file can be read."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction  # pyright: ignore[reportPrivateUsage] - its only name


def add_restore(
    commands: _SubParsersAction[ArgumentParser],
    place: Callable[..., None],
    as_json: Callable[[ArgumentParser], None],
) -> None:
    """Copies of the school, and putting one back."""
    restore = commands.add_parser(
        "restore",
        help="list the copies of the school, or put one back, even when the school's file is damaged",
    )
    what = restore.add_mutually_exclusive_group(required=True)
    what.add_argument("--list", action="store_true", help="the copies, the newest first")
    what.add_argument("--from", dest="copy", metavar="NAME", help="put this copy back")
    restore.add_argument(
        "--dry-run", action="store_true", help="say what would change, and change nothing"
    )
    restore.add_argument(
        "--with-code",
        action="store_true",
        help="prove it with the code in the safe instead of a name and a password",
    )
    place(restore, again=True)
    as_json(restore)
