"""The console on the laptop while a lesson runs: notes, what comes next, time, tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.lessons.lesson import Promise, minutes_in_words
from ui.components.buttons import DangerButton, PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.focus import by_keyboard, draw_ring
from ui.components.input_watch import input_watch
from ui.components.marks import Chip
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.sheets import Sheet
from ui.components.words import Words, body, heading, strong
from ui.journeys.direction import isolated
from ui.lessons.board.overlays import Cover
from ui.lessons.console_parts import FoldingTools, NowAndNext
from ui.lessons.keyboard import KeyboardKept
from ui.lessons.keys import SHOWN, TURNING
from ui.lessons.teaching import Teaching
from ui.lessons.thumbs import slide_picture
from ui.theme import RADIUS, SPACE, Tone
from ui.theme.tokens import FOCUS_GAP

#: What to say when a child discloses, and what not (rule 23).
IF_A_CHILD_TELLS = (
    "Stay calm. Stop what you are doing, and listen.",
    "Say: “I am glad you told me. It is not your fault.”",
    "Let the child use their own words. Do not ask leading questions.",
    "Do not promise to keep it secret. Say who you will tell, and why.",
    "Do not look at, copy or ask for any picture or message.",
    "Do not talk to the person it is about, or to parents, before the safeguarding lead.",
    "If somebody is in danger now: 999, then the safeguarding lead.",
    "Tell the safeguarding lead today, in person, and write it down in the child's words.",
)


class Console(QWidget):
    """What the teacher sees and presses. `report` asks for the report journey, on this laptop."""

    spoken_as = QAccessible.Role.Grouping
    report = Signal()
    ending = Signal()
    poster = Signal()
    board_pdf = Signal()

    def __init__(
        self, teaching: Teaching, class_name: str, leads: Callable[[], Sequence[str]] = tuple
    ) -> None:
        """`leads`: the safeguarding leads with their numbers, in words."""
        super().__init__()
        self._leads = leads
        self.teaching = teaching
        self._shown = (-1, -1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.wide, SPACE.base, SPACE.wide, SPACE.base)
        column.setSpacing(SPACE.near)
        column.addWidget(self._head(class_name))
        self.screens = Notice("", Tone.SUN, icon="monitor")
        self.show_board = SecondaryButton("Show the board again", "projector-screen")
        self.show_board.clicked.connect(teaching.come_back)
        self.seen_here = SecondaryButton("This one", "projector-screen")
        self.seen_here.clicked.connect(lambda: teaching.answer(seen_here=True))
        self.not_here = SecondaryButton("The other one", "laptop")
        self.not_here.clicked.connect(lambda: teaching.answer(seen_here=False))
        self.screens.column.addWidget(flow(self.show_board, self.not_here, self.seen_here))
        column.addWidget(self.screens)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE.base)
        slides = self._slides = NowAndNext()
        self.number, self.now = slides.number, slides.now
        self.next_words, self.next = slides.next_words, slides.next
        middle.addWidget(slides, 5)
        self._notes_page = self._notes()
        kept = self._notes_page.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._notes_page.setSizePolicy(kept)
        middle.addWidget(self._notes_page, 6)
        column.addLayout(middle, 1)
        column.addWidget(self._foot())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("The lesson: arrow keys move it on and back")
        # All of it hears the keys, and outside it there is no room for a ring: it draws its own.
        self.setProperty("ownFocus", True)
        input_watch().keyboard_changed.connect(self._by_other_means)
        self._hear_the_clicker()
        KeyboardKept(self)
        teaching.changed.connect(self.show_now)
        teaching.rearranged.connect(self._show_screens)
        teaching.ask_end.connect(self.ending)
        teaching.show_keys.connect(self.show_keys)
        self._show_screens()
        self.show_now()

    # ------------------------------------------------------------------ parts

    def _head(self, class_name: str) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.near)
        lesson = self.teaching.run.lesson
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(heading(lesson.title), 0, middle)
        if class_name:
            row.addWidget(Chip(class_name, Tone.ACT), 0, middle)
        self.clock = Words("", "strong", "soft")
        most = 10 ** max(2, len(str(round(lesson.minutes)))) - 1
        self.clock.keep_room_for(f"{most}:00 · {minutes_in_words(most)} left")
        row.addWidget(self.clock, 0, middle)
        row.addStretch(1)
        self.tells = SecondaryButton("If a child tells you something", "lifebuoy")
        self.tells.clicked.connect(self.show_what_to_say)
        self.end = QuietButton("End the lesson", "stop-circle")
        self.end.clicked.connect(self.ending)
        row.addWidget(self.tells)
        row.addWidget(self.end)
        return head

    def _notes(self) -> QWidget:
        page = ScrollPage(widest=760, pad=SPACE.tight, top=SPACE.tight, gap=SPACE.near)
        self._notes_card = Card(gap=SPACE.tight)
        page.column.addWidget(self._notes_card)
        page.column.addStretch(1)
        return page

    def _foot(self) -> QWidget:
        """Back and Next, which are always there, and as many tools as have room beside them."""
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(SPACE.tight, 0, 0, 0)
        row.setSpacing(SPACE.near)
        self.back = SecondaryButton("Back", "arrow-left")
        self.back.clicked.connect(self.teaching.back)
        self.onward = PrimaryButton("Next", "arrow-right")
        self.onward.clicked.connect(self.teaching.onward)
        tools, teaching = self.teaching.tools, self.teaching
        self.folding = FoldingTools(
            (
                ("Pen", "pencil-simple", tools.pen),
                ("Rubber", "eraser", tools.rubber),
                ("Undo", "arrow-u-up-left", teaching.undo),
                ("Black", "moon", tools.black),
                ("Calm", "eye-slash", tools.calm),
                ("Timer", "timer", tools.timer),
                ("Freeze", "snowflake", tools.freeze),
                ("Laser", "target", tools.laser),
                ("Highlighter", "highlighter-circle", tools.highlighter),
                ("Spotlight", "flashlight", tools.spotlight),
                ("Curtain", "rows", tools.curtain),
                ("Zoom", "magnifying-glass-plus", tools.zoom),
                ("Counter", "hash", tools.counter),
                ("Group", "users-three", tools.group),
                ("Everything off", "x", tools.uncover),
                ("Clear ink", "trash", teaching.clear),
                ("Redo", "arrow-u-up-right", teaching.redo),
                ("Swap screens", "arrows-left-right", teaching.swap),
                ("Which is the board?", "identification-badge", teaching.identify),
                ("Board as PDF", "file-pdf", self.board_pdf.emit),
                ("Keys", "question", self.show_keys),
            )
        )
        self.tools = self.folding.buttons
        row.addWidget(self.back)
        row.addWidget(self.onward)
        row.addWidget(self.folding, 1)
        return foot

    # ------------------------------------------------------------------ what is shown

    def show_now(self) -> None:
        """Show where the lesson is."""
        run = self.teaching.run
        count = len(run.lesson.slides)
        self.number.setText(f"Slide {run.slide + 1} of {count}{self._what_the_class_sees()}")
        left = max(0.0, run.lesson.minutes * 60 - run.seconds)
        passed = int(run.seconds)
        self.clock.setText(
            f"{passed // 60}:{passed % 60:02} · {minutes_in_words(round(left / 60))} left"
        )
        state = run.state(run.slide)
        key = (run.slide, hash(state))
        if key == self._shown:
            return
        turned = key[0] != self._shown[0]
        self._shown = key
        book = self.teaching.book
        self.now.show_picture(slide_picture(run.lesson, run.slide, state, book))
        if not turned:
            return
        last = run.is_last
        self.next_words.setText("This is the last slide.")
        if not last:
            following = run.slide + 1
            self.next_words.setText(f"Then: {run.lesson.slides[following].title.plain}")
            self.next.show_picture(slide_picture(run.lesson, following, run.state(following), book))
        self._slides.say_last(last)
        self._fill_notes()

    def _what_the_class_sees(self) -> str:
        """Whatever else than this slide is on the board now."""
        canvas = self.teaching.canvas
        match canvas.over.cover:
            case Cover.BLACK:
                return " · the board is black"
            case Cover.CALM:
                return " · the board shows a calm picture"
            case Cover.NONE:
                frozen = f" · the board is frozen on slide {canvas.shown + 1}"
                return frozen if canvas.locked else ""
            case _:
                assert_never(canvas.over.cover)

    def _fill_notes(self) -> None:
        slide = self.teaching.run.lesson.slides[self.teaching.run.slide]
        card = self._notes_card
        clear_layout(card.column)
        head = slide.title.plain + (f" ({slide.minutes:g} min)" if slide.minutes else "")
        card.column.addWidget(heading(head))
        for name, words in slide.notes.parts:
            card.column.addWidget(Words(name, "small", "act"))
            card.column.addWidget(strong(words) if name == "Say" else body(words))
        if isinstance(slide.activity, Promise):
            button = SecondaryButton("Print the promise as a poster", "printer")
            button.clicked.connect(self.poster)
            card.column.addWidget(flow(button))

    def _show_screens(self) -> None:
        now = self.teaching.arrangement
        words, show = "", "Show the board again"
        if now.unsure:
            words = (
                "Which screen does the class see? Nothing here tells. Your notes are hidden until "
                "you answer."
            )
        elif now.other is not None:
            words = (
                "The whiteboard’s screen is gone, and there is one that does not say what it is. "
                "If the class sees that one, show the lesson there."
            )
            show = "Show the lesson on the other screen"
        elif now.gone:
            words = (
                "The whiteboard’s screen is gone. The lesson comes back when it does. You can also "
                "go on with it on this laptop: then the notes go away."
            )
        elif now.shared:
            words = (
                "The class sees what this laptop shows (one screen, or a mirrored one). Hold N on "
                "the board to see your notes."
            )
        self.screens.say(words)
        self.screens.setVisible(bool(words))
        self.show_board.set_words(show)
        self.show_board.setVisible((self.teaching.board_hidden or now.gone) and not now.unsure)
        for answer in (self.not_here, self.seen_here):
            answer.setVisible(now.unsure)
        self._notes_page.setVisible(not now.unsure)
        for name in ("Swap screens", "Which is the board?"):
            self.tools[name].setEnabled(now.board is not None)

    # ------------------------------------------------------------------ sheets

    def show_what_to_say(self) -> Sheet:
        """What to do when a child tells something worrying, and the way to a report."""
        sheet = Sheet(self, "If a child tells you something", widest=680)
        for number, line in enumerate(IF_A_CHILD_TELLS, start=1):
            sheet.column.addWidget(body(f"{number}.  {line}"))
        for lead in self._leads():
            sheet.column.addWidget(strong(isolated(lead)))
        report = DangerButton("Write down what the child said", "flag")
        back = SecondaryButton("Go back to the lesson")

        def go() -> None:
            sheet.dismiss()
            self.report.emit()

        report.clicked.connect(go)
        back.clicked.connect(sheet.dismiss)
        sheet.add_buttons(report, back)
        sheet.open()
        return sheet

    def show_keys(self) -> Sheet:
        """All keys."""
        sheet = Sheet(self, "Keys", widest=640)
        for keys, what in SHOWN:
            row = QHBoxLayout()
            row.addWidget(strong(keys), 2)
            row.addWidget(body(what), 3)
            sheet.column.addLayout(row)
        back = SecondaryButton("Close")
        back.clicked.connect(sheet.dismiss)
        sheet.add_buttons(back)
        sheet.open()
        self.teaching.lies_over(sheet)
        return sheet

    def _hear_the_clicker(self) -> None:
        """Turning pages works wherever the focus is; a scroll area would take these keys first."""
        for doing, keys in TURNING.items():
            shortcut = QShortcut(self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.setKeys([QKeySequence(key) for key in keys])
            shortcut.activated.connect(lambda doing=doing: self.teaching.use(doing))

    def _by_other_means(self, _keyboard: bool) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() and by_keyboard():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = FOCUS_GAP
            draw_ring(painter, QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), RADIUS.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.teaching.key(event):
            super().keyPressEvent(event)
