"""The forms that open under what has happened in a case, made for it."""

from __future__ import annotations

from trent_desktop.clock import Clock
from trent_desktop.reports.cases import CaseFile, Move, Route
from trent_desktop.reports.steps import Step
from trent_desktop.reports.stop.text_only import refusal
from ui.journeys.plain_text import Refuse, nothing_refused
from ui.journeys.sources import Sources
from ui.reports.act_forms import ActForm, CorrectionForm
from ui.reports.case_parts import questions_of
from ui.reports.step_form import QuestionsForm


def words_only(case: CaseFile | None) -> tuple[bool, Refuse]:
    """Whether a case takes words alone, and what is refused in them (rule 3)."""
    stopped = case is not None and case.summary.route is Route.STOPPED
    return stopped, refusal if stopped else nothing_refused


def note_form(case: CaseFile | None, words: str) -> ActForm:
    """A note, with words that are there already."""
    text_only, refuse = words_only(case)
    form = ActForm(
        Move.NOTE, "Save the note", label="Note", cancel=True, text_only=text_only, refuse=refuse
    )
    form.put_words(words)
    return form


def record_form(case: CaseFile, step: Step, sources: Sources, clock: Clock) -> QuestionsForm | None:
    """What is written down beside the steps; None where nothing is asked for it."""
    if step.form is None:
        return None
    text_only, refuse = words_only(case)
    return QuestionsForm(
        step, step.form, sources, clock, cancel=True, text_only=text_only, refuse=refuse
    )


def correction_form(
    case: CaseFile, name: str, move: Move, sources: Sources, clock: Clock
) -> ActForm | None:
    """Another answer to a question; None where it was not asked."""
    question = questions_of(case).get(name)
    if question is None:
        return None
    text_only, refuse = words_only(case)
    return CorrectionForm(
        question,
        case.answers.get(name),
        sources,
        clock,
        text_only=text_only,
        refuse=refuse,
        move=move,
    )
