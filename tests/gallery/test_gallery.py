"""Every screen of the gallery: named for screen readers, reached by Tab, nothing cut off."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from tests.gallery.__main__ import main
from tests.gallery.by_tab import begins_wrong, moved_by_changes, told, walk
from tests.gallery.shortcuts import ambiguous_keys
from tests.gallery.stage import LOOKS, SIZE, TODAY, Stage, screens, shown
from trent_desktop.sample.filling import make_sample
from ui.components.buttons import PaintedButton
from ui.components.focus import FocusRing
from ui.components.words import Words

INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractItemView)

#: Qt's own widgets whose insides Qt names and reaches by itself.
_WHOLE = (QAbstractItemView, QCalendarWidget, QComboBox, QLineEdit)

#: Sheets of slides and of printed pages are pictures: there is nothing in them to reach or to cut.
_SHEETS = ("papers-", "slides-")

SHEETS = {name: show for name, show in screens().items() if name.startswith(_SHEETS)}
SCREENS = {name: show for name, show in screens().items() if name not in SHEETS}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One sample school for all screens."""
    folder = tmp_path_factory.mktemp("gallery")
    make_sample(str(folder / "sample-school"), today=TODAY)
    return folder


@pytest.fixture(autouse=True)
def ring(qapp: QApplication) -> FocusRing:
    """As in the program, where it marks what has the focus."""
    return FocusRing(qapp)


@pytest.fixture
def stage(place: Path, qapp: QApplication) -> Iterator[Stage]:
    made = Stage(place)
    yield made
    made.clear()


def seen(window: QWidget, kinds: type | tuple[type, ...]) -> list[QWidget]:
    """Widgets of these kinds that are shown, the insides of Qt's own ones left out."""
    found = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, kinds) and widget.isVisibleTo(window)
    ]
    return [
        widget
        for widget in found
        if isinstance(widget, PaintedButton) or not isinstance(widget.parentWidget(), _WHOLE)
    ]


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_at_200_per_cent_is_named_whole_and_within_reach_of_tab(
    name: str, stage: Stage, ring: FocusRing
) -> None:
    stage.theme = LOOKS["large"]
    with shown(stage, SCREENS[name]) as window:
        assert window.width() <= SIZE[0]
        assert window.height() <= SIZE[1]
        nameless = [told(w) for w in seen(window, INTERACTIVE) if not w.accessibleName().strip()]
        assert not nameless
        cut = [told(w) for w in seen(window, (Words, QAbstractButton)) if is_cut(w)]
        assert not cut
        outside = [told(w) for w in seen(window, (Words, *INTERACTIVE)) if is_outside(w, window)]
        assert not outside
        assert not begins_wrong(window)
        way = walk(window, ring)
        assert not way.wrong
        assert not [told(w) for w in missed_by_tab(window, way.stops)]
        assert not ambiguous_keys(window)
        assert not moved_by_changes(stage, way.stops)


def missed_by_tab(window: QWidget, reached: Collection[QWidget]) -> list[QWidget]:
    """What can be used and Tab never comes to."""
    return [
        w
        for w in seen(window, INTERACTIVE)
        if w.isEnabled()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not covered(w, window)
        and not in_an_exclusive_group(w)
        and w not in reached
    ]


def in_an_exclusive_group(widget: QWidget) -> bool:
    """One of several of which Tab reaches the chosen one, and the arrows the rest."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    if group is not None and group.exclusive():
        return widget is not (group.checkedButton() or group.buttons()[0])
    return widget.autoExclusive()


def covered(widget: QWidget, window: QWidget) -> bool:
    """Whether a sheet lies over it: Tab stays in the sheet."""
    sheets = [w for w in window.findChildren(QWidget, "sheet") if w.isVisible()]
    return bool(sheets) and not sheets[-1].isAncestorOf(widget)


def is_cut(widget: QWidget) -> bool:
    """Whether its words need more room than it has."""
    if widget.hasHeightForWidth() and widget.sizePolicy().hasHeightForWidth():
        return widget.height() + 1 < widget.heightForWidth(widget.width())
    hint = widget.minimumSizeHint()
    return widget.width() + 1 < hint.width() or widget.height() + 1 < hint.height()


def is_outside(widget: QWidget, window: QWidget) -> bool:
    """Whether part of it can be neither seen nor scrolled to."""
    area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    step: QWidget | None = widget.parentWidget()
    scrolls = False
    while step is not None and step is not window:
        if isinstance(step, (QScrollArea, QAbstractItemView)):
            scrolls = True
            across = QRect(step.mapTo(window, QPoint(0, 0)), step.size())
            if area.left() < across.left() - 6 or area.right() > across.right() + 6:
                return True
            break
        step = step.parentWidget()
    if scrolls:
        return False
    return not window.rect().adjusted(-2, -2, 2, 2).contains(area)


@pytest.mark.parametrize("name", ["papers-en-normal", "slides-safe-1-2-sheet-1"])
def test_a_sheet_is_more_than_a_blank_picture(name: str, stage: Stage) -> None:
    with shown(stage, SHEETS[name]) as sheet:
        picture = sheet.grab().toImage()
        across, down = range(0, picture.width(), 7), range(0, picture.height(), 7)
        assert len({picture.pixel(x, y) for x in across for y in down}) > 200


def test_the_gallery_draws_every_screen_in_every_look(
    tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path), "welcome", "--look", "dark", "--look", "large"]) == 0
    assert (tmp_path / "dark" / "welcome.png").stat().st_size > 5_000
    assert (tmp_path / "large" / "welcome.png").is_file()
    assert "2 pictures" in capsys.readouterr().out
