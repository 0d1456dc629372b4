"""Adding a certificate from elsewhere, and saying that one was wrong."""

from __future__ import annotations

import datetime as dt
import uuid

from PySide6.QtCore import Qt

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.oversight.training.topics import Topic
from trent_desktop.oversight.training.values import Certificate, CertificateDraft
from trent_desktop.problems import AnswersRefused
from ui.components.buttons import PrimaryButton
from ui.components.choices import Option, TickGroup
from ui.components.fields import FieldBlock, TextArea, TextField
from ui.components.sheets import Sheet
from ui.components.words import body
from ui.components.wrong_fields import say_beside
from ui.journeys.direction import isolated
from ui.school.settings.days import Toward, read_day, wrong_day
from ui.school.settings.said_back import day_said_back
from ui.shell.section_room import SectionPage


class CertificateSheet:
    """What stands on a certificate. Saved once, however often it has to be tried."""

    def __init__(self, section: SectionPage, member_id: uuid.UUID, name: str) -> None:
        """`name`: whose it is, where it is not her own."""
        self._section = section
        self._member_id = member_id
        self._id = uuid.uuid4()
        self.sheet = Sheet(section, "A certificate from elsewhere", widest=620)
        if name:
            self.sheet.column.addWidget(body(f"For {isolated(name)}"))
        self.title = TextField(name="What does it say?")
        self.provider = TextField(name="Who gave it?")
        self.day = TextField(name="On which day?", wide=18)
        self.expires = TextField(name="Until when is it valid?", wide=18)
        self.topics = TickGroup(
            [Option(one.value, one.title) for one in Topic], name="It covers", narrowest=220
        )
        self.blocks = {
            "title": FieldBlock("What does it say?", self.title),
            "provider": FieldBlock("Who gave it?", self.provider),
            "day": FieldBlock("On which day?", self.day),
            "expires": FieldBlock("Until when is it valid?", self.expires, optional=True),
            "topics": FieldBlock("It covers", self.topics, optional=True),
        }
        day_said_back(self.blocks["day"], Toward.PAST)
        day_said_back(self.blocks["expires"])
        for block in self.blocks.values():
            self.sheet.column.addWidget(block)
        self.act = PrimaryButton("Keep it")
        self.act.clicked.connect(self._press)
        self.sheet.add_buttons(self.act)
        self.day.setPlaceholderText(date_for_people(section.desk.school.training.today))
        self.sheet.open()

    def _press(self) -> None:
        errors: list[tuple[str, str]] = []
        days: dict[str, dt.date | None] = {"day": None, "expires": None}
        for name, field, toward in (
            ("day", self.day, Toward.PAST),
            ("expires", self.expires, Toward.COMING),
        ):
            try:
                days[name] = read_day(field.text(), toward)
            except ValueError:
                errors.append((name, wrong_day(field.text(), toward)))
        day = days["day"]
        if day is None and not errors:
            errors.append(("day", wrong_day("", Toward.PAST)))
        if errors or day is None:
            self._show(tuple(errors))
            return
        self.act.setEnabled(False)
        draft = CertificateDraft(
            self.title.text(),
            self.provider.text(),
            day,
            days["expires"],
            tuple(Topic(one) for one in self.topics.values()),
        )
        training = self._section.desk.school.training
        self._section.write(
            lambda: training.add_certificate(self._id, self._member_id, draft),
            lambda _nothing: self.sheet.dismiss(),
            self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self.act.setEnabled(True)
        if isinstance(error, AnswersRefused):
            self._show(error.errors)
        else:
            self._section.desk.shell.say_problem(error)

    def _show(self, errors: tuple[tuple[str, str], ...]) -> None:
        say_beside(self.blocks, dict(errors))


class WhySheet:
    """Asks for a reason before something is taken back. What was written stays to be read."""

    def __init__(self, section: SectionPage, title: str, words: str, button: str) -> None:
        self._section = section
        self.sheet = Sheet(section, title, widest=560)
        self.sheet.column.addWidget(body(words))
        self.why = TextArea(name="Why?")
        self.block = FieldBlock("Why?", self.why)
        self.sheet.column.addWidget(self.block)
        self.act = PrimaryButton(button)
        self.sheet.add_buttons(self.act)
        self.sheet.open()

    def refused(self, error: Exception) -> None:
        """Say what the service did not take."""
        self.act.setEnabled(True)
        if isinstance(error, AnswersRefused):
            self.block.show_error(error.errors[0][1])
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._section.desk.shell.say_problem(error)


def withdraw(section: SectionPage, one: Certificate) -> WhySheet:
    """Say that a certificate was wrong."""
    asked = WhySheet(
        section,
        "Was it wrong?",
        f"“{isolated(one.said.title)}” no longer counts, and stays in the list with your reason.",
        "It was wrong",
    )
    training = section.desk.school.training

    def press() -> None:
        asked.act.setEnabled(False)
        why = asked.why.toPlainText()
        section.write(
            lambda: training.withdraw_certificate(one.id, why),
            lambda _nothing: asked.sheet.dismiss(),
            asked.refused,
        )

    asked.act.clicked.connect(press)
    return asked
