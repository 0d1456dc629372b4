"""The sample school's agreements: as in an autumn term some weeks after they were printed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from trent_desktop.agreements.kinds import USUAL, FormState, Kind, PrintSize
from trent_desktop.agreements.models import AgreementRow, ConsentRow
from trent_desktop.agreements.register.standing import whole_school
from trent_desktop.clock import system_clock
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.sample.filling import make_sample
from trent_desktop.sample.values import SAMPLE_PASSWORD

TODAY = dt.date(2026, 11, 26)


def opened(folder: Path, name: str, laptop: Path) -> OpenSchool:
    return open_school(str(folder), name, SAMPLE_PASSWORD, root=laptop, clock=system_clock)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sample") / "s"
    make_sample(str(place), cases=0, today=TODAY)
    return place


def test_families_read_other_languages_and_some_have_siblings(folder: Path, tmp_path: Path) -> None:
    school = opened(folder, "teacher1", tmp_path)
    try:
        families = school.agreements.families.of_pupils()
    finally:
        school.close()
    assert len(families) == 420
    languages = Counter(one.language for one in families.values())
    assert 0.1 < 1 - languages["en"] / 420 < 0.35
    assert len(languages) > 8
    sizes = Counter(one.print_size for one in families.values())
    assert (sizes[PrintSize.LARGE], sizes[PrintSize.LARGER]) == (1, 1)
    siblings = [one for one in families.values() if one.siblings]
    assert len(siblings) >= 4
    assert all(
        families[other].language == one.language for one in siblings for other in one.siblings
    )


def test_most_of_an_autumn_print_is_back(folder: Path, tmp_path: Path) -> None:
    school = opened(folder, "head", tmp_path)
    try:
        agreements = school.agreements
        pupils, staff = sorted(agreements.batches.issued(), key=lambda one: -one.forms)
        whole = whole_school(agreements.register.figures())
        people = agreements.register.staff()
        again = agreements.batches.again(pupils.id)
        with school.signed_in.database.read() as session:
            states = Counter(session.execute(select(AgreementRow.state)).scalars())
            answers = session.execute(select(ConsentRow.consent, ConsentRow.given)).all()
        assert school.check_audit().broken_at is None
        # And work goes on: what is missing can be printed, and its families written to.
        chosen = again.order.chosen
        assert agreements.reminders.plan(chosen).forms
    finally:
        school.close()
    assert (pupils.forms, pupils.whom) == (3 * 420, "Everybody")
    assert len(again.forms) == pupils.forms
    assert 0.6 < pupils.answered / pupils.forms < 0.8
    assert 0.6 < whole.returned / whole.issued < 0.8
    assert states[FormState.REFUSED.value] > 3
    assert staff.forms == len(people)
    assert staff.whom == "Staff"
    assert 0 < staff.answered < staff.forms
    assert {consent for consent, _ in answers} == {one.value for one in USUAL}
    noes = sum(not given for _, given in answers)
    assert 0.05 < noes / len(answers) < 0.5


def test_some_consent_was_taken_back(folder: Path, tmp_path: Path) -> None:
    school = opened(folder, "teacher1", tmp_path)
    try:
        tables = school.agreements.register.everybody()
    finally:
        school.close()
    every = [one for table in tables for line in table.lines for one in line.answers]
    assert any(one.was_withdrawn for one in every)
    assert any(one.given for one in every)
    assert any(one.since is None for one in every)


def test_the_same_seed_makes_the_same_agreements(tmp_path: Path) -> None:
    found: list[list[tuple[object, ...]]] = []
    for name in ("one", "two"):
        make_sample(str(tmp_path / name), pupils=28, cases=0, today=TODAY, seed=3)
        school = opened(tmp_path / name, "head", tmp_path / f"laptop-{name}")
        try:
            with school.signed_in.database.read() as session:
                rows = session.execute(
                    select(AgreementRow.token, AgreementRow.state, AgreementRow.state_at).order_by(
                        AgreementRow.token
                    )
                ).all()
        finally:
            school.close()
        found.append([tuple(row) for row in rows])
    assert found[0] == found[1]
    assert len({token for token, *_ in found[0]}) == len(found[0]) > 28 * 3


def test_a_child_gets_the_form_of_her_age(folder: Path, tmp_path: Path) -> None:
    school = opened(folder, "teacher1", tmp_path)
    try:
        (lines,) = (
            table.lines for table in school.agreements.register.everybody() if table.name == "RA"
        )
    finally:
        school.close()
    assert all(set(line.cells) == {Kind.PUPIL_KS1, Kind.PARENT, Kind.CONSENTS} for line in lines)
    assert all(cell.is_current for line in lines for cell in line.cells.values())
