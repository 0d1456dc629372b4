"""What was done to pupils and classes is a history, and goes back step by step."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import MoveNotPossible, NotAllowed
from trent_desktop.school.class_lists.planned import Choices
from trent_desktop.school.classes.step import Step, StepKind
from trent_desktop.school.classes.undo import naming
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.people import YearGroup
from trent_desktop.storage.tables import ClassRow, PupilRow, table_of

_HEADS = "Surname,Forename,Class,Year group,Date of birth\n"


def bring_in(school: SmallSchool, desk: OpenSchool, *rows: str) -> Step:
    path = Path(school.folder) / "list.csv"
    path.write_text(_HEADS + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    choices = Choices(whole_school=True, all_the_same=True)
    return desk.class_lists.apply(desk.class_lists.plan(desk.class_lists.read(path), choices)).step


KHAN = "Khan,Maryam,4A,4,2018-05-03"
NOWAK = "Nowak,Łukasz,4B,4,2018-03-01"


def test_import_new_year_import_and_three_times_undo(school: SmallSchool) -> None:
    ict = school.open("ict")
    first = ict.class_lists.export()
    people = [dataclasses.replace(one, version=0) for one in ict.pupils.all(include_left=True)]
    classes = [dataclasses.replace(one, version=0) for one in ict.pupils.classes()]
    steps = [bring_in(school, ict, KHAN, NOWAK, "Berg,Ola,6C,6,2015-09-09")]
    steps.append(ict.school_year.begin(ict.school_year.preview(dt.date(2027, 9, 1))))
    steps.append(bring_in(school, ict, "Khan,Maryam,5 Oak,5,2018-05-03", "New,Nia,R,R,2022-10-01"))
    assert ict.class_lists.export() != first
    kinds = [line.step.kind for line in ict.timeline.lines()]
    assert kinds == [StepKind.IMPORT, StepKind.SCHOOL_YEAR, StepKind.IMPORT]
    assert [bool(line.why_not) for line in ict.timeline.lines()] == [False, True, True]
    for step in reversed(steps):
        ict.timeline.undo(step.id)
    assert ict.class_lists.export() == first
    after = [dataclasses.replace(one, version=0) for one in ict.pupils.all(include_left=True)]
    assert after == people
    assert [dataclasses.replace(one, version=0) for one in ict.pupils.classes()] == classes


def test_an_earlier_step_waits_for_what_was_done_on_top_of_it(school: SmallSchool) -> None:
    ict = school.open("ict")
    step = bring_in(school, ict, KHAN.replace(",4,", ",5,"), NOWAK)
    maryam = next(one for one in ict.pupils.all() if one.forename == "Maryam")
    ict.pupils.move([maryam.id], school.classes["4B"])
    with pytest.raises(MoveNotPossible, match="1 of these pupils was changed since") as refused:
        ict.timeline.undo(step.id)
    assert "later" in refused.value.what_to_do
    # By content: she is moved back, and it can be undone though her row was written twice.
    ict.pupils.move([maryam.id], school.classes["4A"])
    ict.timeline.undo(step.id)
    assert len(ict.pupils.all()) == 6


def test_what_was_done_last_stands_first_also_by_a_laptop_whose_clock_is_slow(
    school: SmallSchool,
) -> None:
    ict = school.open("ict")
    first = ict.class_lists.export()
    bring_in(school, ict, KHAN, NOWAK)
    school.clock.turn(minutes=-20)
    newest = bring_in(school, ict, KHAN, NOWAK, "Berg,Ola,6C,6,2015-09-09")
    lines = ict.timeline.lines()
    assert lines[0].step.id == newest.id
    assert [bool(line.why_not) for line in lines] == [False, False]
    for line in lines:
        ict.timeline.undo(line.step.id)
    assert ict.class_lists.export() == first


def test_a_second_new_year_this_autumn_is_asked_about(school: SmallSchool) -> None:
    ict = school.open("ict")
    before = ict.class_lists.export()
    first = ict.school_year.begin(ict.school_year.preview())
    plan = ict.school_year.preview()
    assert plan.begun == first.at.date()
    with pytest.raises(MoveNotPossible, match="begun on"):
        ict.school_year.begin(plan)
    second = ict.school_year.begin(plan, again=True)
    assert "6A" in ict.class_lists.export().decode("utf-8-sig")
    ict.school_year.undo(second.id)
    ict.school_year.undo(first.id)
    assert ict.class_lists.export() == before
    again = ict.school_year.begin(ict.school_year.preview())  # nothing stands in its way
    school.clock.turn(days=330)
    assert ict.school_year.preview().begun is None
    assert again.undone_at is None


def test_what_was_done_by_hand_is_there_in_words_and_goes_back(school: SmallSchool) -> None:
    ict = school.open("ict")
    before, classes = ict.class_lists.export(), ict.pupils.classes()
    ada = ict.pupils.add(PupilDetails("Ada", "Obi", class_id=school.classes["4A"]))
    ict.pupils.change(ada, 1, PupilDetails("Ada", "Obi-Green", class_id=school.classes["4A"]))
    ict.pupils.archive([one.id for one in ict.pupils.all() if one.class_name == "4B"])
    one = next(one for one in classes if one.name == "4B")
    ict.pupils.keep_class(one, "4 Elm", (YearGroup.Y4,), [school.members["teacher2"]])
    lines = ict.timeline.lines()
    assert [line.words for line in lines] == [
        "By hand: class 4 Elm",
        "By hand: 3 left",
        "By hand: Ada Obi-Green, changed",
        "By hand: Ada Obi, added",
    ]
    assert {line.by for line in lines} == {"Tomasz Wiśniewski"}
    for line in lines:
        ict.timeline.undo(line.step.id)
    assert ict.class_lists.export() == before
    assert [(one.name, one.teachers) for one in ict.pupils.classes()] == [
        (one.name, one.teachers) for one in classes
    ]
    assert all(line.why_not.startswith("Undone on") for line in ict.timeline.lines())
    with pytest.raises(NotAllowed):
        school.open("teacher1").timeline.lines()


def test_a_mixed_class_is_split_and_no_class_is_called_six_seven(school: SmallSchool) -> None:
    ict = school.open("ict")
    lower = ict.pupils.add_class("Y3/4", [YearGroup.Y3, YearGroup.Y4])
    upper = ict.pupils.add_class("Y5/6", [YearGroup.Y5, YearGroup.Y6])
    oak = ict.pupils.add_class("Oak", [YearGroup.Y1])
    made = {}
    for name, year, class_id in (
        ("Ada", YearGroup.Y3, lower),
        ("Bo", YearGroup.Y4, lower),
        ("Cy", YearGroup.Y4, lower),
        ("Di", YearGroup.Y5, upper),
        ("Ed", YearGroup.Y6, upper),
        ("Flo", YearGroup.Y1, oak),
    ):
        made[name] = ict.pupils.add(PupilDetails(name, "Hart", year_group=year, class_id=class_id))
    plan = ict.school_year.preview()
    by_name = {move.name: move for move in plan.moves}
    assert [(one.year, one.to_name, one.pupils) for one in by_name["Y3/4"].years] == [
        (YearGroup.Y3, "Y3/4", 1),
        (YearGroup.Y4, "Y5/6", 2),
    ]
    assert [one.to_name for one in by_name["Y5/6"].years] == ["Y5/6"]
    assert not any(
        "7" in (move.to_name + "".join(y.to_name for y in move.years)) for move in plan.moves
    )
    # Child by child: one of the two goes elsewhere.
    plan = dataclasses.replace(plan, apart={made["Cy"]: "5 Elm"})
    cy = next(one for one in plan.staying if one.id == made["Cy"])
    assert plan.goes_to(cy) == "5 Elm"
    ict.school_year.begin(plan)
    where = {one.forename: one.class_name for one in ict.pupils.all() if one.surname == "Hart"}
    assert where == {"Ada": "Y3/4", "Bo": "Y5/6", "Cy": "5 Elm", "Di": "Y5/6", "Flo": "Oak"}
    years = {one.name: one.year_groups for one in ict.pupils.classes()}
    assert years["Oak"] == (YearGroup.Y2,)  # its children's
    assert years["5 Elm"] == (YearGroup.Y5,)
    assert years["Y3/4"] == (YearGroup.Y4,)
    assert years["Y5/6"] == (YearGroup.Y5, YearGroup.Y6)


def test_a_class_is_not_taken_from_under_a_child_who_came_into_it_later(
    school: SmallSchool,
) -> None:
    ict = school.open("ict")
    step = bring_in(school, ict, KHAN, NOWAK, "Berg,Ola,6C,6,2015-09-09")
    new = next(one for one in ict.pupils.classes() if one.name == "6C")
    ada = ict.pupils.add(PupilDetails("Ada", "Obi", class_id=new.id))
    words = "1 pupil would be in a class that is no longer there"
    assert words in ict.timeline.lines()[1].why_not
    with pytest.raises(MoveNotPossible, match=words):
        ict.timeline.undo(step.id)
    assert next(one for one in ict.pupils.all() if one.id == ada).class_name == "6C"
    ict.pupils.move([ada], school.classes["4A"])
    ict.timeline.undo(step.id)
    assert [one.name for one in ict.pupils.classes()] == ["4A", "4B"]


def test_no_two_classes_of_one_name_come_of_undoing(school: SmallSchool) -> None:
    ict = school.open("ict")
    one = next(one for one in ict.pupils.classes() if one.name == "4B")
    ict.pupils.keep_class(one, "4 Elm", (YearGroup.Y4,), [])
    renamed = ict.timeline.lines()[0].step
    brought = bring_in(school, ict, KHAN, NOWAK)  # it says 4B, which there is no more
    assert {one.name for one in ict.pupils.classes()} == {"4A", "4B", "4 Elm"}
    with pytest.raises(MoveNotPossible, match="two classes called 4B"):
        ict.timeline.undo(renamed.id)
    ict.timeline.undo(brought.id)
    ict.timeline.undo(renamed.id)
    assert [one.name for one in ict.pupils.classes()] == ["4A", "4B"]


def test_what_others_hang_on_stays_when_an_import_is_undone(school: SmallSchool) -> None:
    """A class in which a lesson was taught meanwhile, and a child of a family."""
    ict = school.open("ict")
    before = ict.class_lists.export()
    step = bring_in(school, ict, KHAN, NOWAK, "New,Nia,R,R,2022-10-01")
    nia = next(one for one in ict.pupils.all() if one.forename == "Nia")
    aisha = next(one for one in ict.pupils.all() if one.surname == "Khan")
    ict.agreements.families.join([nia.id, aisha.id])
    ict.timeline.undo(step.id)
    assert ict.class_lists.export() == before


def test_whoever_undoes_knows_each_table_that_names_a_class_or_a_child(school: SmallSchool) -> None:
    from trent_desktop.moving import rows  # every table there is

    tables = rows.Rows.metadata.sorted_tables
    with school.open("ict").signed_in.database.read() as session:
        for kind in (ClassRow, PupilRow):
            named = {
                (one.name, column.name)
                for one in tables
                for column in one.columns
                if any(key.references(table_of(kind)) for key in column.foreign_keys)
            }
            assert len(named) > 2
            assert set(naming(session, kind)) >= named
