"""A letter to a family: its template, as it comes with the program or as the school has changed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from trent_desktop.reports.cases import Move

#: What a template may hold, and is filled in where a letter is begun.
SCHOOL: Final = "{school}"

LONGEST: Final = 5_000
_SETTING: Final = "letter_"


@dataclass(frozen=True, slots=True)
class Letter:
    """The template of one kind of letter. `name` is stored in settings, and never changes.

    `title` is what people call it. `text` names no child: it is the same for every family.
    `after`: it is begun with once that move was made; without one from the first.
    """

    name: str
    title: str
    text: str
    after: Move | None = None

    @property
    def setting(self) -> str:
        """Under which name the school's own words are kept."""
        return f"{_SETTING}{self.name}"

    def as_kept(self, settings: Mapping[str, Any]) -> str:
        """The template as the school has it; ours while it has changed nothing."""
        kept = settings.get(self.setting)
        return kept if isinstance(kept, str) and kept.strip() else self.text

    def begun(self, settings: Mapping[str, Any], school: str) -> str:
        """The words that a letter starts with. Only what a template may hold is filled in."""
        return self.as_kept(settings).replace(SCHOOL, school)
