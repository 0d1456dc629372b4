"""Families: language and address are shared by siblings, print size is a child's own."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import func, select

from tests.schools import SmallSchool
from trent_desktop.agreements.giving.family import PupilFamily
from trent_desktop.agreements.kinds import PrintSize
from trent_desktop.agreements.models import FamilyPupilRow, FamilyRow
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, NotAllowed, NotFound
from trent_desktop.storage.audit import Act, entries_about


def pupil(school: OpenSchool, name: str, class_name: str = "4A") -> uuid.UUID:
    return next(
        one.id
        for one in school.signed_in.directory.pupils
        if one.name == name and one.class_name == class_name
    )


def family(school: OpenSchool, pupil_id: uuid.UUID) -> PupilFamily:
    return school.agreements.families.of_pupils()[pupil_id]


def rows(school: OpenSchool) -> tuple[int, int]:
    """How many families and how many children in them are stored."""
    with school.signed_in.database.read() as session:
        families, children = (
            session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (FamilyRow, FamilyPupilRow)
        )
    return families, children


def test_a_child_of_whom_nothing_was_said_reads_english(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    found = teacher.agreements.families.of_pupils()
    assert set(found) == {one.id for one in teacher.signed_in.directory.pupils}
    assert all(one == PupilFamily(key) for key, one in found.items())
    assert found[pupil(teacher, "Maryam Khan")].language == "en"


def test_what_is_said_of_a_family_is_there_for_everybody(school: SmallSchool) -> None:
    teacher, head = school.open("teacher1"), school.open("head")
    maryam = pupil(teacher, "Maryam Khan")
    teacher.agreements.families.change(
        maryam, language="ur", addressed_to="  Mr  and Mrs\tKhan ", print_size=PrintSize.LARGE
    )
    found = family(head, maryam)
    assert (found.language, found.addressed_to) == ("ur", "Mr and Mrs Khan")
    assert found.print_size is PrintSize.LARGE
    assert "Khan" not in repr(found)
    head.agreements.families.change(maryam, addressed_to="")
    assert (family(head, maryam).addressed_to, family(head, maryam).language) == ("", "ur")
    with head.signed_in.database.read() as session:
        entries = entries_about(session, str(maryam))
    assert [(one.act, one.details) for one in entries] == [
        (Act.FAMILY_CHANGED, {"what": ["addressed_to"]}),
        (Act.FAMILY_CHANGED, {"what": ["language", "addressed_to", "print_size"]}),
    ]


def test_saying_what_is_known_already_writes_nothing(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    maryam = pupil(teacher, "Maryam Khan")
    teacher.agreements.families.change(
        maryam, language="en", addressed_to="", print_size=PrintSize.NORMAL
    )
    teacher.agreements.families.change(maryam)
    assert rows(teacher) == (0, 0)
    with teacher.signed_in.database.read() as session:
        assert entries_about(session, str(maryam)) == ()


def test_siblings_share_language_and_address_but_not_the_size(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    families = teacher.agreements.families
    maryam, conor = pupil(teacher, "Maryam Khan"), pupil(teacher, "Conor O'Neill")
    lukasz = pupil(teacher, "Łukasz Nowak", "4B")
    families.change(conor, language="pl", print_size=PrintSize.LARGER)
    families.change(lukasz, addressed_to="Ms Nowak")
    families.join([maryam, conor])
    families.join([conor, lukasz])  # and so all three
    assert rows(teacher) == (1, 3)
    found = families.of_pupils()
    for one in (maryam, conor, lukasz):
        assert (found[one].language, found[one].addressed_to) == ("pl", "Ms Nowak")
        assert set(found[one].siblings) == {maryam, conor, lukasz} - {one}
    assert [found[one].print_size for one in (maryam, conor, lukasz)] == [
        PrintSize.NORMAL, PrintSize.LARGER, PrintSize.NORMAL,
    ]  # fmt: skip
    families.change(lukasz, language="ro")
    assert family(teacher, maryam).language == "ro"
    families.join([maryam, lukasz])  # they are already
    assert rows(teacher) == (1, 3)


def test_a_child_who_parts_keeps_the_language_and_leaves_the_address(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    families = teacher.agreements.families
    maryam, conor = pupil(teacher, "Maryam Khan"), pupil(teacher, "Conor O'Neill")
    families.part(maryam)  # nothing to part from
    assert rows(teacher) == (0, 0)
    families.join([maryam, conor])
    families.change(maryam, language="tr", addressed_to="The Khans")
    families.part(maryam)
    found = families.of_pupils()
    assert (found[maryam].language, found[maryam].addressed_to) == ("tr", "")
    assert (found[conor].language, found[conor].addressed_to) == ("tr", "The Khans")
    assert found[maryam].siblings == found[conor].siblings == ()
    families.part(maryam)
    assert rows(teacher) == (2, 2)


def test_a_sibling_who_left_is_no_sibling(school: SmallSchool) -> None:
    head = school.open("head")
    maryam, conor = pupil(head, "Maryam Khan"), pupil(head, "Conor O'Neill")
    head.agreements.families.join([maryam, conor])
    head.pupils.archive([conor])
    found = head.agreements.families.of_pupils()
    assert found[maryam].siblings == ()
    assert conor not in found
    head.pupils.bring_back([conor])
    assert head.agreements.families.of_pupils()[maryam].siblings == (conor,)


def test_what_cannot_be_is_told_beside_the_field(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    families, maryam = teacher.agreements.families, pupil(teacher, "Maryam Khan")
    with pytest.raises(AnswersRefused, match="There is no language “xx”") as no:
        families.change(maryam, language="xx")
    assert no.value.errors[0][0] == "language"
    assert "Choose from English, Albanian, Arabic," in no.value.words
    with pytest.raises(AnswersRefused, match="at most 200 characters") as no:
        families.change(maryam, addressed_to="a" * 201)
    assert no.value.errors[0][0] == "addressed_to"
    with pytest.raises(AnswersRefused, match="two children or more"):
        families.join([maryam, maryam])
    for act in (families.part, families.change):
        with pytest.raises(NotFound, match="no such pupil"):
            act(uuid.uuid4())
    with pytest.raises(NotFound):
        families.join([maryam, uuid.uuid4()])


def test_governors_neither_see_nor_change_families(school: SmallSchool) -> None:
    governor = school.open("governor")
    with pytest.raises(NotAllowed):
        governor.agreements.families.of_pupils()
    with pytest.raises(NotAllowed):
        governor.agreements.families.change(uuid.uuid4(), language="tr")
    with pytest.raises(NotAllowed):
        governor.agreements.families.join([uuid.uuid4(), uuid.uuid4()])
    with pytest.raises(NotAllowed):
        governor.agreements.families.part(uuid.uuid4())


def test_a_form_is_kept_whole_or_not_at_all(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    families = teacher.agreements.families
    maryam, conor = pupil(teacher, "Maryam Khan"), pupil(teacher, "Conor O'Neill")
    lukasz = pupil(teacher, "Łukasz Nowak", "4B")
    families.join([maryam, conor])
    with pytest.raises(NotFound):  # the last of three things is refused
        families.keep(maryam, [conor], [uuid.uuid4()], language="pl")
    assert family(teacher, maryam).siblings == (conor,)
    families.keep(maryam, [conor], [lukasz], language="pl", print_size=PrintSize.LARGE)
    assert family(teacher, conor).siblings == ()
    found = family(teacher, maryam)
    assert (found.siblings, found.language, found.print_size) == ((lukasz,), "pl", PrintSize.LARGE)


def test_who_is_no_sibling_any_more_stays_one_of_the_others(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    families = teacher.agreements.families
    maryam, conor = pupil(teacher, "Maryam Khan"), pupil(teacher, "Conor O'Neill")
    others = [one.id for one in teacher.signed_in.directory.pupils]
    lukasz, aisha = [one for one in others if one not in (maryam, conor)][:2]
    families.join([maryam, conor, lukasz, aisha])
    families.keep(maryam, [conor, lukasz, aisha], [conor])
    assert family(teacher, maryam).siblings == (conor,)
    assert family(teacher, lukasz).siblings == (aisha,)
    families.keep(maryam, [conor], [])
    assert family(teacher, conor).siblings == family(teacher, maryam).siblings == ()
