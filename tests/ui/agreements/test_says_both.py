"""Forms filled in on a screen that say both yes and no, in one copy or in two."""

from __future__ import annotations

from tests.gallery.stage import settle
from tests.ui.agreements.desks import press
from tests.ui.agreements.returning import of_kind
from trent_desktop.agreements.codes import code_text
from trent_desktop.agreements.giving.batch import BatchPlan
from trent_desktop.agreements.kinds import Consent, Kind
from ui.agreements.register.returns_page import ReturnsPage
from ui.agreements.register.scan_work import ScannedForm, ScanResult, Ticked

BLOG, PRESS, WEBSITE = Consent.BLOG, Consent.PRESS, Consent.WEBSITE


def came_back(page: ReturnsPage, token: str, *copies: Ticked) -> None:
    """The same form in so many files, as they were dropped together."""
    school = page.desk.school
    code = code_text(school.school.id, token)
    forms = tuple(
        ScannedForm(f"{at}.pdf", 1, school.agreements.returns.scan(code), ticked)
        for at, ticked in enumerate(copies)
    )
    page._read(ScanResult(tuple(one.file for one in forms), forms, False))
    settle()


def chosen(page: ReturnsPage) -> dict[Consent, str]:
    return {use: row.value() for use, row in page.answers.rows.items() if row.value()}


def test_where_both_are_ticked_nothing_is_chosen_and_that_is_said(
    page: ReturnsPage, given: BatchPlan
) -> None:
    form = of_kind(page, given, Kind.CONSENTS)[0]
    came_back(page, form.token, {BLOG: True, PRESS: None})
    assert chosen(page) == {BLOG: "yes"}
    assert "both yes and no were ticked" in page.answers.about.text()


def test_of_two_copies_that_differ_neither_is_taken_for_the_family_s(
    page: ReturnsPage, given: BatchPlan
) -> None:
    form = of_kind(page, given, Kind.CONSENTS)[0]
    came_back(page, form.token, {BLOG: False, WEBSITE: True}, {BLOG: True, WEBSITE: True})
    assert chosen(page) == {WEBSITE: "yes"}
    assert "two copies of this form differ" in page.answers.about.text()
    press(page.answers.keep)
    assert not page.answers.isVisible()  # asked once, for both
    answers = page.desk.school.agreements.register.answers_of(form.pupil_id)  # type: ignore[arg-type]
    assert [one.consent for one in answers if one.given] == [WEBSITE]


def test_a_second_copy_that_comes_while_the_first_is_asked_about_is_not_lost(
    page: ReturnsPage, given: BatchPlan
) -> None:
    form = of_kind(page, given, Kind.CONSENTS)[0]
    came_back(page, form.token, {BLOG: True})
    assert chosen(page) == {BLOG: "yes"}
    came_back(page, form.token, {BLOG: False})
    press(page.answers.keep)
    assert page.answers.isVisible()  # once more, and now both are known
    assert chosen(page) == {}
    assert "two copies of this form differ" in page.answers.about.text()
