"""Short names of the questions of the content report, to stand beside or over an answer."""

from __future__ import annotations

from typing import Final

from trent_desktop.reports.kinds.content import names as n

#: By the question's name. One that is not here is called by its question.
LABELS: Final = {
    n.HOW: "How it came up",
    n.DEVICE: "Device",
    n.DEVICE_NAME: "On its label",
    n.ROOM: "Room",
    n.PLATFORM: "Site, app or game",
    n.SEARCH_WORDS: "Typed into the search",
    n.FILTER_STATE: "School’s filter on",
    n.ACCOUNT: "Account signed in",
    n.ON_SCREEN_OF: "On the screen of",
    n.STAFF_NAME: "Member of staff",
    n.WHO_SAW: "Who saw it",
    n.SAW_COUNT: "How many children",
    n.SAW_PUPILS: "Which children",
    n.SAW_ADULTS: "Which grown-ups",
    n.DANGER: "A child in danger",
    n.UPSET: "Anybody upset",
    n.SUPPORT: "Support given, and to whom",
    n.DONE: "Done at once",
    n.DONE_MORE: "Also done",
    n.TOLD: "Already told",
    n.DSL_TOLD_AT: "Safeguarding Lead told",
    n.PARENTS_TOLD_BY: "Who told the parents, and when",
    n.CP_REFERENCE: "Child protection reference",
    n.SEEN: "What was seen",
    n.WHERE: "Where it was",
    n.OFF_SCREEN: "Off the screen",
    n.ABOUT: "About a grown-up who works here",
    n.HAPPENED_AT: "Happened",
    n.CLASS: "Class",
    n.CATEGORY: "Kind of content",
    n.CHILD_WORDS: "The child’s own words",
    n.ACCOUNT_OF_IT: "Account",
}
