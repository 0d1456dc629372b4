"""A lesson under way: what the keys, the console and the board do, and where things are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from shiboken6 import isValid

from trent_desktop.lessons.lesson import Story
from trent_desktop.lessons.packs import Pack
from trent_desktop.lessons.play import Act, StoryState
from trent_desktop.lessons.run import LessonRun
from ui.components.sheets import Sheet
from ui.lessons.board.canvas import BoardCanvas
from ui.lessons.board.hands import Hand
from ui.lessons.board.overlays import Cover
from ui.lessons.board.picking import fewer
from ui.lessons.board.pictures import PictureBook
from ui.lessons.board.window import BoardWindow
from ui.lessons.keys import CLICKER, CLOSING, SHOWN, Doing, doing_of
from ui.lessons.peek_keys import HeldKey
from ui.lessons.placing import Placing
from ui.lessons.screen_roles import Arrangement, ScreenRoles
from ui.lessons.tools import Tools
from ui.screens import Screens
from ui.shell.projector import CLASS_SEES, PROJECTOR_OFF

_KEEP_EVERY_MS = 30_000
_MOST_ASLEEP_S = 120.0


class Teaching(QObject):
    """One teaching of a lesson. Owns the window on the board.

    `changed` after anything the console shows; `rearranged` and `placed` when screens came or went
    (`ui.lessons.placing`); `keeping` every half minute and at the end, for whoever saves; `ended` once.
    """

    changed = Signal()
    rearranged = Signal()
    placed = Signal()
    keeping = Signal()
    ended = Signal()
    ask_end = Signal()
    show_keys = Signal()

    def __init__(
        self,
        pack: Pack,
        run: LessonRun,
        screens: Screens,
        roles: ScreenRoles,
        *,
        full_screen: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("teaching")
        self.pack = pack
        self.run = run
        self.book = PictureBook(pack)
        self.canvas = BoardCanvas(run, self.book)
        self.tools = Tools(self.canvas, run, self)
        self.window = BoardWindow(self.canvas)
        self._doings = self._table()
        # Whatever ends this (signing out, closing): nothing is left on the board.
        self.destroyed.connect(self.window.deleteLater)
        HeldKey(self.window, Qt.Key.Key_N).held.connect(self.peek)
        HeldKey(self.canvas, Qt.Key.Key_N).held.connect(self.peek)
        placing = self.placing = Placing(self.window, screens, roles, full=full_screen, parent=self)
        placing.rearranged.connect(self.rearranged)
        placing.rearranged.connect(self.close_question)  # what lies over the laptop may be hidden
        placing.placed.connect(self.placed)
        self.swap, self.answer = placing.swap, placing.answer
        self.step_aside, self.come_back = placing.step_aside, placing.come_back
        self.over_now = False
        self._sheet: Sheet | None = None
        self._keys_shown = False
        self._clock = QElapsedTimer()
        self._keeper = QTimer(self, interval=_KEEP_EVERY_MS)
        self._keeper.timeout.connect(self._keep)
        self._ticker = QTimer(self, interval=1000)
        self._ticker.timeout.connect(self._tick)
        canvas, bar, window = self.canvas, self.window.bar, self.window
        canvas.acted.connect(self._acted)
        canvas.drawn.connect(self._acted)
        bar.back.connect(self.back)
        bar.onward.connect(self.onward)
        bar.hand_chosen.connect(self.tools.take)
        bar.colour_chosen.connect(self.tools.choose_colour)
        bar.width_chosen.connect(self.tools.choose_width)
        self.tools.changed.connect(self._mark_bar)
        bar.undo.connect(self.undo)
        bar.peek.connect(self.peek)
        bar.aside.connect(self.ask_aside)
        window.key.connect(self.key)
        window.put_aside.connect(self.step_aside)
        window.tray.chosen.connect(self.use)
        canvas.asked.connect(self.use)

    # ------------------------------------------------------------------ beginning and ending

    def start(self) -> None:
        """Fill the board and begin."""
        self._clock.start()
        self._keeper.start()
        self._ticker.start()
        self.placing.place()
        self.canvas.show_slide()
        self._mark_bar()

    def end(self) -> None:
        """The lesson is over: the board goes, what was done is kept."""
        if self.over_now:
            return
        self.over_now = True
        self._count_time()
        self._keeper.stop()
        self._ticker.stop()
        self.placing.end()
        self.keeping.emit()
        self.ended.emit()

    @property
    def seconds(self) -> float:
        """How long it was taught, in this sitting and those before."""
        return self.run.seconds

    def _count_time(self) -> None:
        passed = self._clock.restart() / 1000
        # A laptop that slept through break did not teach.
        # What is looked at beside a frozen board is not what the class has.
        self.run.spend(passed if passed < _MOST_ASLEEP_S else 1.0, slide=self.canvas.shown)

    def _tick(self) -> None:
        self._count_time()
        self.tools.tick()
        self.changed.emit()

    def _keep(self) -> None:
        self.keeping.emit()

    # ------------------------------------------------------------------ screens

    @property
    def arrangement(self) -> Arrangement:
        """Where things are shown."""
        return self.placing.arrangement

    @property
    def board_hidden(self) -> bool:
        """On one screen: the teacher looks at something else."""
        return self.placing.board_hidden

    @property
    def on_one_screen(self) -> bool:
        """Whether the class sees, or may see, what the laptop shows."""
        return self.placing.on_one_screen

    def identify(self) -> None:
        """Say on the board that it is the board."""
        self.window.identify()

    def ask_aside(self) -> None:
        """On one screen: to the console, once the class cannot see it."""
        self.ask_off(self.step_aside)

    def ask_off(self, then: Callable[[], object]) -> None:
        """A quiet picture on the board, and the question whether the class sees this screen."""
        self.window.question.drop()  # asked twice: what was there before is no quiet picture
        before = self.canvas.over.cover
        self.tools.calm_now()
        back = partial(self.tools.put_cover, before)
        self.window.question.ask(CLASS_SEES, PROJECTOR_OFF, then, back)

    def lies_over(self, sheet: Sheet) -> None:
        """This was asked on the laptop. Who stands at the board closes it there, with nothing done."""
        self._sheet = sheet

    def close_question(self) -> bool:
        """Close what was asked on the laptop, if it waits there still; whether it did."""
        sheet, self._sheet = self._sheet, None
        if sheet is None or not isValid(sheet) or not sheet.isVisible():
            return False
        sheet.dismiss()
        return True

    # ------------------------------------------------------------------ moving

    def onward(self) -> None:
        """The next panel of a story, then the next slide."""
        if self._story_act("next", forward=True) or self.run.go(self.run.slide + 1):
            self._show()

    def back(self) -> None:
        """The panel or slide before."""
        if self._story_act("back", forward=False) or self.run.go(self.run.slide - 1):
            self._show()

    def go(self, slide: int) -> None:
        """Any slide."""
        if self.run.go(slide):
            self._show()

    def _story_act(self, name: str, *, forward: bool) -> bool:
        activity = self.run.lesson.slides[self.run.slide].activity
        state = self.run.state(self.run.slide)
        if not isinstance(activity, Story) or not isinstance(state, StoryState):
            return False
        there = state.shown < len(activity.panels) if forward else state.shown > 1
        return there and self.run.act(Act(name))

    def _show(self) -> None:
        if self.canvas.over.cover is Cover.BLACK:
            self.canvas.over.cover = Cover.NONE
        self.canvas.show_slide()
        self._acted()

    # ------------------------------------------------------------------ undoing

    def undo(self) -> None:
        """Take the last thing back, on whatever slide it was."""
        if self.run.undo() is not None:
            self._after_undo()

    def redo(self) -> None:
        """Do it again."""
        if self.run.redo() is not None:
            self._after_undo()

    def _after_undo(self) -> None:
        self.canvas.show_slide()
        self.canvas.refresh_ink()
        self._acted()

    def clear(self) -> None:
        """Take all ink off the slide that is on the board."""
        self.run.clear(slide=self.canvas.shown)
        self.canvas.refresh_ink()
        self._acted()

    def peek(self, shown: bool) -> None:
        """On one screen: the notes, while a key or the button is held."""
        if shown and not self.arrangement.shared:
            return
        notes = self.run.lesson.slides[self.run.slide].notes
        self._keys_shown = False
        self.window.peek(notes.for_all if shown else ())

    # ------------------------------------------------------------------ keys

    def key(self, event: QKeyEvent) -> bool:
        """A key on the board or the console; whether it meant something."""
        if event.isAutoRepeat():
            return True  # a thumb that rests on a clicker does not run through the lesson
        if event.key() in CLOSING and self.close_question():
            return True
        self.canvas.show_numbers(event.key() not in CLICKER)
        doing = doing_of(event.key(), event.modifiers())
        if doing is not None:
            self.use(doing)
            return True
        if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
            minus = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            return self.press_number(event.key() - Qt.Key.Key_0, minus=minus)
        return False

    def use(self, doing: Doing) -> None:
        """Do what a key, the tray or something on the board asks for."""
        self._doings[doing]()

    def _table(self) -> dict[Doing, Callable[[], object]]:
        tools = self.tools
        return {
            Doing.ONWARD: self.onward,
            Doing.BACK: self.back,
            Doing.FIRST: self.first,
            Doing.LAST: self.last,
            Doing.BLACK: tools.black,
            Doing.CALM: tools.calm,
            Doing.UNCOVER: tools.uncover,
            Doing.ESCAPE: self.escape,
            Doing.PEN: tools.pen,
            Doing.HIGHLIGHTER: tools.highlighter,
            Doing.RUBBER: tools.rubber,
            Doing.LASER: tools.laser,
            Doing.UNDO: self.undo,
            Doing.REDO: self.redo,
            Doing.CLEAR: self.clear,
            Doing.FREEZE: tools.freeze,
            Doing.SPOTLIGHT: tools.spotlight,
            Doing.CURTAIN: tools.curtain,
            Doing.ZOOM: tools.zoom,
            Doing.TIMER: tools.timer,
            Doing.COUNTER: tools.counter,
            Doing.COUNT_UP: tools.count_up,
            Doing.COUNT_DOWN: tools.count_down,
            Doing.GROUP: tools.group,
            Doing.CHECK: self.press_check,
            Doing.HELP: self.help,
        }

    def press_number(self, number: int, *, minus: bool = False) -> bool:
        """What a digit does: the option, card, cover or line of that number, or a box for it."""
        if not minus:
            return self.canvas.press(number)
        found = fewer(self.canvas.face, number)
        if found is not None:
            self.canvas.do(found.act)
        return found is not None

    def press_check(self) -> None:
        """Enter: look which cards are right."""
        for target in self.canvas.face.targets:
            if target.act.name == "check":
                self.canvas.do(target.act)

    def help(self) -> None:
        """Show the keys: on the laptop, or, on a single screen, over the foot of the board."""
        if not self.arrangement.shared or not self.window.isVisible():
            if not self.close_question():
                self.show_keys.emit()
            return
        self._keys_shown = not self._keys_shown
        self.window.peek(SHOWN if self._keys_shown else (), columns=2)

    def escape(self) -> None:
        """Put away what is in the way; when nothing is, ask whether to end."""
        over, canvas = self.canvas.over, self.canvas
        if canvas.picking.card >= 0:
            canvas.picking.card = -1
            canvas.update()
        elif over.anything_on:
            self.tools.uncover()
        elif canvas.hand is not Hand.POINT:
            self.tools.take(Hand.POINT)
        else:
            self.ask_end.emit()

    def first(self) -> None:
        """To the first slide."""
        self.go(0)

    def last(self) -> None:
        """To the last slide."""
        self.go(len(self.run.lesson.slides) - 1)

    # ------------------------------------------------------------------ telling

    def _mark_bar(self) -> None:
        canvas = self.canvas
        self.window.bar.mark(
            canvas.hand, canvas.colour, canvas.width_step, can_undo=self.run.can_undo
        )
        self.changed.emit()

    def _acted(self) -> None:
        self._mark_bar()
