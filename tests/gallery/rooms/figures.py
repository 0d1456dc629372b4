"""What reports come to: drawn, as numbers, and with nothing to count."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import room
from tests.gallery.stage import Stage, screen, settle
from trent_desktop.reports.figures.numbers import Picture
from trent_desktop.reports.figures.periods import Period
from ui.reports.figures import FiguresPage
from ui.shell.rooms import CaseList
from ui.shell.window import TrentWindow


def figures(
    stage: Stage, name: str, period: Period = Period.WEEKS_52
) -> tuple[TrentWindow, FiguresPage]:
    """The page of figures, as a member comes to it from the list."""
    window, page = room(stage, name, CaseList())
    page.list.view.figures.click()
    assert page.figures is not None
    page.figures.choose(period)
    settle(40)
    return window, page.figures


def scrolled(window: TrentWindow, page: FiguresPage, picture: Picture) -> QWidget:
    card = page.pictures.cards[picture]
    settle(20)
    page.verticalScrollBar().setValue(card.mapTo(page.ground, card.rect().topLeft()).y() - 20)
    settle(20)
    return window


@screen("figures")
def top(stage: Stage) -> QWidget:
    return figures(stage, "head")[0]


@screen("figures-kinds")
def kinds(stage: Stage) -> QWidget:
    window, page = figures(stage, "head")
    return scrolled(window, page, Picture.KINDS)


@screen("figures-times")
def times(stage: Stage) -> QWidget:
    window, page = figures(stage, "head")
    return scrolled(window, page, Picture.TAKEN)


@screen("figures-years")
def years(stage: Stage) -> QWidget:
    window, page = figures(stage, "head")
    return scrolled(window, page, Picture.YEAR_KIND)


@screen("figures-sanctions")
def sanctions(stage: Stage) -> QWidget:
    window, page = figures(stage, "dsl")
    with page._desk.school.signed_in.store.writing() as connection:
        for every, sanction in ((3, "talk"), (4, "warning"), (9, "supervised"), (29, "lost-time")):
            connection.execute(
                "INSERT INTO case_sanction SELECT id, ?, year_group, day FROM case_moments "
                "WHERE (id >> 20) % ? = 0",
                (sanction, every),
            )
    page.count()
    settle(20)
    return scrolled(window, page, Picture.SANCTIONS)


@screen("figures-numbers")
def numbers(stage: Stage) -> QWidget:
    window, page = figures(stage, "dsl")
    for picture in (Picture.KINDS, Picture.YEARS, Picture.YEAR_KIND):
        page.pictures.cards[picture].button.click()
    return scrolled(window, page, Picture.KINDS)


@screen("figures-empty")
def empty(stage: Stage) -> QWidget:
    window, page = figures(stage, "chair")
    page._desk.school._index.clear()
    page.count()
    settle(20)
    return window


@screen("figures-one")
def one(stage: Stage) -> QWidget:
    window, page = figures(stage, "chair", Period.TERM)
    return scrolled(window, page, Picture.YEARS)
