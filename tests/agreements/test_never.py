"""A child of whom nothing is ever shown: a mark that the school sets, which stands above every yes."""

from __future__ import annotations

import csv
import io

import pytest

from tests.agreements.school_forms import order
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import USUAL, Consent, How, Kind
from trent_desktop.agreements.register.exports import register_csv
from trent_desktop.agreements.register.returned import Source
from trent_desktop.problems import AnswersRefused, NotAllowed
from trent_desktop.storage.audit import entries_about

YES = dict.fromkeys(USUAL, True)
PHONE = Source(How.TELEPHONE)

pytestmark = pytest.mark.both_databases


def test_never_stands_above_every_yes_until_it_is_taken_off(school: SmallSchool) -> None:
    head, dsl, teacher = school.open("head"), school.open("dsl"), school.open("teacher1")
    returns, register = dsl.agreements.returns, teacher.agreements.register
    child = next(one for one in head.signed_in.directory.pupils if one.surname == "Khan")
    assert child.class_id is not None
    name = f"{child.forename} {child.surname}"
    # No family is known of, and no form was given out.
    teacher.agreements.returns.answer(child.id, YES, source=PHONE)
    assert any(name in one for one in register.may_be_photographed(child.class_id).may)

    with pytest.raises(NotAllowed):
        teacher.agreements.returns.mark_never(child.id, never=True)
    down = [one.consent for one in returns.mark_never(child.id, never=True)]
    assert down == list(USUAL)  # what there is to take down
    again = [one.consent for one in returns.mark_never(child.id, never=True)]
    assert again == down  # and it is one mark all the same
    # A yes that is recorded afterwards is kept, and changes nothing; nor do words that ask for more.
    teacher.agreements.returns.answer(child.id, {Consent.WEBSITE: True}, source=PHONE)
    wording = head.agreements.wordings.current(Kind.CONSENTS).wording.text
    wider = wording.replace("hang in school.", "hang in school and in the town hall.")
    head.agreements.wordings.save(Kind.CONSENTS, "en", wider)
    answers = {one.consent: one for one in register.answers_of(child.id)}
    assert {one.said for one in answers.values()} == {"Never"}
    assert not any(one.given or one.asks_again for one in answers.values())
    assert answers[Consent.WEBSITE].words == (
        "Never, since 23 November 2026. The family’s yes of 23 November 2026 changes nothing"
    )
    again = order(Kind.CONSENTS, chosen=Chosen(Scope.EVERYBODY, ask_again=True))
    with pytest.raises(AnswersRefused):  # nobody asks this family again
        head.agreements.batches.plan(again)
    assert register.find("Khan")[0].never_since is not None
    sheet = register.may_be_photographed(child.class_id)
    assert any(name in one for one in sheet.may_not)
    assert not any(name in one for one in sheet.may)
    rows = csv.DictReader(io.StringIO(register_csv(register.everybody()).decode("utf-8-sig")))
    row = next(one for one in rows if one["Name"].startswith(name))
    assert (row["Press"], row["Press: by"], row["Press: how"]) == ("Never", "the school", "")

    # Whoever uses the register sees the mark; who set it, and when, the trail alone tells.
    assert "ever" not in " ".join(one.words for one in register.history(child.id))
    returns.mark_never(child.id, never=False)
    with head.signed_in.database.read() as session:
        told = [one for one in entries_about(session, str(child.id)) if "never" in one.act]
        assert {(one.act, one.member_id) for one in told} == {
            ("never pictured: set", dsl.signed_in.member.id),
            ("never pictured: taken off", dsl.signed_in.member.id),
        }
        assert not any(one.details for one in told)
    answers = {one.consent: one for one in register.answers_of(child.id)}
    assert {one.said for one in answers.values()} == {"Yes", "Ask again"}
    assert head.check_audit().broken_at is None
