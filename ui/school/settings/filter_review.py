"""The yearly review of the filter: a paper to go through together, or a table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from trent_desktop.clock import system_clock
from trent_desktop.documents.page import Pdf
from trent_desktop.reports.review.papers import file_name, review_csv, review_pdf
from trent_desktop.school.settings.letterhead import letterhead_of
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.pages import ScrollPage, flow
from ui.components.words import body, strong
from ui.documents import Document
from ui.documents.saving import Places, SystemPlaces, save_file
from ui.shell.section_room import SectionPage
from ui.theme import SPACE

#: How many school years back it can be made for.
_YEARS = 3


class FilterReviewPage(QObject):
    """Fills the page: which year, and as what."""

    def __init__(
        self, section: SectionPage, page: ScrollPage, *, places: Places | None = None
    ) -> None:
        super().__init__(page)
        self._section = section
        self._page = page
        self.places: Places = places or SystemPlaces("Save the review", "CSV", "csv")
        service = section.desk.school.filter_review
        card = Card(gap=SPACE.base)
        card.column.addWidget(
            body(
                "Everything that was allowed and blocked, by whom and why, with a place to tick "
                "what is still needed. It is made of the reports that you may read, and names no "
                "child."
            )
        )
        card.column.addWidget(strong("Which school year?"))
        years = range(service.this_year, service.this_year - _YEARS, -1)
        self.year = RadioGroup(
            [Option(str(year), f"{year}/{(year + 1) % 100:02}") for year in years],
            name="Which school year?",
            narrowest=140,
        )
        self.year.choose(str(years[0]))
        card.column.addWidget(self.year)
        self.paper = PrimaryButton("Show the paper", "file-text")
        self.table = SecondaryButton("Save as a table", "table")
        card.column.addWidget(flow(self.paper, self.table))
        self.paper.clicked.connect(self._show_paper)
        self.table.clicked.connect(self._save_table)
        page.column.addWidget(card)
        page.column.addStretch(1)

    @property
    def _chosen(self) -> int:
        return int(self.year.value() or self._section.desk.school.filter_review.this_year)

    def _title(self) -> str:
        return f"{self._chosen}-{(self._chosen + 1) % 100:02}"

    def _show_paper(self) -> None:
        school, year = self._section.desk.school, self._chosen

        def make() -> Pdf:
            return review_pdf(
                school.filter_review.of(year),
                letterhead_of(school),
                printed_by=school.member.name,
                printed_at=system_clock(),
            )

        document = Document("Review of the filter", file_name(self._title(), "pdf"), make)
        self._section.show_document(document, lambda: self._section.show_page(self._page))

    def _save_table(self) -> None:
        school, year = self._section.desk.school, self._chosen

        def chosen(path: Path) -> None:
            def work() -> Path:
                return save_file(path, review_csv(school.filter_review.of(year)))

            self._section.write(
                work, lambda _path: self._section.desk.shell.say("The review is saved.")
            )

        self.places.ask(self._section, file_name(self._title(), "csv"), chosen)
