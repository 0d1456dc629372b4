"""Decks for staff and parents: played as lessons are, but taught to no class and not kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trent_desktop.lessons.lesson import Audience, Lesson, minutes_in_words
from trent_desktop.lessons.packs import Pack
from trent_desktop.lessons.run import LessonRun

if TYPE_CHECKING:
    from trent_desktop.lessons.library import LessonLibrary


def is_deck(lesson: Lesson) -> bool:
    """Whether it is for grown-ups."""
    return lesson.audience is not Audience.PUPILS


def deck_named(library: LessonLibrary, name: str) -> Pack | None:
    """A deck by its name; None when it was taken away meanwhile. Asks the share."""
    decks = (one for who in Audience if who is not Audience.PUPILS for one in library.decks(who))
    return next((one for one in decks if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Ending:
    """What is asked before it ends, and what is said afterwards."""

    question: str
    words: str
    yes: str
    no: str
    said: str


def ending_of(run: LessonRun, *, is_trial: bool = False) -> Ending:
    """A lesson is kept, and goes on another day; a deck is not, nor what is only tried out."""
    many = len(run.lesson.slides)
    at = f"You are at slide {run.slide + 1} of {many}."
    if is_deck(run.lesson):
        words = f"{at} What was done on the board is not kept."
        return Ending("End here?", words, "End here", "Go on", f"Ended at slide {run.slide + 1}.")
    if is_trial:
        words = f"{at} You are trying it out: nothing is kept."
        return Ending("End here?", words, "End here", "Go on", "Tried out. Nothing was kept.")
    minutes = max(1, round(run.seconds / 60))
    return Ending(
        "End the lesson?",
        f"{at} Everything is kept, and you can go on another day.",
        "End the lesson",
        "Go on teaching",
        f"Kept: {minutes_in_words(minutes)}, {run.furthest + 1} of {many} slides.",
    )
