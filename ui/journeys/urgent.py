"""An answer of which the page says at once what to do, beneath the very question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Urgent:
    """`answers`: which answer to which question it is. `card` makes what is shown then."""

    answers: Mapping[str, Any]
    card: Callable[[], QWidget]
