"""The school's contacts and dated tables: rows come, go and stay typed, by pressing and typing."""

from __future__ import annotations

from tests.gallery.stage import Stage
from tests.ui.school.hands import press_named, read, type_into
from tests.ui.school.test_members import agree, at, look, press
from trent_desktop.school.settings.dated_tables import TableName, shipped
from ui.components.buttons import DangerButton
from ui.school.settings.contacts_page import KINDS, ContactsPage
from ui.school.settings.section import SchoolSettingsPage
from ui.school.settings.table_page import TablePage


def contacts_of(stage: Stage, who: str = "ict") -> tuple[SchoolSettingsPage, ContactsPage]:
    _, page = at(stage, "settings", SchoolSettingsPage, who)
    press(page.rows["contacts"])
    assert page.contacts is not None
    return page, page.contacts


def table_of(page: SchoolSettingsPage) -> TablePage:
    press(page.rows["app-ages"])
    assert page.table is not None
    return page.table


def test_a_contact_is_taken_away_and_one_added(stage: Stage) -> None:
    page, contacts = contacts_of(stage)
    first = contacts.fields[0].role
    kept = {one.role for one in contacts.fields[1:]}
    press_named(page, f"Remove {KINDS[first]}")
    assert {one.role for one in contacts.fields} == kept
    press_named(page, f"Add: {KINDS[first]}")
    fresh = next(one for one in contacts.fields if one.role == first)
    type_into(fresh.name, "Duty line")
    type_into(fresh.phone, "020 7946 0321")
    type_into(fresh.note, "Until 17:00")
    press(contacts.save)
    look(page)
    stored = {one.role: one for one in page.desk.school.settings.current().contacts}
    assert stored.keys() == kept | {first}
    assert (stored[first].name, stored[first].phone) == ("Duty line", "020 7946 0321")
    order = [one.role for one in page.desk.school.settings.current().contacts]
    assert order == sorted(order, key=list(KINDS).index)


def test_a_contact_with_nothing_typed_is_not_kept(stage: Stage) -> None:
    page, contacts = contacts_of(stage)
    gone = contacts.fields[0].role
    for field in (contacts.fields[0].name, contacts.fields[0].phone):
        field.clear()
    press(contacts.save)
    look(page)
    assert gone not in {one.role for one in page.desk.school.settings.current().contacts}


def test_a_teacher_reads_the_contacts_and_types_nothing(stage: Stage) -> None:
    _, contacts = contacts_of(stage, "teacher1")
    assert not contacts.save.isVisible()
    assert all(one.phone.isReadOnly() for one in contacts.fields)
    before = contacts.fields[0].phone.text()
    type_into(contacts.fields[0].phone, "1")
    assert contacts.fields[0].phone.text() == before


def test_rows_of_a_table_come_and_go_and_nothing_typed_is_lost(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage)
    table = table_of(page)
    before = shipped(TableName.APP_AGES).rows
    press(table.change)
    type_into(table.fields[0].value, "99")
    press_named(page, "Another row")
    assert table.fields[0].value.text() == "99"
    fresh = table.fields[-1]
    type_into(fresh.name, "Another app")
    type_into(fresh.since, "one day")
    type_into(fresh.source, "its maker")
    press(table.save)
    # Both are said, beside what is wrong, and the first of them has the keyboard.
    assert fresh.blocks["value"].error.text()
    assert fresh.blocks["since"].error.text().startswith("Write a day like")
    assert not fresh.blocks["name"].error.text()
    assert fresh.value.hasFocus()
    type_into(fresh.value, "13")
    type_into(fresh.since, "1/9/2026")
    press_named(page, f"Remove {before[1].name}")
    press(table.save)
    look(page)
    rows = page.desk.school.settings.table(TableName.APP_AGES).rows
    assert [one.name for one in rows] == [
        before[0].name,
        *(one.name for one in before[2:]),
        "Another app",
    ]
    assert rows[0].value == "99"
    assert rows[-1].since is not None


def test_the_table_of_the_program_comes_back_only_when_it_is_agreed_to(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage)
    table = table_of(page)
    press(table.change)
    type_into(table.fields[0].value, "99")
    press(table.save)
    look(page)
    table_of(page)
    assert "As the school has it." in read(page)
    press_named(page, "Go back to what came with the program")
    assert not page.desk.school.settings.table(TableName.APP_AGES).is_ours  # asked, not done
    agree(page, DangerButton)
    look(page)
    assert page.desk.school.settings.table(TableName.APP_AGES).is_ours
