"""Reading a class list from a file, on this laptop."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from trent_desktop.asking import on_laptop
from trent_desktop.problems import NotFound
from trent_desktop.school.class_lists.listed import Mapped, ReadList
from trent_desktop.school.class_lists.profiles import PROFILES, Profile, read_profiles
from trent_desktop.school.class_lists.reading import read_list
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import ended


class ClassListsOnLaptop:
    """What a file says, before the school is asked. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @on_laptop
    def read(
        self,
        path: Path,
        *,
        fields: Mapped | None = None,
        day_first: bool | None = None,
        forename_first: bool | None = None,
        encoding: str | None = None,
        profile: str | None = None,
    ) -> ReadList:
        """Read a file. Raises `UnreadableFile` or `NotAllowed`.

        What was kept for such headings is used by itself; `profile` names what is to be used for
        others too, and raises `NotFound` for a name that nothing was kept under.
        """
        self._me.require(Right.MANAGE_PUPILS)
        kept = self.profiles()
        named = _named(kept, profile) if profile is not None else None
        used: list[Profile] = [named] if named is not None and named.encoding else []

        def by_headings(headers: tuple[str, ...], mark: str) -> Mapped | None:
            found = named or next((one for one in kept if one.mark == mark), None)
            mapped = found.mapped(headers) if found is not None else None
            if found is not None and mapped is not None:
                used.append(found)
            return mapped

        def as_written(encoding: str | None) -> ReadList:
            return read_list(
                path,
                self._today(),
                fields=fields,
                day_first=day_first,
                forename_first=forename_first,
                encoding=encoding,
                by_headings=by_headings,
            )

        read = as_written(encoding or (named.encoding if named else "") or None)
        if used and not encoding and used[0].encoding and named is None:
            read = as_written(used[0].encoding)
        return replace(read, profile=used[0].name) if used else read

    @on_laptop
    def profiles(self) -> tuple[Profile, ...]:
        """How lists were read before, under their names, the newest first. In memory."""
        return read_profiles(self._me.directory.settings.get(PROFILES))

    def _today(self) -> dt.date:
        return self._me.clock().date()


def _named(kept: tuple[Profile, ...], name: str) -> Profile:
    for one in kept:
        if one.name.casefold() == name.strip().casefold():
            return one
    names = ", ".join(one.name for one in kept)
    raise NotFound(
        f"There is no way of reading called “{name}”.",
        what_to_do=f"There are: {ended(names)}"
        if names
        else "Import such a list once in the window (School, Class list), and give it that name.",
    )
