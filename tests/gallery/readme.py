"""Which screens of the gallery are the pictures of the README, by the name of the picture."""

from __future__ import annotations

from typing import Final

PICTURES: Final = {
    "home": "home-teacher",
    "quick-report": "report-quick",
    "told": "told-first",
    "what-to-report": "report-choose",
    "stop": "report-stop",
    "case": "case-ict-new",
    "child": "child-page",
    "school": "school",
    "class-list": "class-list-plan",
    "lessons": "lessons",
    "board": "board-ink",
    "console": "lesson-console",
    "agreements-print": "agreements-print",
    "agreements-register": "agreements-register",
    "agreements-look-up": "agreements-look-up",
    "policy": "policy-found",
    "governors": "policy-governors",
}
