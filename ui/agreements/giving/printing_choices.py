"""What is printed and for whom: the choices, and the order that they come to."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.agreements.giving.batch import BatchOrder, Chosen, Scope, usual_day
from trent_desktop.agreements.kinds import Kind
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.people.people import Pupil, SchoolClass, YearGroup
from trent_desktop.school.people.permissions import Right
from ui.agreements.giving.more_choices import MoreChoices
from ui.agreements.giving.presets import PUPIL, Preset, PresetRow, presets
from ui.agreements.giving.pupil_picker import PupilPicker
from ui.components.buttons import QuietButton
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option, RadioGroup, TickGroup, TickRow
from ui.components.fields import FieldBlock, TextField
from ui.components.said_at_rest import SaidAtRest
from ui.components.words import small
from ui.her_classes import begin_with, hers_first
from ui.home.times import long_date
from ui.school.settings.days import day_typed, read_day, wrong_day
from ui.shell.rooms import Desk
from ui.theme import SPACE

#: Milliseconds after the last choice before the pages are made anew.
_SETTLE_MS = 150
_PAST = "This day is past."


class PrintChoices(QWidget):
    """`changed` comes when the choices have settled; `order` is what they come to now.

    `touched` comes with every choice: what was shown till then is not to be printed any more.
    """

    touched = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, today: dt.date) -> None:
        super().__init__()
        self._today = today
        staff = desk.school.may(Right.SEE_STAFF_AGREEMENTS)
        own = begin_with(desk)
        self._settle = QTimer(self)
        self._settle.setObjectName("printChoices")
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.changed)
        self._presets = presets(own, staff=staff)
        self.presets = PresetRow(self._presets)
        self._make_what()
        self._make_whom(desk, staff=staff)
        self._make_day()
        self.more = QuietButton("More choices", "caret-down")
        self.further = MoreChoices()
        self.cover, self.language = self.further.cover, self.further.language
        self._lay_out()
        self.offer_classes(hers_first(desk))
        self.scope.choose(Scope.CLASSES.value)
        if own is not None:
            self.school_class.choose(str(own.id))
        self._connect()
        self._show_what_matters()

    # ------------------------------------------------------------------ making

    def _make_what(self) -> None:
        blogging = Option(Kind.BLOGGING.value, "Blogging rules")
        self.what = TickGroup(
            [
                Option(PUPIL, "Pupil’s agreement", "Each child gets the one for their age."),
                Option(Kind.PARENT.value, "Parent’s agreement"),
                Option(Kind.CONSENTS.value, "Pictures and films"),
                blogging,
            ],
            name="What",
        )
        self.what.choose([PUPIL, Kind.PARENT.value])
        self.what_block = FieldBlock("What", self.what)
        self.staff_what = TickGroup(
            [Option(Kind.STAFF.value, "Staff agreement"), blogging], name="What, for staff"
        )
        self.staff_what.choose([Kind.STAFF.value])
        self.staff_what_block = FieldBlock("What", self.staff_what)

    def _make_whom(self, desk: Desk, *, staff: bool) -> None:
        offered = [
            Option(Scope.CLASSES.value, "A class"),
            Option(Scope.YEARS.value, "Year groups"),
            Option(Scope.EVERYBODY.value, "Everybody"),
            Option(Scope.PUPILS.value, "Some children"),
        ]
        if staff:
            offered.append(Option(Scope.STAFF.value, "Staff"))
        self.scope = RadioGroup(offered, name="Who for", narrowest=150)
        self.scope_block = FieldBlock("Who for", self.scope)
        self.school_class = ChoiceBox(name="Class")
        self.years = TickGroup(
            [Option(one.value, one.title) for one in YearGroup], name="Year groups", narrowest=120
        )
        self.pupils = PupilPicker(desk)
        self.missing = TickRow(
            "Only those that are missing", "Leaves out what has been answered already."
        )
        self.ask_again = TickRow(
            "Only families to ask again about pictures",
            "Their yes has ended, or was to other words.",
        )

    def _make_day(self) -> None:
        self.day = TextField(day_typed(usual_day(self._today)), name="To be back by", wide=14)
        self.day_block = FieldBlock("To be back by", self.day, optional=True)
        self.day_read = small("")
        self.day_read.keep_room()
        self._heard = SaidAtRest(self.day_block)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.base)
        column.addWidget(self.presets)
        column.addWidget(self.what_block)
        column.addWidget(self.staff_what_block)
        whom = QVBoxLayout()
        whom.setSpacing(SPACE.base)
        for widget in (self.scope_block, self.school_class, self.years, self.pupils, self.missing):
            whom.addWidget(widget)
        whom.addWidget(self.ask_again)
        column.addLayout(whom)
        day = QVBoxLayout()
        day.setSpacing(SPACE.hair)
        day.addWidget(self.day_block)
        day.addWidget(self.day_read)
        column.addLayout(day)
        column.addWidget(self.more)
        column.addWidget(self.further)
        self.further.hide()
        column.addStretch(1)

    def _connect(self) -> None:
        self.presets.chosen.connect(self.take)
        self.more.clicked.connect(self._toggle_more)
        self.scope.changed.connect(self._scope_chosen)
        self.missing.toggled.connect(self._touched)
        self.ask_again.toggled.connect(self._ask_again_pressed)
        for group in (self.what, self.staff_what, self.years):
            group.changed.connect(self._touched)
        self.school_class.changed.connect(self._touched)
        self.pupils.changed.connect(self._touched)
        self.further.changed.connect(self._touched)
        self.day.textChanged.connect(self._day_typed)
        self.day.editingFinished.connect(self._check_day)
        self._show_day()
        self._heard.shown(self.day_read.text())

    # ------------------------------------------------------------------ what is shown

    def offer_classes(self, classes: Sequence[SchoolClass]) -> None:
        """The classes there are now."""
        self.school_class.offer(Option(str(one.id), one.name) for one in classes)

    def _toggle_more(self) -> None:
        shown = self.further.isHidden()
        self.further.setVisible(shown)
        self.more.set_icon("caret-up" if shown else "caret-down")
        self.more.set_words("Fewer choices" if shown else "More choices")

    def _scope_chosen(self) -> None:
        self._show_what_matters()
        self._touched()

    @property
    def _asks_again(self) -> bool:
        return self.ask_again.isChecked() and self.scope.value() != Scope.STAFF.value

    def _ask_again_pressed(self, on: bool) -> None:
        if on:  # there is one form that asks it
            self.what.choose([Kind.CONSENTS.value])
        self._touched()

    def _show_what_matters(self) -> None:
        scope = self.scope.value()
        self.ask_again.setVisible(scope != Scope.STAFF.value)
        self.school_class.setVisible(scope == Scope.CLASSES.value)
        self.years.setVisible(scope == Scope.YEARS.value)
        self.pupils.setVisible(scope == Scope.PUPILS.value)
        self.what_block.setVisible(scope != Scope.STAFF.value)
        self.staff_what_block.setVisible(scope == Scope.STAFF.value)
        self._mark_preset()

    def _touched(self, *_: object) -> None:
        self.show_errors(())
        self._mark_preset()
        self._begin_to_settle()

    def _mark_preset(self) -> None:
        self.presets.mark(next((one for one in self._presets if self._is_as(one)), None))

    def _is_as(self, preset: Preset) -> bool:
        return (
            self.scope.value() == preset.scope.value
            and self._ticked().values() == preset.what
            and self.missing.isChecked() == preset.only_missing
            and self._asks_again == preset.ask_again
            and preset.class_id in (None, self._class_id())
        )

    def show_errors(self, errors: Sequence[tuple[str, str]]) -> bool:
        """Say beside the choices what is wrong with them; whether that could be said there."""
        said = dict(errors)
        self.what_block.show_error(said.get("kinds", ""))
        self.staff_what_block.show_error(said.get("kinds", ""))
        self.scope_block.show_error(said.get("chosen", ""))
        if "return_by" in said:
            self.day_block.show_error(said["return_by"])
        for name, widget in (
            ("kinds", self._ticked()),
            ("chosen", self._whom()),
            ("return_by", self.day),
        ):
            if name in said:
                widget.setFocus()
                return True
        return False

    def _whom(self) -> QWidget:
        shown = (self.years, self.pupils)
        return next((one for one in shown if not one.isHidden()), self.scope)

    # ------------------------------------------------------------------ the day

    def _day_typed(self, *_: object) -> None:
        self._show_day()
        self._begin_to_settle()

    def _begin_to_settle(self) -> None:
        self._settle.start()
        self.touched.emit()

    def _show_day(self) -> None:
        try:
            day = self._day()
        except AnswersRefused:
            self.day_read.setText("")  # told when she leaves the field: she may be typing still
        else:
            self.day_block.show_error("")
            self.day_read.setText(long_date(day) if day else "")
        self.day_read.setVisible(bool(self.day_read.text()))
        self._heard.typed(self.day_read.text())

    def _check_day(self) -> None:
        try:
            self._day()
        except AnswersRefused as error:
            self.day_block.show_error(str(error))

    def _day(self) -> dt.date | None:
        try:
            day = read_day(self.day.text(), today=self._today)
        except ValueError:
            said = wrong_day(self.day.text())
            raise AnswersRefused(said, (("return_by", said),)) from None
        if day is not None and day < self._today:
            raise AnswersRefused(_PAST, (("return_by", _PAST),))
        return day

    # ------------------------------------------------------------------ what it comes to

    @property
    def settles(self) -> bool:
        """Whether a choice was made a moment ago, and `changed` is still to come."""
        return self._settle.isActive()

    def settle(self) -> None:
        """They are asked for now: `changed` need not come any more."""
        self._settle.stop()

    def take(self, preset: Preset) -> None:
        """Choose what a preset says; how it is printed stays as it is."""
        self.scope.choose(preset.scope.value)
        self._ticked().choose(preset.what)
        self.missing.setChecked(preset.only_missing)
        self.ask_again.setChecked(preset.ask_again)
        if preset.class_id is not None:
            self.school_class.choose(str(preset.class_id))
        self._touched()

    def choose_pupil(self, pupil: Pupil) -> None:
        """For one child."""
        self.scope.choose(Scope.PUPILS.value)
        self.pupils.choose([pupil])

    def order(self) -> BatchOrder:
        """The order. Raises `AnswersRefused` for a day that is none or is past."""
        scope = Scope(self.scope.value())
        return self.further.applied_to(BatchOrder(self._kinds(), self._chosen(scope), self._day()))

    def _ticked(self) -> TickGroup:
        return self.staff_what if self.scope.value() == Scope.STAFF.value else self.what

    def _kinds(self) -> tuple[Kind, ...]:
        ticked = self._ticked().values()
        kinds = [Kind.PUPIL_KS1, Kind.PUPIL_KS2] if PUPIL in ticked else []
        return (*kinds, *(Kind(one) for one in ticked if one != PUPIL))

    def _class_id(self) -> uuid.UUID | None:
        value = self.school_class.value
        return uuid.UUID(value) if value else None

    def _chosen(self, scope: Scope) -> Chosen:
        chosen = self._of_scope(scope)
        return replace(chosen, only_missing=self.missing.isChecked(), ask_again=self._asks_again)

    def _of_scope(self, scope: Scope) -> Chosen:
        match scope:
            case Scope.CLASSES:
                class_id = self._class_id()
                classes = () if class_id is None else (class_id,)
                return Chosen(scope, classes=classes)
            case Scope.YEARS:
                years = tuple(YearGroup(one) for one in self.years.values())
                return Chosen(scope, years=years)
            case Scope.PUPILS:
                return Chosen(scope, pupils=self.pupils.ids())
            case Scope.STAFF | Scope.EVERYBODY:
                return Chosen(scope)
            case _:
                assert_never(scope)
