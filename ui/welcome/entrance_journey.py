"""Several pages before sign-in that belong together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.door import Door


class Journey(QObject):
    """Leads through its pages; whoever begins it shows them in the window."""

    #: Through which the school's place is reached.
    door = Door()

    @property
    def pages(self) -> Sequence[QWidget]:
        """All of them."""
        raise NotImplementedError
