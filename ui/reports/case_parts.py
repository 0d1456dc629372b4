"""Parts of a case page that only show: the timeline, the answers, who can see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.journeys import LongText, Page, Question, moment_of
from trent_desktop.newer import NEWER
from trent_desktop.reports.asked import names
from trent_desktop.reports.cases import CaseFile, EntryKind, Route, TimelineEntry
from trent_desktop.reports.entries import HOW
from trent_desktop.reports.kinds import Kind, kind_named
from trent_desktop.reports.timeline_words import defused, entry_words, label_of, shown
from ui.components.buttons import LinkButton
from ui.components.marks import Icon
from ui.components.painting import round_box
from ui.components.words import Words
from ui.journeys.direction import isolated, joined
from ui.journeys.moments import moment_near
from ui.reports.case_words import MOVE_ICONS
from ui.theme import SPACE, look
from ui.theme.icons import draw_icon

_KIND_ICONS: dict[EntryKind, tuple[str, str]] = {
    EntryKind.REPORT: ("flag-fill", "coral"),
    EntryKind.MORE_ANSWERS: ("list-plus", "act"),
    EntryKind.TOLD: ("bell", "soft"),
    EntryKind.MOVE: ("circle-fill", "soft"),
    EntryKind.NOTE: ("note-pencil", "soft"),
    EntryKind.ACTION: ("list-plus", "act"),
    EntryKind.AMENDMENT: ("pencil-line", "sun"),
    EntryKind.ATTACHMENT: ("paperclip", "act"),
}


class StruckWords(Words):
    """Words that hold no more: struck through, and still to be read (rule 5)."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "body", "soft")
        self.setAccessibleName(f"Struck through: {text}")

    def _look_font(self) -> QFont:
        font = QFont(super()._look_font())
        font.setStrikeOut(True)
        return font


def pages_of(case: CaseFile) -> tuple[Page, ...]:
    """The pages of the form that a case came from, with the words of its day."""
    kind = kind_named(case.summary.kind)
    if kind is None:
        return ()
    if case.summary.route is Route.STOPPED:
        return kind.journey(names.STOP).pages
    happened = moment_of(case.answers.get(names.HAPPENED_AT))
    return kind.pages(happened.date() if happened else None)


def questions_of(case: CaseFile) -> dict[str, Question]:
    """Every question of that form, by name."""
    return {question.name: question for page in pages_of(case) for question in page.questions}


# -------------------------------------------------------------------------------- timeline


class TimelineRow(QWidget):
    """One thing that happened: an icon, what and by whom, what was said. New ones are tinted."""

    GUTTER = 40

    def __init__(self, icon: str, colour: str, *, new: bool = False, last: bool = False) -> None:
        super().__init__()
        self._icon = icon
        self._colour = colour
        self._new = new
        self._last = last
        self.column = QVBoxLayout(self)
        self.column.setSpacing(2)
        self._fit()

    def _fit(self) -> None:
        left = look().theme.px(self.GUTTER)
        self.column.setContentsMargins(left, 6, SPACE.tight, SPACE.base)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown_look = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._new:
            area = QRectF(self.rect()).adjusted(-4, 0, 0, -6)
            round_box(painter, area, 8, shown_look.colour("tint"))
        side = shown_look.theme.px(22)
        box = QRectF(3, 5, side, side)
        if not self._last:
            painter.setPen(QPen(shown_look.colour("line"), 2))
            middle = box.center().x()
            painter.drawLine(QPointF(middle, box.bottom() + 5), QPointF(middle, self.height()))
        draw_icon(painter, self._icon, box, shown_look.colour(self._colour))


def timeline_row(
    entry: TimelineEntry,
    kind: Kind | None,
    questions: Mapping[str, Question],
    now: dt.datetime,
    *,
    new: bool,
    last: bool,
    later: bool = False,
) -> TimelineRow:
    """An entry of the timeline. All that people wrote is plain text, addresses made unfit."""
    icon, colour = _KIND_ICONS[entry.kind]
    if entry.move is not None:
        icon, colour = MOVE_ICONS[entry.move]
    if entry.details.get(HOW):
        icon, colour = "minus-circle", "soft"  # a task that was taken back, or given back
    if entry.newer:
        icon, colour = "arrow-circle-up", "soft"
    row = TimelineRow(icon, colour, new=new, last=last)
    told = entry_words(entry, kind, questions, later=later)
    by = f"{entry.author_name}, {entry.author_role}" if entry.author_role else entry.author_name
    row.column.addWidget(Words(told.head.removesuffix(f": {by}"), "strong"))
    if entry.newer:
        if told.words:
            row.column.addWidget(Words(told.words, "body", "ink"))
    elif entry.kind is EntryKind.AMENDMENT:
        _add_amendment(row.column, entry, questions)
    elif entry.kind is EntryKind.MORE_ANSWERS:
        # They stand in full under "The report": here it matters that they came, and when.
        count = len(entry.details.get("answers", {}))
        answers = "1 answer" if count == 1 else f"{count} answers"
        row.column.addWidget(Words(f"{answers}, below under “The report”", "body"))
    elif told.words:
        row.column.addWidget(Words(told.words, "body", "ink"))
    when = moment_near(entry.at, now)
    row.column.addWidget(Words(joined(by if entry.author_id else "", when), "small", "soft"))
    return row


def _add_amendment(
    column: QVBoxLayout, entry: TimelineEntry, questions: Mapping[str, Question]
) -> None:
    question = questions.get(str(entry.details.get("question", "")))
    if question is None:
        column.addWidget(Words(defused(entry.words), "body"))
        return
    column.addWidget(Words(question.label, "small", "soft"))
    column.addWidget(StruckWords(shown(question, entry.details.get("before"))))
    column.addWidget(Words(shown(question, entry.details.get("after")), "body"))
    if entry.words:
        column.addWidget(Words(f"Because: {defused(entry.words)}", "body", "soft"))


# --------------------------------------------------------------------------------- answers


class Quote(QFrame):
    """A child's own words, set apart from what grown-ups wrote (rule 6)."""

    def __init__(self, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.base, SPACE.near, SPACE.base, SPACE.near)
        row.setSpacing(SPACE.near)
        row.addWidget(Icon("quotes-fill", 26, "act"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Words(words, "strong", "on_tint", bold=False), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown_look = look()
        painter = QPainter(self)
        area = QRectF(self.rect())
        round_box(painter, area, 8, shown_look.colour("tint"))
        painter.fillRect(QRectF(0, 0, 4, self.height()), shown_look.colour("act"))


@dataclass(frozen=True, slots=True)
class Amended:
    """That an answer was changed: what stood there, by whom, when and why."""

    before: str
    by: str
    at: dt.datetime
    why: str


def amendments_of(case: CaseFile, questions: Mapping[str, Question]) -> dict[str, list[Amended]]:
    """The changes of each answer, the oldest first."""
    found: dict[str, list[Amended]] = {}
    for entry in case.timeline:
        question = questions.get(str(entry.details.get("question", "")))
        if entry.kind is EntryKind.AMENDMENT and question is not None:
            before = shown(question, entry.details.get("before"))
            change = Amended(before, entry.author_name, entry.at, defused(entry.words))
            found.setdefault(question.name, []).append(change)
    return found


class AnswerRow(QWidget):
    """A question with its answer, what stood there before, and a way to correct it."""

    correct = Signal(str)

    def __init__(
        self,
        kind: Kind | None,
        question: Question,
        value: Any,
        changes: Sequence[Amended],
        now: dt.datetime,
        *,
        may_correct: bool,
        heading: str = "",
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.near)
        column = QVBoxLayout()
        column.setSpacing(2)
        row.addLayout(column, 1)
        label = label_of(kind, question)
        if label != heading.rstrip("?"):
            column.addWidget(Words(label, "small", "soft"))
        words = shown(question, value)
        for change in changes:
            column.addWidget(StruckWords(change.before))
        if kind is not None and question.name in kind.quoted:
            column.addSpacing(2)
            column.addWidget(Quote(words))
        else:
            column.addWidget(Words(words, "body"))
        for change in changes:
            said = joined(
                f"Changed by {isolated(change.by)}", moment_near(change.at, now), change.why
            )
            column.addWidget(Words(said, "small", "sun"))
        if may_correct:
            link = LinkButton("Correct", kind="small", name=f"Correct: {question.label}")
            link.pad_y = 0
            link.clicked.connect(lambda: self.correct.emit(question.name))
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)


def answered_pages(case: CaseFile) -> list[tuple[str, list[tuple[Question, Any]]]]:
    """Page headings with the questions that have an answer."""
    found: list[tuple[str, list[tuple[Question, Any]]]] = []
    for page in pages_of(case):
        answered = [
            (question, case.answers[question.name])
            for question in page.questions
            if not question.is_blank(case.answers.get(question.name))
        ]
        if answered:
            found.append((page.heading, answered))
    known = questions_of(case)
    if case.summary.newer and (more := [name for name in case.answers if name not in known]):
        # Without the form that asked them there are only their names to go by.
        found.append((NEWER, [_as_named(name, case.answers[name]) for name in more]))
    return found


def _as_named(name: str, value: Any) -> tuple[Question, Any]:
    said = value.get("name", "") if isinstance(value, Mapping) else value
    words = ", ".join(map(str, said)) if isinstance(said, list) else str(said)
    return LongText(name, name.replace("_", " ").capitalize()), defused(words)


# ------------------------------------------------------------------------------------ rows


def icon_row(icon: str, words: str, detail: str = "", colour: str = "soft") -> QWidget:
    """An icon, words beside it, a detail under them."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(SPACE.near)
    row.addWidget(Icon(icon, 22, colour), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Words(words, "body"))
    if detail:
        column.addWidget(Words(detail, "small", "soft"))
    row.addLayout(column, 1)
    return holder


READER_ICONS = {
    "The reporter": "user",
    "ICT Lead": "user-gear",
    "Designated Safeguarding Lead": "shield-check",
    "Deputy Safeguarding Lead": "shield",
    "Headteacher": "user-circle",
    "Chair of Governors": "users-three",
}
