"""What nothing uses is found, and the list of exceptions stays short."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import dead_names

WORDS = """
def used() -> int:
    return 1


def forgotten() -> int:
    return used()


def called_by_qt() -> int:
    return 2
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house of one file, in which Qt calls one function."""
    (tmp_path / "small.py").write_text(WORDS, "utf-8")
    monkeypatch.setattr(dead_names, "ROOT", tmp_path)
    monkeypatch.setattr(dead_names, "SEARCHED", ("small.py",))
    monkeypatch.setattr(dead_names, "USED", {"Qt calls it": {"": "called_by_qt"}})
    return tmp_path


def test_a_dead_name_is_a_fault(small: Path) -> None:
    assert dead_names.faults() == ["small.py:6: nothing uses the function forgotten"]
    assert dead_names.main() == 1


def test_what_is_listed_for_nothing_is_a_fault(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        dead_names, "USED", {"Qt calls it": {"": "called_by_qt", "small.py": "forgotten used"}}
    )
    assert dead_names.faults() == ["tools/dead_names.py: used (small.py) is listed for nothing"]
