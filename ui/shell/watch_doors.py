"""Where something that was found in the evening is seen to."""

from __future__ import annotations

from trent_desktop.oversight.night_watch.words import Door
from ui.shell.rooms import SchoolSection

#: What the way there is called, the room, and the place in it.
_DOORS: dict[Door, tuple[str, str, object]] = {
    Door.COPIES: ("Open Copies", "school", SchoolSection("settings", "copies")),
    Door.MEMBERS: ("Open Members", "school", SchoolSection("members")),
    Door.SAFE: ("Open Recovery code", "school", SchoolSection("recovery")),
    Door.MINE: ("Change your password", "settings", None),
    Door.NOWHERE: ("What was found", "school", SchoolSection("settings", "copies")),
}


def way_to(door: Door) -> tuple[str, str, object]:
    """What the way to a door is called, the room, and the place in it."""
    return _DOORS[door]
