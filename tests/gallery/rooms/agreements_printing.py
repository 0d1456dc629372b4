"""Printing agreements at work: nothing chosen, some children, under way, done, failed, once more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.agreements import at, printing_of
from tests.gallery.stage import Stage, screen, settle
from trent_desktop.agreements.giving.batch import Scope
from trent_desktop.agreements.kinds import Kind
from ui.agreements.giving.batch_panel import BatchPanel
from ui.agreements.giving.families import FamiliesPage
from ui.agreements.giving.printed import PrintedPage
from ui.agreements.giving.printing_page import PrintPage


class Halfway:
    """Stands for a print that is half done: a picture has to stand still."""

    plan = None
    is_given_out = True

    def how_far(self) -> tuple[float, str]:
        return 212 / 564, "Printing 212 of 564 pages"

    def stop(self) -> None:
        """It stands still as it is."""


def years(page: PrintPage) -> None:
    page.choices.scope.choose(Scope.YEARS.value)
    page.choices.years.choose(["3", "4", "5", "6"])
    page.plan()
    settle(40)


@screen("agreements-print-nobody")
def nobody(stage: Stage) -> QWidget:
    program, page = printing_of(stage)
    page.choices.scope.choose(Scope.PUPILS.value)
    page.plan()
    settle(20)
    return program.window


@screen("agreements-print-children")
def children(stage: Stage) -> QWidget:
    program, page = printing_of(stage)
    page.choices.scope.choose(Scope.PUPILS.value)
    pupils = page.desk.school.signed_in.directory.pupils
    for pupil in pupils[40:42]:
        page.choices.pupils.add(pupil)
    page.choices.pupils.search.setText("so")
    page.plan()
    settle(40)
    page.view.left.verticalScrollBar().setValue(300)
    settle()
    return program.window


@screen("agreements-print-one-form")
def one_form(stage: Stage) -> QWidget:
    program, page = printing_of(stage)
    page.choices.choose_pupil(page.desk.school.signed_in.directory.pupils[41])
    page.choices.what.choose([Kind.CONSENTS.value])
    page.choices.cover.setChecked(False)
    page.plan()
    page.view.turn(to_pages=True)
    settle(40)
    return program.window


@screen("agreements-print-staff")
def staff(stage: Stage) -> QWidget:
    program, page = printing_of(stage)
    next(chip for one, chip in page.choices.presets.chips.items() if "staff" in one.words).click()
    page.plan()
    settle(40)
    return program.window


@screen("agreements-print-day")
def day_that_is_none(stage: Stage) -> QWidget:
    program, page = printing_of(stage)
    page.choices.day.setText("31/2/2027")
    page.choices.day.editingFinished.emit()
    page.choices.more.click()
    page.plan()
    settle(40)
    page.view.left.ensureWidgetVisible(page.choices.further.ink)
    settle()
    return program.window


@screen("agreements-print-under-way")
def under_way(stage: Stage) -> QWidget:
    program, page = printing_of(stage)
    years(page)
    page.view.turn(to_pages=True)
    panel: BatchPanel = page.panel
    panel._work = Halfway()  # type: ignore[assignment]
    panel._fit_buttons()
    panel.view.strip.show()
    panel._show_how_far()
    settle(20)
    return program.window


@screen("agreements-print-done")
def done(stage: Stage) -> QWidget:
    program, page = printing_of(stage)
    page.view.turn(to_pages=True)
    settle(40)
    page.panel._save(Path(stage.folder) / "Agreements.pdf")
    settle(40)
    return program.window


@screen("agreements-print-failed")
def failed(stage: Stage) -> QWidget:
    program, page = printing_of(stage)
    page.view.turn(to_pages=True)
    settle(40)
    page.panel._save(Path(stage.folder) / "gone" / "Agreements.pdf")
    settle(40)
    return program.window


@screen("agreements-printed-again")
def printed_again(stage: Stage) -> QWidget:
    program, page = at(stage, "printed")
    assert isinstance(page, PrintedPage)
    page.open(page.model.batches[0])
    settle(60)
    return program.window


@screen("agreements-families-class")
def families_of_a_class(stage: Stage) -> QWidget:
    program, page = at(stage, "families")
    assert isinstance(page, FamiliesPage)
    page.groups.choose(page.groups.model.groups[4].value)
    settle()
    return program.window


@screen("agreements-family-joining")
def joining(stage: Stage) -> QWidget:
    program, page = at(stage, "families")
    assert isinstance(page, FamiliesPage)
    page.open(page.model.shown[2])
    assert page.form is not None
    page.form.picker.search.setText("so")
    settle()
    return program.window
