"""A teacher of several classes: every room begins with the one that she chose last."""

from __future__ import annotations

import pytest

from tests.gallery.stage import NOW, Stage, settle
from tests.ui.agreements.desks import at
from ui.agreements.register.page import RegisterPage
from ui.her_classes import begin_with, hers_first
from ui.home.todo import gather
from ui.lessons.room import LessonsPage


@pytest.mark.slow  # three people sign in
def test_it_begins_with_the_class_that_she_chose_last(stage: Stage) -> None:
    ict = stage.open("ict")
    member = next(one for one in ict.people.members() if one.sign_in_name == "teacher1")
    first = member.class_ids[0]
    other, third = [one for one in reversed(ict.people.classes()) if one.id != first][:2]
    ict.members.change(member.id, class_ids=[first, other.id])
    ict.close()
    program, page = at(stage, "register", RegisterPage, "teacher1")
    desk = page.desk
    assert page.class_box.value == str(first)
    assert [page.class_box.itemData(at) for at in (0, 1)] == [str(first), str(other.id)]
    names = [one.name for one in desk.school.people.own_classes()]
    assert gather(desk.school, NOW).class_name == ", ".join(names)
    page.class_box.setCurrentIndex(page.class_box.findData(str(other.id)))
    settle()
    begun = begin_with(desk)
    assert begun is not None
    assert begun.id == other.id
    # Of another class than hers nothing is kept.
    page.class_box.setCurrentIndex(page.class_box.findData(str(third.id)))
    settle()
    assert begin_with(desk) == begun
    program.window.inside.go("lessons", None)
    settle()
    lessons = program.window.inside.findChild(LessonsPage)
    assert lessons is not None
    assert lessons.front.school_class == begun
    # The next morning too; somebody else of this laptop begins with her own.
    _, page = at(stage, "register", RegisterPage, "teacher1")
    assert page.class_box.value == str(other.id)
    assert len(hers_first(page.desk)) == len(page.desk.school.people.classes())
    _, page = at(stage, "register", RegisterPage, "teacher2")
    own = page.desk.school.people.own_class()
    assert page.class_box.value == (str(own.id) if own else page.class_box.itemData(0))
