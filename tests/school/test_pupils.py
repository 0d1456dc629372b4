"""Pupils and classes by hand, and a new school year."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid

import pytest

from tests.schools import SmallSchool
from trent_desktop.problems import (
    AnswersRefused,
    MoveNotPossible,
    NotAllowed,
    NotFound,
    SomebodyWasFaster,
)
from trent_desktop.school.classes.values import PupilDetails, upn_warning
from trent_desktop.school.people.people import YearGroup
from trent_desktop.school.school_year.service import name_above


def test_added_changed_moved_archived_and_brought_back(school: SmallSchool) -> None:
    ict = school.open("ict")
    details = PupilDetails(" Ada ", "Obi", born=dt.date(2018, 2, 2), class_id=school.classes["4A"])
    ada = ict.pupils.add(details)
    found = {one.id: one for one in ict.pupils.all()}[ada]
    assert (found.forename, found.class_name, found.version) == ("Ada", "4A", 1)
    ict.pupils.change(ada, 1, dataclasses.replace(details, surname="Obi-Green"))
    with pytest.raises(SomebodyWasFaster):
        ict.pupils.change(ada, 1, details)
    ict.pupils.move([ada], school.classes["4B"])
    teacher = school.open("teacher1")
    assert [p.surname for p in teacher.people.find_pupils("obi")] == ["Obi-Green"]
    ict.pupils.archive([ada])
    teacher.follow()
    assert teacher.people.find_pupils("obi") == ()
    assert {one.id: one for one in ict.pupils.all(include_left=True)}[ada].left_on
    ict.pupils.bring_back([ada])
    assert ada in {one.id for one in ict.pupils.all()}
    assert ict.check_audit().broken_at is None


def test_what_cannot_be_kept_is_told_at_its_field(school: SmallSchool) -> None:
    ict = school.open("ict")
    with pytest.raises(AnswersRefused) as refused:
        ict.pupils.add(PupilDetails("", " "))
    assert refused.value.errors[0][0] == "forename"
    with pytest.raises(AnswersRefused):
        ict.pupils.add(PupilDetails("x" * 121, "y"))
    with pytest.raises(NotFound):
        ict.pupils.add(PupilDetails("A", "B", class_id=uuid.uuid4()))
    with pytest.raises(NotAllowed):
        school.open("teacher1").pupils.add(PupilDetails("A", "B"))
    assert "does not fit" in upn_warning("b802200106001")
    assert upn_warning("A802200106001") == ""


def test_doubles_are_found_merged_and_undone(school: SmallSchool) -> None:
    ict = school.open("ict")
    first = ict.pupils.add(PupilDetails("Ada", "Obi", upn="A802200106001"))
    second = ict.pupils.add(
        PupilDetails("Ada", "Obi", born=dt.date(2018, 2, 2), class_id=school.classes["4A"])
    )
    pairs = ict.pupils.doubles()
    assert [{one.id, other.id} for one, other in pairs] == [{first, second}]
    step = ict.pupils.merge(first, second)
    kept = {one.id: one for one in ict.pupils.all()}[first]
    assert (kept.upn, kept.born, kept.class_name) == (
        "A802200106001",
        dt.date(2018, 2, 2),
        "4A",
    )
    assert second not in {one.id for one in ict.pupils.all()}
    ict.pupils.undo(step.id)
    assert len(ict.pupils.doubles()) == 1


def test_two_children_of_one_name_are_no_double(school: SmallSchool) -> None:
    assert school.open("ict").pupils.doubles() == ()  # two Aisha Khans, two birthdays


def test_classes(school: SmallSchool) -> None:
    ict = school.open("ict")
    oak = ict.pupils.add_class("Oak", [YearGroup.Y2, YearGroup.Y1])
    record = {one.id: one for one in ict.pupils.classes()}[oak]
    assert record.year_groups == (YearGroup.Y1, YearGroup.Y2)
    ict.pupils.keep_class(record, "Elm", (YearGroup.Y2,), ())
    with pytest.raises(SomebodyWasFaster):
        ict.pupils.keep_class(record, "Ash", (), ())
    with pytest.raises(AnswersRefused, match="already"):
        ict.pupils.add_class(" elm ", [])
    record = {one.id: one for one in ict.pupils.classes()}[oak]
    ict.pupils.keep_class(record, "Elm", record.year_groups, [school.members["teacher2"]])
    teacher = school.open("teacher2")
    own = teacher.people.own_class()
    assert own is not None
    assert own.name == "Elm"
    with pytest.raises(MoveNotPossible, match="still pupils"):
        ict.pupils.archive_class(school.classes["4A"])
    ict.pupils.archive_class(oak)
    assert oak not in {one.id for one in ict.pupils.classes()}
    teacher.follow()
    assert teacher.people.own_class() is None


def test_a_form_of_a_class_is_kept_whole_or_not_at_all(school: SmallSchool) -> None:
    ict = school.open("ict")
    teacher2 = school.members["teacher2"]
    with pytest.raises(NotFound):  # its second half is refused
        ict.pupils.keep_class(None, "Oak", (YearGroup.Y2,), (uuid.uuid4(),))
    assert "Oak" not in {one.name for one in ict.pupils.classes()}
    oak = ict.pupils.keep_class(None, "Oak", (YearGroup.Y2,), (teacher2,))
    record = next(one for one in ict.pupils.classes() if one.id == oak)
    assert [one for one, _ in record.teachers] == [teacher2]
    with pytest.raises(NotFound):
        ict.pupils.keep_class(record, "Elm", (YearGroup.Y2,), (uuid.uuid4(),))
    assert next(one for one in ict.pupils.classes() if one.id == oak).name == "Oak"
    ict.pupils.keep_class(record, "Elm", (YearGroup.Y2,), ())
    record = next(one for one in ict.pupils.classes() if one.id == oak)
    assert (record.name, record.teachers, record.version) == ("Elm", (), 2)
    # Of what is as it was nothing is written, whoever changed it meanwhile.
    assert ict.pupils.keep_class(record, " Elm ", (YearGroup.Y2,), ()) == oak
    assert next(one for one in ict.pupils.classes() if one.id == oak).version == 2


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("3B", "4B"),
        ("RK", "1K"),
        ("R", "1"),
        ("Reception Oak", "Year 1 Oak"),
        ("Year 3 Elm", "Year 4 Elm"),
        ("Y1/2", "Y2/3"),
        ("Oak", "Oak"),
        ("Robins", "Robins"),
    ],
)
def test_what_a_class_is_called_a_year_later(name: str, above: str) -> None:
    assert name_above(name) == above


def test_a_new_school_year_and_back(school: SmallSchool) -> None:
    ict = school.open("ict")
    six = ict.pupils.add_class("6C", [YearGroup.Y6])
    leaver = ict.pupils.add(PupilDetails("Ola", "Berg", year_group=YearGroup.Y6, class_id=six))
    before = ict.pupils.all(include_left=True)
    plan = ict.school_year.preview(dt.date(2027, 9, 1))
    assert {(move.name, move.to_name, move.pupils) for move in plan.moves} == {
        ("4A", "5A", 3),
        ("4B", "5B", 3),
    }
    assert [one.name for one in plan.leavers] == ["Ola Berg"]
    moves = tuple(
        dataclasses.replace(move, to_name="5 Oak") if move.name == "4A" else move
        for move in plan.moves
    )
    step = ict.school_year.begin(dataclasses.replace(plan, moves=moves))
    now = ict.pupils.all(include_left=True)
    by_name = {one.name: one for one in now}
    assert by_name["Maryam Khan"].class_name == "5 Oak"
    assert by_name["Maryam Khan"].year_group is YearGroup.Y5
    assert by_name["Łukasz Nowak"].class_name == "5B"
    assert by_name["Ola Berg"].left_on == dt.date(2027, 9, 1)
    assert leaver not in {one.id for one in ict.pupils.all()}
    # The teacher of 4B still has 4B: the children moved on, not the classroom.
    own = school.open("teacher1").people.own_class()
    assert own is not None
    assert own.name == "4B"

    ict.school_year.undo(step.id)
    after = ict.pupils.all(include_left=True)
    assert [dataclasses.replace(one, version=0) for one in after] == [
        dataclasses.replace(one, version=0) for one in before
    ]
    assert ict.school_year.last_step().undone_at  # type: ignore[union-attr]


def test_a_year_is_not_begun_twice_by_two_people(school: SmallSchool) -> None:
    ict, head = school.open("ict"), school.open("head")
    plans = [one.school_year.preview() for one in (ict, head)]
    ict.school_year.begin(plans[0])
    with pytest.raises(SomebodyWasFaster):
        head.school_year.begin(plans[1])
    with pytest.raises(NotAllowed):
        school.open("teacher1").school_year.preview()
