"""Forms by which people and other reports are put to a report, or taken out of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from trent_desktop.clock import Clock
from trent_desktop.journeys import People
from trent_desktop.reports.cases import Action, LinkedPerson, Move, Part, Tie
from ui.components.choices import Option, RadioGroup
from ui.components.fields import FieldBlock
from ui.journeys.plain_text import Refuse, nothing_refused
from ui.journeys.question_block import QuestionBlock
from ui.journeys.sources import Sources
from ui.reports.act_forms import ActForm
from ui.reports.end_form import EndForm, Left
from ui.reports.linking.report_picker import ReportPicker

if TYPE_CHECKING:
    from trent_desktop.reports.service import CaseService


class AddPersonForm(ActForm):
    """Somebody, from the school's list or by name, and what she was in it."""

    finished = Signal()

    def __init__(self, sources: Sources, clock: Clock, *, text_only: bool) -> None:
        super().__init__(Move.LINK_PERSON, "Add this person", cancel=True, primary=False)
        question = People("person", "Who?", hint="A pupil, or somebody else by full name.", limit=1)
        self.who = QuestionBlock(question, sources, clock, text_only=text_only, snug=True)
        self.part = RadioGroup(
            [Option(part.value, part.value.capitalize()) for part in Part],
            name="What were they in it?",
            narrowest=120,
        )
        self.put_above_words(self.who)
        self.part_block = FieldBlock("What were they in it?", self.part)
        self.put_above_words(self.part_block)

    def say_beside_fields(self) -> Callable[[], object] | None:
        chosen = self.who.value() or []
        who = "" if len(chosen) == 1 else "Choose one person." if chosen else "Say who it is."
        part = "" if self.part.value() else "Say what they were in it."
        self.who.show_error(who)
        self.part_block.show_error(part)
        return self.who.focus_here if who else self.part.setFocus if part else None

    def details(self) -> dict[str, Any]:
        one = self.who.value()[0]
        who = {"pupil_id": one["id"]} if one.get("id") else {"name": one["name"]}
        return {**who, "relation": one.get("relation", ""), "part": self.part.value()}

    def done(self) -> None:
        super().done()
        self.who.show_value(None)
        self.part.choose("")
        self.finished.emit()

    def focus_here(self) -> None:
        self.who.focus_here()


class TakeOutForm(ActForm):
    """Why somebody does not belong to it. She stays to be read, struck through."""

    finished = Signal()

    def __init__(self, person: LinkedPerson, *, text_only: bool, refuse: Refuse) -> None:
        super().__init__(
            Move.UNLINK_PERSON,
            "Take out",
            label=f"Why does {person.name} not belong to it?",
            hint="The name stays, struck through, with your reason.",
            primary=False,
            cancel=True,
            text_only=text_only,
            refuse=refuse,
        )
        self._person = person

    def details(self) -> dict[str, Any]:
        return {"person": str(self._person.link)}

    def done(self) -> None:
        super().done()
        self.finished.emit()


class UntieForm(ActForm):
    """Why another report does not belong to it. Both keep that it did, and the reason."""

    finished = Signal()

    def __init__(self, tie: Tie, *, text_only: bool, refuse: Refuse) -> None:
        super().__init__(
            Move.UNLINK_CASE,
            "Take out",
            label=f"Why does {tie.reference} not belong to it?",
            hint="Both reports keep your reason, for those who read both.",
            primary=False,
            cancel=True,
            text_only=text_only,
            refuse=refuse,
        )
        self._other = tie.case_id

    def details(self) -> dict[str, Any]:
        return {"other": str(self._other)}

    def done(self) -> None:
        super().done()
        self.finished.emit()


class LinkReportForm(ActForm):
    """Another report that belongs to this one. Each then says so."""

    finished = Signal()

    def __init__(self, cases: CaseService, sources: Sources, case_id: uuid.UUID) -> None:
        super().__init__(Move.LINK_CASE, "Put them together", cancel=True, primary=False)
        self.other = ReportPicker(cases, sources, case_id)
        self.which = FieldBlock(
            "Which report?",
            self.other,
            hint="Only those who may read both will see that they belong together.",
        )
        self.put_above_words(self.which)

    def say_beside_fields(self) -> Callable[[], object] | None:
        wrong = "" if self.other.value() else "Choose the other report from the list."
        self.which.show_error(wrong)
        return self.other.focus_here if wrong else None

    def details(self) -> dict[str, Any]:
        return {"other": self.other.value()}

    def done(self) -> None:
        super().done()
        self.other.show_value(None)
        self.finished.emit()

    def focus_here(self) -> None:
        self.other.focus_here()


class MergeForm(EndForm):
    """This report is closed and led on in another one; nothing of it goes."""

    finished = Signal()

    def __init__(
        self,
        cases: CaseService,
        sources: Sources,
        case_id: uuid.UUID,
        tasks: Sequence[Action],
        *,
        text_only: bool = False,
        refuse: Refuse = nothing_refused,
    ) -> None:
        super().__init__(
            Move.MERGE,
            "Close this one, and continue there",
            Left(tuple(tasks)),
            "Close it anyway",
            label="Why does it continue there?",
            hint="Everybody who reads this report reads your reason. Nothing of it is deleted.",
            primary=False,
            cancel=True,
            text_only=text_only,
            refuse=refuse,
        )
        self.other = ReportPicker(cases, sources, case_id, still_open=True)
        self.which = FieldBlock("Which report leads?", self.other)
        self.put_above_words(self.which)

    def say_beside_fields(self) -> Callable[[], object] | None:
        tick = super().say_beside_fields()
        wrong = "" if self.other.value() else "Choose the report that leads."
        self.which.show_error(wrong)
        return self.other.focus_here if wrong else tick

    def details(self) -> dict[str, Any]:
        return {**super().details(), "other": self.other.value()}

    def done(self) -> None:
        super().done()
        self.other.show_value(None)
        self.finished.emit()

    def focus_here(self) -> None:
        self.other.focus_here()
