"""What a touch of the board can be."""

from __future__ import annotations

from enum import StrEnum


class Hand(StrEnum):
    """What a touch does."""

    POINT = "point"
    PEN = "pen"
    HIGHLIGHTER = "highlighter"
    ERASER = "eraser"
    LASER = "laser"
