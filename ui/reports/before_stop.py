"""What the stop says before a word is typed: on its card, and over its first question."""

from __future__ import annotations

from trent_desktop.reports.stop.pages import NOBODY_HEADING
from trent_desktop.reports.stop.rules import BeforeTheStop
from ui.journeys.question_page import Before

_STOP = "Do not look again, copy or show it."


def guidance(known: BeforeTheStop) -> Before:
    """For the page of the first question."""
    return Before(
        known.reach, known.who_reads, NOBODY_HEADING if known.nobody else "", known.nobody
    )


def card_words(known: BeforeTheStop) -> str:
    """For the card that leads into the stop."""
    if known.nobody:
        return (
            f"{_STOP} Nobody who leads on it has joined Trent Desktop yet: open this to see who "
            "to ring."
        )
    return f"{_STOP} {known.who_reads}"
