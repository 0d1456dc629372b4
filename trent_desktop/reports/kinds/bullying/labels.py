"""What the answers about cyber-bullying are called in a case and on paper."""

from __future__ import annotations

from typing import Final

from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.bullying import names as n

LABELS: Final = {
    n.HURT: "Hurt",
    n.HURT_CHILDREN: "Child who was hurt",
    n.HURT_ADULTS: "Colleague who was hurt",
    asked.CHILD_WORDS: "In the words of whoever was hurt",
    asked.ABOUT: "Done by",
    n.BY_CHILDREN: "Child who did it",
    n.BY_ADULTS: "Who did it",
    asked.STAFF_NAME: "Grown-up who did it",
    asked.DANGER: "Anybody in danger",
    asked.HAPPENED_AT: "Happened",
    asked.CLASS: "Class",
    n.PLATFORM: "App, game or site",
    n.ACCOUNTS: "User names",
    n.GROUP: "Group",
    n.SORT: "Sort",
    n.OFTEN: "How often",
    n.STILL_THERE: "Can still be seen",
    n.PREJUDICE: "Because of who somebody is",
    n.EVIDENCE: "What shows it",
    n.EVIDENCE_WHERE: "Kept where",
    n.IMPACT: "How whoever was hurt is",
    n.UNDER_AGE: "An app for older people",
    n.REPORTED: "Reported to the app or site",
    n.REPORTED_AT: "Reported there",
    n.REPORTED_REFERENCE: "Reference of the app or site",
    n.PARENTS_OF_HURT: "Parents of whoever was hurt told",
    n.PARENTS_OF_OTHER: "Parents of whoever did it told",
    n.POLICE_MATTER: "For the police",
    n.POLICE_TOLD: "Police told",
    n.POLICE_REFERENCE: "Reference of the police",
    n.DONE: "Done so far",
}
