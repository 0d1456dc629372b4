"""Writing a lesson: the words on the left, the slide as it will be on the right."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from trent_desktop.faults import Fault
from trent_desktop.lessons.drafts import LessonDraft, check_room
from trent_desktop.lessons.drawn_apart import (
    as_seen,
    foreign_drawings,
    seen_so_far,
)
from trent_desktop.lessons.head import with_title
from trent_desktop.lessons.lesson import Lesson
from trent_desktop.lessons.letters import not_shown
from trent_desktop.lessons.packs import (
    Pack,
    free_picture_name,
    missing_pictures,
    used_pictures,
)
from trent_desktop.lessons.reading import try_lesson
from trent_desktop.lessons.values import Before, SchoolPack
from trent_desktop.problems import NotAllowed, NotFound, Problem, SomebodyWasFaster
from trent_desktop.sentences import ended, going_on
from ui.background import Lane
from ui.components.buttons import BackLink, PrimaryButton, SecondaryButton
from ui.components.marked_text import FaultCard, MarkedText, to_mend
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.sheets import ask
from ui.components.words import soft
from ui.journeys.draft_keeper import DraftKeeper
from ui.journeys.moments import moment_near
from ui.lessons.adding_pictures import AddingPictures
from ui.lessons.board.pictures import PictureBook
from ui.lessons.snippets import NEW_LESSON, SNIPPETS
from ui.lessons.thumbs import SlideThumb, slide_picture
from ui.shell.rooms import Desk
from ui.theme import SPACE, Tone

_LOOK_AFTER_MS = 250
_MOST_OFFERED = 3
_KEEP, _KEEP_NEW = "Keep for the school", "Keep as a new lesson"
_KEEP_CHANGES = "Keep the changes"


class WritingPage(QWidget):
    """`saved` gives the lesson that was kept for the school."""

    left = Signal()
    saved = Signal(object)
    tried = Signal(object, object)  # the lesson as it is now, and the id of its draft

    def __init__(
        self,
        desk: Desk,
        pack: Pack | None,
        own: SchoolPack | None,
        draft: LessonDraft | None = None,
    ) -> None:
        """A new lesson, a copy of `pack`, a change of one's own; or `draft`, as it was left."""
        super().__init__()
        self._desk = desk
        self._pictures: dict[str, bytes] = {}
        self._asked_for: frozenset[bytes] = frozenset()  # drawings that were given to be drawn
        self._lesson: Lesson | None = None
        self._faults: tuple[Fault, ...] = ()
        self._is_kept = draft is not None
        self._is_saving = False
        self._draft = draft or _begun(desk, pack, own)
        self._build()
        me, drafts = desk.school.signed_in, desk.school.lesson_drafts
        self._keeper = DraftKeeper(drafts.keep, desk.background, clock=me.clock, parent=self)
        self._keeper.kept.connect(self._was_kept)
        self._keeper.failed.connect(lambda words: desk.shell.say(words, Tone.CORAL))
        self._take(self._draft)
        self.throwing.setEnabled(draft is not None)  # not hidden: one row more moves the text
        self._looking = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._looking.timeout.connect(self.look_again)
        self.text.textChanged.connect(self._typed)
        self.text.cursorPositionChanged.connect(self._show_slide)
        self.look_again()
        if draft is None:
            self._find_drafts()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.wide, SPACE.base, SPACE.wide, SPACE.base)
        column.setSpacing(SPACE.near)
        back = BackLink()
        back.clicked.connect(self._leave)
        column.addWidget(back)
        self.insert = SecondaryButton("Insert", "plus")
        menu = QMenu(self.insert)
        for name, words in SNIPPETS.items():
            action = menu.addAction(name)
            action.triggered.connect(lambda _=False, words=words: self.put_in(words))
        self.insert.setMenu(menu)
        self.picture = SecondaryButton("Add a picture…", "image")
        self.keep = PrimaryButton(_KEEP, "check")
        self.keep.clicked.connect(self.save)
        self.throwing = SecondaryButton("Throw it away…", "trash")
        self.throwing.clicked.connect(lambda: self._ask_throw_away(self._draft, self.left.emit))
        self.said = soft("")
        self.offers = QVBoxLayout()
        column.addLayout(self.offers)
        self.trying = SecondaryButton("Try it out", "eye")
        self.trying.clicked.connect(self.try_out)
        column.addWidget(flow(self.keep, self.insert, self.picture, self.trying, self.throwing))
        column.addWidget(self.said)
        split = QSplitter(Qt.Orientation.Horizontal)
        self.text = MarkedText(name="The lesson in Markdown")
        split.addWidget(self.text)
        right = ScrollPage(widest=900, pad=SPACE.base, top=0, gap=SPACE.near)
        self.thumb = SlideThumb("The slide at the cursor", width=520)
        right.column.addWidget(self.thumb)
        self.notes = FaultCard(good="Ready to teach", whole="Whole lesson")
        self.notes.asked.connect(self.text.go_to_line)
        right.column.addWidget(self.notes)
        right.column.addStretch(1)
        split.addWidget(right)
        split.setSizes([520, 560])
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)
        self.adding = AddingPictures(self._desk, self, self.text, self.notes)
        self.adding.added.connect(self._put_picture)
        self.adding.named.connect(self.look_again)
        self.picture.clicked.connect(self.adding.choose)

    # ------------------------------------------------------------------ looking

    def look_again(self) -> None:
        """Read the words anew, mark what is wrong, show the slide."""
        library = self._desk.school.lessons
        self._lesson, faults = try_lesson(library.with_our_ages(self.text.toPlainText()))
        if self._lesson is not None:
            pack = Pack("draft", self.text.toPlainText(), self._lesson, self._pictures)
            faults = (*faults, *missing_pictures(pack))
            self._book = PictureBook(seen_so_far(pack))
            self._draw_apart(pack)
        self._faults = faults
        self.text.mark(faults)
        self.keep.setEnabled(not faults and not self._is_saving)
        self.trying.setEnabled(not faults)
        self._say_how_it_stands()
        self.notes.show_faults(faults)
        self._show_slide()

    def _draw_apart(self, pack: Pack) -> None:
        """Its drawings are made pictures by a process of its own, once."""
        foreign = frozenset(foreign_drawings(pack).values())
        if foreign <= self._asked_for:
            return
        self._asked_for |= foreign
        operation = self._desk.background.run(lambda: as_seen(pack), parent=self)
        operation.then(lambda _seen: self.look_again(), self._desk.shell.say_problem)

    def _show_slide(self) -> None:
        lesson = self._lesson
        if lesson is None or not lesson.slides:
            return
        here = self.text.textCursor().blockNumber() + 1
        number = max(
            (at for at, slide in enumerate(lesson.slides) if slide.line <= here), default=0
        )
        self.thumb.show_picture(slide_picture(lesson, number, None, self._book))

    # ------------------------------------------------------------------ changing

    def put_in(self, words: str) -> None:
        """Put an example in on a line of its own."""
        self.text.put_in(words)

    def _put_picture(self, file: str, content: bytes, place: QTextCursor) -> None:
        file = free_picture_name(file, content, self._pictures)
        pictures = {**self._pictures, file: content}
        try:
            check_room(pictures)
        except Problem as problem:
            self._desk.shell.say_problem(problem)
            return
        self._pictures = pictures
        place.clearSelection()  # its other end went on with what was typed
        place.insertText(f"![What is seen]({file.rpartition('.')[0]})")
        self.look_again()

    def try_out(self) -> None:
        """Play it on the board as it is now; it stays a draft."""
        self.look_again()
        lesson = self._lesson
        if self._faults or lesson is None:
            return
        self._typed()
        self._keeper.flush()
        pack = Pack("draft", self.text.toPlainText(), lesson, self._pictures)
        self.tried.emit(seen_so_far(pack), self._draft.id)

    def save(self) -> None:
        """Keep the lesson for the whole school."""
        self.look_again()
        lesson = self._lesson
        if self._faults or lesson is None or self._is_saving:
            return
        self._is_saving = True
        self.keep.setEnabled(False)
        self._keeper.flush()
        text, pictures = self.text.toPlainText(), dict(self._pictures)
        given = replace(self._draft, text=text, pictures=pictures)
        before = Before(given.replaces, given.version) if given.replaces else None
        library, background = self._desk.school.lessons, self._desk.background
        operation = background.write(
            lambda: library.save(text, used_pictures(lesson, pictures), replaces=before),
            parent=background,
        )
        # She may leave before it is done; what it was the draft of is kept all the same.
        operation.then(
            partial(_kept, self, self._desk, given), partial(_not_kept, self, self._desk)
        )

    def was_saved(self, saved: SchoolPack, given: LessonDraft) -> None:
        """The lesson as it was `given` is kept for the school."""
        self._is_saving = False
        if (self.text.toPlainText(), self._pictures) == (given.text, given.pictures):
            self._forget(self._draft)
            self.saved.emit(saved)
            return
        # She went on typing while it was on its way: that is a change of what is kept now.
        self._draft = replace(self._draft, replaces=saved.id, version=saved.version)
        self.keep.set_words(_KEEP_CHANGES)
        self._typed()
        self.look_again()
        self._desk.shell.say(
            "Kept for the whole school, without what you typed meanwhile. Keep the changes too.",
            Tone.SUN,
        )

    def was_not_saved(self, error: Exception) -> None:
        """It could not be kept; nothing of it is lost."""
        self._is_saving = False
        self.keep.setEnabled(not self._faults)
        if isinstance(error, SomebodyWasFaster | NotFound | NotAllowed):
            # What it was a change of is another lesson now, or none: nothing of hers is lost.
            self._draft = replace(self._draft, replaces=None, version=0)
            self.keep.set_words(_KEEP_NEW)
            self._typed()
        self._desk.shell.say_problem(error)

    # ------------------------------------------------------------------ drafts

    def keep_draft(self) -> None:
        """Put what was typed on the disk now."""
        self._keeper.flush()

    def _take(self, draft: LessonDraft) -> None:
        """Go on with this one."""
        self._draft = draft
        self._pictures = dict(draft.pictures)
        self._is_taking = True  # what is put there is not typed
        self.text.setPlainText(draft.text)
        self._is_taking = False
        self.keep.set_words(_KEEP_CHANGES if draft.replaces else _KEEP)

    def _typed(self) -> None:
        if self._is_taking:
            return
        self._looking.start()
        now = self._desk.school.signed_in.clock()
        self._draft = replace(
            self._draft, text=self.text.toPlainText(), pictures=self._pictures, kept_at=now
        )
        self._keeper.keep(self._draft)

    def _was_kept(self) -> None:
        self._is_kept = True
        self._say_how_it_stands()
        self.throwing.setEnabled(True)

    def _say_how_it_stands(self) -> None:
        kept = " Kept on this laptop, where only you can see it." if self._is_kept else ""
        boxes = [] if self._faults else not_shown(self.text.toPlainText())
        aside = f" {boxes[0]}" if boxes else ""
        self.said.setText(f"{to_mend(self._faults)}{aside}{kept}")

    def _find_drafts(self) -> None:
        drafts = self._desk.school.lesson_drafts
        operation = self._desk.background.run(drafts.all, parent=self)
        operation.then(self._offer, self._desk.shell.say_problem)

    def _offer(self, drafts: tuple[LessonDraft, ...]) -> None:
        clear_layout(self.offers)
        began_from = self._draft.began_from
        for one in [one for one in drafts if one.began_from == began_from][:_MOST_OFFERED]:
            if one.id == self._draft.id:
                continue
            when = moment_near(one.kept_at, self._desk.school.signed_in.clock())
            notice = Notice(
                f"You were writing “{one.title}” ({going_on(when)}).",
                Tone.SKY,
                icon="pencil-simple",
            )
            on, away = PrimaryButton("Go on with it"), SecondaryButton("Throw it away…")
            on.clicked.connect(lambda _=False, one=one: self._go_on(one))
            away.clicked.connect(
                lambda _=False, one=one: self._ask_throw_away(one, self._find_drafts)
            )
            notice.column.addWidget(flow(on, away))
            self.offers.addWidget(notice)

    def _go_on(self, draft: LessonDraft) -> None:
        self._keeper.flush()
        drafts = self._desk.school.lesson_drafts
        operation = self._desk.background.run(lambda: drafts.get(draft.id), parent=self)
        operation.then(self._went_on, self._desk.shell.say_problem)

    def _went_on(self, draft: LessonDraft | None) -> None:
        clear_layout(self.offers)
        if draft is not None:
            self._take(draft)
            self.throwing.setEnabled(True)
            self.look_again()
            self.text.setFocus()

    def _ask_throw_away(self, draft: LessonDraft, then: Callable[[], object]) -> None:
        ask(
            self,
            "Throw away what you were writing?",
            f"“{draft.title}” and its pictures will be gone from this laptop.",
            yes="Throw it away",
            danger=True,
            then=lambda: self._forget(draft, then),
        )

    def _forget(self, draft: LessonDraft, then: Callable[[], object] | None = None) -> None:
        drafts, background = self._desk.school.lesson_drafts, self._desk.background
        if draft.id == self._draft.id:
            self._keeper.end()  # nothing is written after it is gone
        operation = background.write(
            lambda: drafts.discard(draft.id), parent=background, lane=Lane.LAPTOP
        )
        operation.then(
            lambda _nothing: then() if then and isValid(self) else None,
            self._desk.shell.say_problem,
        )

    def _leave(self) -> None:
        self._keeper.flush()
        self.left.emit()


def _kept(page: WritingPage, desk: Desk, given: LessonDraft, saved: SchoolPack) -> None:
    if isValid(page):
        page.was_saved(saved, given)
        return
    drafts, background = desk.school.lesson_drafts, desk.background
    operation = background.write(
        lambda: drafts.kept_for_school(given.id, given, saved.id, saved.version),
        parent=background,
        lane=Lane.LAPTOP,
    )
    operation.otherwise(desk.shell.say_problem)
    if isValid(desk.shell):
        desk.shell.say(f"Kept for the whole school: {ended(saved.pack.lesson.title)}")


def _not_kept(page: WritingPage, desk: Desk, error: Exception) -> None:
    if isValid(page):
        page.was_not_saved(error)
    elif isValid(desk.shell):
        desk.shell.say_problem(error)


def _begun(desk: Desk, pack: Pack | None, own: SchoolPack | None) -> LessonDraft:
    text = pack.text if pack else NEW_LESSON
    if pack is not None and own is None:
        text = with_title(text, " (our copy)")
    return LessonDraft(
        uuid.uuid4(),
        str(own.id) if own else pack.name if pack else "",
        text,
        dict(pack.pictures) if pack else {},
        desk.school.signed_in.clock(),
        own.id if own else None,
        own.version if own else 0,
    )
