"""Finding people and classes by a few letters."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from trent_desktop.asking import on_laptop
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.name_catcher import Caught, NameCatcher
from trent_desktop.school.people.people import Member, Pupil, SchoolClass
from trent_desktop.school.people.permissions import Right


class PeopleService:
    """People and classes as they stand in the directory on this laptop. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
        self._for: Sequence[Pupil] = ()
        self._names: list[tuple[tuple[str, ...], Pupil]] = []
        self._catching: tuple[Sequence[Pupil], NameCatcher] | None = None

    @on_laptop
    def classes(self) -> tuple[SchoolClass, ...]:
        """All classes, youngest first."""
        return self._me.directory.classes

    @on_laptop
    def own_class(self) -> SchoolClass | None:
        """The class of the member who is signed in, if she has one."""
        wanted = self._me.member.class_id
        return next((one for one in self.classes() if one.id == wanted), None)

    @on_laptop
    def own_classes(self) -> tuple[SchoolClass, ...]:
        """All classes of the member who is signed in, the one that she begins with first."""
        by_id = {one.id: one for one in self.classes()}
        return tuple(by_id[one] for one in self._me.member.class_ids if one in by_id)

    @on_laptop
    def members(self) -> tuple[Member, ...]:
        """Everybody who may sign in."""
        return self._me.directory.members

    @on_laptop
    def pupil_count(self) -> int:
        """How many pupils there are."""
        return len(self._me.directory.pupils)

    @on_laptop
    def pupil(self, pupil_id: uuid.UUID) -> Pupil | None:
        """One pupil."""
        return next((one for one in self._me.directory.pupils if one.id == pupil_id), None)

    @on_laptop
    def find_pupils(
        self, words: str, limit: int = 8, class_id: uuid.UUID | None = None
    ) -> tuple[Pupil, ...]:
        """Pupils whose names, or class, begin with each of `words`; no accents are needed.

        Those of `class_id` come first, or of her own classes; then by surname. Nothing for no words, and nothing for a
        governor, whom nobody's search may tell who is at the school.
        """
        wanted = plain(words).split()
        if not wanted or not self._me.may(Right.SEE_PUPILS):
            return ()
        found = [
            pupil
            for parts, pupil in self._parts()
            if all(any(part.startswith(word) for part in parts) for word in wanted)
        ]
        first = {class_id} if class_id is not None else set(self._me.member.class_ids)
        found.sort(key=lambda p: (p.class_id not in first, plain(p.surname), plain(p.forename)))
        return tuple(found[:limit])

    @on_laptop
    def names_in(self, words: str) -> tuple[Caught, ...]:
        """The pupils' names in what somebody is typing; nothing for a governor."""
        if not self._me.may(Right.SEE_PUPILS):
            return ()
        pupils = self._me.directory.pupils
        if self._catching is None or self._catching[0] is not pupils:
            self._catching = (pupils, NameCatcher(pupils))
        return self._catching[1].find(words)

    def _parts(self) -> list[tuple[tuple[str, ...], Pupil]]:
        pupils = self._me.directory.pupils
        if pupils is not self._for:
            self._names = [
                ((*_words_of(pupil), pupil.class_name.casefold()), pupil) for pupil in pupils
            ]
            self._for = pupils
        return self._names


def _words_of(pupil: Pupil) -> tuple[str, ...]:
    """Of the name in the register, and of what the child is called."""
    return tuple(dict.fromkeys(word for name in pupil.names for word in _words(name)))


def _words(name: str) -> tuple[str, ...]:
    """The parts of a name, and names with a sign in them also as one word: ``oneill``, ``o``."""
    parts = plain(name).split()
    joined = [plain(word).replace(" ", "") for word in name.split()]
    return tuple(dict.fromkeys(parts + joined))


def spells_a_name(text: str, names: Iterable[str]) -> bool:
    """Whether one of `names` is spelt in `text`: every part of it, however they are joined."""
    said = plain(text).replace(" ", "")
    return any(all(part in said for part in plain(name).split()) for name in names if name.strip())
