"""What the command that tries the program, or this laptop, can be told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trent_desktop.commands.frame import Options


def add_self_test(commands: Any, place: Callable[..., None], json: Callable[[Any], None]) -> None:
    """Add it to the others."""
    test = commands.add_parser(
        "self-test", help="try the program with a small invented school, or try this laptop"
    )
    which = test.add_mutually_exclusive_group(required=True)
    which.add_argument("folder", nargs="?", help="an empty or new folder for what it makes")
    which.add_argument(
        "--this-laptop",
        action="store_true",
        help="try this laptop, and the folder that --school names, and leave nothing behind",
    )
    place(test, again=True)
    json(test)


def self_test(options: Options) -> int:
    """Try this laptop. With a folder it is the window that is tried: see `__main__`."""
    from trent_desktop.commands.self_test import try_this_laptop

    return try_this_laptop(options)
