"""Where the school is kept, as sentences call it: a folder on the network, or a database server."""

from __future__ import annotations

from typing import Final

from trent_desktop.school_on_laptop import SchoolOnLaptop

_SERVER: Final = "PostgreSQL"


def place_of(school: SchoolOnLaptop) -> str:
    """``folder`` or ``server``: what this school's place is called in a sentence."""
    return "server" if school.location_kind == _SERVER else "folder"
