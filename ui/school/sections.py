"""How the parts of the School room plug into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trent_desktop.problems import Problem
from ui.background import Operation
from ui.components import BackLink, ScrollPage, soft, title
from ui.documents import Document, DocumentPreview
from ui.shell.rooms import Desk
from ui.theme import SPACE

if TYPE_CHECKING:
    from trent_desktop.school.opening import OpenSchool


class SectionPage(QWidget):
    """A part of the School room: pages of its own, one shown at a time.

    `back` goes to the room's front page.
    """

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self.back = back
        self.stack = QStackedWidget()
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
        """Show one of my pages."""
        self.stack.setCurrentWidget(page)
        if focus is not None:
            focus.setFocus()

    def drop(self, page: QWidget) -> None:
        """A page that is not needed any more."""
        self.stack.removeWidget(page)
        page.deleteLater()

    def run(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> Operation:
        """Do something slow; a `Problem` that nobody takes is told at the foot of the window."""
        operation = self.desk.background.run(work, parent=self)
        operation.succeeded.connect(then)
        operation.failed.connect(failed or self.desk.shell.say_problem)
        return operation

    def show_document(self, document: Document, then: Callable[[], object]) -> DocumentPreview:
        """Show a paper; `then` is called when she leaves it."""
        preview = DocumentPreview(self.desk.background, document)

        def left() -> None:
            self.drop(preview)
            then()

        preview.left.connect(left)
        self.stack.addWidget(preview)
        self.show_page(preview)
        return preview


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the School room, as its front page shows it."""

    name: str
    title: str
    icon: str
    words: str
    make: Callable[[Desk, Callable[[], object]], SectionPage] = field(repr=False)
    may_open: Callable[[OpenSchool], bool] = field(default=lambda _school: True, repr=False)


def problem_words(error: Exception) -> str:
    """What an error says to a person: only a `Problem` has words."""
    return str(error) if isinstance(error, Problem) else ""


def sections() -> Sequence[Section]:
    """All parts, in the order of the front page."""
    from ui.school.class_list import CLASS_LIST
    from ui.school.laptops import LAPTOPS
    from ui.school.members import MEMBERS
    from ui.school.pupils import PUPILS
    from ui.school.recovery_code import RECOVERY_CODE
    from ui.school.roles import ROLES
    from ui.school.school_year import SCHOOL_YEAR
    from ui.school_settings.section import SCHOOL_SETTINGS

    return (
        PUPILS,
        CLASS_LIST,
        SCHOOL_YEAR,
        MEMBERS,
        ROLES,
        LAPTOPS,
        RECOVERY_CODE,
        SCHOOL_SETTINGS,
    )
