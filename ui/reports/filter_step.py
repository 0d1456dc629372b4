"""The ICT Lead's step: what to paste into the filter, and what came of it (rule 12)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.journeys import is_unknown
from trent_desktop.reports.cases import CaseFile, Move
from trent_desktop.reports.filter.lines import (
    REASON_OF_CATEGORY,
    Extent,
    FilterAction,
    FilterLine,
    FilterReason,
    FilterRequest,
    csv_row,
    lines_for,
    ticket_text,
)
from trent_desktop.reports.kinds import kind_named
from trent_desktop.school.settings.values import SchoolSettings
from trent_desktop.sentences import going_on
from ui.components.buttons import IconButton, QuietButton
from ui.components.choices import Option, RadioGroup
from ui.components.pages import flow
from ui.components.painting import round_box
from ui.components.secret_clipboard import put_words
from ui.components.text import draw_block, lay_out
from ui.components.words import Words
from ui.reports.act_forms import ActForm, Unfolding
from ui.theme import RADIUS, SPACE, look

_EXTENTS = {
    Extent.PAGE: "This page only",
    Extent.HOST: "This address and all its pages",
    Extent.DOMAIN: "The whole domain and everything under it",
}

CHOOSE = "Choose how much is blocked."

#: How long "Copied" stands, in ms.
COPIED_MS = 2_500


def extent_words(line: FilterLine) -> str:
    """How much a line stops, in words."""
    return f"Only this {line.what}" if line.what else _EXTENTS[line.extent]


class CopyLine(QFrame):
    """A line to copy: shown as it will be pasted, never a link."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.near, 4, 4, 4)
        row.setSpacing(SPACE.tight)
        self.line = _Mono()
        row.addWidget(self.line, 1, Qt.AlignmentFlag.AlignVCenter)
        self.copy = IconButton("copy", "Copy this line for the filter")
        row.addWidget(self.copy)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = look()
        edge = shown.colour("edge") if shown.theme.name == "contrast" else None
        area = QRectF(self.rect())
        round_box(QPainter(self), area, RADIUS.field, shown.colour("well"), edge, 2)


class _Mono(Words):
    """Words in letters of one width."""

    def _look_font(self):
        return look().mono("body")

    def paintEvent(self, event: QPaintEvent) -> None:
        block = lay_out(self.text(), self._look_font(), self.width(), leading=1.12)
        painter = QPainter(self)
        draw_block(painter, block, QRectF(self.rect()).topLeft(), look().colour("ink"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the filter is asked to do with a line, where it is not to block it for pupils.

    `extent` is chosen at first, where there is such a line.
    """

    action: FilterAction
    policy: str
    start: dt.date | None = None
    end: dt.date | None = None
    approved_by: str = ""
    extent: Extent | None = None


class FilterLines(QWidget):
    """The lines of a report's addresses, one chosen; to copy as a line, a CSV row, a ticket."""

    def __init__(
        self,
        case: CaseFile,
        settings: SchoolSettings,
        school: str,
        today: dt.date,
        asked: Asked | None = None,
    ) -> None:
        super().__init__()
        self._asked = asked or Asked(FilterAction.BLOCK, settings.filter_policy, today)
        allows = self._asked.action is FilterAction.ALLOW
        kind = kind_named(case.summary.kind)
        where = case.answers.get(kind.where) if kind else ""
        text = "" if is_unknown(where) else str(where or "")
        self.lines: tuple[FilterLine, ...] = lines_for(text)
        self._reason = REASON_OF_CATEGORY.get(
            str(case.answers.get(kind.category) if kind else ""), FilterReason.UNSUITABLE
        )
        if asked is not None:
            self._reason = FilterReason.NEEDED
        self._settings = settings
        self._school = school
        self._reference = case.summary.reference
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.tight)
        self.choice: RadioGroup | None = None
        self.shown = CopyLine()
        self.said = Words("", "small", "leaf", bold=True)
        self.said.keep_room()
        self.said.hide()
        if not self.lines:
            column.addWidget(
                Words(
                    "No web address was given, so there is no line to paste. Look for the app or "
                    "place in the filter.",
                    "body",
                    "soft",
                )
            )
            self.shown.setParent(self)
            self.shown.hide()
            return
        column.addWidget(self.shown)
        begun = next((one for one in self.lines if one.extent is self._asked.extent), None)
        begun = begun or next((one for one in self.lines if one.offered_first), None)
        if len(self.lines) > 1 or begun is None:
            options = [Option(line.text, extent_words(line), line.shown) for line in self.lines]
            self.choice = RadioGroup(
                options, name="How much is opened?" if allows else "How much is blocked?"
            )
            self.choice.choose(begun.text if begun else "")
            self.choice.changed.connect(lambda _value: self._show())
            column.addWidget(self.choice)
        self.warning = Words("", "small", "sun", bold=True)
        column.addWidget(self.warning)
        self.csv = QuietButton("Copy CSV row", "table")
        self.ticket = QuietButton("Copy ticket text", "ticket")
        self.csv.pad_x = self.ticket.pad_x = 6
        column.addWidget(flow(self.csv, self.ticket, gap=SPACE.hair))
        column.addWidget(self.said)
        self.shown.copy.clicked.connect(lambda: self._copy(self._text(), "The line"))
        self.csv.clicked.connect(lambda: self._copy(csv_row(self.request()), "The CSV row"))
        self.ticket.clicked.connect(lambda: self._copy(self.ticket_text(), "The ticket’s text"))
        self._fade = QTimer(self)
        self._fade.setObjectName("copiedFade")
        self._fade.setSingleShot(True)
        self._fade.setInterval(COPIED_MS)
        self._fade.timeout.connect(self.said.hide)
        self._show()

    def line(self) -> FilterLine | None:
        """The line that is chosen; None where there is none, or none was chosen yet."""
        if self.choice is None:
            return self.lines[0] if self.lines else None
        wanted = self.choice.value()
        return next((line for line in self.lines if line.text == wanted), None)

    def request(self) -> FilterRequest:
        """What the filter is asked: an address and a decision, never a person.

        Raises `ValueError` while no line is chosen.
        """
        line = self.line()
        if line is None:
            raise ValueError(CHOOSE)
        return FilterRequest(
            line,
            self._asked.policy,
            self._asked.action,
            self._reason,
            self._reference,
            approved_by=self._asked.approved_by,
            start=self._asked.start,
            end=self._asked.end,
        )

    def ticket_text(self) -> str:
        """The text for the filter's helpdesk."""
        return ticket_text(
            self.request(), school=self._school, filter_name=self._settings.filter_name
        )

    def _show(self) -> None:
        line = self.line()
        for part in (self.shown, self.csv, self.ticket):
            part.setVisible(line is not None)
        text = self._text()
        self.shown.line.setText(text)
        self.shown.line.setAccessibleName(f"Line for the filter: {text}")
        self.warning.setText(line.warning if line else "")
        self.warning.setVisible(bool(line and line.warning))

    def _text(self) -> str:
        line = self.line()
        return line.text if line else ""

    def _copy(self, text: str, what: str) -> None:
        put_words(text)
        self.said.setText(f"{what} is copied.")
        self.said.show()
        self._fade.start()


class BlockForm(ActForm):
    """The button “It is blocked”, with the line that was asked for."""

    def __init__(self, lines: FilterLines) -> None:
        super().__init__(Move.BLOCKED, "It is blocked")
        self._lines = lines
        if lines.choice is not None:
            lines.choice.changed.connect(lambda _value: self.say(""))

    def problem(self) -> str:
        if self._lines.lines and self._lines.line() is None:
            return CHOOSE
        return super().problem()

    def details(self) -> dict[str, Any]:
        line = self._lines.line()
        if line is None:
            return {}
        words = extent_words(line)
        return {"line": f"{line.shown} ({going_on(words)})"}


def filter_step(
    case: CaseFile, settings: SchoolSettings, school: str, today: dt.date
) -> tuple[list[QWidget], list[ActForm]]:
    """The parts of the step for a new report, and its forms."""
    lines = FilterLines(case, settings, school, today)
    blocked = BlockForm(lines)
    unneeded = ActForm(
        Move.NO_BLOCK_NEEDED,
        "Save: no block needed",
        label="Why is no block needed?",
        cancel=True,
    )
    what = "block the line below" if lines.lines else "block it"
    parts: list[QWidget] = [
        Words(
            f"Open {settings.filter_name}, {what} for “{settings.filter_policy}”, "
            "then say so here.",
            "body",
            "soft",
        ),
        lines,
        blocked,
        Unfolding("No block needed, because…", unneeded),
    ]
    return parts, [blocked, unneeded]
