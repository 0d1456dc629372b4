"""Before changed English is saved: what becomes of the answers and translations that there are.

Both texts stand side by side. Whoever may not decide otherwise can only go on: families are asked
again. The Headteacher may say that the new words ask for no more, and why (rule 130).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QGridLayout, QWidget

from trent_desktop.agreements.kinds import Consent, title_of
from trent_desktop.agreements.wording.meaning import meaning_of
from trent_desktop.agreements.wording.wording import Wording
from ui.components.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.components.fields import FieldBlock, TextArea
from ui.components.sheets import Sheet
from ui.components.words import body, soft, strong
from ui.theme import SPACE

_LONGEST_WHY: Final = 500


@dataclass(frozen=True, slots=True)
class ChangedQuestion:
    """A question of consent as families answered it, and as they would be asked from now on."""

    title: str
    before: str
    after: str


def changed_questions(
    before: Wording, after: Wording, names: Mapping[Consent, str]
) -> tuple[ChangedQuestion, ...]:
    """The questions whose words differ by more than signs, spaces and capitals.

    `names` are what the school calls its own purposes.
    """
    now = {one.consent: one.words for one in after.asked}
    return tuple(
        ChangedQuestion(title_of(one.consent, names), one.words, now[one.consent])
        for one in before.asked
        if one.consent in now and meaning_of(one.words) != meaning_of(now[one.consent])
    )


class AsksMoreSheet(Sheet):
    """`save` is called with why it asks for no more, or with nothing: ask again."""

    def __init__(
        self,
        over: QWidget,
        changed: tuple[ChangedQuestion, ...],
        *,
        decides: bool,
        save: Callable[[str], object],
    ) -> None:
        title = "These questions change" if changed else "The English changes"
        super().__init__(over, title, widest=860)
        self._save = save
        words = (
            "An answer belongs to the words that were asked. Saved like this, whoever said yes "
            "before is asked again, and until then it is no."
            if changed
            else "Saved like this, its translations are held back until they say the same."
        )
        self.column.addWidget(body(words))
        if changed:
            self.column.addWidget(_side_by_side(changed))
        self.ask_again = PrimaryButton(
            "Save, and ask families again" if changed else "Save, and hold translations back"
        )
        self.put_off = QuietButton("Do not save")
        self.why = TextArea(name="Why it asks for no more", lines=2)
        self.block = FieldBlock(
            "Why do the new words ask for no more than the old ones?",
            self.why,
            hint="Only if nothing is added. It is kept with your name.",
        )
        self.same = SecondaryButton("Save: it asks for no more")
        if not decides:
            self.column.addWidget(
                soft("If nothing is added, the Headteacher can save it and say why.")
            )
        self.column.addWidget(self.block)
        self.block.setVisible(decides)
        self.add_buttons(self.ask_again, self.same, self.put_off)
        self.same.setVisible(decides)
        self.ask_again.clicked.connect(lambda: self._decide(""))
        self.same.clicked.connect(self._same)
        self.put_off.clicked.connect(self.dismiss)
        self.open()

    def _same(self) -> None:
        why = self.why.toPlainText().strip()
        if not why or len(why) > _LONGEST_WHY:
            self.block.show_error(
                "Say why, in a sentence." if not why else f"At most {_LONGEST_WHY} letters."
            )
            self.why.setFocus()
            return
        self._decide(why)

    def _decide(self, why: str) -> None:
        self.closed.connect(lambda: self._save(why))
        self.dismiss()


def _side_by_side(changed: tuple[ChangedQuestion, ...]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE.base)
    grid.setVerticalSpacing(SPACE.hair)
    for column, words in enumerate(("As it was answered", "As it would be asked")):
        grid.setColumnStretch(column, 1)
        grid.addWidget(soft(words), 0, column)
    for at, one in enumerate(changed):
        row = 1 + at * 2
        grid.addWidget(strong(one.title), row, 0, 1, 2)
        grid.addWidget(body(one.before), row + 1, 0)
        grid.addWidget(body(one.after), row + 1, 1)
    return holder
