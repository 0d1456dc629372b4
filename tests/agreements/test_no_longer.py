"""What one person said counts no longer: recorded, counted, told, and taken back (rule 200)."""

from __future__ import annotations

import csv
import datetime as dt
import io
import uuid

import pytest

from tests.agreements.school_forms import code_of, give_out, of, order, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import USUAL, Consent, FormState, How, Kind
from trent_desktop.agreements.register.exports import register_csv
from trent_desktop.agreements.register.returned import Source
from trent_desktop.agreements.register.standing import ConsentAnswer
from trent_desktop.agreements.register.voices import Why
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import MoveNotPossible, NotAllowed, NotFound
from trent_desktop.roles import Role
from trent_desktop.storage.audit import entries_about

BLOG, PRESS, WEBSITE = Consent.BLOG, Consent.PRESS, Consent.WEBSITE
FATHER, MOTHER = "Mr. Aziz", "Mrs Aziz"
DAY = dt.date(2026, 11, 2)

pytestmark = pytest.mark.both_databases


def child(school: OpenSchool, surname: str = "Khan") -> uuid.UUID:
    return next(one.id for one in school.signed_in.directory.pupils if one.surname == surname)


def say(school: OpenSchool, pupil: uuid.UUID, by: str, given: bool, *uses: Consent) -> uuid.UUID:
    source = Source(How.TELEPHONE, by)
    answers = dict.fromkeys(uses or (WEBSITE,), given)
    return school.agreements.returns.answer(pupil, answers, source=source).event_id


def end(
    school: OpenSchool, pupil: uuid.UUID, by: str = FATHER, why: Why = Why.DIED, words: str = ""
) -> tuple[ConsentAnswer, ...]:
    voices = school.agreements.voices
    shown = [one for voice in voices.of(pupil) for one in voice.answer_ids]
    return voices.end(pupil, by, why, DAY, words=words, shown=shown)


def now(school: OpenSchool, pupil: uuid.UUID, use: Consent = WEBSITE) -> ConsentAnswer:
    return next(one for one in school.agreements.register.answers_of(pupil) if one.consent is use)


def ending(school: OpenSchool, pupil: uuid.UUID) -> uuid.UUID:
    steps = school.agreements.register.history(pupil)
    return next(one.event_id for one in steps if one.no_longer)


def test_once_a_no_counts_no_longer_the_yes_of_the_other_does(school: SmallSchool) -> None:
    head, dsl, teacher = school.open("head"), school.open("dsl"), school.open("teacher1")
    pupil = child(head)
    say(teacher, pupil, MOTHER, True)
    say(teacher, pupil, FATHER, False)
    assert now(teacher, pupil).differs == MOTHER
    one, two = dsl.agreements.voices.of(pupil)
    assert [(each.name, each.words) for each in (one, two)] == [
        (FATHER, "No: School website."), (MOTHER, "Yes: School website."),
    ]  # fmt: skip

    assert end(dsl, pupil, "mr aziz", Why.OTHER, "The  court\n") == ()
    answer = now(teacher, pupil)
    assert (answer.said, answer.said_by) == ("Yes", MOTHER)
    # What was said is still there, and that it was ended: by whom, from when, why.
    steps = teacher.agreements.register.history(pupil)
    assert [(step.by, step.words.split(": ", 1)[1]) for step in steps[:2]] == [
        (
            dsl.signed_in.member.name,
            f"what {FATHER} said no longer counts, from 2 November 2026: The court",
        ),
        (
            teacher.signed_in.member.name,
            f"answered (School website: no, by telephone, by {FATHER})",
        ),
    ]
    assert (steps[0].no_longer, steps[1].no_longer) == (FATHER, "")
    # Nowhere but in that child's history.
    assert not any("court" in one.words for one in teacher.agreements.returns.recent())
    assert b"court" not in register_csv(teacher.agreements.register.everybody())
    with head.signed_in.database.read() as session:
        told = [one for one in entries_about(session, str(pupil)) if "no longer" in one.act]
        assert [(one.member_id, one.details) for one in told] == [
            (dsl.signed_in.member.id, {"answers": 1})
        ]

    # It is taken back by those who may, and by nobody else, whichever way they try.
    step = ending(head, pupil)
    for take_back in (teacher.agreements.voices.count_again, teacher.agreements.returns.undo):
        with pytest.raises(NotAllowed):
            take_back(step)
    assert now(head, pupil).given
    head.agreements.voices.count_again(step)
    assert now(head, pupil).said == "No"
    assert now(head, pupil).differs == MOTHER
    newest = head.agreements.register.history(pupil)[0]
    assert (newest.was_undone, newest.no_longer) == (True, "")
    with head.signed_in.database.read() as session:
        acts = [one.act for one in entries_about(session, str(pupil))]
        assert "what somebody said: counts again" in acts
    with pytest.raises(MoveNotPossible):
        head.agreements.voices.count_again(step)
    assert head.check_audit().broken_at is None


def test_where_nobody_else_has_answered_the_family_is_asked_again(school: SmallSchool) -> None:
    head = school.open("head")
    agreements = head.agreements
    form = of(give_out(head, Kind.CONSENTS), "Łukasz Nowak", Kind.CONSENTS)
    pupil = whose(form)
    agreements.returns.scan(code_of(head, form))
    agreements.returns.answer(
        pupil, {**dict.fromkeys(USUAL, True), PRESS: False}, form.id, source=Source(by=FATHER)
    )
    stopped = end(head, pupil)
    assert {one.consent for one in stopped} == {*USUAL} - {PRESS}  # what there is to take down
    answer = now(head, pupil)
    assert (answer.given, answer.said, answer.source) == (False, "Ask again", "")
    assert answer.words == (
        f"No: ask again (what {FATHER} said on 23 November 2026 no longer counts)"
    )
    assert now(head, pupil, PRESS).said == "Ask again"  # of a no as well: no yes comes of it
    rows = csv.DictReader(
        io.StringIO(register_csv(agreements.register.everybody()).decode("utf-8-sig"))
    )
    row = next(one for one in rows if one["Name"].startswith("Łukasz Nowak"))
    assert (row["Press"], row["Press: by"], row["Press: ends"]) == (
        "Ask again", f"{FATHER} (no longer counts)", "2026-11-02",
    )  # fmt: skip
    assert not any("died" in one for one in row.values())
    # The old form is answered: it waits in no list, and its code asks for nothing.
    assert agreements.returns.unanswered() == ()
    assert not agreements.returns.scan(code_of(head, form)).needs_answers

    # A new form is printed for this family, and waited for although the old one is back.
    again = order(Kind.CONSENTS, chosen=Chosen(Scope.EVERYBODY, ask_again=True))
    new = agreements.batches.issue(agreements.batches.plan(again), pages=1)
    assert [one.pupil_id for one in new.forms] == [pupil]
    cell = agreements.register.pupil(pupil).cells[Kind.CONSENTS]
    assert (cell.state, cell.agreement_id) == (FormState.ISSUED, new.forms[0].id)
    agreements.returns.scan(code_of(head, new.forms[0]))
    agreements.returns.answer(pupil, dict.fromkeys(USUAL, True), new.forms[0].id)
    assert now(head, pupil).given
    assert not any(one.asks_again for one in agreements.register.answers_of(pupil))


def test_what_is_said_after_that_counts_and_is_not_taken_away_unseen(school: SmallSchool) -> None:
    head, teacher = school.open("head"), school.open("teacher1")
    pupil = child(head)
    say(head, pupil, FATHER, True, WEBSITE, BLOG)
    voices = head.agreements.voices
    shown = voices.of(pupil)[0].answer_ids
    # Another laptop records his no, before this one writes what it had read.
    school.clock.turn(minutes=-30)  # and its clock is slow
    say(teacher, pupil, "MR AZIZ", False)
    with pytest.raises(MoveNotPossible):
        voices.end(pupil, FATHER, Why.WRONG_CHILD, DAY, shown=shown)
    assert (now(head, pupil).said, now(head, pupil, BLOG).said) == ("Withdrawn", "Yes")

    end(head, pupil, why=Why.WRONG_CHILD)
    first = ending(head, pupil)
    assert {now(head, pupil, one).said for one in (WEBSITE, BLOG)} == {"Ask again"}
    with pytest.raises(NotFound):  # twice is once
        end(head, pupil)
    say(teacher, pupil, FATHER, False)
    answer = now(head, pupil)
    assert (answer.said, answer.said_by) == ("No", FATHER)
    assert now(head, pupil, BLOG).said == "Ask again"
    with pytest.raises(MoveNotPossible):  # the newer no would be gone
        voices.count_again(first)

    # Nor does a yes from before it come back, once that no counts no longer either.
    end(head, pupil)
    second = ending(head, pupil)
    with pytest.raises(MoveNotPossible):
        voices.count_again(first)
    voices.count_again(second)
    assert now(head, pupil).said == "No"


@pytest.mark.parametrize(
    ("why", "words", "day"),
    [
        (Why.OTHER, " ", DAY),
        (Why.OTHER, "so " * 90, DAY),
        (Why.DIED, "", dt.date(2026, 11, 24)),
    ],
    ids=["no words", "too many", "a day to come"],
)
def test_what_is_not_whole_is_not_recorded(
    folder_school: SmallSchool, why: Why, words: str, day: dt.date
) -> None:
    head = folder_school.open("head")
    pupil = child(head)
    say(head, pupil, "", False)
    (family,) = head.agreements.voices.of(pupil)
    assert family.name == "The family, without a name"
    with pytest.raises(MoveNotPossible):
        head.agreements.voices.end(pupil, "", why, day, words=words, shown=family.answer_ids)
    assert now(head, pupil).said == "No"


def test_only_who_may_say_never_may_say_it(folder_school: SmallSchool) -> None:
    head = folder_school.open("head")
    pupil = child(head)
    say(head, pupil, FATHER, False)
    shown = head.agreements.voices.of(pupil)[0].answer_ids
    for name in folder_school.members:
        desk = folder_school.open(name)
        voices, roles = desk.agreements.voices, desk.signed_in.member.roles
        if roles & {Role.DSL, Role.HEADTEACHER}:
            voices.end(pupil, FATHER, Why.NOT_RESPONSIBLE, DAY, shown=shown)
            voices.count_again(ending(head, pupil))
            continue
        for call in (
            lambda of=voices.of: of(pupil),
            lambda end=voices.end: end(pupil, FATHER, Why.DIED, DAY, shown=shown),
            lambda again=voices.count_again: again(uuid.uuid4()),
        ):
            with pytest.raises(NotAllowed):
                call()
    assert now(head, pupil).said == "No"


def test_an_undo_of_something_else_is_not_reached_through_it(folder_school: SmallSchool) -> None:
    head = folder_school.open("head")
    pupil = child(head)
    step = say(head, pupil, FATHER, True)
    with pytest.raises(NotFound):
        head.agreements.voices.count_again(step)
    assert now(head, pupil).given


def test_it_holds_for_both_entries_of_one_child(school: SmallSchool) -> None:
    head = school.open("head")
    kept, other = child(head), child(head, "Nowak")
    say(head, other, "mr aziz", True, WEBSITE)
    say(head, other, FATHER, False, BLOG)
    say(head, kept, FATHER, True, PRESS)
    end(head, kept)
    head.pupils.merge(kept, other)
    head.follow()
    assert {now(head, kept, one).said for one in (WEBSITE, PRESS)} == {"Ask again"}
    assert now(head, kept, BLOG).said == "No"  # the stricter counts
