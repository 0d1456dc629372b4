"""Starting the real program, in processes of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from pypdf import PdfReader

_FIRST_PICTURE = """
import json, sys
from pathlib import Path
from ui.app import Options, Program, make_application
from ui.preferences import Preferences
from ui.theme import Theme, look
app = make_application(["x"])
look().dress(Theme(motion=False))
folder = Path(sys.argv[1])
program = Program(preferences=Preferences(folder), folder=folder)
program.start(Options())
while not program.window.windowHandle().isExposed():
    app.processEvents()
heavy = ("sqlalchemy", "sqlcipher3", "nacl", "reportlab", "pypdfium2", "qtawesome", "qtpy")
print(json.dumps([name for name in heavy if name in sys.modules]))
sys.stdout.flush()
import os
os._exit(0)
"""

_RUN = """
import sys
from PySide6.QtCore import QTimer
from ui import app
made = app.make_application(["x"])
QTimer.singleShot(0, lambda: print("open", flush=True))
QTimer.singleShot(int(sys.argv[1]), made.closeAllWindows)
sys.exit(app.run(app.Options()))
"""


def test_the_first_window_waits_for_nothing_heavy(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_PICTURE, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_it_opens_and_closes_and_a_second_start_ends_at_once(own_home: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", _RUN, "15000"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "open"
        second = subprocess.run(
            [sys.executable, "-c", _RUN, "60000"],
            capture_output=True,
            text=True,
            timeout=50,
            check=False,
        )
        assert second.returncode == 0
        assert first.wait(timeout=60) == 0
    finally:
        first.kill()
        first.wait()
        if first.stdout is not None:
            first.stdout.close()
    assert any(own_home.rglob("laptop.json")), "where the window was is remembered"


def test_the_self_test_passes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "trent_desktop", "self-test", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "everything works" in done.stdout
    assert "Traceback" not in done.stderr
    pages = PdfReader(tmp_path / "out" / "appendix-2.pdf").pages
    assert "Appendix 2" in pages[0].extract_text()
