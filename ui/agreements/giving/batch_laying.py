"""Lays out all sheets of a batch, and says what whoever prints it should know. Slow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trent_desktop.agreements.giving.batch import BatchPlan
from trent_desktop.agreements.paper.documents import BatchPrint
from trent_desktop.documents import fonts
from trent_desktop.documents.lines import TextStyle, lay_out
from trent_desktop.documents.page import CREST_LEFT_OUT
from ui.agreements.paper.batch_pages import BatchPages

_STYLE: Final = TextStyle(12, 16)
_ONE_LINE: Final = 1e6
#: So many children are named; of more their number is said.
_NAMED: Final = 8


def lay_out_batch(plan: BatchPlan, how: BatchPrint) -> tuple[BatchPages, tuple[str, ...]]:
    """All pages of a batch, and sentences about them. Seconds for thousands of forms."""
    pages = BatchPages.every(plan, how)
    pages.draw(0, 200)  # made by now when it is shown: it does not stay white for a moment
    return pages, tuple(_notes(plan, how))


def _notes(plan: BatchPlan, how: BatchPrint) -> Iterator[str]:
    """The plan's own, a crest that is no picture, and names in letters that no font has."""
    yield from plan.notes
    if how.setter(plan).crest_failed:
        yield CREST_LEFT_OUT
    yield from _cannot_be_printed({form.name for form in plan.forms})


def _cannot_be_printed(names: set[str]) -> Iterator[str]:
    """Whose name has letters that no font has, and what to do with the form."""
    missing = sorted(name for name in names if _lacks_letters(name))
    if missing:
        shown = "; ".join(missing[:_NAMED])
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        yield (
            f"This program has no letters for a part of: {shown}{more}. Their names in Unicode are "
            "printed instead, in [square brackets]. Write the name over them by hand, or enter it "
            "in other letters on the child’s page and print again. The code on the form is right."
        )


def _lacks_letters(name: str) -> bool:
    with fonts.ONE_AT_A_TIME:
        return any(line.unprinted for line in lay_out(name, _STYLE, _ONE_LINE))
