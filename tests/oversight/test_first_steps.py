"""What a new school does first is counted from what is there."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from tests.schools import SmallSchool
from trent_desktop.oversight.first_steps.values import Kind
from trent_desktop.problems import NotAllowed
from trent_desktop.roles import Role
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.school.settings.values import Contact
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import SchoolRow


def left(school: SmallSchool, name: str = "ict") -> dict[Kind, int]:
    """What is still to be done, with how many of it."""
    return {one.kind: one.left for one in school.open(name).first_steps.now() if not one.done}


def test_each_step_is_ticked_when_it_is_done(folder_school: SmallSchool) -> None:
    school = folder_school
    with pytest.raises(NotAllowed):
        school.open("teacher1").first_steps.now()
    ict = school.open("ict")
    assert ict.first_steps.now() == ()  # a sample school has nothing to begin with
    with ict.signed_in.database.write(Repeat.LOOKS) as session:
        session.execute(update(SchoolRow).values(is_sample=False))
    before = left(school)
    assert before[Kind.TEACHERS] == 1  # 4A has nobody
    assert {Kind.CONTACTS, Kind.FILTER, Kind.AGREEMENTS, Kind.LESSON, Kind.REPORT} <= set(before)
    assert Kind.CLASS_LIST not in before
    ict.settings.change(
        filter_name="Smoothwall", contacts=(Contact("lado", "Jo", "0161 496 0000"),)
    )
    ict.members.change(school.members["teacher2"], class_id=school.classes["4A"])
    assert set(before) - set(left(school, "head")) == {Kind.CONTACTS, Kind.FILTER, Kind.TEACHERS}
    ict.members.invite([Invitation("Nia Jones", "nia", frozenset({Role.TEACHER}))])
    assert left(school)[Kind.SLIPS] == 1
