"""The settings page."""

from __future__ import annotations

from tests.gallery.stage import Stage, settle
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.settings.settings import SettingsPage
from ui.theme import look


def settings_of(stage: Stage, name: str) -> tuple[SettingsPage, object]:
    program = stage.signed_in(name)
    program.window.inside.go("settings")
    settle()
    page = program.window.inside.page("settings")
    assert isinstance(page, SettingsPage)
    return page, program


def test_the_look_changes_at_once_and_is_kept(stage: Stage) -> None:
    page, program = settings_of(stage, "teacher1")
    page.view.theme.rows()["contrast"].click()
    page.view.scale.rows()["1.5"].click()
    page.view.motion.click()
    settle()
    assert (look().theme.name, look().theme.scale, look().theme.motion) == ("contrast", 1.5, True)
    choices = program.preferences.choices  # type: ignore[attr-defined]
    assert (choices.theme, choices.scale, choices.motion) == ("contrast", 1.5, True)


def test_a_teacher_sees_the_school_s_settings_and_cannot_change_them(stage: Stage) -> None:
    page, _program = settings_of(stage, "teacher1")
    assert page.view.school_note.isVisible()
    assert page.view.idle.isReadOnly()
    assert not page.view.save_idle.isVisible()


def test_the_ict_lead_changes_the_minutes(stage: Stage) -> None:
    page, program = settings_of(stage, "ict")
    page.view.idle.setText("0")
    page.view.save_idle.click()
    settle()
    assert "1 to 120" in page.view.idle_block.error.text()
    page.view.idle.setText("25")
    page.view.save_idle.click()
    settle()
    assert program.window.inside.said == "Saved."  # type: ignore[attr-defined]
    school = program.school  # type: ignore[attr-defined]
    school.follow()
    assert school.settings.current().idle_minutes == 25
    program.changes.directory.emit()  # type: ignore[attr-defined]
    assert program.privacy.idle.minutes == 25  # type: ignore[attr-defined]


def test_changing_the_password_asks_for_the_old_one(stage: Stage) -> None:
    page, program = settings_of(stage, "teacher1")
    page.view.change.click()
    page.view.old.field.setText("not it")
    page.view.new.field.setText("four words together again")
    page.view.again.field.setText("four words together agian")
    page.view.save_password.click()
    settle()
    assert page.view.again_block.error.text().startswith("The two are not the same")
    page.view.again.field.setText("four words together again")
    page.view.save_password.click()
    settle()
    assert page.view.old_block.error.text()
    page.view.old.field.setText(SAMPLE_PASSWORD)
    page.view.save_password.click()
    settle()
    assert not page.view.password_form.isVisible()
    assert page.view.new.text() == ""
    school = program.school  # type: ignore[attr-defined]
    assert school.check_password("four words together again")


def test_whom_to_tell_is_shown_with_what_is_known(stage: Stage) -> None:
    page, program = settings_of(stage, "teacher1")
    contacts = program.school.settings.current().contacts  # type: ignore[attr-defined]
    assert contacts
    assert page.view.contacts.count() == len(contacts)


def test_they_begin_at_the_look_and_not_at_what_signs_out(stage: Stage) -> None:
    page, _program = settings_of(stage, "teacher1")
    assert page.begins_at is page.view.theme.rows()[page.view.theme.value()]
