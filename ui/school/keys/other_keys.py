"""Keys in the school's file that this laptop has not seen before: is that right?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.school.keys.put_by_here import OtherKey
from trent_desktop.sentences import ended
from ui.components.buttons import SecondaryButton
from ui.components.focus_kept import focus_kept
from ui.components.notices import Notice
from ui.components.pages import clear_layout, flow
from ui.components.sheets import ask
from ui.shell.section_room import SectionPage
from ui.theme import SPACE, Tone


class OtherKeyNotice(Notice):
    """One key, what the file says of it, and the button that says yes."""

    def __init__(
        self, section: SectionPage, other: OtherKey, look_again: Callable[[], object]
    ) -> None:
        super().__init__(
            question(other),
            Tone.SUN,
            heading=title(other),
            icon="key",
        )
        self._section = section
        self._other = other
        self._look_again = look_again
        self.yes = SecondaryButton("Yes, that was us")
        self.yes.clicked.connect(self._ask)
        self.column.addSpacing(SPACE.hair)
        self.column.addWidget(flow(self.yes))

    def _ask(self) -> None:
        about = "the new code" if self._other.role is None else "the new keys"
        ask(
            self._section,
            f"Is it certain that {about} {'is' if self._other.role is None else 'are'} ours?",
            "Say yes only when you were there, or have asked in person. The keys of your reports "
            "are then stored under it, for the day when you cannot pass them on. It is written "
            "down that you said so.",
            yes="Yes, that was us",
            then=self._confirm,
        )

    def _confirm(self) -> None:
        self.yes.setEnabled(False)
        put_by, other = self._section.desk.school.keys_put_by, self._other
        self._section.run(lambda: put_by.confirm(other), self._done, self._failed)

    def _done(self, _result: object) -> None:
        self._section.desk.shell.say("Your keys are stored, and that is written down.")
        self._look_again()

    def _failed(self, error: Exception) -> None:
        self.yes.setEnabled(True)
        self._section.desk.shell.say_problem(error)
        self._look_again()


class OtherKeysPlace(QVBoxLayout):
    """Where the questions stand."""

    def __init__(self, section: SectionPage) -> None:
        super().__init__()
        self.setSpacing(SPACE.near)
        self._section = section
        self.notices: tuple[OtherKeyNotice, ...] = ()
        self._shown: tuple[OtherKey, ...] = ()

    def refresh(self) -> None:
        """Show what waits for an answer."""
        self._section.run(self._section.desk.school.keys_put_by.others, self._show)

    def _show(self, others: tuple[OtherKey, ...]) -> None:
        if others == self._shown:
            return  # what says yes stays under the mouse
        self._shown = others
        with focus_kept(self._section):
            clear_layout(self)
            self.notices = tuple(OtherKeyNotice(self._section, one, self.refresh) for one in others)
            for notice in self.notices:
                self.addWidget(notice)


def title(other: OtherKey) -> str:
    """What is another one than before."""
    if other.role is None:
        return "The recovery code is not the one that this laptop has seen."
    return f"The keys of the {other.role.title} are not the ones that this laptop has seen."


def question(other: OtherKey) -> str:
    """What the file says of it, and what to do."""
    day = date_for_people(other.made_at.date())
    if other.role is None:
        by = f" by {other.by}" if other.by else ""
        return (
            f"Was a new code for the safe made on {day}{by}? Until you say so, the keys of your "
            "reports stay stored under the code before. If nobody you ask knows of it, leave this "
            "as it is, and tell the Headteacher or the Chair of Governors."
        )
    who = " and ".join(other.holders) or "nobody"
    return (
        f"They were made on {day}, and the {other.role.title} now is {ended(who)} Is that right? Until "
        "you say so, the keys of your reports stay stored as they were. If nobody you ask knows "
        "of it, leave this as it is, and tell the Headteacher or the Chair of Governors."
    )
