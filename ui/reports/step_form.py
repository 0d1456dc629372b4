"""The form of a step, drawn from what the step asks: questions, and free words beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from trent_desktop.clock import Clock
from trent_desktop.journeys import NOT_GIVEN
from trent_desktop.reports.steps import Step, StepForm
from ui.components.words import Words
from ui.journeys.plain_text import Refuse, nothing_refused
from ui.journeys.question_block import QuestionBlock
from ui.journeys.sources import Sources
from ui.reports.act_forms import ActForm


class QuestionsForm(ActForm):
    """What a step asks. Questions that its answers do not call for are not shown."""

    def __init__(
        self,
        step: Step,
        form: StepForm,
        sources: Sources,
        clock: Clock,
        *,
        primary: bool = True,
        cancel: bool = False,
        text_only: bool = False,
        refuse: Refuse = nothing_refused,
    ) -> None:
        super().__init__(
            step.move,
            form.button,
            label=form.words,
            hint=form.words_hint,
            needs_words=step.needs_words if form.words else "",
            primary=primary,
            cancel=cancel,
            text_only=text_only,
            refuse=refuse,
        )
        self._step = step
        self._clock = clock
        if form.lead:
            self.put_above_words(Words(form.lead, "body", "soft"))
        self.blocks: dict[str, QuestionBlock] = {}
        for question in form.questions:
            block = QuestionBlock(question, sources, clock, text_only=text_only, snug=True)
            block.show_value(question.default)
            block.changed.connect(self._answered)
            block.entered.connect(self.press)
            self.blocks[question.name] = block
            self.put_above_words(block)
        self._untouched = self._answers()
        self._show_asked()

    def _answers(self) -> dict[str, Any]:
        return {name: block.value() for name, block in self.blocks.items()}

    def _answered(self) -> None:
        self._show_asked()
        self.edited.emit()

    def _show_asked(self) -> None:
        answers = self._answers()
        for block in self.blocks.values():
            block.setVisible(block.question.is_asked(answers))

    def begin_with(self, answers: Mapping[str, Any]) -> None:
        """Start with these answers, which count as none of hers until she changes them."""
        for name, value in answers.items():
            if name in self.blocks:
                self.blocks[name].show_value(value)
        self._untouched = self._answers()

    # ------------------------------------------------------------------ what is in it

    def details(self) -> dict[str, Any]:
        answers = self._answers()
        asked = {question.name for question in self._step.asked(answers)}
        return {name: value for name, value in answers.items() if name in asked}

    def say_beside_fields(self) -> Callable[[], object] | None:
        _, wrong = self._step.checked(self._answers(), self._clock())
        said = dict(wrong)
        for name, block in self.blocks.items():
            block.show_error(said.get(name, ""))
        return next((self.blocks[name].focus_here for name in self.blocks if name in said), None)

    def kept(self) -> str:
        answers = self._answers()
        if answers == self._untouched:
            return self.typed()
        return json.dumps({"words": self.typed(), "answers": answers})

    def put_kept(self, text: str) -> None:
        try:
            kept = json.loads(text)
            words, answers = str(kept["words"]), dict(kept["answers"])
        except (ValueError, TypeError, KeyError):
            super().put_kept(text)
            return
        self.put_words(words)
        for name, value in answers.items():
            if name in self.blocks and value is not None:
                self.blocks[name].show_value(value)
        self._show_asked()

    def in_words(self) -> str:
        answers = self._answers()
        lines = [
            f"{question.label.rstrip('?')}: {shown}"
            for question in self._step.asked(answers)
            if answers[question.name] != self._untouched[question.name]
            and (shown := question.shown(answers[question.name])) != NOT_GIVEN
        ]
        return "\n".join([*lines, self.typed().strip()]).strip()

    def done(self) -> None:
        super().done()
        for name, block in self.blocks.items():
            block.show_value(self._untouched[name])
            block.show_error("")
        self._show_asked()

    def focus_here(self) -> None:
        shown = [block for block in self.blocks.values() if not block.isHidden()]
        if shown:
            shown[0].focus_here()
        else:
            super().focus_here()
