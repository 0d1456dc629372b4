"""The equality check of the draft: nine short questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.policy.equality import (
    Answer,
    Characteristic,
    Effect,
    answer_to_json,
    check_of,
    open_questions,
)
from trent_desktop.policy.versions import PolicyVersion
from trent_desktop.problems import AnswersRefused
from trent_desktop.sentences import ended
from ui.components.buttons import PrimaryButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.fields import FieldBlock, TextArea
from ui.components.notices import Notice
from ui.components.pages import clear_layout, flow
from ui.components.words import heading, soft
from ui.journeys.draft_keeper import DraftKeeper
from ui.shell.section_room import SectionPage
from ui.theme import SPACE, Tone

#: Under which name a laptop keeps answers that are not saved yet.
NOTE: Final = "policy-equality"


class Line(Card):
    """One characteristic."""

    def __init__(self, one: Characteristic, stands: Answer) -> None:
        super().__init__(gap=SPACE.near)
        self.one = one
        #: What stands in the draft as she knows it.
        self.stands = stands
        self.column.addWidget(heading(one.title))
        self.column.addWidget(soft(one.hint))
        self.effect = RadioGroup(
            [Option(it.value, it.title) for it in Effect],
            name=f"Effect on {one.title}",
            narrowest=160,
        )
        self.done = TextArea(name=f"What is done: {one.title}", lines=2, most=8)
        self.effect_block = FieldBlock("What effect does the policy have?", self.effect)
        self.done_block = FieldBlock("What is done about it?", self.done)
        self.column.addWidget(self.effect_block)
        self.column.addWidget(self.done_block)
        self.show_answer(stands)
        self.effect.changed.connect(lambda _value: self._fit())
        self._fit()

    def show_answer(self, answer: Answer) -> None:
        """Show what stands in the draft."""
        self.stands = answer
        self.type_in(answer)

    def type_in(self, answer: Answer) -> None:
        """Show an answer, whatever stands in the draft."""
        self.effect.choose(answer.effect.value if answer.effect else "")
        self.done.setPlainText(answer.done)

    @property
    def typed(self) -> Answer:
        """What she answers."""
        value = self.effect.value()
        return Answer(Effect(value) if value else None, self.done.toPlainText().strip())

    def _fit(self) -> None:
        typed = self.typed
        asks = typed.effect is not None and typed.effect is not Effect.NONE
        self.done_block.setVisible(asks or bool(typed.done))

    def judge(self) -> bool:
        """Say what is missing; whether nothing is."""
        typed = self.typed
        self.effect_block.show_error(typed.lacks if typed.effect is None else "")
        self.done_block.show_error(typed.lacks if typed.effect is not None else "")
        return not typed.lacks


class EqualityPage(QObject):
    """Shows the lines and saves those that she changed, one by one."""

    def __init__(
        self, section: SectionPage, draft: PolicyVersion, back: Callable[[], object]
    ) -> None:
        super().__init__(section)
        self._section = section
        self._back = back
        self._draft_id = draft.id
        self.page = section.add_page(
            "Equality check",
            "The governors are responsible for seeing that the policy treats nobody worse. Say for each "
            "characteristic that the law protects what effect this version has, and what is done "
            "where that is bad or not known.",
            back=back,
        )
        self._notices = QVBoxLayout()
        self.page.column.addLayout(self._notices)
        check = check_of(draft.equality)
        self.lines = {one: Line(one, check[one]) for one in Characteristic}
        for line in self.lines.values():
            self.page.column.addWidget(line)
        me = section.desk.school.signed_in
        self._keeper = DraftKeeper(
            lambda words: me.store.remember(NOTE, words),
            section.desk.background,
            clock=me.clock,
            parent=self,
        )
        self._keeper.failed.connect(lambda words: section.desk.shell.say(words, Tone.CORAL))
        section.run(lambda: me.store.note(NOTE), self._bring_back)
        self.save = PrimaryButton("Save the answers")
        self.save.clicked.connect(self._save)
        self.page.column.addWidget(flow(self.save))
        self.page.column.addStretch(1)

    # ------------------------------------------------------------------ what is typed

    def _bring_back(self, note: str) -> None:
        """What she had typed and not saved, when the program was last closed."""
        try:
            body: dict[str, Any] = json.loads(note) if note else {}
        except ValueError:
            body = {}
        if body.get("draft") == str(self._draft_id):
            kept = body.get("answers", {})
            for one, answer in check_of(kept).items():
                if one.value in kept:
                    self.lines[one].type_in(answer)
        for line in self.lines.values():
            line.effect.changed.connect(lambda _value: self._keep())
            line.done.textChanged.connect(self._keep)

    def _keep(self) -> None:
        answers = {
            one.value: answer_to_json(line.typed)
            for one, line in self.lines.items()
            if line.typed != line.stands
        }
        body = {"draft": str(self._draft_id), "answers": answers}
        self._keeper.keep(json.dumps(body) if answers else "")

    def flush(self) -> None:
        """Put what is typed on the disk now."""
        self._keeper.flush()

    # ------------------------------------------------------------------ saving

    def _save(self) -> None:
        changed = [
            (one, line.stands, line.typed)
            for one, line in self.lines.items()
            if line.typed != line.stands
        ]
        drafts, draft_id = self._section.desk.school.policy_drafts, self._draft_id
        self.save.setEnabled(False)

        self._section.write(lambda: drafts.answer_all(draft_id, changed), self._saved, self._failed)

    def _saved(self, found: tuple[PolicyVersion, tuple[Characteristic, ...]]) -> None:
        draft, beaten = found
        self.save.setEnabled(True)
        clear_layout(self._notices)
        check = check_of(draft.equality)
        for one, line in self.lines.items():
            if one in beaten:
                line.stands = check[one]
            else:
                line.show_answer(check[one])
        self._keep()
        if beaten:
            now = "; ".join(
                f"{one.title}: {check[one].effect.title if check[one].effect else 'nothing'}"  # type: ignore[union-attr]
                + (f" – {check[one].done}" if check[one].done else "")
                for one in beaten
            )
            said = (
                f"{draft.changed_by} answered this meanwhile: {ended(now)} Nothing was overwritten. "
                "What you wrote is still below: save again to put it in the place of that."
            )
            self._notices.addWidget(Notice(said, Tone.SUN))
            self.page.verticalScrollBar().setValue(0)
            return
        missing = open_questions(check)
        if missing:
            for line in self.lines.values():
                line.judge()
            left = len(missing)
            said = "1 line is" if left == 1 else f"{left} lines are"
            self._section.desk.shell.say(f"Saved. {said} still open.")
            self.page.ensureWidgetVisible(self.lines[missing[0]])
        else:
            self._section.desk.shell.say("Saved. The check is finished.")
            self._back()

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(error, AnswersRefused):
            for where, said in error.errors:
                self.lines[Characteristic(where)].done_block.show_error(said)
        else:
            self._section.desk.shell.say_problem(error)
