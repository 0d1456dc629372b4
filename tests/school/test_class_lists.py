"""Class lists in the school: merged, applied, undone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.school.class_lists.make_files import FILES, upn
from tests.school.class_lists.test_cases import CASES
from tests.schools import SmallSchool
from trent_desktop.problems import MoveNotPossible, NotAllowed, NotFound, SomebodyWasFaster
from trent_desktop.school.class_lists.listed import Field
from trent_desktop.school.class_lists.matching import PupilRecord
from trent_desktop.school.class_lists.planned import Choices, LineKind
from trent_desktop.school.class_lists.service import ClassListService
from trent_desktop.school.people.people import YearGroup
from trent_desktop.storage.audit import check_chain

pytestmark = pytest.mark.both_databases


def lists_of(school: SmallSchool, who: str = "ict") -> ClassListService:
    return school.open(who).class_lists


def pupils(school: SmallSchool, *, left: bool = False) -> dict[str, PupilRecord]:
    found = school.open("ict").pupils.all(include_left=left)
    return {f"{one.name} {one.born or ''}".strip(): one for one in found}


def write(tmp_path: Path, text: str, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_comes_in_and_is_undone(school: SmallSchool) -> None:
    lists = lists_of(school)
    before = pupils(school, left=True)
    read = lists.read(FILES / "sims-report.csv")
    plan = lists.plan(read, Choices(whole_school=True))
    assert plan.counts == {
        LineKind.NEW: 3,
        LineKind.CHANGED: 0,
        LineKind.LEFT: 6,
        LineKind.UNCHANGED: 0,
    }
    assert plan.new_classes == ("3A",)
    assert plan.everybody_leaves
    assert pupils(school, left=True) == before  # a dry run is dry
    with pytest.raises(MoveNotPossible, match="Every pupil"):
        lists.apply(plan)
    heard: list[tuple[int, int]] = []
    done = lists.apply(
        plan, sure_everybody_leaves=True, progress=lambda one, of: heard.append((one, of))
    )
    assert heard[-1] == (9, 9)
    now = pupils(school)
    zoe = now["Zoë O'Neill 2018-05-03"]
    assert (zoe.class_name, zoe.year_group, zoe.upn) == ("4B", YearGroup.Y4, upn(1))
    assert now["Anna Maria van der Berg 2018-12-24"].class_name == "3A"
    gone = [one for one in pupils(school, left=True).values() if not one.active]
    assert {one.left_on for one in gone} == {school.clock.at.date()}
    assert len(gone) == 6
    assert lists.last_step() == done.step

    lists.undo(done.step.id)
    after = pupils(school, left=True)
    assert after.keys() == before.keys()
    for name, one in after.items():
        assert (one.class_name, one.active, one.left_on) == (
            before[name].class_name,
            before[name].active,
            before[name].left_on,
        )
    with pytest.raises(MoveNotPossible, match="already undone"):
        lists.undo(done.step.id)
    head = school.open("head")
    assert check_chain(head._me.database.read).broken_at is None


def test_the_same_list_again_changes_nothing(school: SmallSchool) -> None:
    lists = lists_of(school)
    read = lists.read(FILES / "8012999_CTF_8012000_001.xml")
    lists.apply(lists.plan(read, Choices(whole_school=False)))
    again = lists.plan(lists.read(FILES / "8012999_CTF_8012000_001.xml"), Choices())
    assert again.counts[LineKind.UNCHANGED] == 4
    assert again.counts[LineKind.NEW] == again.counts[LineKind.CHANGED] == 0


def test_a_transfer_file_takes_nobody_out_of_a_class_and_a_second_file_adds_them(
    school: SmallSchool, tmp_path: Path
) -> None:
    lists = lists_of(school)
    lists.apply(
        lists.plan(lists.read(FILES / "8012999_CTF_8012000_001.xml"), Choices(whole_school=False))
    )
    second = write(
        tmp_path,
        f"UPN,Forename,Surname,Class\n{upn(40)},Tobi,Adeyemi,2C\n{upn(41)},Ella-Mae,Brown,RK\n",
    )
    plan = lists.plan(lists.read(second), Choices(whole_school=False))
    assert plan.counts[LineKind.CHANGED] == 2
    lists.apply(plan)
    third = lists.plan(
        lists.read(FILES / "8012999_CTF_8012000_001.xml"), Choices(whole_school=False)
    )
    assert third.counts[LineKind.CHANGED] == 0
    assert pupils(school)["Tobi Adeyemi 2019-04-12"].class_name == "2C"


def test_by_admission_number_with_or_without_its_zeros(school: SmallSchool, tmp_path: Path) -> None:
    lists = lists_of(school)
    first = write(tmp_path, "Adno,Forename,Surname,Class\n0042,Ada,Obi,4A\n")
    lists.apply(lists.plan(lists.read(first), Choices(whole_school=False)))
    second = write(tmp_path, "Adno,Forename,Surname,Class\n42,Ada,Obi-Green,4B\n")
    plan = lists.plan(lists.read(second), Choices(whole_school=False))
    assert plan.of(LineKind.CHANGED)[0].changes == (
        "Surname: Obi → Obi-Green",
        "Class: 4A → 4B",
    )
    lists.apply(plan)
    found = [one for one in pupils(school).values() if one.forename == "Ada"]
    assert [(one.surname, one.admission_number) for one in found] == [("Obi-Green", "0042")]


def test_by_name_and_birthday_only_when_somebody_says_so(
    school: SmallSchool, tmp_path: Path
) -> None:
    lists = lists_of(school)
    path = write(
        tmp_path,
        "Forename,Surname,DOB,Class,UPN\n"
        f"Łukasz,Nowak,01/03/2018,4A,{upn(70)}\n"  # one who is there
        f"Aisha,Khan,23/11/2018,4A,{upn(71)}\n"  # another birthday than both who are there
        "Maryam,Khan,,4B,\n",  # no birthday given
    )
    read = lists.read(path)
    plan = lists.plan(read, Choices(whole_school=False))
    assert [(one.row, [c.name for c in one.candidates]) for one in plan.questions] == [
        (2, ["Łukasz Nowak"]),
        (4, ["Maryam Khan"]),
    ]
    assert not plan.ready
    with pytest.raises(MoveNotPossible):
        lists.apply(plan)
    lukasz = plan.questions[0].candidates[0].id
    answered = lists.plan(read, Choices({2: lukasz, 4: None}, whole_school=False))
    assert answered.ready
    assert answered.counts[LineKind.NEW] == 2
    assert answered.counts[LineKind.CHANGED] == 1
    at_once = lists.plan(read, Choices(all_the_same=True, whole_school=False))
    assert at_once.ready
    assert at_once.counts[LineKind.NEW] == 1
    lists.apply(answered)
    assert pupils(school)["Łukasz Nowak 2018-03-01"].upn == upn(70)


def test_who_comes_back_is_brought_back(school: SmallSchool, tmp_path: Path) -> None:
    ict = school.open("ict")
    lists = ict.class_lists
    path = write(tmp_path, f"UPN,Forename,Surname,Class\n{upn(80)},Ada,Obi,4A\n")
    lists.apply(lists.plan(lists.read(path), Choices(whole_school=False)))
    ada = next(one for one in ict.pupils.all() if one.upn)
    ict.pupils.archive([ada.id])
    plan = lists.plan(lists.read(path), Choices(whole_school=False))
    assert plan.of(LineKind.CHANGED)[0].changes[0] == "Comes back to the school"
    lists.apply(plan)
    assert next(one for one in ict.pupils.all() if one.upn).id == ada.id


def test_two_people_importing_at_once(school: SmallSchool) -> None:
    one, other = lists_of(school), lists_of(school, "head")
    plans = [
        lists.plan(lists.read(FILES / "arbor-export.csv"), Choices(whole_school=False))
        for lists in (one, other)
    ]
    one.apply(plans[0])
    with pytest.raises(SomebodyWasFaster):
        other.apply(plans[1])
    assert len(pupils(school)) == 9


def test_what_was_changed_since_is_not_undone_over_somebodys_head(school: SmallSchool) -> None:
    ict = school.open("ict")
    lists = ict.class_lists
    done = lists.apply(
        lists.plan(lists.read(FILES / "arbor-export.csv"), Choices(whole_school=False))
    )
    someone = next(one for one in ict.pupils.all() if one.admission_number == "1001")
    ict.pupils.move([someone.id], None)
    with pytest.raises(MoveNotPossible, match="changed since"):
        lists.undo(done.step.id)
    assert len(pupils(school)) == 9


def test_a_mapping_by_hand_is_remembered_for_everybody(school: SmallSchool) -> None:
    ict = school.open("ict")
    read = ict.class_lists.read(FILES / "strange-headers.csv")
    assert read.columns is not None
    by_hand = {"Kind": Field.FORENAME, "Achternaam": Field.SURNAME, "Groep": Field.CLASS}
    ict.class_lists.remember_columns(read.columns.mark, by_hand)
    again = lists_of(school, "head").read(FILES / "strange-headers.csv")
    assert not again.needs_columns
    assert again.pupils[0].surname == "de Vries"


def test_corrections_are_kept_under_a_name_and_found_by_the_headings(
    school: SmallSchool, tmp_path: Path
) -> None:
    ict = school.open("ict")
    path = write(tmp_path, "Kind,Achternaam,Groep\nJosé,de Vries,4A\n")
    read = ict.class_lists.read(path)
    assert read.columns is not None
    by_hand = {"Kind": Field.FORENAME, "Achternaam": Field.SURNAME, "Groep": Field.CLASS}
    ict.class_lists.remember_columns(read.columns.mark, by_hand, " Parnas ", "utf-8")
    head = lists_of(school, "head")
    again = head.read(path)
    assert (again.profile, again.pupils[0].name) == ("Parnas", "José de Vries")
    # Others have one more column: they are read so only when somebody says so.
    more = write(tmp_path, "Nr,Kind,Achternaam,Groep\n7,José,de Vries,4A\n")
    assert head.read(more).needs_columns
    named = head.read(more, profile="parnas")
    assert (named.profile, named.pupils[0].name) == ("Parnas", "José de Vries")
    with pytest.raises(NotFound, match="Integris") as refused:
        head.read(more, profile="Integris")
    assert "Parnas" in refused.value.what_to_do
    head.forget_profile("Parnas")
    assert lists_of(school).profiles() == ()


@pytest.mark.parametrize("heading", ["03/05/2018", "A802200106001", "Łukasz", "maryam khan"])
def test_no_childs_name_or_birthday_is_kept_as_a_heading(school: SmallSchool, heading: str) -> None:
    ict = school.open("ict")
    ict.class_lists.remember_columns("m", {heading: Field.FORENAME, "B": Field.SURNAME}, "One")
    ict.class_lists.remember_columns("n", {"Zeb": Field.FORENAME, "Zorn": Field.SURNAME}, "Two")
    kept = school.open("head").signed_in.directory.settings
    assert [one.name for one in lists_of(school).profiles()] == ["Two"]
    assert "zeb" not in str(kept).casefold()


def test_only_those_who_may(school: SmallSchool) -> None:
    for who in ("teacher1", "support", "governor"):
        with pytest.raises(NotAllowed):
            lists_of(school, who).read(FILES / "arbor-export.csv")
        with pytest.raises(NotAllowed):
            lists_of(school, who).export()


def test_a_class_for_everybody_in_a_list_without_classes(
    school: SmallSchool, tmp_path: Path
) -> None:
    lists = lists_of(school)
    path = write(tmp_path, "Forename,Surname\nAda,Obi\n")
    choices = Choices(whole_school=False, class_for_all=school.classes["4A"])
    lists.apply(lists.plan(lists.read(path), choices))
    assert pupils(school)["Ada Obi"].class_name == "4A"


def test_exported_and_read_again_nothing_changes(school: SmallSchool, tmp_path: Path) -> None:
    lists = lists_of(school)
    path = tmp_path / "export.csv"
    path.write_bytes(lists.export())
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    plan = lists.plan(lists.read(path), Choices(all_the_same=True))
    assert plan.ready
    assert plan.counts[LineKind.UNCHANGED] == 6
    assert sum(plan.counts.values()) == 6
    one = tmp_path / "4b.csv"
    one.write_bytes(lists.export(school.classes["4B"]))
    assert len(lists.read(one).pupils) == 3
    assert dt.date(2018, 3, 1) in {p.born for p in lists.read(one).pupils}


def test_one_class_in_two_cases_is_one_class(school: SmallSchool) -> None:
    lists = lists_of(school)
    plan = lists.plan(lists.read(CASES / "35b-class-in-two-cases.csv"), Choices(whole_school=False))
    lists.apply(plan)
    named = [one.name for one in school.open("ict").people.classes() if one.name.casefold() == "3s"]
    assert named == ["3s"]
    assert {
        one.class_name for one in pupils(school).values() if one.forename in ("Amelia", "Idris")
    } == {"3s"}


def test_children_in_lists_side_by_side_all_come_in(school: SmallSchool) -> None:
    """Two of them stand in one row of the file."""
    ict = school.open("ict")
    read = ict.class_lists.read(CASES / "219-blocks-side-by-side.xlsx")
    ict.class_lists.apply(ict.class_lists.plan(read, Choices(whole_school=False)))
    names = {one.id: one.name for one in ict.pupils.classes()}
    now = {one.name: names[one.class_id] if one.class_id else "" for one in ict.pupils.all()}
    assert (now["Amelia Thornbury"], now["Idris Okonjo"], now["Fern Quayle"]) == ("3S", "3S", "4L")


def test_nobody_leaves_because_a_class_came_by_itself(school: SmallSchool, tmp_path: Path) -> None:
    lists = lists_of(school)
    before = pupils(school)
    read = lists.read(CASES / "03-bromcom-capitals-known-as.csv")
    plan = lists.plan(read)
    assert plan.asks_whether_whole
    assert not plan.ready
    assert plan.counts[LineKind.LEFT] == 0
    assert (plan.leaving.pupils, plan.leaving.of) == (6, 6)
    with pytest.raises(MoveNotPossible, match="6 of 6 pupils are not in this list"):
        lists.apply(plan)
    assert pupils(school) == before
    part = lists.plan(read, Choices(whole_school=False))
    lists.apply(part)
    now = pupils(school)
    assert now.keys() > before.keys()
    iona = next(one for one in now.values() if one.forename == "Iona")
    assert (iona.surname, iona.preferred) == ("MacDonald", "Ioni")
    # The name in use finds her as well.
    again = lists.read(write(tmp_path, "Surname,Forename,DOB\nMacDonald,Ioni,30/06/2019\n"))
    assert lists.plan(again, Choices(whole_school=False)).questions[0].candidates[0].id == iona.id


def test_two_rows_that_say_the_same_are_asked_about(school: SmallSchool, tmp_path: Path) -> None:
    lists = lists_of(school)
    read = lists.read(write(tmp_path, "Surname,Forename,Class\nAshdown,Wren,3S\nAshdown,Wren,3S\n"))
    assert len(read.pupils) == 2
    plan = lists.plan(read, Choices(whole_school=False))
    assert [one.name for one in plan.alike] == ["Wren Ashdown"]
    assert not plan.ready
    for once, new in ((True, 1), (False, 2)):
        said = lists.plan(read, Choices(whole_school=False, twice={3: once}))
        assert said.ready
        assert said.counts[LineKind.NEW] == new


def test_a_number_of_one_child_beside_another_is_asked_about(
    school: SmallSchool, tmp_path: Path
) -> None:
    lists = lists_of(school)
    first = "UPN,Surname,Forename,DOB\n" + f"{upn(77)},Khan,Aisha,14/10/2018\n"
    lists.apply(lists.plan(lists.read(write(tmp_path, first)), Choices(whole_school=False)))
    slip = "UPN,Surname,Forename,DOB\n" + f"{upn(77)},Marsh,Rufus,02/05/2021\n"
    read = lists.read(write(tmp_path, slip))
    plan = lists.plan(read, Choices(whole_school=False))
    assert [one.candidates[0].name for one in plan.questions] == ["Aisha Khan"]
    other = lists.plan(read, Choices({2: None}, whole_school=False))
    assert other.counts[LineKind.NEW] == 1
    assert other.counts[LineKind.CHANGED] == 0
