"""What lies in the box, and of which of it open screens hear."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum

from trent_desktop.news import Subject


class Sort(StrEnum):
    """The sorts of things in the box. Each has names of its own."""

    DRAFT = "draft"
    OUTBOX = "outbox"  # reports on their way
    REFUSAL = "refusal"  # why a draft came back
    WORDS = "words"  # being written, and saved nowhere yet
    TASK = "task"  # what was said of a task, on its way
    SAID = "said"  # the last thing that was said of a task and arrived
    LESSON = "lesson"  # what was taught, on its way
    WRITING = "writing"  # lessons that are being written
    PICTURE = "picture"  # files beside those
    NOTE = "note"  # small things that this laptop remembers


def stirred(sort: str, before: str | None, after: str | None) -> Subject | None:
    """What moved where one text took the place of another. Typing on in a draft is no news."""
    if before == after:
        return None
    if sort == Sort.TASK:
        return Subject.TASKS
    if sort in (Sort.OUTBOX, Sort.REFUSAL):
        return Subject.DRAFTS
    if sort == Sort.DRAFT and (before is None or after is None or _mark(before) != _mark(after)):
        return Subject.DRAFTS
    return None


def all_stirred(
    before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]
) -> set[Subject]:
    """What moved where everything, by its sort and name, took the place of everything."""
    found: set[Subject] = set()
    for sort in {*before, *after}:
        old, new = before.get(sort, {}), after.get(sort, {})
        for name in {*old, *new}:
            subject = stirred(sort, old.get(name), new.get(name))
            if subject is not None:
                found.add(subject)
    return found


def _mark(draft: str) -> tuple[object, ...]:
    body = json.loads(draft)
    return tuple(body.get(name) for name in ("stage", "reference", "case_id"))
