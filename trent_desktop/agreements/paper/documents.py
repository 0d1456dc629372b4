"""A batch as PDF: cover sheets, forms, pages that fall on a new sheet; and its pages one by one.

    written = write_batch(plan, path, letterhead, school_id=..., today=...)
    written.pages, written.notes

What is the same for everybody is drawn once (docs/decisions/documents.md). Names are laid out as plain
text; nothing in them is markup, and no file or address is ever reached.
"""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from trent_desktop import files
from trent_desktop.agreements.giving.batch import BatchPlan, Form, FormGroup
from trent_desktop.agreements.paper.cover import cover_pages, draw_cover
from trent_desktop.agreements.paper.setter import FormLayout, FormSetter
from trent_desktop.documents import fonts
from trent_desktop.documents.page import CREST_LEFT_OUT, Letterhead, Pdf
from trent_desktop.documents.streaming import StreamedCanvas
from trent_desktop.problems import Problem
from trent_desktop.storage.chosen_file import chosen_file

TITLE = "Agreements"


class Cancelled(Problem):
    """Somebody pressed Cancel; nothing was saved."""


def _never() -> bool:
    return False


def _nothing(_done: int, _of: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Written:
    """What was made. `notes` are sentences for whoever prints it.

    `starts` are the pages, from 0, with which a cover sheet or a form begins.
    """

    pages: int
    forms: int
    notes: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchPrint:
    """How a batch is made: whose letterhead, which school's codes, on which day."""

    letterhead: Letterhead
    school_id: uuid.UUID
    today: dt.date

    def setter(self, plan: BatchPlan) -> FormSetter:
        """What sets its forms."""
        return FormSetter(
            self.letterhead,
            school_id=self.school_id,
            return_by=plan.order.return_by,
            today=self.today,
            saves_ink=plan.order.ink_saving,
            invited=plan.order.invited,
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A cover sheet or a form, with how many pages it takes. Cover sheets have no form."""

    group: FormGroup
    form: Form | None
    pages: int


def sheets(plan: BatchPlan, setter: FormSetter, groups: Sequence[FormGroup]) -> Iterator[Sheet]:
    """What is printed for `groups`, in order. Lays out, and draws nothing."""
    for group in groups:
        if plan.order.cover_sheets:
            pages = cover_pages(group)
            yield Sheet(group, None, _even(pages) if plan.order.duplex else pages)
        for form in group.forms:
            with fonts.ONE_AT_A_TIME:
                pages = len(setter.layout(form))
            yield Sheet(group, form, _even(pages) if plan.order.duplex else pages)


def _even(pages: int) -> int:
    return pages + pages % 2


class _Drawing:
    """Draws sheets on a canvas, each stamp once."""

    def __init__(
        self, plan: BatchPlan, how: BatchPrint, out: BinaryIO, setter: FormSetter | None = None
    ) -> None:
        self.plan = plan
        self.how = how
        self.setter = setter or how.setter(plan)
        self.canvas = StreamedCanvas(out, language="en-GB")
        self.canvas.describe(TITLE, how.letterhead.school, "Agreements of the school")
        self.pages = 0
        self.starts: list[int] = []
        self._stamps: dict[tuple[object, ...], tuple[str, ...]] = {}

    def group(self, group: FormGroup) -> None:
        """Begin a class: its bookmark, and its cover sheet if there is one."""
        if not group.forms:
            return
        key = f"g{self.pages}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(group.name, key)
        if not self.plan.order.cover_sheets:
            return
        self.starts.append(self.pages)
        for number in range(cover_pages(group)):
            draw_cover(
                self.canvas,
                self.how.letterhead.school,
                self.how.today,
                self.plan,
                group,
                number,
            )
            self._next_page()
        self._fill_sheet()

    def form(self, form: Form) -> None:
        """One form."""
        layout = self.setter.layout(form)
        names = self.stamps(layout)
        self.starts.append(self.pages)
        for number, name in enumerate(names):
            self.canvas.doForm(name)
            self.setter.write(self.canvas, layout, number)
            self._next_page()
        self._fill_sheet()

    def stamps(self, layout: FormLayout) -> tuple[str, ...]:
        """The stamps of a layout's pages, made when they are first needed."""
        names = self._stamps.get(layout.key)
        if names is None:
            names = self.setter.stamp(self.canvas, layout, f"s{len(self._stamps)}")
            self._stamps[layout.key] = names
        return names

    def _next_page(self) -> None:
        self.canvas.showPage()
        self.pages += 1

    def _fill_sheet(self) -> None:
        if self.plan.order.duplex and self.pages % 2:
            self._next_page()

    def notes(self) -> tuple[str, ...]:
        """What the person who prints should know."""
        notes = list(self.plan.notes)
        if self.setter.crest_failed:
            notes.append(CREST_LEFT_OUT)
        if self.setter.unprinted:
            notes.append(
                "Some letters are in a script that this program cannot print. Their names are "
                "printed instead, in [square brackets]: write over them by hand."
            )
        return tuple(notes)


def write_batch(
    plan: BatchPlan,
    path: Path,
    how: BatchPrint,
    *,
    groups: Sequence[FormGroup] | None = None,
    progress: Callable[[int, int], object] = _nothing,
    cancelled: Callable[[], bool] = _never,
) -> Written:
    """Write a batch (or some of its groups) to `path`: whole or not at all. Slow.

    `progress` is told how many forms are done, of how many. Raises `Cancelled` or what
    `chosen_file` does; the file that was there then stands untouched.
    """
    with chosen_file(path) as out:
        return stream_batch(plan, out, how, groups=groups, progress=progress, cancelled=cancelled)


def stream_batch(
    plan: BatchPlan,
    out: BinaryIO,
    how: BatchPrint,
    *,
    groups: Sequence[FormGroup] | None = None,
    progress: Callable[[int, int], object] = _nothing,
    cancelled: Callable[[], bool] = _never,
) -> Written:
    """The same into an open file. Other papers can be made meanwhile, between two forms."""
    chosen = plan.groups if groups is None else groups
    every = sum(len(group.forms) for group in chosen)
    done = 0
    with fonts.ONE_AT_A_TIME:
        drawing = _Drawing(plan, how, out)
    for group in chosen:
        with fonts.ONE_AT_A_TIME:
            drawing.group(group)
        for form in group.forms:
            if cancelled():
                raise Cancelled("Stopped. Nothing was saved.")
            with fonts.ONE_AT_A_TIME:
                drawing.form(form)
            done += 1
            progress(done, every)
    with fonts.ONE_AT_A_TIME:
        drawing.canvas.finish()
    return Written(drawing.pages, every, drawing.notes(), tuple(drawing.starts))


def write_per_group(
    plan: BatchPlan,
    folder: Path,
    how: BatchPrint,
    *,
    progress: Callable[[int, int], object] = _nothing,
    cancelled: Callable[[], bool] = _never,
) -> tuple[Path, ...]:
    """A file for each class, named after it. Raises what `write_batch` does.

    What was complete before somebody pressed Cancel is taken away again.
    """
    every = len(plan.forms)
    made: list[Path] = []
    done = 0
    try:
        for group in plan.groups:
            path = _free(folder / f"{TITLE} {_file_part(group.name)}.pdf", made)
            before = done
            write_batch(
                plan,
                path,
                how,
                groups=[group],
                progress=lambda at, _of, before=before: progress(before + at, every),
                cancelled=cancelled,
            )
            made.append(path)
            done += len(group.forms)
    except BaseException:
        for path in made:
            files.remove(path)
        raise
    return tuple(made)


def _file_part(name: str) -> str:
    kept = "".join(sign if sign.isalnum() or sign in " -_" else "-" for sign in name).strip()
    return kept[:40] or "class"


def _free(path: Path, taken: Sequence[Path]) -> Path:
    # Windows and Macs take names in capitals for the same ones.
    names = {one.name.casefold() for one in taken}
    number, free = 2, path
    while free.name.casefold() in names:
        free = path.with_stem(f"{path.stem} {number}")
        number += 1
    return free


def sheet_pdf(
    plan: BatchPlan, how: BatchPrint, sheet: Sheet, setter: FormSetter | None = None
) -> Pdf:
    """One sheet of a batch by itself, as it will be printed: for looking at it at once.

    `setter`, which laid it out, need not do so again.
    """
    out = io.BytesIO()
    with fonts.ONE_AT_A_TIME:
        drawing = _Drawing(plan, how, out, setter)
        if sheet.form is None:
            drawing.group(sheet.group)
        else:
            drawing.form(sheet.form)
        drawing.canvas.finish()
    return Pdf(out.getvalue(), drawing.pages, drawing.notes())


def fillable_pdf(plan: BatchPlan, how: BatchPrint, form: Form) -> Pdf:
    """One form with fields to fill in on a screen (AcroForm), for e-mail.

    The fields use a viewer's own Helvetica; everything else is embedded. It has tags, as whoever
    gets it may have it read aloud; the forms of a whole class, which are printed, have none.
    """
    out = io.BytesIO()
    with fonts.ONE_AT_A_TIME:
        drawing = _Drawing(plan, how, out)
        canvas: Any = drawing.canvas
        layout = drawing.setter.layout(form)
        canvas.describe(layout.sides[0].title, how.letterhead.school, "An agreement of the school")
        canvas.tag()
        for number in range(len(layout)):
            drawing.setter.draw(canvas, layout, number)
            canvas.showPage()
            drawing.pages += 1
        canvas.finish()
    return Pdf(out.getvalue(), drawing.pages, drawing.notes())
