"""The page of the documentation that holds what is heard."""

from __future__ import annotations

from pathlib import Path

KEPT = Path(__file__).resolve().parents[3] / "docs" / "read-aloud.md"

_HEAD = """# What a screen reader says

The real program, in a real window on a laptop on which a screen reader runs, on the five journeys
that a school makes most: a first look round, a report in the middle of a lesson, the ICT Lead’s
work on it, a SMART lesson, and agreements. The other journeys are made of the same parts.

A page is written as it is gone through: role, name, what is in it, (state), — description. Where
something is done, the key or the press stands first, and behind it what is said then: where the
keyboard is now, and what the program says by itself. After a key that does something there is
never silence. On Linux the role of a button that stays down, such as a tool, is *push button*, and
a stroke stands where a new line begins.

`.venv/bin/python -m tests.ui.spoken` makes the journeys and writes this page. The slow test in
`tests/ui/spoken` makes them too, and fails where the page says otherwise.
"""


def whole_page(heard: str) -> str:
    """The page, with what was heard."""
    return f"{_HEAD}\n{heard}"
