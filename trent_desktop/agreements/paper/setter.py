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
from trent_desktop.agreements.paper.pages import PageLayout, questions_apart
from trent_desktop.agreements.paper.setting import (
    WIDTH,
    Setting,
    Values,
    draw_lines,
    shown,
)
from trent_desktop.agreements.paper.sides import (
    Side,
    english_side,
    sent_back,
    translated_side,
)
from trent_desktop.agreements.paper.slip import Slip, code_shown
from trent_desktop.agreements.wording.languages import ENGLISH, language
from trent_desktop.agreements.wording.wording import MEETING
from trent_desktop.documents import tagging
from trent_desktop.documents.lines import TextStyle, lay_out
from trent_desktop.documents.one_line import fitted_line, one_line
from trent_desktop.documents.page import Letterhead
from trent_desktop.journeys.answers import date_for_people

_SCHOOL: Final = TextStyle(14.5, 18, bold=True)
_LOW_SCHOOL: Final = TextStyle(12.5, 15, bold=True)
_SMALL: Final = TextStyle(9, 12, grey=0.3, open_nought=True)
_WHOSE: Final = TextStyle(9, 12, open_nought=True)
#: The code is for whoever types it: there a nought is none of the letters.
_CODE: Final = TextStyle(9, 12)
#: Above the foot of the page, and below all that is set.
_WHOSE_AT: Final = 36.0
_CREST: Final = 40.0
_LEFT: Final = "\u200e"
#: More layouts than this are not kept: odd names would fill the memory with pages used once.
_MOST_KEPT: Final = 200


@dataclass(frozen=True, slots=True)
class _Paper:
    """A form as everybody gets it, not yet broken into pages: its sides in each setting.

    The first setting has the most air; each after it is for when that takes a page more.
    """

    number: int
    settings: tuple[tuple[Side, ...], ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """With the most air."""
        return self.settings[0]


@dataclass(frozen=True, slots=True)
class _OnPages:
    """Sides on pages. Each page says which of the sides it is of."""

    sides: tuple[Side, ...]
    pages: tuple[tuple[int, PageLayout], ...]


def _on_pages(paper: _Paper, values: tuple[Values, ...]) -> _OnPages:
    """Each side on the fewest pages, questions together, with as much air as there is then."""
    chosen: list[Side] = []
    pages: list[tuple[int, PageLayout]] = []
    for at, hers in enumerate(values):
        free = chosen[0].tears(hers) if chosen else 0.0
        best: tuple[int, int, Side, tuple[PageLayout, ...]] | None = None
        for sides in paper.settings:
            broken = sides[at].pages(hers, free)
            one = (len(broken), questions_apart(broken), sides[at], broken)
            if best is None or one[:2] < best[:2]:
                best = one
            if best[:2] == (1, 0):
                break
        if best is not None:
            chosen.append(best[2])
            pages += [(at, page) for page in best[3]]
    return _OnPages(tuple(chosen), tuple(pages))


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
        self._fixed_in: dict[str, dict[str, str]] = {}
        self._broken: dict[tuple[object, ...], _OnPages] = {}
        self._crest: ImageReader | None = None
        self.crest_failed = False
        self.unprinted = 0
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
            broken = _on_pages(paper, values)
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
                self.unprinted += placed.block.stamp(canvas, placed.top, values)
            canvas.endForm()
        return tuple(names)

    def write(self, canvas: Any, layout: FormLayout, number: int) -> None:
        """Write what is a person's own on page `number` (from 0) of her form."""
        at, page = layout.pages[number]
        for placed in page.placed:
            if placed.block.personal:
                self.unprinted += placed.block.write(canvas, placed.top, layout.values[at])
        self._whose(canvas, layout, number)

    def draw(self, canvas: Any, layout: FormLayout, number: int) -> None:
        """Draw page `number` (from 0) in the order it is read, each part marked as what it is.

        Slower than a stamp, of which no reader of PDFs can be told the parts (rule 152).
        """
        at, page = layout.pages[number]
        side, values = layout.sides[at], layout.values[at]
        with tagging.furniture(canvas):
            self._furnish(canvas, layout, number + 1)
            self._whose(canvas, layout, number)
        for placed in page.placed:
            code = placed.block.said_in or side.language.code
            canvas.language = code if code != ENGLISH else ""
            role = placed.block.role
            with tagging.tagged(canvas, role) if role else tagging.group(canvas):
                self.unprinted += placed.block.draw(canvas, placed.top, values)
            with tagging.fields(canvas):
                placed.block.fields(canvas, placed.top, values, f"p{number}")

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
            settings = (setting, setting.closer(), setting.closer().closer())
            paper = self._papers[key] = _Paper(
                len(self._papers), tuple(self._sides(form, one) for one in settings)
            )
        return paper

    def _sides(self, form: Form, setting: Setting) -> tuple[Side, ...]:
        english = language(ENGLISH)
        fixed = self._fixed(ENGLISH)
        said = self._said_by(ENGLISH)
        if form.translation is None:
            return (english_side(form, english, setting, said, fixed["today"]),)
        theirs = language(form.translation.language)
        behind = replace(setting, right_to_left=theirs.right_to_left)
        by = self._said_by(theirs.code)
        goes_back = sent_back(form.kind, behind, theirs, by)
        front = english_side(form, english, setting, said, fixed["today"], [goes_back])
        return (front, translated_side(form, form.translation, theirs, behind, by))

    def _said_by(self, code: str) -> str:
        """By when to return it, as a sentence; empty where no day was chosen."""
        if not self._return_by:
            return ""
        return shown(language(code).words["return-by"], self._fixed(code))

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
            "data-protection": self.letterhead.data_protection or self.letterhead.school,
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
        fixed = self._fixed_in.get(code)
        if fixed is None:
            fixed = self._fixed_in[code] = self._fixed(code)
        values = {**fixed, "pupil": form.name, "member": form.name, "name": form.name}
        values["class"] = form.class_name
        family = language(code).words["family"]
        values["family"] = form.addressed_to or shown(family, {"pupil": form.name})
        theirs = form.missing_theirs if code != ENGLISH else ()
        values["missing"] = "\n".join(theirs or form.missing)
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
        setting = layout.sides[layout.pages[number - 1][0]].setting
        side, width, low = setting.side, setting.width, setting.lower_heads
        if number == 1:
            self._letterhead(canvas, setting)
        else:
            line = fitted_line(f"{self.letterhead.school} · {title}", _SMALL, width)
            line.draw(canvas, side, A4[1] - (40 if low else 42))
            self._rule(canvas, A4[1] - (45 if low else 49), setting)
        (line, *_) = lay_out(f"Page {number} of {len(layout)}", _SMALL, width)
        line.draw(canvas, side + width - line.width, 24)
        line = fitted_line(title, _SMALL, width * 0.8)
        line.draw(canvas, side, 24)

    def _letterhead(self, canvas: Any, setting: Setting) -> None:
        low = setting.lower_heads
        left, top, crest = setting.side, A4[1] - (34 if low else 32), 28.0 if low else _CREST
        if self._crest is not None:
            canvas.drawImage(
                self._crest, left, top - crest, crest, crest,
                preserveAspectRatio=True, mask="auto",
            )  # fmt: skip
            left += crest + 12
        room = setting.side + setting.width - left
        name = fitted_line(self.letterhead.school, _LOW_SCHOOL if low else _SCHOOL, room)
        name.draw(canvas, left, top - (11 if low else 17))
        address = ", ".join(self.letterhead.address)
        under = top - (14 if low else 22)
        draw_lines(canvas, Setting(), (fitted_line(address, _SMALL, room),), left, under, room)
        self._rule(canvas, top - crest - (5 if low else 8), setting)

    def _rule(self, canvas: Any, y: float, setting: Setting) -> None:
        canvas.setStrokeColor(setting.accent)
        canvas.setLineWidth(0.9)
        canvas.line(setting.side, y, setting.side + setting.width, y)

    def _whose(self, canvas: Any, layout: FormLayout, number: int) -> None:
        """Whose form a page is of, and its code: sheets of one form come apart (rule 132)."""
        at, page = layout.pages[number]
        values, setting = layout.values[at], layout.sides[at].setting
        if any(isinstance(placed.block, Slip) for placed in page.placed):
            return
        room = setting.width
        if values["code"]:
            (line,) = lay_out(code_shown(values["code"]), _CODE, room)
            line.draw(canvas, setting.side + room - line.width, _WHOSE_AT)
            room -= line.width + 12
        whose = " · ".join(one for one in (values["name"], values["class"]) if one)
        if whose:
            line = one_line(whose, _WHOSE, room)
            self.unprinted += line.unprinted
            line.draw(canvas, setting.side, _WHOSE_AT)
