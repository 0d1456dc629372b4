"""The look in force: fonts, icons, colours, and changing them while the window is open."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QFontInfo, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

import ui
from ui import app
from ui.components.words import Words
from ui.preferences import Preferences
from ui.theme import Theme, look, looks
from ui.theme.icons import draw_icon, icon, icon_names
from ui.theme.pictures import window_icon


def ink_in(image: QImage) -> set[str]:
    """The opaque colours of an image."""
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def blank(side: int = 32) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def test_text_is_set_in_atkinson_hyperlegible() -> None:
    assert QFontInfo(look().font("body")).family() == "Atkinson Hyperlegible"
    assert QFontInfo(look().font("title")).bold()


def test_an_icon_takes_the_colour_it_is_given_and_stays_in_its_square() -> None:
    image = blank()
    painter = QPainter(image)
    draw_icon(painter, "flag-fill", QRect(0, 0, 32, 32), QColor("#B93A2B"))
    painter.end()
    assert ink_in(image) == {"#B93A2B"}
    edge = [image.pixelColor(x, 0).alpha() for x in range(32)]
    assert not any(edge), "the glyph touches the edge: it is not centred in its square"


def test_an_icon_for_qt_s_own_widgets_is_there_in_every_size() -> None:
    glyph = icon("magnifying-glass-fill", look().colour("ink"))
    assert {size.width() for size in glyph.availableSizes()} >= {16, 32, 64}
    assert ink_in(glyph.pixmap(32, 32).toImage()) == {"#1A2433"}


def test_an_unknown_icon_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon", "#000000")


def test_every_icon_named_in_the_program_exists() -> None:
    """A wrong name would only show when its screen is opened."""
    names = icon_names()
    words = re.compile(r"""["']([a-z]+(?:-[a-z]+)*-(?:fill|bold|simple))["']""")
    found = {
        name
        for file in Path(ui.__path__[0]).rglob("*.py")
        for name in words.findall(file.read_text("utf-8"))
    }
    assert len(found) > 15
    assert found <= names, found - names


def test_the_program_s_mark_is_there_in_every_size() -> None:
    sizes = {size.width() for size in window_icon().availableSizes()}
    assert {16, 32, 256} <= sizes
    assert "#0B5E6B" in ink_in(window_icon().pixmap(64, 64).toImage())


def test_an_open_window_takes_a_new_look_at_once(qtbot: QtBot) -> None:
    words = Words("Good morning", "body")
    qtbot.addWidget(words)
    words.show()
    small = words.sizeHint()
    look().dress(Theme("dark", 2.0, motion=False))
    assert words.sizeHint().height() > 1.8 * small.height()
    assert "#EEF2F6" in ink_in(words.grab().toImage())


def test_a_scale_out_of_range_is_brought_inside() -> None:
    look().dress(Theme("light", 9.0, motion=False))
    assert look().theme.scale == 2.0
    look().dress(Theme("mauve", 0.1, motion=False))
    assert (look().theme.name, look().theme.scale) == ("light", 1.0)


# ---------------------------------------------------------------------- the laptop's own setting


class _Hints:
    """What Qt tells of the laptop's own setting."""

    def __init__(self, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> None:
        self.scheme, self.contrast = scheme, contrast

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def accessibility(self) -> _Hints:
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.contrast


@pytest.mark.parametrize(
    ("scheme", "contrast", "name"),
    [
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, "dark"),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, "contrast"),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, "contrast"),
    ],
)
def test_the_laptop_s_own_setting_counts_contrast_first(
    monkeypatch: pytest.MonkeyPatch,
    scheme: Qt.ColorScheme,
    contrast: Qt.ContrastPreference,
    name: str,
) -> None:
    monkeypatch.setattr(looks.QGuiApplication, "styleHints", lambda: _Hints(scheme, contrast))
    assert looks.system_theme() == name


def test_as_this_laptop_goes_on_following_it(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows turns dark at sunset, and contrast on by a key."""
    before = look().theme
    program: Any = QObject()
    program.preferences = Preferences(tmp_path)
    now = ["light"]
    monkeypatch.setattr(app, "system_theme", lambda: now[0])
    app._follow_system(program)
    told = QGuiApplication.styleHints().accessibility().contrastPreferenceChanged
    seen: list[str] = []
    for theme in ("light", "system"):
        program.preferences.change(theme=theme)
        look().dress(program.preferences.theme(system="light"))
        for now[0] in ("dark", "contrast", "light"):
            told.emit(Qt.ContrastPreference.HighContrast)
            seen.append(look().theme.name)
    delete(program)
    now[0] = "dark"
    told.emit(Qt.ContrastPreference.HighContrast)
    assert seen == ["light", "light", "light", "dark", "contrast", "light"]
    assert look().theme.name == "light"
    look().dress(before)
