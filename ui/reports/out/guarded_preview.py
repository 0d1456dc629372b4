"""A paper that leaves only with the password: asked before it is saved, and printed if so wished."""

from __future__ import annotations

from collections.abc import Callable

from ui.background import Background
from ui.components.sheets import Sheet
from ui.documents import Document, DocumentPreview, Places, Printing
from ui.reports.out.password_sheet import ask_password
from ui.theme import Tone

SAVING = "Once it is saved, the file is no longer encrypted. It is written down that you saved it."


def _nothing(_password: str) -> None:
    """Nothing is done with it."""


class GuardedPreview(DocumentPreview):
    """Asks for the password first. `check` raises `SignInRefused` for a wrong one.

    `print_too`: before it is printed as well. `told` is given the right one.
    """

    def __init__(
        self,
        background: Background,
        document: Document,
        check: Callable[[str], object],
        *,
        why: str = SAVING,
        print_too: bool = False,
        told: Callable[[str], object] = _nothing,
        printing: Printing | None = None,
        places: Places | None = None,
    ) -> None:
        self._check = check
        self._why = why
        self._print_too = print_too
        self._told = told
        self._asks = background
        self.sheet: Sheet | None = None
        super().__init__(background, document, printing=printing, places=places)

    def ask_printer(self) -> None:
        """Ask which printer, with the password first where that is wished."""
        if not self._print_too:
            super().ask_printer()
        elif self.view.print.isEnabled():
            self._ask(super().ask_printer)

    def ask_place(self) -> None:
        """With the password, ask where the PDF shall go."""
        if self.view.save.isEnabled():
            self._ask(super().ask_place)

    def _ask(self, then: Callable[[], None]) -> None:
        def right(password: str) -> None:
            self._told(password)
            then()

        self.sheet = ask_password(
            self,
            self._asks,
            self._why,
            self._check,
            right,
            lambda error: self.toasts.say(str(error), Tone.CORAL),
        )
