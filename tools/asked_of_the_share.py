"""Writes `trent_desktop/share/asked.py`: what the window asks of the share's process, by name.

    .venv/bin/python -m tools.asked_of_the_share

The window's process must not import the services whose methods these are, so it has a list of
them. A test fails where the list is not what this would write.
"""

from __future__ import annotations

import dataclasses
import enum
import inspect
import tempfile
import textwrap
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

from trent_desktop.asking import Asks, whom_it_asks
from trent_desktop.clock import system_clock
from trent_desktop.open_school import OpenSchool
from trent_desktop.school.keys.laptops.local_folder import Laptop
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import Directory, SchoolDetails
from trent_desktop.school.people.people import Member, MemberState
from trent_desktop.share.asked import ELSE_LAST_SEEN
from trent_desktop.share.here import Known, signed_in_here
from trent_desktop.storage.cipher import new_key_pair
from trent_desktop.storage.location import parse_location

PLACE: Final = Path(__file__).resolve().parents[1] / "trent_desktop" / "share" / "asked.py"
_BEGIN: Final = "SERVICES: Final[Mapping[str, str]] = {"
_END: Final = "}\n"


def services(school: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each service of a school by its path, the school itself first, under the empty one."""
    yield path, school
    for name in dir(school):
        if name.startswith("_") or isinstance(getattr(type(school), name, None), property):
            continue
        value = getattr(school, name)
        if not callable(value) and _is_service(value):
            yield from services(value, f"{path}.{name}" if path else name)


def _is_service(value: Any) -> bool:
    """Whether something is a service, or several together, and not what a service gives."""
    kind = type(cast("object", value))
    if not kind.__module__.startswith("trent_desktop.") or isinstance(value, enum.Enum):
        return False
    if not dataclasses.is_dataclass(kind):
        return True
    return all(_is_service(getattr(value, one.name)) for one in dataclasses.fields(kind))


def asked(service: Any) -> Iterator[str]:
    """What is asked of one service in the share's process, as it stands in the list."""
    for name, method in inspect.getmembers(type(service), inspect.isfunction):
        if name.startswith("_"):
            continue
        match whom_it_asks(method):
            case Asks.SCHOOL:
                yield name
            case Asks.ELSE_LAST_SEEN:
                yield name + ELSE_LAST_SEEN
            case _:
                pass  # this laptop's half has it


def written(school: OpenSchool) -> str:
    """The list as it stands in the file."""
    lines = [_BEGIN, "\n"]
    for path, service in services(school):
        words = textwrap.fill(" ".join(asked(service)), 100, initial_indent=" " * 8,
                              subsequent_indent=" " * 8)  # fmt: skip
        lines.append(f'    "{path}": """\n{words}\n    """,\n')
    return "".join([*lines, _END])


def nobodys_school(folder: Path) -> OpenSchool:
    """The services of a school that there is not, to be looked at."""
    keys, member_id = new_key_pair(), uuid.uuid4()
    member = Member(member_id, "A", "a", frozenset(), None, MemberState.ACTIVE)
    details = SchoolDetails(uuid.uuid4(), "A school", "", is_sample=True)
    directory = Directory(1, details, (member,), (), (), {})
    place = parse_location(folder / "share")
    known = Known(member_id, keys.private, directory, (), (), away=True)
    me: SignedIn = signed_in_here(place, Laptop(folder / "laptop", place), known, system_clock)
    return OpenSchool(place, me, (), away=True)


def main() -> None:
    """Write the list anew."""
    with tempfile.TemporaryDirectory(prefix="trent-") as folder:
        school = nobodys_school(Path(folder))
        body = PLACE.read_text("utf-8")
        PLACE.write_text(body[: body.index(_BEGIN)] + written(school), "utf-8")
        school.close()


if __name__ == "__main__":
    main()
