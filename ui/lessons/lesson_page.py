"""One lesson before it is taught: what it is for, its slides, and the way onto the board."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.lessons.lesson import Audience, minutes_in_words
from trent_desktop.lessons.packs import Pack
from trent_desktop.lessons.values import Taught, where_stopped
from trent_desktop.oversight.carried_out import topic_of_letter
from trent_desktop.policy.topic_words import topic_words
from trent_desktop.sentences import ended
from ui.components.buttons import BackLink, LinkButton, PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.marks import Chip
from ui.components.notices import Notice
from ui.components.pages import EqualColumns, ScrollPage, clear_layout, flow
from ui.components.words import body, heading, soft, title
from ui.lessons.board.pictures import PictureBook
from ui.lessons.thumbs import SlideThumb, slide_picture
from ui.theme import SPACE, Tone


class LessonPage(ScrollPage):
    """`start` begins the lesson, with what was kept when it goes on from before."""

    left = Signal()
    start = Signal(object, int)  # what to go on from (or None), and the slide to begin at
    trial = Signal()  # play it, and keep nothing of it
    copy = Signal()
    export = Signal()
    remove = Signal()
    clause = Signal(str)  # what the policy's clause is about

    def __init__(self, pack: Pack, class_name: str, *, may_change: bool) -> None:
        super().__init__(widest=1060, gap=SPACE.base)
        self.pack = pack
        lesson = pack.lesson
        back = BackLink()
        back.clicked.connect(self.left)
        self.column.addWidget(back)
        head = QVBoxLayout()
        head.setSpacing(SPACE.hair)
        head.addWidget(title(lesson.title))
        whom = f"for {class_name}" if class_name else "without a class"
        words = f"{lesson.letter.word} · {lesson.band.title} · {minutes_in_words(lesson.minutes)} · {whom}"
        if lesson.audience is not Audience.PUPILS:
            words = f"{lesson.audience.words} · {minutes_in_words(lesson.minutes)}"
        head.addWidget(soft(words))
        if lesson.came_from:
            head.addWidget(soft(f"From {lesson.came_from}"))
        self.column.addLayout(head)
        self._again = QVBoxLayout()
        self.column.addLayout(self._again)
        self.button = PrimaryButton("Start", "play-fill")
        self.button.clicked.connect(lambda: self.start.emit(None, 0))
        self.copying = SecondaryButton(
            "Change this lesson" if may_change else "Copy and change", "copy"
        )
        self.copying.clicked.connect(self.copy)
        self.exporting = SecondaryButton("Save as a file…", "export")
        self.exporting.clicked.connect(self.export)
        self.trying = SecondaryButton("Try it out", "eye")
        self.trying.setToolTip("Played as on the day. Nothing of it counts as taught.")
        self.trying.clicked.connect(self.trial)
        buttons: list[QWidget] = [self.button, self.trying, self.copying, self.exporting]
        if may_change:
            self.removing = SecondaryButton("Remove it…", "trash")
            self.removing.clicked.connect(self.remove)
            buttons.append(self.removing)
        self.column.addWidget(flow(*buttons))
        self.column.addWidget(self._about())
        holder = QWidget()
        grid = EqualColumns(holder, narrowest=220, gap=SPACE.base)
        self.thumbs: list[SlideThumb] = []
        for number, slide in enumerate(lesson.slides):
            thumb = SlideThumb(f"Slide {number + 1}: {slide.title.plain}", begins=True)
            thumb.clicked.connect(lambda _on=False, number=number: self.start.emit(None, number))
            grid.addWidget(thumb)
            self.thumbs.append(thumb)
        self.column.addWidget(heading("The slides"))
        self.column.addWidget(soft("Press one to begin there."))
        self.column.addWidget(holder)
        self.column.addStretch(1)
        self._book = PictureBook(pack)
        self._next = 0
        self._drawing = QTimer(self, interval=0)
        self._drawing.timeout.connect(self._draw_one)
        self._drawing.start()

    def _about(self) -> Card:
        lesson = self.pack.lesson
        card = Card()
        card.column.addWidget(heading("At the end"))
        for aim in lesson.aims:
            card.column.addWidget(body(f"•  {aim}"))
        if lesson.vocabulary:
            card.column.addWidget(heading("Words"))
            for word, means in lesson.vocabulary:
                card.column.addWidget(body(f"{word}: {means}"))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(flow(*(Chip(one, Tone.ACT) for one in lesson.strands), gap=SPACE.tight))
        card.column.addWidget(row)
        for one in lesson.curriculum:
            card.column.addWidget(soft(one))
        if lesson.take_home:
            card.column.addWidget(heading("For parents" if lesson.strands else "To take home"))
            card.column.addWidget(body(lesson.take_home))
        topic = topic_of_letter(lesson.letter.value)
        self.policy = LinkButton(f"Policy: {topic_words(topic)}", "book-open")
        self.policy.clicked.connect(lambda: self.clause.emit(topic))
        card.column.addWidget(self.policy)
        return card

    def offer_going_on(self, taught: Taught | None) -> None:
        """The class stopped in this lesson before."""
        clear_layout(self._again)
        lesson = self.pack.lesson
        at = where_stopped(taught, lesson) if taught is not None else None
        if taught is None or at is None:
            return
        where = (
            f"{taught.class_name or 'You'} stopped at slide {at + 1} of {len(lesson.slides)}, "
            f"“{lesson.slides[at].title.plain}”"
        )
        notice = Notice(
            f"{ended(where)} What was done and drawn is kept.",
            Tone.SKY,
            icon="bookmark-simple",
        )
        self.going_on = PrimaryButton(f"Go on from slide {at + 1}", "play-fill")
        self.going_on.clicked.connect(lambda: self.start.emit(taught, at))
        notice.column.addWidget(flow(self.going_on))
        self._again.addWidget(notice)
        self.button.set_words("Start from the beginning")

    def _draw_one(self) -> None:
        """One small picture each time the window has nothing else to do."""
        if self._next >= len(self.thumbs):
            self._drawing.stop()
            return
        number = self._next
        self._next += 1
        self.thumbs[number].show_picture(slide_picture(self.pack.lesson, number, None, self._book))
