"""Papers that hang on a wall."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.documents.papers import ChosenPlace
from tests.ui.documents.test_preview import NAME, document, ready, shown
from ui.background import Background
from ui.theme import Theme, look


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    look().dress(Theme("light", 1.0, False))
    made = Background()
    yield made
    made.close()


def test_a_poster_hangs_on_a_wall_and_nobody_is_told_to_hide_it(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    preview = shown(qtbot, background, document(1, poster=True), places=ChosenPlace(tmp_path))
    ready(qtbot, preview)
    with qtbot.waitSignal(preview.saved, timeout=10_000):
        preview.view.save.click()
    assert preview.toasts.words == f"Saved as {NAME}."
