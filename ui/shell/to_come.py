"""Rooms that are not built yet: they stand in the rail and say so."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from ui.components.buttons import SecondaryButton
from ui.components.notices import EmptyState
from ui.components.pages import ScrollPage
from ui.components.words import title
from ui.shell.rooms import Desk, Room, RoomPage


class ToCome(RoomPage):
    """An honest page: what this room will be for, and that it is not there yet."""

    def __init__(self, desk: Desk, name: str, icon: str, words: str) -> None:
        super().__init__()
        page = ScrollPage()
        page.column.addWidget(title(name))
        home = SecondaryButton("Go back to Home", "house")
        home.clicked.connect(lambda: desk.shell.go("home"))
        state = EmptyState(
            icon,
            f"{name} come with the next release"
            if name.endswith("s")
            else f"{name} comes with the next release",
            words,
            home,
        )
        page.column.addWidget(state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)


def to_come(name: str, title: str, icon: str, words: str, shortcut: str = "") -> Room:
    """A room that says it is still to come."""
    return Room(
        name,
        title,
        icon,
        lambda desk: ToCome(desk, title, icon, words),
        shortcut,
        about_children=False,
    )


POLICY = to_come(
    "policy",
    "Policy",
    "book-open",
    "Here you will find every clause of the school’s social media policy by a word or two.",
)
