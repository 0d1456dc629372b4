"""Keys that can only copy, for jobs that run by themselves: made, listed, withdrawn."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from trent_desktop import files
from trent_desktop.journeys.answers import date_for_people, moment_for_people
from trent_desktop.sentences import ended
from trent_desktop.storage.copies.key_files import KnownCopyKey, new_copy_key, save_copy_key
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextArea, TextField
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.sheets import ask
from ui.components.system_dialogs import ask_where_to_save
from ui.components.words import body, heading, soft, strong
from ui.shell.section_room import SectionPage
from ui.theme import SPACE, Tone

#: A key, and the name of whoever made it.
Known = tuple[KnownCopyKey, str]


class CopyKeyPages(QObject):
    """A page of its own, which the page of copies leads to."""

    def __init__(self, section: SectionPage, page: ScrollPage) -> None:
        super().__init__(page)
        self._section = section
        self._came_from = page
        self._service = section.desk.school.copy_keys
        self.page: ScrollPage | None = None
        self.withdraw: dict[int, SecondaryButton] = {}

    def open(self) -> None:
        """The page, and which keys there are."""
        page = self.page = self._section.add_page(
            "Keys for scheduled jobs",
            "With such a key a job copies the school’s file each night. It opens nothing, and no "
            "password lies in a script.",
            back=self._back,
            widest=720,
        )
        self._made = QVBoxLayout()
        page.column.addLayout(self._made)
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading("A new key"))
        card.column.addWidget(
            body(
                "Make it on the computer that runs the job, into a folder that only the job reads. "
                "Whoever has the file can make copies, and cannot read one."
            )
        )
        self.make = PrimaryButton("Make a key…", "key")
        self.make.clicked.connect(self._choose)
        card.column.addWidget(flow(self.make))
        page.column.addWidget(card)
        self._list = Card(gap=SPACE.near)
        self._list.column.addWidget(heading("Keys that were made"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE.near)
        self._rows.addWidget(soft("Looking …"))
        self._list.column.addLayout(self._rows)
        page.column.addWidget(self._list)
        page.column.addStretch(1)
        self._section.show_page(page)
        self._look_again()

    def _look_again(self) -> None:
        service = self._service

        def look() -> list[Known]:
            return [(one, service.maker(one)) for one in service.all()]

        self._section.run(look, self.show_keys)

    def show_keys(self, keys: list[Known]) -> None:
        """The list: those that work first, the newest of them first."""
        if self.page is None:
            return
        clear_layout(self._rows)
        self.withdraw.clear()
        for key, by in sorted(keys, key=lambda one: (one[0].ended is not None, -one[0].number)):
            made = f"Made on {moment_for_people(key.made.astimezone())} by {ended(by)}"
            self._rows.addWidget(strong(f"Key {key.number}"))
            if key.ended is not None:
                withdrawn = date_for_people(key.ended.astimezone().date())
                self._rows.addWidget(soft(f"{made} Withdrawn on {withdrawn}."))
                continue
            self._rows.addWidget(soft(made))
            button = SecondaryButton("Withdraw it…")
            button.setAccessibleName(f"Withdraw key {key.number}")
            button.clicked.connect(lambda _=False, number=key.number: self._ask(number))
            self.withdraw[key.number] = button
            self._rows.addWidget(flow(button))
        if not keys:
            self._rows.addWidget(soft("There is none yet."))

    # ------------------------------------------------------------------ a new one

    def _choose(self) -> None:
        ask_where_to_save(
            self._section,
            "Where the job’s key is kept",
            "copies-of-the-school.key",
            self.make_at,
            kind="Keys",
            ending="key",
            never_over=True,
        )

    def make_at(self, path: Path) -> None:
        """Make one, into this file."""
        school, service = self._section.desk.school, self._service

        def work() -> None:
            key = new_copy_key(school.school.id)
            save_copy_key(key, path)
            try:
                service.add(key)
            except BaseException:
                files.remove(path)
                raise

        self.make.setEnabled(False)
        self._section.write(work, lambda _done: self._show_made(path), self._not_made)

    def _not_made(self, error: Exception) -> None:
        self._section.desk.shell.say_problem(error)
        if self.page is not None:
            self.make.setEnabled(True)
            self._look_again()

    def _show_made(self, path: Path) -> None:
        if self.page is None:
            self._section.desk.shell.say(f"The key is made. It is in {path}.")
            return
        self.make.setEnabled(True)
        clear_layout(self._made)
        card = Card(gap=SPACE.base)
        card.column.addWidget(heading("The key is made"))
        card.column.addWidget(body("It is in this file alone, and is shown nowhere again:"))
        where = TextField(str(path), name="The file of the key")
        folder = self._section.desk.school.location
        self.line = TextArea(
            f'trent-desktop backup --school "{folder}" --key "{path}"',
            name="What the job runs",
            lines=3,
        )
        where.setCursorPosition(0)
        for field in (where, self.line):
            field.setReadOnly(True)
        card.column.addWidget(FieldBlock("The file of the key", where))
        card.column.addWidget(FieldBlock("What the job runs", self.line))
        card.column.addWidget(
            Notice(
                "What it copies is read through by the program of whoever signs in next.",
                Tone.PLAIN,
                icon="copy",
            )
        )
        self._made.addWidget(card)
        self._look_again()

    # ------------------------------------------------------------------ the end of one

    def _ask(self, number: int) -> None:
        ask(
            self._section,
            f"Withdraw key {number}?",
            "A job that has it makes no more copies. It does not come back; you can make another.",
            yes="Withdraw it",
            then=lambda: self._section.write(
                lambda: self._service.end(number), lambda _done: self._look_again()
            ),
        )

    def _back(self) -> None:
        self._section.show_page(self._came_from)
        page, self.page = self.page, None
        if page is not None:
            self._section.drop(page)
