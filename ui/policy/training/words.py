"""How training is said: states, days, and lines of a list."""

from __future__ import annotations

import datetime as dt
from typing import assert_never

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.oversight.training.documents import when_of
from trent_desktop.oversight.training.values import Need, Session, Standing, State
from ui.components.rows import RowFace
from ui.theme import Tone


def need_words(one: Need) -> tuple[str, str, Tone]:
    """What a need says below its name, and its chip."""
    until = date_for_people(one.until) if one.until else ""
    match one.state:
        case State.HOLDS:
            return (f"Valid until {until}" if until else "", "Done", Tone.LEAF)
        case State.SOON:
            return (f"Ends on {until}", "Soon", Tone.SUN)
        case State.OVERDUE:
            return (f"Ended on {until}", "Due", Tone.CORAL)
        case State.NEVER:
            return ("Not yet", "Due", Tone.CORAL)
        case _:
            assert_never(one.state)


def standing_face(one: Standing) -> RowFace:
    """A member in the list of everybody."""
    if one.waiting:
        words = ", ".join(need.words for need in one.waiting)
        return RowFace(
            one.name, f"Due: {words}", "user", Tone.CORAL, f"{len(one.waiting)} due", Tone.CORAL
        )
    if one.soon:
        words = ", ".join(need.words for need in one.soon)
        return RowFace(one.name, f"Ends soon: {words}", "user", Tone.SUN, "Soon", Tone.SUN)
    return RowFace(one.name, one.roles, "user", Tone.LEAF, "Up to date", Tone.LEAF)


def session_face(one: Session, today: dt.date) -> RowFace:
    """A session in the list of sessions."""
    said = one.said
    detail = f"{when_of(said)} · {', '.join(said.about)}"
    if one.called_off:
        return RowFace(said.title, detail, "chalkboard-teacher", Tone.PLAIN, "Called off")
    if said.day > today:
        return RowFace(said.title, detail, "chalkboard-teacher", Tone.SKY, "To come", Tone.SKY)
    mine = ("You were there", Tone.LEAF) if one.mine else ("", Tone.PLAIN)
    side = f"{one.there} there" if one.there else "No list yet"
    return RowFace(said.title, detail, "chalkboard-teacher", Tone.ACT, *mine, side=side)
