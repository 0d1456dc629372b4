"""What was raised in a process of its own, as the one that asked can raise it."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

from trent_desktop.other_process.wire import packed, unpacked
from trent_desktop.problems import Problem


class FailedThere(Exception):
    """Something went wrong in another process that no words were made for.

    `kind` is the type of what was raised, `places` where, as ``file:line function``.
    """

    def __init__(self, kind: str, places: tuple[str, ...] = ()) -> None:
        super().__init__(kind, places)
        self.kind = kind
        self.places = places

    def __str__(self) -> str:
        """The kind, and the innermost place: no text of anybody's."""
        return f"{self.kind} at {self.places[-1]}" if self.places else self.kind


def as_it_can_go(error: BaseException) -> Exception:
    """What was raised, as the other process can raise it: words for people, else where it was."""
    if isinstance(error, Problem) and can_go(error):
        return error
    if type(error).__module__ == "builtins" and isinstance(error, Exception) and can_go(error):
        return error
    places = traceback.extract_tb(error.__traceback__)
    return FailedThere(
        type(error).__name__,
        tuple(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in places[-4:]),
    )


def can_go(value: Any) -> bool:
    """Whether a value goes through the pipe and comes out."""
    try:
        unpacked(packed(value))
    except Exception:  # noqa: BLE001 - whatever it was, it cannot
        return False
    return True
