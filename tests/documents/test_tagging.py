"""What is read on a screen is tagged: all of it, once, in the order it is read."""

from __future__ import annotations

import pytest

from tests.agreements.plans import HOW, form, plan
from tests.documents.reading import names_of, reader, text_of
from tests.documents.tags import Part, parts_of, squeezed, unmarked
from trent_desktop.agreements.giving.batch import BatchPlan
from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.paper.documents import fillable_pdf, sheet_pdf, sheets
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


def test_what_is_printed_for_a_class_has_no_tags() -> None:
    batch = one(Kind.CONSENTS, "en")
    setter = HOW.setter(batch)
    (sheet, *_) = [found for found in sheets(batch, setter, batch.groups) if found.form]
    assert "/StructTreeRoot" not in names_of(sheet_pdf(batch, HOW, sheet).content)
