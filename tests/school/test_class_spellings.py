"""“3 S”, “3s” and “3S” are one class; two that a school has stay two."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pytest

from tests.schools import PASSWORD, SmallSchool
from trent_desktop.__main__ import main
from trent_desktop.problems import SomebodyWasFaster
from trent_desktop.school.class_lists.planned import Choices, LineKind
from trent_desktop.school.classes.class_names import ClassNames

pytestmark = pytest.mark.both_databases
PART = Choices(whole_school=False)


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(f"Surname,Forename,Class\n{text}", encoding="utf-8")
    return path


def in_class(school: SmallSchool) -> dict[str, str]:
    return {one.name: one.class_name for one in school.open("ict").pupils.all()}


@pytest.mark.parametrize("spelt", ["4 A", "4a", "4 a"])
def test_another_spelling_is_the_class_that_is_there(
    school: SmallSchool, tmp_path: Path, spelt: str
) -> None:
    lists = school.open("ict").class_lists
    plan = lists.plan(lists.read(write(tmp_path, f"Obi,Ada,{spelt}\n")), PART)
    assert plan.new_classes == ()
    assert plan.respelt == (f"“{spelt}” in the list is the class 4A.",)
    assert plan.of(LineKind.NEW)[0].class_after == "4A"
    lists.apply(plan)
    assert in_class(school)["Ada Obi"] == "4A"
    again = lists.plan(lists.read(write(tmp_path, f"Obi,Ada,{spelt}\n")), Choices({2: ada(school)}))
    assert again.counts[LineKind.UNCHANGED] == 1


def ada(school: SmallSchool) -> uuid.UUID:
    return next(one.id for one in school.open("ict").pupils.all() if one.forename == "Ada")


def test_two_spellings_in_one_list_are_one_new_class_by_its_usual_name(
    school: SmallSchool, tmp_path: Path
) -> None:
    ict = school.open("ict")
    rows = "Obi,Ada,3 S\nIto,Hana,3S\nMarsh,Ewan,3S\nQuayle,Fern,3s\n"
    plan = ict.class_lists.plan(ict.class_lists.read(write(tmp_path, rows)), PART)
    assert plan.new_classes == ("3S",)
    assert plan.respelt == (
        "“3 S” in the list is the class 3S.",
        "“3s” in the list is the class 3S.",
    )
    ict.class_lists.apply(plan)
    assert {in_class(school)[name] for name in ("Ada Obi", "Hana Ito", "Fern Quayle")} == {"3S"}
    assert sorted(one.name for one in ict.pupils.classes()) == ["3S", "4A", "4B"]


def test_two_classes_that_a_school_has_stay_two(school: SmallSchool, tmp_path: Path) -> None:
    ict = school.open("ict")
    ict.pupils.add_class("4 A", ())
    rows = "Obi,Ada,4A\nIto,Hana,4 A\nMarsh,Ewan,4 a\n"
    plan = ict.class_lists.plan(ict.class_lists.read(write(tmp_path, rows)), PART)
    ict.class_lists.apply(plan)
    found = in_class(school)
    assert [found[name] for name in ("Ada Obi", "Hana Ito", "Ewan Marsh")] == ["4A", "4 A", "4 A"]
    assert plan.new_classes == ()


def test_a_space_between_two_numbers_is_part_of_a_name() -> None:
    names = ClassNames(["Class 12", "Year 3 Oak", "Y 1/2"])
    assert names.of("Class 1 2") is None
    assert names.of("class12") == "Class 12"
    assert names.of("Year3Oak") == "Year 3 Oak"
    assert names.of("Y1 / 2") == "Y 1/2"
    assert names.of("Y1-2") is None


def test_the_word_class_and_signs_of_full_width_make_no_other_class() -> None:
    names = ClassNames(["3A", "Oak Class", "Class 5", "Elm", "Elm Class"])
    assert [names.of(name) for name in ("Class 3A", "CLASS 3 a", "３Ａ", "3A class")] == ["3A"] * 4
    assert (names.of("Oak"), names.of("class oak"), names.of("5")) == (
        "Oak Class",
        "Oak Class",
        "Class 5",
    )
    # Of two that the school has each is meant by its own name; “Classics” is another word.
    assert (names.of("Elm"), names.of("elm class"), names.of("Class Elm")) == (
        "Elm",
        "Elm Class",
        None,
    )
    assert ClassNames(["ics"]).of("Classics") is None


def test_a_class_that_is_renamed_meanwhile_leaves_no_child_in_none(
    school: SmallSchool, tmp_path: Path
) -> None:
    ict = school.open("ict")
    plan = ict.class_lists.plan(ict.class_lists.read(write(tmp_path, "Obi,Ada,4A\n")), PART)
    record = next(one for one in ict.pupils.classes() if one.name == "4A")
    ict.pupils.keep_class(record, "4 Oak", record.year_groups, ())
    with pytest.raises(SomebodyWasFaster):
        ict.class_lists.apply(plan)


def test_the_command_line_says_which_class_was_meant(
    school: SmallSchool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    path = write(tmp_path, "Obi,Ada,4 a\n")
    argv = ["pupils", "import", str(path), "--school", school.location.shown, "--as", "ict"]
    assert main([*argv, "--part", "--json"]) == 0
    assert "“4 a” in the list is the class 4A." in json.loads(capsys.readouterr().out)["warnings"]
