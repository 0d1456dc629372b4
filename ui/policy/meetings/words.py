"""What screens say of meetings and of families, the same everywhere."""

from __future__ import annotations

import datetime as dt

from trent_desktop.oversight.meetings.documents import when_of
from trent_desktop.oversight.meetings.values import Family, Meeting, MeetingList, Reply
from ui.components.rows import RowFace
from ui.journeys.direction import isolated
from ui.theme import Tone

_ICONS = {
    Reply.COMING: ("check", Tone.LEAF),
    Reply.NOT_COMING: ("x", Tone.PLAIN),
    Reply.OTHER_DAY: ("calendar-blank", Tone.SUN),
}


def count(number: int, one: str, many: str) -> str:
    """``1 family``, ``12 families``."""
    return f"{number:,} {one if number == 1 else many}"


def meeting_face(one: Meeting, today: dt.date) -> RowFace:
    """A meeting in the list of all."""
    chip, tone, icon = "", Tone.PLAIN, ""
    if one.is_off:
        chip, icon = "Called off", "x"
    elif one.said.day >= today:
        chip, tone, icon = "To come", Tone.SKY, "calendar-blank"
    detail = f"{when_of(one.said)} · {isolated(one.said.place)} · {isolated(one.whom)}"
    return RowFace(isolated(one.said.about), detail, "users-three", Tone.ACT, chip, tone, icon)


def family_face(one: Family, *, of_who_came: bool) -> RowFace:
    """A family in the list of a meeting."""
    parts = [f"letter in {one.language}" if one.language not in ("", "English") else ""]
    if one.invited_on is None:
        parts.append("no invitation printed")
    if of_who_came:
        said = one.reply.words.lower() if one.reply is not Reply.NONE else ""
        parts.append(f"{said}: {one.coming}" if one.coming else said)
        if one.came is None:
            chip, icon, tone = "Not written down", "", Tone.PLAIN
        elif one.came:
            chip, icon, tone = f"Came: {one.came}", "check", Tone.LEAF
        else:
            chip, icon, tone = "Did not come", "x", Tone.PLAIN
    elif one.reply is Reply.NONE:
        chip, icon, tone = "No answer yet", "", Tone.PLAIN
    else:
        icon, tone = _ICONS[one.reply]
        chip = f"Coming: {one.coming}" if one.coming else one.reply.words
    detail = ", ".join(part for part in parts if part)
    return RowFace(
        isolated(one.shown), detail[:1].upper() + detail[1:], "", Tone.PLAIN, chip, tone, icon
    )


def so_far(found: MeetingList) -> str:
    """How many families and people, in one sentence each."""
    families = count(len(found.families), "family", "families")
    said = (
        f"{families} on the list, {found.invited:,} invited, {found.answered:,} answered. "
        f"{count(found.coming, 'person comes', 'people come')}."
    )
    if found.other_day:
        said += f" Another day would suit {count(found.other_day, 'family', 'families')}."
    if found.came:
        said += (
            f" {count(found.came, 'family', 'families')} came. Of those invited "
            f"{count(found.not_there, 'was', 'were')} not there: give them the sheet to take home."
        )
    return said
