"""Printing agreements: what, for whom and how is chosen, and the pages follow at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gallery.stage import TODAY, Stage, settle
from tests.ui.agreements.desks import Stepwise, press
from tests.ui.agreements.office import Office, chip_of, choose_class, office_of
from trent_desktop.agreements.giving.batch import BatchOrder, Scope, usual_day
from trent_desktop.agreements.kinds import Kind, PrintSize
from ui.background import Background
from ui.school.settings.days import wrong_day
from ui.theme import Theme, look


@pytest.fixture
def office(stage: Stage, tmp_path: Path) -> Office:
    made = office_of(stage, tmp_path)
    made.settled()
    return made


# ------------------------------------------------------------------------------- choosing


def test_the_class_of_a_teacher_is_shown_at_once(stage: Stage, tmp_path: Path) -> None:
    office = office_of(stage, tmp_path, "teacher1")
    office.settled()
    own = office.school.people.own_class()
    plan = office.page.panel.plan
    assert own is not None
    assert plan is not None
    assert [group.name for group in plan.groups] == [f"Class {own.name}"]
    pages = office.page.panel.pages
    assert pages is not None
    assert office.count() == f"30 pupils, {len(pages)} pages"
    assert office.page.panel.view.page.text() == f"Page 1 of {len(pages)}"


def test_years_three_to_six_come_class_by_class(office: Office) -> None:
    choices = office.page.choices
    press(choices.scope.rows()[Scope.YEARS.value])
    for year in ("3", "4", "5", "6"):
        press(choices.years.rows()[year])
    office.settled()
    plan = office.page.panel.plan
    assert plan is not None
    names = [f"Class {year}{letter}" for year in range(3, 7) for letter in "AB"]
    assert [group.name for group in plan.groups] == names
    assert {one.kind for one in plan.forms} == {Kind.PUPIL_KS2, Kind.PARENT}
    assert office.count().startswith("240 pupils, ")
    assert office.page.panel.view.per_class.isVisibleTo(office.page)
    assert office.batches == 2  # the sample's own: looking writes nothing


def test_each_child_gets_the_pupils_form_for_her_age(office: Office) -> None:
    press(office.page.choices.scope.rows()[Scope.EVERYBODY.value])
    office.settled()
    plan = office.page.panel.plan
    assert plan is not None
    kinds = {one.class_name: one.kind for one in plan.forms if one.kind is not Kind.PARENT}
    assert kinds["1A"] is Kind.PUPIL_KS1
    assert kinds["3A"] is Kind.PUPIL_KS2


def test_one_press_is_enough_for_the_commonest_prints(office: Office) -> None:
    chips = office.page.choices.presets.chips
    assert [one.words for one in chips] == [
        "My class, 5A", "Whole school, autumn", "Only what is missing",
        "Ask again about pictures", "New staff",
    ]  # fmt: skip
    for preset, chip in chips.items():
        press(chip)
        if preset.ask_again:  # nobody has to be asked again at the school of the tests
            assert office.page.choices.order().chosen.ask_again
            assert [one for one in chips if chips[one].isChecked()] == [preset]
            continue
        office.settled()
        plan = office.page.panel.plan
        assert plan is not None
        assert plan.order.chosen.scope is preset.scope
        assert plan.order.chosen.only_missing is preset.only_missing
        assert [one for one in chips if chips[one].isChecked()] == [preset]
    press(office.page.choices.missing)
    assert not any(chip.isChecked() for chip in chips.values())


def test_only_what_is_missing_leaves_out_what_was_answered(office: Office) -> None:
    press(office.page.choices.scope.rows()[Scope.EVERYBODY.value])
    office.settled()
    every = office.page.panel.plan
    press(office.page.choices.missing)
    office.settled()
    missing = office.page.panel.plan
    assert every is not None
    assert missing is not None
    assert 0 < len(missing.forms) < len(every.forms) / 2


def test_children_are_found_and_taken_by_keyboard_alone(office: Office) -> None:
    choices = office.page.choices
    press(choices.scope.rows()[Scope.PUPILS.value])
    search = choices.pupils.search
    QTest.keyClicks(search, "sof")
    wanted = choices.pupils.list.rows()[1].stands_for
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Return)
    QTest.keyClicks(search, "amelia")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert len(choices.pupils.ids()) == 2
    QTest.keyClick(search, Qt.Key.Key_Backspace)
    assert choices.pupils.ids() == (wanted.id,)
    office.settled()
    plan = office.page.panel.plan
    assert plan is not None
    assert {one.pupil_id for one in plan.forms} == {wanted.id}
    press(chip_of(office))
    assert choices.pupils.ids() == ()


def test_how_it_is_printed_is_behind_more_choices(office: Office) -> None:
    choices = office.page.choices
    assert choices.further.isHidden()
    press(choices.more)
    further = choices.further
    for row in (further.apart, further.cover, further.duplex, further.ink):
        press(row)
    further.language.setCurrentIndex(further.language.findText("Turkish"))
    further.print_size.setCurrentIndex(further.print_size.findText("Large print (18 point)"))
    office.settled()
    plan = office.page.panel.plan
    assert plan is not None
    order: BatchOrder = plan.order
    assert (order.together, order.cover_sheets, order.duplex, order.ink_saving) == (
        False, False, True, True,
    )  # fmt: skip
    assert (order.language, order.print_size) == ("tr", PrintSize.LARGE)
    kinds = [one.kind for one in plan.forms]
    assert kinds == sorted(kinds, key=[Kind.PUPIL_KS2, Kind.PARENT].index)


def test_the_day_is_two_fridays_ahead_and_read_back_in_words(office: Office) -> None:
    assert usual_day(TODAY) == dt.date(2026, 12, 4)
    assert usual_day(dt.date(2026, 11, 27)) == dt.date(2026, 12, 4)  # a Friday
    choices = office.page.choices
    assert choices.day.text() == "4/12/2026"
    assert choices.day_read.text() == "Friday 4 December 2026"


@pytest.mark.parametrize("typed", ["31/2/2027", "soon", "20/11/2026"])
def test_a_day_that_is_none_or_past_is_told_and_nothing_is_printed(
    office: Office, typed: str
) -> None:
    choices, panel = office.page.choices, office.page.panel
    before = panel.pages
    choices.day.setFocus()
    choices.day.setText(typed)
    assert not choices.day_block.error.text()  # she may be typing still
    QTest.qWait(200)
    assert not panel.view.print.isEnabled()
    assert panel.pages is before  # what was shown stays
    QTest.keyClick(choices.day, Qt.Key.Key_Return)
    assert choices.day_block.error.text() in (
        wrong_day(typed),
        "This day is past.",
    )
    choices.day.setText("18 December 2026")
    office.settled()
    assert not choices.day_block.error.text()
    plan = panel.plan
    assert plan is not None
    assert plan.order.return_by == dt.date(2026, 12, 18)


def test_between_a_choice_and_its_pages_nothing_can_be_printed(office: Office) -> None:
    choose_class(office.page, "6B")
    assert not office.page.panel.view.print.isEnabled()
    press(office.page.panel.view.print)
    assert office.printer.asked == []
    office.settled()
    assert office.page.panel.view.print.isEnabled()


def test_nothing_ticked_says_what_to_do(office: Office) -> None:
    choices, view = office.page.choices, office.page.panel.view
    press(choices.what.rows()["pupil"])
    press(choices.what.rows()[Kind.PARENT.value])
    QTest.qWait(200)
    settle()
    assert view.stack.currentWidget() is view.empty
    assert view.empty.words.text() == "Choose what to print."
    assert not view.print.isEnabled()


def test_staff_is_offered_to_those_who_may_see_staff_agreements(
    stage: Stage, tmp_path: Path
) -> None:
    office = office_of(stage, tmp_path, "teacher1")
    assert Scope.STAFF.value not in office.page.choices.scope.rows()
    assert not [one for one in office.page.choices.presets.chips if one.scope is Scope.STAFF]


def test_staff_get_their_own_agreement(office: Office) -> None:
    press(office.page.choices.scope.rows()[Scope.STAFF.value])
    office.settled()
    plan = office.page.panel.plan
    assert plan is not None
    assert {one.kind for one in plan.forms} == {Kind.STAFF}
    assert "members of staff" in office.count()


def test_a_translation_of_an_earlier_wording_is_told(office: Office) -> None:
    wordings = office.school.agreements.wordings
    text = wordings.current(Kind.PARENT, "en").wording.text
    wordings.save(Kind.PARENT, "en", text.replace("my child", "our child", 1))
    press(office.page.choices.more)
    further = office.page.choices.further
    further.language.setCurrentIndex(further.language.findText("Turkish"))
    office.settled()
    notes = office.page.panel.view.notes
    assert notes.isVisibleTo(office.page)
    assert "Turkish translation" in notes.words.text()


# -------------------------------------------------------------------------------- looking


def test_the_first_page_is_there_while_the_rest_is_laid_out(stage: Stage, tmp_path: Path) -> None:
    steps = Stepwise()
    slow = Background(steps)
    office = office_of(stage, tmp_path, background=slow)
    panel = office.page.panel
    assert panel.plan is None
    assert steps.step()
    view = panel.view
    while not view.pages.sharp():
        assert steps.step()
    assert view.stack.currentWidget() is view.pages
    assert not panel.is_whole
    assert not view.print.isEnabled()
    assert office.count() == "30 pupils, 60 forms"
    assert view.page.text() == "Page 1"
    view.pages.verticalScrollBar().setValue(700)
    while steps.step():
        pass
    assert panel.is_whole
    assert view.print.isEnabled()
    assert view.pages.verticalScrollBar().value() == 700  # the place in sight stays
    slow.close()


def test_choosing_quickly_shows_only_the_last_choice(stage: Stage, tmp_path: Path) -> None:
    steps = Stepwise()
    slow = Background(steps)
    office = office_of(stage, tmp_path, background=slow)
    choose_class(office.page, "1A")
    office.page.plan()
    choose_class(office.page, "6B")
    office.page.plan()
    while steps.step():
        pass
    plan = office.page.panel.plan
    assert plan is not None
    assert [group.name for group in plan.groups] == ["Class 6B"]
    office.page.choices._settle.stop()
    slow.close()


def test_pages_may_be_seen_larger_and_smaller(office: Office) -> None:
    view = office.page.panel.view
    before = view.pages.scale
    press(view.nearer)
    assert view.pages.scale > before
    press(view.farther)
    press(view.farther)
    assert view.pages.scale < before


def test_choices_and_pages_are_two_steps_where_there_is_no_room(
    stage: Stage, tmp_path: Path
) -> None:
    look().dress(Theme("light", 2.0, motion=False))
    office = office_of(stage, tmp_path)
    office.settled()
    page, view = office.page, office.page.view
    assert view.side.isVisible()
    assert not page.panel.isVisible()
    press(page.choices.scope.rows()[Scope.PUPILS.value])
    QTest.qWait(200)
    settle()
    press(view.show_pages)
    assert view.side.isVisible()  # somebody has to be chosen first
    assert page.choices.scope_block.error.text() == "Choose one pupil or more."
    press(page.choices.scope.rows()[Scope.CLASSES.value])
    assert not page.choices.scope_block.error.text()
    office.settled()
    press(view.show_pages)
    assert page.panel.isVisible()
    assert not view.side.isVisible()
    press(page.panel.view.back)
    assert view.side.isVisible()
