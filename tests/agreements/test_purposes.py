"""Purposes of pictures, added and taken out; and walls inside that need no consent."""

from __future__ import annotations

import pytest

from tests.agreements.school_forms import give_out, of, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.kinds import USUAL, Consent, How, Kind
from trent_desktop.agreements.register.exports import register_csv
from trent_desktop.agreements.register.returned import Source
from trent_desktop.agreements.wording.languages import languages, our_text
from trent_desktop.agreements.wording.purposes import ready_words, with_questions
from trent_desktop.agreements.wording.reading import read_wording
from trent_desktop.problems import AnswersRefused, NotAllowed, SomebodyWasFaster

READY = (Consent.PRINTED, Consent.PHOTOGRAPHER, Consent.SOCIAL_MEDIA, Consent.APPS)
PHOTOS, PRESS, WEBSITE = Consent.PHOTOGRAPHS, Consent.PRESS, Consent.WEBSITE
PHONE = Source(How.TELEPHONE)


def test_every_language_has_the_ready_purposes_and_takes_them_in() -> None:
    for one in languages():
        words = ready_words(one.code)
        assert words.keys() == {*USUAL, *READY}
        text = with_questions(our_text(Kind.CONSENTS, one.code), words)
        asked = read_wording(text, one.code, Kind.CONSENTS).asked
        assert {each.consent: each.words for each in asked} == dict(words)
        assert all(each.clauses == ("7.11",) for each in asked)
        # Taken out again it is what it was, to the letter.
        usual = {each: words[each] for each in USUAL}
        assert with_questions(text, usual) == our_text(Kind.CONSENTS, one.code)


def test_a_question_over_two_lines_stays_as_the_school_wrote_it() -> None:
    text = (
        "a\n::: consents\n- press: One\n  and two. [7.11]\n- video: Three. [7.1]\n:::\n- press: b\n"
    )
    assert with_questions(text, {PRESS: "One and two."}) == text.replace(
        "- video: Three. [7.1]\n", ""
    )
    assert "- press: New. [7.11]\n:::" in with_questions(text, {PRESS: "New."})
    assert with_questions(text, {Consent.APPS: "My own."}) == (
        "a\n::: consents\n- apps: My own. [7.11]\n:::\n- press: b\n"
    )


def test_a_purpose_is_added_and_another_taken_out(school: SmallSchool) -> None:
    head, teacher = school.open("head"), school.open("teacher1")
    agreements = head.agreements
    old = of(give_out(head, Kind.CONSENTS), "Conor O'Neill", Kind.CONSENTS)
    child = whose(old)
    agreements.returns.answer(child, dict.fromkeys(USUAL, True), old.id)
    agreements.wordings.mark_checked(Kind.CONSENTS, "tr")
    before = agreements.purposes.now()
    assert before.asked == set(USUAL)
    assert (before.follows, before.languages) == (16, 16)
    assert next(one for one in before.each if one.consent is PRESS).said_yes == 1

    wanted = {one: "" for one in USUAL if one is not PRESS}
    with pytest.raises(NotAllowed):
        teacher.agreements.purposes.change(wanted)
    with pytest.raises(AnswersRefused):
        agreements.purposes.change({})
    # Taking out alone leaves a translation checked; what is added has to be read by a speaker.
    now = agreements.purposes.change(wanted, expected=before.current)
    assert (now.current.number, now.follows) == (2, 16)
    assert agreements.wordings.current(Kind.CONSENTS, "tr").is_checked
    now = agreements.purposes.change({**wanted, Consent.SOCIAL_MEDIA: ""})
    assert (now.current.number, now.follows) == (3, 16)
    turkish = agreements.wordings.current(Kind.CONSENTS, "tr")
    assert not turkish.is_checked
    assert turkish.wording.asked[-1].words == ready_words("tr")[Consent.SOCIAL_MEDIA]
    with pytest.raises(SomebodyWasFaster):
        agreements.purposes.change(wanted, expected=before.current)

    # Nothing that was asked was widened: each yes stands, and the new purpose is a no.
    answers = {one.consent: one for one in agreements.register.answers_of(child)}
    assert answers[WEBSITE].given
    assert answers[PRESS].given  # asked no more, and in sight until it is taken back
    assert answers[Consent.SOCIAL_MEDIA].said == "Not answered"

    # A sentence of the school’s own: asked again, and no translation says something else.
    own = "Pictures of my child may be shown on the school’s website and in its app."
    now = agreements.purposes.change({**wanted, WEBSITE: own})
    assert now.follows == 0
    asked = {one.consent: one for one in agreements.register.answers_of(child)}[WEBSITE]
    assert asked.asks_again
    assert "in its app" not in asked.asked
    assert head.check_audit().broken_at is None


def test_back_to_all_that_came_with_the_program_is_the_program_s_wording(
    school: SmallSchool,
) -> None:
    purposes = school.open("head").agreements.purposes
    purposes.change(dict.fromkeys((*USUAL, *READY), ""))
    now = purposes.change(dict.fromkeys(USUAL, ""))
    assert (now.current.is_ours, now.current.number, now.follows) == (True, 1, 16)


def test_a_purpose_of_the_school_s_own_has_a_name_and_a_sentence(school: SmallSchool) -> None:
    head = school.open("head")
    purposes, usual = head.agreements.purposes, dict.fromkeys(USUAL, "")
    sentence = "My child may be in the yearbook that Year 6 makes."
    own, named = {**usual, Consent.OWN_1: sentence}, {Consent.OWN_1: "Yearbook"}
    with pytest.raises(AnswersRefused):
        purposes.change(own)
    with pytest.raises(AnswersRefused):
        purposes.change({**usual, Consent.OWN_1: ""}, names=named)
    now = purposes.change(own, names=named)
    assert now.follows == 0  # nobody has translated it yet
    child = next(one for one in head.signed_in.directory.pupils)
    answer = head.agreements.register.answers_of(child.id)[-1]
    assert (answer.title, answer.said) == ("Yearbook", "Not answered")
    head.agreements.returns.answer(child.id, {Consent.OWN_1: True}, source=PHONE)
    tables = head.agreements.register.everybody()
    assert b"Yearbook: question" in register_csv(tables)
    assert head.agreements.register.answers_of(child.id)[-1].asked == sentence


def test_walls_inside_need_no_consent_and_a_no_still_counts(school: SmallSchool) -> None:
    head = school.open("head")
    agreements, class_id = head.agreements, school.classes["4A"]
    lines = agreements.register.table(class_id).lines
    no, never, silent = (one.pupil_id for one in lines)
    agreements.returns.answer(no, {PHOTOS: True}, source=PHONE)
    agreements.returns.answer(no, {PHOTOS: False}, source=PHONE)
    agreements.returns.mark_never(never, never=True)
    now = agreements.purposes.change(
        dict.fromkeys(USUAL, ""), "Ms Ogunleye, our DPO, 20 November 2026"
    )
    assert PHOTOS not in now.asked
    assert now.walls.startswith("Ms Ogunleye")
    assert now.follows == 16
    form = of(give_out(head, Kind.CONSENTS), lines[2].name, Kind.CONSENTS)
    asked = agreements.wordings.at(Kind.CONSENTS, "en", now.current.number).asked
    assert PHOTOS not in {one.consent for one in asked}
    assert form.pupil_id == silent

    said = {
        one.pupil_id: next(a.said for a in one.answers if a.consent is PHOTOS)
        for one in agreements.register.table(class_id).lines
    }
    assert said == {no: "Withdrawn", never: "Never", silent: "Needs none"}
    sheet = agreements.register.may_be_photographed(class_id)
    assert sheet.walls
    assert sheet.may == (lines[2].name,)
    # Without the officer's word it is asked again, and nobody has answered.
    agreements.purposes.change(dict.fromkeys(USUAL, ""))
    assert agreements.register.may_be_photographed(class_id).may == ()
