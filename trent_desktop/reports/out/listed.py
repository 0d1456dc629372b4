"""The list of cases as a file: which sort, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right


class Form(StrEnum):
    """What sort of file."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list as a file, whole in memory."""

    content: bytes = field(repr=False)
    rows: int


class ListsOnLaptop:
    """What may stand in a list, by the roles of whoever is signed in."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @property
    def may_ask_for_words(self) -> bool:
        """Whether the list may say what happened, when I ask for it. In memory."""
        return self._me.may(Right.DECIDE)
