"""Somebody else at the same share, where a fault needs one: she saves, or has the keys open."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.reliability.faults import Fault
from tests.reliability.ground import Ground
from tests.reliability.talking import Child, Said, attempt
from tests.reports import answers
from trent_desktop.open_school import OpenSchool
from trent_desktop.storage.beside import proving, together
from trent_desktop.storage.location import KEYS_COPY, KEYS_FILE

#: A busy machine alone makes nothing wrong: so long is waited for a word before it counts as never.
PATIENCE_S = 600.0
_IN_USE_S = 0.3
_MOMENT_S, _AGAIN_S = 0.05, 2.0
_REPORTS = 6


@contextmanager
def colleague(ground: Ground, fault: Fault) -> Iterator[Callable[[], None]]:
    """She is there while the block lasts, and does her part when what this gives is called."""
    if fault is Fault.IN_USE:
        handles = [(ground.share / name).open("rb") for name in (KEYS_FILE, KEYS_COPY)]

        def for_a_while() -> None:
            time.sleep(_IN_USE_S)
            for one in handles:
                one.close()

        yield for_a_while
    elif fault is Fault.LYING_LOCKS:
        other = Child(lambda hear, tell: _saves(ground, hear, tell))
        try:
            if other.hear(PATIENCE_S) != "ready":
                raise RuntimeError("The colleague could not sign in.")
            yield lambda: other.tell("go")
        finally:
            other.end()
    else:
        yield lambda: None


def _saves(ground: Ground, hear: Callable[[], str], tell: Callable[[Any], None]) -> None:
    """Send some reports, and look from then on as the program does, until one is ended."""
    head = ground.open("head", laptop="head's other one")
    _look_all_the_time()
    tell("ready")
    hear()
    for _ in range(_REPORTS):
        attempt(lambda: head.cases.send(ground.school.draft(answers.quick(), id=uuid.uuid4())))
    while True:
        attempt(head.follow)
        time.sleep(_MOMENT_S)


def _look_all_the_time() -> None:
    """A trial of the locks that a busy machine let pass is begun anew at once, not in an hour."""
    together.LOOK_S, together.READ_S, proving.AGAIN_S = _MOMENT_S, _AGAIN_S, _AGAIN_S


def look_until_told(school: OpenSchool) -> Said:
    """Look as the program does, until it has found out that locks of this share do not hold.

    What the person reads then.
    """
    _look_all_the_time()
    until = time.monotonic() + PATIENCE_S / 2
    while time.monotonic() < until:
        looked = attempt(school.follow)
        if looked["kind"] == "raw":
            return looked
        standing = school.locks()
        if standing is not None and standing.lies:
            return {"kind": "problem", "type": "", "words": school.follow().trouble}
        time.sleep(_MOMENT_S)
    return {"kind": "done", "type": "", "words": ""}
