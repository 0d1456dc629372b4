"""Finding people and classes by a few letters, and the school's settings."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, cast

from sqlalchemy.orm import Session

from trent_desktop.problems import AnswersRefused
from trent_desktop.school.directory import plain
from trent_desktop.school.people import Member, Pupil, SchoolClass
from trent_desktop.school.permissions import Right
from trent_desktop.school.session import SignedIn
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.database import next_change
from trent_desktop.storage.tables import SettingRow


class PeopleService:
    """People and classes as they stand in the directory on this laptop. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
        self._for: Sequence[Pupil] = ()
        self._names: list[tuple[tuple[str, ...], Pupil]] = []

    def classes(self) -> tuple[SchoolClass, ...]:
        """All classes, youngest first."""
        return self._me.directory.classes

    def own_class(self) -> SchoolClass | None:
        """The class of the member who is signed in, if she has one."""
        wanted = self._me.member.class_id
        return next((one for one in self.classes() if one.id == wanted), None)

    def members(self) -> tuple[Member, ...]:
        """Everybody who may sign in."""
        return self._me.directory.members

    def pupil(self, pupil_id: uuid.UUID) -> Pupil | None:
        """One pupil."""
        return next((one for one in self._me.directory.pupils if one.id == pupil_id), None)

    def find_pupils(
        self, words: str, limit: int = 8, class_id: uuid.UUID | None = None
    ) -> tuple[Pupil, ...]:
        """Pupils whose names, or class, begin with each of `words`; no accents are needed.

        Those of `class_id` come first, then by surname. Nothing for no words.
        """
        wanted = plain(words).split()
        if not wanted:
            return ()
        found = [
            pupil
            for parts, pupil in self._parts()
            if all(any(part.startswith(word) for part in parts) for word in wanted)
        ]
        found.sort(key=lambda p: (p.class_id != class_id, plain(p.surname), plain(p.forename)))
        return tuple(found[:limit])

    def _parts(self) -> list[tuple[tuple[str, ...], Pupil]]:
        pupils = self._me.directory.pupils
        if pupils is not self._for:
            self._names = [
                ((*_words(pupil.name), pupil.class_name.casefold()), pupil) for pupil in pupils
            ]
            self._for = pupils
        return self._names


def _words(name: str) -> tuple[str, ...]:
    """The parts of a name, and names with a sign in them also as one word: ``oneill``, ``o``."""
    parts = plain(name).split()
    joined = [plain(word).replace(" ", "") for word in name.split()]
    return tuple(dict.fromkeys(parts + joined))


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to tell: who it is, and how to reach her or him. Text only."""

    role: str  # a `Role` value, or a name such as ``network-manager``, ``lado``, ``police``
    name: str
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SchoolSettings:
    """The school's settings, with what they are until somebody changes them."""

    idle_minutes: int = 10
    filter_name: str = "LGfL SchoolProtect (formerly WebScreen)"
    filter_policy: str = "Pupils"
    contacts: tuple[Contact, ...] = field(default_factory=tuple[Contact, ...])


_IDLE = range(1, 121)


class SettingsService:
    """Reads and changes the school's settings."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    def current(self) -> SchoolSettings:
        """All settings, as known on this laptop. What cannot be read is as at the beginning."""
        return read_settings(self._me.directory.settings)

    def change(self, **values: Any) -> SchoolSettings:
        """Change some settings by name. Raises `NotAllowed`, or `AnswersRefused`."""
        self._me.require(Right.CHANGE_SETTINGS)
        known = {one.name for one in fields(SchoolSettings)}
        if not values.keys() <= known:
            raise ValueError(f"no such settings: {sorted(values.keys() - known)}")
        if "idle_minutes" in values and values["idle_minutes"] not in _IDLE:
            said = f"Choose from {_IDLE.start} to {_IDLE.stop - 1} minutes."
            raise AnswersRefused(said, (("idle_minutes", said),))
        stored = {name: _stored(value) for name, value in values.items()}
        with self._me.database.write() as session:
            for name, value in stored.items():
                session.merge(SettingRow(name=name, value=value))
                self._audit(session, name)
            next_change(session, directory=True)
        return read_settings({**self._me.directory.settings, **stored})

    def _audit(self, session: Session, name: str) -> None:
        me = self._me
        write_entry(session, me.clock(), me.member.id, Act.SETTING_CHANGED, name)


def read_settings(stored: Mapping[str, Any]) -> SchoolSettings:
    """Settings out of what the database holds."""
    start = SchoolSettings()
    idle = stored.get("idle_minutes")
    contacts = stored.get("contacts")
    return SchoolSettings(
        idle if isinstance(idle, int) and idle in _IDLE else start.idle_minutes,
        str(stored.get("filter_name") or start.filter_name),
        str(stored.get("filter_policy") or start.filter_policy),
        tuple(
            Contact(*(str(one.get(part, "")) for part in ("role", "name", "phone", "note")))
            for one in cast("list[dict[str, Any]]", contacts)
        )
        if isinstance(contacts, list)
        else (),
    )


def _stored(value: Any) -> Any:
    if isinstance(value, tuple):
        return [asdict(one) for one in cast("tuple[Contact, ...]", value)]
    return value
