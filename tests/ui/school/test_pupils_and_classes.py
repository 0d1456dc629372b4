"""Pupils, classes, class lists and the year: what goes wrong, comes back or is left as it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage, settle
from tests.school.class_lists.make_files import FILES
from tests.ui.school.hands import no_sheet, open_sheet, press_named, read, read_buttons, type_into
from tests.ui.school.test_members import agree, at, look, press
from trent_desktop.school.class_lists.listed import Field
from trent_desktop.school.class_lists.planned import LineKind
from trent_desktop.school.classes.step import StepKind
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.people import YearGroup
from ui.components.buttons import DangerButton
from ui.reports.room import ReportsPage
from ui.school.class_lists.section import ClassListPage
from ui.school.classes.pupil_model import LEFT, NO_CLASS
from ui.school.classes.pupils import PupilsPage
from ui.school.school_year.section import SchoolYearPage
from ui.school.timeline.section import TimelinePage
from ui.shell.rooms import SchoolSection


def bring_in(page: ClassListPage) -> None:
    view = page.view
    assert view is not None
    if view.looked is not None and not view.looked.isChecked():
        press(view.looked)
    press(view.bring)


def bring(page: ClassListPage, path: Path) -> None:
    page.take_file(str(path))
    settle()


# ------------------------------------------------------------------------- pupils, classes


def test_a_pupil_who_left_comes_back(stage: Stage) -> None:
    _, page = at(stage, "pupils", PupilsPage)
    ada = page.desk.school.pupils.add(PupilDetails("Ada", "Obi"))
    look(page)
    page.groups.choose(NO_CLASS)
    page.choose(ada)
    press(page.archive)
    agree(page)
    look(page)
    page.groups.choose(LEFT)
    page.choose(ada)
    assert not page.archive.isVisible()
    press(page.bring_back)
    look(page)
    assert next(one for one in page.desk.school.pupils.all() if one.id == ada).active


def test_the_form_opens_by_keys_and_escape_keeps_nothing(stage: Stage) -> None:
    _, page = at(stage, "pupils", PupilsPage)
    first = page._pupils[0]
    type_into(page.search, f"{first.forename} {first.surname}")
    page.choose(first.id)
    page.open.setFocus()
    QTest.keyClick(page.open, Qt.Key.Key_Space)
    settle()
    form = page.form
    assert form is not None
    assert form.surname.text() == first.surname
    type_into(form.surname, "Never-Kept")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    settle()
    look(page)
    assert "Never-Kept" not in {one.surname for one in page.desk.school.pupils.all()}


def test_pupils_move_out_of_every_class(stage: Stage) -> None:
    _, page = at(stage, "pupils", PupilsPage)
    two = [one.id for one in page._pupils if one.class_id][:2]
    page.choose(*two)
    press(page.to_class)
    sheet = open_sheet(page)
    press_named(sheet, "Move 2 pupils")
    assert not no_sheet(page)  # no class is chosen yet
    press_named(sheet, "No class. Class")
    press_named(sheet, "Move 2 pupils")
    assert no_sheet(page)
    look(page)
    classes = {one.id: one.class_id for one in page.desk.school.pupils.all()}
    assert [classes[one] for one in two] == [None, None]


def test_a_class_is_renamed_and_only_an_empty_one_goes(stage: Stage) -> None:
    _, page = at(stage, "pupils", PupilsPage)
    full = next(one for one in page._classes if one.pupils)
    page.groups.choose(str(full.id))
    settle()
    press(page.edit_class)
    form = page.class_form
    assert form is not None
    type_into(form.name, "Kingfishers")
    press(form.save)
    look(page)
    assert "Kingfishers" in {one.name for one in page._classes}
    page.edit_one_class(next(one for one in page._classes if one.name == "Kingfishers"))
    assert page.class_form is not None
    assert "Archive the class" not in read_buttons(page.class_form)
    QTest.keyClick(page.class_form, Qt.Key.Key_Escape)
    page.desk.school.pupils.add_class("Empty", ())
    look(page)
    page.edit_one_class(next(one for one in page._classes if one.name == "Empty"))
    press_named(page.class_form, "Archive the class")
    look(page)
    names = {one.name for one in page.desk.school.people.classes()}
    assert "Kingfishers" in names
    assert "Empty" not in names


# ------------------------------------------------------------------------------ class lists


def test_two_columns_cannot_be_the_same_and_what_is_not_read_stays_away(stage: Stage) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    bring(page, FILES / "strange-headers.csv")
    columns = page.columns
    assert columns is not None
    columns.groups["Kind"].choose(Field.FORENAME.value)
    columns.groups["Achternaam"].choose(Field.FORENAME.value)
    press(columns.button)
    assert "Two columns" in columns.error.text()
    assert page.plan is None
    columns.groups["Achternaam"].choose(Field.SURNAME.value)
    press(columns.button)
    settle()
    assert page.plan is not None


def test_everything_is_left_as_it_is(stage: Stage) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    before = page.desk.school.pupils.all()
    bring(page, FILES / "sims-report.csv")
    press_named(page, "Leave everything as it is")
    assert page.stack.currentWidget() is page.first
    assert page.desk.school.pupils.all() == before


def test_a_list_without_classes_goes_into_the_one_that_is_chosen(
    stage: Stage, tmp_path: Path
) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    path = tmp_path / "names.csv"
    path.write_text("Forename,Surname\nWren,Achterberg\nIdo,Berlinski\n", encoding="utf-8")
    bring(page, path)
    wanted = page.desk.school.people.classes()[0]
    press_named(page, f"{wanted.name}. The class for all of them")
    settle()
    assert page.view is not None
    assert page.view.counts[LineKind.NEW].count == 2
    bring_in(page)
    agree(page)
    look(page)
    fresh = [one for one in page.desk.school.pupils.all() if one.surname == "Achterberg"]
    assert [one.class_id for one in fresh] == [wanted.id]


def test_an_empty_list_and_a_list_that_is_gone_are_said(stage: Stage, tmp_path: Path) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    path = tmp_path / "empty.csv"
    path.write_text("Forename,Surname,Class\n", encoding="utf-8")
    bring(page, path)
    assert page.file.error.text()
    assert page.stack.currentWidget() is page.first
    bring(page, tmp_path / "gone.csv")
    assert page.file.error.text()
    assert page.file.button.isEnabled()


def test_somebody_changed_a_pupil_meanwhile_and_the_list_is_shown_anew(stage: Stage) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    bring(page, FILES / "sims-report.csv")
    other = stage.open("head")
    other.pupils.add(PupilDetails("Ada", "Obi"))
    one = other.pupils.all()[0]
    other.pupils.move([one.id], None)
    other.close()
    plan = page.plan
    bring_in(page)
    agree(page)
    settle()
    names = {one.surname for one in page.desk.school.pupils.all()}
    assert "Obi" in names  # never lost, whichever came first
    assert page.plan is not plan


def test_the_last_import_is_offered_for_undoing_when_one_comes_again(stage: Stage) -> None:
    program, page = at(stage, "class-list", ClassListPage)
    before = len(page.desk.school.pupils.all())
    bring(page, FILES / "sims-report.csv")
    bring_in(page)
    agree(page)
    look(page)
    press_named(page, "Another list")
    assert "The last import" in read(page)
    press_named(page, "Undo it")
    agree(page)
    look(page)
    assert len(page.desk.school.pupils.all()) == before
    assert program.school is not None


# ------------------------------------------------------------------------------------ year


def test_a_class_without_a_new_name_leaves_its_pupils_in_none(stage: Stage) -> None:
    _, page = at(stage, "school-year", SchoolYearPage)
    assert page.plan is not None
    move = page.plan.moves[0]
    pupils = {one.id for one in page.desk.school.pupils.all() if one.class_id == move.class_id}
    type_into(page.fields[move.class_id, None], " ")
    press(page.begin)
    agree(page)
    look(page)
    now = {one.id: one.class_id for one in page.desk.school.pupils.all()}
    assert pupils
    assert {now[one] for one in pupils} == {None}


def test_somebody_else_began_the_year_and_it_does_not_begin_twice(stage: Stage) -> None:
    _, page = at(stage, "school-year", SchoolYearPage)
    other = stage.open("head")
    other.school_year.begin(other.school_year.preview())
    years = {one.id: one.year_group for one in other.pupils.all()}
    other.close()
    press(page.begin)
    agree(page)
    look(page)
    assert {one.id: one.year_group for one in page.desk.school.pupils.all()} == years
    assert "A year was begun" in read(page)


def assert_last_under_tab(page: QWidget, undo: QWidget) -> None:
    """What takes something back comes after everything else on a page (rule 133)."""
    stops, one = list[QWidget](), page.nextInFocusChain()
    while one is not None and one is not page:
        if (
            page.isAncestorOf(one)
            and one.isVisible()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            stops.append(one)
        one = one.nextInFocusChain()
    assert stops[-1] is undo, [one.accessibleName() for one in stops]


def test_two_new_years_and_back_by_what_was_done(stage: Stage) -> None:
    program, page = at(stage, "school-year", SchoolYearPage)
    pupils = page.desk.school.pupils
    before = [(one.id, one.class_name, one.year_group) for one in pupils.all()]
    press(page.begin)
    agree(page)
    look(page)
    assert_last_under_tab(page, page.undo)
    press(page.begin)
    assert page.sheet is not None
    assert "would move up again" in read(page.sheet)
    agree(page, DangerButton)
    look(page)
    left = len(before) - len(pupils.all())
    assert left > 0
    program.window.inside.go("school", SchoolSection("timeline"))
    settle()
    done = program.window.inside.findChild(TimelinePage)
    assert done is not None
    assert [line.step.kind for line in done.lines[:2]] == [StepKind.SCHOOL_YEAR] * 2
    for _ in range(2):
        assert len([one for one in done.lines if not one.why_not]) == 1
        press(next(iter(done.undo.values())))
        agree(done)
        look(done)
    assert [(one.id, one.class_name, one.year_group) for one in pupils.all()] == before


def test_a_mixed_class_is_split_child_by_child(stage: Stage) -> None:
    other = stage.open("head")
    mixed = other.pupils.add_class("Y3/4", [YearGroup.Y3, YearGroup.Y4])
    some = [
        next(one for one in other.pupils.all() if one.year_group is year)
        for year in (YearGroup.Y3, YearGroup.Y4)
    ]
    other.pupils.move([one.id for one in some], mixed)
    other.close()
    _, page = at(stage, "school-year", SchoolYearPage)
    assert page.fields[mixed, YearGroup.Y3].text() == "Y3/4"
    type_into(page.fields[mixed, YearGroup.Y4], "5 Elm")
    assert page.moves is not None
    press(page.moves.child_by_child)
    children = page.by_child
    assert children is not None
    children.classes.choose(str(mixed))
    settle()
    assert set(children.lists) == {"Y3/4", "5 Elm"}
    type_into(children.another, "4 Ash")
    press(children.add)
    children.lists["Y3/4"].selectAll()
    press_named(children, "Put the chosen children into 4 Ash")
    assert children.lists["4 Ash"].children_here() == [some[0].id]
    press(children.keep)
    assert "1 child goes another way" in read(page)
    press(page.begin)
    agree(page)
    look(page)
    now = {one.id: one.class_name for one in page.desk.school.pupils.all()}
    assert [now[one.id] for one in some] == ["4 Ash", "5 Elm"]


def test_whom_she_has_chosen_stays_chosen_while_a_colleague_changes_pupils(stage: Stage) -> None:
    _, page = at(stage, "pupils", PupilsPage)
    several = [page.model.at(page.model.index(row)) for row in (30, 33)]
    chosen = [one.id for one in several if one is not None]
    page.choose(*chosen)
    bar = page.list.verticalScrollBar()
    bar.setValue(900)
    settle()
    head = stage.open("head")
    added = head.pupils.add(PupilDetails("Zora", "Zybach"))
    head.close()
    for _ in range(2):
        look(page)
        assert page.model.of(added) is not None
        assert [one.id for one in page._chosen()] == chosen
        assert page.archive.isVisible()
        assert bar.value() == 900


# --------------------------------------------------------------------------- what has happened


def test_a_row_leads_to_what_has_happened_and_back(stage: Stage) -> None:
    program, page = at(stage, "pupils", PupilsPage, "dsl")
    first = page._pupils[0]
    assert not page.happened.isVisible()  # nobody is chosen
    page.choose(first.id)
    press(page.happened)
    room = program.window.inside.page("reports")
    assert isinstance(room, ReportsPage)
    assert room.child.page is not None
    assert room.child.page.name == first.name
    press(room.child.view.back)
    assert page.isVisible()


def test_an_ict_lead_and_a_teacher_have_the_same_way_and_see_only_what_they_read(
    stage: Stage,
) -> None:
    for who in ("ict", "teacher1"):
        program, page = at(stage, "pupils", PupilsPage, who)
        page.choose(page._pupils[0].id, page._pupils[1].id)
        assert not page.happened.isVisible()
        page.choose(page._pupils[0].id)
        press(page.happened)
        room = program.window.inside.page("reports")
        assert isinstance(room, ReportsPage)
        assert room.child.page is not None
