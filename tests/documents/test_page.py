"""Every page carries its furniture; the PDF holds no link, script or file, and its own fonts."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from tests.documents.reading import FORBIDDEN, fonts_of, names_of, reader, text_of
from trent_desktop.documents.blocks import (
    Fact,
    Heading,
    TimelineRow,
    Words,
)
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.writing import Ruled, Signature, Ticks

HOSTILE = '<a href="http://bad.example">x</a> javascript:alert(1) file:///etc/passwd'
PAPER = Paper(
    "Inappropriate content report",
    "Appendix 2",
    "TR-2026-014",
    handling="Confidential",
    foot="Printed by Hannah Ward on 22 November 2026 at 10:44",
)


def crest(side: int = 64) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (side, side), (20, 60, 90, 255)).save(out, "PNG")
    return out.getvalue()


def made(words: int = 40, *, letterhead: Letterhead | None = None) -> Pdf:
    sheet = Sheet(letterhead or Letterhead("Larkfield Primary School", ("1 Church Way",)), PAPER)
    sheet.facts([Fact("Class", "4B"), Fact("Room", "ICT suite"), Fact("By", "Zoë محمد 😀")])
    sheet.heading("What was seen")
    sheet.answer("In her words", "volcano " * words + HOSTILE)
    sheet.own_words("The child said", "scary " * 30)
    sheet.add(Ticks("Well?", [("Yes", True), ("No", False)]), Ruled(2, prompt="More"))
    sheet.signatures("Signatures", [Signature("ICT Lead"), Signature("Headteacher", "Ann Hill")])
    return sheet.make(unchanging=True)


def test_one_page_when_it_fits_and_more_when_it_does_not() -> None:
    assert made().pages == 1
    long = made(2000)
    assert long.pages > 2
    assert len(reader(long.content).pages) == long.pages


def test_reference_and_page_x_of_y_stand_on_every_page() -> None:
    pdf = made(2000)
    for number in range(1, pdf.pages + 1):
        text = text_of(pdf.content, number)
        assert "TR-2026-014" in text
        assert f"Page {number} of {pdf.pages}" in text
        assert "Larkfield Primary School" in text


def test_pages_are_a4() -> None:
    for page in reader(made(900).content).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


def test_the_pdf_holds_no_link_no_script_no_file() -> None:
    assert not names_of(made(900).content) & FORBIDDEN


def test_every_font_is_embedded_as_a_subset() -> None:
    found = fonts_of(made().content)
    assert len(found) >= 4
    assert all(embedded and subset for _, embedded, subset in found), found


def test_what_the_pdf_says_about_itself() -> None:
    read = reader(made().content)
    assert read.metadata is not None
    assert read.metadata.title == "Inappropriate content report TR-2026-014"
    assert read.metadata.author == "Larkfield Primary School"
    assert read.root_object["/Lang"] == "en-GB"


def test_equal_sheets_give_equal_bytes() -> None:
    assert made().content == made().content


def test_two_threads_at_once_make_the_same_papers() -> None:
    from concurrent.futures import ThreadPoolExecutor

    expected = made(300).content
    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(lambda _: made(300).content, range(8)))
    assert all(result == expected for result in results)


def test_a_crest_is_drawn_and_a_broken_one_is_left_out_with_a_note() -> None:
    good = made(letterhead=Letterhead("School", (), crest()))
    assert good.notes == ()
    assert "/Image" in names_of(good.content)
    broken = made(letterhead=Letterhead("School", (), b"no picture"))
    assert broken.notes == ("The school’s crest could not be read, so it is left out.",)
    assert text_of(broken.content)


def test_a_letter_that_cannot_be_printed_is_noted_for_the_person_and_on_the_page() -> None:
    sheet = Sheet(Letterhead("School"), PAPER)
    sheet.add(Words("\U00020bb7\U00020bb7\U00020bb7"))
    pdf = sheet.make(unchanging=True)
    (note,) = pdf.notes
    assert note.startswith("3 letters are in a script that this program cannot print. Their names")
    assert note.endswith("in [square brackets]: write over them by hand.")
    assert "[ ] = a letter we cannot print" in text_of(pdf.content)


@pytest.mark.parametrize("words", range(380, 470, 6))
def test_no_heading_is_left_alone_at_the_foot_of_a_page(words: int) -> None:
    sheet = Sheet(Letterhead("School"), PAPER)
    sheet.add(Words("volcano " * words))
    sheet.heading("Headteacher")
    sheet.answer("Decision", "Agreed and said so. " * 12)
    pdf = sheet.make(unchanging=True)
    for number in range(1, pdf.pages + 1):
        page = text_of(pdf.content, number)
        if "Headteacher" in page:
            assert "Decision Agreed" in page


def test_signatures_stay_together() -> None:
    for words in range(330, 400, 10):
        sheet = Sheet(Letterhead("School"), PAPER)
        sheet.add(Words("volcano " * words))
        sheet.signatures("Sign", [Signature(f"Role {n}", f"Name {n}") for n in range(3)])
        pdf = sheet.make(unchanging=True)
        last = text_of(pdf.content, pdf.pages)
        assert all(f"Role {n}" in last and f"Name {n}" in last for n in range(3))
        assert len(re.findall("Signature", last)) == 3


def test_a_timeline_entry_longer_than_a_page_flows_on() -> None:
    sheet = Sheet(Letterhead("School"), PAPER)
    sheet.add(Heading("What has happened"))
    sheet.add(TimelineRow("20 November 2026", "Reported", "word " * 2500))
    pdf = sheet.make(unchanging=True)
    assert pdf.pages >= 4
    assert text_of(pdf.content).count("word") == 2500


def test_nothing_typed_is_lost_between_pages() -> None:
    sheet = Sheet(Letterhead("School"), PAPER)
    numbers = [f"w{number}" for number in range(3000)]
    sheet.answer("Long", " ".join(numbers))
    text = text_of(sheet.make(unchanging=True).content)
    assert re.findall(r"w\d+", text) == numbers


def test_the_bytes_of_a_paper_never_show_in_its_repr() -> None:
    pdf = made()
    assert "content" not in repr(pdf)
    assert repr(Letterhead("School", (), b"secret")).find("secret") == -1
