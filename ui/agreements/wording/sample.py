"""A wording as pages: how it will be printed, with a name on it that nobody has."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from trent_desktop.agreements.codes import new_token
from trent_desktop.agreements.giving.batch import (
    BatchOrder,
    BatchPlan,
    Chosen,
    Form,
    FormGroup,
    Invited,
    Scope,
)
from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.paper.documents import Sheet, sheet_pdf
from trent_desktop.agreements.wording.languages import ENGLISH
from trent_desktop.agreements.wording.wording import CurrentWording, Wording
from trent_desktop.documents import fonts
from ui.agreements.paper.letters import batch_print, today_of
from ui.documents.pages import PdfPages

if TYPE_CHECKING:
    from trent_desktop.open_school import OpenSchool

NAME: Final = "Sam Sample"
#: How far off the days are that a sample names.
_DAYS = 14
_ABOUT: Final = "Safe on phones and tablets"


@dataclass(frozen=True, slots=True)
class SamplePages:
    """The pages of a sample. A translation begins on page `first` (from 0), behind the English.

    `notes` are sentences for whoever prints it.
    """

    pages: PdfPages
    first: int = 0
    notes: tuple[str, ...] = ()


def sample_pages(
    school: OpenSchool,
    wording: Wording,
    number: int,
    *,
    english: CurrentWording | None = None,
    checked: bool = False,
) -> SamplePages:
    """`wording` as version `number` on its pages. Slow: off the GUI thread.

    For a translation `english` is the wording that is printed before it.
    """
    front = english if wording.language != ENGLISH else None
    kind = wording.kind
    class_name = "" if kind is Kind.STAFF else "2B" if kind is Kind.PUPIL_KS1 else "4B"
    form = Form(
        uuid.uuid4(),
        new_token() if kind.is_returned else "",
        kind,
        NAME,
        class_name,
        front.wording if front else wording,
        front.number if front else number,
        wording if front else None,
        number if front else None,
        checked,
        missing=(f"{Kind.PARENT.title}: {NAME} ({class_name})",),
    )
    today = today_of(school)
    group = FormGroup(class_name, (form,))
    order = BatchOrder(
        (kind,),
        Chosen(Scope.EVERYBODY),
        today + dt.timedelta(days=_DAYS),
        invited=Invited(
            today + dt.timedelta(days=2 * _DAYS), dt.time(18), dt.time(19), "School hall", _ABOUT
        ),
    )
    plan, how = BatchPlan(order, (group,)), batch_print(school, today)
    with fonts.ONE_AT_A_TIME:
        sides = [side for side, _ in how.setter(plan).layout(form).pages]
    pdf = sheet_pdf(plan, how, Sheet(group, form, len(sides)))
    first = sides.index(1) if front else 0
    return SamplePages(PdfPages.read(pdf.content), first, pdf.notes)
