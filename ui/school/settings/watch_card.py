"""What the last look in the evening found, in words, and a look at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.oversight.night_watch.values import Finding, Stands, State, Watch
from trent_desktop.oversight.night_watch.words import TITLES, Door, line_of, said
from ui.components.buttons import LinkButton, SecondaryButton
from ui.components.cards import Card
from ui.components.marks import Icon
from ui.components.pages import clear_layout, headed
from ui.components.read_aloud import announce
from ui.components.staying import staying
from ui.components.words import body, soft, strong
from ui.shell.section_room import SectionPage
from ui.shell.watch_doors import way_to
from ui.theme import SPACE

_MARKS = {
    State.WELL: ("check-circle-fill", "leaf", "Well"),
    State.WRONG: ("warning-circle-fill", "coral", "Must be seen to"),
    State.UNSEEN: ("info-fill", "soft", "Not looked at"),
}


class WatchCard(Card):
    """One row for each thing that must be seen to; on demand for all that was looked at."""

    def __init__(self, section: SectionPage) -> None:
        super().__init__(gap=SPACE.base)
        self._section = section
        self._watch = section.desk.school.watch
        self.now = SecondaryButton("Look now", "magnifying-glass")
        self.now.clicked.connect(self._look_now)
        # Above what it brings, which may be one line or twenty.
        self.column.addWidget(headed("The look in the evening", self.now))
        self._looking = False
        self.stands = soft(
            "After school, the first laptop that nobody touches looks at the school’s file, its "
            "keys and its copies."
        )
        self.column.addWidget(self.stands)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(SPACE.near)
        self.column.addLayout(self.rows)
        self.everything = LinkButton("Everything that was looked at")
        self.everything.clicked.connect(self._show_everything)
        self.everything.hide()
        self.column.addWidget(self.everything, 0, Qt.AlignmentFlag.AlignLeft)
        self._others = QWidget()
        self._other_rows = QVBoxLayout(self._others)
        self._other_rows.setContentsMargins(0, 0, 0, 0)
        self._other_rows.setSpacing(SPACE.near)
        self._others.hide()
        self.column.addWidget(self._others)
        section.run(self._watch.last, self.show_watch, self._cannot_see)

    def show_watch(self, watch: Watch) -> None:
        """Say all that was found."""
        if watch.at is not None:
            at = watch.at.astimezone()
            words = f"Last looked at on {date_for_people(at.date())} at {at:%H:%M}."
            if watch.stands is Stands.OLD:
                words = f"{words} {line_of(watch).words} {line_of(watch).do}"
        else:
            words = line_of(watch).words
        wrong = watch.wrong
        others = [one for one in watch.findings if one not in wrong]
        if not wrong and watch.stands is Stands.WELL:
            words = f"{words} {line_of(watch).words}"
        with staying(self):
            self._put(wrong, others, words)
        self._looking = False

    def _put(self, wrong: Sequence[Finding], others: Sequence[Finding], words: str) -> None:
        for place, findings in ((self.rows, wrong), (self._other_rows, others)):
            clear_layout(place)
            for one in findings:
                place.addWidget(self._row(one))
        self._say(words)
        self.everything.setVisible(bool(others) and self._others.isHidden())

    def _show_everything(self) -> None:
        self.everything.hide()
        self._others.show()

    def _row(self, one: Finding) -> QWidget:
        icon, colour, meaning = _MARKS[one.state]
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE.near)
        across.addWidget(Icon(icon, 22, colour, meaning=meaning), 0, Qt.AlignmentFlag.AlignTop)
        down = QVBoxLayout()
        down.setSpacing(2)
        words = said(one)
        down.addWidget(strong(TITLES[one.kind]))
        down.addWidget(body(" ".join(part for part in (words.words, words.do) if part)))
        if words.door not in (Door.NOWHERE, Door.COPIES):
            name, room, place = way_to(words.door)
            link = LinkButton(name)
            link.clicked.connect(lambda: self._section.desk.shell.go(room, place))
            down.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        across.addLayout(down, 1)
        return row

    def _say(self, words: str) -> None:
        """Say how it stands; what was asked for is heard, too."""
        self.stands.setText(words)
        if self._looking:
            announce(self.stands, words)

    def _look_now(self) -> None:
        if self._looking:
            # Not disabled meanwhile: the page would scroll to what has the keyboard until then.
            return
        self._looking = True
        self._say("Looking … That takes a minute or so, longer in a large school.")
        self._section.run(self._watch.look_now, self.show_watch, self._cannot_see)

    def _cannot_see(self, error: Exception) -> None:
        self._looking = False
        self.stands.setText("That cannot be seen just now.")
        self._section.desk.shell.say_problem(error)
