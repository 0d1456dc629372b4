"""Forms that come back late: older words answer no newer question, and a form that asks nothing waits for nothing."""

from __future__ import annotations

from dataclasses import replace

from tests.agreements.school_forms import code_of, give_out, of, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import USUAL, Consent, How, Kind
from trent_desktop.agreements.register.returned import ScanKind, Source
from trent_desktop.open_school import OpenSchool
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.people import YearGroup

WEBSITE, PRESS = Consent.WEBSITE, Consent.PRESS
PHONE = Source(How.TELEPHONE)


def widen(school: OpenSchool) -> None:
    wordings = school.agreements.wordings
    words = wordings.current(Kind.CONSENTS).wording.text
    wordings.save(
        Kind.CONSENTS, "en", words.replace("school’s website.", "school’s website and app.")
    )


def test_a_late_form_in_older_words_takes_no_yes_to_those_of_today_away(
    school: SmallSchool,
) -> None:
    head = school.open("head")
    returns, register = head.agreements.returns, head.agreements.register
    form = of(give_out(head, Kind.CONSENTS), "Maryam Khan", Kind.CONSENTS)
    child = whose(form)
    school.clock.turn(days=1)
    widen(head)
    returns.answer(child, {WEBSITE: True}, source=PHONE)  # to the words of today
    school.clock.turn(days=1)
    outcome = returns.scan(code_of(head, form))
    assert outcome.otherwise == (WEBSITE,)
    recorded = returns.answer(child, {WEBSITE: True, PRESS: True}, form.id)
    answers = {one.consent: one for one in register.answers_of(child)}
    assert answers[WEBSITE].said == "Yes"
    assert answers[WEBSITE].how is How.TELEPHONE
    assert answers[PRESS].said == "Yes"
    assert "app" in answers[WEBSITE].asked

    # A no on it counts all the same: nobody knows which of the two was said last.
    returns.undo(recorded.event_id)
    returns.answer(child, {WEBSITE: False, PRESS: True}, form.id)
    answers = {one.consent: one for one in register.answers_of(child)}
    assert not answers[WEBSITE].given
    # And where there is no other yes, one to the older words is kept, and asked again.
    other = of(
        give_out(head, Kind.CONSENTS, chosen=Chosen(Scope.EVERYBODY)),
        "Conor O'Neill",
        Kind.CONSENTS,
    )
    school.clock.turn(days=1)
    widen_again(head)
    returns.answer(whose(other), {WEBSITE: True}, other.id)
    answers = {one.consent: one for one in register.answers_of(whose(other))}
    assert answers[WEBSITE].said == "Ask again"


def widen_again(school: OpenSchool) -> None:
    wordings = school.agreements.wordings
    words = wordings.current(Kind.CONSENTS).wording.text
    wordings.save(Kind.CONSENTS, "en", words.replace("website and app.", "website, app and page."))


def test_a_form_that_asks_nothing_of_today_waits_for_no_answers(school: SmallSchool) -> None:
    head = school.open("head")
    agreements = head.agreements
    agreements.purposes.change({PRESS: ""})
    form = of(give_out(head, Kind.CONSENTS), "Maryam Khan", Kind.CONSENTS)
    usual = [one for one in USUAL if one is not PRESS]
    agreements.purposes.change(dict.fromkeys(usual, ""))
    outcome = agreements.returns.scan(code_of(head, form))
    assert outcome.kind.is_recorded
    assert not outcome.needs_answers
    assert agreements.returns.unanswered() == ()
    # Asked about again, it has something to say once more.
    agreements.purposes.change(dict.fromkeys(USUAL, ""))
    (waits,) = agreements.returns.unanswered()
    assert waits.agreement_id == form.id


def test_a_form_of_last_school_year_says_that_another_counts_by_now(school: SmallSchool) -> None:
    head = school.open("head")
    returns = head.agreements.returns
    ben = PupilDetails("Ben", "Low", year_group=YearGroup.Y2, class_id=school.classes["4A"])
    child = head.pupils.add(ben)
    head = school.open("head")
    plan = give_out(head, Kind.PUPIL_KS1, Kind.PARENT)
    pupil, parent = (of(plan, "Ben Low", kind) for kind in (Kind.PUPIL_KS1, Kind.PARENT))
    head.pupils.change(child, 1, replace(ben, year_group=YearGroup.Y3))
    assert returns.scan(code_of(head, parent)).kind is ScanKind.RECORDED
    outcome = returns.scan(code_of(head, pupil))
    assert outcome.kind is ScanKind.OTHER_YEAR
    assert outcome.kind.is_recorded
    assert outcome.words.endswith(
        "Ben is in Year 3 now: what counts is “Pupil’s agreement, Years 3 to 6”."
    )
    line = school.open("head").agreements.register.pupil(child)
    assert line.cells[Kind.PUPIL_KS2].state is None
