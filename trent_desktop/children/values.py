"""Who is found by a few letters."""

from __future__ import annotations

from dataclasses import dataclass, field

from trent_desktop.children.page import Whom


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody whose page there is. `apart` says which of two of one name."""

    whom: Whom
    name: str = field(repr=False)
    apart: str = ""
