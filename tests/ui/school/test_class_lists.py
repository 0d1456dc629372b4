"""Class lists, pupils and the school year in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage, settle
from tests.school.class_lists.make_files import FILES
from tests.school.class_lists.test_cases import CASES
from tests.ui.school.hands import press_named, read
from tests.ui.school.test_members import agree, at, look, press
from trent_desktop.school.class_lists.listed import Field, Use
from trent_desktop.school.class_lists.planned import LineKind
from ui.components.buttons import DangerButton
from ui.components.words import Words
from ui.school.class_lists.section import ClassListPage
from ui.school.classes.pupils import PupilsPage
from ui.school.school_year.section import SchoolYearPage


def bring(page: ClassListPage, name: str | Path) -> None:
    page.take_file(str(FILES / name))
    settle()
    settle()


def bring_in(page: ClassListPage) -> None:
    """Look at what was guessed and left out, and bring it in."""
    view = page.view
    assert view is not None
    if view.looked is not None:
        press(view.bring)
        assert view.error.text(), "nothing comes in before it was looked at"
        press(view.looked)
    press(view.bring)


def count(page: SectionPageLike) -> int:
    return len(page.desk.school.pupils.all())


SectionPageLike = ClassListPage | PupilsPage | SchoolYearPage


def test_a_list_of_part_of_the_school_comes_in_and_is_undone(stage: Stage) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    before = count(page)
    bring(page, "sims-report.csv")
    assert page.view is not None
    assert page.view is not None
    assert page.view.counts[LineKind.NEW].count == 3
    assert not page.view.whole.isChecked()  # it names nobody whom the school has
    assert page.view is not None
    assert page.view.counts[LineKind.LEFT].count == 0
    press(page.view.counts[LineKind.NEW])
    assert page.model.rowCount() == 3
    bring_in(page)
    assert count(page) == before  # whether they have left is asked
    agree(page)
    look(page)
    assert count(page) == before + 3
    press(page.undo)
    agree(page)
    look(page)
    assert count(page) == before


def test_a_list_in_which_nobody_is_known_asks_twice(stage: Stage) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    bring(page, "sims-report.csv")
    assert page.view is not None
    press(page.view.whole)
    settle()
    bring_in(page)
    agree(page, DangerButton)
    assert count(page) > 3  # asked once: nothing has happened
    agree(page, DangerButton)
    assert count(page) == 3


def test_columns_are_mapped_by_hand_once(stage: Stage) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    bring(page, "strange-headers.csv")
    columns = page.columns
    assert columns is not None
    press(columns.button)
    assert "which columns" in columns.error.text()
    columns.groups["Kind"].choose(Field.FORENAME.value)
    columns.groups["Achternaam"].choose(Field.SURNAME.value)
    columns.groups["Groep"].choose(Field.CLASS.value)
    columns.name.setText("Parnas")
    press(columns.button)
    settle()
    assert page.view is not None
    assert page.view.counts[LineKind.NEW].count == 2
    page._begin()
    look(page)
    bring(page, "strange-headers.csv")
    assert page.plan is not None
    assert page.view is not None
    assert "Read as “Parnas”" in read(page.view)
    page._begin()
    settle()
    press_named(page, "Forget how Parnas is read")
    look(page)
    assert page.desk.school.class_lists.profiles() == ()


def test_the_same_child_is_asked_about(stage: Stage, tmp_path: Path) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    known = [one for one in page.desk.school.pupils.all() if one.born and one.class_name][:2]
    rows = [f"{p.forename},{p.surname},{p.born:%d/%m/%Y},{p.class_name}" for p in known]
    path = tmp_path / "list.csv"
    path.write_text("\n".join(["Forename,Surname,DOB,Class", *rows]), encoding="utf-8")
    bring(page, path)
    assert page.questions is not None
    assert len(page.questions.cards) == 2
    press(page.questions.onward)
    assert page.plan is not None
    assert page.plan.questions  # still open
    page.questions.cards[0].group.choose(str(known[0].id))
    page.questions.cards[1].group.choose("other")
    press(page.questions.onward)
    settle()
    assert page.view is not None
    assert page.view.counts[LineKind.NEW].count == 1
    assert page.view is not None
    assert page.view.counts[LineKind.UNCHANGED].count == 1


def test_many_of_one_name_and_birthday_are_asked_about_once(stage: Stage, tmp_path: Path) -> None:
    """A list without numbers asks it of every child of the school."""
    _, page = at(stage, "class-list", ClassListPage)
    known = [one for one in page.desk.school.pupils.all() if one.born and one.class_name]
    married = known.pop()
    rows = [f"{p.forename},{p.surname},{p.born:%d/%m/%Y},{p.class_name}" for p in known]
    rows.append(f"{married.forename},Anders-Hill,{married.born:%d/%m/%Y},{married.class_name}")
    path = tmp_path / "list.csv"
    path.write_text("\n".join(["Forename,Surname,DOB,Class", *rows]), encoding="utf-8")
    bring(page, path)
    asked = page.questions
    assert asked is not None
    assert asked.plain is not None
    assert len(asked.plain.plain) == len(known)
    # Who is not plain is asked about by herself, whatever is said of the others.
    assert [card.question.listed.surname for card in asked.cards] == ["Anders-Hill"]
    asked.cards[0].group.choose("other")
    press(asked.onward)
    assert page.view is None
    asked.plain.group.choose("same")
    press(asked.onward)
    settle()
    assert page.view is not None
    assert page.view.counts[LineKind.UNCHANGED].count == len(known)
    assert page.view.counts[LineKind.NEW].count == 1


def test_they_are_asked_about_one_by_one_where_somebody_wants_it(
    stage: Stage, tmp_path: Path
) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    known = [one for one in page.desk.school.pupils.all() if one.born][:5]
    rows = [f"{p.forename},{p.surname},{p.born:%d/%m/%Y}" for p in known]
    path = tmp_path / "list.csv"
    path.write_text("\n".join(["Forename,Surname,DOB", *rows]), encoding="utf-8")
    bring(page, path)
    assert page.questions is not None
    assert page.questions.plain is not None
    page.questions.plain.group.choose("each")
    press(page.questions.onward)
    settle()
    assert page.questions.plain is None
    assert len(page.questions.cards) == 5


def test_what_is_no_list_is_said_and_the_page_stays(stage: Stage, tmp_path: Path) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"<html><table></table></html>")
    bring(page, path)
    assert "web page" in page.file.error.text()
    assert page.stack.currentWidget() is page.first
    assert page.file.button.isEnabled()


def test_a_new_year_and_back(stage: Stage) -> None:
    _, page = at(stage, "school-year", SchoolYearPage)
    before = count(page)
    plan = page.plan
    assert plan is not None
    last = plan.leavers[-1].name
    assert not any(last in one.text() for one in page.findChildren(Words))
    press(page.all_leavers)  # the list opens whole
    assert any(last in one.text() for one in page.findChildren(Words))
    field = page.fields[plan.moves[0].class_id, None]
    field.setText("1 Oak")
    press(page.begin)
    agree(page)
    look(page)
    assert count(page) == before - len(plan.leavers)
    assert "1 Oak" in {one.name for one in page.desk.school.people.classes()}
    press(page.undo)
    agree(page)
    look(page)
    assert count(page) == before


def test_a_pupil_is_added_found_moved_and_archived(stage: Stage) -> None:
    _, page = at(stage, "pupils", PupilsPage)
    press(page.add)
    form = page.form
    assert form is not None
    press(form.save)
    assert form.blocks["forename"].error.text()
    form.forename.setText("Ada")
    form.surname.setText("Öbi")
    form.born.setText("31/2/2018")
    press(form.save)
    assert form.blocks["born"].error.text()
    form.born.setText("3/5/2018")
    form.upn.setText("B802200106001")
    assert "does not fit" in form.upn_said.text()
    press(form.save)
    look(page)
    page.search.setText("ada obi")
    settle()
    assert page.model.rowCount() == 1
    page.list.selectAll()
    press(page.to_class)
    sheet = page.sheet
    assert sheet is not None
    first = page._classes[0]
    sheet.classes.choose(str(first.id))  # type: ignore[attr-defined]
    press(sheet.act)  # type: ignore[attr-defined]
    look(page)
    ada = next(one for one in page.desk.school.pupils.all() if one.forename == "Ada")
    assert ada.class_id == first.id
    page.choose(ada.id)
    press(page.archive)
    agree(page)
    look(page)
    assert page.desk.school.people.find_pupils("ada obi") == ()


def test_somebody_was_faster_and_nothing_typed_is_lost(stage: Stage) -> None:
    _, page = at(stage, "pupils", PupilsPage)
    one = page._pupils[0]
    page.edit(one)
    other = stage.open("head")
    other.pupils.move([one.id], None)
    other.close()
    form = page.form
    assert form is not None
    form.surname.setText("Changed-Here")
    press(form.save)
    assert "changed by somebody else" in form.error.text()
    assert form.surname.text() == "Changed-Here"


def test_doubles_are_merged_and_undone(stage: Stage) -> None:
    from trent_desktop.school.classes.values import PupilDetails

    program, page = at(stage, "pupils", PupilsPage)
    inside = program.window.inside
    pupils = page.desk.school.pupils
    first = pupils.add(PupilDetails("Ada", "Obi"))
    pupils.add(PupilDetails("Ada", "Obi"))
    look(page)
    press(page.find_doubles)
    button: QWidget = page.doubles.buttons[first]
    press(button)
    assert len([one for one in pupils.all() if one.surname == "Obi"]) == 1
    assert inside.said == "Merged."
    undo = inside._toasts._toast.link
    undo.setFocus(Qt.FocusReason.TabFocusReason)
    inside.say("A report waits for you.")  # news does not take what is offered
    QTest.keyClick(undo, Qt.Key.Key_Space)
    settle()
    assert len([one for one in pupils.all() if one.surname == "Obi"]) == 2
    assert inside.said == "Undone: they are two again."
    focus = program.window.focusWidget()
    assert focus is not None
    assert focus.isVisible()
    assert not undo.isVisible() or not undo.hasFocus()


def test_a_class_and_its_teacher(stage: Stage) -> None:
    _, page = at(stage, "pupils", PupilsPage)
    page.edit_one_class(None)
    form = page.class_form
    assert form is not None
    press(form.save)
    assert form.block.error.text()
    form.name.setText("Oak")
    teacher = next(
        one for one in page.desk.school.people.members() if one.sign_in_name == "teacher2"
    )
    form.teachers.choose([str(teacher.id)])
    press(form.save)
    look(page)
    oak = next(one for one in page._classes if one.name == "Oak")
    assert oak.teachers == ((teacher.id, teacher.name),)


def test_who_may_only_look_cannot_change(stage: Stage) -> None:
    _, page = at(stage, "pupils", PupilsPage, "teacher1")
    assert not page.buttons.isVisible()
    page.list.selectAll()
    settle()
    assert not page.archive.isVisible()
    assert not page.to_class.isVisible()


def test_the_file_is_shown_beside_its_reading(stage: Stage, tmp_path: Path) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    path = tmp_path / "list.csv"
    path.write_bytes("Surname,Forename,Class,Phone\nTHORNBURY,Siân,3S,01\n".encode("cp1252"))
    bring(page, path)
    assert page.view is not None
    file = page.view.file
    assert file is not None
    rows = file.table.rows
    heads = [rows.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert heads == ["Surname", "Forename", "Class", "Not needed"]
    uses = [[rows.use(row, column) for column in range(4)] for row in range(2)]
    assert uses[0] == [Use.HEADING] * 4
    assert uses[1][2:] == [Use.USED, Use.LEFT_OUT]
    said = rows.data(rows.index(1, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "3S: used as class."
    # What was wrongly read can be said, and nothing that was ticked before holds for it.
    assert page.view.looked is not None
    press(page.view.looked)
    press(file.other)
    assert file.encodings is not None
    press_named(file.encodings, "Mac (Roman). How the file was written")
    settle()
    assert page.view.file is not file
    assert page.plan is not None
    assert "Siân" not in page.plan.lines[0].name
    assert page.view.looked is not None
    assert not page.view.looked.isChecked()
    # The columns can always be changed.
    assert page.view.file is not None
    press(page.view.file.columns)
    assert page.columns is not None
    page.columns.groups["Phone"].choose(Field.ADMISSION_NUMBER.value)
    press(page.columns.button)
    settle()
    assert page._read is not None
    assert page._read.pupils[0].admission_number == "01"


def test_a_column_for_each_class_is_read_by_itself_and_the_plan_says_so(stage: Stage) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    bring(page, CASES / "350-class-columns-teachers-totals.xlsx")
    assert page.columns is None
    assert page.plan is not None
    assert page.view is not None
    assert page.plan.new_classes == ("3S", "4 Oak", "Hedgehogs")
    words = read(page.view)
    assert "was taken for the class of the names below it: 3S, 4 Oak, Hedgehogs" in words
    assert page.view.counts[LineKind.NEW].count == 6
    bring_in(page)
    agree(page)
    look(page)
    names = {one.name: one.class_name for one in page.desk.school.pupils.all()}
    assert (names["Zac East"], names["Mia Crow"]) == ("4 Oak", "Hedgehogs")


def test_a_class_in_another_spelling_is_shown_as_the_one_that_is_meant(
    stage: Stage, tmp_path: Path
) -> None:
    _, page = at(stage, "class-list", ClassListPage)
    known = page.desk.school.pupils.classes()[0].name
    path = tmp_path / "list.csv"
    spelt = f"{known[0]} {known[1:].lower()}"
    path.write_text(f"Surname,Forename,Class\nObi,Ada,{spelt}\n", encoding="utf-8")
    bring(page, path)
    assert page.view is not None
    assert page.plan is not None
    assert page.plan.new_classes == ()
    assert f"“{spelt}” in the list is the class {known}." in read(page.view)
