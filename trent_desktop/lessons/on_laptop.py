"""Lessons, as this laptop has them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from trent_desktop.asking import on_laptop, or_on_laptop
from trent_desktop.lessons.ages import names_ages, with_ages
from trent_desktop.lessons.faults import LessonRefused
from trent_desktop.lessons.lesson import Audience
from trent_desktop.lessons.packs import DECKS, OURS, Pack, read_pack
from trent_desktop.lessons.reading import read_lesson
from trent_desktop.lessons.values import SchoolPack
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.dated_tables import TableName, table_in


@cache
def our_packs() -> tuple[Pack, ...]:
    """The lessons that come with the program, by their names."""
    return packs_in(OURS)


def packs_in(place: Path) -> tuple[Pack, ...]:
    """The lessons in a folder of the program."""
    folders = sorted(path for path in place.iterdir() if (path / "lesson.md").is_file())
    packs = (read_pack(folder) for folder in folders)
    return tuple(Pack(one.name, one.text, one.lesson, one.pictures, ours=True) for one in packs)


@cache
def our_decks() -> tuple[Pack, ...]:
    """What is played before staff and parents, by name."""
    return packs_in(DECKS)


class LibraryOnLaptop:
    """The lessons that come with the program. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @on_laptop
    def ours(self) -> tuple[Pack, ...]:
        """The lessons that come with the program, with the ages of apps as the school has them."""
        return tuple(self._with_our_ages(one) for one in our_packs())

    @or_on_laptop
    def decks(self, audience: Audience) -> tuple[Pack, ...]:
        """What is played before staff, or before parents: ours first, then the school's own.

        Asks the share for the school's own; without them while that is away.
        """
        ours = (self._with_our_ages(one) for one in our_decks())
        found = (*ours, *(one.pack for one in self.own()))
        return tuple(one for one in found if one.lesson.audience is audience)

    @or_on_laptop
    def own(self) -> tuple[SchoolPack, ...]:
        """The school's own lessons; a laptop by itself has none."""
        return ()

    @on_laptop
    def may_change(self, own: SchoolPack) -> bool:
        """Whether she wrote it, or looks after the school's settings."""
        return own.member_id == self._me.member.id or self._me.may(Right.CHANGE_SETTINGS)

    @on_laptop
    def with_our_ages(self, text: str) -> str:
        """A lesson's text with the ages of apps as the school has them, today. In memory."""
        table = table_in(self._me.directory.settings, TableName.APP_AGES)
        return with_ages(text, table, self._me.clock().date())

    def _with_our_ages(self, pack: Pack) -> Pack:
        if not names_ages(pack.text):
            return pack
        try:
            return replace(pack, lesson=read_lesson(self.with_our_ages(pack.text), pack.name))
        except LessonRefused:
            return pack  # an age that is a whole sentence would not fit: as it was shipped
