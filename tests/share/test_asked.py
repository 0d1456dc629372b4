"""The window's process knows of each service what is asked there, and has all that is not."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from tools.asked_of_the_share import PLACE, nobodys_school, services, written
from trent_desktop.asking import Asks, brought_by, told_if_refused, whom_it_asks
from trent_desktop.share.asked import SERVICES
from trent_desktop.share.distant import Asking, DistantService, reached
from trent_desktop.share.halves import SchoolHere


def test_the_list_is_what_the_services_say(tmp_path: Path) -> None:
    school = nobodys_school(tmp_path)
    try:
        assert written(school) in PLACE.read_text("utf-8"), (
            "a service has other methods now: run python -m tools.asked_of_the_share"
        )
    finally:
        school.close()


def test_what_is_not_asked_there_is_here(tmp_path: Path) -> None:
    """Values, properties, and methods that say they ask this laptop, each as the service has it."""
    school = nobodys_school(tmp_path)
    try:
        here = SchoolHere(school._location, school.signed_in, (), (), away=True)
        for path, service in services(school):
            half = here.half_of(path)
            for name, value in _public(service):
                one = f"{path}.{name}"
                if one.lstrip(".") in SERVICES:
                    continue
                whom = whom_it_asks(value)
                if inspect.isfunction(value) and whom in (Asks.SCHOOL, Asks.ELSE_LAST_SEEN):
                    continue
                if one in _NOT_FOR_SCREENS:
                    continue
                assert hasattr(half, name), f"{one} is nowhere in the window's process"
                if inspect.isfunction(value):
                    ours = inspect.getattr_static(type(half), name)
                    assert whom_it_asks(ours) is whom, one
                    assert inspect.signature(ours) == inspect.signature(value), one
                    assert brought_by(ours) == brought_by(value), one
                    hears = told_if_refused(ours)
                    assert hears == told_if_refused(value), one
                    if hears:
                        of, _, hears = f"{path}.{hears}".lstrip(".").rpartition(".")
                        assert hasattr(here.half_of(of), hears), one
    finally:
        school.close()


def test_what_there_is_not_is_said_at_once(tmp_path: Path) -> None:
    school = nobodys_school(tmp_path)
    try:
        here = SchoolHere(school._location, school.signed_in, (), (), away=True)
        assert isinstance(reached("", "agreements", here, Asking()), DistantService)
        assert not hasattr(reached("", "agreements", here, Asking()), "no_such_service")
        assert not hasattr(reached("", "pupils", here, Asking()), "no_such_method")
    finally:
        school.close()


#: What the share's process alone uses.
_NOT_FOR_SCREENS = {"cases.sending.under_way", "cases.sending.withholding"}


def _public(service: Any) -> list[tuple[str, Any]]:
    names = [name for name in dir(service) if not name.startswith("_")]
    return [(name, inspect.getattr_static(service, name)) for name in names]
