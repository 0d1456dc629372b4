"""A PDF made for the sheets it will be printed on: whole sheets for each person, on the paper chosen.

Nobody's paper is on the back of somebody else's (rule 121). Nothing is drawn anew: pages stay as they were looked at, and are only left out, turned, made to
fit other paper, or followed by a blank back.
"""

# PDFium's own functions carry no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

from trent_desktop.documents.pdfium import ONE_AT_A_TIME
from ui.documents.printers.values import PAPERS, Choice

#: No printer of a school prints nearer to the edge than this, in points (5 mm).
MARGIN: Final = 14.2
#: Pages that differ by less, in points, are of the same size.
_SAME: Final = 3.0


@dataclass(frozen=True, slots=True)
class Arranged:
    """What is sent. `pages` of it have something on them; `sides` counts blank backs too."""

    content: bytes = field(repr=False)
    pages: int
    sides: int
    short_edge: bool = False


def sheets_of(sides: int, choice: Choice) -> int:
    """How many sheets of paper so many sides of one copy come to, for all copies."""
    return ((sides + 1) // 2 if choice.two_sided else sides) * choice.copies


def sides_of(
    pages: Sequence[int], starts: Sequence[int], choice: Choice, blank: frozenset[int] = frozenset()
) -> list[int | None]:
    """Which pages go on which sides of one copy; None is a blank back.

    `starts` are pages with which the papers of somebody else begin: they begin on a sheet of
    their own. `blank` pages are backs that were laid out as such; one-sided they are left out.
    """
    sides: list[int | None] = []
    before: int | None = None
    for page in pages:
        if page in blank and starts:
            continue
        whose = bisect_right(starts, page)
        if choice.two_sided and before is not None and whose != before and len(sides) % 2:
            sides.append(None)
        before = whose
        sides.append(page)
    if choice.two_sided and choice.copies > 1 and len(sides) % 2:
        sides.append(None)
    return sides


def arranged(
    pdf: bytes, choice: Choice, *, starts: Sequence[int] = (), within_edges: bool = False
) -> Arranged:
    """The PDF as it goes to the printer. Slow: not the GUI's thread.

    `within_edges`: made so small that nothing of it falls outside what printers can print.
    """
    import pypdfium2

    with ONE_AT_A_TIME:
        file = pypdfium2.PdfDocument(pdf)
        made: Any = cast("Any", pypdfium2.PdfDocument).new()
        try:
            count = len(file)
            wanted = [one for one in (choice.pages or range(count)) if one < count]
            blank = frozenset(_blank(file, wanted)) if starts else frozenset[int]()
            sides = sides_of(wanted, starts, choice, blank)
            sizes = [file.get_page_size(at) for at in range(count)]
            paper = PAPERS[choice.paper]
            first = sizes[wanted[0]] if wanted else paper
            pages = sum(side is not None for side in sides)
            turned = first[0] > first[1]
            as_it_is = sides == list(range(count)) and not within_edges
            if as_it_is and all(_same(size, paper) for size in sizes):
                return Arranged(pdf, pages, len(sides), turned)
            # In one go, so that what all pages share stays shared.
            made.import_pages(file, pages=[side for side in sides if side is not None])
            for at, side in enumerate(sides):
                if side is None:
                    made.new_page(*paper, index=at)
                else:
                    _fit(made, at, sizes[side], paper, within_edges=within_edges)
            out = io.BytesIO()
            made.save(out)
            return Arranged(out.getvalue(), pages, len(sides), turned)
        finally:
            made.close()
            file.close()


def _blank(file: Any, pages: Sequence[int]) -> list[int]:
    import pypdfium2.raw as pdfium

    found: list[int] = []
    for number in pages:
        page = file[number]
        if pdfium.FPDFPage_CountObjects(page.raw) == 0:
            found.append(number)
        page.close()
    return found


def _same(size: tuple[float, float], paper: tuple[float, float]) -> bool:
    return abs(size[0] - paper[0]) < _SAME and abs(size[1] - paper[1]) < _SAME


def _fit(
    file: Any,
    number: int,
    size: tuple[float, float],
    paper: tuple[float, float],
    *,
    within_edges: bool,
) -> None:
    """Put a page upright on the paper: turned if it lies across, smaller or larger if it must."""
    import ctypes

    import pypdfium2.raw as pdfium

    if _same(size, paper) and not within_edges:
        return
    wide, high = size
    across = wide > high
    if across:
        wide, high = high, wide
    if _same((wide, high), paper) and not within_edges:
        scale = 1.0
    else:
        scale = min((paper[0] - 2 * MARGIN) / wide, (paper[1] - 2 * MARGIN) / high)
    left = (paper[0] - wide * scale) / 2
    below = (paper[1] - high * scale) / 2
    matrix = (
        pdfium.FS_MATRIX(0, scale, -scale, 0, left + wide * scale, below)
        if across
        else pdfium.FS_MATRIX(scale, 0, 0, scale, left, below)
    )
    page = file[number]
    box = pdfium.FS_RECTF(0, paper[1], paper[0], 0)
    page.set_mediabox(0, 0, *paper)
    page.set_cropbox(0, 0, *paper)
    pdfium.FPDFPage_TransFormWithClip(page.raw, ctypes.byref(matrix), ctypes.byref(box))
    page.close()
