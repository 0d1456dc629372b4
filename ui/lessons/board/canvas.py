"""The board itself: shows a slide, takes taps, drags and ink from mouse, touch and pen."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from trent_desktop.lessons.ink import InkTool
from trent_desktop.lessons.lesson import Picture, Spot
from trent_desktop.lessons.play import Act
from trent_desktop.lessons.run import LessonRun
from ui.lessons.board.dragged import Dragged, Drags
from ui.lessons.board.faces import face_of
from ui.lessons.board.gripping import Grip, Gripping, move_overlay
from ui.lessons.board.hands import Hand
from ui.lessons.board.heard import Heard
from ui.lessons.board.ink_hands import InkHands
from ui.lessons.board.laser import Laser
from ui.lessons.board.metrics import Metrics
from ui.lessons.board.overlays import (
    Cover,
    Overlays,
    chip_places,
    curtain_handle,
    paint_black,
    paint_overlays,
)
from ui.lessons.board.painting import paint, paint_zoomed, picture_of_slide
from ui.lessons.board.picking import Picking, paint_picking
from ui.lessons.board.pictures import PictureBook
from ui.lessons.board.pieces import Face
from ui.lessons.board.pointer import RestingPointer
from ui.lessons.board.touch_surface import RUBBER_END, TouchSurface
from ui.lessons.board.turning import Turning
from ui.lessons.keys import Doing

CALM = Picture(("calm",), "A quiet lake")


class BoardCanvas(TouchSurface):
    """Shows a `LessonRun`. `acted` when the class did something, `drawn` when ink changed."""

    acted = Signal()
    drawn = Signal()
    spoken_as = QAccessible.Role.Graphic
    asked = Signal(Doing)  # a tool that was tapped on the board itself

    def __init__(self, run: LessonRun, book: PictureBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run = run
        self.book = book
        self.over = Overlays()
        self._hand = Hand.POINT
        self.colour = 0
        self.width_step = 1
        self.locked = False  # frozen: shows one slide while the teacher looks at others
        self._shown = run.slide
        self._face = Face()
        self._base = QPixmap()
        self._ready: dict[tuple[int, object], tuple[Face, QPixmap]] = {}
        self._ink = InkHands(run)
        self._drags = Drags()
        self.picking = Picking()
        self._turning = Turning(self)
        self._turning.moved.connect(self.update)
        self._gripping = Gripping()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._heard = Heard(self)
        # It fills the screen: a ring around it would say nothing, and the class would see it.
        self.setProperty("ownFocus", True)
        self.laser = Laser(self, self.over)
        RestingPointer(self)  # which is the board's own child
        self._preparing = QTimer(self, interval=30, singleShot=True)
        self._preparing.timeout.connect(self._prepare_neighbours)

    @property
    def hand(self) -> Hand:
        """What a touch does now."""
        return self._hand

    @hand.setter
    def hand(self, hand: Hand) -> None:
        self._hand = hand
        self.ignores_palms = hand is not Hand.POINT

    # ------------------------------------------------------------------ what is shown

    @property
    def measures(self) -> Metrics:
        """The measures of this board."""
        lesson = self.run.lesson
        return Metrics(max(1, self.width()), max(1, self.height()), lesson.band, lesson.letter)

    @property
    def face(self) -> Face:
        """The slide as it is laid out."""
        return self._face

    @property
    def shown(self) -> int:
        """The number of the slide that is shown."""
        return self._shown

    def show_slide(self) -> None:
        """Show the slide of the run as it is now."""
        if self.locked:
            return
        turned = self._shown != self.run.slide
        self._shown = self.run.slide
        if turned:
            self._turning.begin(self._base)
            self.over.meaning = ""
            self.over.zoomed = None
            self._drags.clear()
            self.picking.card = -1
        self._lay()
        if turned:
            self._ink.show(self._shown)
        self.update()
        self._preparing.start()

    def refresh_ink(self) -> None:
        """Draw the ink anew, after undoing or clearing."""
        self._ink.show(self._shown)
        self.update()

    def _lay(self) -> None:
        before = self._face
        self._face, self._base = self._made(self._shown)
        self._heard.show(self._face, self._shown, len(self.run.lesson.slides))
        self._drags.follow(before, self._face)
        if self._drags.under_way:  # what is in the air lies nowhere
            self._base = self._without_dragged()

    def _made(self, number: int) -> tuple[Face, QPixmap]:
        state = self.run.state(number)
        key = (number, state)
        found = self._ready.get(key)
        if found is not None:
            return found
        measures = self.measures
        slides = self.run.lesson.slides
        face = face_of(slides[number], state, measures, number, len(slides))
        made = face, picture_of_slide(face, measures, self.book, self.devicePixelRatioF())
        for old in [one for one in self._ready if abs(one[0] - self.run.slide) > 1]:
            del self._ready[old]
        for old in [one for one in self._ready if one[0] == number]:
            del self._ready[old]
        self._ready[key] = made
        return made

    def _prepare_neighbours(self) -> None:
        """The next slide, so that it is there within one frame; then the one before."""
        if not self.isVisible():
            return
        for number in (self._shown + 1, self._shown - 1):
            if 0 <= number < len(self.run.lesson.slides):
                key = (number, self.run.state(number))
                if key not in self._ready:
                    self._made(number)
                    self._preparing.start()
                    return

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = event.rect()
        ratio = self.devicePixelRatioF()
        if self.over.cover is Cover.BLACK:
            paint_black(painter, QRectF(self.rect()))
            return
        if self.over.cover is Cover.CALM:
            calm = self.book.pixmap(CALM, QSizeF(self.size()), 0, ratio)
            painter.drawPixmap(0, 0, calm)
            return
        if self._base.isNull():
            self._lay()
        source = QRectF(
            area.x() * ratio, area.y() * ratio, area.width() * ratio, area.height() * ratio
        )
        painter.drawPixmap(QRectF(area), self._base, source)
        self._ink.paint(painter, area)
        self._turning.paint(painter)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        for dragged in self._drags.under_way:
            painter.save()
            painter.translate(dragged.shift)
            paint(painter, self._face.cards.get(dragged.card, []), self.book, ratio)
            painter.restore()
        state = self.run.state(self._shown)
        paint_picking(painter, self.picking, self._face, state, self.measures)
        if isinstance(self.over.zoomed, Picture):
            paint_zoomed(painter, QRectF(self.rect()), self.over.zoomed, self.book, ratio)
        paint_overlays(painter, self.over, self.measures)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ready.clear()
        self._ink.resize(event.size(), self.devicePixelRatioF())
        self._base = QPixmap()
        if event.size().width() > 1:
            self._lay()
            self._ink.show(self._shown)

    # ------------------------------------------------------------------ hands on the board

    def put_down(self, finger: int, place: QPointF, pressure: float = 1.0) -> None:
        """A finger, mouse or pen touches the board."""
        self.show_numbers(False)
        if self.over.cover is not Cover.NONE:
            return
        if self.over.zoomed is not None:
            self.over.zoomed = None
            self.update()
            return
        if self._grasp_overlay(finger, place):
            return
        hand = Hand.ERASER if finger == RUBBER_END else self.hand
        match hand:
            case Hand.PEN | Hand.HIGHLIGHTER:
                tool = InkTool.PEN if hand is Hand.PEN else InkTool.HIGHLIGHTER
                self.update(
                    self._ink.begin(finger, tool, self.colour, self.width_step, place, pressure)
                )
            case Hand.ERASER:
                self._rub(finger, place)
            case Hand.LASER:
                self.laser.point(place)
                self._gripping.take(Grip.LASER, finger)
            case Hand.POINT:
                self._pick_up(finger, place)
            case _:
                assert_never(hand)

    def move_to(self, finger: int, place: QPointF, pressure: float = 1.0) -> None:
        """It moves while it touches."""
        grip = self._gripping.by(finger)
        if self._ink.is_drawing(finger):
            self.update(self._ink.go_on(finger, place, pressure))
        elif self._ink.is_rubbing(finger):
            self._rub(finger, place)
        elif grip is Grip.LASER:
            self.laser.point(place)
        elif grip is not Grip.NOTHING:
            self._move_overlay(grip, place)
        elif self._drags.move(finger, place):
            self.update()

    def lift(self, finger: int, place: QPointF) -> None:
        """It leaves the board."""
        if self._finish(finger):
            return
        dragged = self._drags.drop(finger)
        if dragged is not None:
            self._put_down_card(dragged, place)

    def let_go(self, finger: int) -> None:
        """It is not heard of any more: its line stays, its card lies where it was."""
        if not self._finish(finger) and self._drags.drop(finger) is not None:
            self._lay_again()

    def _finish(self, finger: int) -> bool:
        if self._ink.is_drawing(finger):
            self.update(self._ink.finish(finger))
            self.drawn.emit()
            return True
        return self._ink.stop_rubbing(finger) or self._gripping.drop(finger)

    def _rub(self, finger: int, place: QPointF) -> None:
        area = self._ink.rub(finger, place)
        if not area.isEmpty():
            self.update(area)
            self.drawn.emit()

    # ------------------------------------------------------------------ overlays

    def _grasp_overlay(self, finger: int, place: QPointF) -> bool:
        for act, chip in chip_places(self.over, self.measures).items():
            if chip.contains(place):
                self.asked.emit(act)
                return True
        if self.over.curtain >= 0 and curtain_handle(self.measures, self.over.curtain).contains(
            place
        ):
            self._gripping.take(Grip.CURTAIN, finger)
            return True
        if self.over.curtain * self.height() > place.y():
            return True  # behind the curtain nothing can be tapped
        if self.over.spotlight is not None and self.hand is Hand.POINT and finger != RUBBER_END:
            self._gripping.take(Grip.SPOTLIGHT, finger)
            self._move_overlay(Grip.SPOTLIGHT, place)
            return True
        return False

    def _move_overlay(self, grip: Grip, place: QPointF) -> None:
        move_overlay(grip, self.over, place, QSizeF(self.size()), self.measures)
        self.update()

    # ------------------------------------------------------------------ activities

    def _pick_up(self, finger: int, place: QPointF) -> None:
        for target in reversed(self._face.targets):
            if not target.place.contains(place):
                continue
            if target.drag >= 0:
                self._drags.pick_up(finger, target.drag, place)
                self._base = self._without_dragged()
                self.update()
            else:
                self._drags.press(finger, target, place)
            return
        if (act := self.picking.place_at(self._face, place)) is not None:
            self.do(act)
            self.update()
            return
        meaning = self._face.meaning_at(place)
        if meaning or self.over.meaning:
            self.over.meaning = "" if meaning == self.over.meaning else meaning
            self.update()
            return
        if isinstance(self.run.lesson.slides[self._shown].activity, Spot):
            return  # a wrong guess: the picture stays, and the next guess can be made
        if (picture := self._face.picture_at(place)) is not None:
            self.over.zoomed = picture
            self.update()

    def _put_down_card(self, dragged: Dragged, place: QPointF) -> None:
        if dragged.target is not None:
            if dragged.target.place.contains(place):
                self.do(dragged.target.act)
            return
        moved = dragged.moved
        drop = next((one for one in self._face.drops if one.place.contains(place)), None)
        name = self._face.drag_act
        if not moved:
            self._do_if(self.picking.tap(self._face, self.run.state(self._shown), dragged.card))
        elif drop is not None:
            self.picking.card = -1
            self.do(Act(name, dragged.card, drop.to))
        self._lay_again()

    def _lay_again(self) -> None:
        """Lay the slide with what is still in the air."""
        self._lay()
        self.update()

    def _without_dragged(self) -> QPixmap:
        lifted = Face(
            self._face.pieces,
            {
                number: pieces
                for number, pieces in self._face.cards.items()
                if number not in self._drags.cards
            },
        )
        return picture_of_slide(lifted, self.measures, self.book, self.devicePixelRatioF())

    def press(self, number: int) -> bool:
        """What a digit does: 1 to 9 for what has that number, 0 for the tenth, or back below."""
        means, act = self.picking.press(self._face, self.run.state(self._shown), number)
        self._do_if(act)
        self.update()
        return means

    def show_numbers(self, shown: bool) -> None:
        """Show the numbers that the digits go by, or hide them."""
        if shown is not self.picking.numbers:
            self.picking.numbers = shown
            self.update()

    def _do_if(self, act: Act | None) -> None:
        if act is not None:
            self.do(act)

    def do(self, act: Act) -> None:
        """Do something to the activity; the clock of a talk is the board's own."""
        if act.name == "timer":
            self.asked.emit(Doing.TIMER)
            return
        if self.locked or not self.run.act(act):
            return
        self._lay()
        self.update()
        self.acted.emit()
