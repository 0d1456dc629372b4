"""What the questions of a report about conduct are called in answers, and their options.

These names are in every stored case: add to them, never rename. Wording is in the pages.
"""

from __future__ import annotations

from typing import Final

#: The kind's name in drafts and cases.
CONDUCT: Final = "conduct"

#: Further answers to whom it is about.
A_PUPIL: Final = "pupil"
A_PARENT: Final = "parent"

PUPILS: Final = "conduct_pupils"  # people
PARENT: Final = "conduct_parent"
BY_PUPIL: Final = "conduct_by_pupil"
BY_PARENT: Final = "conduct_by_parent"
BY_STAFF: Final = "conduct_by_staff"
SEEN: Final = "conduct_seen"
PLATFORM: Final = "conduct_platform"
STILL_THERE: Final = "conduct_still_there"
HURT: Final = "conduct_hurt"  # people
KNOWN_HOW: Final = "conduct_known_how"
BEFORE: Final = "conduct_before"
STRANGER: Final = "conduct_stranger"

# ---------------------------------------------------------------- what it was
LESSON: Final = "lesson"
UNDER_AGE: Final = "under-age"
ALIAS: Final = "alias"
DAMAGING: Final = "damaging"
HATE: Final = "hate"
THREAT: Final = "threat"
PICTURES: Final = "pictures"
PHONE: Final = "phone"
OPENLY: Final = "openly"
IDENTIFIES: Final = "identifies"
BULLY: Final = "bully"
OTHER: Final = "other"

#: What is more than a breach of rules.
GRAVE: Final = frozenset({HATE, THREAT})

# ---------------------------------------------------------------- what is decided
TALK: Final = "talk"
MEETING: Final = "meeting"
TAKE_DOWN: Final = "take-down"
BEHAVIOUR: Final = "behaviour"
PLATFORM_TOLD: Final = "platform-told"
NO_MORE: Final = "no-more"
