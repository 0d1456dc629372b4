"""The invented school: its children, its classes, its staff."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter

import pytest

from trent_desktop.journeys.cleaning import clean
from trent_desktop.roles import Role
from trent_desktop.sample import SamplePupil, SampleSchool, sample_school
from trent_desktop.sample.pupils import is_upn, upn
from trent_desktop.sample.school_year import birthdays_of, school_year_of
from trent_desktop.school.people.directory import tell_apart
from trent_desktop.school.people.people import Pupil, YearGroup

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def school() -> SampleSchool:
    return sample_school(TODAY)


def _named(school: SampleSchool, name: str) -> list[SamplePupil]:
    return [pupil for pupil in school.pupils if pupil.name == name]


def test_the_same_seed_makes_the_same_school(school: SampleSchool) -> None:
    assert sample_school(TODAY) == school
    other = sample_school(TODAY, seed=2)
    assert {one.name for one in other.pupils} != {one.name for one in school.pupils}
    assert {one.id for one in other.pupils}.isdisjoint(one.id for one in school.pupils)


def test_by_default_420_pupils_in_14_classes_of_30(school: SampleSchool) -> None:
    assert len(school.pupils) == 420
    assert [one.name for one in school.classes] == (
        ["RA", "RB", "1A", "1B", "2A", "2B", "3A", "3B", "4A", "4B", "5A", "5B", "6A", "6B"]
    )
    assert set(Counter(one.class_id for one in school.pupils).values()) == {30}


@pytest.mark.parametrize(
    ("pupils", "classes"), [(14, 14), (100, 14), (448, 14), (449, 21), (2_000, 63), (20_000, 630)]
)
def test_bigger_schools_have_more_classes_of_at_most_32(pupils: int, classes: int) -> None:
    school = sample_school(TODAY, pupils=pupils)
    sizes = Counter(one.class_id for one in school.pupils)
    assert (len(school.pupils), len(school.classes)) == (pupils, classes)
    assert max(sizes.values()) <= 32
    assert max(sizes.values()) - min(sizes.values()) <= 1
    assert len({one.upn for one in school.pupils}) == pupils
    teachers = [one for one in school.members if one.sign_in_name.startswith("teacher")]
    assert {one.class_id for one in teachers} == {one.id for one in school.classes}


@pytest.mark.parametrize("pupils", [-1, 0, 13, 20_001])
def test_numbers_that_cannot_be_are_refused_in_words(pupils: int) -> None:
    with pytest.raises(ValueError, match="from 14 to 20,000 pupils"):
        sample_school(TODAY, pupils=pupils)


@pytest.mark.parametrize("today", [TODAY, dt.date(2026, 8, 31), dt.date(2028, 2, 29)])
def test_birthdays_fit_the_year_group(today: dt.date) -> None:
    for pupil in sample_school(today).pupils:
        first, last = birthdays_of(pupil.year_group, school_year_of(today))
        assert first <= pupil.born <= last, pupil.name


def test_pupil_numbers_pass_the_check(school: SampleSchool) -> None:
    # An example worked out by hand (rule 18).
    assert upn("802200106001") == "A802200106001"
    assert not is_upn("B802200106001")
    assert not is_upn("A80220010600")
    assert all(is_upn(pupil.upn) for pupil in school.pupils)
    # 999 is no local authority's number, so that none of them is anybody's.
    assert {pupil.upn[1:4] for pupil in school.pupils} == {"999"}


def test_twins_in_one_class_and_in_two(school: SampleSchool) -> None:
    together = _named(school, "Ayşe Yılmaz") + _named(school, "Emre Yılmaz")
    apart = _named(school, "Táíwò Ogunbiyi") + _named(school, "Kẹ́hìndé Ogunbiyi")
    for twins, classes in ((together, {"4B"}), (apart, {"2A", "2B"})):
        assert len(twins) == 2
        assert len({one.born for one in twins}) == 1
        assert {one.class_name for one in twins} == classes


def test_same_names_are_told_apart_by_class_or_birthday(school: SampleSchool) -> None:
    twice = {name for name, many in Counter(p.name for p in school.pupils).items() if many > 1}
    assert twice == {"Maryam Rahman", "Sofia Popescu"}
    assert {one.class_name for one in _named(school, "Maryam Rahman")} == {"1A", "5B"}
    sofias = _named(school, "Sofia Popescu")
    assert {one.class_name for one in sofias} == {"4B"}
    assert len({one.born for one in sofias}) == 2
    shown = tell_apart(
        Pupil(p.id, p.forename, p.surname, p.born, p.year_group, p.class_id, p.class_name)
        for p in school.pupils
    )
    assert {one.told_apart_by for one in shown if one.name == "Sofia Popescu"} == {
        "4B, born 9 December",
        "4B, born 3 May",
    }


def _scripts(text: str) -> set[str]:
    return {unicodedata.name(sign).split()[0] for sign in text if sign.isalpha()}


def test_names_of_many_languages_and_scripts(school: SampleSchool) -> None:
    names = [pupil.name for pupil in school.pupils]
    scripts = set().union(*map(_scripts, names))
    assert {"LATIN", "ARABIC", "TAMIL", "CYRILLIC", "GREEK", "CJK", "BENGALI"} <= scripts
    for name in ("Zoë O'Neill", "Łukasz Wójcik", "Şükrü Çağlayan", "Ólafur Þorkelsson"):
        assert name in names
    assert any("Nguyễn" in name for name in names)
    assert any("D'Souza" in name for name in names)
    surnames = [pupil.surname for pupil in school.pupils]
    assert sum("-" in one for one in surnames) >= 5
    assert sum(" " in one for one in surnames) >= 5
    assert "" in surnames
    assert min(len(name) for name in names) <= 4
    assert max(len(name) for name in names) >= 50


def test_some_children_are_called_otherwise_than_on_the_register(school: SampleSchool) -> None:
    other = {p.forename: p.legal_forename for p in school.pupils if p.forename != p.legal_forename}
    assert other["Temi"] == "Oluwatemitope"
    assert 5 <= len(other) <= 60


def test_names_are_as_the_forms_keep_them() -> None:
    """Composed, without hidden characters: what is picked is what is found again."""
    for seed in range(5):
        for pupil in sample_school(TODAY, pupils=700, seed=seed).pupils:
            assert clean(pupil.name, one_line=True).text == pupil.name
            assert pupil.forename.strip()


def test_thirty_members_with_every_role(school: SampleSchool) -> None:
    assert len(school.members) == 30
    names = [one.sign_in_name for one in school.members]
    assert len(set(names)) == len({one.name for one in school.members}) == 30
    assert {"head", "ict", "dsl", "deputy", "chair", "governor1", "governor2"} <= set(names)
    assert {f"teacher{number}" for number in range(1, 15)} <= set(names)
    assert set().union(*(one.roles for one in school.members)) == set(Role)
    for role in (Role.HEADTEACHER, Role.ICT_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.CHAIR):
        assert sum(role in one.roles for one in school.members) == 1


def test_teacher1_has_a_year_4_class_and_the_ict_lead_teaches(school: SampleSchool) -> None:
    by_id = {one.id: one for one in school.classes}
    own = school.member("teacher1").class_id
    assert own is not None
    assert (by_id[own].name, by_id[own].year_group) == ("4B", YearGroup.Y4)
    assert school.member("ict").roles == {Role.ICT_LEAD, Role.TEACHER}
    assert school.member("ict").class_id is not None
    of_teachers = [one.class_id for one in school.members if one.sign_in_name.startswith("teacher")]
    assert Counter(of_teachers) == Counter(by_id.keys())
    with pytest.raises(KeyError):
        school.member("nobody")


def test_telephone_numbers_are_kept_for_drama(school: SampleSchool) -> None:
    """Ofcom keeps these ranges free, so that a number in a story rings nowhere."""
    assert {one.role for one in school.contacts} >= {"dsl", "headteacher", "chair", "lado"}
    for one in school.contacts:
        assert one.phone.startswith(("020 7946 0", "01632 960", "07700 900")), one.role
        assert one.name
    assert "020 7946 0" in school.address
    assert "(sample)" in school.name
