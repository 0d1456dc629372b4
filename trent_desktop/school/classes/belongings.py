"""What other parts of the program keep of a pupil, and what becomes of it when doubles merge."""

from __future__ import annotations

import uuid
from typing import Any, Protocol

from sqlalchemy.orm import Session

from trent_desktop.school.keys.session import SignedIn


class Belongings(Protocol):
    """Things that hang on a pupil. They go with her when two entries turn out to be one child."""

    @property
    def name(self) -> str:
        """Under which name a step remembers what was handed over."""
        ...

    def hand_over(
        self, session: Session, me: SignedIn, source: uuid.UUID, target: uuid.UUID
    ) -> dict[str, Any]:
        """Give what one pupil has to another, inside a unit of work.

        Gives what `hand_back` needs, as JSON.
        """
        ...

    def hand_back(self, session: Session, handed: dict[str, Any]) -> None:
        """Give back what was handed over, inside a unit of work."""
        ...
