"""What was taught, as far as it waits on this laptop to be brought into the school's file."""

from __future__ import annotations

import base64
import datetime as dt
import json
import uuid
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from trent_desktop.asking import kept_first, on_laptop, or_on_laptop
from trent_desktop.lessons.lesson import Letter
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.values import Evidence, Taught
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.box.sorts import Sort


class TaughtOnLaptop:
    """Keeps what was taught on this laptop, and says what waits here. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @kept_first()
    def keep(self, taught: Taught) -> None:
        """Keep it on this laptop, at once; it goes by itself."""
        self._me.store.box.put(Sort.LESSON, str(taught.id), json.dumps(_to_json(taught)))

    @or_on_laptop
    def taught(self, class_id: uuid.UUID | None = None) -> tuple[Taught, ...]:
        """What waits here (of one class), the newest first, without what was drawn."""
        return newest_first(
            replace(one, kept=None)
            for one in self._waiting()
            if class_id is None or one.class_id == class_id
        )

    @or_on_laptop
    def unfinished(self, lesson: str, class_id: uuid.UUID | None) -> Taught | None:
        """Where a class stopped in a lesson, with what was drawn; None when there is nothing.

        Only the newest teaching counts: a class that finished since begins anew.
        """
        found = self._of(lesson, class_id)
        newest = max(found, key=lambda one: one.started_at, default=None)
        return newest if newest is not None and not newest.finished else None

    @on_laptop
    def may_judge(self, member_id: uuid.UUID) -> bool:
        """Whether she taught what `member_id` taught, or looks after the school's settings."""
        return member_id == self._me.member.id or self._me.may(Right.CHANGE_SETTINGS)

    def _of(self, lesson: str, class_id: uuid.UUID | None) -> list[Taught]:
        """The teachings of a lesson to a class, in no order."""
        return [one for one in self._waiting() if (one.lesson, one.class_id) == (lesson, class_id)]

    def _waiting(self) -> list[Taught]:
        return [read_kept(one) for one in self._me.store.box.all(Sort.LESSON).values()]


def newest_first(taught: Iterable[Taught]) -> tuple[Taught, ...]:
    """Teachings in the order in which they are shown."""
    return tuple(sorted(taught, key=lambda one: one.started_at, reverse=True))


def _to_json(taught: Taught) -> dict[str, Any]:
    body = asdict(taught)
    body |= {"id": str(taught.id), "member_id": str(taught.member_id)}
    body["class_id"] = str(taught.class_id) if taught.class_id else None
    body["started_at"] = taught.started_at.isoformat()
    body["kept"] = base64.b64encode(taught.kept).decode() if taught.kept else None
    return body


def subjects_of(lesson: str) -> tuple[str, ...]:
    """The subjects of one of ours, for what was kept before they were."""
    return next((one.lesson.subjects for one in our_packs() if one.name == lesson), ())


def read_kept(kept: str) -> Taught:
    """What was taught, as it is kept in the box."""
    body: dict[str, Any] = json.loads(kept)
    values: dict[str, Any] = {
        **body,
        "id": uuid.UUID(body["id"]),
        "member_id": uuid.UUID(body["member_id"]),
        "class_id": uuid.UUID(body["class_id"]) if body["class_id"] else None,
        "started_at": dt.datetime.fromisoformat(body["started_at"]),
        "letter": Letter(body["letter"]),
        "strands": tuple(body["strands"]),
        "subjects": tuple(body.get("subjects", ())) or subjects_of(body["lesson"]),
        "kept": base64.b64decode(body["kept"]) if body["kept"] else None,
        "evidence": Evidence(**body.get("evidence", {})),
    }
    return Taught(**values)
