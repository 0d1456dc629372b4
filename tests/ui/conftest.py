"""A sample school, made once, and a stage of its own for every test that shows a screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.fallback_fonts import load_fallback
from tests.gallery.stage import TODAY, Stage, settle
from trent_desktop.sample.filling import make_sample
from ui.components.focus import FocusRing
from ui.components.input_watch import input_watch
from ui.components.keyboard_back import KeyboardBack
from ui.components.second_press import SecondPress
from ui.theme import Theme, look


@pytest.fixture(scope="session")
def focus_ring(qapp: QApplication) -> FocusRing:
    """The one ring of the run's application, and what heeds its keyboard, as in the program."""
    load_fallback()
    KeyboardBack(qapp)
    return FocusRing(qapp)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, focus_ring: FocusRing) -> None:
    """Every test begins in the light theme, at 100%, with nothing moving."""
    look().dress(Theme("light", 1.0, motion=False))
    input_watch().keyboard = False
    SecondPress(input_watch())  # one that has seen no press yet


@pytest.fixture(scope="session")
def sample_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample school as it was made; copy it before anybody signs in."""
    place = tmp_path_factory.mktemp("school") / "sample-school"
    make_sample(str(place), cases=40, today=TODAY)
    return place


@pytest.fixture
def stage(sample_place: Path, tmp_path: Path) -> Iterator[Stage]:
    """A stage whose school is this test's own."""
    shutil.copytree(sample_place, tmp_path / "sample-school")
    made = Stage(tmp_path)
    yield made
    made.clear()
    settle()
