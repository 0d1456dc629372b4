"""What the questions of a report about contact on social media are called in answers.

These names are in every stored case: add to them, never rename. Wording is in the pages.
"""

from __future__ import annotations

from typing import Final

#: The kind's name in drafts and cases.
CONTACT: Final = "contact"

# ---------------------------------------------------------------- the first page
WAY: Final = "contact_way"  # WAY_…
WAY_ME: Final = "me"
WAY_TOLD: Final = "told"
WAY_DECLARED: Final = "declared"
TOLD_BY: Final = "contact_told_by"
BY: Final = "contact_by"  # BY_…
BY_PUPIL: Final = "pupil"
BY_EX_PUPIL: Final = "ex-pupil"
BY_PARENT: Final = "parent"
BY_UNKNOWN: Final = "not-known"
PUPIL: Final = "contact_pupil"  # people
NAME: Final = "contact_name"
WHAT: Final = "contact_what"

# ---------------------------------------------------------------- the rest
PLATFORM: Final = "contact_platform"
ACCOUNT: Final = "contact_account"
SORT: Final = "contact_sort"  # list
DIRECTION: Final = "contact_direction"
BECAME: Final = "contact_became"
PRIVACY: Final = "contact_privacy"  # yes, no, unknown
KEPT: Final = "contact_kept"  # yes, no, unknown
KNOWN: Final = "contact_known"  # yes, no, unknown
KNOWN_HOW: Final = "contact_known_how"
AGAIN: Final = "contact_again"  # yes, no, unknown
UNDER_AGE: Final = "contact_under_age"  # yes, no, unknown
MORE: Final = "contact_more"
