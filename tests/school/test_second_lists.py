"""The list of next month: of who is in it already nobody is lost, doubled, or taken for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.school.class_lists.make_files import upn
from tests.schools import SmallSchool
from trent_desktop.school.class_lists.matching import Question, plain_answers
from trent_desktop.school.class_lists.planned import Choices, ImportPlan, LineKind
from trent_desktop.school.class_lists.service import ClassListService

HEADINGS = "UPN,Surname,Forename,DOB,Class,Year\n"
IVY = [upn(501), "Ash", "Ivy", "13/09/2018", "3S", "3"]
LEO = [upn(502), "Beck", "Leo", "25/12/2018", "3S", "3"]
MIA = [upn(503), "Crow", "Mia", "01/02/2019", "3T", "3"]
TEMPORARY = "A80100000001B"


@pytest.fixture
def lists(school: SmallSchool) -> ClassListService:
    return school.open("ict").class_lists


def plan(lists: ClassListService, path: Path, *rows: list[str], **choices: object) -> ImportPlan:
    file = path / "list.csv"
    file.write_text(HEADINGS + "".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    chosen: dict[str, object] = {"whole_school": False, **choices}
    return lists.plan(lists.read(file), Choices(**chosen))  # type: ignore[arg-type]


def asked(found: ImportPlan) -> dict[str, list[str]]:
    return {one.listed.name: [who.name for who in one.candidates] for one in found.questions}


def test_the_same_list_and_one_with_the_class_spelt_in_another_way_change_nothing(
    lists: ClassListService, tmp_path: Path
) -> None:
    lists.apply(plan(lists, tmp_path, IVY, LEO, MIA))
    for classes in ({}, {"3S": "3 s", "3T": "3t"}):
        rows = [[*one[:4], classes.get(one[4], one[4]), one[5]] for one in (IVY, LEO, MIA)]
        assert plan(lists, tmp_path, *rows).counts[LineKind.UNCHANGED] == 3


def test_a_class_that_moved_up_in_september_is_the_same_children(
    lists: ClassListService, tmp_path: Path
) -> None:
    lists.apply(plan(lists, tmp_path, IVY, LEO))
    found = plan(lists, tmp_path, [*IVY[:4], "4S", "4"], [*LEO[:4], "4S", "4"])
    assert [one.changes for one in found.of(LineKind.CHANGED)] == [
        ("Class: 3S → 4S", "Year group: Year 3 → Year 4")
    ] * 2
    assert found.counts[LineKind.NEW] == 0


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([TEMPORARY, *IVY[1:]], IVY),  # a temporary number, and then the child's own
        ([TEMPORARY, *IVY[1:3], "", *IVY[4:]], [*IVY[:3], "", *IVY[4:]]),
        (IVY, [upn(599), *IVY[1:]]),  # a number that was corrected
        (["", *IVY[1:]], ["", "Ash-Lee", *IVY[2:]]),  # a new surname, and no number
        (["", *IVY[1:]], ["", "Ash", "Ivanka", *IVY[3:]]),  # another forename
    ],
)
def test_who_may_be_a_child_of_the_school_is_asked_about_and_not_doubled(
    lists: ClassListService, tmp_path: Path, before: list[str], now: list[str]
) -> None:
    lists.apply(plan(lists, tmp_path, before, LEO))
    found = plan(lists, tmp_path, now, LEO)
    assert asked(found) == {f"{now[2]} {now[1]}": ["Ivy Ash"]}
    assert found.counts[LineKind.NEW] == 0
    one = found.questions[0]
    same = plan(lists, tmp_path, now, LEO, answers={one.row: one.candidates[0].id})
    assert (same.counts[LineKind.CHANGED], same.counts[LineKind.NEW]) == (1, 0)
    other = plan(lists, tmp_path, now, LEO, answers={one.row: None})
    assert other.counts[LineKind.NEW] == 1


def test_a_twin_who_comes_later_is_asked_about_once_her_sister_is_not_in_the_list(
    lists: ClassListService, tmp_path: Path
) -> None:
    amina, amira = (["", "Farah", name, "01/02/2019", "3S", "3"] for name in ("Amina", "Amira"))
    lists.apply(plan(lists, tmp_path, amina))
    both = plan(lists, tmp_path, amina, amira)
    assert asked(both) == {"Amina Farah": ["Amina Farah"]}
    assert [one.name for one in both.of(LineKind.NEW)] == ["Amira Farah"]
    # Of another forename she is nobody's “the same”.
    assert asked(plan(lists, tmp_path, amira, all_the_same=True)) == {
        "Amira Farah": ["Amina Farah"]
    }


def test_a_number_beside_other_names_offers_the_child_who_is_meant(
    lists: ClassListService, tmp_path: Path
) -> None:
    lists.apply(plan(lists, tmp_path, IVY, LEO))
    swapped = [LEO[0], *IVY[1:]], [IVY[0], *LEO[1:]]
    found = plan(lists, tmp_path, *swapped)
    assert asked(found) == {"Ivy Ash": ["Leo Beck", "Ivy Ash"], "Leo Beck": ["Ivy Ash", "Leo Beck"]}
    answers = {one.row: one.candidates[1].id for one in found.questions}
    said = plan(lists, tmp_path, *swapped, answers=answers)
    assert said.ready
    assert (said.counts[LineKind.NEW], said.counts[LineKind.CHANGED]) == (0, 2)


def test_a_number_with_other_names_and_no_birthday_is_asked_about(
    lists: ClassListService, tmp_path: Path
) -> None:
    lists.apply(plan(lists, tmp_path, IVY))
    found = plan(lists, tmp_path, [IVY[0], "Crow", "Mia", "", "3S", "3"])
    assert asked(found) == {"Mia Crow": ["Ivy Ash"]}


def test_a_child_who_left_and_came_back_is_the_same(
    lists: ClassListService, tmp_path: Path
) -> None:
    lists.apply(plan(lists, tmp_path, IVY, LEO))
    lists.apply(plan(lists, tmp_path, LEO, whole_school=True))
    back = plan(lists, tmp_path, [*IVY[:4], "3T", "3"], LEO)
    assert back.of(LineKind.CHANGED)[0].changes == ("Comes back to the school", "Class: none → 3T")
    assert back.counts[LineKind.NEW] == 0


def test_a_list_without_numbers_asks_once_of_those_with_name_and_birthday(
    lists: ClassListService, tmp_path: Path
) -> None:
    lists.apply(plan(lists, tmp_path, IVY, LEO, MIA))
    rows = [["", *one[1:]] for one in (IVY, LEO, MIA)]
    rows[2][3] = ""  # of Mia there is but the name
    found = plan(lists, tmp_path, *rows)
    assert [one.listed.forename for one in found.questions] == ["Ivy", "Leo", "Mia"]
    answers = plain_answers(found.questions)
    assert sorted(answers) == [2, 3]
    said = plan(lists, tmp_path, *rows, answers=answers)
    assert asked(said) == {"Mia Crow": ["Mia Crow"]}
    assert said.counts[LineKind.UNCHANGED] == 2


def test_two_rows_that_may_be_one_child_are_asked_about_each(
    lists: ClassListService, tmp_path: Path
) -> None:
    lists.apply(plan(lists, tmp_path, IVY, LEO))
    again = ["", "Ash", "Ivy Rose", *IVY[3:]]
    found = plan(lists, tmp_path, ["", *IVY[1:]], ["", *LEO[1:]], again)
    assert [found.questions[at].listed.forename for at in range(2)] == ["Ivy", "Leo"]
    assert set(plain_answers(found.questions)) == {2, 3}
    shared = [Question(one.listed, found.questions[0].candidates) for one in found.questions]
    assert plain_answers(shared) == {}
