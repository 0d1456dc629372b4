"""Joining slips into files for this user alone: as a PDF to be cut apart, or as text."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trent_desktop.clock import system_clock
from trent_desktop.commands.secret_files import NewFile, OwnFolder
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import Problem
from trent_desktop.school.keys.joining.values import JoiningSlip

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead

_ENDINGS: Final = {"pdf": ".pdf", "text": ".txt"}


class SlipFile:
    """Where slips go: made before anybody is invited, so that no code is lost for want of a place."""

    def __init__(self, folder: OwnFolder, form: str) -> None:
        self._form = form
        self._file: NewFile = folder.new_file("joining-slips", _ENDINGS[form])
        self.written = ""

    def write(self, letterhead: Letterhead, slips: Sequence[JoiningSlip], place: str) -> None:
        """Write them; `written` is then the file's path. Without slips the file goes again.

        Raises `Problem` where it cannot be written: the people are invited already, and need new
        slips.
        """
        if not slips:
            self.leave()
            return
        place = "" if "://" in place else place
        try:
            self._file.write(self._content(letterhead, slips, place))
        except Problem as problem:
            self.leave()
            raise Problem(
                f"They are invited, but their slips are lost: {problem.words}",
                what_to_do="Make new ones in the window: School, Members, “New slips for all who "
                "have not joined”.",
                where=problem.where,
            ) from problem
        self.written = str(self._file.path)

    def leave(self) -> None:
        """Nothing came of it."""
        self._file.leave()

    def _content(self, letterhead: Letterhead, slips: Sequence[JoiningSlip], place: str) -> bytes:
        if self._form == "text":
            return slips_text(letterhead.school, slips, place).encode("utf-8")
        from trent_desktop.school.keys.joining.slips import joining_slips_pdf

        return joining_slips_pdf(letterhead, slips, made_at=system_clock(), place=place).content


@contextmanager
def slip_file(folder: str, form: str) -> Generator[SlipFile]:
    """A place for slips in `folder`; taken away again where the block ends badly."""
    own = OwnFolder(Path(folder))
    try:
        file = SlipFile(own, form)
    except BaseException:
        own.leave()
        raise
    try:
        yield file
    except BaseException:
        file.leave()
        own.leave()
        raise
    if not file.written:
        own.leave()


def slips_text(school: str, slips: Sequence[JoiningSlip], place: str) -> str:
    """Slips one under the other, for whoever hands them out by other means than paper."""
    parts: list[str] = []
    for one in slips:
        lines = [one.name, school, f"Signs in as: {one.sign_in_name}", f"Code: {one.code}"]
        if place:
            lines.append(f"The school’s folder: {place}")
        until = date_for_people(one.expires_at.date())
        lines.append(f"Works once, until {until}. Nobody else should see it.")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
