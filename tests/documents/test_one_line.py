"""What a school or a class is called stands whole on its papers, or one sees that it does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.agreements.plans import HOW, form, plan
from tests.documents.reading import text_of
from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.paper.documents import write_batch
from trent_desktop.documents.lines import TextStyle
from trent_desktop.documents.one_line import fitted_line, one_line
from trent_desktop.documents.page import Letterhead, Paper, Sheet

STYLE = TextStyle(12, 16)
SCHOOL = "The Blessed Saint Bartholomew and Saint Catherine Church of England Primary School"
CLASS = "Reception Hummingbirds and Bees, morning"
ADDRESS = ("Larkfield Primary School", "1 Larkfield Lane", "Upper Norwood", "London SE19 9ZZ")


@pytest.mark.parametrize(
    ("words", "share", "whole"),
    [
        ("Larkfield", 1.0, True),
        ("Larkfield " * 5, 0.7, True),
        ("Larkfield " * 20, 0.7, False),
        ("", 1.0, True),
        ("محمد " * 20, 0.7, False),
        ("two\nlines " * 3, 0.7, True),
    ],
)
def test_words_are_set_smaller_before_they_are_cut(words: str, share: float, whole: bool) -> None:
    line = fitted_line(words, STYLE, 240)
    assert line.width <= 240
    assert share * 12 <= line.style.size <= 12
    said = "".join(piece.text for piece in line.pieces)
    assert ("…" in said) is not whole
    if whole:
        assert said.split() == words.split()


def test_a_long_school_and_class_stand_whole_on_every_page(tmp_path: Path) -> None:
    how = replace(HOW, letterhead=Letterhead(SCHOOL, ADDRESS))
    path = tmp_path / "batch.pdf"
    forms = [form(Kind.PARENT, class_name=CLASS), form(Kind.CONSENTS, class_name=CLASS)]
    write_batch(plan((CLASS, forms), cover_sheets=True), path, how)
    content = path.read_bytes()
    assert text_of(content, 1).startswith(f"{SCHOOL} {CLASS}")
    assert text_of(content, 2).startswith(f"{SCHOOL} {', '.join(ADDRESS)}")


def test_a_later_page_and_a_title_say_the_whole_of_it() -> None:
    paper = Paper(f"Photographs in {CLASS}", "x " * 80, "TR-2026-014", "Confidential")
    sheet = Sheet(Letterhead(SCHOOL, ADDRESS), paper)
    sheet.heading("What was seen " * 3, "who saw it, " * 3)
    sheet.new_page()
    sheet.heading("More")
    content = sheet.make().content
    first = text_of(content, 1)
    assert "London SE19 9ZZ" in first  # of an address in four lines, its postcode too
    assert f"Photographs in {CLASS}" in first
    assert ("What was seen " * 3).strip() in first
    assert SCHOOL in text_of(content, 2)


@pytest.mark.parametrize("words", ["w" * 200_000, "many words " * 20_000, "é́" * 400, "👩‍👩‍👧" * 90])
def test_a_book_is_cut_to_a_line_without_being_read_to_its_end(words: str) -> None:
    for line in (one_line(words, STYLE, 240), fitted_line(words, STYLE, 240)):
        assert line.width <= 240
        assert line.words.rstrip().endswith("…")
        assert len(line.words) > 10
