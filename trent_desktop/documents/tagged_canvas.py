"""A canvas for pages that are drawn piece by piece, whose parts say what they are."""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, BinaryIO, Final, cast

from reportlab.pdfgen.canvas import Canvas

from trent_desktop.documents import tagging

_UNSEEN: Final = 3


class TaggedCanvas(Canvas):
    """ReportLab's canvas for a paper in English; what is drawn on it goes into marks of `tagging`."""

    def __init__(self, out: BinaryIO, title: str, author: str, size: tuple[float, float]) -> None:
        super().__init__(out, pagesize=size, pageCompression=1, pdfVersion=(1, 7), lang="en-GB")
        self.setTitle(title)
        self.setAuthor(author)
        self.setViewerPreference("DisplayDocTitle", "true")
        tagging.start(self)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page, and keep what was marked on it."""
        super().showPage()
        document = cast("Any", self)._doc
        page = document.Pages.pages[-1]
        key = tagging.number_page(self, page)
        tagging.page_done(self, document.Reference(page), key, cast("Any", self).marks)
        tagging.start(self)

    def finish(self) -> None:
        """Write the document; its last page is shown already."""
        tagging.finish(self)
        cast("Any", self)._code.clear()  # nothing is drawn any more, so there is no page either
        self.save()

    @contextmanager
    def unseen(self) -> Generator[None]:
        """Words that are drawn within are read, found and copied, and leave no ink."""
        self.saveState()
        cast("Any", self)._code.append(f"{_UNSEEN} Tr")
        yield
        self.restoreState()
