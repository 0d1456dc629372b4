"""What came of a try."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Came(Enum):
    """What came of it; the value is the word that stands before it on paper."""

    WELL = "Well"
    #: It works, and is worth knowing when something is slow or odd.
    NOTE = "Worth knowing"
    ILL = "Needs attention"
    UNTRIED = "Not tried"


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that was tried. `name` is short and never changes, for `--json`; `do` may be empty."""

    name: str
    title: str
    came: Came
    words: str
    do: str = ""


def as_text(tried: Iterable[Tried], laptop: str) -> str:
    """All of it as a person sends it to support. Names no person, no pupil and no folder."""
    lines = ["Try this laptop", laptop, ""]
    for one in tried:
        lines.append(f"{one.came.value}: {one.title}")
        lines.extend(f"    {words}" for words in (one.words, one.do) if words)
    return "\n".join(lines) + "\n"
