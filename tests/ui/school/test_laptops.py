"""Known laptops in the window: one is let in, one is shut out, and a colleague is helped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gallery.stage import NOW, Stage, settle
from tests.ui.school.hands import no_sheet, open_sheet, press_named, read, type_into
from tests.ui.school.test_members import at, press
from trent_desktop.opening import OpenSchool, open_school
from trent_desktop.problems import LaptopNotKnown
from trent_desktop.roles import Role
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.components.choices import RadioGroup
from ui.components.fields import FieldBlock, PasswordField, TextField
from ui.school.keys.known_laptops import LaptopsPage


@pytest.fixture
def wanted(stage: Stage) -> Stage:
    """A school in which the DSL signs in on known laptops alone."""
    head = stage.open("head")
    head.settings.change_second_factor({Role.DSL})
    head.close()
    return stage


def on_another(stage: Stage, name: str, code: str = "", laptop: str = "other") -> OpenSchool:
    root: Path = stage.folder / laptop
    return open_school(
        stage.location, name, SAMPLE_PASSWORD, root=root, laptop_code=code, clock=lambda: NOW
    )


def test_a_new_laptop_is_let_in_with_the_code_and_shut_out_with_the_password(
    wanted: Stage,
) -> None:
    _, page = at(wanted, "laptops", LaptopsPage, "dsl")
    assert [one.is_this for one in page.desk.school.laptops.known()] == [True]
    assert page.in_a_file.isVisible()  # tests have no credential store
    with pytest.raises(LaptopNotKnown):
        on_another(wanted, "dsl")
    press(page.let_in)
    shown = read(open_sheet(page)).replace(" – ", "-")
    assert page.code.rpartition("-")[2] in shown
    on_another(wanted, "dsl", page.code).close()
    press_named(open_sheet(page), "Done")
    other = next(one for one in page.desk.school.laptops.known() if not one.is_this)
    press_named(page, f"Shut out {other.name}")
    sheet = open_sheet(page)
    password = sheet.findChildren(PasswordField)[0].field
    type_into(password, "not hers")
    press_named(sheet, "Shut it out")
    assert sheet.findChildren(FieldBlock)[0].error.text()
    assert len(page.desk.school.laptops.known()) == 2
    type_into(password, SAMPLE_PASSWORD)
    press_named(sheet, "Shut it out")
    assert no_sheet(page)
    assert [one.is_this for one in page.desk.school.laptops.known()] == [True]
    with pytest.raises(LaptopNotKnown):
        on_another(wanted, "dsl")


def test_an_administrator_helps_a_colleague_with_the_code_from_the_safe(wanted: Stage) -> None:
    ict = wanted.open("ict")
    code = ict.members.change_recovery_code()
    ict.close()
    wanted.open("dsl").close()  # her laptop is known from now on, her key put by under the code
    _, page = at(wanted, "laptops", LaptopsPage)
    assert "your password is enough" in read(page)
    assert not page.let_in.isVisible()
    assert page.help is not None
    press(page.help)
    sheet = open_sheet(page)
    people = sheet.findChildren(RadioGroup)[0]
    press_named(sheet, "Make a code for them")
    assert not no_sheet(page)  # nobody is chosen yet
    dsl = next(o for o in page.desk.school.people.members() if o.sign_in_name == "dsl")
    press_named(sheet, f"{dsl.name}. Whose laptop")
    assert people.value() == str(dsl.id)
    typed = sheet.findChildren(TextField)[0]
    type_into(typed, "ABCD-EFGH")
    press_named(sheet, "Make a code for them")
    assert sheet.findChildren(FieldBlock)[0].error.text()
    type_into(typed, code)
    press_named(sheet, "Make a code for them")
    made = page.code
    assert made, read(page.window())
    on_another(wanted, "dsl", made, "the new one").close()
    QTest.keyClick(open_sheet(page), Qt.Key.Key_Escape)
    settle()
    assert no_sheet(page)
