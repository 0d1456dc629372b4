"""What the questions that every kind of report may ask are called in answers, and their options.

These names are in every stored case: add to them, never rename.
"""

from __future__ import annotations

from typing import Final

#: The stages of a report: what is needed at once, what can wait, and the stop of every kind.
QUICK: Final = "quick"
FULL: Final = "full"
STOP: Final = "stop"

HAPPENED_AT: Final = "happened_at"  # when
CLASS: Final = "class"  # class
ROOM: Final = "room"
CHILD_WORDS: Final = "child_words"
DANGER: Final = "danger"  # yes, no, unknown

# ---------------------------------------------------------------- whom it is about
ABOUT: Final = "about_staff"  # ABOUT_NO, ABOUT_STAFF, ABOUT_HEAD
ABOUT_NO: Final = "no"
ABOUT_STAFF: Final = "staff"
ABOUT_HEAD: Final = "headteacher"

HOW: Final = "how"  # who did it, among others: HOW_STAFF, HOW_HEAD
HOW_STAFF: Final = "staff-on-purpose"
HOW_HEAD: Final = "head-on-purpose"
STAFF_NAME: Final = "staff_name"

# ---------------------------------------------------------------- a complaint
COMPLAINT_FROM: Final = "complaint_from"  # FROM_…
COMPLAINT_NAME: Final = "complaint_name"
COMPLAINT_PUPILS: Final = "complaint_pupils"  # people
COMPLAINT_SAID: Final = "complaint_said"
COMPLAINT_HOW: Final = "complaint_how"
COMPLAINT_WANTED: Final = "complaint_wanted"

FROM_PARENT: Final = "parent"
FROM_PUPIL: Final = "pupil"
FROM_STAFF: Final = "staff"
FROM_OTHER: Final = "other"

# ---------------------------------------------------------------- the stop (rule 3)
STOP_DEVICE_PLACE: Final = "stop_device_place"
STOP_DEVICE_HOLDER: Final = "stop_device_holder"
STOP_DEVICE_STATE: Final = "stop_device_state"
STOP_SEEN_BY: Final = "stop_seen_by"
STOP_COPIED: Final = "stop_copied"
STOP_COPIED_WHERE: Final = "stop_copied_where"
STOP_ADULT: Final = "stop_adult"
STOP_RISK: Final = "stop_risk"
STOP_DSL_TOLD: Final = "stop_dsl_told"
STOP_DSL_TOLD_AT: Final = "stop_dsl_told_at"

STATE_LOCKED_AWAY: Final = "off-and-locked-away"
STATE_OFF: Final = "off"
STATE_COVERED: Final = "on-and-covered"
STATE_ON: Final = "on"
