"""What a kind needs to write its own part of a filled form, without drawing pages itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Drawing pages costs more to import than all else here, and is wanted for paper alone.
    from trent_desktop.documents.blocks import Fact
    from trent_desktop.documents.page import Sheet


class Filling(Protocol):
    """A filled form under way. An answer that was never asked for stands under *More answers*."""

    @property
    def sheet(self) -> Sheet:
        """The sheet that is written on."""
        ...

    @property
    def category(self) -> str:
        """The category of the case, by value; empty when it is not known yet."""
        ...

    def shown(self, name: str) -> str:
        """The answer in words; empty when it was not given."""
        ...

    def label(self, name: str) -> str:
        """What that question is called on paper."""
        ...

    def head(self, *more: Fact) -> None:
        """When, which class, by whom, how serious; `more` stands between."""
        ...

    def section(self, heading: str, wanted: Iterable[str]) -> None:
        """Answers under a heading; nothing where none was given."""
        ...

    def reporter(self, *, role: bool = True) -> str:
        """Who reported it."""
        ...


#: Writes the part of a filled form that is a kind's own.
FilledParts = Callable[[Filling], None]


def no_parts(filling: Filling) -> None:
    """The head alone; every answer then stands under *More answers*."""
    filling.head()
