"""The page for returns, and forms that wait for it."""

from __future__ import annotations

import pytest

from tests.agreements.school_forms import give_out
from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import desk_of
from tests.ui.agreements.quiet import Quiet
from trent_desktop.agreements.giving.batch import BatchPlan, Chosen, Scope
from trent_desktop.agreements.kinds import Kind
from ui.agreements.register.returns_page import ReturnsPage


@pytest.fixture
def page(stage: Stage) -> ReturnsPage:
    """The page for returns; a test of another page has its own of this name."""
    made = ReturnsPage(desk_of(stage), lambda: None, sounds=Quiet())
    stage.keep(made)
    made.arrive(None)
    settle()
    return made


@pytest.fixture
def given(page: ReturnsPage) -> BatchPlan:
    """Forms of 4B, given out just now."""
    school = page.desk.school
    class_id = next(one.id for one in school.people.classes() if one.name == "4B")
    chosen = Chosen(Scope.CLASSES, classes=(class_id,))
    return give_out(school, Kind.PARENT, Kind.CONSENTS, chosen=chosen)
