"""The form that ends a report, and what it names before it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from trent_desktop.reports.cases import Action, CaseFile, Move
from trent_desktop.reports.casework.closing import LEFT_UNDONE, UNDONE, left_undone
from trent_desktop.reports.entries import OPEN_TASKS, open_actions
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.timeline_words import defused
from trent_desktop.reports.workflow import flow_of
from ui.components.choices import TickRow
from ui.components.fields import FieldBlock
from ui.components.notices import Notice
from ui.journeys.direction import isolated
from ui.journeys.plain_text import Refuse, nothing_refused
from ui.reports.act_forms import ActForm
from ui.theme import Tone


@dataclass(frozen=True, slots=True)
class Left:
    """What is not done when a report ends: tasks, and what is looked at before an end."""

    tasks: tuple[Action, ...] = ()
    undone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is left."""
        return bool(self.tasks or self.undone)

    def heading(self) -> str:
        """How much of what."""
        if not self.tasks:
            return "Before it ends"
        return (
            "1 task is still open"
            if len(self.tasks) == 1
            else f"{len(self.tasks)} tasks are still open"
        )

    def listed(self) -> str:
        """Each of it on a line."""
        return "\n".join(
            f"• {words}"
            for words in (
                *map(_task_words, self.tasks),
                *(UNDONE[one] for one in self.undone),
            )
        )


def left_in(case: CaseFile) -> Left:
    """What is not done in a case."""
    one = case.summary
    moves = flow_of(kind_named(one.kind), one.route).steps.keys()
    undone = left_undone(one.route, one.severity, case.timeline, moves)
    return Left(open_actions(case.actions), undone)


class EndForm(ActForm):
    """Signs a report off or closes it. What is open or undone is named, and ending it asks again.

    `left` are open tasks and what else was not done; `all_the_same` is what is ticked then.
    """

    def __init__(
        self,
        move: Move,
        button: str,
        left: Left,
        all_the_same: str,
        *,
        label: str,
        hint: str = "",
        primary: bool = True,
        cancel: bool = False,
        text_only: bool = False,
        refuse: Refuse = nothing_refused,
    ) -> None:
        super().__init__(
            move,
            button,
            label=label,
            hint=hint,
            primary=primary,
            cancel=cancel,
            text_only=text_only,
            refuse=refuse,
        )
        self._left = left
        self.all_the_same: TickRow | None = None
        if not left:
            return
        self.notice = Notice(left.listed(), Tone.SUN, heading=left.heading())
        self.all_the_same = TickRow(all_the_same)
        self.ticked = FieldBlock("", self.all_the_same)
        self.put_above_words(self.notice)
        self.put_above_words(self.ticked)

    def details(self) -> dict[str, Any]:
        if self.all_the_same is None or not self.all_the_same.isChecked():
            return {}
        said: dict[str, Any] = {}
        if self._left.tasks:
            said[OPEN_TASKS] = str(len(self._left.tasks))
        if self._left.undone:
            said[LEFT_UNDONE] = ",".join(self._left.undone)
        return said

    def say_beside_fields(self) -> Callable[[], object] | None:
        row = self.all_the_same
        if row is None:
            return None
        what = "Tasks are still open" if self._left.tasks else "Something was not done"
        wrong = "" if row.isChecked() else f"{what}. Tick “{row.text()}”, or see to it first."
        self.ticked.show_error(wrong)
        return row.setFocus if wrong else None


def _task_words(task: Action) -> str:
    """What is to be done and by whom, as one line."""
    words = defused(task.words)
    return f"{words} ({isolated(task.owner_name)})" if task.owner_name else words
