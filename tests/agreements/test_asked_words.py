"""An answer belongs to the words that were asked, to who gave it, and to its time."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from tests.agreements.school_forms import give_out, of, order, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import Consent, How, Kind
from trent_desktop.agreements.models import ConsentRow
from trent_desktop.agreements.register.returned import Source, last_day
from trent_desktop.agreements.register.standing import ConsentAnswer
from trent_desktop.agreements.wording.meaning import meaning_of, same_as, still_says
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, NotAllowed
from trent_desktop.storage.audit import Act

CONOR = "Conor O'Neill"
WEBSITE, PHOTOS, BLOG = Consent.WEBSITE, Consent.PHOTOGRAPHS, Consent.BLOG


def answer(school: OpenSchool, pupil_id: uuid.UUID, consent: Consent) -> ConsentAnswer:
    found = school.agreements.register.answers_of(pupil_id)
    return next(one for one in found if one.consent is consent)


def changed(school: OpenSchool, old: str, new: str, same: str = "") -> None:
    wordings = school.agreements.wordings
    text = wordings.current(Kind.CONSENTS).wording.text
    assert old in text
    wordings.save(Kind.CONSENTS, "en", text.replace(old, new), same=same)


def test_a_question_that_asks_for_more_is_asked_again(school: SmallSchool) -> None:
    head = school.open("head")
    form = of(give_out(head, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    copy = of(give_out(head, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil, returns = whose(form), head.agreements.returns
    returns.answer(pupil, {WEBSITE: True, PHOTOS: True}, form.id)
    school.clock.turn(days=1)
    on_website = "the school’s website."
    changed(head, on_website, "the school’s website and on its Facebook page.")

    now = answer(head, pupil, WEBSITE)
    assert (now.given, now.asks_again) == (False, True)
    assert now.words == "No: ask again (the yes of 23 November 2026 was to other words)"
    assert now.asked.endswith("may be shown on the school’s website.")
    assert answer(head, pupil, PHOTOS).words == "Yes, since 23 November 2026"

    # A form of the old words that comes back now says yes to the old words alone.
    returns.answer(pupil, {WEBSITE: True}, copy.id)
    assert answer(head, pupil, WEBSITE).to_other_words
    # Asked again in the new words, it counts; and a no to any words is a no.
    returns.answer(pupil, {WEBSITE: True}, source=Source(How.TELEPHONE))
    assert answer(head, pupil, WEBSITE).given
    changed(head, " and on its Facebook page", "")
    assert not answer(head, pupil, WEBSITE).given
    returns.answer(pupil, {WEBSITE: False})
    changed(head, on_website, "the school’s website, and in its app.")
    assert answer(head, pupil, WEBSITE).words == "No: withdrawn on 24 November 2026"


def test_an_answer_from_before_wordings_were_kept_has_the_words_it_was_given_to(
    school: SmallSchool,
) -> None:
    """A school that never gave out a form: no wording has a number, and the answers have none."""
    head = school.open("head")
    child = head.signed_in.directory.pupils[0].id
    me = head.signed_in
    with me.database.write() as session:
        for use in (PHOTOS, WEBSITE):
            session.add(
                ConsentRow(
                    id=uuid.uuid4(),
                    pupil_id=child,
                    consent=use.value,
                    given=True,
                    since=me.clock(),
                    recorded_by=me.member.id,
                )
            )
        me.audit(session, Act.CONSENT_RECORDED, str(child), {"answers": 2})
    for _ in range(2):
        for use in (PHOTOS, WEBSITE):
            said = answer(head, child, use)
            assert said.asks_again  # it asked for other things, without a promise of no name
        assert answer(head, child, PHOTOS).asked == (
            "My child may be in class photographs that hang in school or are given to the families "
            "of the class."
        )
        # A form is given out, and the words of today have a number: that changes nothing.
        give_out(head, Kind.CONSENTS)
    changed(head, "hang in school.", "hang in school or are given to the families of the class.")
    assert answer(head, child, PHOTOS).given


def test_what_only_looks_different_is_still_answered(school: SmallSchool) -> None:
    head = school.open("head")
    form = of(give_out(head, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil = whose(form)
    head.agreements.returns.answer(pupil, {WEBSITE: True}, form.id)
    changed(head, "on the school’s website.", "on the School’s website")
    assert answer(head, pupil, WEBSITE).given
    assert head.agreements.wordings.current(Kind.CONSENTS, "pl").suits_english


def test_the_headteacher_says_why_it_asks_for_no_more(school: SmallSchool) -> None:
    lead = school.open("ict")
    form = of(give_out(lead, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil = whose(form)
    lead.agreements.returns.answer(pupil, {WEBSITE: True}, form.id)
    with pytest.raises(NotAllowed):
        changed(lead, "Pictures of my", "Photos of my", same="It only reads better.")
    assert lead.agreements.wordings.current(Kind.CONSENTS).is_ours
    head = school.open("head")
    changed(head, "Pictures of my", "Photos of my", same="A photo is a picture.")
    assert answer(head, pupil, WEBSITE).given
    assert head.agreements.wordings.current(Kind.CONSENTS, "pl").suits_english
    changed(head, "Photos of my", "Photos and films of my")
    assert not answer(head, pupil, WEBSITE).given
    assert not head.agreements.wordings.current(Kind.CONSENTS, "pl").suits_english
    # Back to words that were said to ask for no more: the first yes counts again.
    changed(head, "Photos and films of my", "Photos of my")
    assert answer(head, pupil, WEBSITE).given


def test_a_parent_whose_name_is_typed_otherwise_is_the_same_one(school: SmallSchool) -> None:
    office = school.open("support")
    pupil, returns = office.signed_in.directory.pupils[0].id, office.agreements.returns
    for name, given in (("Mr. Aziz", False), ("mr aziz", True), ("MR  AZIZ", True)):
        returns.answer(pupil, {BLOG: given}, source=Source(How.TELEPHONE, name))
    now = answer(office, pupil, BLOG)
    assert (now.given, now.said_by) == (True, "Mr. Aziz")
    returns.answer(pupil, {BLOG: False}, source=Source(How.TELEPHONE, "Mrs Aziz"))
    assert answer(office, pupil, BLOG).words.endswith("Mrs Aziz said no, Mr. Aziz yes")
    for name, given in (("மீனா", False), ("மானா", True)):  # two people, but for a vowel's sign
        returns.answer(pupil, {PHOTOS: given}, source=Source(How.TELEPHONE, name))
    assert not answer(office, pupil, PHOTOS).given


def test_two_parents_differ_and_the_stricter_counts(school: SmallSchool) -> None:
    office = school.open("support")
    form = of(give_out(office, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil, returns = whose(form), office.agreements.returns
    returns.answer(pupil, {BLOG: True, PHOTOS: True}, form.id)
    step = returns.answer(pupil, {BLOG: False}, source=Source(How.TELEPHONE, "Mr O'Neill"))
    now = answer(office, pupil, BLOG)
    assert not now.given
    assert now.words == "No, since 23 November 2026: Mr O'Neill said no, the family yes"
    assert now.source == "by telephone, by Mr O'Neill"
    # The family says yes once more: that takes nothing of his back, and nobody needs to be asked.
    again = returns.answer(pupil, {BLOG: True}, source=Source(How.IN_PERSON))
    assert not answer(office, pupil, BLOG).given
    returns.undo(again.event_id)
    returns.undo(step.event_id)
    assert answer(office, pupil, BLOG).given
    steps = [one.words for one in office.agreements.register.history(pupil) if not one.was_undone]
    assert all("Mr O'Neill" not in one for one in steps)


def test_a_yes_ends_with_its_time(school: SmallSchool) -> None:
    lead = school.open("ict")
    lead.settings.change(consent_years=1)
    form = of(give_out(lead, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil = whose(form)
    lead.agreements.returns.answer(pupil, {BLOG: True, PHOTOS: False}, form.id)
    assert answer(lead, pupil, BLOG).given
    school.clock.turn(days=350)
    later = school.open("ict")
    assert answer(later, pupil, BLOG).words == (
        "No: ask again (the yes of 23 November 2026 ended on 31 October 2027)"
    )
    assert answer(later, pupil, PHOTOS).words == "No, since 23 November 2026"


@pytest.mark.parametrize(
    ("given", "years", "last"),
    [
        (dt.date(2026, 11, 22), 1, dt.date(2027, 10, 31)),
        (dt.date(2026, 8, 31), 1, dt.date(2026, 10, 31)),
        (dt.date(2026, 9, 1), 2, dt.date(2028, 10, 31)),
        (dt.date(2026, 9, 1), 0, None),
    ],
)
def test_the_last_day_leaves_time_to_ask(given: dt.date, years: int, last: dt.date | None) -> None:
    assert last_day(given, years) == last


def test_meaning_is_words_alone_and_goes_one_way() -> None:
    assert meaning_of("On the School’s website!") == meaning_of("on the school's  website")
    assert meaning_of("may be shown") != meaning_of("may not be shown")
    same = same_as([("a", "b"), ("b", "c"), ("c", "a")])
    assert still_says("a", "c", same)
    assert not still_says("c", "d", same)
    assert not still_says("b", "a", same_as([("a", "b")]))


def test_the_form_is_printed_for_exactly_those_whose_yes_no_longer_counts(
    school: SmallSchool,
) -> None:
    head = school.open("head")
    plan = give_out(head, Kind.CONSENTS)
    returns, batches = head.agreements.returns, head.agreements.batches
    again = order(Kind.PARENT, Kind.CONSENTS, chosen=Chosen(Scope.EVERYBODY, ask_again=True))
    with pytest.raises(AnswersRefused, match="Nobody needs to be asked again"):
        batches.plan(again)
    yes, no, other = plan.forms[:3]
    for form, consent, given in ((yes, WEBSITE, True), (no, WEBSITE, False), (other, BLOG, True)):
        returns.answer(whose(form), {consent: given}, form.id)
    changed(head, "the school’s website.", "the school’s website and its Facebook page.")
    printed = batches.plan(again)
    assert [(one.name, one.kind) for one in printed.forms] == [(yes.name, Kind.CONSENTS)]
    batches.issue(printed, pages=1)
    assert batches.issued()[0].whom == "Everybody, only to ask again"
    returns.answer(whose(yes), {WEBSITE: True}, printed.forms[0].id)
    with pytest.raises(AnswersRefused):
        batches.plan(again)
