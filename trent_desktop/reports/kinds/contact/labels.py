"""What the answers about contact on social media are called in a case and on paper."""

from __future__ import annotations

from typing import Final

from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.contact import names as n

LABELS: Final = {
    n.WAY: "What it is",
    n.TOLD_BY: "Told by",
    n.BY: "In contact",
    n.PUPIL: "Pupil",
    n.NAME: "Name",
    asked.ABOUT: "Begun or accepted by a grown-up who works here",
    asked.STAFF_NAME: "Grown-up concerned",
    n.WHAT: "What happened, or how they know each other",
    asked.DANGER: "A child in danger",
    asked.HAPPENED_AT: "When",
    n.PLATFORM: "App, game or site",
    n.ACCOUNT: "Account",
    n.SORT: "What it was",
    n.DIRECTION: "How it came",
    n.BECAME: "What became of it",
    n.KEPT: "Screenshot kept",
    n.PRIVACY: "Privacy settings looked at",
    n.KNOWN: "Knew each other before",
    n.KNOWN_HOW: "How",
    n.AGAIN: "Happened before",
    n.UNDER_AGE: "Younger than the app allows",
    n.MORE: "Anything else",
}
