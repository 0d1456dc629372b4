"""What applies for every file of the house, and what no other tool looks at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_MOST_LINES = 400
#: Names that say nothing of what is in there, so that everything ends up in there.
_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def _modules() -> Iterator[Path]:
    for wing in ("trent_desktop", "ui", "tests", "tools"):
        yield from (_ROOT / wing).rglob("*.py")


def test_no_file_is_longer_than_somebody_reads_at_a_time() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in _modules()}
    assert len(lengths) > 1_000
    assert {str(path): lines for path, lines in lengths.items() if lines > _MOST_LINES} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path in _modules() if {path.stem, path.parent.name} & _NAMES] == []


#: What PySide gives with a wrong owner. A proxy's page is deleted with the next collection; what
#: Python knows of a layout's item outlives the item, and is then taken for whatever widget was made
#: in its place. Either ends the program, later and elsewhere.
_ENDS_THE_PROGRAM = {"focusProxy", "itemAt"}


def test_qt_is_asked_for_nothing_that_ends_the_program() -> None:
    found = [
        f"{path.relative_to(_ROOT)}:{node.lineno} {node.func.attr}"
        for path in _modules()
        if "PySide6" in (text := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in _ENDS_THE_PROGRAM
    ]
    assert found == []
