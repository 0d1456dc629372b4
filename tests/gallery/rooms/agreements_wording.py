"""Wordings: read, changed, translated, and who signed which version."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.agreements import wording_of
from tests.gallery.stage import Stage, screen, settle
from trent_desktop.agreements.kinds import Consent, Kind
from ui.agreements.wording.editor import WordingEditor
from ui.agreements.wording.editor_view import ENGLISH, PAGE
from ui.agreements.wording.page import WordingPage
from ui.program import Program


def editor_of(
    stage: Stage, kind: Kind, code: str = "en", who: str = "ict"
) -> tuple[Program, WordingEditor]:
    program, page = wording_of(stage, who)
    page.edit(kind, code)
    settle(40)
    assert page.editor is not None
    return program, page.editor


def change(editor: WordingEditor, old: str, new: str) -> None:
    editor.text.setPlainText(editor.text.toPlainText().replace(old, new, 1))
    editor.look_again()
    settle(40)


def own_parent(stage: Stage) -> tuple[Program, WordingEditor]:
    """The school has changed a wording of which forms were printed."""
    program, page = wording_of(stage)
    wordings = page.desk.school.agreements.wordings
    text = wordings.current(Kind.PARENT).wording.text
    wordings.save(Kind.PARENT, "en", text.replace("my child", "our child", 1))
    page.refresh()
    settle()
    page.edit(Kind.PARENT, "en")
    settle(40)
    assert page.editor is not None
    return program, page.editor


@screen("agreements-wording-behind")
def behind(stage: Stage) -> QWidget:
    """The English was changed, one translation was kept up with it, and one is half written."""
    program, page = wording_of(stage)
    wordings = page.desk.school.agreements.wordings
    for code, old, new in (("en", "kind words", "friendly words"), ("pl", "# ", "# 1 ")):
        text = wordings.current(Kind.PUPIL_KS1, code).wording.text
        wordings.save(Kind.PUPIL_KS1, code, text.replace(old, new, 1))
    wordings.mark_checked(Kind.PUPIL_KS1, "pl")
    page.refresh()
    settle()
    page.edit(Kind.PUPIL_KS1, "es")
    editor = page.editor
    assert editor is not None
    change(editor, "# ", "# Mi ")
    editor.leave()
    settle()
    return program.window


@screen("agreements-wording-typed")
def typed(stage: Stage) -> QWidget:
    """Changed and not saved; text and page one after the other where there is little room."""
    program, editor = editor_of(stage, Kind.PARENT)
    change(editor, "with my child, and", "with {pupil} at home, and")
    if editor.view.one_at_a_time:
        editor.view.shows.choose(PAGE)
        settle(40)
    return program.window


@screen("agreements-wording-translation")
def translation(stage: Stage) -> QWidget:
    program, editor = editor_of(stage, Kind.PUPIL_KS1, "tr")
    editor.view.shows.choose(PAGE)
    settle(40)
    return program.window


@screen("agreements-wording-english-beside")
def english_beside(stage: Stage) -> QWidget:
    program, editor = editor_of(stage, Kind.CONSENTS, "pl")
    editor.view.shows.choose(ENGLISH)
    settle()
    return program.window


@screen("agreements-wording-read")
def read(stage: Stage) -> QWidget:
    return editor_of(stage, Kind.STAFF, who="teacher1")[0].window


@screen("agreements-wording-versions")
def versions(stage: Stage) -> QWidget:
    program, editor = own_parent(stage)
    editor.view.signed.click()
    settle()
    return program.window


@screen("agreements-wording-old-version")
def old_version(stage: Stage) -> QWidget:
    program, editor = own_parent(stage)
    wordings = editor._desk.school.agreements.wordings
    editor.look_at(wordings.versions(Kind.PARENT)[-1])
    settle(40)
    return program.window


@screen("agreements-wording-pictures")
def pictures(stage: Stage) -> QWidget:
    program, editor = editor_of(stage, Kind.PUPIL_KS1)
    editor.menu._choose_picture()
    settle()
    return program.window


@screen("agreements-wording-restore")
def restore(stage: Stage) -> QWidget:
    program, editor = own_parent(stage)
    editor.view.restore.click()
    settle()
    return program.window


@screen("agreements-wording-many-faults")
def many_faults(stage: Stage) -> QWidget:
    program, editor = editor_of(stage, Kind.CONSENTS)
    text = editor.text.toPlainText()
    for old, new in (("- blog:", "- blogs:"), ("- video:", "- films:"), ("Please", "**Please**")):
        text = text.replace(old, new, 1)
    change(editor, editor.text.toPlainText(), text)
    return program.window


@screen("agreements-purposes")
def purposes(stage: Stage) -> QWidget:
    """What the form about pictures asks about."""
    program, page = wording_of(stage)
    page.show_languages(Kind.CONSENTS)
    page.show_purposes()
    settle()
    return program.window


@screen("agreements-purposes-foot")
def purposes_foot(stage: Stage) -> QWidget:
    """One of the school's own, and walls."""
    window = purposes(stage)
    (page,) = window.findChildren(WordingPage)
    assert page.purposes_page is not None
    bar = page.purposes_page.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    return window


@screen("agreements-purposes-sheet")
def purposes_sheet(stage: Stage) -> QWidget:
    """What changes, before it does."""
    window = purposes(stage)
    (page,) = window.findChildren(WordingPage)
    assert page.purposes is not None
    rows = page.purposes.purposes.rows()
    rows[Consent.SOCIAL_MEDIA.value].setChecked(True)
    rows[Consent.PRESS.value].setChecked(False)
    page.purposes.walls.setText("Ms Ogunleye, our data protection officer, 20 November 2026")
    page.purposes.save.click()
    settle()
    return window
