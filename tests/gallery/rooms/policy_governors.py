"""The governors' page: nothing told, a term told, one that is looked at before it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.policy_watch import part
from tests.gallery.stage import Stage, screen, settle
from trent_desktop.oversight.governors.values import Topic
from ui.home.home import HomePage
from ui.policy.governors.section import GovernorsPage


def show_governors(stage: Stage, terms: int = 3) -> None:
    """The Headteacher shows them this term and those before it."""
    head = stage.open("head")
    for term in reversed(head.governors.to_tell()[:terms]):
        head.governors.tell(head.governors.look(term))
    head.close()


def page_of(stage: Stage, who: str) -> tuple[QWidget, GovernorsPage]:
    """The governors' page as somebody sees it, with its window."""
    window, page = part(stage, "governors", who)
    assert isinstance(page, GovernorsPage)
    return window, page


@screen("policy-governors-none")
def none_told(stage: Stage) -> QWidget:
    return page_of(stage, "chair")[0]


@screen("policy-governors")
def told(stage: Stage) -> QWidget:
    show_governors(stage)
    return page_of(stage, "chair")[0]


@screen("policy-governors-below")
def told_below(stage: Stage) -> QWidget:
    show_governors(stage)
    window, page = page_of(stage, "chair")
    page.term.choose(page.told[1].term.name if page.told else "")
    page.term.changed.emit(page.term.value)
    settle()
    bar = page.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    return window


@screen("policy-governors-numbers")
def numbers(stage: Stage) -> QWidget:
    show_governors(stage)
    window, page = page_of(stage, "chair")
    page.board.cards[Topic.REPORTS].numbers.click()
    settle()
    return window


@screen("policy-governors-sentence")
def sentence(stage: Stage) -> QWidget:
    show_governors(stage)
    window, page = page_of(stage, "head")
    page.board.cards[Topic.REPORTS].change.click()
    settle()
    return window


@screen("policy-governors-looking")
def looking(stage: Stage) -> QWidget:
    window, page = page_of(stage, "head")
    page.look.click()
    settle()
    return window


@screen("policy-governors-asking")
def asking(stage: Stage) -> QWidget:
    window, page = page_of(stage, "head")
    page.look.click()
    settle()
    assert page.telling is not None
    page.telling.act.click()
    settle()
    return window


@screen("policy-governors-home")
def on_home(stage: Stage) -> QWidget:
    show_governors(stage, 1)
    window = stage.signed_in("chair").window
    home = window.inside.page("home")
    assert isinstance(home, HomePage)
    home.refresh()  # it would by itself, a moment later
    settle()
    return window


@screen("policy-governors-home-head")
def on_home_of_the_head(stage: Stage) -> QWidget:
    return stage.signed_in("head").window


@screen("policy-governors-paper")
def paper(stage: Stage) -> QWidget:
    show_governors(stage)
    window, page = page_of(stage, "chair")
    page.paper.click()
    settle()
    return window
