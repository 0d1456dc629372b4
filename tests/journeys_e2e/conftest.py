"""Whole programs for journeys from the first press to the last."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fallback_fonts import load_fallback
from tests.journeys_e2e.laptops import Laptop, Laptops
from tests.schools import SmallSchool
from ui.components.focus import FocusRing
from ui.theme import Theme, look


@pytest.fixture(scope="module")
def ring(qapp: QApplication) -> FocusRing:
    """The program's look, and the ring around what the keyboard is at."""
    look().dress(Theme("light", 1.0, motion=False))
    load_fallback()
    return FocusRing(qapp)


@pytest.fixture
def laptops(qtbot: QtBot, tmp_path: Path, ring: FocusRing) -> Iterator[Laptops]:
    """Laptops for the members of any school."""
    look().dress(Theme("light", 1.0, motion=False))
    found = Laptops(qtbot, tmp_path)
    yield found
    found.close()


@pytest.fixture
def laptop(laptops: Laptops, folder_school: SmallSchool) -> Laptop:
    """Signs a member of the usual school in."""
    return partial(laptops.sign_in, folder_school)
