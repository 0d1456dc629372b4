"""What is wrong with a wording."""

from __future__ import annotations

from trent_desktop.faults import TextRefused


class WordingRefused(TextRefused):
    """A wording that cannot be printed as it is."""
