"""A short journey, and a person who walks it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from trent_desktop.journeys import (
    Choice,
    Count,
    HandOver,
    Journey,
    LongText,
    Option,
    Page,
    Run,
    ShortText,
    Turn,
)

NOW = dt.datetime(2026, 11, 22, 10, 42, tzinfo=dt.UTC)
COLOURS = (Option("red", "Red"), Option("blue", "Blue"), Option("black", "Black"))


def walk(**changes: object) -> Journey:
    """Colour; if blue, the shade; a remark that nobody must give; a number."""
    journey = Journey(
        "walk",
        "full",
        "A walk",
        (
            Page(
                "colour",
                "Which colour?",
                (Choice("colour", "Which colour?", options=COLOURS),),
                next=lambda answers: "shade" if answers.get("colour") == "blue" else "remark",
            ),
            Page("shade", "Which shade?", (ShortText("shade", "Which shade?", unknown=True),)),
            Page("remark", "Anything else?", (LongText("remark", "Remark", optional=True),)),
            Page(
                "number",
                "How many?",
                (
                    Count("number", "How many?"),
                    ShortText(
                        "why",
                        "Why so many?",
                        asked_if=lambda a: a.get("number") in (9, "9"),
                        asked_if_words="If nine",
                    ),
                ),
            ),
        ),
        last_button="Send it",
        hand_over=lambda a: HandOver("walk", "stop") if a.get("colour") == "black" else None,
    )
    return replace(journey, **changes)


def run_of(journey: Journey | None = None) -> Run:
    return Run(journey or walk(), now=lambda: NOW)


def through_to_check(run: Run, colour: str = "red") -> None:
    run.put("colour", colour)
    run.go_on()
    if colour == "blue":
        run.put("shade", "navy")
        run.go_on()
    run.go_on()
    run.put("number", "3")
    assert run.go_on().turn is Turn.CHECK
