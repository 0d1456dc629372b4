"""``trent-desktop pupils undo``: what was done to pupils and classes, and taking it back."""

from __future__ import annotations

from typing import Any

from trent_desktop.commands.frame import DONE, Opened, Options, say
from trent_desktop.journeys.answers import moment_for_people
from trent_desktop.problems import MoveNotPossible, NotFound
from trent_desktop.school.classes.step import TimelineLine
from trent_desktop.sentences import ended

_SHORT = 8


def go_back(options: Options) -> int:
    """List the steps, or undo one: the newest that holds, or the one named. Raises `Problem`."""
    given = options.given
    with Opened(options) as school:
        lines = school.timeline.lines()
        if given.list:
            body: dict[str, Any] = {"steps": [_body(one) for one in lines]}
            say(options, body, "\n".join(_words(one) for one in lines) or "None.")
            return DONE
        line = _chosen(lines, given.step)
        if line.why_not:
            raise MoveNotPossible(f"{ended(line.words)} {line.why_not}")
        if not given.dry_run:
            school.timeline.undo(line.step.id)
        begin = "Would undo" if given.dry_run else "Undone"
        say(options, {"undone": line.words, "step": _id(line)}, f"{begin}: {line.words}")
    return DONE


def _chosen(lines: tuple[TimelineLine, ...], wanted: str | None) -> TimelineLine:
    if wanted is None:
        found = [one for one in lines if one.step.undone_at is None][:1]
    else:
        begin = wanted.strip().lower()
        found = [one for one in lines if begin and one.step.id.hex.startswith(begin)]
    if not found:
        words = "There is nothing to undo." if wanted is None else f"There is no step {wanted}."
        raise NotFound(words, what_to_do="See “pupils undo --list”.")
    if len(found) > 1:
        raise NotFound(f"More than one step begins with {wanted}.", what_to_do="Give more of it.")
    return found[0]


def _id(line: TimelineLine) -> str:
    return line.step.id.hex[:_SHORT]


def _body(line: TimelineLine) -> dict[str, Any]:
    return {
        "step": _id(line),
        "at": line.step.at.isoformat(),
        "words": line.words,
        "by": line.by,
        "undone": line.step.undone_at.isoformat() if line.step.undone_at else None,
        "why_not": line.why_not,
    }


def _words(line: TimelineLine) -> str:
    at = moment_for_people(line.step.at.astimezone())
    return f"{_id(line)}  {at}  {line.words}  {line.by}  {line.why_not}".rstrip()
