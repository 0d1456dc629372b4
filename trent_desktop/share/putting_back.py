"""Copies of a school looked at and put back by somebody who cannot sign in: proved each time."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from trent_desktop.clock import Clock, system_clock
from trent_desktop.reports.again.keeping import kept_at
from trent_desktop.reports.put_back import remembered_in
from trent_desktop.school.keys.laptops.local_folder import Laptop, local_root
from trent_desktop.school.putting_back.access import Access, by_code, by_password
from trent_desktop.school.putting_back.values import CopyLine, DonePuttingBack, Proof, WouldChange
from trent_desktop.school.putting_back.work import Tell, lines, nobody_hears, put_back, would_change
from trent_desktop.storage.location import parse_location


def copies_there(
    where: str, proof: Proof, root: Path | None = None, clock: Clock = system_clock
) -> tuple[CopyLine, ...]:
    """The copies that there are, the newest first.

    Raises `SignInRefused`, `CodeRefused`, `NotAllowed`, `MoveNotPossible` for a server, or what
    reading the school's folder raises.
    """
    with proved(where, proof, root, clock) as access:
        return lines(access)


def look_there(
    where: str, proof: Proof, name: str, root: Path | None = None, clock: Clock = system_clock
) -> WouldChange:
    """What putting one back would change; raises what `copies_there` raises, and `NotFound`."""
    with proved(where, proof, root, clock) as access:
        laptop = Laptop(root or local_root(), access.location)
        if access.document is not None:
            laptop.turn_to(access.document.school_id)
        return would_change(access, name, lambda: kept_at(laptop, access))


def put_back_there(
    where: str,
    proof: Proof,
    name: str,
    tell: Tell | None = None,
    root: Path | None = None,
    clock: Clock = system_clock,
    *,
    last: str | None = None,
) -> DonePuttingBack:
    """Put one back; `last` as `look_there` gave it. Raises what `PutBackService.put_back` raises, and what `copies_there` does."""
    with proved(where, proof, root, clock) as access:
        return put_back(access, name, tell or nobody_hears, None, last)


@contextmanager
def proved(where: str, proof: Proof, root: Path | None, clock: Clock) -> Generator[Access]:
    """With what somebody proved; let go of at the end."""
    place = parse_location(where)
    laptop = Laptop(root or local_root(), place)
    access = (
        by_code(place, laptop, proof.code, clock)
        if proof.code.strip()
        else by_password(
            place,
            laptop,
            proof.name,
            proof.password,
            clock,
            remembered_in,
            laptop_code=proof.laptop_code,
        )
    )
    try:
        yield access
    finally:
        access.close()
