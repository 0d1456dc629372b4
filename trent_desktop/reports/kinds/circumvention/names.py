"""What the questions of "Somebody got round the filter" are called in answers.

These names are in every stored case: add to them, never rename. Wording is in the pages.
"""

from __future__ import annotations

from typing import Final

#: The kind's name in drafts and cases.
CIRCUMVENTION: Final = "circumvention"

# ---------------------------------------------------------------- the first page
WHO: Final = "circumvention_who"  # people
WAY: Final = "circumvention_way"  # WAY_…
WHAT: Final = "circumvention_what"
REACHED: Final = "circumvention_reached"  # addresses

WAY_PROXY: Final = "proxy"
WAY_VPN: Final = "vpn"
WAY_PASSWORD: Final = "password"  # noqa: S105 - the name of an answer
WAY_HOTSPOT: Final = "hotspot"
WAY_DEVICE: Final = "device"
WAY_SETTINGS: Final = "settings"
WAY_OTHER: Final = "other"

# ---------------------------------------------------------------- the rest
DEVICE: Final = "circumvention_device"
PLACE: Final = "circumvention_place"
PASSWORD_OF: Final = "circumvention_password_of"  # noqa: S105 - the name of a question
SHOWN: Final = "circumvention_shown"  # yes, no: whether others were shown how
DONE: Final = "circumvention_done"  # list of DONE_…
DONE_MORE: Final = "circumvention_done_more"

DONE_ENDED: Final = "ended"
DONE_DEVICE: Final = "device"
DONE_PASSWORD: Final = "password"  # noqa: S105 - the name of an answer
DONE_TALKED: Final = "talked"
DONE_NOTHING: Final = "nothing"
