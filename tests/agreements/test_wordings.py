"""Wordings as the school has them: numbered for good, ours again with one press, checked once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from tests.agreements.school_forms import give_out, of, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.kinds import FormState, Kind
from trent_desktop.agreements.models import WordingRow
from trent_desktop.agreements.wording.faults import WordingRefused
from trent_desktop.agreements.wording.languages import our_text
from trent_desktop.problems import NotAllowed, NotFound, SomebodyWasFaster

OURS = our_text(Kind.PARENT, "en")
OWN = OURS.replace("It works best", "It works very well", 1)
TURKISH = our_text(Kind.PARENT, "tr")


def test_at_first_the_wordings_are_ours_and_nothing_is_stored(school: SmallSchool) -> None:
    wordings = school.open("teacher1").agreements.wordings
    current = wordings.current(Kind.PARENT)
    assert (current.number, current.is_ours, current.suits_english) == (1, True, True)
    assert current.wording.text == OURS
    assert wordings.versions(Kind.PARENT) == ()
    assert not wordings.current(Kind.PARENT, "tr").is_checked
    with pytest.raises(NotFound, match="version 1"):
        wordings.at(Kind.PARENT, "en", 1)
    with pytest.raises(NotFound, match="no language"):
        wordings.current(Kind.PARENT, "xx")


def test_the_same_text_always_has_the_same_number(school: SmallSchool) -> None:
    head, teacher = school.open("head"), school.open("teacher1")
    wordings = head.agreements.wordings
    give_out(teacher, Kind.PARENT)  # ours is version 1 from now on
    saved = wordings.save(Kind.PARENT, "en", OWN)
    assert (saved.number, saved.is_ours) == (2, False)
    assert teacher.agreements.wordings.current(Kind.PARENT).wording.text == OWN
    third = wordings.save(Kind.PARENT, "en", OWN.replace("- I talk", "- I often talk"))
    assert third.number == 3
    # Line ends and blank space at the end make no other text.
    again = wordings.save(Kind.PARENT, "en", OWN.replace("\n", "  \r\n") + "\n\n")
    assert again.number == 2
    assert wordings.restore(Kind.PARENT).number == 1
    assert wordings.at(Kind.PARENT, "en", 2).text == OWN
    assert [(one.number, one.in_use) for one in wordings.versions(Kind.PARENT)] == [
        (3, False), (2, False), (1, True),
    ]  # fmt: skip
    assert {one.made_by for one in wordings.versions(Kind.PARENT)} == {
        "Maya Okonkwo-Reid", "Zoë O'Neill",
    }  # fmt: skip
    assert head.check_audit().broken_at is None


def test_nobody_takes_the_place_of_a_version_that_she_has_not_seen(school: SmallSchool) -> None:
    mine, theirs = school.open("head").agreements.wordings, school.open("ict").agreements.wordings
    before = mine.current(Kind.PARENT)
    theirs.save(Kind.PARENT, "en", OWN, expected=before)
    with pytest.raises(SomebodyWasFaster, match="version 1"):
        mine.save(Kind.PARENT, "en", OWN.replace("- I talk", "- I often talk"), expected=before)
    with pytest.raises(SomebodyWasFaster):
        mine.restore(Kind.PARENT, expected=before)
    assert mine.current(Kind.PARENT).wording.text == OWN
    assert len(mine.versions(Kind.PARENT)) == 1
    now = mine.current(Kind.PARENT)
    assert mine.restore(Kind.PARENT, expected=now).is_ours


def test_a_translation_that_changed_meanwhile_is_not_marked_as_read(school: SmallSchool) -> None:
    head, ict = school.open("head").agreements.wordings, school.open("ict").agreements.wordings
    read = head.current(Kind.PARENT, "tr")
    ict.save(Kind.PARENT, "tr", TURKISH + "\nEk.\n")
    with pytest.raises(SomebodyWasFaster):
        head.mark_checked(Kind.PARENT, "tr", expected=read)
    assert not head.current(Kind.PARENT, "tr").is_checked


def test_of_two_who_save_at_the_same_moment_one_is_told(school: SmallSchool) -> None:
    two = [school.open(name).agreements.wordings for name in ("head", "ict")]
    before = two[0].current(Kind.PARENT)
    together = threading.Barrier(2)

    def save(number: int) -> str:
        together.wait(30)
        try:
            text = OWN.replace("- I talk", f"- I talk {number} times and")
            return two[number].save(Kind.PARENT, "en", text, expected=before).wording.text
        except SomebodyWasFaster:
            return ""

    with ThreadPoolExecutor(2) as pool:
        (saved,) = filter(None, pool.map(save, range(2)))
    assert two[0].current(Kind.PARENT).wording.text == saved
    assert len(two[0].versions(Kind.PARENT)) == 1


def test_saving_our_text_is_going_back_to_it(school: SmallSchool) -> None:
    wordings = school.open("ict").agreements.wordings
    wordings.save(Kind.PARENT, "en", OWN)
    back = wordings.save(Kind.PARENT, "en", OURS + "\n")
    assert back.is_ours
    assert [one.number for one in wordings.versions(Kind.PARENT) if one.in_use] == []
    assert back.number == 2  # ours was never printed: its number is the next


def test_it_is_known_how_many_signed_which_version(school: SmallSchool) -> None:
    head = school.open("head")
    first = give_out(head, Kind.PARENT, language="tr")
    head.agreements.wordings.save(Kind.PARENT, "en", OWN)
    second = give_out(head, Kind.PARENT)
    record = head.agreements.returns.record
    record([one.id for one in first.forms[:3]], FormState.RETURNED)
    record([second.forms[0].id], FormState.RETURNED)
    record([second.forms[1].id], FormState.REFUSED)
    versions = head.agreements.wordings.versions
    assert [(one.number, one.returned) for one in versions(Kind.PARENT)] == [(2, 1), (1, 3)]
    assert [(one.number, one.returned) for one in versions(Kind.PARENT, "tr")] == [(1, 3)]


def test_a_wording_with_faults_is_refused_and_the_old_one_stays(school: SmallSchool) -> None:
    wordings = school.open("head").agreements.wordings
    with pytest.raises(WordingRefused) as refused:
        wordings.save(Kind.PARENT, "en", OURS.replace("::: sign", "::: stamp") + "\n{pupl}\n")
    said = [str(one) for one in refused.value.faults]
    assert any("There is no block “stamp”" in one for one in said)
    assert any("There is no placeholder “{pupl}”" in one for one in said)
    assert any("no place to sign" in one for one in said)
    assert wordings.current(Kind.PARENT).is_ours
    with pytest.raises(WordingRefused, match="It should say “staff”"):
        wordings.save(Kind.STAFF, "en", OWN)


def test_a_translation_belongs_to_the_english_it_was_made_for(school: SmallSchool) -> None:
    wordings = school.open("head").agreements.wordings
    assert wordings.current(Kind.PARENT, "tr").suits_english
    wordings.save(Kind.PARENT, "en", OWN)
    assert not wordings.current(Kind.PARENT, "tr").suits_english
    assert wordings.current(Kind.STAFF, "tr").suits_english  # only this kind was changed
    saved = wordings.save(Kind.PARENT, "tr", TURKISH + "\nEk.\n")
    assert saved.suits_english
    wordings.restore(Kind.PARENT)
    assert not wordings.current(Kind.PARENT, "tr").suits_english
    assert wordings.restore(Kind.PARENT, "tr").suits_english


def test_our_translation_can_be_said_to_suit_the_schools_own_english(school: SmallSchool) -> None:
    wordings = school.open("head").agreements.wordings
    wordings.save(Kind.PARENT, "en", OWN)
    kept = wordings.save(Kind.PARENT, "tr", TURKISH)  # read again, and still right
    assert kept.suits_english
    assert kept.wording.text == TURKISH
    wordings.restore(Kind.PARENT)
    assert not wordings.current(Kind.PARENT, "tr").suits_english
    assert wordings.save(Kind.PARENT, "tr", TURKISH).suits_english
    assert wordings.current(Kind.PARENT, "tr").is_ours


def test_a_translation_is_checked_once_and_anew_when_it_changes(school: SmallSchool) -> None:
    head = school.open("head")
    wordings = head.agreements.wordings
    checked = wordings.mark_checked(Kind.PARENT, "tr")
    assert (checked.checked_by, checked.is_checked) == ("Maya Okonkwo-Reid", True)
    plan = give_out(head, Kind.PARENT, language="tr")
    assert all(one.translation_checked for one in plan.forms)
    assert not wordings.save(Kind.PARENT, "tr", TURKISH + "\nEk.\n").is_checked
    assert wordings.restore(Kind.PARENT, "tr").is_checked  # that very text was read
    with pytest.raises(NotFound, match="Only translations"):
        wordings.mark_checked(Kind.PARENT, "en")


def test_whoever_of_the_staff_speaks_it_says_that_a_translation_is_right(
    school: SmallSchool,
) -> None:
    checked = school.open("support").agreements.wordings.mark_checked(Kind.PARENT, "tr")
    assert checked.checked_by == "Ana D'Souza"
    with pytest.raises(NotAllowed):
        school.open("governor").agreements.wordings.mark_checked(Kind.PARENT, "tr")


def test_only_those_who_look_after_wordings_change_them(school: SmallSchool) -> None:
    for name in ("teacher1", "dsl", "governor"):
        wordings = school.open(name).agreements.wordings
        for act in (
            lambda own=wordings: own.save(Kind.PARENT, "en", OWN),
            lambda own=wordings: own.restore(Kind.PARENT),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_what_a_newer_program_would_refuse_is_still_printed(school: SmallSchool) -> None:
    """A rule that comes later must not keep a school from what its families signed."""
    head = school.open("head")
    head.agreements.wordings.save(Kind.PARENT, "en", OWN)
    plan = give_out(head, Kind.PARENT)
    with head.signed_in.database.write() as session:
        row = session.execute(select(WordingRow.id, WordingRow.text)).one()
        session.execute(
            update(WordingRow)
            .where(WordingRow.id == row.id)
            .values(text=row.text.replace("# Agreement", "### Agreement"))
        )
    assert head.agreements.wordings.at(Kind.PARENT, "en", 1).text.count("###") == 1
    assert head.agreements.wordings.current(Kind.PARENT).number == 1
    assert plan.batch_id is not None
    again = head.agreements.batches.again(plan.batch_id)
    assert whose(of(again, "Maryam Khan", Kind.PARENT)) == whose(
        of(plan, "Maryam Khan", Kind.PARENT)
    )
