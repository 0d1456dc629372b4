"""A batch that is looked at, printed and saved: its first page at once, the rest a moment later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.agreements.giving.batch import BatchPlan, Scope
from trent_desktop.agreements.paper.documents import Cancelled
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import AnswersRefused, Problem
from ui.agreements.giving.batch_laying import lay_out_batch
from ui.agreements.giving.batch_view import BatchView
from ui.agreements.paper.batch_pages import BatchPages
from ui.agreements.paper.folders import FORMS, SystemFolders
from ui.agreements.paper.letters import batch_print, today_of
from ui.agreements.paper.print_work import PrintWork
from ui.documents.following import JobWatch
from ui.documents.printers.values import PrintStopped, ToPrint
from ui.documents.printing import Chosen, Printing, Sent, SystemPrinting
from ui.documents.saving import Places, SystemPlaces
from ui.shell.rooms import AgreementsSection, Desk
from ui.theme import Tone

#: Milliseconds between two looks at how far a print is.
_LOOK_MS = 80
#: Said when codes are written down although not everything came out.
_SAME_CODES = "Printed again from here or from “Printed before”, the forms keep their codes."


class _Saving:
    """Stops a save when its panel goes, that is when she signs out.

    Nothing can be written down after that, so nothing is saved either. What a printer has begun
    on is written down already, and comes out to its end.
    """

    def __init__(self) -> None:
        self.work: PrintWork | None = None

    def stop(self) -> None:
        if self.work is not None:
            self.work.stop()


class BatchPanel(QWidget):
    """`ask` for a batch; `refused` comes when there is none.

    Choosing another batch while one is printed or saved does not disturb that.
    """

    refused = Signal(Exception)
    back = Signal()

    def __init__(
        self,
        desk: Desk,
        *,
        back: str = "Back",
        title: str = "",
        links_to_printed: bool = True,
        printing: Printing | None = None,
        places: Places | None = None,
        folders: Places | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._printing: Printing = printing or SystemPrinting(desk.background)
        self._places: Places = places or SystemPlaces(sort=FORMS)
        self._folders: Places = folders or SystemFolders()
        self._link = "Printed before" if links_to_printed else ""
        self._asked = 0
        self._make: Callable[[], BatchPlan] | None = None
        self._plan: BatchPlan | None = None
        self._pages: BatchPages | None = None
        self._is_whole = False
        self._work: PrintWork | None = None
        self._left: tuple[int, ...] = ()
        self.job: JobWatch | None = None
        self._saving = _Saving()
        self.destroyed.connect(self._saving.stop)
        self.view = BatchView(desk.background, back=back, title=title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._watch = QTimer(self)
        self._watch.setObjectName("batchPanel")
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self._show_how_far)
        self._connect()
        self._fit_buttons()

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(self.back)
        view.print.clicked.connect(self.ask_printer)
        view.save.clicked.connect(self.ask_place)
        view.per_class.clicked.connect(self.ask_folder)
        view.fillable.clicked.connect(self.ask_place_of_fillable)
        view.cancel.clicked.connect(self.cancel)
        view.again.clicked.connect(self._ask_once_more)
        view.nearer.clicked.connect(view.pages.nearer)
        view.farther.clicked.connect(view.pages.farther)
        view.pages.page_changed.connect(self._show_page_number)
        for keys, button in (
            (QKeySequence.StandardKey.Print, view.print),
            (QKeySequence.StandardKey.Save, view.save),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    # ------------------------------------------------------------------ looking

    @property
    def plan(self) -> BatchPlan | None:
        """What is shown."""
        return self._plan

    @property
    def pages(self) -> BatchPages | None:
        """Its pages: the first of them until all are laid out."""
        return self._pages

    @property
    def is_whole(self) -> bool:
        """Whether all pages are laid out, so that they can be printed."""
        return self._is_whole

    @property
    def work(self) -> PrintWork | None:
        """What is printed or saved now."""
        return self._work

    def ask(self, make: Callable[[], BatchPlan]) -> None:
        """Show what `make` comes to; it runs off the GUI thread."""
        self._make = make
        self._asked += 1
        number, school = self._asked, self.desk.school
        self._is_whole = False
        self._fit_buttons()

        def work() -> tuple[int, BatchPlan, BatchPages]:
            plan = make()
            first = BatchPages.first(plan, batch_print(school, today_of(school)))
            first.draw(0, 200)  # made by now when it is shown
            return number, plan, first

        operation = self.desk.background.run(work, parent=self)
        operation.then(self._show_first, lambda error: self._refuse(number, error))

    def look_again(self, make: Callable[[], BatchPlan]) -> None:
        """Something changed elsewhere: what is shown stays, and how it went, if it is the same."""
        number = self._asked

        def then(plan: BatchPlan) -> None:
            shown = self._plan if self._is_whole else None
            if number == self._asked and (shown is None or not plan.comes_to_the_same(shown)):
                self.ask(make)

        operation = self.desk.background.run(make, parent=self)
        operation.then(then, lambda error: self._refuse(number, error))

    def hold(self) -> None:
        """What was chosen cannot be read yet: what is shown stays, and cannot be printed."""
        self._asked += 1
        self._is_whole = False
        self._fit_buttons()

    def _ask_once_more(self) -> None:
        if self._make is not None:
            self.ask(self._make)

    def _show_first(self, result: tuple[int, BatchPlan, BatchPages]) -> None:
        number, plan, pages = result
        if number != self._asked:
            return  # something else was chosen since
        self._plan, self._pages = plan, pages
        self._left = ()
        self.view.forget()
        self.view.say_notes(plan.notes)
        self.view.stack.setCurrentWidget(self.view.pages)
        self.view.pages.show_pages(pages)
        self._show_figures()
        self._fit_buttons()
        school = self.desk.school

        def work() -> tuple[int, BatchPages, tuple[str, ...]]:
            return number, *lay_out_batch(plan, batch_print(school, today_of(school)))

        operation = self.desk.background.run(work, parent=self)
        operation.then(self._show_all, lambda error: self._refuse(number, error))

    def _show_all(self, result: tuple[int, BatchPages, tuple[str, ...]]) -> None:
        number, pages, notes = result
        if number != self._asked:
            return
        self._pages, self._is_whole = pages, True
        self.view.say_notes(notes)
        self.view.pages.show_pages(pages, stay=True)
        self._show_figures()
        self._fit_buttons()

    def _refuse(self, number: int, error: Exception) -> None:
        if number != self._asked:
            return
        if not isinstance(error, Problem):
            self.desk.shell.say_problem(error)
        self._plan = self._pages = None
        self.view.say_notes(())
        self.view.forget()
        self.view.pages.show_pages(None)
        self.view.count.setText("")
        self.view.page.setText("")
        self._fit_buttons()
        chosen = isinstance(error, AnswersRefused)
        self.view.empty.heading.setText("No pages yet" if chosen else "The pages could not be made")
        self.view.empty.words.setText(str(error) if isinstance(error, Problem) else "")
        self.view.again.setVisible(not chosen)
        self.view.stack.setCurrentWidget(self.view.empty)
        self.refused.emit(error)

    def _fit_buttons(self) -> None:
        view, plan = self.view, self._plan
        for button in view.buttons:
            button.setEnabled(self._is_whole and self._work is None)
        view.per_class.setVisible(plan is not None and len(plan.groups) > 1)
        view.fillable.setVisible(plan is not None and len(plan.forms) == 1)
        for button in (view.nearer, view.farther):
            button.setVisible(plan is not None)

    def _show_figures(self) -> None:
        plan, pages = self._plan, self._pages
        if plan is None or pages is None:
            return
        people = len({one.pupil_id or one.member_id for one in plan.forms})
        is_staff = plan.order.chosen.scope is Scope.STAFF
        one, several = ("member of staff", "members of staff") if is_staff else ("pupil", "pupils")
        said = f"{people:,} {one if people == 1 else several}"
        count = len(pages) if self._is_whole else len(plan.forms)
        thing = "page" if self._is_whole else "form"
        self.view.count.setText(f"{said}, {count:,} {thing if count == 1 else thing + 's'}")
        self._show_page_number(self.view.pages.page + 1, 0)

    def _show_page_number(self, page: int, _of: int) -> None:
        pages = self._pages
        of = f" of {len(pages):,}" if pages is not None and self._is_whole else ""
        self.view.page.setText(f"Page {page:,}{of}")

    # ------------------------------------------------------------------ printing and saving

    def ask_printer(self) -> None:
        """Which printer, and how. Where some were printed already, the others are proposed."""
        plan, pages = self._plan, self._pages
        if plan is None or pages is None:
            return
        what = ToPrint(
            len(pages), pages.starts, two_sided=plan.order.duplex, offered=self._left or None
        )
        self._printing.ask(self, what, self._print)

    def _print(self, chosen: Chosen) -> None:
        self._go(lambda work: work.print_to(chosen))

    def ask_place(self) -> None:
        """Where the PDF shall go."""
        self._places.ask(self, "Agreements.pdf", self._save)

    def _save(self, path: Path) -> None:
        self._go(lambda work: work.save_to(path), stops_with_page=True)

    def ask_place_of_fillable(self) -> None:
        """Where the form for e-mail shall go."""
        self._places.ask(self, "Agreement to fill in.pdf", self._save_fillable)

    def _save_fillable(self, path: Path) -> None:
        self._go(lambda work: work.save_fillable(path), stops_with_page=True)

    def ask_folder(self) -> None:
        """Into which folder the files go."""
        name = f"Agreements {date_for_people(today_of(self.desk.school))}"
        self._folders.ask(self, name, self._save_per_class)

    def _save_per_class(self, folder: Path) -> None:
        self._go(lambda work: work.save_per_class(folder), stops_with_page=True)

    def _go(
        self, what: Callable[[PrintWork], str | Sent], *, stops_with_page: bool = False
    ) -> None:
        pages, plan = self._pages, self._plan
        if plan is None or pages is None or not self._is_whole or self._work is not None:
            return
        school = self.desk.school
        how = batch_print(school, today_of(school))
        work = self._work = PrintWork(pages, plan, how, school.agreements.batches)
        self._saving.work = work if stops_with_page else None
        self.view.forget()
        had_focus = any(button.hasFocus() for button in self.view.buttons)
        self._fit_buttons()
        self._show_how_far()
        self.view.strip.show()
        if had_focus:
            self.view.cancel.setFocus()
        self._watch.start()
        operation = self.desk.background.run(lambda: what(work), parent=self)
        operation.then(
            lambda found: self._done(work, found), lambda error: self._not_done(work, error)
        )

    def cancel(self) -> None:
        """Stop what is under way at its next page."""
        if self._work is not None:
            self._work.stop()
            self._show_how_far()

    def _show_how_far(self) -> None:
        if self._work is not None:
            share, words = self._work.how_far()
            self.view.bar.fill(share)
            self.view.how_far.setText(words)

    def _end(self, work: PrintWork) -> None:
        self._work = self._saving.work = None
        self._watch.stop()
        if self._pages is not None and work.is_of(self._pages):
            self._plan = work.plan  # given out now: printed once more, it has the same codes
            if work.printed:
                every = self._left or range(len(self._pages))
                self._left = tuple(one for one in every if one not in set(work.printed))
        had_focus = self.view.cancel.hasFocus()
        self.view.strip.hide()
        self._fit_buttons()
        if had_focus:
            self.view.print.setFocus()

    def _say(self, words: str, tone: Tone, link: str, then: Callable[[], object]) -> None:
        pressed = self.view.tell(words, tone, link)
        if pressed is not None:
            pressed.clicked.connect(then)
        if not self.isVisible():
            self.desk.shell.say(words, tone, link=link, then=then if link else None)

    def _show_printed(self) -> None:
        self.desk.shell.go("agreements", AgreementsSection("printed"))

    def _done(self, work: PrintWork, found: str | Sent) -> None:
        self._end(work)
        if isinstance(found, str):
            self._say(found, Tone.LEAF, self._link, self._show_printed)
            return
        if self.job is not None:
            self.job.stop()
        self.job = JobWatch(self, self.desk.background, found, self._tell_job)
        self.job.begin()

    def _tell_job(self, words: str, tone: Tone, going: bool) -> None:
        """How the job is getting on; what was left out of it is offered next."""
        job = self.job
        if going and job is not None:
            self._say(words, tone, "Cancel the job", job.cancel)
        elif self._left:
            many = "1 page" if len(self._left) == 1 else f"{len(self._left):,} pages"
            self._say(words, tone, f"Print the other {many}", self.ask_printer)
        else:
            self._say(words, tone, self._link, self._show_printed)

    def _not_done(self, work: PrintWork, error: Exception) -> None:
        self._end(work)
        link = self._link if work.is_given_out else ""
        if not isinstance(error, Problem):
            self.desk.shell.say_problem(error)
            words = "Something went wrong in the program."
            self._say(words, Tone.CORAL, link, self._show_printed)
            return
        stopped = isinstance(error, (PrintStopped, Cancelled))
        words = f"{error} {_SAME_CODES}" if work.is_given_out else str(error)
        self._say(words, Tone.SKY if stopped else Tone.CORAL, link, self._show_printed)
