"""The school's accounts, and checks of the filter."""

from __future__ import annotations

import datetime as dt
import uuid

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import NOW, Stage, screen, settle
from trent_desktop.open_school import OpenSchool
from trent_desktop.oversight.accounts.values import AccountDetails
from trent_desktop.oversight.filter_checks.values import (
    Item,
    NewCheck,
    NewYearlyReview,
    Profile,
    Result,
)
from ui.policy.accounts.section import AccountsPage
from ui.policy.filter_checks.section import FilterChecksPage
from ui.policy.room import PolicyPage
from ui.shell.rooms import PolicySection
from ui.shell.section_room import SectionPage

TODAY = NOW.astimezone().date()


def part(stage: Stage, name: str, who: str = "ict") -> tuple[QWidget, SectionPage]:
    """A part of the Policy room, with its window."""
    program = stage.signed_in(who)
    program.window.inside.go("policy", PolicySection(name))
    settle()
    page = program.window.inside.page("policy")
    assert isinstance(page, PolicyPage)
    shown = page.stack.currentWidget()
    assert isinstance(shown, SectionPage)
    return program.window, shown


def with_account(school: OpenSchool) -> uuid.UUID:
    """An account with a password."""
    account = uuid.uuid4()
    people = [one for one in school.people.members() if one.active]
    school.accounts.save(
        account,
        AccountDetails(
            "YouTube",
            "Trent Primary School",
            "Films of assemblies and concerts, without children’s faces.",
            school.member.id,
            tuple(one.id for one in people[:2]),
            "office@school.example",
        ),
    )
    school.accounts.set_password(account, "a secret", TODAY + dt.timedelta(days=90))
    school.accounts.save(
        uuid.uuid4(),
        AccountDetails("Class blog", "4B writes", "What 4B has learnt.", school.member.id),
    )
    return account


@screen("policy-accounts-none")
def accounts_none(stage: Stage) -> QWidget:
    return part(stage, "accounts")[0]


@screen("policy-accounts")
def accounts(stage: Stage) -> QWidget:
    ict = stage.open("ict")
    with_account(ict)
    ict.close()
    return part(stage, "accounts")[0]


@screen("policy-account")
def account(stage: Stage) -> QWidget:
    ict = stage.open("ict")
    kept = with_account(ict)
    ict.accounts.show_password(kept, "sample-school", "To post the film of the concert")
    ict.close()
    window, page = part(stage, "accounts")
    assert isinstance(page, AccountsPage)
    page.rows[kept].click()
    settle()
    return window


@screen("policy-account-form")
def account_form(stage: Stage) -> QWidget:
    window, page = part(stage, "accounts")
    assert isinstance(page, AccountsPage)
    page.add.click()
    settle()
    assert page.form is not None
    page.form.act.click()
    settle()
    return window


def with_checks(school: OpenSchool) -> None:
    """Two checks, one with a fault, and a review."""
    good: dict[Item, Result] = dict.fromkeys(Item, Result.AS_IT_SHOULD)
    bad = good | {Item.PROXY: Result.NOT_AS_IT_SHOULD}
    checks = school.filter_checks
    checks.add_check(
        NewCheck(
            uuid.uuid4(),
            TODAY - dt.timedelta(days=70),
            "iPad 12",
            "Year 4 classroom",
            Profile.PUPIL,
            bad,
            "Told the provider by telephone; tried again the day after, and it was blocked.",
        )
    )
    checks.add_check(
        NewCheck(
            uuid.uuid4(),
            TODAY - dt.timedelta(days=12),
            "Laptop 3",
            "Staff room",
            Profile.STAFF,
            good,
        )
    )
    checks.add_review(
        NewYearlyReview(
            uuid.uuid4(),
            TODAY - dt.timedelta(days=100),
            "M. Okonkwo",
            "I. Petrov",
            "F. Sheikh",
            "The borough’s service",
            "The filter does what it should. Staff knew how to report.",
            "Guests get a profile of their own.",
        )
    )


@screen("policy-filter-checks")
def filter_checks(stage: Stage) -> QWidget:
    ict = stage.open("ict")
    with_checks(ict)
    ict.close()
    return part(stage, "filter-checks")[0]


@screen("policy-filter-check-form")
def filter_check_form(stage: Stage) -> QWidget:
    window, page = part(stage, "filter-checks")
    assert isinstance(page, FilterChecksPage)
    page.add_check.click()
    settle()
    return window


@screen("policy-filter-review-form")
def filter_review_form(stage: Stage) -> QWidget:
    window, page = part(stage, "filter-checks")
    assert isinstance(page, FilterChecksPage)
    page.add_review.click()
    settle()
    return window
