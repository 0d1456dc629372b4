"""A report under way: the journey's stages, its draft, the stop, and sending."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.clock import Clock
from trent_desktop.journeys import (
    FieldError,
    HandOver,
    Journey,
    Row,
    Run,
    class_value,
    moment_of,
    when_value,
)
from trent_desktop.policy.topic_words import topic_words
from trent_desktop.problems import AnswersRefused, Problem
from trent_desktop.reports.asked import names
from trent_desktop.reports.asked.names import QUICK, STOP
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.filter import addresses
from trent_desktop.reports.kinds import KINDS, Kind, kind_named
from trent_desktop.reports.report import NOT_KNOWN
from trent_desktop.reports.stop.pages import STOP_HINT, STOP_QUESTION
from trent_desktop.reports.stop.rules import carry_over
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.refusals import Refusal
from trent_desktop.reports.who.readers import who_reads
from ui.background import Lane
from ui.components.pages import clear_layout
from ui.her_classes import begin_with
from ui.journeys import DraftKeeper, JourneyWidget
from ui.place_words import place_of
from ui.reports.before_stop import guidance
from ui.reports.danger import DangerAnswer
from ui.reports.former_pupils import sources_of
from ui.reports.sent_page import AfterSending
from ui.shell.rooms import Desk, OpenClause, WayBack
from ui.theme import Tone

_BACK = WayBack("reports", "Back to your report")
NOT_SENT = "The report could not be sent just now."
IS_HERE = "Everything you typed is here."
MEND_IT = f"{IS_HERE} Put right what is named, then send it again."
KEPT_HERE = "Everything you typed is kept. Try again in a moment."


@dataclass(slots=True)
class _Under:
    """What is under way: its kind, the draft as it began, its run, and what its stop grew out of.

    `nothing` is what stood there by itself when a new one began; None for one that is gone on with.
    """

    kind: Kind
    draft: Draft = field(repr=False)
    run: Run = field(repr=False)
    before_stop: _Under | None = field(default=None, repr=False)
    nothing: Mapping[str, Any] | None = field(default=None, repr=False)

    def is_nothing(self, answers: Mapping[str, Any]) -> bool:
        """Whether `answers` hold nothing that she said."""
        return self.nothing is not None and _said(answers) == _said(self.nothing)


def _said(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if value not in (None, "", [], {})}


class ReportingPage(QWidget):
    """Runs one report at a time. `sent` brings `AfterSending`; `left` means Back at the start."""

    sent = Signal(object)
    left = Signal()
    put_off = Signal()

    def __init__(self, desk: Desk, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._sources = sources_of(desk)
        self._keeper: DraftKeeper | None = None
        self.danger = DangerAnswer(desk, clock, self)
        self.danger.taken_back.connect(self._taken_back)
        self.journey: JourneyWidget | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        # The list of domain endings is read once, before the first address is pasted.
        desk.background.run(addresses.warm_up, parent=self).otherwise(lambda _error: None)

    # ------------------------------------------------------------------ beginning

    def start(self, kind: Kind = KINDS[0], stage: str = "") -> None:
        """Begin a new report of a kind: its first page, or the stop."""
        now, stage = self._clock(), stage or kind.stages[0]
        draft = Draft(uuid.uuid4(), kind.name, stage, "", {}, (), now, now)
        run = Run(self._journey(kind, stage, {}), now=self._clock)
        self._begin(_Under(kind, draft, run, nothing=dict(run.answers)))

    def resume(self, draft: Draft) -> None:
        """Go on with a draft where it was left."""
        kind = kind_named(draft.journey)
        if kind is None:
            self._desk.shell.say(NOT_KNOWN, Tone.SUN)
            return
        state = {"answers": draft.answers, "trail": draft.trail, "page": draft.page}
        journey = self._journey(kind, draft.stage, draft.answers)
        run = Run.from_state(journey, state, now=self._clock)
        self._begin(_Under(kind, draft, run))

    def say_refused(self, refusal: Refusal) -> None:
        """Say in the report that is open why it could not be sent, beside what must be mended."""
        if self.journey is not None:
            what_to_do = refusal.what_to_do or (MEND_IT if refusal.errors else IS_HERE)
            self._say_refused(self.journey, refusal.words, what_to_do, refusal.errors)

    def answer_the_rest(self, case: CaseFile) -> None:
        """Go on with a case whose draft is on another laptop, or gone."""
        now = self._clock()
        one, kind = case.summary, kind_named(case.summary.kind)
        stage = kind.stages[-1] if kind else ""
        answers = dict(case.answers)
        self.resume(
            Draft(one.id, one.kind, stage, "", answers, (), now, now, one.id, one.reference)
        )

    def _journey(self, kind: Kind, stage: str, answers: Any) -> Journey:
        # Both come from this laptop's memory: the school's folder is not asked.
        own_class = begin_with(self._desk)
        defaults = Defaults(
            when_value(self._clock().astimezone()),
            class_value(own_class) if own_class else None,
            *who_reads(self._desk.school.people.members()),
            self._desk.school.whom.officer(),
        )
        happened = moment_of(answers.get(names.HAPPENED_AT))
        return kind.journey(stage, defaults, happened.date() if happened else None)

    def _begin(self, under: _Under) -> None:
        self.keep()
        self._end_keeper()
        drafts = self._desk.school.drafts

        def put(draft: Draft) -> None:
            # A page on which nothing was said, or all was taken out again, leaves nothing behind.
            if draft.stage == under.draft.stage and under.is_nothing(draft.answers):
                drafts.discard(draft.id)
            else:
                drafts.keep(draft)

        self._keeper = DraftKeeper(put, self._desk.background, clock=self._clock, parent=self)
        self._show(under)

    def _show(self, under: _Under) -> None:
        keeper = self._keeper
        if keeper is None:
            return
        clear_layout(self._place)
        stage = under.run.journey.stage
        reference = under.draft.reference
        title = under.run.journey.title
        journey = JourneyWidget(
            under.run,
            self._sources,
            keeper,
            lambda: self._state(under),
            clock=self._clock,
            folded=under.kind.folded if stage == under.kind.stages[0] else (),
            stop=(STOP_QUESTION, STOP_HINT),
            before=guidance(self._desk.school.whom.before_the_stop()) if stage == STOP else None,
            urgent=self.danger.begin(lambda: self._state(under)),
            title=f"{title} · {reference}" if reference else title,
            earlier=self._earlier(under),
        )
        journey.urgent.connect(self.danger.choose)
        journey.moved.connect(self.danger.send_now)
        journey.ready.connect(lambda: self._send(under, journey, keeper))
        journey.stopped.connect(lambda hand_over: self._stop(under, hand_over))
        journey.put_off.connect(self._put_off)
        journey.left.connect(lambda: self._leave(under))
        self.journey = journey
        self._place.addWidget(journey)
        topic = next(iter(under.kind.carries_out), "")
        if topic and stage == under.kind.stages[0]:
            journey.view.cite_as(f"Policy: {topic_words(topic)}")
            journey.view.cite.clicked.connect(
                lambda: self._desk.shell.go("policy", OpenClause(topic, _BACK))
            )

    def _earlier(self, under: _Under) -> list[Row] | None:
        """What was sent of a report whose rest is answered now; None for one that begins."""
        first, answers = under.kind.stages[0], dict(under.run.answers)
        if under.draft.case_id is None or under.run.journey.stage in (STOP, first):
            return None
        sent = Run(self._journey(under.kind, first, answers), answers, now=self._clock)
        return [row for row in sent.rows() if row.answered]

    # ------------------------------------------------------------------ the draft

    def _state(self, under: _Under) -> Draft:
        """What is kept of a report as it stands."""
        run = under.run
        state = run.to_state()
        return replace(
            under.draft,
            stage=run.journey.stage,
            page=state["page"],
            answers=run.answers,
            trail=run.trail,
            kept_at=self._clock(),
        )

    def keep(self) -> None:
        """Keep everything typed, now."""
        if self.journey is not None and self._keeper is not None:
            self.journey.keep_now()
        self.danger.put_by()

    def come_back(self) -> None:
        """She looked something up elsewhere: the report is as she left it, the focus in it."""
        if self.journey is not None:
            self.journey.come_back()

    def _taken_back(self) -> None:
        if self.journey is not None:
            self.journey.unmake_urgent()

    @property
    def under_way(self) -> bool:
        """Whether a report is open here."""
        return self.journey is not None

    def _end_keeper(self) -> None:
        if self._keeper is not None:
            self._keeper.end()
            self._keeper.deleteLater()
            self._keeper = None

    def _put_off(self) -> None:
        self.close_journey()
        self.put_off.emit()

    def close_journey(self) -> None:
        """Let go of the report; its draft stays."""
        self.keep()
        self._end_keeper()
        self.danger.end()
        self.journey = None
        clear_layout(self._place)

    def _leave(self, under: _Under) -> None:
        before = under.before_stop
        if before is not None:
            # It was not that after all: the report is as it was.
            self._show(before)
            if self._keeper is not None and self._keeper.kept_at is not None:
                self._keeper.keep(self._state(before))
            return
        self.close_journey()
        self.left.emit()

    # ------------------------------------------------------------------ the stop

    def _stop(self, before: _Under, hand_over: HandOver) -> None:
        """The stop takes over. Of what was typed, it gets only when, which class and which room.

        The report as it was stays in memory until something is answered here, for whoever
        pressed by mistake; the draft of the stop then takes its place.
        """
        self.keep()
        carried = carry_over(before.run.answers, self._desk.school.people.members())
        run = Run(self._journey(before.kind, hand_over.stage, {}), carried, now=self._clock)
        draft = before.draft
        if draft.case_id and before.kind.ordinary(before.run.answers).in_part:
            # Others lead on what was sent, and she may add no more than a note: so this is a new one.
            draft = replace(draft, id=uuid.uuid4(), case_id=None, reference="")
        self._show(_Under(before.kind, draft, run, before))

    # ------------------------------------------------------------------ sending

    def _send(self, under: _Under, journey: JourneyWidget, keeper: DraftKeeper) -> None:
        draft = self._state(under)
        if draft.stage == STOP:
            # Nothing travels that its path does not ask, also not what was typed and left again.
            draft = replace(draft, answers=under.run.final_answers())
        school = self._desk.school
        notes = tuple(dict.fromkeys(note.message for note in journey.notes))
        self.danger.send_now()
        journey.set_busy("Sending…")

        def work() -> AfterSending:
            with contextlib.suppress(Problem):
                # A full disk must not keep a report from being sent.
                keeper.write_last(draft)
            done = school.cases.send(draft)
            steps = school.whom.after(done)
            return AfterSending(done, steps, draft.stage == QUICK, notes, place_of(school))

        operation = self._desk.background.write(work, parent=self, lane=Lane.SENDING)
        operation.then(self._was_sent, lambda error: self._was_not_sent(journey, keeper, error))

    def _was_sent(self, after: AfterSending) -> None:
        self._end_keeper()
        self.danger.end()
        self.journey = None
        clear_layout(self._place)
        self.sent.emit(after)

    def _was_not_sent(self, journey: JourneyWidget, keeper: DraftKeeper, error: Exception) -> None:
        keeper.resume()
        journey.set_busy("")
        if isinstance(error, AnswersRefused):
            self._say_refused(journey, error.words, error.what_to_do, error.errors)
        elif isinstance(error, Problem):
            journey.say_trouble(error.words, error.what_to_do or KEPT_HERE)
        else:
            journey.say_trouble(NOT_SENT, KEPT_HERE)
            self._desk.shell.say_problem(error)

    def _say_refused(
        self,
        journey: JourneyWidget,
        words: str,
        what_to_do: str,
        errors: Sequence[tuple[str, str]],
    ) -> None:
        journey.say_trouble(words, what_to_do)
        if errors:
            journey.show_refused([FieldError(name, said) for name, said in errors])
