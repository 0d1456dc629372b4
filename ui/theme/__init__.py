"""The look of the program: tokens, fonts, icons, stylesheet. `look()` is the one in force.

from ui.theme import look, Tone
look().theme.palette.act        # a colour, "#RRGGBB"
look().colour("ink")            # the same as a QColor
look().font("heading")          # a QFont
look().changed.connect(...)     # rarely needed: widgets get a StyleChange event
"""

from ui.theme.looks import Look, SetFont, application, look
from ui.theme.tokens import RADIUS, SPACE, Palette, Theme, Tone

__all__ = ["RADIUS", "SPACE", "Look", "Palette", "SetFont", "Theme", "Tone", "application", "look"]
