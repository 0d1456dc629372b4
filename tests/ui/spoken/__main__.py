"""Make the five journeys, and write `docs/read-aloud.md` anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.ui.spoken.page import KEPT, whole_page
from tests.ui.spoken.screen import read_out

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        KEPT.write_text(whole_page(read_out(Path(folder))), encoding="utf-8")
