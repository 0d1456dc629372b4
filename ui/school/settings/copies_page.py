"""Where each day's copy of the school is kept, how many there are, and how they stand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.copies.values import CopySettings, CopyState, Place
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextField
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, flow, headed
from ui.components.read_aloud import announce
from ui.components.rows import RowButton, RowFace
from ui.components.words import Words, body, part_name, soft
from ui.school.settings.copy_keys_page import CopyKeyPages
from ui.school.settings.move_page import MovePages
from ui.school.settings.put_back_page import PutBackPages
from ui.school.settings.watch_card import WatchCard
from ui.shell.section_room import SectionPage
from ui.theme import SPACE, Tone

_LATE_AFTER_DAYS = 3


class CopiesPage(QObject):
    """Fills the page: how the two places stand, and what the school says of them."""

    def __init__(
        self,
        section: SectionPage,
        page: ScrollPage,
        *,
        may: bool,
        saved: Callable[[], object],
        refused: Callable[[Exception], object],
    ) -> None:
        super().__init__(page)
        self._section = section
        self._service = section.desk.school.copies
        self._saved, self._refused = saved, refused
        self.blocks: dict[str, FieldBlock] = {}
        if section.desk.school.may(Right.SEE_WATCH):
            self.watch = WatchCard(section)
            page.column.addWidget(self.watch)
        if not self._service.are_made:
            said = "The database server’s own backups hold this school. See that they run."
            page.column.addWidget(Notice(said, Tone.PLAIN))
            self._add_rows(page)
            page.column.addStretch(1)
            return
        if may:
            self._add_places(page)
        self._add_settings(page, may=may)
        self._add_rows(page)
        self.put_back = PutBackPages(section, page) if may else None
        page.column.addStretch(1)
        if may:
            section.run(self._service.state, self.show_state, self._cannot_see)

    def _add_places(self, page: ScrollPage) -> None:
        card = Card(gap=SPACE.base)
        self.make = SecondaryButton("Make today’s copy now", "copy")
        self.make.clicked.connect(self._make)
        self._making = False
        # Above what is said of the copies, which has more lines at one time than at another.
        card.column.addWidget(headed("The copies", self.make))
        self.here, self.here_more = body("Looking …"), soft("")
        self.there, self.there_more = body("Looking …"), soft("")
        for name, words, more in (
            ("Beside the school", self.here, self.here_more),
            ("In the second place", self.there, self.there_more),
        ):
            card.column.addWidget(part_name(name))
            card.column.addWidget(words)
            card.column.addWidget(more)
            more.hide()
        page.column.addWidget(card)

    def _add_settings(self, page: ScrollPage, *, may: bool) -> None:
        settings = self._service.settings()
        card = Card(gap=SPACE.base)
        self.elsewhere = TextField(settings.elsewhere, name="Folder of the second place")
        self.most = TextField(str(settings.most_gb), name="Gigabytes in each place", wide=8)
        self.blocks = {
            "elsewhere": FieldBlock(
                "A second place for copies",
                self.elsewhere,
                hint="The whole path of a folder on another disk or server. Every laptop that "
                "reaches it puts copies there.",
                optional=True,
            ),
            "most_gb": FieldBlock(
                "How much room may they take?",
                self.most,
                hint="In gigabytes, in each place. The oldest go first; the newest always stay.",
            ),
        }
        for block in self.blocks.values():
            card.column.addWidget(block)
        card.column.addWidget(
            body(
                "The copies of fourteen days stay, the first of each of eight weeks, and the first "
                "of each of twenty-four months. They are encrypted as the school is."
            )
        )
        self.save = PrimaryButton("Save")
        self.save.clicked.connect(self._save)
        card.column.addWidget(flow(self.save))
        self.save.setVisible(may)
        page.column.addWidget(card)

    def _add_rows(self, page: ScrollPage) -> None:
        """What leads to pages of its own, for whoever may."""
        section, school = self._section, self._section.desk.school
        card = Card(pad=SPACE.tight, gap=0)
        self.rows: dict[str, RowButton] = {}
        if self._service.are_made and school.may(Right.MAKE_COPIES):
            self.keys = CopyKeyPages(section, page)
            self._add_row(
                card,
                "keys",
                RowFace(
                    "Keys for scheduled jobs",
                    "A job that copies the school at night, and can read nothing",
                    icon="key",
                    icon_tone=Tone.ACT,
                ),
                self.keys.open,
            )
        if school.may(Right.MOVE_SCHOOL):
            self.move = MovePages(section, page)
            self._add_row(
                card,
                "move",
                RowFace(
                    "Move the school…",
                    "To another folder, to a PostgreSQL database, or back",
                    icon="truck",
                    icon_tone=Tone.ACT,
                ),
                self.move.open,
            )
        if self.rows:
            page.column.addWidget(card)

    def _add_row(
        self, card: Card, name: str, face: RowFace, open_page: Callable[[], object]
    ) -> None:
        row = self.rows[name] = RowButton(face)
        row.clicked.connect(open_page)
        card.column.addWidget(row)

    def show_state(self, state: CopyState) -> None:
        """Say how both places stand."""
        making, self._making = self._making, False
        _say(self.here, self.here_more, state.here)
        if state.elsewhere is None:
            self.there.setText("There is none yet.")
            self.there_more.setText("What harms the school’s folder harms its copies too.")
            self.there_more.show()
        else:
            _say(self.there, self.there_more, state.elsewhere)
        if making:
            announce(self.here, self.here.text())

    def _cannot_see(self, error: Exception) -> None:
        self._making = False
        for words in (self.here, self.there):
            words.setText("That cannot be seen just now.")
        self._section.desk.shell.say_problem(error)

    def _make(self) -> None:
        if self._making:
            # Not disabled meanwhile: the page would scroll to what has the keyboard until then.
            return
        self._making = True
        self.here.setText("Making today’s copy …")
        announce(self.here, self.here.text())
        self._section.write(self._service.make, self.show_state, self._cannot_see)

    def _save(self) -> None:
        for block in self.blocks.values():
            block.show_error("")
        typed = self.most.text().strip()
        most = int(typed) if typed.isdecimal() and len(typed) < 9 else 0
        settings = CopySettings(self.elsewhere.text().strip(), most)
        self._section.write(
            lambda: self._service.change(settings), lambda _done: self._saved(), self._refused
        )


def _say(words: Words, more: Words, place: Place) -> None:
    if not place.reached:
        words.setText("This laptop cannot reach it just now.")
    elif place.newest is None or place.age is None:
        words.setText("There is no copy yet.")
    else:
        words.setText(
            f"The newest copy is from {date_for_people(place.newest)}: {_ago(place.age)}."
        )
    told = [place.folder]
    if place.count:
        number = "1 copy" if place.count == 1 else f"{place.count:,} copies"
        told.append(f"{number}, {_large(place.size)} together.")
    if place.unopened is not None:
        told.append(
            f"A scheduled job made one on {date_for_people(place.unopened)}. It has not been opened yet."
        )
    if place.spoilt is not None:
        told.append(
            f"The copy of {date_for_people(place.spoilt)} is not whole: a part of the school’s "
            "file does not read. Tell whoever looks after the network."
        )
    elif place.age is not None and place.age > _LATE_AFTER_DAYS:
        told.append("Copies are made while somebody is signed in.")
    more.setText("\n".join(told))
    more.show()


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days:,} days ago")


def _large(size: int) -> str:
    if size >= 1024**3:
        return f"{size / 1024**3:,.1f} GB"
    return f"{max(1, round(size / 1024**2)):,} MB"
