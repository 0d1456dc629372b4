"""What one person said counts no longer: whose, from which day, and why (rule 200)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QTimer

from trent_desktop.agreements.register.standing import ConsentAnswer, PupilLine
from trent_desktop.agreements.register.voices import LONGEST_REASON, Voice, Why
from ui.agreements.paper.letters import today_of
from ui.agreements.register.take_down import TakeDownSheet
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.choices import Option, RadioGroup
from ui.components.fields import FieldBlock, TextField
from ui.components.sheets import Sheet
from ui.components.words import body
from ui.school.settings.days import Toward, day_typed, read_day, wrong_day
from ui.school.settings.said_back import day_said_back
from ui.shell.section_room import SectionPage

_SETS: Final = (
    "Their yes and their no stop counting, for every use. History keeps what was said, and who ended "
    "it, when and why. Where nobody else has answered, the family is asked again."
)
_WHOSE: Final = "Whose answers no longer count?"
_WHY: Final = "Why?"


def _said(why: Why) -> str:
    """``Has died``: as a list of reasons begins it."""
    return why.words[0].upper() + why.words[1:]


class NoLongerSheet(Sheet):
    """Records it of one of the `voices` of a child; `done` is called once it is written."""

    def __init__(
        self,
        page: SectionPage,
        line: PupilLine,
        voices: Sequence[Voice],
        done: Callable[[], object],
    ) -> None:
        super().__init__(page, f"No longer counts: {line.name}", widest=760)
        self._page, self._line, self._done = page, line, done
        self._today = today_of(page.desk.school)
        self._voices = {str(at): one for at, one in enumerate(voices)}
        self.column.addWidget(body(_SETS))
        self.whose = RadioGroup(
            [Option(at, one.name, one.words) for at, one in self._voices.items()], name=_WHOSE
        )
        self.whose_block = FieldBlock(_WHOSE, self.whose)
        self.column.addWidget(self.whose_block)
        self.day = TextField(day_typed(self._today), name="From which day?", wide=14)
        self.since = FieldBlock(
            "From which day?", self.day, hint="When it happened, or today if you do not know."
        )
        day_said_back(self.since, Toward.PAST, today=lambda: self._today)
        self.column.addWidget(self.since)
        self.why = RadioGroup(
            [Option(one.value, _said(one)) for one in Why], name=_WHY, narrowest=320
        )
        self.why_block = FieldBlock(_WHY, self.why)
        self.column.addWidget(self.why_block)
        self.words = TextField(name="The reason, in a few words")
        self.words.setMaxLength(LONGEST_REASON)
        self.reason = FieldBlock("The reason, in a few words", self.words)
        self.column.addWidget(self.reason)
        self.reason.hide()
        self.why.changed.connect(self._why_chosen)
        self.change = PrimaryButton("They no longer count", "prohibit")
        self.leave = SecondaryButton("Leave it as it is")
        self.add_buttons(self.change, self.leave)
        self.change.clicked.connect(self._press)
        self.leave.clicked.connect(self.dismiss)
        self.open()

    def _why_chosen(self, value: str) -> None:
        self.reason.setVisible(value == Why.OTHER.value)
        QTimer.singleShot(0, self, self._fit)  # once the field has its place

    def _press(self) -> None:
        for block in (self.whose_block, self.since, self.why_block, self.reason):
            block.show_error("")
        voice, why = self._voices.get(self.whose.value()), self.why.value()
        try:
            day = read_day(self.day.text(), Toward.PAST, self._today)
        except ValueError:
            day = None
        if voice is None:
            self.whose_block.show_error("Choose whose answers no longer count.")
            next(iter(self.whose.rows().values())).setFocus()
        elif day is None:
            self.since.show_error(wrong_day(self.day.text(), Toward.PAST))
            self.day.setFocus()
        elif day > self._today:
            self.since.show_error("Choose today or a day that was.")
            self.day.setFocus()
        elif not why:
            self.why_block.show_error("Choose why.")
            next(iter(self.why.rows().values())).setFocus()
        elif why == Why.OTHER.value and not self.words.text().strip():
            self.reason.show_error("Write the reason in a few words.")
            self.words.setFocus()
        else:
            self._write(voice, Why(why), day, self.words.text())

    def _write(self, voice: Voice, why: Why, day: dt.date, words: str) -> None:
        page, line, done = self._page, self._line, self._done
        voices = page.desk.school.agreements.voices

        def work() -> tuple[ConsentAnswer, ...]:
            shown = voice.answer_ids
            return voices.end(line.pupil_id, voice.said_by, why, day, words=words, shown=shown)

        def written(uses: Sequence[ConsentAnswer]) -> None:
            done()
            page.desk.shell.say(f"{voice.name}: what was said no longer counts.")
            if uses:
                TakeDownSheet(page, line.name, uses, title="No longer a yes")

        self.closed.connect(lambda: page.write(work, written))
        self.dismiss()


def count_again(
    page: SectionPage, event_id: uuid.UUID, whose: str, done: Callable[[], object]
) -> None:
    """Take it back: what was said counts again."""
    voices = page.desk.school.agreements.voices

    def written(_nothing: object) -> None:
        done()
        page.desk.shell.say(f"What {whose} said counts again.")

    page.write(lambda: voices.count_again(event_id), written)
