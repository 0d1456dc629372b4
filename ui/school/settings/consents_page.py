"""For how long a yes about pictures counts, and whom forms name for data protection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from trent_desktop.school.settings.values import CONSENT_YEARS, LONGEST_DATA_PROTECTION
from ui.components.buttons import PrimaryButton
from ui.components.cards import Card
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option
from ui.components.fields import FieldBlock, TextField
from ui.components.pages import ScrollPage, flow
from ui.shell.section_room import SectionPage
from ui.theme import SPACE

YEARS_WORDS: Final = (
    "After that the family is asked again; until they answer, it is no. This is for answers from "
    "now on: earlier ones end when they were said to end."
)


class ConsentsPage(QObject):
    """Fills the page: one choice, and what it means."""

    def __init__(
        self,
        section: SectionPage,
        page: ScrollPage,
        *,
        may: bool,
        saved: Callable[[object], object],
        refused: Callable[[Exception], object],
    ) -> None:
        super().__init__(page)
        self._section = section
        self._saved, self._refused = saved, refused
        card = Card(gap=SPACE.base)
        self.years = ChoiceBox(
            [Option(str(one), _said(one)) for one in CONSENT_YEARS],
            name="A yes about pictures counts",
        )
        self.years.choose(str(section.desk.school.settings.current().consent_years))
        self.years.setEnabled(may)
        self.block = FieldBlock(
            "A yes about pictures counts",
            self.years,
            hint="It ends on 31 October, so that there is time to ask again in the new school year.",
        )
        card.column.addWidget(self.block)
        said = section.desk.school.settings.current().data_protection
        self.data_protection = TextField(said, name="Privacy notice, and whom to ask")
        self.data_protection.setMaxLength(LONGEST_DATA_PROTECTION)
        self.data_protection.setEnabled(may)
        card.column.addWidget(
            FieldBlock(
                "Privacy notice, and whom to ask about data protection",
                self.data_protection,
                hint="The form about pictures says so: an address, a name, an e-mail address.",
            )
        )
        self.save = PrimaryButton("Save")
        self.save.clicked.connect(self._save)
        card.column.addWidget(flow(self.save))
        page.column.addWidget(card)
        self.save.setVisible(may)
        page.column.addStretch(1)

    def _save(self) -> None:
        settings, years = self._section.desk.school.settings, int(self.years.value)
        said = " ".join(self.data_protection.text().split())
        self._section.write(
            lambda: settings.change(consent_years=years, data_protection=said),
            self._saved,
            self._refused,
        )


def number(text: str) -> int:
    """What was typed as a number; 0, which the service refuses in words, for anything else."""
    return int(text) if text.strip().isdecimal() else 0


def _said(years: int) -> str:
    if not years:
        return "As long as the child is at the school"
    return "For one school year" if years == 1 else f"For {years} school years"
