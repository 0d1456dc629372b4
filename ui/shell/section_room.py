"""Rooms of several parts: a front page with a door for each, and a page for every part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.background import Lane, Operation
from ui.components.buttons import BackLink
from ui.components.doors import Door
from ui.components.focus_kept import focus_if_before_her
from ui.components.pages import EqualColumns, ScrollPage
from ui.components.tab_order import start_of, tab_on
from ui.components.turned_pages import TurnedPages
from ui.components.words import soft, title
from ui.documents import Document, DocumentPreview
from ui.shell.rooms import Desk, RoomPage
from ui.theme import SPACE, Tone

if TYPE_CHECKING:
    from trent_desktop.opening import OpenSchool

T = TypeVar("T")
_TONES = (Tone.SKY, Tone.ACT, Tone.SUN, Tone.LEAF)


class SectionPage(QWidget):
    """A part of a room: pages of its own, one shown at a time.

    `back` goes to the room's front page.
    """

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self.back = back
        self.stack = TurnedPages()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def arrive(self, place: object | None) -> None:
        """The member came here."""

    def keep(self) -> None:
        """Keep what was typed, now."""

    def leave(self) -> None:
        """The member goes elsewhere."""

    def add_page(
        self,
        heading: str,
        words: str = "",
        *,
        back: Callable[[], object] | None = None,
        widest: int = 820,
    ) -> ScrollPage:
        """A page with a way back, a title and a sentence. Put cards into its `column`."""
        page = ScrollPage(widest=widest, gap=SPACE.base)
        link = BackLink()
        link.clicked.connect(back or self.back)
        page.column.addWidget(link)
        head = QVBoxLayout()
        head.setSpacing(SPACE.hair)
        head.addWidget(title(heading))
        if words:
            head.addWidget(soft(words))
        page.column.addLayout(head)
        self.stack.addWidget(page)
        return page

    def show_page(self, page: QWidget, focus: QWidget | None = None) -> None:
        """Show one of my pages: the focus goes to `focus` if it can, or to where the page begins.

        A button that waits for the share cannot be pressed meanwhile, and loses the focus; left
        to itself it would go on to the first thing of the whole window.
        """
        shown_now = self.stack.currentWidget() is page
        self.stack.setCurrentWidget(page)
        if focus is not None and focus.isEnabledTo(self):
            focus_if_before_her(focus)
        elif not shown_now and not _has_focus(page) and (first := start_of(page)) is not None:
            focus_if_before_her(first)

    def drop(self, page: QWidget) -> None:
        """A page that is not needed any more."""
        self.stack.removeWidget(page)
        page.deleteLater()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through it as it is read, also where it is a window of its own."""
        return tab_on(self, forward) if self.isWindow() else super().focusNextPrevChild(forward)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> Operation[T]:
        """Look something up; a `Problem` that nobody takes is told at the foot of the window."""
        operation = self.desk.background.run(work, parent=self)
        return operation.then(then, failed or self.desk.shell.say_problem)

    def write(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        lane: Lane = Lane.SCHOOL,
    ) -> Operation[T]:
        """Change something: in the order in which it was pressed, see `Background.write`."""
        operation = self.desk.background.write(work, parent=self, lane=lane)
        return operation.then(then, failed or self.desk.shell.say_problem)

    def show_document(self, document: Document, then: Callable[[], object]) -> DocumentPreview:
        """Show a paper; `then` is called when she leaves it, and the focus is where it was."""
        came_from = QApplication.focusWidget()
        preview = DocumentPreview(self.desk.background, document)

        def left() -> None:
            then()
            self.drop(preview)
            if came_from is not None and isValid(came_from):
                focus_if_before_her(came_from)

        preview.left.connect(left)
        self.stack.addWidget(preview)
        self.show_page(preview)
        return preview


def _has_focus(page: QWidget) -> bool:
    here = QApplication.focusWidget()
    return here is not None and page.isAncestorOf(here)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a room, as its front page shows it."""

    name: str
    title: str
    icon: str
    words: str
    make: Callable[[Desk, Callable[[], object]], SectionPage] = field(repr=False)
    may_open: Callable[[OpenSchool], bool] = field(default=lambda _school: True, repr=False)


class PartsRoom(RoomPage):
    """A room of parts behind a front page; of the parts those that the member may open."""

    def __init__(self, desk: Desk, sections: Iterable[Section], front: QWidget) -> None:
        super().__init__()
        self.desk = desk
        self._pages: dict[str, SectionPage] = {}
        self.sections = {one.name: one for one in sections if one.may_open(desk.school)}
        self._front = front
        self.stack = TurnedPages()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.stack.addWidget(front)

    def keep(self) -> None:
        """Keep what was typed."""
        for page in self._pages.values():
            page.keep()

    def leave(self) -> None:
        """To another room."""
        here = self.stack.currentWidget()
        if isinstance(here, SectionPage):
            here.leave()

    def show_front(self) -> None:
        """The front page."""
        self.leave()
        self.front_is_shown()
        self.stack.setCurrentWidget(self._front)

    def front_is_shown(self) -> None:
        """Bring the front page up to date."""

    def open(self, name: str, place: object | None = None) -> None:
        """One part."""
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = self.sections[name].make(self.desk, self.show_front)
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.arrive(place)


class SectionRoom(PartsRoom):
    """A room whose front page has a door for each part that the member may open."""

    def __init__(self, desk: Desk, sections: Iterable[Section]) -> None:
        self.front = ScrollPage(widest=1060, gap=SPACE.base)
        super().__init__(desk, sections, self.front)
        self.doors: dict[str, Door] = {}

    def add_doors(self) -> None:
        """Put a door for each part on the front page."""
        holder = QWidget()
        columns = EqualColumns(holder, narrowest=240, gap=20)
        for place, section in enumerate(self.sections.values()):
            tone = _TONES[place % len(_TONES)]
            door = Door(section.title, section.words, section.icon, tone)
            door.clicked.connect(lambda _=False, name=section.name: self.open(name))
            columns.addWidget(door)
            self.doors[section.name] = door
        self.front.column.addWidget(holder)
