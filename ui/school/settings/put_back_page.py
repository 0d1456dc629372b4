"""Putting a copy of the school back: the list under Copies, what one would change, and doing it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from trent_desktop.problems import SignInRefused
from trent_desktop.reports.put_back_words import copy_title, done_words
from trent_desktop.school.putting_back.values import CopyLine, DonePuttingBack, WouldChange
from ui.components.buttons import DangerButton, PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, PasswordField
from ui.components.focus_kept import focus_if_before_her
from ui.components.pages import ScrollPage, flow
from ui.components.words import body, heading, soft
from ui.putting_back.views import CopiesCard, holds, would_cards
from ui.school.progress import ProgressSheet
from ui.shell.section_room import SectionPage
from ui.theme import SPACE

_SHOWN = 8


class PutBackPages(QObject):
    """The list is on the page of copies; one that is pressed has a page of its own."""

    def __init__(self, section: SectionPage, page: ScrollPage) -> None:
        super().__init__(page)
        self._section = section
        self._list_page = page
        self._service = section.desk.school.putting_back
        self._card = Card(gap=SPACE.near)
        self._card.column.addWidget(heading("Put a copy back"))
        self._words = soft("Looking into each copy …")
        self._card.column.addWidget(self._words)
        page.column.addWidget(self._card)
        self.copies: CopiesCard | None = None
        self.page: ScrollPage | None = None
        self.sheet: ProgressSheet | None = None
        self.look_again()

    def look_again(self) -> None:
        """Open each copy."""
        self._section.run(self._service.copies, self.show_copies, self._cannot_see)

    def show_copies(self, copies: tuple[CopyLine, ...]) -> None:
        """The list."""
        self._words.setText(
            "Each was opened just now. Press one to see what would change; nothing changes by "
            "looking."
        )
        if self.copies is not None:
            self.copies.deleteLater()
        self.copies = CopiesCard(copies, self._look, most=_SHOWN)
        column = self._list_page.column
        column.insertWidget(column.indexOf(self._card) + 1, self.copies)

    def _cannot_see(self, error: Exception) -> None:
        self._words.setText("The copies cannot be seen just now.")
        self._section.desk.shell.say_problem(error)

    # ------------------------------------------------------------------ one copy

    def _look(self, copy: CopyLine) -> None:
        self._leave_page()
        self.page = self._section.add_page(
            f"The copy of {copy_title(copy)}", holds(copy), back=self._back, widest=720
        )
        self._waiting = soft("Comparing it with the school as it is …")
        self.page.column.addWidget(self._waiting)
        self.page.column.addStretch(1)
        self._section.show_page(self.page)
        self._section.run(
            lambda: self._service.look(copy.name), self.show_would, self._could_not_look
        )

    def _could_not_look(self, error: Exception) -> None:
        self._back()
        self._section.desk.shell.say_problem(error)

    def show_would(self, would: WouldChange) -> None:
        """What would change, and the password."""
        page = self.page
        if page is None:
            return
        self._waiting.hide()
        at = page.column.count() - 1
        card = Card(gap=SPACE.base)
        card.column.addWidget(heading("Put this copy back?"))
        card.column.addWidget(
            body("Everybody is told that you did, and it is written down for good.")
        )
        self.password = PasswordField()
        self.password_block = FieldBlock("Your password", self.password)
        card.column.addWidget(self.password_block)
        self.act = DangerButton("Put this copy back")
        self.no = SecondaryButton("Go back")
        self.act.clicked.connect(lambda: self._put_back(would))
        self.password.entered.connect(lambda: self._put_back(would))
        self.no.clicked.connect(self._back)
        card.column.addWidget(flow(self.act, self.no))
        for widget in (*would_cards(would), card):
            page.column.insertWidget(at, widget)
            at += 1

    def _put_back(self, would: WouldChange) -> None:
        page, typed = self.page, self.password.text()
        if page is None or not self.act.isEnabled():
            return
        if not typed:
            self.password_block.show_error("Type your password.")
            self.password.setFocus()
            return
        self.password_block.show_error("")
        self.password.clear()
        self.act.setEnabled(False)
        sheet = self.sheet = ProgressSheet(
            page,
            "Putting the copy back",
            "Keep this laptop open and on the school’s network. If it is cut off, the school is as "
            "it was, or as it is in the copy.",
        )
        sheet.open()
        self._section.write(
            lambda: self._service.put_back(would.copy.name, typed, sheet.tell, last=would.last),
            self._done,
            self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self._close_sheet()
        self.act.setEnabled(True)
        if isinstance(error, SignInRefused):
            self.password_block.show_error(str(error))
            focus_if_before_her(self.password)
        else:
            self._section.desk.shell.say_problem(error)

    def _done(self, done: DonePuttingBack | None) -> None:
        self._close_sheet()
        self._leave_page()
        page = self.page = self._section.add_page("It is put back", back=self._back, widest=720)
        card = Card(gap=SPACE.near)
        # Its answer may have got lost: then it is done, and no more is known of it here.
        for words in done_words(done) if done else ("The copy is in its place.",):
            card.column.addWidget(body(words))
        self.finish = PrimaryButton("Back to the copies")
        self.finish.clicked.connect(self._back)
        card.column.addWidget(flow(self.finish))
        page.column.addWidget(card)
        page.column.addStretch(1)
        self._section.show_page(page, self.finish)
        self.look_again()

    def _close_sheet(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            sheet.dismiss()

    def _back(self) -> None:
        self._section.show_page(self._list_page)
        self._leave_page()

    def _leave_page(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            self._section.drop(page)
