"""The sheet in which a printer is chosen, and how: which there are is asked behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trent_desktop.problems import Problem
from ui.background import Background
from ui.components.buttons import IconButton, PrimaryButton, SecondaryButton
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option, TickRow
from ui.components.fields import FieldBlock, TextField
from ui.components.notices import Notice
from ui.components.read_aloud import announce
from ui.components.sheets import Sheet
from ui.components.words import Words, body
from ui.documents.print_choices import MOST_COPIES, comes_to, in_words, read_copies, read_pages
from ui.documents.printers.remembered import remembered
from ui.documents.printers.values import A3, A4, Choice, Printer, PrintSystem, ToPrint
from ui.theme import SPACE, Tone

_NONE = "No printer is set up on this computer. Add one in the computer’s settings, or press Save."
_FILES = "This printer makes a file, which is not encrypted. To keep a file, press Save instead."


class PrintSheet(Sheet):
    """`agreed` is called with the printer and the choice when Print is pressed."""

    def __init__(
        self,
        over: QWidget,
        background: Background,
        system: PrintSystem,
        what: ToPrint,
        agreed: Callable[[Printer, Choice], object],
    ) -> None:
        super().__init__(over, "Print", widest=480)
        self._what = what
        self._agreed = agreed
        self._printers: dict[str, Printer] = {}
        self._touched_sides = False
        self._make()
        self._connect()
        self._show_printer()
        self.waiting.setText("Looking for printers …")
        self.waiting.show()
        background.run(system.printers, parent=self).then(self._offer, self._could_not_look)

    # ------------------------------------------------------------------ making

    def _make(self) -> None:
        self.waiting = body("")
        self.note = Notice("", Tone.SUN)
        self.printer = ChoiceBox(name="Printer")
        self.printer_block = FieldBlock("Printer", self.printer)
        self.copies = TextField("1", name="Copies", wide=4)
        self.fewer = IconButton("minus", "One copy fewer")
        self.more = IconButton("plus", "One copy more")
        steps = QWidget()
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.tight)
        for widget in (self.copies, self.fewer, self.more):
            row.addWidget(widget)
        row.addStretch(1)
        steps.setFocusProxy(self.copies)
        self.copies_block = FieldBlock("Copies", steps)
        offered = in_words(self._what.offered) if self._what.offered else ""
        self.pages = TextField(offered, name="Pages", placeholder="All")
        self.pages_block = FieldBlock(
            "Pages", self.pages, hint=f"All {self._what.pages:,}, or for example 1-3, 5"
        )
        self.paper = ChoiceBox(name="Paper")
        self.paper_block = FieldBlock("Paper", self.paper)
        hint = "The papers of each person begin on a new sheet." if self._what.starts else ""
        self.two_sided = TickRow("On both sides", hint)
        self.colour = TickRow("In colour")
        self.colour.setChecked(self._what.poster)
        self.sum = Words("", "body", "soft")
        self.print = PrimaryButton("Print", "printer")
        self.back = SecondaryButton("Go back")
        for widget in (
            self.waiting, self.printer_block, self.note, self.copies_block, self.pages_block,
            self.paper_block, self.two_sided, self.colour, self.sum,
        ):  # fmt: skip
            self.column.addWidget(widget)
        self.add_buttons(self.print, self.back)

    def _connect(self) -> None:
        self.printer.changed.connect(self._show_printer)
        self.copies.textChanged.connect(self._show_sum)
        self.pages.textChanged.connect(self._show_sum)
        self.paper.changed.connect(self._show_sum)
        self.two_sided.clicked.connect(self._sides_chosen)
        self.two_sided.toggled.connect(self._show_sum)
        self.fewer.clicked.connect(lambda: self._step(-1))
        self.more.clicked.connect(lambda: self._step(1))
        self.copies.returnPressed.connect(self.print.click)
        self.pages.returnPressed.connect(self.print.click)
        self.print.clicked.connect(self._agree)
        self.back.clicked.connect(self.dismiss)

    # ------------------------------------------------------------------ printers

    def _offer(self, printers: tuple[Printer, ...]) -> None:
        self._printers = {one.name: one for one in printers}
        self.printer.offer(Option(one.name, one.title) for one in printers)
        default = next((one.name for one in printers if one.is_default), "")
        ready = next((one.name for one in printers if not one.cannot), "")
        for name in (ready, default, remembered()):
            self.printer.choose(name)
        self.waiting.setText("" if printers else _NONE)
        self.waiting.setVisible(not printers)
        self._show_printer()
        if self.isVisible() and self.print.isEnabled():
            self.printer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _could_not_look(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self.waiting.setText(str(error))
        announce(self, str(error))

    @property
    def chosen_printer(self) -> Printer | None:
        """The printer that is chosen, once it is known which there are."""
        return self._printers.get(self.printer.value)

    def _show_printer(self, *_: object) -> None:
        printer = self.chosen_printer
        for widget in (self.printer_block, self.copies_block):
            widget.setVisible(printer is not None)
        several = self._what.pages > 1 and not self._what.whole
        self.pages_block.setVisible(printer is not None and several)
        self.two_sided.setVisible(printer is not None and printer.two_sided and self._two_sides())
        self.colour.setVisible(printer is not None and printer.colour)
        self.paper_block.setVisible(False)
        if printer is not None:
            if not self._touched_sides:
                wished = self._what.two_sided or printer.two_sided_by_itself
                self.two_sided.setChecked(wished)
            wanted = A3 if self._what.poster else A4
            sizes = [one for one in (A3, A4) if one in printer.papers]
            self.paper.offer(Option(one, one) for one in sizes)
            self.paper.choose(wanted)
            self.paper_block.setVisible(self._what.poster and len(sizes) > 1)
        self._show_note(printer)
        self._show_sum()

    def _two_sides(self) -> bool:
        return self._what.pages > 1

    def _show_note(self, printer: Printer | None) -> None:
        words = ""
        if printer is not None:
            paper = printer.paper_for(A4)
            if printer.cannot:
                words = f"{printer.cannot} Choose another, or tell your IT support."
            elif printer.keeps_files:
                words = _FILES
            elif paper != A4:
                words = f"This printer has no A4 paper. The pages are made to fit {paper}."
        self.note.say(words)
        announce(self, words)
        self.note.setVisible(bool(words))

    # ------------------------------------------------------------------ what it comes to

    def _sides_chosen(self) -> None:
        self._touched_sides = True

    def _step(self, by: int) -> None:
        try:
            now = read_copies(self.copies.text())
        except ValueError:
            now = 1 - by if by > 0 else 1
        self.copies.setText(str(min(max(now + by, 1), MOST_COPIES)))

    def choice(self) -> Choice | None:
        """What is chosen; None while something typed makes no sense."""
        printer = self.chosen_printer
        copies, wrong_copies = 1, ""
        pages, wrong_pages = None, ""
        try:
            copies = read_copies(self.copies.text())
        except ValueError as error:
            wrong_copies = str(error)
        try:
            if not self._what.whole:
                pages = read_pages(self.pages.text(), self._what.pages)
        except ValueError as error:
            wrong_pages = str(error)
        self.copies_block.show_error(wrong_copies)
        self.pages_block.show_error(wrong_pages)
        if printer is None or wrong_copies or wrong_pages:
            return None
        wanted = self.paper.value if self._what.poster else A4
        return Choice(
            printer.name,
            copies,
            pages,
            two_sided=printer.two_sided and self._two_sides() and self.two_sided.isChecked(),
            colour=printer.colour and self.colour.isChecked(),
            paper=printer.paper_for(wanted or A4),
        )

    def _show_sum(self, *_: object) -> None:
        choice, printer = self.choice(), self.chosen_printer
        self.sum.setText(comes_to(choice, self._what.pages, self._what.starts) if choice else "")
        self.sum.setVisible(choice is not None)
        self.print.setEnabled(choice is not None and printer is not None and not printer.cannot)

    def _agree(self) -> None:
        choice, printer = self.choice(), self.chosen_printer
        if choice is None or printer is None or not self.print.isEnabled():
            return
        self.print.setEnabled(False)  # a second press must not print it twice
        self.dismiss()
        self._agreed(printer, choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # In the sheet as in any dialog Enter means Print, wherever the focus is.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.print.click()
            return
        super().keyPressEvent(event)
