"""Taking the register out of the school's file: as what, and where to."""

from __future__ import annotations

from pathlib import Path

from ui.agreements.paper.letters import today_of
from ui.components.buttons import SecondaryButton
from ui.components.sheets import Sheet
from ui.components.words import body
from ui.documents.saving import Places, SystemPlaces, save_file
from ui.shell.section_room import SectionPage

_FORMATS = (
    ("Spreadsheet (XLSX)", "xlsx"),
    ("Table for other programs (CSV)", "csv"),
    ("On paper (PDF)", "pdf"),
)


class ExportSheet(Sheet):
    """One press: the format; then the place is asked for, and the file is written."""

    def __init__(self, page: SectionPage, places: Places | None = None) -> None:
        super().__init__(page, "Export the register")
        self._page, self._places = page, places
        self.column.addWidget(
            body(
                "The file is no longer encrypted. Keep it where only those who need it can open it."
            )
        )
        for words, kind in _FORMATS:
            button = SecondaryButton(words)
            button.setObjectName(f"export-{kind}")
            button.clicked.connect(lambda _=False, kind=kind: self._ask_place(kind))
            self.column.addWidget(button)
        self.open()

    def _ask_place(self, kind: str) -> None:
        self.dismiss()
        page = self._page
        places = self._places or SystemPlaces("Save the register", kind.upper(), kind)
        places.ask(page, f"Register.{kind}", lambda path: _export(page, path, kind))


def _export(page: SectionPage, path: Path, kind: str) -> None:
    school = page.desk.school

    def work() -> Path:
        from trent_desktop.agreements.register.exports import register_csv, register_xlsx
        from trent_desktop.agreements.register.papers import register_pdf
        from trent_desktop.school.settings.letterhead import letterhead_of

        tables = school.agreements.register.to_export(kind)
        if kind == "csv":
            content = register_csv(tables)
        elif kind == "xlsx":
            content = register_xlsx(tables)
        else:
            content = register_pdf(letterhead_of(school), tables, today_of(school)).content
        return save_file(path, content)

    page.run(work, lambda saved: page.desk.shell.say(f"Saved as {saved.name}."))
