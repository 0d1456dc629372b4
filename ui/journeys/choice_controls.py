"""Radio rows, tick rows and yes/no, in one or two columns, under headings where there are any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from trent_desktop.journeys import DONT_KNOW, Choice, Choices, Option, is_unknown, unknown
from trent_desktop.sentences import ended
from ui.components.choices import RadioRow, TickRow
from ui.components.pages import EqualColumns
from ui.components.words import part_name
from ui.journeys.controls import AnswerControl, upright
from ui.theme import SPACE

_UNKNOWN = "\x00unknown"

#: The least width of a column of choices, in px at 100 %.
COLUMN = 290


def columns(rows: Sequence[QWidget], narrowest: int = COLUMN) -> QWidget:
    """Rows in columns of equal width, as many as there is room for."""
    holder = QWidget()
    layout = EqualColumns(holder, narrowest=narrowest, gap=SPACE.tight, whole_rows=False)
    for row in rows:
        layout.addWidget(row)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def _grouped(options: Sequence[Option]) -> list[tuple[str, list[Option]]]:
    """Options under their headings, in the order of the form."""
    groups: list[tuple[str, list[Option]]] = []
    for option in options:
        if not groups or groups[-1][0] != option.group:
            groups.append((option.group, []))
        groups[-1][1].append(option)
    return groups


_BY_TAB, _BY_MOUSE = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus


class _Rows(AnswerControl):
    """What radio rows and tick rows share."""

    def __init__(self, question: Choice | Choices, *, snug: bool) -> None:
        super().__init__()
        self.rows: dict[str, RadioRow | TickRow] = {}
        self._showing = False
        column = upright(self, SPACE.tight)
        options = list(question.options)
        for heading, group in _grouped(options):
            if heading:
                column.addSpacing(SPACE.hair)
                column.addWidget(part_name(heading))
            made = [self._add(option.value, option.label, option.hint) for option in group]
            if question.unknown and not heading and group[-1] is options[-1]:
                made.append(self._add(_UNKNOWN, DONT_KNOW, ""))
            # A short list beside other questions, and one under headings, stands in columns.
            short = all(len(row.text()) < 24 for row in made)
            if len(made) <= 3 and short and not heading:
                column.addWidget(columns(made, 180))
            elif heading or (snug and len(made) > 2):
                column.addWidget(columns(made))
            else:
                for row in made:
                    column.addWidget(row)
        if question.unknown and _UNKNOWN not in self.rows:
            column.addSpacing(SPACE.tight)
            column.addWidget(self._add(_UNKNOWN, DONT_KNOW, ""))
        self.setFocusProxy(next(iter(self.rows.values())))

    def _add(self, value: str, words: str, hint: str) -> RadioRow | TickRow:
        row = self._make(words, hint)
        row.toggled.connect(lambda on, value=value: self._toggled(value, on))
        self.rows[value] = row
        return row

    def _make(self, words: str, hint: str) -> RadioRow | TickRow:
        raise NotImplementedError

    def _toggled(self, value: str, on: bool) -> None:
        raise NotImplementedError

    def row(self, value: str | None) -> RadioRow | TickRow:
        """The row of an option; None gives that of "I don't know"."""
        return self.rows[_UNKNOWN if value is None else value]

    def chosen(self) -> list[str]:
        """The values chosen, in the order of the form."""
        return [value for value, row in self.rows.items() if row.isChecked()]

    def focus_here(self) -> None:
        first = next((row for row in self.rows.values() if row.isChecked()), None)
        target = first or next(iter(self.rows.values()))
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def name(self, label: str, description: str) -> None:
        super().name(label, description)
        for value, row in self.rows.items():
            words = DONT_KNOW if value == _UNKNOWN else row.text()
            row.setAccessibleName(f"{ended(words)} {label}")
            # The keyboard never comes to what holds the rows, so that each says it.
            row.explain(description)


class ChoiceControl(_Rows):
    """One of several (radio)."""

    def __init__(self, question: Choice, *, snug: bool = False) -> None:
        self._group = QButtonGroup()
        super().__init__(question, snug=snug)
        self._group.setParent(self)

    def _make(self, words: str, hint: str) -> RadioRow:
        row = RadioRow(words, hint)
        self._group.addButton(row)
        return row

    def _toggled(self, value: str, on: bool) -> None:
        if on and not self._showing:
            self.changed.emit()

    def value(self) -> Any:
        chosen = self.chosen()
        if not chosen:
            return None
        return unknown() if chosen[0] == _UNKNOWN else chosen[0]

    def show_value(self, value: Any) -> None:
        self._showing = True
        wanted = _UNKNOWN if is_unknown(value) else value
        self._group.setExclusive(False)
        for name, row in self.rows.items():
            row.setChecked(name == wanted)
            # Tab comes to the one that is chosen, as when somebody has chosen it.
            first = wanted not in self.rows or name == wanted
            row.setFocusPolicy(_BY_TAB if first else _BY_MOUSE)
        self._group.setExclusive(True)
        self._showing = False


class ChoicesControl(_Rows):
    """Any number of several (tick boxes). One that stands alone takes the others' ticks away."""

    def __init__(self, question: Choices, *, snug: bool = False) -> None:
        super().__init__(question, snug=snug)
        self._alone = {*question.exclusive, _UNKNOWN}

    def _make(self, words: str, hint: str) -> TickRow:
        return TickRow(words, hint)

    def _toggled(self, value: str, on: bool) -> None:
        if self._showing:
            return
        if on:
            self._showing = True
            for name, row in self.rows.items():
                if name != value and (value in self._alone or name in self._alone):
                    row.setChecked(False)
            self._showing = False
        self.changed.emit()

    def value(self) -> Any:
        chosen = self.chosen()
        if chosen == [_UNKNOWN]:
            return unknown()
        return chosen or None

    def show_value(self, value: Any) -> None:
        self._showing = True
        wanted = {_UNKNOWN} if is_unknown(value) else set(value or ())
        for name, row in self.rows.items():
            row.setChecked(name in wanted)
        self._showing = False
