"""Where the parts of a form fall: name and code on each page, questions with their signature."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.agreements.plans import HOW, SCHOOL, form, plan
from tests.documents.reading import OPEN, faces_of_noughts, reader
from trent_desktop.agreements.codes import code_text
from trent_desktop.agreements.giving.batch import Form
from trent_desktop.agreements.kinds import Kind, PrintSize
from trent_desktop.agreements.paper.blocks import Question, Words
from trent_desktop.agreements.paper.documents import stream_batch
from trent_desktop.agreements.paper.setter import FormLayout
from trent_desktop.agreements.paper.slip import Slip
from trent_desktop.agreements.wording.languages import language, languages
from trent_desktop.documents.lines import TextStyle
from trent_desktop.documents.one_line import one_line

NAME = "Nia Roberts"
#: A group of the code that is typed by hand.
CODE = re.compile("[0-9A-Z]{4,}")
_TWELVE_MILLIMETRES = 12 / 25.4 * 72


def forms_of(codes: Iterable[str]) -> list[Form]:
    missing = ("Parent’s agreement",)
    return [
        form(kind, NAME, language=code, size=size, missing=missing)
        for code in codes
        for size in PrintSize
        for kind in Kind
    ]


def printed(forms: list[Form]) -> Iterator[tuple[Form, str, str]]:
    """The text of each page, as it stands and without its spaces."""
    out = io.BytesIO()
    batch = plan(("Class 4B", forms))
    stream_batch(batch, out, HOW)
    pages = iter(reader(out.getvalue()).pages)
    setter = HOW.setter(batch)
    for one in forms:
        for _ in range(len(setter.layout(one))):
            text = next(pages).extract_text()
            yield one, text, "".join(text.split())


def assert_whose(forms: list[Form]) -> None:
    for one, text, close in printed(forms):
        about = f"{one.kind} {one.print_size}"
        assert NAME in text, about
        if one.token:
            assert code_text(SCHOOL, one.token) in close, about


def test_each_page_says_whose_form_it_is() -> None:
    forms = [one for one in forms_of(["tr"]) if one.print_size is not PrintSize.LARGE]
    assert_whose([one for one in forms if one.token or one.kind is Kind.BLOGGING])


@pytest.mark.slow
@pytest.mark.parametrize("code", [one.code for one in languages()])
def test_each_page_says_whose_form_it_is_in_every_language(code: str) -> None:
    assert_whose(forms_of([code]))


def layouts(codes: Iterable[str]) -> list[FormLayout]:
    forms = forms_of(codes)
    setter = HOW.setter(plan(("Class 4B", forms)))
    return [setter.layout(one) for one in forms]


def test_what_is_signed_stands_with_its_signature_and_no_page_has_only_a_line() -> None:
    for layout in layouts(["en", "el", "ar"]):
        of_side = [[page for at, page in layout.pages if at == side] for side in (0, 1)]
        for side, pages in zip(layout.sides, of_side, strict=False):
            values = layout.values[layout.sides.index(side)]
            assert side.setting.side >= _TWELVE_MILLIMETRES
            signed = [one for page in pages for one in page.placed if isinstance(one.block, Slip)]
            assert len(signed) == (side.slip is not None)
            last = [one.block for one in pages[-1].placed if not isinstance(one.block, Slip)]
            if len(pages) > 1:
                tall = sum(block.height(values) + block.above for block in last)
                assert tall >= 4 * side.setting.style().leading, side.title
            if any(isinstance(block, Question) for block in side.blocks):
                assert any(isinstance(block, Question) for block in last)
                if side.setting.size < 24 and not side.is_translation:
                    assert sum(isinstance(block, Question) for block in last) == 9


def test_large_print_takes_no_page_that_margins_and_heads_can_save() -> None:
    pages = {
        (size, kind): sum(len(layout) for layout in layouts_of(kind, size))
        for size in PrintSize
        for kind in (Kind.CONSENTS, Kind.PARENT, Kind.PUPIL_KS2)
    }
    assert [pages[PrintSize.NORMAL, kind] for kind in (Kind.CONSENTS, Kind.PARENT)] == [1, 1]
    assert [pages[PrintSize.LARGE, kind] for kind in (Kind.CONSENTS, Kind.PARENT)] == [2, 2]
    assert max(pages.values()) <= 3


def layouts_of(kind: Kind, size: PrintSize) -> list[FormLayout]:
    one = form(kind, NAME, size=size)
    return [HOW.setter(plan(("Class 4B", [one]))).layout(one)]


@pytest.mark.parametrize("code", ["tr", "ar", "ta"])
def test_a_translation_has_nothing_to_tick_and_says_what_goes_back_and_when(code: str) -> None:
    forms = [form(kind, NAME, language=code) for kind in (Kind.CONSENTS, Kind.PARENT)]
    words = language(code).words
    for one in forms:
        layout = HOW.setter(plan(("Class 4B", forms))).layout(one)
        front, behind = layout.sides
        said = [
            "\n".join(b.words for b in s.blocks if isinstance(b, Words)) for s in (front, behind)
        ]
        assert all(block.for_reading for block in behind.blocks if isinstance(block, Question))
        back = "goes-back" if one.kind is Kind.CONSENTS else "part-goes-back"
        for part in (language("en").words[back], "4 December 2026", words[back], "04/12/2026"):
            assert part in said[0]
        read = "for-reading" if one.kind is Kind.CONSENTS else "english-counts"
        assert words[read] in said[1]
        assert "04/12/2026" in said[1]


def test_a_name_that_is_too_long_for_its_line_says_that_it_goes_on() -> None:
    long = "Bartholomew " * 9 + "Featherstone"
    one = form(Kind.CONSENTS, long, language="tr")
    batch = plan(("Class 4B", [one]), cover_sheets=True)
    out = io.BytesIO()
    stream_batch(batch, out, HOW)
    cover, _front, behind = (page.extract_text() for page in reader(out.getvalue()).pages)
    assert "…" in cover
    assert "…" in behind
    assert code_text(SCHOOL, one.token) in "".join(behind.split())
    style = TextStyle(11.5, 16)
    assert one_line("Nia", style, 200).width < one_line(long, style, 200).width <= 200


@pytest.mark.parametrize("size", list(PrintSize))
def test_a_nought_that_a_child_reads_is_open(size: PrintSize) -> None:
    """Six-year-olds write none with a stroke; only the code, for staff, has one of those."""
    forms = [form(kind, NAME, size=size, class_name="Year 10") for kind in Kind]
    out = io.BytesIO()
    stream_batch(plan(("Year 10", forms), return_by=dt.date(2030, 10, 20)), out, HOW)
    faces = faces_of_noughts(out.getvalue())
    read = {one: found for one, found in faces.items() if one.isdigit() or not CODE.fullmatch(one)}
    assert {"20", "2030", "10"} <= read.keys()
    assert {face for found in read.values() for face in found} == {OPEN}
