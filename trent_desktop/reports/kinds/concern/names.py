"""What the questions of a low-level concern are called in answers.

These names are in every stored case: add to them, never rename. Wording is in the pages.
"""

from __future__ import annotations

from typing import Final

#: The kind's name in drafts and cases.
CONCERN: Final = "concern"

SEEN: Final = "concern_seen"
SORT: Final = "concern_sort"
ON_ITS_OWN: Final = "concern_once"  # once, again, unknown
PLACE: Final = "concern_place"
WITNESSES: Final = "concern_witnesses"
HARM: Final = "concern_harm"  # yes, no, unknown: whether a child may have been harmed
SPOKEN: Final = "concern_spoken"

ONCE: Final = "once"
AGAIN: Final = "again"
