"""What a class has covered, as a page and as a paper; and what its teacher says of a lesson."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from trent_desktop.documents.page import Pdf
from trent_desktop.lessons.values import Taught, coverage
from trent_desktop.school.people.people import SchoolClass
from ui.documents import Document
from ui.lessons.coverage import CoveragePage
from ui.shell.rooms import Desk


class Covering:
    """Makes the page of a class, or of lessons without one. `preview` shows its paper."""

    def __init__(
        self,
        desk: Desk,
        school_class: SchoolClass | None,
        taught: Sequence[Taught],
        preview: Callable[[Document], None],
    ) -> None:
        self._desk = desk
        school, log = desk.school, desk.school.lesson_log
        today = dt.datetime.now().astimezone().date()
        name = school_class.name if school_class else "lessons without a class"
        covered = coverage(taught, today)
        self.page = CoveragePage(
            name, covered, today, may_judge=lambda one: log.may_judge(one.member_id)
        )

        def make() -> Pdf:
            from trent_desktop.lessons.documents import coverage_pdf
            from trent_desktop.school.settings.letterhead import letterhead_of

            return coverage_pdf(letterhead_of(school), name, covered, today)

        self.page.as_pdf.connect(lambda: preview(Document("SMART lessons", "Lessons.pdf", make)))

    def judge(
        self, taught: Taught, said: bool | None, why: str, *, then: Callable[[Taught], object]
    ) -> None:
        """Keep what the teacher says of a lesson; `then` gets it as it is now."""
        desk, log = self._desk, self._desk.school.lesson_log
        after = replace(taught, evidence=replace(taught.evidence, said=said, why=why.strip()))
        operation = desk.background.write(lambda: log.judge(taught, said, why), parent=self.page)
        operation.then(lambda _nothing: then(after), desk.shell.say_problem)
