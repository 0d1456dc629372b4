"""The pages of a batch, made as they are looked at: the first is there however many follow."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import accumulate, islice
from typing import Final

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from trent_desktop.agreements.giving.batch import BatchPlan
from trent_desktop.agreements.paper.documents import BatchPrint, Sheet, sheet_pdf, sheets
from trent_desktop.agreements.paper.setter import FormSetter
from ui.documents.pages import PdfPages

#: A4 in points; every page of an agreement is of this size.
A4: Final = QSizeF(595.2756, 841.8898)
#: Sheets of paper kept as they were made.
_KEPT: Final = 12


class BatchPages:
    """Pages of a batch for `PageStack` and for a printer. Any thread; drawing is slow.

    `first` are only the first sheets, which are there at once; `every` lays out all of them.
    """

    def __init__(
        self, plan: BatchPlan, how: BatchPrint, setter: FormSetter, laid: Sequence[Sheet]
    ) -> None:
        self.plan = plan
        self._how = how
        self._setter = setter  # which has laid them out
        self._sheets = tuple(laid)
        self._ends = tuple(accumulate(sheet.pages for sheet in self._sheets))
        self.sizes: Sequence[QSizeF] = (A4,) * (self._ends[-1] if self._ends else 0)
        self._made: OrderedDict[int, PdfPages] = OrderedDict()
        self._turn = threading.Lock()

    @staticmethod
    def first(plan: BatchPlan, how: BatchPrint, sheets_shown: int = 3) -> BatchPages:
        """The first sheets of a batch."""
        setter = how.setter(plan)
        found = islice(sheets(plan, setter, plan.groups), sheets_shown)
        return BatchPages(plan, how, setter, tuple(found))

    @staticmethod
    def every(plan: BatchPlan, how: BatchPrint) -> BatchPages:
        """All of them. Lays out thousands of forms in seconds."""
        setter = how.setter(plan)
        return BatchPages(plan, how, setter, tuple(sheets(plan, setter, plan.groups)))

    def __len__(self) -> int:
        return len(self.sizes)

    @property
    def starts(self) -> tuple[int, ...]:
        """The pages with which a cover sheet or a form begins."""
        return (0, *self._ends[:-1]) if self._ends else ()

    def plan_of(self, pages: Collection[int]) -> BatchPlan:
        """The batch of those forms alone of which one of these pages is."""
        on_them = {bisect_right(self._ends, page) for page in pages}
        kept = {id(self._sheets[at].form) for at in on_them if self._sheets[at].form is not None}
        if len(kept) == len(self.plan.forms):
            return self.plan
        groups = (
            replace(group, forms=tuple(one for one in group.forms if id(one) in kept))
            for group in self.plan.groups
        )
        return replace(self.plan, groups=tuple(group for group in groups if group.forms))

    def draw(self, page: int, width: int, *, grey: bool = False) -> QImage:
        """Page `page` (from 0) as a picture `width` pixels wide; white for the back of a sheet."""
        made, within = self._page(page)
        if within < len(made):
            return made.draw(within, width, grey=grey)
        blank = QImage(width, round(width * A4.height() / A4.width()), QImage.Format.Format_RGB32)
        blank.fill(0xFFFFFFFF)
        return blank

    def words(self, page: int) -> str:
        """The words on a page, for a screen reader."""
        made, within = self._page(page)
        return made.words(within) if within < len(made) else ""

    def _page(self, page: int) -> tuple[PdfPages, int]:
        at = bisect_right(self._ends, page)
        within = page - (self._ends[at - 1] if at else 0)
        with self._turn:
            made = self._made.get(at)
            if made is not None:
                self._made.move_to_end(at)
                return made, within
        sheet = sheet_pdf(self.plan, self._how, self._sheets[at], self._setter)
        made = PdfPages.read(sheet.content)
        with self._turn:
            self._made[at] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made, within
