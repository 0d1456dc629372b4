"""A name in any script is letters on the screen, on a laptop that brings no font for it too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.background import Background
from ui.theme import further_fonts
from ui.theme.fonts import FALLBACK, FAMILY

NAMES = ("王小明", "䶮", "さくら", "김민준", "བཀྲ", "ไทย", "ኃይለ", "ܐܒܪ")


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def test_no_letter_of_a_name_is_an_empty_box(qtbot: QtBot, background: Background) -> None:
    parent = QObject()
    for work in further_fonts.slices(background, parent, system="linux"):
        work()
    qtbot.waitUntil(lambda: all(map(has_every_letter, NAMES)), timeout=20_000)


def test_where_the_system_brings_fonts_none_is_loaded(background: Background) -> None:
    for system in ("win32", "darwin"):
        assert list(further_fonts.slices(background, QObject(), system=system)) == []


def has_every_letter(name: str) -> bool:
    """Whether each glyph that Qt would draw is one; number 0 is the empty box."""
    layout = QTextLayout(name, QFont([FAMILY, FALLBACK]))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    return bool(runs) and all(all(run.glyphIndexes()) for run in runs)
