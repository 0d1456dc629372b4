"""Meetings as they are stored, and what is typed looked at before it is."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from trent_desktop.agreements.giving.batch import Scope
from trent_desktop.oversight.meetings.models import MeetingRow
from trent_desktop.oversight.meetings.values import MOST, Change, Meeting, MeetingDraft
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.people.directory import Directory
from trent_desktop.school.people.people import YearGroup

LONGEST: Final = 200
_BACK: Final = dt.timedelta(days=366)
_AHEAD: Final = dt.timedelta(days=2 * 366)


def draft_to_json(draft: MeetingDraft) -> dict[str, Any]:
    """As the row keeps it."""
    return {
        "day": draft.day.isoformat(),
        "begins": f"{draft.begins:%H:%M}",
        "minutes": draft.minutes,
        "place": draft.place,
        "about": draft.about,
        "reply_by": draft.reply_by.isoformat(),
        "scope": draft.scope.value,
        "years": [one.value for one in draft.years],
        "classes": [str(one) for one in draft.classes],
    }


def _draft(kept: Mapping[str, Any]) -> MeetingDraft:
    known = {one.value for one in YearGroup}
    return MeetingDraft(
        dt.date.fromisoformat(kept["day"]),
        dt.time.fromisoformat(kept["begins"]),
        int(kept["minutes"]),
        str(kept["place"]),
        str(kept["about"]),
        dt.date.fromisoformat(kept["reply_by"]),
        Scope(kept["scope"]),
        tuple(YearGroup(one) for one in kept["years"] if one in known),
        tuple(uuid.UUID(one) for one in kept["classes"]),
    )


def meeting_of(row: MeetingRow, directory: Directory, *, holds: bool) -> Meeting:
    """A row as it is read; without reasons for whoever does not hold meetings."""
    said = _draft(row.content)
    names = {one.id: one.name for one in directory.members}
    off = cast("dict[str, str]", row.content.get("off", {}))
    changes = cast("list[dict[str, Any]]", row.content.get("changes", []))
    return Meeting(
        row.id,
        said,
        row.version,
        _whom(said, directory),
        row.called_off_at is not None,
        str(off.get("why", "")) if holds else "",
        tuple(
            Change(
                _draft(one["was"]),
                dt.datetime.fromisoformat(one["at"]),
                names.get(uuid.UUID(one["by"]), ""),
                str(one["why"]),
            )
            for one in changes
        )
        if holds
        else (),
    )


def _whom(said: MeetingDraft, directory: Directory) -> str:
    if said.scope is Scope.YEARS:
        return "Families of " + _listed([one.title for one in said.years])
    if said.scope is Scope.CLASSES:
        there = [one.name for one in directory.classes if one.id in said.classes]
        gone = len(said.classes) - len(there)
        words = [f"class {one}" for one in there]
        if gone:
            words.append("a former class" if gone == 1 else f"{gone} former classes")
        return "Families of " + _listed(words)
    return "All families"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def checked(draft: MeetingDraft, today: dt.date, directory: Directory) -> MeetingDraft:
    """The draft with its words tidied. Raises `AnswersRefused` with what is wrong."""
    place, about = " ".join(draft.place.split()), " ".join(draft.about.split())
    wrong: list[tuple[str, str]] = []

    def ask(name: str, is_wrong: bool, words: str) -> None:
        if is_wrong and name not in dict(wrong):
            wrong.append((name, words))

    ask("day", not today - _BACK <= draft.day <= today + _AHEAD, "Choose a day within two years.")
    ask("minutes", not 10 <= draft.minutes <= 600, "Write how many minutes, from 10 to 600.")
    ask("place", not place, "Say where it is, for example School hall.")
    ask("about", not about, "Say what it is about.")
    for name, text in (("place", place), ("about", about)):
        ask(name, len(text) > LONGEST, f"Use at most {LONGEST} characters.")
    ask("reply_by", draft.reply_by > draft.day, "Choose a day before the meeting.")
    known = {one.id for one in directory.classes}
    ask(
        "whom",
        draft.scope not in (Scope.EVERYBODY, Scope.YEARS, Scope.CLASSES)
        or (draft.scope is Scope.YEARS and not draft.years)
        or (draft.scope is Scope.CLASSES and not known.intersection(draft.classes)),
        "Choose who it is for.",
    )
    if wrong:
        raise AnswersRefused(wrong[0][1], tuple(wrong))
    return _tidied(draft, place, about)


def _tidied(draft: MeetingDraft, place: str, about: str) -> MeetingDraft:
    return MeetingDraft(
        draft.day,
        draft.begins,
        draft.minutes,
        place,
        about,
        draft.reply_by,
        draft.scope,
        draft.years if draft.scope is Scope.YEARS else (),
        draft.classes if draft.scope is Scope.CLASSES else (),
    )


def checked_why(why: str, ask: str) -> str:
    """A reason in one line. Raises `AnswersRefused` without one."""
    why = " ".join(why.split())
    said = "" if why else ask
    if len(why) > LONGEST:
        said = f"Use at most {LONGEST} characters."
    if said:
        raise AnswersRefused(said, (("why", said),))
    return why


def checked_number(number: int, least: int, refuse: Callable[[str], Exception]) -> int:
    """How many people. Raises what `refuse` makes of a sentence."""
    if not least <= number <= MOST:
        raise refuse(f"Write how many, from {least} to {MOST}.")
    return number
