"""The Policy room and its parts."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage, screen


@screen("policy")
def policy(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    program.window.inside.go("policy")
    return program.window
