"""Papers of the lessons, read back by another program."""

from __future__ import annotations

import datetime as dt
import io
import re
import uuid
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader

from tests.documents.reading import OPEN, faces_of_noughts
from tests.documents.tags import parts_of, pictures, squeezed, unmarked
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.lessons.as_shown import ShownLine, ShownSlide
from trent_desktop.lessons.documents import board_pdf, coverage_pdf, promise_poster_pdf
from trent_desktop.lessons.lesson import Letter
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.values import Taught, coverage

HEAD = Letterhead("Oakfield <b>Primary</b> & School")
TODAY = dt.date(2026, 11, 24)


def read(pdf: Pdf) -> str:
    reader = PdfReader(io.BytesIO(pdf.content))
    assert len(reader.pages) == pdf.pages
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_a_promise_prints_as_a_poster() -> None:
    lesson = our_packs()[0].lesson
    lines = [
        "We ask <first> & tell.",
        "We keep what is private to ourselves, always and everywhere.",
    ]
    text = read(promise_poster_pdf(HEAD, lesson, lines, "4B", TODAY))
    assert "Our promise" in text
    assert "We ask <first> & tell." in text
    assert "Oakfield <b>Primary</b> & School · 4B, 24 November 2026" in text
    lines = ["We ring 0800 1111."]
    faces = faces_of_noughts(promise_poster_pdf(HEAD, lesson, lines, "10B", TODAY).content)
    assert {"0800", "10", "2026"} <= faces.keys()
    assert {face for found in faces.values() for face in found} == {OPEN}


def test_a_poster_has_a_line_for_each_child_of_a_class() -> None:
    pdf = promise_poster_pdf(HEAD, our_packs()[0].lesson, ["We tell."], "4B", TODAY)
    page = PdfReader(io.BytesIO(pdf.content)).pages[0]
    drawn = page.get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
    assert len(re.findall(r"\d m [\d.]+ [\d.]+ l S", drawn)) >= 32


def test_a_poster_shows_a_picture_where_there_is_room() -> None:
    out = io.BytesIO()
    Image.new("RGB", (160, 90), "#FFFEFA").save(out, "PNG")
    lesson = our_packs()[0].lesson

    def pictures(lines: list[str]) -> int:
        pdf = promise_poster_pdf(HEAD, lesson, lines, "4B", TODAY, picture=out.getvalue())
        return len(PdfReader(io.BytesIO(pdf.content)).pages[0].images)

    assert pictures(["We tell, always."]) == 1
    assert pictures(["We " + "promise " * 30 + str(number) for number in range(5)]) == 0


def test_a_promise_of_many_long_lines_stays_on_its_page() -> None:
    lesson = our_packs()[0].lesson
    lines = ["We " + "promise " * 14 + str(number) for number in range(5)]
    pdf = promise_poster_pdf(HEAD, lesson, lines, "", TODAY)
    assert pdf.pages == 1
    assert all(str(number) in read(pdf) for number in range(5))


def test_coverage_prints_letters_and_strands() -> None:
    taught = [
        Taught(
            uuid.uuid4(), f"l{n}", None, "4B", uuid.uuid4(),
            dt.datetime(2026, 9 + n % 3, 3, 10, tzinfo=dt.UTC), 30, 9, 9, f"Lesson number {n}",
            Letter.SAFE, "3-4", ("Privacy and security",),
        )
        for n in range(12)
    ]  # fmt: skip
    pdf = coverage_pdf(HEAD, "4B", coverage(taught, TODAY), TODAY)
    text = read(pdf)
    roles = {part.words: part.role for part in parts_of(pdf.content)}
    assert roles["Privacy and security"] == "TH"
    assert roles["12"] == "TD"  # its bar is no part of the text
    assert "SMART lessons of 4B" in text
    assert "2026/27" in text
    assert all(f"Lesson number {n}" in text for n in range(12))
    assert "Privacy and security" in text


def slide(number: int, **told: Any) -> ShownSlide:
    out = io.BytesIO()
    Image.new("RGB", (160, 90), "#FFFEFA").save(out, "PNG")
    return ShownSlide(out.getvalue, 160, 90, number, 2, **told)


def test_the_board_prints_as_it_was() -> None:
    pdf = board_pdf("The board", "Oakfield", [slide(1), slide(2)])
    page = PdfReader(io.BytesIO(pdf.content)).pages[1]
    assert pdf.pages == 2
    assert PdfReader(io.BytesIO(pdf.content)).root_object["/Lang"] == "en-GB"
    ratio = float(page.mediabox.width) / float(page.mediabox.height)
    assert ratio == pytest.approx(16 / 9, abs=1e-3)


def test_the_board_is_read_aloud_slide_by_slide() -> None:
    lines = (ShownLine("We tell a grown-up", 20, 20, 8), ShownLine("<b>& then</b>", 20, 30, 8))
    told = slide(
        2, texts=(lines,), pictures=("Picture: a hall", "Picture: a dog."), is_drawn_on=True
    )
    pdf = board_pdf("Being <safe>", "Oakfield", [slide(1), told])
    assert unmarked(pdf.content) == []
    assert [(part.role, part.words, part.alt) for part in parts_of(pdf.content)] == [
        ("H1", "Being <safe>", ""),
        ("H2", "Slide 1 of 2", ""),
        ("H2", "Slide 2 of 2", ""),
        (
            "Figure",
            "",
            "Picture: a hall. Picture: a dog. Something was written or drawn on this slide by hand.",
        ),
        ("P", "We tell a grown-up <b>& then</b>", ""),
    ]
    # A slide that says all it shows in words is no picture of its own.
    assert [within for within, _ in pictures(pdf.content)] == ["Artifact", "Figure"]
    drawn = pdfium.PdfDocument(pdf.content)[1].render(scale=1).to_pil().convert("L")
    assert drawn.getextrema()[0] > 200  # words lie over the picture, and are not seen


def test_a_poster_is_read_promise_by_promise() -> None:
    lesson = our_packs()[0].lesson
    lines = ["We tell, " + "always and " * 20, "We ask."]
    pdf = promise_poster_pdf(HEAD, lesson, lines, "4B", TODAY, picture=slide(1).make_picture())
    assert unmarked(pdf.content) == []
    parts = parts_of(pdf.content)
    assert [part.role for part in parts] == ["H1", "P", "LBody", "LBody", "Figure", "P"]
    assert parts[0].words == "Our promise"
    assert [squeezed(part.words) for part in parts[2:4]] == [squeezed(one) for one in lines]
    assert parts[4].alt == "Lines for our names"
