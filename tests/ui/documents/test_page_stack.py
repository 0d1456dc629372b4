"""Pages are sharp at every size and screen, and only as many are kept as are near."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.documents.papers import paper
from ui.background import Background
from ui.documents.page_stack import ACTUAL, SPARE, WIDEST_FIT, ZOOMS, PageStack
from ui.documents.pages import PdfPages
from ui.theme import Theme, look


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    look().dress(Theme("light", 1.0, False))
    made = Background()
    yield made
    made.close()


@pytest.fixture
def stack(qtbot: QtBot, background: Background) -> PageStack:
    made = PageStack(background)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.show_pages(PdfPages.read(paper(12).content))
    return made


def test_pages_in_sight_are_drawn_at_the_size_they_are_shown(
    qtbot: QtBot, stack: PageStack
) -> None:
    qtbot.waitUntil(stack.sharp, timeout=10_000)
    picture = stack._pictures[0]
    assert picture.width() == stack._wanted_width(0)
    assert abs(picture.height() - stack._places[0].height() * stack.devicePixelRatioF()) <= 1


def test_the_width_is_fitted_and_bounded(qtbot: QtBot, stack: PageStack) -> None:
    assert stack.zoom is None
    assert 0 < stack._places[0].left() < 60
    stack.resize(2400, 600)
    assert stack.scale == pytest.approx(WIDEST_FIT)
    stack.resize(200, 600)
    assert stack.scale == pytest.approx(ZOOMS[0])


def test_nearer_and_farther_go_by_steps_and_keep_the_place(qtbot: QtBot, stack: PageStack) -> None:
    stack.set_zoom(1.0)
    stack.go_to(6)
    stack.nearer()
    assert stack.zoom == 1.25
    assert stack.page in (5, 6)
    stack.farther()
    assert stack.zoom == 1.0
    for _ in range(20):
        stack.nearer()
    assert stack.zoom == ZOOMS[-1]
    for _ in range(20):
        stack.farther()
    assert stack.zoom == ZOOMS[0]
    stack.set_zoom(1.0)
    assert stack._places[0].width() == round(595.28 * ACTUAL)


def test_control_and_the_wheel_zoom(qtbot: QtBot, stack: PageStack) -> None:
    stack.set_zoom(1.0)
    turn = QWheelEvent(
        QPointF(100, 100), QPointF(100, 100), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(stack.viewport(), turn)
    assert stack.zoom == 1.25


def test_only_pages_near_are_kept(qtbot: QtBot, stack: PageStack) -> None:
    stack.set_zoom(0.5)
    for page in range(12):
        stack.go_to(page)
        qtbot.waitUntil(stack.sharp, timeout=10_000)
    stack._ask_for_pictures()
    assert len(stack._pictures) <= len(stack._in_sight()) + SPARE
    assert 0 not in stack._pictures


def test_a_paper_that_goes_takes_its_pictures_along(qtbot: QtBot, stack: PageStack) -> None:
    qtbot.waitUntil(stack.sharp, timeout=10_000)
    stack.show_pages(None)
    assert stack._pictures == {}
    assert stack._places == []


def test_space_turns_a_screenful(qtbot: QtBot, stack: PageStack) -> None:
    qtbot.keyClick(stack, Qt.Key.Key_Space)
    down = stack.verticalScrollBar().value()
    assert down > 300
    qtbot.keyClick(stack, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert stack.verticalScrollBar().value() == 0


def test_a_page_on_the_screen_is_white_with_ink_whatever_the_theme(
    qtbot: QtBot, stack: PageStack
) -> None:
    look().dress(Theme("dark", 1.0, False))
    qtbot.waitUntil(stack.sharp, timeout=10_000)
    image = stack.grab().toImage()
    middle = stack._places[0].center()
    assert image.pixelColor(middle.x(), 400).lightness() > 240
    assert image.pixelColor(3, 3) == look().colour("well")
    look().dress(Theme("light", 1.0, False))


def test_bytes_that_are_no_pdf_are_refused() -> None:
    with pytest.raises(ValueError, match="not a PDF"):
        PdfPages.read(b"no pdf at all")


def test_pages_tell_their_words_and_never_their_bytes() -> None:
    pages = PdfPages.read(paper(2).content)
    assert "volcano number 2" in pages.words(1)
    assert repr(pages) == "PdfPages(pages=2)"


def test_pages_may_be_drawn_by_many_threads_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    pages = PdfPages.read(paper(3).content)
    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(lambda at: pages.draw(at % 3, 400), range(24)))
    assert all(image.width() == 400 and not image.isNull() for image in drawn)
    assert all(drawn[at] == drawn[at % 3] for at in range(24))
