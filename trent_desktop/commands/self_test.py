"""``trent-desktop self-test --this-laptop``: what the page *Try this laptop* tries, without a window."""

from __future__ import annotations

import platform
from dataclasses import asdict
from pathlib import Path

from trent_desktop import __version__
from trent_desktop.commands.frame import DONE, REFUSED, Options, say
from trent_desktop.problems import Problem
from trent_desktop.school.keys.laptops.local_folder import local_root
from trent_desktop.school.trying.folder import try_folder
from trent_desktop.school.trying.laptop import try_laptop
from trent_desktop.school.trying.values import Came, as_text
from trent_desktop.storage.location import parse_location


def try_this_laptop(options: Options) -> int:
    """Try the school's folder, if one is named, and this laptop; 1 when something is not well.

    Nobody signs in, and no school is opened. Screens, printers and sound are tried by the page.
    """
    tried = list(try_laptop(local_root()))
    if options.school:
        location = parse_location(options.school)
        if location.folder is None:
            raise Problem("A database server has no folder to try.")
        tried = [*try_folder(Path(location.folder)), *tried]
    well = all(one.came is not Came.ILL for one in tried)
    given = {
        "good": well,
        "tried": [{**asdict(one), "came": one.came.name.lower()} for one in tried],
    }
    say(options, given, as_text(tried, f"Trent Desktop {__version__}, {platform.platform()}"))
    return DONE if well else REFUSED
