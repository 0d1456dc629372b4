"""How a day and a time are understood stands under them, in every form in which they are typed."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.gallery.stage import Stage, screens
from ui.components.fields import FieldBlock
from ui.components.words import Words
from ui.journeys.day_read import DayRead
from ui.school.settings.days import today_here

_UI = Path(__file__).parents[3] / "ui"
#: Where they are read for others; a filter, whose list says what it found; a table of rows.
_ELSEWHERE = {"days.py", "moments.py", "case_filters.py", "table_page.py"}
_DAY = today_here() + dt.timedelta(days=9)
_WRITTEN = f"That is {_DAY:%A} {_DAY.day} {_DAY:%B %Y}."


def under(window: QWidget, name: str) -> tuple[QLineEdit, Words]:
    """A field, and what is said under it."""
    (block,) = (
        one
        for one in window.findChildren(FieldBlock)
        if one.isVisible() and one.control.accessibleName() == name
    )
    said = block.findChild(DayRead)
    assert isinstance(block.control, QLineEdit)
    assert said is not None
    return block.control, said


def test_what_is_typed_is_said_back_and_moves_nothing(stage: Stage) -> None:
    window = screens()["policy-meeting-form"](stage)
    for name, typed, is_said in (
        ("On which day?", f"{_DAY.day}/{_DAY.month}", _WRITTEN),
        ("Slips back by", f"{_DAY.day}/{_DAY.month}", _WRITTEN),
        ("Slips back by", "31/9", "September has 30 days."),
        ("When does it begin?", "7", "That is 07:00."),
        ("When does it begin?", "6", "That is 18:00."),
        ("When does it begin?", "7 pm", "That is 19:00."),
        ("When does it begin?", "18:00", ""),
    ):
        field, said = under(window, name)
        field.clear()
        block = field.parentWidget()
        assert block is not None
        high = block.height()
        QTest.keyClicks(field, typed)
        assert (name, typed, said.text()) == (name, typed, is_said)
        assert block.height() == high


def test_every_form_in_which_a_day_or_time_is_typed_says_it_back() -> None:
    reads = re.compile(r"\bread_(?:day|time)\(")
    says = re.compile(r"\b(?:(?:day|time)_said_back|DayRead|show_day|day_read\.setText)\(")
    forms = [path for path in _UI.rglob("*.py") if reads.search(path.read_text("utf-8"))]
    assert len(forms) > 8
    silent = {path.name for path in forms if not says.search(path.read_text("utf-8"))}
    assert silent == _ELSEWHERE
