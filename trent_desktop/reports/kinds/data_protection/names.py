"""What the questions of a complaint about personal data are called in answers, and their options.

These names are in every stored case: add to them, never rename. Wording is in the pages.
"""

from __future__ import annotations

from typing import Final

#: The kind's name in drafts and cases.
DATA_PROTECTION: Final = "data_protection"

WHAT: Final = "data_what"
WHOSE: Final = "data_whose"
SINCE: Final = "data_since"

# ---------------------------------------------------------------- what it is about
KEPT: Final = "kept"
WRONG: Final = "wrong"
COPY: Final = "copy"
SHARED: Final = "shared"
PICTURE: Final = "picture"
OTHER: Final = "other"
#: What may be a breach, some of which the ICO hears of within 72 hours.
MAYBE_BREACH: Final = frozenset({SHARED, PICTURE})

# ---------------------------------------------------------------- what is done
SORRY: Final = "sorry"
CORRECTED: Final = "corrected"
DELETED: Final = "deleted"
GIVEN: Final = "given"
TAKEN_DOWN: Final = "taken-down"
BREACH_TOLD: Final = "breach-told"
PRACTICE: Final = "practice"
NOTHING: Final = "nothing"
