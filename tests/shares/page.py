"""The page with the table of services and shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.shares.table import Cell, Share

PAGE = Path(__file__).parents[2] / "docs" / "shares.md"

_HEAD = """# Every service on each kind of share

Written by `python3 start.py shares`; do not edit it by hand. Each write of each service is done, and
asked for a second time, on the real service; what is done with files is done several times over. It
is right when it is there once, nothing that was begun is left beside it, and nobody is told that
it failed.

- **A Windows server, mounted**: a folder of `tests/failing/`, for all processes. What is open is
  neither renamed, removed nor replaced; every third file that was just written is held for 200 ms,
  as a virus scanner does; capitals make no other name, and some names there are not; rights are
  refused, folders cannot be made durable, times are of every other second.
- **A Windows server and laptop, without a mount**: the same by `tests/failing/as_windows.c`, for the laptop's
  own folders too, and for machines on which nothing can be mounted.

SQLite’s own files are left out of the scanner’s 200 ms: its part for Windows waits for scanners
itself, and the one that runs in these trials does not. No machine with Windows has seen these trials.

"""


def page(cells: Sequence[Cell]) -> str:
    """The whole page: right of tried, for each service and share."""
    shares = [one for one in Share if any(cell.share == one.name for cell in cells)]
    tried: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        for service in (service_of(cell.work), ""):
            tried[service, cell.share] += 1
            right[service, cell.share] += not cell.wrong
    services = dict.fromkeys(service_of(cell.work) for cell in cells)
    lines = ["| Service | " + " | ".join(one.value[0] for one in shares) + " |"]
    lines.append("|---|" + "--:|" * len(shares))
    for service in (*services, ""):
        counts = [f"{right[service, one.name]} of {tried[service, one.name]}" for one in shares]
        lines.append(f"| {service or '**all**'} | " + " | ".join(counts) + " |")
    wrong = [
        f"- {Share[one.share].value[0]}: {one.work}: {one.wrong}" for one in cells if one.wrong
    ]
    said = "\n".join(wrong) or "Nothing."
    return _HEAD + "\n".join(lines) + f"\n\n## What is wrong\n\n{said}\n"


def service_of(work: str) -> str:
    """The service of a write, ``1 cases.send``; a work has a line of its own."""
    number, _, name = work.partition(" ")
    if not number.isdigit():
        return work
    return f"`{name.rpartition('.')[0] or name}`"
