"""Sets forms: lays each out once, stamps what is the same, writes what is a person's own."""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import datetime as dt
import io
import uuid
from dataclasses import dataclass, replace
from typing import Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader

from trent_desktop.agreements.codes import code_text
from trent_desktop.agreements.giving.batch import Form, Invited
from trent_desktop.agreements.paper.setting import SIDE, WIDTH, Setting, Values, draw_lines, shown
from trent_desktop.agreements.paper.sides import (
    PageLayout,
    Side,
    english_side,
    translated_side,
)
from trent_desktop.agreements.wording.languages import ENGLISH, language
from trent_desktop.agreements.wording.wording import MEETING
from trent_desktop.documents.lines import TextStyle, lay_out
from trent_desktop.documents.page import Letterhead
from trent_desktop.journeys.answers import date_for_people

_SCHOOL: Final = TextStyle(14.5, 18, bold=True)
_SMALL: Final = TextStyle(9, 12, grey=0.3)
_CREST: Final = 40.0
_LEFT: Final = "\u200e"
#: More layouts than this are not kept: odd names would fill the memory with pages used once.
_MOST_KEPT: Final = 200


@dataclass(frozen=True, slots=True)
class _Paper:
    """A form as everybody gets it: its sides, not yet broken into pages.

    `closer` are the same with less air: for when a signature would stand on a page alone.
    """

    number: int
    sides: tuple[Side, ...]
    closer: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class _OnPages:
    """Sides on pages. Each page says which of the sides it is of."""

    sides: tuple[Side, ...]
    pages: tuple[tuple[int, PageLayout], ...]


def _on_pages(sides: tuple[Side, ...], values: tuple[Values, ...]) -> _OnPages:
    pages = tuple((at, page) for at, side in enumerate(sides) for page in side.pages(values[at]))
    return _OnPages(sides, pages)


@dataclass(frozen=True, slots=True)
class FormLayout:
    """One form on its pages. Forms of one `key` look alike but for what is a person's own.

    `values` are hers for each of `sides`; each page says which side it is of.
    """

    key: tuple[object, ...]
    sides: tuple[Side, ...]
    values: tuple[Values, ...]
    pages: tuple[tuple[int, PageLayout], ...]

    def __len__(self) -> int:
        return len(self.pages)


class FormSetter:
    """Sets the forms of one batch. Not for two threads at once.

    `return_by` is printed where the wording asks for it; `today` is the date of letters.
    """

    def __init__(
        self,
        letterhead: Letterhead,
        *,
        school_id: uuid.UUID,
        return_by: dt.date | None,
        today: dt.date,
        saves_ink: bool = False,
        invited: Invited | None = None,
    ) -> None:
        self.letterhead = letterhead
        self.saves_ink = saves_ink
        self._school_id = school_id
        self._return_by = return_by
        self._today = today
        self._invited = invited
        self._papers: dict[tuple[object, ...], _Paper] = {}
        self._broken: dict[tuple[object, ...], _OnPages] = {}
        self._crest: ImageReader | None = None
        self.crest_failed = False
        self.boxes = 0
        self._open_crest()

    def layout(self, form: Form) -> FormLayout:
        """A form on its pages: English first, the translation behind it."""
        paper = self._paper(form)
        values = tuple(self._values(form, side.language.code) for side in paper.sides)
        measures = tuple(
            side.measures(hers) for side, hers in zip(paper.sides, values, strict=True)
        )
        key = (paper.number, measures)
        broken = self._broken.get(key)
        if broken is None:
            broken = _on_pages(paper.sides, values)
            if len(broken.pages) > len(paper.sides):
                closer = _on_pages(paper.closer, values)
                broken = closer if len(closer.pages) < len(broken.pages) else broken
            if len(self._broken) < _MOST_KEPT:
                self._broken[key] = broken
        return FormLayout(key, broken.sides, values, broken.pages)

    def stamp(self, canvas: Any, layout: FormLayout, name: str) -> tuple[str, ...]:
        """Make the forms (in PDF's sense) that the pages of `layout` stamp; their names."""
        names: list[str] = []
        for number, (at, page) in enumerate(layout.pages, start=1):
            names.append(f"{name}-{number}")
            values = layout.values[at]
            canvas.beginForm(names[-1])
            self._furnish(canvas, layout, number)
            for placed in page.placed:
                self.boxes += placed.block.stamp(canvas, placed.top, values)
            canvas.endForm()
        return tuple(names)

    def write(self, canvas: Any, layout: FormLayout, number: int) -> None:
        """Write what is a person's own on page `number` (from 0) of her form."""
        at, page = layout.pages[number]
        for placed in page.placed:
            if placed.block.personal:
                self.boxes += placed.block.write(canvas, placed.top, layout.values[at])

    # ------------------------------------------------------------------ within

    def _paper(self, form: Form) -> _Paper:
        translation = form.translation
        size = form.print_size
        key = (
            form.english.text,
            form.english_number,
            translation.text if translation else "",
            translation.language if translation else "",
            form.translation_checked,
            size,
            bool(form.class_name),
        )
        paper = self._papers.get(key)
        if paper is None:
            setting = Setting(size.points, WIDTH, saves_ink=self.saves_ink)
            paper = self._papers[key] = _Paper(
                len(self._papers),
                self._sides(form, setting),
                self._sides(form, replace(setting, tight=True)),
            )
        return paper

    def _sides(self, form: Form, setting: Setting) -> tuple[Side, ...]:
        english = language(ENGLISH)
        fixed = self._fixed(ENGLISH)
        said = shown(english.words["return-by"], fixed) if self._return_by else ""
        front = english_side(form, english, setting, said, fixed["today"])
        if form.translation is None:
            return (front,)
        theirs = language(form.translation.language)
        behind = replace(setting, right_to_left=theirs.right_to_left)
        return (front, translated_side(form, form.translation, theirs, behind, front))

    def _fixed(self, code: str) -> dict[str, str]:
        """What is the same for everybody. Other languages write dates in figures, day first."""
        days = {"return-by": self._return_by, "today": self._today}
        words = {
            name: ""
            if day is None
            else date_for_people(day)
            if code == ENGLISH
            else f"{day:%d/%m/%Y}"
            for name, day in days.items()
        }
        begun = self._today.year - (self._today.month < 9)
        return {
            **words,
            MEETING: "\n".join(self._meeting(code)),
            "school": self.letterhead.school,
            "year": f"{begun}/{(begun + 1) % 100:02}",
        }

    def _meeting(self, code: str) -> tuple[str, ...]:
        """The lines of an invitation."""
        one = self._invited
        if one is None:
            return ()
        day = f"{one.day:%A} {date_for_people(one.day)}"
        if code != ENGLISH:
            day = f"{one.day:%d/%m/%Y}"
        when = f"{day}, {one.begins:%H:%M} – {one.ends:%H:%M}"
        # Typed in English: its marks stay with it where the page runs from the right.
        return when, f"{_LEFT}{one.place}{_LEFT}", f"{_LEFT}{one.about}{_LEFT}"

    def _values(self, form: Form, code: str) -> dict[str, str]:
        values = self._fixed(code)
        values |= {"pupil": form.name, "member": form.name, "name": form.name}
        values["class"] = form.class_name
        family = language(code).words["family"]
        values["family"] = form.addressed_to or shown(family, {"pupil": form.name})
        values["missing"] = "\n".join(form.missing)
        values["code"] = code_text(self._school_id, form.token) if form.token else ""
        return values

    def _open_crest(self) -> None:
        if not self.letterhead.crest:
            return
        try:
            reader = ImageReader(io.BytesIO(self.letterhead.crest))
            reader.getRGBData()
            self._crest = reader
        except Exception:  # noqa: BLE001 - Pillow raises whatever a broken file makes it raise
            self.crest_failed = True

    def _furnish(self, canvas: Any, layout: FormLayout, number: int) -> None:
        title = layout.sides[0].title
        if number == 1:
            self._letterhead(canvas)
        else:
            (line, *_) = lay_out(f"{self.letterhead.school} · {title}", _SMALL, WIDTH)
            line.draw(canvas, SIDE, A4[1] - 42)
            self._rule(canvas, A4[1] - 49)
        (line, *_) = lay_out(f"Page {number} of {len(layout)}", _SMALL, WIDTH)
        line.draw(canvas, SIDE + WIDTH - line.width, 24)
        (line, *_) = lay_out(title, _SMALL, WIDTH * 0.8)
        line.draw(canvas, SIDE, 24)

    def _letterhead(self, canvas: Any) -> None:
        left, top = SIDE, A4[1] - 32
        if self._crest is not None:
            canvas.drawImage(
                self._crest, left, top - _CREST, _CREST, _CREST,
                preserveAspectRatio=True, mask="auto",
            )  # fmt: skip
            left += _CREST + 12
        room = SIDE + WIDTH - left
        (name, *_) = lay_out(self.letterhead.school, _SCHOOL, room)
        name.draw(canvas, left, top - 17)
        address = ", ".join(self.letterhead.address)
        draw_lines(canvas, Setting(), lay_out(address, _SMALL, room)[:1], left, top - 22, room)
        self._rule(canvas, top - _CREST - 8)

    def _rule(self, canvas: Any, y: float) -> None:
        canvas.setStrokeColor(Setting(saves_ink=self.saves_ink).accent)
        canvas.setLineWidth(0.9)
        canvas.line(SIDE, y, SIDE + WIDTH, y)
