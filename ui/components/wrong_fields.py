"""What is wrong with the answers of a form: said beside all of them at once (rule 158)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt

from ui.components.fields import FieldBlock


def say_beside(blocks: Mapping[str, FieldBlock], said: Mapping[str, str]) -> bool:
    """Mark each field that `said` names, and unmark the others; the first wrong one is focused.

    `blocks` stand in the order of the form. Returns whether any of them is wrong.
    """
    for name, block in blocks.items():
        block.show_error(said.get(name, ""))
    first = next((block for name, block in blocks.items() if said.get(name)), None)
    if first is not None:
        first.control.setFocus(Qt.FocusReason.OtherFocusReason)
    return first is not None
