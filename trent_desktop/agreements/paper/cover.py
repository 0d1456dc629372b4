"""The sheet that lies on top of a class's forms: whose forms follow, and a box for each return."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from reportlab.lib.pagesizes import A4

from trent_desktop.agreements.giving.batch import BatchPlan, FormGroup
from trent_desktop.agreements.paper.setting import SIDE, WIDTH
from trent_desktop.documents.lines import TextStyle, lay_out
from trent_desktop.documents.one_line import fitted_line
from trent_desktop.journeys.answers import date_for_people

_ROWS: Final = 32
_ROW: Final = 18.6
_TITLE: Final = TextStyle(34, 42, bold=True)
_LINE: Final = TextStyle(11.5, 16)
_NAME: Final = TextStyle(11.5, 16)
_NOTE: Final = TextStyle(9, 12, grey=0.3)
_FOOT: Final = TextStyle(9, 12, grey=0.3)
_BOX: Final = 11.0


def cover_pages(group: FormGroup) -> int:
    """How many pages the cover sheet of a group takes; none for a group without forms."""
    return max(1, -(-len(group.listed) // _ROWS)) if group.forms else 0


def draw_cover(
    canvas: Any, school: str, today: dt.date, plan: BatchPlan, group: FormGroup, page: int
) -> None:
    """Draw one page of the cover sheet of a group, printed by `school` on `today`.

    The caller ends the page.
    """
    y = A4[1] - 60
    line = fitted_line(school, _LINE, WIDTH)
    line.draw(canvas, SIDE, y)
    y -= 44
    line = fitted_line(group.name, _TITLE, WIDTH, 0.5)
    line.draw(canvas, SIDE, y)
    y -= 24
    for words in _about(plan, group):
        line = fitted_line(words, _LINE, WIDTH)
        line.draw(canvas, SIDE, y)
        y -= _LINE.leading
    y -= 12
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.5)
    for name, note in group.listed[page * _ROWS : (page + 1) * _ROWS]:
        canvas.line(SIDE, y, SIDE + WIDTH, y)
        y -= _ROW
        canvas.rect(SIDE, y + 3.6, _BOX, _BOX, stroke=1, fill=0)
        line = fitted_line(name, _NAME, WIDTH * 0.62)
        line.draw(canvas, SIDE + 22, y + 5.4)
        if note:
            line = fitted_line(note, _NOTE, WIDTH * 0.32)
            line.draw(canvas, SIDE + WIDTH - line.width, y + 5.4)
    canvas.line(SIDE, y, SIDE + WIDTH, y)
    pages = cover_pages(group)
    foot = f"Printed on {date_for_people(today)} · For the teacher: tick what comes back"
    if pages > 1:
        foot += f" · Page {page + 1} of {pages}"
    (line, *_) = lay_out(foot, _FOOT, WIDTH)
    line.draw(canvas, SIDE, 30)


def _about(plan: BatchPlan, group: FormGroup) -> list[str]:
    kinds = ", ".join(
        kind.title for kind in plan.order.kinds if any(one.kind is kind for one in group.forms)
    )
    count = len(group.forms)
    rows = [kinds, f"{count} {'form' if count == 1 else 'forms'}"]
    if plan.order.return_by is not None:
        rows[1] += f", to be returned by {date_for_people(plan.order.return_by)}"
    return rows
