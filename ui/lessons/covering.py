"""What a class has covered, as a page and as a paper; and what its teacher says of a lesson."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from trent_desktop.documents.page import Pdf
from trent_desktop.lessons.values import Taught, coverage
from trent_desktop.lessons.whole_school import school_coverage
from trent_desktop.school.people.people import SchoolClass
from ui.documents import Document
from ui.lessons.coverage import CoveragePage
from ui.lessons.school_coverage import SchoolCoveragePage
from ui.shell.rooms import Desk


class Covering:
    """Makes the page of a class, or of lessons without one. `preview` shows its paper."""

    def __init__(
        self,
        desk: Desk,
        school_class: SchoolClass | None,
        taught: Sequence[Taught],
        preview: Callable[[Document], None],
        show: Callable[[QWidget], None],
        again: Callable[[], None],
    ) -> None:
        """`taught`: to all classes. `show` shows another page, `again` this one."""
        self._desk = desk
        school, log = desk.school, desk.school.lesson_log
        today = dt.datetime.now().astimezone().date()
        name = school_class.name if school_class else "lessons without a class"
        class_id = school_class.id if school_class else None
        covered = coverage([one for one in taught if one.class_id == class_id], today)
        self.page = CoveragePage(
            name, covered, today, may_judge=lambda one: log.may_judge(one.member_id)
        )

        def make() -> Pdf:
            from trent_desktop.lessons.documents import coverage_pdf
            from trent_desktop.school.settings.letterhead import letterhead_of

            return coverage_pdf(letterhead_of(school), name, covered, today)

        self.page.as_pdf.connect(lambda: preview(Document("SMART lessons", "Lessons.pdf", make)))
        everything = school_coverage(school.people.classes(), taught, today)

        def make_of_school() -> Pdf:
            from trent_desktop.lessons.school_papers import school_coverage_pdf
            from trent_desktop.school.settings.letterhead import letterhead_of

            return school_coverage_pdf(letterhead_of(school), everything, today)

        def whole_school() -> None:
            page = SchoolCoveragePage(everything, today)
            page.left.connect(again)
            paper = Document("SMART lessons", "Lessons of the school.pdf", make_of_school)
            page.as_pdf.connect(lambda: preview(paper))
            show(page)

        self.page.whole_school.connect(whole_school)

    def judge(
        self, taught: Taught, said: bool | None, why: str, *, then: Callable[[Taught], object]
    ) -> None:
        """Keep what the teacher says of a lesson; `then` gets it as it is now."""
        desk, log = self._desk, self._desk.school.lesson_log
        after = replace(taught, evidence=replace(taught.evidence, said=said, why=why.strip()))
        operation = desk.background.write(lambda: log.judge(taught, said, why), parent=self.page)
        operation.then(lambda _nothing: then(after), desk.shell.say_problem)
