"""What the form about pictures asks about: purposes to tick, one of the school's own, and walls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from trent_desktop.agreements.kinds import Consent
from trent_desktop.agreements.wording.purpose_changes import Wanted
from trent_desktop.agreements.wording.purposes import (
    LONGEST_PURPOSE,
    LONGEST_WALLS,
    Purpose,
    Purposes,
)
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.people.permissions import Right
from ui.agreements.wording.purposes_sheet import PurposesSheet
from ui.components.buttons import PrimaryButton
from ui.components.cards import Card
from ui.components.choices import Option, TickGroup
from ui.components.fields import FieldBlock, TextArea, TextField
from ui.components.pages import ScrollPage, flow
from ui.components.words import heading, soft
from ui.shell.section_room import SectionPage
from ui.theme import SPACE

ABOUT: Final = (
    "Each purpose is a question of its own, with its own yes and no. What is ticked here is asked on "
    "forms printed from now on."
)
_LONGEST: Final = 600


class PurposesPage(QObject):
    """Fills the page with what is asked now; `done` is called once a change is written."""

    def __init__(
        self, section: SectionPage, page: ScrollPage, now: Purposes, done: Callable[[], object]
    ) -> None:
        super().__init__(page)
        self._section, self._now, self._done = section, now, done
        self._may = section.desk.school.may(Right.CHANGE_WORDING)
        self.sheet: PurposesSheet | None = None
        self._free = now.free
        asks = Card(gap=SPACE.base)
        self.purposes = TickGroup(
            [_option(one) for one in now.each if one.words], name="What the form asks about"
        )
        self.purposes.choose([one.value for one in now.asked])
        asks.column.addWidget(self.purposes)
        page.column.addWidget(asks)
        page.column.addWidget(self._lay_out_own())
        page.column.addWidget(self._lay_out_walls())
        self.save = PrimaryButton("Go on")
        self.save.clicked.connect(self._ask)
        page.column.addWidget(flow(self.save))
        page.column.addStretch(1)
        self._let_change()

    def _lay_out_own(self) -> Card:
        card = Card(gap=SPACE.base)
        card.column.addWidget(heading("One of your own"))
        self.name = TextField(name="What lists call it")
        self.name.setMaxLength(LONGEST_PURPOSE)
        self.name_block = FieldBlock(
            "What lists call it", self.name, hint="A word or two, for example: Yearbook."
        )
        self.words = TextArea(name="The question, in a sentence", lines=2)
        self.words_block = FieldBlock(
            "The question, in a sentence",
            self.words,
            hint="What a family says yes or no to, for example: My child may be in the yearbook. "
            "Translations are held back until each of them says it as well.",
        )
        card.column.addWidget(self.name_block)
        card.column.addWidget(self.words_block)
        if self._free is None:
            card.column.addWidget(soft("You have described three. Change their words in the text."))
        return card

    def _lay_out_walls(self) -> Card:
        card = Card(gap=SPACE.base)
        card.column.addWidget(heading("Pictures on walls inside the school"))
        self.walls = TextField(self._now.walls, name="Who says that they need no consent, and when")
        self.walls.setMaxLength(LONGEST_WALLS)
        self.walls_block = FieldBlock(
            "Who says that they need no consent, and when",
            self.walls,
            hint="Leave it empty to ask. Only on your data protection officer’s word: the form then "
            "does not ask about class photographs. Whoever’s family has said no stays a no.",
        )
        card.column.addWidget(self.walls_block)
        self.walls.textChanged.connect(self._walls_typed)
        self._walls_typed()
        return card

    def _let_change(self) -> None:
        for one in (self.purposes, self.walls):
            one.setEnabled(self._may)
        for one in (self.name, self.words):
            one.setEnabled(self._may and self._free is not None)
        self.save.setVisible(self._may)

    def _walls_typed(self) -> None:
        row = self.purposes.rows()[Consent.PHOTOGRAPHS.value]
        needs_none = bool(self.walls.text().strip())
        if row.isEnabled() == needs_none:  # it begins to need none, or does so no more
            row.setChecked(not needs_none)
        self.purposes.allow(Consent.PHOTOGRAPHS.value, not needs_none)

    # ------------------------------------------------------------------ saving

    def _wanted(self) -> Wanted:
        asked = {Consent(one): "" for one in self.purposes.values()}
        names = dict(self._now.names)
        name, words = self.name.text().strip(), self.words.toPlainText().strip()
        if self._free is not None and (name or words):
            asked[self._free.consent] = words
            names[self._free.consent] = name
        return Wanted(asked, " ".join(self.walls.text().split()), names)

    def _ask(self) -> None:
        """Say what becomes of answers and translations, before anything is written."""
        wanted = self._wanted()
        for block in (self.name_block, self.words_block, self.walls_block):
            block.show_error("")
        if self._free is not None and self._free.consent in wanted.asked:
            named, words = wanted.names[self._free.consent], wanted.asked[self._free.consent]
            self.name_block.show_error("" if named else "Give it a name.")
            good = bool(words) and len(words) <= _LONGEST
            said = f"At most {_LONGEST} letters." if words else "Describe it in a sentence."
            self.words_block.show_error("" if good else said)
            if not named or not good:
                (self.words if named else self.name).setFocus()
                return
        if not wanted.asked:
            self._section.desk.shell.say("Tick one purpose or more.")
            return
        if not wanted.changes(self._now):
            self._section.desk.shell.say("Nothing is changed.")
            return
        self.sheet = PurposesSheet(self._section, self._now, wanted, lambda: self._write(wanted))

    def _write(self, wanted: Wanted) -> None:
        purposes, now = self._section.desk.school.agreements.purposes, self._now
        self._section.write(
            lambda: purposes.change(wanted.asked, wanted.walls, wanted.names, expected=now.current),
            lambda _now: self._done(),
            self._refused,
        )

    def _refused(self, error: Exception) -> None:
        if isinstance(error, AnswersRefused) and ("walls" in dict(error.errors)):
            self.walls_block.show_error(dict(error.errors)["walls"])
            return
        self._section.desk.shell.say_problem(error)


def _option(one: Purpose) -> Option:
    said = f" · {one.said_yes:,} children have a yes now" if one.said_yes > 1 else ""
    said = " · one child has a yes now" if one.said_yes == 1 else said
    return Option(one.consent.value, one.name or one.consent.title, f"{one.words}{said}")
