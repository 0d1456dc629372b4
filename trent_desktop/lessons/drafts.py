"""Lessons that are being written: kept on this laptop with their pictures, and for nobody else."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from trent_desktop.asking import on_laptop
from trent_desktop.clock import Clock
from trent_desktop.lessons.packs import LARGEST_PACK
from trent_desktop.problems import Problem
from trent_desktop.storage.box.box import Box, Changing
from trent_desktop.storage.box.sorts import Sort

#: What an earlier version kept of one lesson, without its pictures.
_BEFORE: Final = "lesson-draft:"
_TITLE: Final = re.compile(r"^title:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class LessonDraft:
    """A lesson as it is being written.

    `began_from` says what it is a change or a copy of (empty: of nothing). `replaces` is the id of
    the school's own lesson that it changes, and `version` how that was when the change began.
    `pictures` are the files beside it, by name.
    """

    id: uuid.UUID
    began_from: str
    text: str = field(repr=False)
    pictures: Mapping[str, bytes] = field(repr=False)
    kept_at: dt.datetime
    replaces: uuid.UUID | None = None
    version: int = 0

    @property
    def title(self) -> str:
        """What it is called, as far as it has a name yet."""
        found = _TITLE.search(self.text)
        return found[1].strip("\"'") if found else "A lesson without a title"


def check_room(pictures: Mapping[str, bytes]) -> None:
    """Raises `Problem` when these are more than a lesson may have."""
    if sum(len(one) for one in pictures.values()) > LARGEST_PACK:
        raise Problem(
            "With this picture the lesson would have more than 20 MB.",
            what_to_do="Make its pictures smaller, or leave one out.",
        )


class LessonDrafts:
    """Keeps and finds the lessons that a member is writing. Never asks the share."""

    def __init__(self, box: Box, clock: Clock) -> None:
        self._box = box
        self._clock = clock
        #: What was kept last of each picture: typing on does not compare megabytes.
        self._kept: dict[str, bytes] = {}

    @on_laptop
    def keep(self, draft: LessonDraft) -> None:
        """Save it, durably: all of it or nothing. Raises `Problem` for too many pictures."""
        check_room(draft.pictures)
        names = {_picture(draft.id, file): body for file, body in draft.pictures.items()}
        with self._box.changing() as change:
            for name, body in names.items():
                if self._kept.get(name) is not body:
                    change.put(Sort.PICTURE, name, base64.b64encode(body).decode())
            _drop_pictures(change, draft.id, but=frozenset(names))
            change.put(Sort.WRITING, str(draft.id), _to_json(draft))
        self._kept.update(names)

    @on_laptop
    def all(self) -> tuple[LessonDraft, ...]:
        """Every one, the one touched last first, without the pictures."""
        self._take_over()
        kept = self._box.all(Sort.WRITING)
        found = [_from_json(name, text, {}) for name, text in kept.items()]
        return tuple(sorted(found, key=lambda one: one.kept_at, reverse=True))

    @on_laptop
    def get(self, draft_id: uuid.UUID) -> LessonDraft | None:
        """One with its pictures, or None."""
        kept = self._box.get(Sort.WRITING, str(draft_id))
        if kept is None:
            return None
        before = _picture(draft_id, "")
        pictures = {
            name.removeprefix(before): base64.b64decode(body)
            for name, body in self._box.all(Sort.PICTURE).items()
            if name.startswith(before)
        }
        return _from_json(str(draft_id), kept, pictures)

    @on_laptop
    def discard(self, draft_id: uuid.UUID) -> None:
        """Remove one: it was kept for the school, or its writer does not want it."""
        with self._box.changing() as change:
            _drop_pictures(change, draft_id)
            change.drop(Sort.WRITING, str(draft_id))
        before = _picture(draft_id, "")
        self._kept = {name: one for name, one in self._kept.items() if not name.startswith(before)}

    @on_laptop
    def kept_for_school(
        self, draft_id: uuid.UUID, given: LessonDraft, own_id: uuid.UUID, version: int
    ) -> None:
        """What was `given` was kept for the school as that lesson: then its draft goes.

        What was typed since stays, as a change of what is kept now.
        """
        draft = self.get(draft_id)
        if draft is None:
            return
        if (draft.text, dict(draft.pictures)) == (given.text, dict(given.pictures)):
            self.discard(draft_id)
        else:
            self.keep(replace(draft, replaces=own_id, version=version))

    def _take_over(self) -> None:
        notes = self._box.all(Sort.NOTE)
        if not any(name.startswith(_BEFORE) for name in notes):
            return
        with self._box.changing() as change:
            for name, text in change.all(Sort.NOTE).items():
                if name.startswith(_BEFORE):
                    began_from = name.removeprefix(_BEFORE)
                    draft = LessonDraft(
                        uuid.uuid5(uuid.NAMESPACE_OID, name),
                        "" if began_from == "new" else began_from,
                        text,
                        {},
                        self._clock(),
                    )
                    change.put(Sort.WRITING, str(draft.id), _to_json(draft))
                    change.drop(Sort.NOTE, name)


def _picture(draft_id: uuid.UUID, file: str) -> str:
    return f"{draft_id}:{file}"


def _drop_pictures(
    change: Changing, draft_id: uuid.UUID, *, but: frozenset[str] = frozenset()
) -> None:
    before = _picture(draft_id, "")
    for name in change.all(Sort.PICTURE):
        if name.startswith(before) and name not in but:
            change.drop(Sort.PICTURE, name)


def _to_json(draft: LessonDraft) -> str:
    return json.dumps(
        {
            "began_from": draft.began_from,
            "text": draft.text,
            "kept_at": draft.kept_at.isoformat(),
            "replaces": str(draft.replaces) if draft.replaces else None,
            "version": draft.version,
        }
    )


def _from_json(name: str, kept: str, pictures: Mapping[str, bytes]) -> LessonDraft:
    body: dict[str, Any] = json.loads(kept)
    return LessonDraft(
        uuid.UUID(name),
        body["began_from"],
        body["text"],
        pictures,
        dt.datetime.fromisoformat(body["kept_at"]),
        uuid.UUID(body["replaces"]) if body["replaces"] else None,
        body["version"],
    )
