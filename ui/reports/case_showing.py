"""Fills a case's view with what the case says, for whoever reads it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from trent_desktop.clock import on_the_wall
from trent_desktop.reports.cases import CaseFile, Move
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.later import added_later
from trent_desktop.reports.timeline_words import defused
from trent_desktop.reports.workflow import OVER, turns
from trent_desktop.roles import Role
from trent_desktop.sentences import going_on
from ui.components.marks import Chip, Hairline
from ui.components.pages import clear_layout
from ui.components.words import Words, part_name
from ui.journeys.direction import isolated, joined
from ui.journeys.moments import moment_near
from ui.reports.act_forms import Unfolding
from ui.reports.case_parts import (
    READER_ICONS,
    AnswerRow,
    TimelineRow,
    amendments_of,
    answered_pages,
    icon_row,
    questions_of,
    timeline_row,
)
from ui.reports.case_view import CaseView, Section
from ui.reports.case_words import in_order, severity_mark, state_mark, to_do
from ui.reports.clock_chips import clock_chips
from ui.reports.tasks.action_rows import OpenForm, TickOff, action_row
from ui.theme import SPACE, Tone

MAY_ADD = (
    "It is over. If you remember something, add it: it is shown as added later, and those who "
    "read the report are told."
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, with what roles (those she acts for among them), and when."""

    id: uuid.UUID
    roles: frozenset[Role]
    now: dt.datetime

    @property
    def today(self) -> dt.date:
        """The day by this laptop's clock."""
        return self.now.astimezone().date()


def show_what_is_new(view: CaseView, case: CaseFile, seen: int, reader: Reader) -> None:
    """Say quietly who has added something after entry number `seen`."""
    others = [e for e in case.timeline if e.number > seen and e.author_id not in (reader.id, None)]
    if not others:
        return
    names = list(dict.fromkeys(isolated(entry.author_name) for entry in others))
    at = f"{others[-1].at.astimezone():%H:%M}"
    verb = "has" if len(names) == 1 else "have"
    view.changed.say(f"{' and '.join(names)} {verb} added something at {at}. It is below.")
    view.changed.show()


def show_head(view: CaseView, case: CaseFile, reader: Reader) -> None:
    """Title, chips, and the line of reference and times."""
    one = case.summary
    view.title.setText(defused(one.title))
    view.title.setAccessibleName(defused(one.title))
    clear_layout(view.chip_row)
    for mark in (state_mark(one, reader.roles), severity_mark(one)):
        view.chip_row.addWidget(Chip(mark.words, mark.tone, mark.icon))
    kind = kind_named(one.kind)
    if kind is not None and one.category in kind.categories:
        view.chip_row.addWidget(Chip(kind.categories[one.category], Tone.SKY, "tag"))
    happened, recorded = "", f"recorded {going_on(moment_near(one.recorded_at, reader.now))}"
    if one.happened_at is not None:
        happened = f"happened {going_on(moment_near(one.happened_at, reader.now))}"
        if on_the_wall(one.happened_at).date() == one.recorded_at.astimezone().date():
            recorded = f"recorded at {one.recorded_at.astimezone():%H:%M}"
    view.meta.setText(joined(one.reference, happened, recorded, one.class_name))


def show_timeline(view: CaseView, case: CaseFile, seen: int, reader: Reader) -> None:
    """What has happened, and what is waited for. What came after `seen` is tinted."""
    kind, questions = kind_named(case.summary.kind), questions_of(case)
    place = view.happened.rows
    clear_layout(place)
    place.setSpacing(0)
    waits, later = in_order(case.summary.waiting_for), added_later(case.timeline)
    for entry in case.timeline:
        last = entry is case.timeline[-1] and not waits
        new = entry.number > seen
        row = timeline_row(
            entry, kind, questions, reader.now, new=new, last=last, later=entry.id in later
        )
        place.addWidget(row)
    for role in waits:
        row = TimelineRow("circle-dashed", "soft", last=role is waits[-1])
        who = "you" if role in turns(reader.roles) else f"the {role.title}"
        row.column.addWidget(Words(f"Waiting for {who}", "strong", "soft"))
        row.column.addWidget(Words(to_do(case.summary, role), "small", "soft"))
        place.addWidget(row)
    view.add_note.setVisible(Move.NOTE in case.moves)
    view.add_action.setVisible(Move.ACTION in case.moves)
    view.change_kind.setVisible(Move.RECATEGORISE in case.moves)
    view.records.show_for(case)


def show_answers(
    view: CaseView, case: CaseFile, reader: Reader, correct: Callable[[str], object]
) -> None:
    """The answers under the headings of the form, and what they were before."""
    place = view.answers.rows
    clear_layout(place)
    changes = amendments_of(case, questions_of(case))
    kind = kind_named(case.summary.kind)
    for at, (heading, answered) in enumerate(answered_pages(case)):
        if at:
            place.addSpacing(SPACE.hair)
            place.addWidget(Hairline())
        place.addWidget(part_name(heading))
        for question, value in answered:
            row = AnswerRow(
                kind,
                question,
                value,
                changes.get(question.name, ()),
                reader.now,
                may_correct=Move.AMEND in case.moves,
                heading=heading,
            )
            row.correct.connect(correct)
            place.addWidget(row)


def show_side(
    view: CaseView,
    case: CaseFile,
    reader: Reader,
    tick_off: TickOff,
    give_to_another: OpenForm,
    cannot: OpenForm,
) -> None:
    """What is left to answer, who was asked for what, and who can see it."""
    own = case.summary.reporter_id == reader.id
    left = case.questions_left
    over = case.summary.state in OVER and not case.summary.newer
    kind = kind_named(case.summary.kind)
    more = kind is not None and len(kind.stages) > 1 and not case.summary.route.sealed
    view.rest.setVisible(own and more and (left > 0 or over))
    if over:
        view.rest.say(MAY_ADD, heading="Nothing more is needed from you")
    else:
        view.rest.say(
            "1 question is still open." if left == 1 else f"{left} questions are still open.",
            heading="Your report can be finished",
        )
    view.rest_button.setText("Add something" if over else "Answer the rest")
    actions = [
        action_row(
            one,
            case,
            reader.id,
            reader.now,
            tick_off,
            give_to_another,
            cannot,
            lambda move: _go_to_step(view, move),
        )
        for one in case.actions
    ]
    _fill(view.to_do, actions)
    in_part = case.summary.route.in_part and own and not case.may_print
    chips = clock_chips(case, reader.now, in_part=in_part)
    clear_layout(view.clock_row)
    for chip in chips:
        view.clock_row.addWidget(chip)
    view.clocks.setVisible(bool(chips))
    _fill(view.readers, [icon_row(READER_ICONS.get(r, "user"), r) for r in case.readers])


def _go_to_step(view: CaseView, move: Move) -> None:
    """Open the form of a step, with the keyboard in it."""
    for one in view.step.findChildren(Unfolding):
        if one.form.move_kind is move:
            one.unfold()


def _fill(section: Section, rows: list[QWidget]) -> None:
    clear_layout(section.rows)
    for row in rows:
        section.rows.addWidget(row)
    section.setVisible(bool(rows))
