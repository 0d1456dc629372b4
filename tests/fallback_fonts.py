"""The fonts that the program loads behind its first page, all at once."""

from __future__ import annotations

from ui.theme.fonts import fallback_files, load_font


def load_fallback() -> None:
    """Load them all."""
    for file in fallback_files():
        load_font(file)
