"""What is read on a screen is tagged: all of it, once, in the order it is read."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from tests.agreements.plans import HOW, form, plan
from tests.documents.reading import names_of, reader, text_of
from tests.documents.tags import Part, climbs, parts_of, pictures, read_aloud, squeezed, unmarked
from trent_desktop.agreements.giving.batch import BatchPlan
from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.paper.documents import fillable_pdf, sheet_pdf, sheets
from trent_desktop.agreements.register.papers import class_sheet_pdf
from trent_desktop.agreements.register.standing import ClassSheet
from trent_desktop.agreements.wording.languages import our_wording
from trent_desktop.agreements.wording.pictures import our_picture_names, shows
from trent_desktop.agreements.wording.wording import Point
from trent_desktop.documents.blocks import Fact, TimelineRow
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.writing import Boxed, Prompt, Ruled, RuledCells, Signature, Ticks

FORMS = [
    (Kind.CONSENTS, "en"),
    (Kind.CONSENTS, "pl"),
    (Kind.PARENT, "ar"),
    (Kind.PUPIL_KS1, "en"),
    (Kind.STAFF, "en"),
    (Kind.REMINDER, "so"),
]


def fillable(kind: Kind, language: str) -> Pdf:
    batch = one(kind, language)
    return fillable_pdf(batch, HOW, batch.forms[0])


def one(kind: Kind, language: str) -> BatchPlan:
    return plan(("Class 4B", [form(kind, "Aisha Khan", language=language)]))


def report() -> Pdf:
    sheet = Sheet(
        Letterhead("Larkfield Primary School", ("1 Larkfield Lane",)),
        Paper("A paper with everything", "22 November 2026", "TR-2026-014", "Confidential"),
    )
    sheet.heading("What was seen", "who: “a & b” (c\\d)")
    sheet.facts([Fact("When", "Monday"), Fact("Where", "The hall"), Fact("Who", "x " * 300)])
    sheet.own_words(
        "In the child’s own words", "It said (王小明) – “no”.\n\nمحمد\n" + "Long. " * 900
    )
    sheet.add(TimelineRow("23 November 2026", "Decided", "That it is blocked. " * 300))
    sheet.add(Boxed("Read this first"), Ticks("Which?", [("one", True), ("two", False)]))
    sheet.together(Prompt("What else?", "if you know"), Ruled(3, prompt="More"))
    sheet.add(RuledCells([("Day", 8, "day|month"), ("Class", 4, "")]))
    sheet.signatures("Signed", [Signature("Headteacher", "Mary O’Neill", "1 December 2026")])
    return sheet.make()


def order(parts: list[Part]) -> str:
    return squeezed("".join(part.words for part in parts if not part.is_field))


def assert_whole(pdf: bytes) -> list[Part]:
    """Nothing is painted without a mark, and the tree says what poppler reads, no more and no less."""
    assert unmarked(pdf) == []
    parts = parts_of(pdf)
    assert {within for within, _ in pictures(pdf)} <= {"Figure", "Artifact"}
    assert all(part.alt for part in parts if part.role == "Figure")
    assert climbs(pdf) == []
    read = squeezed(text_of(pdf))
    for part in parts:
        if part.is_field or any("\u0590" <= letter <= "\u08ff" for letter in part.words):
            continue  # which way round a reader turns Arabic is its own affair
        for word in part.words.split():
            assert word in read, (part, word)
    return parts


@pytest.mark.parametrize(("kind", "language"), FORMS)
def test_a_form_for_e_mail_is_tagged_field_by_field(kind: Kind, language: str) -> None:
    pdf = fillable(kind, language)
    parts = assert_whole(pdf.content)
    read = reader(pdf.content)
    assert read.metadata is not None
    assert parts[0].role == "H1"
    assert squeezed(parts[0].words)
    assert read.metadata.title != "Agreements"
    behind = [part for part in parts if part.language]
    assert {part.language for part in behind} == ({language} - {"en"})
    assert not any(part.is_field for part in behind)
    fields = [part for part in parts if part.is_field]
    assert all(part.role == "Form" and part.words for part in fields)
    assert len({part.words for part in fields}) == len(fields)  # yes and no are told apart
    assert len(fields) == sum(len(page.get("/Annots", [])) for page in read.pages)


def test_a_field_is_read_after_its_question() -> None:
    parts = parts_of(fillable(Kind.CONSENTS, "en").content)
    at = next(n for n, part in enumerate(parts) if part.words.startswith("Yes: "))
    question = parts[at].words.removeprefix("Yes: ")
    assert squeezed(question) in squeezed(parts[at - 1].words)
    assert parts[at - 1].words.endswith("Yes No")  # and the question comes before its answers
    assert parts[at + 1].words == f"No: {question}"
    assert [part.words for part in parts if part.words.startswith("Name")] == [
        "Name Aisha Khan Class 4B"
    ]


def test_a_report_is_read_from_its_title_to_its_signature() -> None:
    pdf = report()
    assert pdf.pages > 2
    parts = assert_whole(pdf.content)
    assert [part.path for part in parts[:3]] == [
        ("Document", "H1"),
        ("Document", "P"),
        ("Document", "H2"),
    ]
    said = order(parts)
    places = [
        said.index(squeezed(one))
        for one in (
            "A paper with everything",
            "22 November 2026",
            "What was seen",
            "WhenMonday",
            "WhereThe hall",
            "In the child’s own words",
            "23 November 2026Decided",
            "Read this first",
            "What else?",
            "Headteacher",
        )
    ]
    assert places == sorted(places)
    assert "Larkfield" not in said  # heads and feet are no part of the text
    assert "Page1of" not in said
    assert reader(pdf.content).metadata.title == "A paper with everything TR-2026-014"  # type: ignore[union-attr]


def test_words_are_parted_where_a_line_ends() -> None:
    words = " ".join(f"word{number}" for number in range(60))
    address = "example.net/" + "watch" * 40
    sheet = Sheet(Letterhead("Larkfield", ()), Paper("A paper", has_reference=False))
    sheet.heading("What was seen", "by whom")
    sheet.answer("Where", address)
    sheet.facts([Fact("When", "Monday"), Fact("Where", "The hall")])
    sheet.own_words("In her own words", f"{words}\n{words}")
    said = [one.strip() for one in read_aloud(sheet.make().content)]
    assert f"In her own words {words} {words}" in said
    assert "When Monday" in said
    assert "What was seen by whom" in said
    (one,) = [one for one in said if one.startswith("Where example")]
    assert one.removeprefix("Where ").replace("[.]", ".") == address  # no space within a word


@pytest.mark.parametrize("kind", [Kind.CONSENTS, Kind.PARENT, Kind.PUPIL_KS1, Kind.STAFF])
def test_each_point_of_a_form_is_read_in_whole_words(kind: Kind) -> None:
    said = read_aloud(fillable(kind, "en").content)
    points = [one.words for one in our_wording(kind, "en").parts if isinstance(one, Point)]
    for words in points:
        assert any(words in one for one in said), (words, said)
    assert points or kind is Kind.CONSENTS
    assert any("Signature Date" in one for one in said)
    assert any(
        re.fullmatch(r"\w{4}( \w{4}){5} ", one) for one in said
    )  # the code under its picture


def test_what_runs_from_the_right_is_read_from_its_beginning() -> None:
    parts = assert_whole(fillable(Kind.PARENT, "ar").content)
    instead = [part.instead for part in parts if part.instead]
    points = [one.words for one in our_wording(Kind.PARENT, "ar").parts if isinstance(one, Point)]
    assert len(points) > 5
    for words in points:
        assert any(words in one for one in instead), words
    assert not any(part.instead for part in parts if part.words.startswith("Children learn"))
    sheet = Sheet(Letterhead("Larkfield", ()), Paper("One name", has_reference=False))
    sheet.answer("Who", "محمد حسن (4B) and Ana")
    (found,) = [part.instead for part in parts_of(sheet.make().content) if part.instead]
    assert found == "Who محمد حسن (4B) and Ana"


def test_a_picture_of_a_point_says_what_it_shows_before_its_words() -> None:
    pdf = fillable(Kind.PUPIL_KS1, "ar").content
    parts = assert_whole(pdf)
    asked = our_wording(Kind.PUPIL_KS1, "en").parts
    names = [one.picture for one in asked if isinstance(one, Point) and one.picture]
    figures = [at for at, part in enumerate(parts) if part.role == "Figure"]
    assert [parts[at].alt for at in figures] == [shows(one) for one in names] * 2
    for at in figures:
        assert parts[at].path == ("Document", "L", "LI", "Figure")
        assert parts[at + 1].path == ("Document", "L", "LI", "LBody")
    # The program's words are English, also beside a point in another language.
    assert {parts[at].language for at in figures} == {"", "en-GB"}
    painted = [within for within, _ in pictures(pdf)]
    assert painted.count("Figure") == len(figures)
    assert "Artifact" in painted  # the code is for a scanner: its signs are read


def test_every_picture_of_a_form_has_words() -> None:
    words = [shows(name) for name in our_picture_names()]
    assert all(words)
    with pytest.raises(KeyError):
        shows("nothing")


def test_a_box_says_whether_it_is_ticked() -> None:
    said = [part.alt or part.words for part in assert_whole(report().content)]
    at = said.index("Ticked")
    assert said[at - 1 : at + 4] == ["Which?", "Ticked", "one", "Not ticked", "two"]
    blank = Sheet(Letterhead("Larkfield", ()), Paper("To fill in", has_reference=False))
    blank.add(Ticks("Which?", [("one", False), ("two", False)]))
    said = [part.alt for part in assert_whole(blank.make().content) if part.alt]
    assert said == ["A box to tick"] * 2


def test_a_crest_is_no_part_of_the_text() -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(out, "PNG")
    letterhead = Letterhead("Larkfield", ("1 Larkfield Lane",), crest=out.getvalue())
    batch = one(Kind.PARENT, "en")
    form_pdf = fillable_pdf(batch, replace(HOW, letterhead=letterhead), batch.forms[0])
    paper = Sheet(letterhead, Paper("A paper", has_reference=False))
    paper.heading("One")
    for pdf in (form_pdf, paper.make()):
        parts = assert_whole(pdf.content)
        assert not any(part.role == "Figure" for part in parts)
        assert pictures(pdf.content)[0][0] == "Artifact"


def test_who_may_be_photographed_is_read_name_by_name() -> None:
    sheet = ClassSheet("4B", ("Ana Ito", "Ben Okoro", "Cy Lund"), ("Dee Hart",))
    parts = assert_whole(class_sheet_pdf(HOW.letterhead, sheet, HOW.today).content)
    said = [part.words for part in parts]
    at = said.index("May be photographed (3)")
    assert said[at + 1 : at + 4] == ["Ana Ito", "Ben Okoro", "Cy Lund"]
    assert said[at + 4 :] == ["May not be photographed (1)", "Dee Hart"]


def test_what_is_printed_for_a_class_has_no_tags() -> None:
    batch = one(Kind.CONSENTS, "en")
    setter = HOW.setter(batch)
    (sheet, *_) = [found for found in sheets(batch, setter, batch.groups) if found.form]
    assert "/StructTreeRoot" not in names_of(sheet_pdf(batch, HOW, sheet).content)
