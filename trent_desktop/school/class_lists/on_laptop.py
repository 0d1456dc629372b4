"""Reading a class list from a file, on this laptop."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, cast

from trent_desktop.asking import on_laptop
from trent_desktop.school.class_lists.listed import Field, Mapped, ReadList
from trent_desktop.school.class_lists.reading import read_list
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right

COLUMNS = "class_list_columns"


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
    ) -> ReadList:
        """Read a file. Raises `UnreadableFile` or `NotAllowed`."""
        self._me.require(Right.MANAGE_PUPILS)
        return read_list(
            path,
            self._today(),
            fields=fields,
            remembered=self.remembered_columns,
            day_first=day_first,
            forename_first=forename_first,
            encoding=encoding,
        )

    @on_laptop
    def remembered_columns(self, mark: str) -> Mapped | None:
        """How the columns of such a list were mapped before. In memory."""
        stored = self._me.directory.settings.get(COLUMNS)
        mapping = cast("dict[str, Any]", stored).get(mark) if isinstance(stored, dict) else None
        if not isinstance(mapping, dict):
            return None
        known = {one.value: one for one in Field}
        return {
            header: known.get(str(name)) for header, name in cast("dict[str, Any]", mapping).items()
        }

    def _today(self) -> dt.date:
        return self._me.clock().date()
