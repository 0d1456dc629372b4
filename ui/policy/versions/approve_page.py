"""Writing down that the governors approved the draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.policy.equality import check_of, open_questions
from trent_desktop.policy.values import Approval
from trent_desktop.policy.versions import PolicyVersion
from trent_desktop.problems import AnswersRefused
from trent_desktop.sentences import ended
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextField
from ui.components.notices import Notice
from ui.components.pages import flow
from ui.components.words import body
from ui.journeys.days_read import read_date, read_day_to_come
from ui.policy.versions.words import numbered
from ui.school.settings.days import wrong_day
from ui.shell.section_room import SectionPage
from ui.theme import SPACE, Tone


class ApprovePage(QObject):
    """The form. `done` is called with the version when it is approved."""

    def __init__(
        self,
        section: SectionPage,
        draft: PolicyVersion,
        back: Callable[[], object],
        check: Callable[[], object],
        done: Callable[[PolicyVersion], object],
    ) -> None:
        super().__init__(section)
        self._section = section
        self._draft = draft
        self._done = done
        self.page = section.add_page(
            f"Approve version {draft.number}",
            "When the governors have decided, write down what their minutes say. It cannot be "
            "changed after that, and everybody who works here is asked to read it.",
            back=back,
        )
        column = self.page.column
        missing = open_questions(check_of(draft.equality))
        if missing:
            notice = Notice(
                ended(", ".join(one.title for one in missing)),
                Tone.SUN,
                heading="The equality check comes first. Still open:",
            )
            to_check = SecondaryButton("Answer the equality check")
            to_check.clicked.connect(check)
            notice.column.addWidget(flow(to_check))
            column.addWidget(notice)
        card = Card(gap=SPACE.base)
        card.column.addWidget(body(f"{draft.text.title}: {ended(numbered(draft.text))}"))
        today = section.desk.school.policy.today
        self.fields = {
            "approved_on": TextField(
                date_for_people(today), name="Approved by the governors on", wide=20
            ),
            "minute": TextField(name="How the minutes name it"),
            "in_force_from": TextField(date_for_people(today), name="In force from", wide=20),
            "review_on": TextField(
                date_for_people(_in_a_year(today)), name="To be reviewed by", wide=20
            ),
        }
        asked = {
            "approved_on": ("Approved by the governors on", "The day of the meeting."),
            "minute": ("How the minutes name it", "For example: Full governors, minute 7.2"),
            "in_force_from": ("In force from", "Reports from that day on name this version."),
            "review_on": ("To be reviewed by", "Those who change the policy are reminded."),
        }
        self.blocks = {
            name: FieldBlock(label, self.fields[name], hint=hint)
            for name, (label, hint) in asked.items()
        }
        for block in self.blocks.values():
            card.column.addWidget(block)
        column.addWidget(card)
        self.button = PrimaryButton("Record the approval")
        self.button.setEnabled(not missing)
        self.button.clicked.connect(self._record)
        column.addWidget(flow(self.button))
        column.addStretch(1)

    def _read(self) -> Approval | None:
        today = self._section.desk.school.policy.today
        days: dict[str, dt.date] = {}
        for name, read in (
            ("approved_on", read_date),
            ("in_force_from", read_day_to_come),
            ("review_on", read_day_to_come),
        ):
            day = read(self.fields[name].text(), today)
            self.blocks[name].show_error("" if day else wrong_day(self.fields[name].text()))
            if day:
                days[name] = day
        self.blocks["minute"].show_error("")
        wrong = next((one for one in self.fields if one != "minute" and one not in days), "")
        if wrong:
            self.fields[wrong].setFocus(Qt.FocusReason.OtherFocusReason)
        return Approval(minute=self.fields["minute"].text(), **days) if len(days) == 3 else None

    def _record(self) -> None:
        approval = self._read()
        if approval is None:
            return
        drafts, draft = self._section.desk.school.policy_drafts, self._draft
        self.button.setEnabled(False)
        self._section.write(
            lambda: drafts.approve(draft.id, draft.changed_at, approval), self._done, self._refused
        )

    def _refused(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if isinstance(error, AnswersRefused):
            for name, said in reversed(error.errors):
                if name in self.blocks:
                    self.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
                    self.blocks[name].show_error(said)
                else:
                    self._section.desk.shell.say(said, Tone.CORAL)
        else:
            self._section.desk.shell.say_problem(error)


def _in_a_year(day: dt.date) -> dt.date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)
