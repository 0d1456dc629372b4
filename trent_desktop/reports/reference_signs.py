"""What a reference says by itself."""

from __future__ import annotations

from typing import Final

SEALED: Final = "TR-S-"


def is_sealed(reference: str) -> bool:
    """Whether it is the reference of a sealed report."""
    return reference.startswith(SEALED)
