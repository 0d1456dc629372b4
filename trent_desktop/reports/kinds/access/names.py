"""What the questions of a request for a blocked page are called in answers and in its steps.

These names are in every stored case: add to them, never rename. Wording is in the pages.
"""

from __future__ import annotations

from typing import Final

#: The kind's name in drafts and cases.
ACCESS: Final = "access"

# ---------------------------------------------------------------- the first page
WHERE: Final = "access_where"  # addresses
WHAT: Final = "access_what"  # WHAT_…
WHY: Final = "access_why"

WHAT_PAGE: Final = "page"
WHAT_VIDEO: Final = "video"
WHAT_GAME: Final = "game"
WHAT_APP: Final = "app"
WHAT_MAKER: Final = "maker"  # AI, chat, pictures made by a machine
WHAT_SOCIAL: Final = "social"
#: What no school may open, by rule.
NO_ADULT: Final = "adult"
NO_ILLEGAL: Final = "illegal"
NO_PROXY: Final = "proxy"
NO_HOME: Final = "home"

# ---------------------------------------------------------------- the rest
CONTENT: Final = "access_content"
LESSON: Final = "access_lesson"
FIRST_DAY: Final = "access_first_day"  # a day
LAST_DAY: Final = "access_last_day"  # a day
WHO: Final = "access_who"  # list of WHO_…
LOOKED: Final = "access_looked"  # yes, no
LOOKED_BY: Final = "access_looked_by"
RISKS: Final = "access_risks"
MET: Final = "access_met"
INSTEAD: Final = "access_instead"

WHO_CLASS: Final = "class"
WHO_YEAR: Final = "year"
WHO_PUPILS: Final = "pupils"
WHO_STAFF: Final = "staff"

# ---------------------------------------------------------------- the steps
ADVICE: Final = "advice"  # yes, no
EXTENT: Final = "extent"  # page, domain
PROFILES: Final = "profiles"  # list of PROFILE_…
FROM: Final = "from"  # a day
UNTIL: Final = "until"  # a day
APPLIED_BY: Final = "applied_by"
TESTED_ON: Final = "tested_on"  # list of PROFILE_…
SEEN: Final = "seen"

PROFILE_PUPILS: Final = "pupils"
PROFILE_STAFF: Final = "staff"
PROFILE_GROUP: Final = "group"
