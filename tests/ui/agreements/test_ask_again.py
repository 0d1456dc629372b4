"""From the register to the print of exactly those who are asked again about pictures."""

from __future__ import annotations

from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import at, here, press
from tests.ui.agreements.office import laid_out
from trent_desktop.agreements.kinds import Consent, Kind
from ui.agreements.giving.printing_page import PrintPage
from ui.agreements.register.page import RegisterPage


def test_the_register_leads_to_the_forms_for_those_to_ask_again(stage: Stage) -> None:
    program, page = at(stage, "register", RegisterPage)
    settle()
    assert page.ask_again.isHidden()
    agreements = page.desk.school.agreements
    wording = agreements.wordings.current(Kind.CONSENTS).wording.text
    wider = wording.replace("the school’s website.", "the school’s website and its Facebook page.")
    agreements.wordings.save(Kind.CONSENTS, "en", wider)
    page.refresh()
    settle()
    expected = {
        line.pupil_id
        for table in agreements.register.everybody()
        for line in table.lines
        if any(one.consent is Consent.WEBSITE and one.asks_again for one in line.answers)
    }
    assert expected
    assert not page.ask_again.isHidden()
    press(page.ask_again)
    settle()
    printing = here(program, PrintPage)
    laid_out(printing)
    plan = printing.panel.plan
    assert plan is not None
    assert {one.pupil_id for one in plan.forms} == expected
    assert {one.kind for one in plan.forms} == {Kind.CONSENTS}
