"""Shortcuts are written as the system writes them, everywhere."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui.components.shown_keys import shown_keys


@pytest.mark.parametrize(("keys", "shown"), [("Ctrl+R", "Ctrl + R"), ("F9", "F9")])
def test_as_this_system_writes_them(qapp: QApplication, keys: str, shown: str) -> None:
    assert shown_keys(keys) == shown


def test_nobody_writes_them_by_hand() -> None:
    by_hand = [
        f"{path}:{node.lineno}"
        for path in Path("ui").rglob("*.py")
        for tree in [ast.parse(path.read_text("utf-8"))]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and ("Ctrl + " in node.value or "press Ctrl" in node.value)
        and node.value not in {ast.get_docstring(one, clean=False) for one in ast.walk(tree)
                               if isinstance(one, ast.Module | ast.ClassDef | ast.FunctionDef)}
    ]  # fmt: skip
    assert by_hand == []
