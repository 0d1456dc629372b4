"""Two entries of one child are merged: her agreements go along, and come apart again."""

from __future__ import annotations

import uuid

from tests.agreements.school_forms import code_of, give_out, of, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import BatchPlan
from trent_desktop.agreements.kinds import USUAL, Consent, FormState, How, Kind, PrintSize
from trent_desktop.agreements.register.returned import ScanKind, Source
from trent_desktop.open_school import OpenSchool
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.people import YearGroup

CONOR = "Conor O'Neill"
DOUBLE = "Conor ONeill"


def doubled(school: SmallSchool) -> tuple[OpenSchool, BatchPlan, uuid.UUID, uuid.UUID]:
    """Forms are out for a child and his double; who is kept, and who is not."""
    ict = school.open("ict")
    double = ict.pupils.add(
        PupilDetails("Conor", "ONeill", year_group=YearGroup.Y4, class_id=school.classes["4A"])
    )
    ict.follow()
    plan = give_out(ict, Kind.PUPIL_KS2, Kind.PARENT, Kind.CONSENTS)
    return ict, plan, whose(of(plan, CONOR, Kind.PARENT)), double


def answers(school: OpenSchool, pupil_id: uuid.UUID) -> dict[Consent, bool]:
    found = school.agreements.register.pupil(pupil_id).answers
    return {one.consent: one.given for one in found if one.since is not None}


def test_forms_consents_and_family_go_to_the_entry_that_is_kept(school: SmallSchool) -> None:
    ict, plan, kept, double = doubled(school)
    ict.agreements.families.change(double, language="tr", print_size=PrintSize.LARGE)
    returns = ict.agreements.returns
    returns.scan(code_of(ict, of(plan, DOUBLE, Kind.PARENT)))
    consents = of(plan, DOUBLE, Kind.CONSENTS)
    returns.answer(double, {Consent.WEBSITE: True, Consent.PRESS: False}, consents.id)
    ict.pupils.merge(kept, double)
    ict.follow()

    line = ict.agreements.register.pupil(kept)
    assert line.cells[Kind.PARENT].state is FormState.RETURNED
    assert answers(ict, kept) == {Consent.WEBSITE: True, Consent.PRESS: False}
    family = ict.agreements.families.of_pupils()[kept]
    assert (family.language, family.print_size) == ("tr", PrintSize.LARGE)
    assert len(ict.agreements.register.history(kept)) == 2
    # A form that was printed for the double and comes back later is the kept child's.
    late = returns.scan(code_of(ict, of(plan, DOUBLE, Kind.PUPIL_KS2)))
    assert late.kind is ScanKind.RECORDED
    assert CONOR in late.words
    assert ict.check_audit().broken_at is None


def test_of_two_answers_the_later_counts(school: SmallSchool) -> None:
    ict, plan, kept, double = doubled(school)
    returns = ict.agreements.returns
    both = {Consent.WEBSITE: True, Consent.PRESS: True}
    returns.answer(double, both, of(plan, DOUBLE, Kind.CONSENTS).id)
    returns.answer(kept, {Consent.WEBSITE: False}, of(plan, CONOR, Kind.CONSENTS).id)
    ict.pupils.merge(kept, double)
    ict.follow()
    assert answers(ict, kept) == {Consent.WEBSITE: False, Consent.PRESS: True}


def test_undone_each_entry_has_its_own_again(school: SmallSchool) -> None:
    ict, plan, kept, double = doubled(school)
    ict.agreements.families.change(double, language="tr")
    returns = ict.agreements.returns
    returns.answer(kept, {Consent.WEBSITE: True}, of(plan, CONOR, Kind.CONSENTS).id)
    returns.answer(double, {Consent.WEBSITE: False}, of(plan, DOUBLE, Kind.CONSENTS).id)
    step = ict.pupils.merge(kept, double)
    ict.follow()
    assert answers(ict, kept) == {Consent.WEBSITE: False}
    ict.pupils.undo(step.id)
    ict.follow()
    assert answers(ict, kept) == {Consent.WEBSITE: True}
    assert answers(ict, double) == {Consent.WEBSITE: False}
    families = ict.agreements.families.of_pupils()
    assert families[double].language == "tr"
    assert families[kept].family_id is None
    states = [
        ict.agreements.register.pupil(one).cells[Kind.CONSENTS].state for one in (kept, double)
    ]
    assert states == [FormState.RETURNED, FormState.RETURNED]


def test_undone_what_was_answered_since_stays(school: SmallSchool) -> None:
    ict, plan, kept, double = doubled(school)
    returns = ict.agreements.returns
    returns.answer(kept, {Consent.WEBSITE: True}, of(plan, CONOR, Kind.CONSENTS).id)
    returns.answer(double, {Consent.WEBSITE: True}, of(plan, DOUBLE, Kind.CONSENTS).id)
    step = ict.pupils.merge(kept, double)
    returns.answer(kept, {Consent.WEBSITE: False}, None)  # the parents called
    ict.pupils.undo(step.id)
    ict.follow()
    assert answers(ict, kept) == {Consent.WEBSITE: False}


def test_a_family_of_the_kept_child_stays_his(school: SmallSchool) -> None:
    ict, _plan, kept, double = doubled(school)
    ict.agreements.families.change(kept, language="pl")
    ict.agreements.families.change(double, language="tr")
    ict.pupils.merge(kept, double)
    ict.follow()
    assert ict.agreements.families.of_pupils()[kept].language == "pl"


def test_never_on_either_entry_stands_on_the_child_and_comes_apart_again(
    school: SmallSchool,
) -> None:
    ict, _plan, kept, double = doubled(school)
    dsl = school.open("dsl")
    yes = dict.fromkeys(USUAL, True)
    ict.agreements.returns.answer(kept, yes, source=Source(How.TELEPHONE))
    dsl.agreements.returns.mark_never(double, never=True)
    since = ict.agreements.register.pupil(double).never_since
    assert since is not None
    # A yes that the kept entry gets later overrules nothing.
    school.clock.turn(days=3)
    ict.agreements.returns.answer(kept, yes, source=Source(How.TELEPHONE))
    step = ict.pupils.merge(kept, double)
    ict.follow()
    line = ict.agreements.register.pupil(kept)
    assert line.never_since == since
    assert not any(one.given for one in line.answers)
    ict.pupils.undo(step.id)
    ict.follow()
    assert ict.agreements.register.pupil(kept).never_since is None
    assert ict.agreements.register.pupil(double).never_since == since

    # Said of both, it stands since the first, and is one mark: taken off once, it is off.
    dsl.agreements.returns.mark_never(kept, never=True)
    ict.pupils.merge(kept, double)
    ict.follow()
    assert ict.agreements.register.pupil(kept).never_since == since
    dsl.agreements.returns.mark_never(kept, never=False)
    assert ict.agreements.register.pupil(kept).never_since is None
    assert ict.check_audit().broken_at is None
