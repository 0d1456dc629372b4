"""The Lessons room: choosing a lesson, teaching it, what was covered, writing lessons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.documents.page import Pdf
from trent_desktop.lessons.lesson import Promise
from trent_desktop.lessons.packs import ENDING, Pack
from trent_desktop.lessons.play import PromiseState
from trent_desktop.lessons.run import LessonRun
from trent_desktop.lessons.values import SchoolPack, Taught, taught_of
from trent_desktop.school.people.people import SchoolClass
from ui.components.file_choice import FileChoice
from ui.components.sheets import ask
from ui.components.turned_pages import TurnedPages
from ui.documents import Document, DocumentPreview
from ui.her_classes import begin_with, hers_first, remember
from ui.lessons.clicker import close_by_clicker
from ui.lessons.console import Console
from ui.lessons.coverage import CoveragePage
from ui.lessons.covering import Covering
from ui.lessons.decks import deck_named, ending_of, is_deck
from ui.lessons.front import LessonsFront, Shelf
from ui.lessons.gate import LessonGate
from ui.lessons.laptop_window import LaptopWindow
from ui.lessons.lesson_page import LessonPage
from ui.lessons.own_lessons import OwnLessons
from ui.lessons.papers import poster_picture, shown_slides
from ui.lessons.removing import ask_remove
from ui.lessons.screen_roles import ScreenRoles
from ui.lessons.teaching import Teaching
from ui.shell.fresh import Fresh
from ui.shell.rooms import (
    AsItWas,
    BringIn,
    Desk,
    LessonsOn,
    NewReport,
    OpenClause,
    OpenDeck,
    PolicySection,
    Room,
    RoomPage,
    WayBack,
)
from ui.system.awake import StayAwake
from ui.theme.fonts import load_first_readers

_BACK = WayBack("lessons", "Back to the lesson")


class LessonsPage(RoomPage):
    """All pages of the room; while a lesson runs, its console is in front."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        load_first_readers()
        self.stack = TurnedPages()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.front = LessonsFront(hers_first(desk), begin_with(desk), desk.school.signed_in.clock)
        self.front.chosen.connect(self.open)
        self.front.class_changed.connect(self.refresh)
        self.front.class_changed.connect(lambda: remember(desk, self.front.class_box.value))
        self.front.coverage.clicked.connect(self.show_coverage)
        self.own_lessons = OwnLessons(desk, self)
        self.own_lessons.shown.connect(self._show)
        self.own_lessons.tried.connect(self.try_out)
        self.own_lessons.done.connect(self.show_front)
        self.front.write.clicked.connect(lambda: self.write(None))
        self.front.go_on.connect(self.own_lessons.go_on)
        files = FileChoice(self.front, "A lesson", f"Lessons (*{ENDING} *.zip lesson.md)")
        files.chosen.connect(self.bring_in)
        self.front.bring.clicked.connect(files.browse)
        self.stack.addWidget(self.front)
        self.roles = ScreenRoles(desk.screens, desk.preferences)
        self.awake = StayAwake(self)
        self.teaching: Teaching | None = None
        self.console: Console | None = None
        self._gate: LessonGate | None = None
        self._shelf: Shelf | None = None
        self._deck_from = ""
        self._tried: Callable[[], object] | None = None  # what follows a lesson that is tried out
        desk.changes.directory.connect(lambda: self.front.show_classes(hers_first(desk)))
        Fresh(self.front, (desk.changes.lessons,), self.refresh)
        self.refresh()

    # ------------------------------------------------------------------ RoomPage

    def arrive(self, place: object | None) -> None:
        """The console while a lesson runs, else a deck, or the front page: at a letter if asked."""
        if self.console is not None:
            self.stack.setCurrentWidget(self.console)
            self.console.setFocus()
            if self.teaching is not None and self.teaching.board_hidden:
                self.teaching.come_back()
            return
        if isinstance(place, OpenDeck):
            self.open_deck(place)
        elif not isinstance(place, AsItWas):
            self.show_front()
            self.front.open_on(place.letter if isinstance(place, LessonsOn) else "")
            if isinstance(place, BringIn):
                self.bring_in(place.path)

    def keep(self) -> None:
        """Keep the lesson that runs, and what is being written."""
        self._keep_run()
        keep = getattr(self.stack.currentWidget(), "keep_draft", None)
        if keep is not None:
            keep()

    # ------------------------------------------------------------------ choosing

    def refresh(self) -> None:
        """Read what there is and what was taught."""
        school = self.desk.school

        def work() -> Shelf:
            return Shelf(
                school.lessons.ours(),
                school.lessons.own(),
                school.lesson_log.taught(),
                school.lesson_drafts.all(),
            )

        operation = self.desk.background.run(work, parent=self)
        operation.then(self._show_shelf, self.desk.shell.say_problem)

    def _show_shelf(self, shelf: Shelf) -> None:
        if shelf == self._shelf:
            return
        self._shelf = shelf
        self.front.show_shelf(shelf)

    def show_front(self) -> None:
        """The letters."""
        self._drop_others()
        self.stack.setCurrentWidget(self.front)
        self.refresh()

    def _drop_others(self) -> None:
        self.own_lessons.look_away()
        for number in reversed(range(self.stack.count())):
            page = self.stack.widget(number)
            if page is not None and page not in (self.front, self.console):
                self.stack.removeWidget(page)
                page.deleteLater()

    def _show(self, page: QWidget) -> None:
        self._drop_others()
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def own_pack(self, pack: Pack) -> SchoolPack | None:
        """The school's own lesson that `pack` is, if it is one."""
        own = self._shelf.own if self._shelf else ()
        return next((one for one in own if one.pack.name == pack.name), None)

    def open_deck(self, place: OpenDeck) -> None:
        """A deck for grown-ups; back from it is where it was asked for."""

        def found(pack: Pack | None) -> None:
            if pack is None:
                self.show_front()
            else:
                self._deck_from = place.back
                self.open(pack)

        library, name = self.desk.school.lessons, place.name
        operation = self.desk.background.run(lambda: deck_named(library, name), parent=self)
        operation.then(found, self.desk.shell.say_problem)

    def _leave(self, pack: Pack) -> None:
        self.show_front()
        self.front.take_keyboard()
        if is_deck(pack.lesson):
            self.desk.shell.go("policy", PolicySection(self._deck_from))

    def open(self, pack: Pack) -> None:
        """One lesson, or one deck."""
        self.own_lessons.see(pack, lambda seen: self._open(pack, seen))

    def _open(self, pack: Pack, seen: Pack) -> None:
        school_class = None if is_deck(pack.lesson) else self.front.school_class
        own = self.own_pack(pack)
        may_change = own is not None and self.desk.school.lessons.may_change(own)
        page = LessonPage(seen, school_class.name if school_class else "", may_change=may_change)
        page.left.connect(lambda: self._leave(pack))
        page.start.connect(lambda taught, slide: self.start(seen, taught, slide))
        page.trial.connect(lambda: self.try_out(seen, lambda: self.open(pack)))
        page.copy.connect(lambda: self.write(pack))
        page.export.connect(lambda: self.own_lessons.export(pack))
        page.remove.connect(lambda: ask_remove(self.desk, page, own, self.show_front))
        go = self.desk.shell.go
        page.clause.connect(lambda topic: go("policy", OpenClause(topic, _BACK)))
        self._show(page)
        if is_deck(pack.lesson):
            return
        log, class_id = self.desk.school.lesson_log, self.front.class_id
        operation = self.desk.background.run(
            lambda: log.unfinished(pack.name, class_id), parent=page
        )
        operation.then(page.offer_going_on, self.desk.shell.say_problem)

    # ------------------------------------------------------------------ teaching

    def try_out(self, pack: Pack, then: Callable[[], object]) -> None:
        """Play a lesson as on the day, and keep nothing of it; `then` when it has ended."""
        if self.teaching is None:
            self._tried = then
            self.start(pack, None, 0)

    def start(self, pack: Pack, taught: Taught | None, slide: int) -> None:
        """Begin a lesson, or go on with one."""
        if self.teaching is not None:
            return
        no_class = is_deck(pack.lesson) or self._tried is not None
        school_class = None if no_class else self.front.school_class
        run = LessonRun(
            pack.lesson,
            lesson_name=pack.name,
            class_id=school_class.id if school_class else None,
            started_at=dt.datetime.now(dt.UTC),
        )
        if taught is not None and taught.kept:
            run.take_up(taught.kept)
        run.go(slide)
        self.roles.where = lambda: self.window().frameGeometry()
        teaching = Teaching(pack, run, self.desk.screens, self.roles, parent=self)
        self.teaching = teaching
        self._class: SchoolClass | None = school_class
        name = school_class.name if school_class else ""
        console = Console(teaching, name, self.desk.school.whom.safeguarding)
        self.console = console
        console.ending.connect(self._ask_end)
        console.report.connect(self.report)
        console.poster.connect(self.show_poster)
        console.board_pdf.connect(self.show_board_pdf)
        teaching.keeping.connect(self._keep_run)
        teaching.ended.connect(self._ended)
        window = LaptopWindow(self.window())
        teaching.placed.connect(lambda: window.keep(teaching.arrangement))
        teaching.placing.keyboard_free.connect(self.window().activateWindow)
        self._gate = LessonGate(self.desk.shell, teaching, console)
        self.desk.shell.set_gate(self._gate.may_show)
        self._show(console)
        teaching.start()
        self.awake.hold()
        console.setFocus()

    def _keep_run(self) -> None:
        teaching = self.teaching
        if teaching is None or self._tried is not None or is_deck(teaching.run.lesson):
            return
        name = self._class.name if self._class else ""
        taught = taught_of(teaching.run, self.desk.school.member.id, name)
        log = self.desk.school.lesson_log
        operation = self.desk.background.write(lambda: log.keep(taught), parent=self)
        operation.otherwise(self.desk.shell.say_problem)

    def _ask_end(self) -> None:
        teaching, console = self.teaching, self.console
        if teaching is None or console is None:
            return
        end = ending_of(teaching.run, is_trial=self._tried is not None)
        hidden = teaching.on_one_screen or not console.isVisible()
        if hidden and teaching.window.isVisible():
            teaching.window.question.ask(f"{end.question} {end.words}", end.yes, teaching.end)
            return
        sheet = ask(console, end.question, end.words, yes=end.yes, no=end.no, then=teaching.end)
        close_by_clicker(sheet, teaching)

    def _ended(self) -> None:
        teaching, console = self.teaching, self.console
        self.desk.shell.set_gate(None)
        self.awake.let_go()
        self.teaching = self.console = self._gate = None
        if teaching is None:
            return
        tried, self._tried = self._tried, None
        self.desk.shell.say(ending_of(teaching.run, is_trial=tried is not None).said)
        if console is not None:
            self.stack.removeWidget(console)
            console.deleteLater()
        teaching.deleteLater()
        if tried is not None:
            tried()
        else:
            self._leave(teaching.pack)

    def report(self) -> None:
        """A child said something worrying: the report, on this laptop only."""
        if self.teaching is not None:
            self.teaching.tools.calm_now()
        self.desk.shell.go("reports", NewReport("told"))

    # ------------------------------------------------------------------ papers

    def show_poster(self) -> None:
        """The promise of the class that is taught."""
        teaching = self.teaching
        if teaching is None:
            return
        run = teaching.run
        slide = run.lesson.slides[run.slide]
        state = run.state(run.slide)
        if not isinstance(slide.activity, Promise) or not isinstance(state, PromiseState):
            return
        chosen = sorted(state.chosen) or range(len(slide.activity.lines))
        lines = [slide.activity.lines[number].plain for number in chosen]
        name, school = self._class.name if self._class else "", self.desk.school
        picture = poster_picture(run, teaching.book)

        def make() -> Pdf:
            from trent_desktop.lessons.documents import promise_poster_pdf
            from trent_desktop.school.settings.letterhead import letterhead_of

            today = dt.datetime.now().astimezone().date()
            return promise_poster_pdf(
                letterhead_of(school), run.lesson, lines, name, today, picture=picture()
            )

        self._preview(Document("Our promise", "Our promise.pdf", make, poster=True))

    def show_board_pdf(self) -> None:
        """Every slide as it was left, with its ink."""
        teaching = self.teaching
        if teaching is None:
            return
        slides = shown_slides(teaching.run, teaching.book)
        title, school = teaching.run.lesson.title, self.desk.school.school.name

        def make() -> Pdf:
            from trent_desktop.lessons.documents import board_pdf

            return board_pdf(title, school, slides)

        self._preview(Document("The board", "Board.pdf", make))

    def _preview(self, document: Document) -> None:
        asked_on = self.stack.currentWidget()
        preview = DocumentPreview(self.desk.background, document)

        def left() -> None:
            self.stack.removeWidget(preview)
            preview.deleteLater()
            self.stack.setCurrentWidget(self.console or asked_on or self.front)

        preview.left.connect(left)
        self.stack.addWidget(preview)
        self.stack.setCurrentWidget(preview)

    def show_coverage(self) -> None:
        """What the class has covered."""
        taught = self._shelf.taught if self._shelf else ()
        desk, chosen = self.desk, self.front.school_class
        covering = Covering(desk, chosen, taught, self._preview, self._show, self.show_coverage)
        covering.page.left.connect(self.show_front)
        covering.page.judged.connect(
            lambda one, said, why: covering.judge(one, said, why, then=self._judged)
        )
        self._show(covering.page)

    def _judged(self, taught: Taught) -> None:
        shelf = self._shelf
        if shelf is None:
            return
        known = tuple(taught if one.id == taught.id else one for one in shelf.taught)
        self._show_shelf(replace(shelf, taught=known))
        if isinstance(self.stack.currentWidget(), CoveragePage):
            self.show_coverage()

    # ------------------------------------------------------------------ own lessons

    def write(self, pack: Pack | None) -> None:
        """The editor: a new lesson, or a copy of one, or one's own."""
        self.own_lessons.write(pack, self.own_pack(pack) if pack is not None else None)

    def bring_in(self, path: str) -> None:
        """Take a lesson from a file; what is not safe is refused in words."""
        self.own_lessons.bring_in(path)


LESSONS = Room(
    "lessons",
    "Lessons",
    "chalkboard-teacher",
    LessonsPage,
    shortcut="Ctrl+L",
    about_children=False,
)
