"""The equality check: what a version of the policy does to whom the law protects.

The nine characteristics are those of the Equality Act 2010. It is answered before the governors
approve a version (rule 61).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, cast

#: The longest that may be written about one characteristic, in characters.
LONGEST: Final = 2_000


class Characteristic(StrEnum):
    """What nobody may be treated worse for."""

    AGE = "age"
    DISABILITY = "disability"
    GENDER_REASSIGNMENT = "gender-reassignment"
    MARRIAGE = "marriage"
    PREGNANCY = "pregnancy"
    RACE = "race"
    RELIGION = "religion"
    SEX = "sex"
    ORIENTATION = "orientation"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """Its name in words."""
        return _TITLES[self][0]

    @property
    def hint(self) -> str:
        """What to think of in a policy on social media."""
        return _TITLES[self][1]


_TITLES: Final = {
    Characteristic.AGE: (
        "Age",
        "Rules that depend on a pupil’s age; grown-ups who are thought too young or too old for it.",
    ),
    Characteristic.DISABILITY: (
        "Disability",
        "A phone that speaks or hears for somebody; children who need it told in another way.",
    ),
    Characteristic.GENDER_REASSIGNMENT: (
        "Gender reassignment",
        "Names and pictures from before; being outed online.",
    ),
    Characteristic.MARRIAGE: (
        "Marriage and civil partnership",
        "A member of staff who is married to a parent, and whom the policy lets be in touch.",
    ),
    Characteristic.PREGNANCY: (
        "Pregnancy and maternity",
        "Whoever is on leave: how they read the policy, are trained and stay in touch.",
    ),
    Characteristic.RACE: (
        "Race",
        "Families who read another language, or have relatives abroad; racist bullying online.",
    ),
    Characteristic.RELIGION: (
        "Religion or belief",
        "Pictures of children; meetings on holy days; bullying for what somebody believes.",
    ),
    Characteristic.SEX: (
        "Sex",
        "Sexist comments and pictures; whether girls and boys are held to the same rules.",
    ),
    Characteristic.ORIENTATION: (
        "Sexual orientation",
        "Bullying, and being outed online; families with two mothers or two fathers.",
    ),
}


class Effect(StrEnum):
    """What a version does to people with a characteristic."""

    NONE = "none"
    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """As it is chosen and shown."""
        return _EFFECTS[self]

    @property
    def asks_what_is_done(self) -> bool:
        """Whether something must be said of what is done about it."""
        return self in (Effect.BAD, Effect.UNKNOWN)


_EFFECTS: Final = {
    Effect.NONE: "No effect",
    Effect.GOOD: "A good one",
    Effect.BAD: "A bad one",
    Effect.UNKNOWN: "We do not know",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one characteristic. `done`: what is done about it, in somebody's words."""

    effect: Effect | None = None
    done: str = ""

    @property
    def lacks(self) -> str:
        """What is missing, as a sentence; empty when it is answered."""
        if self.effect is None:
            return "Choose what effect the policy has."
        if self.effect.asks_what_is_done and not self.done:
            return "Say what is done about it."
        return ""


Check = Mapping[Characteristic, Answer]


def check_of(kept: Mapping[str, Any]) -> dict[Characteristic, Answer]:
    """Read what is kept. What is not there, or not known here, is not answered."""
    found = {one: Answer() for one in Characteristic}
    effects = {one.value: one for one in Effect}
    for one in Characteristic:
        row = kept.get(one.value)
        if isinstance(row, dict):
            row = cast("dict[str, Any]", row)
            found[one] = Answer(effects.get(str(row.get("effect", ""))), str(row.get("done", "")))
    return found


def answer_to_json(answer: Answer) -> dict[str, str]:
    """As it is kept."""
    return {"effect": answer.effect.value if answer.effect else "", "done": answer.done}


def open_questions(check: Check) -> tuple[Characteristic, ...]:
    """What still has to be answered."""
    return tuple(one for one in Characteristic if check.get(one, Answer()).lacks)
