"""The Policy room: the text of the policy, and behind it a page for each part."""

from __future__ import annotations

from PySide6.QtCore import Qt

from trent_desktop.documents.page import Pdf
from trent_desktop.policy.versions import PolicyVersion
from ui.documents import Document, DocumentPreview
from ui.policy.reader.page import ReaderPage
from ui.policy.sections import sections
from ui.shell.rooms import Desk, OpenClause, PolicySection, Room
from ui.shell.section_room import PartsRoom


class PolicyPage(PartsRoom):
    """The policy in force, and a way to each part that the member may open."""

    def __init__(self, desk: Desk) -> None:
        parts = {one.name: one for one in sections() if one.may_open(desk.school)}
        self.reader = ReaderPage(desk, parts)
        super().__init__(desk, parts.values(), self.reader)
        self.reader.part.connect(self.open)
        self.reader.print_wanted.connect(self.show_paper)

    def arrive(self, place: object | None) -> None:
        """The text, a clause of it, or a part."""
        match place:
            case PolicySection(name=name, place=inside) if name in self.sections:
                self.open(name, inside)
            case OpenClause(topic=topic, back=back):
                self.leave()
                self.stack.setCurrentWidget(self.reader)
                self.reader.open_topic(topic, back)
            case _:
                self.show_front()

    def show_front(self) -> None:
        """The text, ready to search."""
        super().show_front()
        self.reader.arrive()

    def show_paper(self, version: PolicyVersion) -> None:
        """The policy on paper, to print or save."""
        school = self.desk.school

        def make() -> Pdf:
            from trent_desktop.policy.documents import policy_pdf
            from trent_desktop.school.settings.letterhead import letterhead_of

            return policy_pdf(version, letterhead_of(school))

        document = Document(version.text.title, "Social media policy.pdf", make)
        preview = DocumentPreview(self.desk.background, document)

        def left() -> None:
            self.stack.setCurrentWidget(self.reader)
            self.stack.removeWidget(preview)
            preview.deleteLater()
            self.reader.print.setFocus(Qt.FocusReason.OtherFocusReason)

        preview.left.connect(left)
        self.stack.addWidget(preview)
        self.stack.setCurrentWidget(preview)


POLICY = Room("policy", "Policy", "book-open", PolicyPage, about_children=False)
