"""The look in force: holds the `Theme`, dresses the application, hands out colours and fonts."""

from __future__ import annotations

import weakref

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import FALLBACK, FAMILY, MONO, load_faces
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import BOLD_KINDS, PALETTES, SCALES, Theme

#: Qt's style that everything is drawn in, and the property of an application that has it.
STYLE, STYLED = "Fusion", "trentStyled"


class SetFont(QFont):
    """A font as a look hands it out. Whoever wants another copies it: ``QFont(font)``.

    Layouts measure text tens of thousands of times while a window finds its shape, and ask for
    the font's spelling each time; so it is spelt once.
    """

    def __init__(self, kind: str, theme: Theme, *, bold: bool) -> None:
        super().__init__()
        self.setFamilies([FAMILY, FALLBACK])
        self.setPixelSize(theme.type_px(kind))
        self.setBold(bold)
        self.spelling = self.toString()


class Look(QObject):
    """What everything is drawn with. There is one for each application: `look()`.

    Widgets ask it at the moment they measure or paint themselves, and are told of a new look by
    Qt's own `StyleChange` event, so that nobody needs to connect and disconnect anything.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("look")
        self._theme = Theme()
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, bool | None], SetFont] = {}

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    def dress(self, theme: Theme) -> None:
        """Put the application into a theme. Scales outside 1.0 to 2.0 are brought inside."""
        if theme.name not in PALETTES:
            theme = theme._replace(name="light")
        self._theme = theme._replace(scale=min(max(theme.scale, SCALES[0]), SCALES[-1]))
        self._colours.clear()
        self._fonts.clear()
        app = application()
        load_faces()
        if not app.property(STYLED):
            app.setStyle(STYLE)
            app.setProperty(STYLED, True)
        app.setPalette(self._qt_palette())
        app.setFont(self.font("body"))
        app.setStyleSheet(stylesheet(self._theme))
        self.changed.emit()

    def colour(self, token: str) -> QColor:
        """A colour by its token's name, such as ``ink``."""
        known = self._colours.get(token)
        if known is None:
            known = self._colours[token] = QColor(getattr(self._theme.palette, token))
        return known

    def font(self, kind: str = "body", *, bold: bool | None = None) -> SetFont:
        """The font of a kind of text (`tokens.TYPE`); headings are bold by themselves."""
        known = self._fonts.get((kind, bold))
        if known is None:
            weight = kind in BOLD_KINDS if bold is None else bold
            known = self._fonts[(kind, bold)] = SetFont(kind, self._theme, bold=weight)
        return known

    def mono(self, kind: str = "body") -> QFont:
        """A font in which every letter is as wide as the others, for addresses to copy."""
        font = QFont()
        font.setFamilies(list(MONO))
        font.setPixelSize(self._theme.type_px(kind))
        return font

    def _qt_palette(self) -> QPalette:
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, token in (
            (roles.Window, "page"),
            (roles.WindowText, "ink"),
            (roles.Base, "card"),
            (roles.AlternateBase, "hover"),
            (roles.Text, "ink"),
            (roles.PlaceholderText, "soft"),
            (roles.Button, "card"),
            (roles.ButtonText, "ink"),
            (roles.BrightText, "on_act"),
            (roles.Highlight, "act"),
            (roles.HighlightedText, "on_act"),
            (roles.ToolTipBase, "ink"),
            (roles.ToolTipText, "card"),
            (roles.Link, "act"),
            (roles.LinkVisited, "act"),
            (roles.Accent, "act"),
        ):
            palette.setColor(role, self.colour(token))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("soft"))
        return palette


def system_theme() -> str:
    """Which theme the laptop's own setting is: the contrast that somebody needs comes first."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


class FollowsSystem(QObject):
    """Emits `changed` when the laptop's own setting is another now: at sunset, for example."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("followsSystem")
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.changed)
        hints.accessibility().contrastPreferenceChanged.connect(self.changed)


_LOOK = "_trent_look"
#: The application that was asked for last, and its look: everything that is measured asks for it.
_last: tuple[weakref.ref[QApplication], Look] | None = None


def application() -> QApplication:
    """The application. Raises RuntimeError when there is none, or none with windows."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("There is no application yet, so nothing can be shown.")
    return app


def look() -> Look:
    """The look of the running application, made when first asked for.

    It belongs to the application object, so that a second application, in a test, has its own.
    """
    global _last
    app = application()
    if _last is not None and _last[0]() is app:
        return _last[1]
    known = app.property(_LOOK)
    if known is None:
        known = Look(app)
        app.setProperty(_LOOK, known)
    _last = (weakref.ref(app), known)
    return known
