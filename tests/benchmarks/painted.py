"""An application that paints offscreen, for what is measured on widgets."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def application() -> QApplication:
    """The one application of this process: painted by the processor, as on most school laptops."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.fallback_fonts import load_fallback
    from ui.app import make_application
    from ui.theme.fonts import load_faces, load_first_readers

    app = make_application(["bench"])
    load_faces()
    load_fallback()
    load_first_readers()
    return app
