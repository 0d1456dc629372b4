"""The rows of a chronology: when, what it was, where it stands, the first lines of what was written."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem

from trent_desktop.children.documents import kind_title, one_line
from trent_desktop.clock import on_the_wall
from trent_desktop.newer import is_far
from trent_desktop.reports.cases import EntryKind
from trent_desktop.reports.chronology.values import Event
from ui.components.lists import FACE, RowList, draw_ground
from ui.components.rows import GAP, PAD_X, PAD_Y
from ui.components.text import count_lines, draw_block, few_lines, lay_out
from ui.components.text import one_line as fitted
from ui.journeys.direction import joined
from ui.theme import look
from ui.theme.icons import draw_icon

_ICONS: dict[EntryKind, tuple[str, str]] = {
    EntryKind.REPORT: ("flag-fill", "coral"),
    EntryKind.MORE_ANSWERS: ("list-plus", "act"),
    EntryKind.TOLD: ("bell", "soft"),
    EntryKind.MOVE: ("arrow-circle-right", "act"),
    EntryKind.NOTE: ("note-pencil", "soft"),
    EntryKind.ACTION: ("list-plus", "act"),
    EntryKind.AMENDMENT: ("pencil-line", "sun"),
    EntryKind.ATTACHMENT: ("paperclip", "soft"),
}
#: So many lines of what was written are shown; all of it stands in the report.
_WORDS = 3
_DETAIL = 2
#: How wide the column with the times is, and from which width on it stands at the left, in px.
_TIMES = 196
_BESIDE_FROM = 560
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class EventFace:
    """What a row shows. `recorded` is empty where it was written down as it happened."""

    happened: str
    recorded: str
    what: str
    words: str = field(repr=False)
    detail: str
    icon: str
    colour: str

    @property
    def aloud(self) -> str:
        """The row in one sentence, for a screen reader."""
        return ", ".join(
            part
            for part in (self.happened, self.what, self.words, self.detail, self.recorded)
            if part
        )


def face_of(event: Event) -> EventFace:
    """An event as a row."""
    icon, colour = _ICONS[event.sort]
    happened, recorded = moment(event.happened_at), moment(event.recorded_at)
    return EventFace(
        happened,
        "" if recorded == happened else f"recorded {recorded}",
        joined(event.what, event.reference),
        one_line(event.words),
        joined(kind_title(event.kind), event.parts, event.author),
        icon,
        colour,
    )


def moment(at: dt.datetime) -> str:
    """``3 Nov 2026 at 10:42``, short enough for a column."""
    if is_far(at):
        return "date not known"
    local = on_the_wall(at)
    return f"{local.day} {local:%b %Y} at {local:%H:%M}"


class EventModel(QAbstractListModel):
    """The events of one page, in either order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._events: Sequence[Event] = ()
        self._newest_first = True
        self._faces: dict[tuple[uuid.UUID, int], EventFace] = {}

    def show_events(self, events: Sequence[Event], *, newest_first: bool) -> None:
        """Show these, which come the oldest first."""
        self.beginResetModel()
        self._events, self._newest_first = events, newest_first
        self._faces.clear()
        self.endResetModel()

    def at(self, row: int) -> Event | None:
        """The event of a row."""
        if not 0 <= row < len(self._events):
            return None
        return self._events[len(self._events) - 1 - row if self._newest_first else row]

    def row_of(self, event: Event | None) -> int:
        """Where an event stands; 0 for one that is not there."""
        key = (event.case_id, event.number) if event is not None else None
        for row in range(len(self._events)):
            one = self.at(row)
            if one is not None and (one.case_id, one.number) == key:
                return row
        return 0

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._events)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        event = self.at(index.row())
        if event is None:
            return None
        key = event.case_id, event.number
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = face_of(event)
        if role == FACE:
            return face
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return face.aloud
        return None


class _Delegate(QStyledItemDelegate):
    """Times at the left, or above where there is no room; as high as what was written needs."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = option.rect.width()  # type: ignore[attr-defined]
        shown = self.parent()
        known = shown.height_of(index.row(), width) if isinstance(shown, EventList) else None
        if known is None:
            face = index.data(FACE)
            known = row_height(width, face) if face else 1
        return QSize(max(width, 1), known)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        face = index.data(FACE)
        if not isinstance(face, EventFace):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)  # type: ignore[attr-defined]
        draw_ground(painter, area, option.state, self.parent())  # type: ignore[attr-defined]
        _draw(painter, area, face)
        painter.restore()


def _is_beside(width: float) -> bool:
    return width >= look().theme.px(_BESIDE_FROM)


def _room(width: float) -> float:
    """How wide the words of a row are, in px, at the width of the list."""
    theme = look().theme
    left = PAD_X + theme.px(22) + GAP
    if _is_beside(width):
        left += theme.px(_TIMES) + GAP
    return width - PAD_X - left


def row_height(width: float, face: EventFace) -> int:
    """How high a row is at a width, in px."""
    return row_heights(width, [face])[0]


def row_heights(width: float, faces: Sequence[EventFace]) -> list[int]:
    """How high each of these rows is at a width, in px."""
    shown, room, beside = look(), _room(width), _is_beside(width)
    body_font, small_font = shown.font("body"), shown.font("small")
    strong, body, small = (
        lay_out("X", font).height for font in (shown.font("strong"), body_font, small_font)
    )

    def of(face: EventFace) -> int:
        height = strong + body * count_lines(face.words, body_font, room, _WORDS)
        height += small * count_lines(face.detail, small_font, room, _DETAIL)
        times = strong + (small if face.recorded else 0)
        height = max(height, times) if beside else height + times
        return int(height + 0.999) + 2 * PAD_Y + 4

    return [of(face) for face in faces]


def _draw(painter: QPainter, area: QRectF, face: EventFace) -> None:
    shown = look()
    side = shown.theme.px(22)
    top, left = area.top() + PAD_Y, area.left() + PAD_X
    draw_icon(painter, face.icon, QRectF(left, top, side, side), shown.colour(face.colour))
    left += side + GAP
    room = _room(area.width())
    times = ((face.happened, "strong", "ink"), (face.recorded, "small", "soft"))
    if _is_beside(area.width()):
        _lines(painter, left, top, shown.theme.px(_TIMES), *times)
        left += shown.theme.px(_TIMES) + GAP
    else:
        top = _lines(painter, left, top, room, *times)
    words = few_lines(face.words, shown.font("body"), room, _WORDS)
    # The name is last, and is to be read whole.
    detail = few_lines(face.detail, shown.font("small"), room, _DETAIL)
    _lines(
        painter, left, top, room,
        (face.what, "strong", "ink"), *((one, "body", "ink") for one in words),
        *((one, "small", "soft") for one in detail),
    )  # fmt: skip


def _lines(
    painter: QPainter, left: float, top: float, room: float, *lines: tuple[str, str, str]
) -> float:
    """Draw single lines under each other. Gives where the next would begin."""
    shown = look()
    for text, kind, colour in lines:
        font = shown.font(kind)
        if text:
            block = lay_out(fitted(text, font, room), font)
            draw_block(painter, block, QPointF(left, top), shown.colour(colour))
            top += lay_out("X", font).height
    return top


class EventList(RowList):
    """As tall as all its rows: it is the page that scrolls. Only rows in view are drawn."""

    def __init__(self) -> None:
        super().__init__(name="What has happened")
        self._heights: list[int] = []
        self._measured: tuple[object, ...] = ()
        self.setUniformItemSizes(False)
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def fit(self) -> None:
        """Take the height that all rows need."""
        model = self.model()
        rows = model.rowCount() if model is not None else 0
        faces = [model.index(row, 0).data(FACE) for row in range(rows)] if model else []
        width = self.viewport().width()
        self._heights = row_heights(width, faces)
        self._measured = (width, look().font("body").toString())
        self.setFixedHeight(sum(self._heights) + 2)

    def height_of(self, row: int, width: int) -> int | None:
        """How high a row is, in px; None where that was not measured at this width and size."""
        known = self._measured == (width, look().font("body").toString())
        return self._heights[row] if known and row < len(self._heights) else None

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self.fit()
