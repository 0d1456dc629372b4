"""Dialogs for files, printers and colours: opened in one place, heard never after they were closed."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UI = Path("ui")
ONE_PLACE = UI / "components" / "system_dialogs.py"
OF_THE_SYSTEM = {
    "QFileDialog", "QPrintDialog", "QPageSetupDialog", "QPrintPreviewDialog", "QColorDialog",
    "QFontDialog", "QMessageBox", "QInputDialog", "QErrorMessage", "QProgressDialog", "QDialog",
}  # fmt: skip


def test_dialogs_of_the_system_are_opened_in_one_place() -> None:
    elsewhere = [
        f"{path}:{node.lineno} {node.id}"
        for path in UI.rglob("*.py")
        if path != ONE_PLACE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id in OF_THE_SYSTEM
    ]
    assert elsewhere == []


@pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-run-session") is None,
    reason="needs a bus of its own, and the portal's plugin of Linux",
)
@pytest.mark.parametrize("whose", ["the system's", "the program's"])
def test_a_dialog_of_the_system_is_never_heard_once_everything_is_hidden(
    tmp_path: Path, whose: str
) -> None:
    """A real dialog of the desktop, in another program, that answers after it was told to go."""
    said = tmp_path / "said.json"
    words = ["dbus-run-session", "--", sys.executable, "-m", "tests.ui.components.portal", whose]
    subprocess.run(
        [*words, str(said)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen",
             "QT_QPA_PLATFORMTHEME": "xdgdesktopportal"},
        timeout=60, check=True, capture_output=True,
    )  # fmt: skip
    told = json.loads(said.read_text("utf-8"))
    assert told["covered"], "F9 must be heard, whoever's the dialog is"
    assert told["open afterwards"] == 0
    assert told["chosen"] == []
    # The program's own dialog asks nobody; the system's did answer, too late.
    assert told["asked of the system"] == (whose == "the system's")
    assert told["answered too late"] == (whose == "the system's")
