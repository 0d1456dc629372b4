"""Finding pupils by a few letters, telling same names apart, and settings."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from tests.agreements.school_forms import order
from tests.schools import SmallSchool
from trent_desktop.agreements.kinds import Kind
from trent_desktop.open_school import DIRECTORY_NOTE
from trent_desktop.problems import AnswersRefused, NotAllowed
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.directory import from_json, to_json
from trent_desktop.school.people.finding import spells_a_name
from trent_desktop.school.settings.values import Contact


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("luk", ["Łukasz Nowak"]),
        ("Łuk", ["Łukasz Nowak"]),
        ("nowak łu", ["Łukasz Nowak"]),
        ("oneil", ["Conor O'Neill"]),
        ("o'neil", ["Conor O'Neill"]),
        ("محم", ["محمد حسن"]),
        ("mar", ["Maryam Khan"]),
        ("4a khan", ["Maryam Khan"]),
        ("zzz", []),
        ("", []),
        ("'", []),
    ],
)
def test_a_few_letters_find_a_pupil(school: SmallSchool, typed: str, found: list[str]) -> None:
    people = school.open("teacher2").people
    assert [pupil.name for pupil in people.find_pupils(typed)] == found


def test_same_names_are_told_apart_and_only_they(school: SmallSchool) -> None:
    people = school.open("teacher1").people
    assert {p.told_apart_by for p in people.find_pupils("aisha")} == {
        "4B, born 3 May",
        "4B, born 9 November",
    }
    assert [p.told_apart_by for p in people.find_pupils("maryam")] == [""]


def test_the_name_in_use_finds_her_and_the_register_knows_both(school: SmallSchool) -> None:
    ict = school.open("ict")
    maryam = next(one for one in ict.pupils.all() if one.forename == "Maryam")
    details = PupilDetails("Maryam", "Khan", born=maryam.born, class_id=maryam.class_id)
    ict.pupils.change(maryam.id, 1, replace(details, preferred=" Mimi "))
    teacher = school.open("teacher1")
    for typed in ("mimi", "maryam kh", "khan mimi"):
        (found,) = teacher.people.find_pupils(typed)
        assert (found.name, found.called) == ("Maryam Khan", "Mimi Khan")
        assert found.beside == "known as Mimi, 4A"
    assert from_json(to_json(teacher.people._me.directory)) == teacher.people._me.directory
    ict.follow()
    forms = ict.agreements.batches.plan(order(Kind.PUPIL_KS2)).forms
    assert "Mimi Khan" in {form.name for form in forms}
    # What is hidden from others is hidden under either name.
    assert spells_a_name("mimikhan.example", found.names)
    ict.pupils.change(maryam.id, 2, replace(details, preferred="Maryam"))
    assert {one.preferred for one in ict.pupils.all()} == {""}


def test_a_birthday_by_hand_is_as_strict_as_in_a_list(school: SmallSchool) -> None:
    ict = school.open("ict")
    for born in (dt.date(1981, 5, 3), dt.date(2049, 5, 3)):
        with pytest.raises(AnswersRefused) as refused:
            ict.pupils.add(PupilDetails("Ada", "Obi", born=born))
        assert refused.value.errors[0][0] == "born"


def test_her_own_class_comes_first(school: SmallSchool) -> None:
    people = school.open("teacher1").people
    khans = people.find_pupils("khan", class_id=school.classes["4A"])
    assert [p.class_name for p in khans] == ["4A", "4B", "4B"]
    assert [p.class_name for p in people.find_pupils("4")] == ["4B"] * 3 + ["4A"] * 3


def test_settings_are_for_those_who_may_and_reach_other_laptops(school: SmallSchool) -> None:
    other = school.open("teacher1")
    assert other.settings.current().idle_minutes == 10
    with pytest.raises(NotAllowed):
        other.settings.change(idle_minutes=3)
    lead = school.open("ict")
    with pytest.raises(AnswersRefused):
        lead.settings.change(idle_minutes=0)
    contact = Contact("dsl", "Fatima Sheikh", "020 7946 0123", "Room 3")
    lead.settings.change(idle_minutes=3, contacts=(contact,))
    assert other.follow().directory
    assert other.settings.current().idle_minutes == 3
    assert other.settings.current().contacts == (contact,)


def test_what_an_earlier_program_kept_of_the_directory_is_read_anew(school: SmallSchool) -> None:
    root = school.folder / "laptop"
    first = school.open("teacher1", root=root)
    kept = json.loads(to_json(first.signed_in.directory))
    del kept["form"]
    kept["pupils"] = [one[:8] for one in kept["pupils"]]
    kept["members"] = [one[:7] for one in kept["members"]]
    old = from_json(json.dumps(kept))
    assert old is not None
    assert (old.whole, old.change) == (False, first.signed_in.directory.change)
    first.signed_in.store.remember(DIRECTORY_NOTE, json.dumps(kept))
    assert school.open("teacher1", root=root).signed_in.directory.whole
