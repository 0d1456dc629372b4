"""Cells that cannot be right today, each with its reason. They stand on the page all the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: By write and fault. Empty is how it should be.
KNOWN: Final[Mapping[tuple[str, str], str]] = {}
