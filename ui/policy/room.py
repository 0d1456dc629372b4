"""The Policy room: the text of the policy, and behind it a page for each part."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.policy.versions import PolicyVersion
from ui.components.words import soft, title
from ui.policy.sections import sections
from ui.shell.rooms import Desk, PolicySection, Room
from ui.shell.section_room import SectionRoom
from ui.theme import SPACE


class PolicyPage(SectionRoom):
    """The policy in force, with a door for each part that the member may open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, sections())
        head = QVBoxLayout()
        head.setSpacing(SPACE.hair)
        head.addWidget(title("Policy"))
        self.words = soft("")
        head.addWidget(self.words)
        self.front.column.addLayout(head)
        self.add_doors()
        self.front.column.addStretch(1)
        desk.changes.policy.connect(self.look)

    def arrive(self, place: object | None) -> None:
        """The front page, or a part."""
        if isinstance(place, PolicySection) and place.name in self.sections:
            self.open(place.name, place.place)
        else:
            self.show_front()

    def front_is_shown(self) -> None:
        """Bring it up to date."""
        self.look()

    def look(self) -> None:
        """Ask for the version in force."""
        operation = self.desk.background.run(self.desk.school.policy.in_force, parent=self)
        operation.then(self._show, self.desk.shell.say_problem)

    def _show(self, version: PolicyVersion) -> None:
        self.words.setText(version.text.title)


POLICY = Room("policy", "Policy", "book-open", PolicyPage, about_children=False)
