"""The School room: its front page, and behind it a page for each part."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trent_desktop.school.people import MemberState
from trent_desktop.school.permissions import Right
from ui.components import Door, EqualColumns, Notice, ScrollPage, clear_layout, soft, title
from ui.school.sections import Section, SectionPage, sections
from ui.shell.rooms import Desk, Room, RoomPage, SchoolSection
from ui.theme import SPACE, Tone

_TONES = (Tone.SKY, Tone.ACT, Tone.SUN, Tone.LEAF)


class SchoolPage(RoomPage):
    """The front page with a door for each part that the member may open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pages: dict[str, SectionPage] = {}
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.front = ScrollPage(widest=1060, gap=SPACE.base)
        head = QVBoxLayout()
        head.setSpacing(SPACE.hair)
        head.addWidget(title("School"))
        self.figures = soft("")
        head.addWidget(self.figures)
        self.front.column.addLayout(head)
        self.notices = QVBoxLayout()
        self.notices.setSpacing(SPACE.near)
        self.front.column.addLayout(self.notices)
        self.doors: dict[str, Door] = {}
        self._sections = {one.name: one for one in sections() if one.may_open(desk.school)}
        holder = QWidget()
        columns = EqualColumns(holder, narrowest=240, gap=20)
        for place, section in enumerate(self._sections.values()):
            door = Door(section.title, section.words, section.icon, _TONES[place % len(_TONES)])
            door.clicked.connect(lambda _=False, name=section.name: self.open(name))
            columns.addWidget(door)
            self.doors[section.name] = door
        self.front.column.addWidget(holder)
        self.front.column.addStretch(1)
        self.stack.addWidget(self.front)
        desk.changes.directory.connect(self._show_figures)

    def arrive(self, place: object | None) -> None:
        """The front page, or a part."""
        if isinstance(place, SchoolSection) and place.name in self._sections:
            self.open(place.name, place.place)
        else:
            self.show_front()

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
        """The doors."""
        self._show_figures()
        self.stack.setCurrentWidget(self.front)

    def open(self, name: str, place: object | None = None) -> None:
        """One part."""
        page = self._pages.get(name)
        if page is None:
            section: Section = self._sections[name]
            page = self._pages[name] = section.make(self._desk, self.show_front)
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.arrive(place)

    def _show_figures(self) -> None:
        school = self._desk.school
        members = [one for one in school.people.members() if one.state is MemberState.ACTIVE]
        invited = [one for one in school.people.members() if one.state is MemberState.INVITED]
        parts = [
            f"{school.people.pupil_count():,} pupils",
            f"{len(school.people.classes())} classes",
            f"{len(members)} members",
        ]
        if invited:
            parts.append(f"{len(invited)} invited")
        self.figures.setText(f"{school.school.name}: " + " · ".join(parts))
        clear_layout(self.notices)
        if school.may(Right.MANAGE_MEMBERS) and not school.members.recovery_proved:
            self.notices.addWidget(
                Notice(
                    "Show once that the code for the safe was printed: without it a lost password "
                    "may lock the school out for good.",
                    Tone.SUN,
                    heading="The recovery code is not proved yet",
                    icon="key",
                )
            )
        operation = self._desk.background.run(school.roles_held.news, parent=self)
        operation.succeeded.connect(self._show_news)
        operation.failed.connect(lambda _error: None)  # told again at the next visit

    def _show_news(self, news: tuple[object, ...]) -> None:
        if news:
            words = "\n".join(one.words for one in news)  # type: ignore[attr-defined]
            self.notices.addWidget(
                Notice(
                    words,
                    Tone.SKY,
                    heading="Roles have changed hands (see Roles and keys)",
                    icon="arrows-left-right",
                )
            )


SCHOOL = Room("school", "School", "users-three", SchoolPage)
