"""What the questions of the content report are called in answers, and their fixed options.

These names are in every stored case: add to them, never rename. Wording is in the pages.
"""

from __future__ import annotations

from typing import Final

from trent_desktop.reports.asked import names as every_kind

#: The kind's name in drafts and cases.
CONTENT: Final = "content"

# ---------------------------------------------------------------- the quick page
SEEN: Final = "seen"  # long text
WHERE: Final = "where"  # addresses
OFF_SCREEN: Final = "off_screen"  # OFF_YES, OFF_NO, OFF_OTHER_SCREEN

OFF_YES: Final = "yes"
OFF_NO: Final = "no"
OFF_OTHER_SCREEN: Final = "other-screens"

# ---------------------------------------------------------------- the full questions
DEVICE: Final = "device"
DEVICE_NAME: Final = "device_name"

WHO_SAW: Final = "who_saw"  # list of SAW_…
SAW_COUNT: Final = "saw_count"
SAW_PUPILS: Final = "saw_pupils"  # people
SAW_ADULTS: Final = "saw_adults"

SAW_CHILDREN: Final = "children"
SAW_STAFF: Final = "staff"
SAW_VISITORS: Final = "visitors"
SAW_NOBODY: Final = "nobody"

ON_SCREEN_OF: Final = "on_screen_of"  # people
SEARCH_WORDS: Final = "search_words"
PLATFORM: Final = "platform"

HOW_SEARCH: Final = "search-result"
HOW_ADVERT: Final = "advert"
HOW_LINK: Final = "link-sent"
HOW_ACCIDENT: Final = "accident"
HOW_PUPIL: Final = "pupil-on-purpose"

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

UPSET: Final = "upset"  # UPSET_…
SUPPORT: Final = "support"

UPSET_NOBODY: Final = "nobody"
UPSET_SOME: Final = "a-little"
UPSET_VERY: Final = "very"

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

# ---------------------------------------------------------------- asked by every kind
ABOUT: Final = every_kind.ABOUT
ABOUT_HEAD: Final = every_kind.ABOUT_HEAD
ABOUT_NO: Final = every_kind.ABOUT_NO
ABOUT_STAFF: Final = every_kind.ABOUT_STAFF
CHILD_WORDS: Final = every_kind.CHILD_WORDS
CLASS: Final = every_kind.CLASS
DANGER: Final = every_kind.DANGER
FULL: Final = every_kind.FULL
HAPPENED_AT: Final = every_kind.HAPPENED_AT
HOW: Final = every_kind.HOW
HOW_HEAD: Final = every_kind.HOW_HEAD
HOW_STAFF: Final = every_kind.HOW_STAFF
QUICK: Final = every_kind.QUICK
ROOM: Final = every_kind.ROOM
STAFF_NAME: Final = every_kind.STAFF_NAME
STATE_COVERED: Final = every_kind.STATE_COVERED
STATE_LOCKED_AWAY: Final = every_kind.STATE_LOCKED_AWAY
STATE_OFF: Final = every_kind.STATE_OFF
STATE_ON: Final = every_kind.STATE_ON
STOP: Final = every_kind.STOP
STOP_ADULT: Final = every_kind.STOP_ADULT
STOP_COPIED: Final = every_kind.STOP_COPIED
STOP_COPIED_WHERE: Final = every_kind.STOP_COPIED_WHERE
STOP_DEVICE_HOLDER: Final = every_kind.STOP_DEVICE_HOLDER
STOP_DEVICE_PLACE: Final = every_kind.STOP_DEVICE_PLACE
STOP_DEVICE_STATE: Final = every_kind.STOP_DEVICE_STATE
STOP_DSL_TOLD: Final = every_kind.STOP_DSL_TOLD
STOP_DSL_TOLD_AT: Final = every_kind.STOP_DSL_TOLD_AT
STOP_RISK: Final = every_kind.STOP_RISK
STOP_SEEN_BY: Final = every_kind.STOP_SEEN_BY
