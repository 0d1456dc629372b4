"""Forms taken back: a scanner that types, answers by hand, and a scanned file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from sqlalchemy import update

from tests.agreements.scans import scanned_pages, scanned_pdf
from tests.gallery.stage import settle
from tests.ui.agreements.desks import press
from tests.ui.agreements.returning import (
    heard,
    key_in,
    of_kind,
    state_of,
    type_code,
    waiting,
    words_in,
)
from trent_desktop.agreements.codes import code_text
from trent_desktop.agreements.giving.batch import BatchPlan, Form
from trent_desktop.agreements.kinds import USUAL, Consent, FormState, How, Kind
from trent_desktop.agreements.models import ConsentRow
from trent_desktop.agreements.paper.documents import stream_batch
from trent_desktop.agreements.register.returned import Source
from ui.agreements.paper.letters import batch_print, today_of
from ui.agreements.register.returns_page import ReturnsPage
from ui.agreements.register.scan_work import ScannedForm, ScanResult
from ui.agreements.register.standing_sheet import StandingSheet
from ui.components.buttons import LinkButton


def test_a_scanner_records_one_form_after_the_other(page: ReturnsPage, given: BatchPlan) -> None:
    for form in of_kind(page, given, Kind.PARENT)[:2]:
        type_code(page, form.token)
        assert page.said.text() == "Recorded"
        assert form.name in page.detail.text()
        assert state_of(page, form.pupil_id, Kind.PARENT) is FormState.RETURNED
        assert page.field.text() == ""
    assert heard(page) == ["good", "good"]


def test_the_same_form_twice_says_so_and_another_schools_is_turned_away(
    page: ReturnsPage, given: BatchPlan
) -> None:
    form = of_kind(page, given, Kind.PARENT)[0]
    type_code(page, form.token)
    type_code(page, form.token)
    assert page.said.text() == "This form was here before"
    QTest.keyClicks(page.field, "5014567890123")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    settle()
    assert page.said.text() == "Not one of our codes"
    assert heard(page) == ["good", "odd", "odd"]


def test_answers_on_a_consents_form_are_asked_and_an_empty_row_is_no(
    page: ReturnsPage, given: BatchPlan
) -> None:
    form = of_kind(page, given, Kind.CONSENTS)[0]
    type_code(page, form.token)
    assert page.answers.isVisible()
    assert form.name in page.answers.name.text()
    assert all(not row.value() for row in page.answers.rows.values())
    yes = next(iter(Consent))
    assert page.answers.rows[yes].rows()["yes"].accessibleName() == f"Yes. {yes.title}"
    page.answers.rows[yes].choose("yes")
    press(page.answers.keep)
    assert not page.answers.isVisible()
    answers = page.desk.school.agreements.register.answers_of(form.pupil_id)  # type: ignore[arg-type]
    assert {one.consent for one in answers if one.given} == {yes}
    assert page.field.hasFocus()


def taken_back(page: ReturnsPage, form: Form) -> None:
    """The family agreed to class photographs, and took that back after the form was given out."""
    returns = page.desk.school.agreements.returns
    for agreed in (True, False):
        returns.answer(form.pupil_id, {Consent.PHOTOGRAPHS: agreed})  # type: ignore[arg-type]


def answers_of(page: ReturnsPage, form: Form) -> dict[Consent, bool]:
    answers = page.desk.school.agreements.register.answers_of(form.pupil_id)  # type: ignore[arg-type]
    return {one.consent: one.given for one in answers}


def standing_sheet(page: ReturnsPage) -> StandingSheet:
    (sheet,) = [one for one in page.window().findChildren(StandingSheet) if one.isVisible()]
    return sheet


def test_a_form_that_a_colleague_answered_meanwhile_is_compared_with_the_paper(
    page: ReturnsPage, given: BatchPlan
) -> None:
    form = of_kind(page, given, Kind.CONSENTS)[0]
    type_code(page, form.token)
    school = page.desk.school
    said_no = {Consent.PHOTOGRAPHS: False}
    school.agreements.returns.answer(form.pupil_id, said_no, form.id)  # type: ignore[arg-type]
    colleague = next(one for one in school.people.members() if one.id != school.signed_in.member.id)
    with school.signed_in.database.write() as session:
        by = {"recorded_by": colleague.id}
        session.execute(update(ConsentRow).where(ConsentRow.agreement_id == form.id).values(by))
    page.answers.rows[Consent.PHOTOGRAPHS].choose("yes")
    press(page.answers.keep)
    settle()
    sheet = standing_sheet(page)
    said = "\n".join(one.text() for one in sheet.findChildren(QLabel))
    assert f"recorded by {colleague.name}" in said
    assert "Somebody has read a no on this very form." in said
    assert sheet.change.text() == "The form says yes: change it"
    press(sheet.change)
    settle()
    assert answers_of(page, form)[Consent.PHOTOGRAPHS]


@pytest.mark.parametrize("newer", [False, True])
def test_a_form_older_than_a_withdrawal_shows_what_stands_and_asks(
    page: ReturnsPage, given: BatchPlan, newer: bool
) -> None:
    form = of_kind(page, given, Kind.CONSENTS)[0]
    taken_back(page, form)
    type_code(page, form.token)
    assert page.said.text() == "It is back, but a no still counts"
    assert heard(page) == ["odd"]
    assert page.answers.stands.isVisible()
    assert page.answers.stands.words.text().startswith("Class photographs: withdrawn on ")
    for use in (Consent.PHOTOGRAPHS, Consent.WEBSITE):
        page.answers.rows[use].choose("yes")
    press(page.answers.keep)
    assert not any(answers_of(page, form).values())
    sheet = standing_sheet(page)
    press(sheet.change if newer else sheet.stay)
    settle()
    given_now = {use for use, yes in answers_of(page, form).items() if yes}
    assert given_now == ({Consent.PHOTOGRAPHS, Consent.WEBSITE} if newer else {Consent.WEBSITE})
    assert not page.answers.isVisible()
    assert page.field.hasFocus()


def test_only_a_disputed_yes_on_the_form_leaves_the_form_answered(
    page: ReturnsPage, given: BatchPlan
) -> None:
    form, after = of_kind(page, given, Kind.CONSENTS)[:2]
    taken_back(page, form)
    for one in (form, after):
        type_code(page, one.token)
    for row in page.answers.rows.values():
        row.choose("yes")
    press(page.answers.keep)
    sheet = standing_sheet(page)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    settle()
    assert answers_of(page, form) == {one: one is not Consent.PHOTOGRAPHS for one in USUAL}
    assert after.name in page.answers.name.text()
    assert not page.answers.stands.isVisible()


def test_a_form_in_a_scanned_file_that_is_older_needs_a_look(
    page: ReturnsPage, given: BatchPlan, tmp_path: Path
) -> None:
    pdf = tmp_path / "forms.pdf"
    school = page.desk.school
    with pdf.open("wb") as out:
        stream_batch(given, out, batch_print(school, today_of(school)))
    form = next(one for one in given.forms[:6] if one.kind is Kind.CONSENTS)
    taken_back(page, form)
    before = answers_of(page, form)
    page.read_files([str(scanned_pdf(pdf, tmp_path / "scan.pdf", pages=6))])
    settle()
    said = words_in(page)
    assert re.search(r"[3-6] forms are recorded, [1-9]\d* needs? a look", said)
    assert f"{form.name}" in said
    assert "It is older than what has been said since. Class photographs: withdrawn on" in said
    assert heard(page)[-1] == "odd"
    assert answers_of(page, form) == before


def test_undoing_a_withdrawal_is_asked_about(page: ReturnsPage, given: BatchPlan) -> None:
    form = of_kind(page, given, Kind.CONSENTS)[0]
    taken_back(page, form)
    page.refresh()
    settle()
    links = [one for one in page.findChildren(LinkButton) if one.text() == "Undo"]
    link = next(one for one in links if "photographs: no" in one.accessibleName())
    press(link)
    press(standing_sheet(page).stay)
    assert not answers_of(page, form)[Consent.PHOTOGRAPHS]
    press(link)
    press(standing_sheet(page).change)
    assert answers_of(page, form)[Consent.PHOTOGRAPHS]


def test_a_step_is_undone(page: ReturnsPage, given: BatchPlan) -> None:
    form = of_kind(page, given, Kind.PARENT)[0]
    type_code(page, form.token)
    link = next(one for one in page.findChildren(LinkButton) if one.text() == "Undo")
    press(link)
    assert state_of(page, form.pupil_id, Kind.PARENT) is FormState.ISSUED
    assert "(undone)" in words_in(page)


def test_a_scanned_file_is_read_askew_and_upside_down(
    page: ReturnsPage, given: BatchPlan, tmp_path: Path
) -> None:
    pdf = tmp_path / "forms.pdf"
    school = page.desk.school
    with pdf.open("wb") as out:
        stream_batch(given, out, batch_print(school, today_of(school)))
    scan = scanned_pdf(pdf, tmp_path / "scan.pdf", pages=6, turned=180)
    before = set(waiting(page, given))
    page.read_files([str(scan)])
    settle()
    back = before - set(waiting(page, given))
    assert back
    assert back <= set(given.forms[:6])
    assert re.search(r"[3-6] forms are recorded", words_in(page))
    assert not page.choose.isHidden()
    assert page.choose.isEnabled()


def test_a_file_that_is_no_scan_is_refused_and_the_page_goes_on(
    page: ReturnsPage, given: BatchPlan, tmp_path: Path
) -> None:
    broken = tmp_path / "scan.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    page.read_files([str(broken)])
    settle()
    assert heard(page) == ["odd"]
    assert page.choose.isEnabled()
    form = of_kind(page, given, Kind.PARENT)[0]
    type_code(page, form.token)
    assert state_of(page, form.pupil_id, Kind.PARENT) is FormState.RETURNED


def test_a_stack_is_scanned_while_the_answers_of_the_first_are_asked(
    page: ReturnsPage, given: BatchPlan
) -> None:
    first, second = of_kind(page, given, Kind.CONSENTS)[:2]
    parent = of_kind(page, given, Kind.PARENT)[0]
    type_code(page, first.token)
    rows = page.answers.rows[next(iter(Consent))].rows()
    assert any(one.hasFocus() for one in rows.values())
    school = page.desk.school.school.id
    for form in (second, parent):
        key_in(page, code_text(school, form.token))
        assert state_of(page, form.pupil_id, form.kind) is FormState.RETURNED
    assert first.name in page.answers.name.text()
    assert not any(row.value() for row in page.answers.rows.values())
    assert heard(page) == ["good"] * 3
    named = [link.accessibleName() for link in page.unanswered.links]
    assert any(second.name in name for name in named)
    assert not any(first.name in name for name in named)


def test_answers_put_off_wait_in_a_list_until_they_are_in(
    page: ReturnsPage, given: BatchPlan
) -> None:
    form = of_kind(page, given, Kind.CONSENTS)[0]
    before = len(page.unanswered.links)
    type_code(page, form.token)
    press(page.answers.put_off)
    page.refresh()
    settle()
    assert page.field.hasFocus()
    assert len(page.unanswered.links) == before + 1
    press(next(one for one in page.unanswered.links if form.name in one.accessibleName()))
    assert form.name in page.answers.name.text()
    page.answers.rows[Consent.BLOG].choose("yes")
    press(page.answers.keep)
    assert len(page.unanswered.links) == before
    assert answers_of(page, form)[Consent.BLOG]


def test_tab_after_the_last_answer_comes_to_undo_last_of_all(
    page: ReturnsPage, given: BatchPlan
) -> None:
    for form in of_kind(page, given, Kind.CONSENTS)[:3]:
        type_code(page, form.token)
    last = list(page.answers.rows.values())[-1].rows()["no"]
    last.setFocus()
    met: list[str] = []
    for _ in range(40):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        now = page.window().focusWidget()
        met.append(now.text() if isinstance(now, LinkButton) else type(now).__name__)
        if now is page.answers.keep:
            met.append("keep")
        if now is page.field or now is last:
            break
    assert "keep" in met[:2]
    assert "Undo" in met
    assert max(at for at, one in enumerate(met) if one == "Put in the answers") < met.index("Undo")


def test_the_card_shows_what_stands_and_how_it_was_given(
    page: ReturnsPage, given: BatchPlan
) -> None:
    form = of_kind(page, given, Kind.CONSENTS)[0]
    assert form.pupil_id is not None
    page.desk.school.agreements.returns.answer(
        form.pupil_id, {Consent.VIDEO: True}, source=Source(How.TELEPHONE)
    )
    type_code(page, form.token)
    said = page.answers.now[Consent.VIDEO].text()
    assert said.startswith("Now yes, since ")
    assert said.endswith(", by telephone")
    assert page.answers.now[Consent.PRESS].text() == "Now no: not answered"
    assert not page.answers.otherwise.isVisible()


def test_a_form_of_an_older_wording_says_what_it_asked_otherwise(
    page: ReturnsPage, given: BatchPlan
) -> None:
    form = of_kind(page, given, Kind.CONSENTS)[0]
    wordings = page.desk.school.agreements.wordings
    now = wordings.current(Kind.CONSENTS)
    wider = now.wording.text.replace("school’s website.", "school’s website and its Facebook page.")
    assert wider != now.wording.text
    wordings.save(Kind.CONSENTS, "en", wider)
    type_code(page, form.token)
    assert page.said.text() == "Recorded: an older version"
    assert page.answers.otherwise.isVisible()
    assert "School website" in page.answers.otherwise.words.text()
    assert "Press" not in page.answers.otherwise.words.text()


def test_many_files_and_a_folder_are_read_and_a_bad_one_stops_nothing(
    page: ReturnsPage, given: BatchPlan, tmp_path: Path
) -> None:
    pdf = tmp_path / "forms.pdf"
    school = page.desk.school
    with pdf.open("wb") as out:
        stream_batch(given, out, batch_print(school, today_of(school)))
    inside = tmp_path / "scans" / "more"
    inside.mkdir(parents=True)
    pictures = scanned_pages(pdf, pages=4)  # the sheet of the class is the first
    for number, picture in enumerate(pictures[:3]):
        picture.save(inside / f"{number}.jpg", quality=80)
    alone = tmp_path / "alone.tif"
    pictures[3].save(alone)
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 and then nothing")
    before = set(waiting(page, given))
    page.files.all_chosen.emit([str(tmp_path / "scans"), str(bad), str(alone)])
    settle()
    assert before - set(waiting(page, given)) == before & set(given.forms[:3])
    assert page.result.words.text().endswith("1 file was not read.")
    assert "bad.pdf: This PDF is damaged." in words_in(page)
    assert not page.choose.isHidden()


def test_what_a_family_filled_in_on_a_screen_is_chosen_in_the_card(
    page: ReturnsPage, given: BatchPlan
) -> None:
    form = of_kind(page, given, Kind.CONSENTS)[0]
    outcome = page.desk.school.agreements.returns.scan(
        code_text(page.desk.school.school.id, form.token)
    )
    ticked = {Consent.BLOG: True, Consent.PRESS: False}
    page._read(ScanResult(("back.pdf",), (ScannedForm("back.pdf", 1, outcome, ticked),), False))
    settle()
    chosen = {use: row.value() for use, row in page.answers.rows.items() if row.value()}
    assert chosen == {Consent.BLOG: "yes", Consent.PRESS: "no"}
    assert "filled this in on a screen" in page.answers.about.text()


def test_a_code_typed_wrong_or_by_half_stays_to_be_put_right(
    page: ReturnsPage, given: BatchPlan
) -> None:
    form = of_kind(page, given, Kind.PARENT)[0]
    code = code_text(page.desk.school.school.id, form.token)
    QTest.keyClicks(page.field, code[:12])
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    settle()
    assert page.detail.text().startswith("This is only a part of the code: it has 24 characters.")
    assert page.field.text() == code[:12]
    page.field.end(False)
    QTest.keyClicks(page.field, code[12:])
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    settle()
    assert page.said.text() == "Recorded"
    assert page.field.text() == ""
