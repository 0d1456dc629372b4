"""What is said of a task that a step of the report does."""

from __future__ import annotations

from trent_desktop.problems import MoveNotPossible


def done_by(step: str) -> MoveNotPossible:
    """Why a task is not ticked off: a step of the report does it, by the words of its button."""
    return MoveNotPossible(
        f"This is done with the step “{step}” of the report itself, which asks how it went.",
        what_to_do="Open the report, and take that step there.",
    )
