"""What the questions of the content report are called in answers, and their fixed options.

These names are in every stored case: add to them, never rename. Wording is in the pages.
"""

from __future__ import annotations

from typing import Final

#: The journey's name in drafts and cases, and its stages.
CONTENT: Final = "content"
QUICK: Final = "quick"
FULL: Final = "full"
STOP: Final = "stop"

# ---------------------------------------------------------------- the quick page
SEEN: Final = "seen"  # long text
WHERE: Final = "where"  # addresses
OFF_SCREEN: Final = "off_screen"  # OFF_YES, OFF_NO, OFF_OTHER_SCREEN
HAPPENED_AT: Final = "happened_at"  # when
CLASS: Final = "class"  # class
ABOUT: Final = "about_staff"  # ABOUT_NO, ABOUT_STAFF, ABOUT_HEAD; also asked by the stop

OFF_YES: Final = "yes"
OFF_NO: Final = "no"
OFF_OTHER_SCREEN: Final = "other-screens"

ABOUT_NO: Final = "no"
ABOUT_STAFF: Final = "staff"
ABOUT_HEAD: Final = "headteacher"

# ---------------------------------------------------------------- the full questions
DEVICE: Final = "device"
DEVICE_NAME: Final = "device_name"
ROOM: Final = "room"

WHO_SAW: Final = "who_saw"  # list of SAW_…
SAW_COUNT: Final = "saw_count"
SAW_PUPILS: Final = "saw_pupils"  # people
SAW_ADULTS: Final = "saw_adults"

SAW_CHILDREN: Final = "children"
SAW_STAFF: Final = "staff"
SAW_VISITORS: Final = "visitors"
SAW_NOBODY: Final = "nobody"

HOW: Final = "how"  # HOW_…
ON_SCREEN_OF: Final = "on_screen_of"  # people
STAFF_NAME: Final = "staff_name"
SEARCH_WORDS: Final = "search_words"
PLATFORM: Final = "platform"

HOW_SEARCH: Final = "search-result"
HOW_ADVERT: Final = "advert"
HOW_LINK: Final = "link-sent"
HOW_ACCIDENT: Final = "accident"
HOW_PUPIL: Final = "pupil-on-purpose"
HOW_STAFF: Final = "staff-on-purpose"
HOW_HEAD: Final = "head-on-purpose"

FILTER_STATE: Final = "filter_state"
ACCOUNT: Final = "account"

FILTER_ON: Final = "on"
FILTER_OFF: Final = "off"
FILTER_ELSEWHERE: Final = "not-our-network"

CATEGORY: Final = "category"  # a sub-category of `categories.py`

DONE: Final = "done"  # list of DONE_…
DONE_MORE: Final = "done_more"

DONE_SCREEN_OFF: Final = "screen-off"
DONE_CLOSED: Final = "page-closed"
DONE_DEVICE: Final = "device-put-aside"
DONE_CHECKED: Final = "other-screens-checked"
DONE_TALKED: Final = "talked-with-children"
DONE_NOTHING: Final = "nothing-yet"

DANGER: Final = "danger"  # yes, no, unknown
UPSET: Final = "upset"  # UPSET_…
SUPPORT: Final = "support"

UPSET_NOBODY: Final = "nobody"
UPSET_SOME: Final = "a-little"
UPSET_VERY: Final = "very"

CHILD_WORDS: Final = "child_words"
ACCOUNT_OF_IT: Final = "account_of_it"

TOLD: Final = "told"  # list of TOLD_…
DSL_TOLD_AT: Final = "dsl_told_at"
PARENTS_TOLD_BY: Final = "parents_told_by"
CP_REFERENCE: Final = "cp_reference"

TOLD_DSL: Final = "dsl"
TOLD_HEAD: Final = "headteacher"
TOLD_ICT: Final = "ict-lead"
TOLD_TEACHER: Final = "class-teacher"
TOLD_PARENTS: Final = "parents"
TOLD_NOBODY: Final = "nobody-yet"

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
