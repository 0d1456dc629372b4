"""Giving a member back what she sent before her new password: asked, and then done."""

from __future__ import annotations

import datetime as dt
import uuid

from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.reports.given_back import ToGiveBack
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.focus_kept import focus_kept
from ui.components.pages import clear_layout, flow
from ui.components.sheets import ask
from ui.components.words import body, heading, soft
from ui.shell.section_room import SectionPage
from ui.theme import SPACE


class GiveBackCard(Card):
    """What there is to give back to one member, with the button that does it."""

    def __init__(self, section: SectionPage, found: ToGiveBack) -> None:
        super().__init__(gap=SPACE.near)
        self._section = section
        self._giving = section.desk.school.giving_back
        self._found = found
        self.give: PrimaryButton | None = None
        self.leave: SecondaryButton | None = None
        self.column.addWidget(heading(f"Reports that {found.name} sent before"))
        if found.reset_at is None:
            self._without_record()
        elif found.reports:
            self._to_give(found.reset_at.date())
        else:
            self._none_for_me(found.reset_at.date())

    def _to_give(self, day: dt.date) -> None:
        found = self._found
        words = (
            f"{found.name} was given a new password on {date_for_people(day)}. "
            f"{_reports(found.reports)} that they sent before "
            f"{'do' if found.reports != 1 else 'does'} not open for them any more, until somebody "
            "who leads on reports gives them back."
        )
        self.column.addWidget(body(words))
        if found.left:
            self.column.addWidget(soft(_left(found.left)))
        self.give = PrimaryButton(f"Give back {_reports(found.reports)}")
        self.give.clicked.connect(self._ask)
        self.column.addWidget(flow(self.give))

    def _none_for_me(self, day: dt.date) -> None:
        words = (
            f"{self._found.name} was given a new password on {date_for_people(day)}. There is "
            "nothing that you can give back."
        )
        self.column.addWidget(body(words))
        if self._found.left:
            self.column.addWidget(soft(_left(self._found.left)))
        self._leave_button()

    def _without_record(self) -> None:
        self.column.addWidget(
            body(
                "The school’s file says that they lost their keys, but no administrator is on "
                "record as having given them the password they use now. Nothing can be given back."
            )
        )
        self.column.addWidget(
            soft(
                "Ask them in person. If they did lose their password, make a slip for a new one. "
                "If they know nothing of it, tell the Headteacher."
            )
        )
        self._leave_button()

    def _leave_button(self) -> None:
        self.leave = SecondaryButton("Take this off the list")
        self.leave.clicked.connect(self._leave)
        self.column.addWidget(flow(self.leave))

    # ------------------------------------------------------------------ acts

    def _ask(self) -> None:
        found = self._found
        ask(
            self._section,
            f"Give {_reports(found.reports)} back to {found.name}?",
            "Whoever used the slip can read them then. So ask them first, in person or by "
            "telephone, whether it was they who chose the new password. It is written down that "
            "you gave them back.",
            yes="Give back",
            then=self._give,
        )

    def _give(self) -> None:
        if self.give is not None:
            self.give.setEnabled(False)
        giving, member_id = self._giving, self._found.member_id
        self._section.run(lambda: giving.give(member_id), self._given, self._failed)

    def _given(self, given: int) -> None:
        if not given:
            self._let_press()  # nothing has changed, and the card stays
        self._section.desk.shell.say(f"Given back: {_reports(given)}.")

    def _let_press(self) -> None:
        if self.give is not None and isValid(self.give):
            self.give.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        self._let_press()
        self._section.desk.shell.say_problem(error)

    def _leave(self) -> None:
        giving, member_id = self._giving, self._found.member_id
        self._section.run(
            lambda: giving.leave(member_id),
            lambda _result: None,
        )


class GiveBackPlace(QVBoxLayout):
    """Where the cards stand: of one member, or of everybody who waits."""

    def __init__(self, section: SectionPage, of: uuid.UUID | None = None) -> None:
        super().__init__()
        self.setSpacing(SPACE.base)
        self._section = section
        self._of = of
        self.cards: tuple[GiveBackCard, ...] = ()
        self._shown: tuple[ToGiveBack, ...] = ()

    def refresh(self) -> None:
        """Ask the school's file what there is."""
        giving, of = self._section.desk.school.giving_back, self._of

        def look() -> tuple[ToGiveBack, ...]:
            waiting = {one.id for one in giving.members}
            found = [giving.look(one) for one in ([of] if of else sorted(waiting))]
            return tuple(
                one for one in found if one.member_id in waiting or (one.reset_at and one.reports)
            )

        self._section.run(look, self._show)

    def _show(self, found: tuple[ToGiveBack, ...]) -> None:
        if found == self._shown:
            return  # what gives back stays under the mouse
        self._shown = found
        with focus_kept(self._section):
            clear_layout(self)
            self.cards = tuple(GiveBackCard(self._section, one) for one in found)
            for card in self.cards:
                self.addWidget(card)


def _reports(count: int) -> str:
    return "1 report" if count == 1 else f"{count:,} reports"


def _left(count: int) -> str:
    if count == 1:
        return "One more you cannot open, or it is not theirs to have."
    return f"{count:,} more you cannot open, or they are not theirs to have."
