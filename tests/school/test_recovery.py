"""The code in the safe: the ICT Lead forgot his password."""

from __future__ import annotations

import pytest

from tests.reports import answers
from tests.school.staff import NEW_PASSWORD, document_of
from tests.schools import SmallSchool
from trent_desktop.problems import CodeRefused, NotAllowed, SignInRefused
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.school.keys.recovery.recovering import recover


def test_the_ict_lead_comes_back_with_his_cases(school: SmallSchool) -> None:
    sent = school.open("teacher1").cases.send(school.draft(answers.quick()))
    school.open("ict")  # puts the keys of the role by
    name = recover(
        school.location.shown,
        school.made.recovery_code.lower(),
        "ICT",
        NEW_PASSWORD,
        clock=school.clock,
    )
    assert name == "ict"
    with pytest.raises(SignInRefused):
        school.open("ict")
    ict = school.open("ict", password=NEW_PASSWORD)
    ict.follow()
    assert [row.reference for row in ict.cases.page(CaseQuery()).rows] == [sent.reference]
    assert ict.cases.open_case(sent.case_id)
    assert ict.check_audit().broken_at is None
    assert len(document_of(school).slots) == 10  # nine members and the code


@pytest.mark.parametrize("name", ["teacher1", "dsl", "nobody", ""])
def test_the_code_is_for_administrators(school: SmallSchool, name: str) -> None:
    with pytest.raises(SignInRefused, match="may administer"):
        recover(
            school.location.shown,
            school.made.recovery_code,
            name,
            NEW_PASSWORD,
            clock=school.clock,
        )


def test_a_code_of_another_school_or_a_mistyped_one(school: SmallSchool) -> None:
    code = school.made.recovery_code
    other = ("B" if code[0] == "A" else "A") + code[1:]
    for typed in (other, code[:-1], code.replace(code[0], "0", 1)):
        with pytest.raises(CodeRefused):
            recover(school.location.shown, typed, "ict", NEW_PASSWORD, clock=school.clock)


def test_changing_the_code_and_proving_that_it_is_there(school: SmallSchool) -> None:
    ict = school.open("ict")
    assert ict.members.recovery_proved  # a sample school asks for nothing
    with pytest.raises(CodeRefused):
        ict.members.change_recovery_code("ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2-3456")
    new = ict.members.change_recovery_code(school.made.recovery_code)
    ict.follow()
    assert not ict.members.recovery_proved
    ict.members.prove_recovery_code()
    ict.follow()
    assert ict.members.recovery_proved
    recover(school.location.shown, new, "head", NEW_PASSWORD, clock=school.clock)
    assert school.open("head", password=NEW_PASSWORD)
    with pytest.raises(NotAllowed):
        school.open("teacher1").members.change_recovery_code()
