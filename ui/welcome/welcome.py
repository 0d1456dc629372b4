"""The first page of all: try it, set it up, or join."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.components.doors import Door
from ui.components.pages import EqualColumns
from ui.components.words import Words
from ui.theme import SPACE, Tone
from ui.welcome.river_page import RiverPage


class WelcomePage(RiverPage):
    """Three doors."""

    try_sample = Signal()
    set_up = Signal()
    join = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Welcome to Trent Desktop",
            "Online safety for a primary school: reports, lessons and agreements in one place.",
            widest=1060,
        )
        self.sample = Door(
            "Try a sample school",
            "Look round an invented school with 420 pupils. Nobody in it is real, and nothing "
            "you do there matters.",
            "flask-fill",
            Tone.SUN,
        )
        self.new = Door(
            "Set up our school",
            "Begin with your school’s name, its members and its classes. For the ICT Lead or "
            "the Headteacher.",
            "buildings-fill",
            Tone.SKY,
        )
        self.known = Door(
            "Join our school",
            "Your school already uses Trent Desktop, and you have a slip with a code, or a password.",
            "key-fill",
            Tone.ACT,
        )
        doors = QWidget()
        columns = EqualColumns(doors, narrowest=230, gap=20)
        for door, signal in (
            (self.sample, self.try_sample),
            (self.new, self.set_up),
            (self.known, self.join),
        ):
            columns.addWidget(door)
            door.clicked.connect(signal)
        self.body.addWidget(doors)
        self.body.addSpacing(SPACE.tight)
        self.body.addWidget(
            Words(
                "Everything is kept encrypted in your school’s own folder. Nothing leaves the school.",
                "small",
                "soft",
            )
        )
