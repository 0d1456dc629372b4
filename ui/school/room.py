"""The School room: its front page, and behind it a page for each part."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.school.keys.values import RoleNews
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import Right
from ui.components.notices import Notice
from ui.components.pages import clear_layout
from ui.components.words import soft, title
from ui.school.sections import sections
from ui.shell.rooms import Desk, Room, SchoolSection
from ui.shell.section_room import SectionRoom
from ui.theme import SPACE, Tone


class SchoolPage(SectionRoom):
    """The front page with a door for each part that the member may open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, sections())
        head = QVBoxLayout()
        head.setSpacing(SPACE.hair)
        head.addWidget(title("School"))
        self.figures = soft("")
        head.addWidget(self.figures)
        self.front.column.addLayout(head)
        self._news: tuple[RoleNews, ...] = ()
        self._noticed: tuple[bool, tuple[RoleNews, ...]] = (False, ())
        self.notices = QVBoxLayout()
        self.notices.setSpacing(SPACE.near)
        self.front.column.addLayout(self.notices)
        self.add_doors()
        self.front.column.addStretch(1)
        desk.changes.directory.connect(self._show_figures)

    def arrive(self, place: object | None) -> None:
        """The front page, or a part."""
        if isinstance(place, SchoolSection) and place.name in self.sections:
            self.open(place.name, place.place)
        else:
            self.show_front()

    def front_is_shown(self) -> None:
        """Bring the figures up to date."""
        self._show_figures()

    def _show_figures(self) -> None:
        school = self.desk.school
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
        self._show_notices(self._news)
        operation = self.desk.background.run(school.roles_held.news, parent=self)
        operation.then(self._show_notices, lambda _error: None)  # told again at the next visit

    def _show_notices(self, news: tuple[RoleNews, ...]) -> None:
        school = self.desk.school
        unproved = school.may(Right.MANAGE_MEMBERS) and not school.members.recovery_proved
        self._news = news
        now = unproved, news
        if now == self._noticed:
            return  # the doors below stay under the mouse
        self._noticed = now
        clear_layout(self.notices)
        if unproved:
            self.notices.addWidget(
                Notice(
                    "Show once that the code for the safe was printed: without it a lost password "
                    "may lock the school out for good.",
                    Tone.SUN,
                    heading="The recovery code is not proved yet",
                    icon="key",
                )
            )
        if news:
            words = "\n".join(one.words for one in news)
            self.notices.addWidget(
                Notice(
                    words,
                    Tone.SKY,
                    heading="Roles have changed hands (see Roles and keys)",
                    icon="arrows-left-right",
                )
            )


SCHOOL = Room("school", "School", "users-three", SchoolPage)
