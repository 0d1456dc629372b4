"""What is done on one laptop is seen on the other, in a page that is open, within seconds."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.agreements.school_forms import give_out
from tests.gallery.stage import settle
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import FormState, Kind
from trent_desktop.lessons.lesson import Letter
from trent_desktop.lessons.values import Taught
from trent_desktop.open_school import OpenSchool
from ui.agreements.register.page import RegisterPage
from ui.agreements.register.returns_page import ReturnsPage
from ui.agreements.room import AgreementsPage
from ui.components.buttons import LinkButton
from ui.lessons.room import LessonsPage
from ui.preferences import Preferences
from ui.program import Program
from ui.rooms import rooms
from ui.school.people.members import MembersPage
from ui.school.room import SchoolPage
from ui.school.settings.section import SchoolSettingsPage
from ui.settings.settings import SettingsPage
from ui.shell.rooms import AgreementsSection, SchoolSection

#: A look comes every two seconds; so long may it take until it is seen, in ms.
SEEN_WITHIN = 5_000


class Two:
    """A program that follows the school, and a colleague on a laptop of her own."""

    def __init__(self, school: SmallSchool, folder: Path, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.colleague = school.open("head")
        self.program = Program(
            preferences=Preferences(folder / "preferences"),
            folder=folder,
            opener=lambda _where, name, word: school.open(name, root=folder / "l", password=word),
            room_list=rooms(),
        )
        self.program.window.resize(1366, 768)
        self.program.sign_in(school.location.shown, "ict", PASSWORD)
        self.program.window.show()
        self.program.window.activateWindow()
        qtbot.waitUntil(lambda: self.program.school is not None, timeout=10_000)
        qtbot.waitUntil(lambda: self.program.window.inside.here == "home")
        qtbot.waitUntil(self.program.window.isActiveWindow)

    @property
    def school(self) -> OpenSchool:
        assert self.program.school is not None
        return self.program.school

    def go(self, room: str, place: object | None = None) -> QWidget:
        inside = self.program.window.inside
        inside.go(room, place)
        settle()
        page = inside.page(room)
        assert page is not None
        return page

    def section(self, room: str, place: object) -> QWidget:
        page = self.go(room, place)
        assert isinstance(page, AgreementsPage | SchoolPage)
        found = page.stack.currentWidget()
        assert found is not None
        return found

    def seen(self, what: Callable[[], bool], within: int = SEEN_WITHIN) -> float:
        begun = time.monotonic()
        self._qtbot.waitUntil(what, timeout=within)
        return time.monotonic() - begun


@pytest.fixture
def two(folder_school: SmallSchool, tmp_path: Path, qtbot: QtBot) -> Iterator[Two]:
    made = Two(folder_school, tmp_path, qtbot)
    yield made
    made.program.window.close()
    made.program.finish()
    settle()
    made.program.window.deleteLater()
    made.program.deleteLater()
    settle()


def test_a_return_recorded_elsewhere_is_seen_in_the_open_register(two: Two) -> None:
    class_id = next(one.id for one in two.school.people.classes() if one.name == "4B")
    chosen = Chosen(Scope.CLASSES, classes=(class_id,))
    plan = give_out(two.school, Kind.PARENT, chosen=chosen)
    page = two.section("agreements", AgreementsSection("register", str(class_id)))
    assert isinstance(page, RegisterPage)
    model = page.table.model_of
    two.seen(lambda: model.rowCount() > 0)
    form = model.form(model.index(1, 2))
    assert form is not None
    two.seen(lambda: model.form(model.index(1, 2)).state is FormState.ISSUED)  # type: ignore[union-attr]
    page.table.setFocus()
    page.table.setCurrentIndex(model.index(2, 3))
    row = model.line(model.index(1, 0))
    assert row is not None
    wanted = next(one for one in plan.forms if one.pupil_id == row.pupil_id)
    wanted_id = model.form(model.index(1, 2)).agreement_id  # type: ignore[union-attr]
    assert wanted_id is not None
    assert wanted.pupil_id == row.pupil_id
    two.colleague.agreements.returns.record((wanted_id,), FormState.RETURNED)
    two.seen(lambda: model.form(model.index(1, 2)).state is FormState.RETURNED)  # type: ignore[union-attr]
    assert QApplication.focusWidget() is page.table
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (2, 3)


def test_what_is_typed_where_forms_are_taken_back_stays(two: Two) -> None:
    give_out(two.school, Kind.PARENT)
    page = two.section("agreements", AgreementsSection("returns"))
    assert isinstance(page, ReturnsPage)
    page.field.setFocus()
    QTest.keyClicks(page.field, "ABC")
    two.seen(lambda: page.recent.count() == 1)  # nothing yet
    table = two.colleague.agreements.register.everybody()[0]
    form = next(line.cells[Kind.PARENT] for line in table.lines)
    assert form.agreement_id is not None
    two.colleague.agreements.returns.record((form.agreement_id,), FormState.RETURNED)
    two.seen(lambda: any(one.text() == "Undo" for one in page.findChildren(LinkButton)))
    assert page.field.text() == "ABC"
    assert QApplication.focusWidget() is page.field


def test_a_lesson_taught_elsewhere_is_seen_on_the_front_page(two: Two) -> None:
    page = two.go("lessons")
    assert isinstance(page, LessonsPage)
    two.seen(lambda: bool(page.front.doors))
    door = page.front.doors[next(iter(page.front.doors))]
    door.setFocus()
    two.seen(lambda: QApplication.focusWidget() is door)
    shown = next(
        one
        for one in page._shelf.ours  # type: ignore[union-attr]
        if one.lesson.letter is next(iter(page.front.doors))
        and one.lesson.band.value == page.front.bands.value()
    )
    now = dt.datetime.now(dt.UTC)
    lesson = shown.lesson
    two.colleague.lesson_log.keep(
        Taught(
            uuid.uuid4(), shown.name, page.front.class_id, "4B", two.colleague.member.id, now, 30,
            len(lesson.slides), len(lesson.slides), lesson.title, Letter.ALL, "", (), None,
        )
    )  # fmt: skip

    def told() -> bool:
        door = page.front.doors[lesson.letter]
        return "Taught on" in door.accessibleDescription()

    two.seen(told)
    # The door is a new one, and has the focus as soon as it is laid out.
    two.seen(lambda: QApplication.focusWidget() is page.front.doors[lesson.letter])


def test_settings_changed_elsewhere_are_seen_and_what_is_typed_stays(two: Two) -> None:
    page = two.section("school", SchoolSection("settings"))
    assert isinstance(page, SchoolSettingsPage)
    page.rows["filter"].click()
    settle()
    page.filter_fields.name.setFocus()
    two.colleague.settings.change(filter_name="Garden Gate")
    two.seen(lambda: page.filter_fields.name.text() == "Garden Gate")
    two.seen(lambda: QApplication.focusWidget() is page.filter_fields.name)
    page.filter_fields.name.selectAll()
    QTest.keyClicks(page.filter_fields.name, "Orchard Wall")
    two.colleague.settings.change(filter_name="Park Fence")
    two.seen(lambda: two.school.settings.current().filter_name == "Park Fence")
    settle()
    assert page.filter_fields.name.text() == "Orchard Wall"
    assert QApplication.focusWidget() is page.filter_fields.name


def test_the_minutes_typed_stay_and_are_shown_when_saved(two: Two) -> None:
    page = two.go("settings")
    assert isinstance(page, SettingsPage)
    page.view.idle.selectAll()
    QTest.keyClicks(page.view.idle, "17")
    two.colleague.settings.change(idle_minutes=9)
    two.seen(lambda: two.school.settings.current().idle_minutes == 9)
    assert page.view.idle.text() == "17"
    texts: list[str] = []
    page.view.idle.textChanged.connect(texts.append)
    page.view.save_idle.click()
    # Her own change wakes the look: it does not wait for the next turn.
    two.seen(lambda: two.school.settings.current().idle_minutes == 17, within=5_000)
    two.seen(lambda: not page.view.idle.isModified())
    # Nor is what stood there before shown again, between the saving and the look.
    assert page.view.idle.text() == "17"
    assert texts == []


def test_a_member_changed_elsewhere_is_seen_and_what_is_typed_stays(two: Two) -> None:
    page = two.section("school", SchoolSection("members"))
    assert isinstance(page, MembersPage)
    two.seen(lambda: bool(page._lines))
    line = next(one for one in page._lines if one.member.sign_in_name == "teacher2")
    page.show_member(line)
    settle()
    assert page.member is not None
    page.member.name.setFocus()
    two.colleague.members.change(line.member.id, name="Şükrü Yılmaz-Hart")
    two.seen(lambda: page.member.name.text() == "Şükrü Yılmaz-Hart")  # type: ignore[union-attr]
    name = page.member.name
    two.seen(lambda: QApplication.focusWidget() is name)
    name.end(False)
    QTest.keyClicks(name, " Esq")
    two.colleague.members.change(line.member.id, name="Somebody Else")
    two.seen(lambda: any(one.member.name == "Somebody Else" for one in page._lines))
    assert page.member.name.text() == "Şükrü Yılmaz-Hart Esq"
    assert QApplication.focusWidget() is page.member.name


def test_a_hidden_page_is_brought_up_to_date_when_it_is_shown(two: Two) -> None:
    page = two.go("lessons")
    assert isinstance(page, LessonsPage)
    two.seen(lambda: bool(page.front.doors))
    reads: list[None] = []
    two.program.changes.lessons.connect(lambda: reads.append(None))  # type: ignore[union-attr]
    two.go("home")
    shelf = page._shelf
    now = dt.datetime.now(dt.UTC)
    two.colleague.lesson_log.keep(
        Taught(
            uuid.uuid4(), "x", None, "", two.colleague.member.id, now, 30, 4, 9, "X",
            Letter.ALL, "", (), None,
        )
    )  # fmt: skip
    two.seen(lambda: bool(reads))
    assert page._shelf is shelf
    two.go("lessons")
    two.seen(lambda: page._shelf is not shelf)
