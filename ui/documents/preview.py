"""A paper inside the window: made off the GUI thread, looked at, printed, saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.documents.page import Pdf
from trent_desktop.problems import PrintRefused, Problem
from ui.background import Background
from ui.components.focus_kept import focus_if_before_her
from ui.components.toasts import Toasts
from ui.documents.following import JobWatch
from ui.documents.pages import PdfPages
from ui.documents.preview_view import PreviewView
from ui.documents.printers.values import ToPrint
from ui.documents.printing import (
    Chosen,
    Printing,
    Sent,
    SystemPrinting,
    print_pdf,
)
from ui.documents.saving import Places, SystemPlaces, save_file
from ui.theme import Tone


def _nothing() -> None:
    """Nothing has to happen first."""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that can be made. `make`, `before_print` and `before_save` run off the GUI thread.

    `file_name` is offered when it is saved: it holds a reference, never a name. `before_print`
    (called when a printer has taken the job, and before anything of it is sent) and `before_save`
    write down that it is done, or raise a `Problem` that forbids it. `poster`: best on A3 and in
    colour. `whole`: what `before_print` writes down is all of it, so that no part is printed.
    """

    title: str
    file_name: str
    make: Callable[[], Pdf] = field(repr=False)
    before_print: Callable[[], object] = field(default=_nothing, repr=False)
    before_save: Callable[[], object] = field(default=_nothing, repr=False)
    poster: bool = False
    whole: bool = False


class DocumentPreview(QWidget):
    """Shows a `Document`. `left` says that she pressed Back or Escape."""

    left = Signal()
    printed = Signal()
    saved = Signal()

    def __init__(
        self,
        background: Background,
        document: Document,
        *,
        printing: Printing | None = None,
        places: Places | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("documentPreview")
        self._background = background
        self._document = document
        self._printing: Printing = printing or SystemPrinting(background)
        self._places: Places = places or SystemPlaces()
        self._pages: PdfPages | None = None
        self._starts: tuple[int, ...] = ()
        self.watch: JobWatch | None = None
        self.view = PreviewView(background, document.title, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.toasts = Toasts(self)
        self._connect()
        self.make()

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(self.left)
        view.farther.clicked.connect(view.pages.farther)
        view.nearer.clicked.connect(view.pages.nearer)
        view.fit.clicked.connect(lambda: view.pages.set_zoom(None))
        view.print.clicked.connect(self.ask_printer)
        view.save.clicked.connect(self.ask_place)
        view.again.clicked.connect(self.make)
        view.pages.page_changed.connect(self._show_page_number)
        for keys, act in (
            (QKeySequence.StandardKey.Print, self.ask_printer),
            (QKeySequence.StandardKey.Save, self.ask_place),
            (QKeySequence.StandardKey.ZoomIn, view.pages.nearer),
            (QKeySequence("Ctrl+="), view.pages.nearer),
            (QKeySequence.StandardKey.ZoomOut, view.pages.farther),
            (QKeySequence("Ctrl+0"), view.fit.click),
            (QKeySequence(Qt.Key.Key_Escape), self.left.emit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ------------------------------------------------------------------ making

    def make(self) -> None:
        """Make the paper, again if need be."""
        self._ready(False)
        self.view.page.setText("")
        self.view.stack.setCurrentWidget(self.view.waiting)
        make = self._document.make

        def work() -> tuple[Pdf, PdfPages]:
            pdf = make()
            return pdf, PdfPages.read(pdf.content)

        operation = self._background.run(work, parent=self)
        operation.then(self._show, self._could_not_make)

    def _show(self, result: tuple[Pdf, PdfPages]) -> None:
        pdf, self._pages = result
        self._starts = pdf.starts
        self.view.notes.say("\n".join(pdf.notes))
        self.view.notes.setVisible(bool(pdf.notes))
        self.view.stack.setCurrentWidget(self.view.pages)
        self.view.pages.show_pages(self._pages)
        self._ready(True)
        focus_if_before_her(self.view.print)

    def _could_not_make(self, error: Exception) -> None:
        # What must not be printed will not be printable on a second try.
        self.view.again.setVisible(not isinstance(error, PrintRefused))
        self.view.failed.words.setText(_told(error))
        self.view.stack.setCurrentWidget(self.view.failed)

    def _ready(self, ready: bool) -> None:
        view = self.view
        for widget in (view.print, view.save, view.farther, view.nearer, view.fit):
            widget.setEnabled(ready)

    def _show_page_number(self, page: int, of: int) -> None:
        self.view.page.setText(f"Page {page} of {of}")

    # ------------------------------------------------------------------ printing

    def ask_printer(self) -> None:
        """Ask which printer, and print when she has chosen."""
        if self._pages is not None and self.view.print.isEnabled():
            self._printing.ask(self, self._what(self._pages), self._print)

    def _what(self, pages: PdfPages) -> ToPrint:
        document = self._document
        return ToPrint(len(pages), self._starts, poster=document.poster, whole=document.whole)

    def _print(self, chosen: Chosen) -> None:
        pages, before = self._pages, self._document.before_print
        if pages is None:
            return
        self.view.print.setEnabled(False)
        what = self._what(pages)
        operation = self._background.run(
            lambda: print_pdf(pages.content, chosen, what, taken=before), parent=self
        )
        operation.then(self._has_printed, self._could_not_print)

    def _has_printed(self, sent: Sent) -> None:
        self.view.print.setEnabled(True)
        if self.watch is not None:
            self.watch.stop()
        self.watch = JobWatch(self, self._background, sent, self._tell_how)
        self.watch.begin()
        self.printed.emit()

    def _tell_how(self, words: str, tone: Tone, going: bool) -> None:
        watch = self.watch
        link, then = ("Cancel", watch.cancel) if going and watch is not None else ("", None)
        self.toasts.say(words, tone, link=link, then=then)

    def _could_not_print(self, error: Exception) -> None:
        self.view.print.setEnabled(True)
        self.toasts.say(_told(error), Tone.CORAL)

    # ------------------------------------------------------------------ saving

    def ask_place(self) -> None:
        """Ask where the PDF shall go, and save it there."""
        if self._pages is not None and self.view.save.isEnabled():
            self._places.ask(self, self._document.file_name, self._save)

    def _save(self, path: Path) -> None:
        pages, before = self._pages, self._document.before_save
        if pages is None:
            return
        self.view.save.setEnabled(False)

        def work() -> Path:
            before()
            return save_file(path, pages.content)

        operation = self._background.run(work, parent=self)
        operation.then(self._has_saved, self._could_not_save)

    def _has_saved(self, path: Path) -> None:
        self.view.save.setEnabled(True)
        words = f"Saved as {path.name}."
        if not self._document.poster:  # that hangs on a wall
            words += " It is no longer encrypted: keep it where only those who need it can open it."
        self.toasts.say(words)
        self.saved.emit()

    def _could_not_save(self, error: Exception) -> None:
        self.view.save.setEnabled(True)
        self.toasts.say(_told(error), Tone.CORAL)

    def hideEvent(self, event: QEvent) -> None:  # type: ignore[override]
        super().hideEvent(event)  # type: ignore[arg-type]
        self.toasts.clear()


def _told(error: Exception) -> str:
    """What a person is told; what nobody foresaw goes on to the panel that says so."""
    if isinstance(error, Problem):
        return str(error)
    raise error
