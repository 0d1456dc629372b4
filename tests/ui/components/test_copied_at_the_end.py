"""The program ends while something it copied lies on the clipboard: it ends well."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import sys
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from ui.components.secret_clipboard import MarkedClipboard, SecretClipboard, put_words
app = QApplication([])
keeper = MarkedClipboard(app, lambda: True)
if sys.argv[1] == "words":
    put_words("Aisha")
elif sys.argv[1] == "a secret":
    SecretClipboard(app).put("Aisha")
else:
    field = QLineEdit("Aisha")
    field.selectAll()
    field.copy()
app.processEvents()
assert QGuiApplication.clipboard().text() == "Aisha"
"""


@pytest.mark.parametrize("what", ["words", "a secret", "out of a field"])
def test_what_was_copied_does_not_take_the_program_down(what: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, what],
        env=environment, timeout=60, check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
