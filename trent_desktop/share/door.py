"""What is done at the school's place before anybody is signed in; in the share's process too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from trent_desktop.school.keys.joining.joining import Invited
    from trent_desktop.school.putting_back.values import (
        CopyLine,
        DonePuttingBack,
        Proof,
        WouldChange,
    )
    from trent_desktop.school.putting_back.work import Tell
    from trent_desktop.school.setting_up.founding import Founding, MadeSchool
    from trent_desktop.school.setting_up.place_check import PlaceReport

# Each is imported when it is asked for: most programs never are.


def check_folder(where: str) -> PlaceReport:
    """See `place_check.check_folder`."""
    from trent_desktop.school.setting_up import place_check

    return place_check.check_folder(where)


def check_server(url: str, password: str = "", certificate: str = "") -> PlaceReport:
    """See `place_check.check_server`."""
    from trent_desktop.school.setting_up import place_check

    return place_check.check_server(url, password, certificate)


def found_school(where: str, founding: Founding) -> MadeSchool:
    """See `setting_up.service.found_school`."""
    from trent_desktop.school.setting_up import service

    return service.found_school(where, founding)


def look_up(where: str, code: str) -> Invited:
    """See `joining.look_up`."""
    from trent_desktop.school.keys.joining import joining

    return joining.look_up(where, code)


def join(where: str, code: str, password: str) -> str:
    """See `joining.join`."""
    from trent_desktop.school.keys.joining import joining

    return joining.join(where, code, password)


def recover(where: str, code: str, name: str, password: str) -> str:
    """See `recovering.recover`."""
    from trent_desktop.school.keys.recovery import recovering

    return recovering.recover(where, code, name, password)


def copies_there(where: str, proof: Proof, root: Path | None = None) -> tuple[CopyLine, ...]:
    """See `putting_back.copies_there`."""
    from trent_desktop.share import putting_back

    return putting_back.copies_there(where, proof, root)


def look_there(where: str, proof: Proof, name: str, root: Path | None = None) -> WouldChange:
    """See `putting_back.look_there`."""
    from trent_desktop.share import putting_back

    return putting_back.look_there(where, proof, name, root)


def put_back_there(
    where: str, proof: Proof, name: str, tell: Tell, root: Path | None = None, last: str = ""
) -> DonePuttingBack:
    """See `putting_back.put_back_there`."""
    from trent_desktop.share import putting_back

    return putting_back.put_back_there(where, proof, name, tell, root, last=last)


def make_sample(folder: str) -> None:
    """Make the sample school; see `sample.filling.make_sample`."""
    from trent_desktop.sample import filling

    filling.make_sample(folder)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        check_folder,
        check_server,
        found_school,
        look_up,
        join,
        recover,
        copies_there,
        look_there,
        put_back_there,
        make_sample,
    )
}
