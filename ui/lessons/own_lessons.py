"""The school's own lessons in the room: writing them, bringing one in, passing one on."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.lessons.drafts import LessonDraft
from trent_desktop.lessons.drawn_apart import as_seen, drawn_apart, foreign_drawings, seen_so_far
from trent_desktop.lessons.head import with_origin
from trent_desktop.lessons.packs import ENDING, Pack, read_pack, zipped
from trent_desktop.lessons.values import SchoolPack
from trent_desktop.problems import Problem
from trent_desktop.sentences import ended
from ui.documents.saving import SystemPlaces, save_file
from ui.shell.rooms import Desk

if TYPE_CHECKING:
    from ui.lessons.writing import WritingPage


class OwnLessons(QObject):
    """`shown` gives an editor to show, `done` says that it was left, or a lesson kept."""

    shown = Signal(object)
    done = Signal()
    tried = Signal(object, object)  # a lesson to play without keeping it, and what comes after

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._asked = 0

    def see(self, pack: Pack, then: Callable[[Pack], object]) -> None:
        """Give `then` the pack as a window may show it; nothing when something else was asked for.

        Where its drawings cannot be drawn safely it is given without them, so that it can be taken
        away.
        """
        self._asked += 1
        if not foreign_drawings(pack):
            then(pack)
            return
        asked, shell = self._asked, self._desk.shell

        def shown(seen: Pack) -> None:
            if asked == self._asked:
                then(seen)

        def failed(error: Exception) -> None:
            shell.say_problem(error)
            shown(seen_so_far(pack))

        operation = self._desk.background.run(lambda: as_seen(pack), parent=self)
        operation.then(shown, failed)

    def look_away(self) -> None:
        """Whatever is being drawn is not waited for any more."""
        self._asked += 1

    def write(self, pack: Pack | None, own: SchoolPack | None) -> None:
        """The editor: a new lesson, a copy of one, or one's own."""
        from ui.lessons.writing import WritingPage

        if own is not None and not self._desk.school.lessons.may_change(own):
            own = None
        self._show(WritingPage(self._desk, pack, own))

    def go_on(self, draft_id: uuid.UUID) -> None:
        """The editor with what was being written."""
        drafts = self._desk.school.lesson_drafts

        def found(draft: LessonDraft | None) -> None:
            from ui.lessons.writing import WritingPage

            if draft is None:
                self.done.emit()
            else:
                self._show(WritingPage(self._desk, None, None, draft))

        operation = self._desk.background.run(lambda: drafts.get(draft_id), parent=self)
        operation.then(found, self._desk.shell.say_problem)

    def _show(self, page: WritingPage) -> None:
        page.left.connect(self.done)
        page.saved.connect(self._saved)
        page.tried.connect(lambda pack, draft: self.tried.emit(pack, lambda: self.go_on(draft)))
        self.shown.emit(page)

    def _saved(self, saved: SchoolPack) -> None:
        self._desk.shell.say(f"Kept for the whole school: {ended(saved.pack.lesson.title)}")
        self.done.emit()

    def bring_in(self, path: str) -> None:
        """Take a lesson from a file; what is not safe is refused in words."""
        library = self._desk.school.lessons

        def work() -> SchoolPack:
            pack = drawn_apart(read_pack(Path(path)))
            as_seen(pack)
            text = with_origin(pack.text, f"the file {Path(path).name}")
            same = (one.pack for one in library.own() if one.pack.lesson == pack.lesson)
            if any(pack.pictures.items() <= one.pictures.items() for one in same):
                raise Problem(
                    f"“{pack.lesson.title}” is among our own lessons already, exactly as it is here."
                )
            return library.bring_in(replace(pack, text=text))

        operation = self._desk.background.write(work, parent=self)
        operation.then(self._saved, self._desk.shell.say_problem)

    def export(self, pack: Pack) -> None:
        """Save a lesson as a file to pass on; it says which school it came from."""
        desk = self._desk
        said = replace(pack, text=with_origin(pack.text, desk.school.school.name))

        def chosen(path: Path) -> None:
            operation = desk.background.run(lambda: save_file(path, zipped(said)), parent=self)
            operation.then(lambda _path: desk.shell.say("Saved."), desk.shell.say_problem)

        places = SystemPlaces("Save the lesson", "Lessons", ENDING.lstrip("."))
        places.ask(self._page, f"{pack.name}{ENDING}", chosen)
