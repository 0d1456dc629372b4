"""Why a copy is not put back, in words. Nothing was changed then."""

from __future__ import annotations

from trent_desktop.problems import DamagedDatabase, Problem, SchoolBusy, SomebodyWasFaster
from trent_desktop.storage.location import Location
from trent_desktop.storage.restoring.held import HeldCopy


def copy_not_whole(copy: HeldCopy) -> Problem:
    """Of a copy."""
    return DamagedDatabase(
        f"The copy “{copy.name}” does not read from end to end, so it was not put back.",
        what_to_do="Nothing was changed. Take another one.",
    )


def somebody_was_faster(location: Location) -> Problem:
    """Of a school that is not any more what she compared with a copy."""
    return SomebodyWasFaster(
        "Somebody else has just put a copy back, so this one was not.",
        what_to_do="Look at the copies again: what is there now is no longer what you compared.",
        where=location.shown,
    )


def not_this_form(location: Location) -> Problem:
    """Of a school whose file another version of the program made."""
    return SchoolBusy(
        "The school’s file has not been brought up to date by this program yet.",
        what_to_do="Sign in once with it, and try again. Nothing was changed.",
        where=location.shown,
    )
