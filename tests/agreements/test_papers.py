"""The register on paper: the sheet for the staff room's wall, and a list for each class."""

from __future__ import annotations

import datetime as dt
import uuid

from tests.agreements.school_forms import give_out, of, whose
from tests.documents.reading import FORBIDDEN, fonts_of, names_of, reader, text_of
from tests.schools import SmallSchool
from trent_desktop.agreements.kinds import OWN, Consent, FormState, Kind
from trent_desktop.agreements.register.papers import class_sheet_pdf, register_pdf
from trent_desktop.agreements.register.standing import (
    ClassSheet,
    ClassTable,
    ConsentAnswer,
    FormCell,
    PupilLine,
)
from trent_desktop.documents.page import Letterhead
from trent_desktop.school.settings.letterhead import letterhead_of

LETTERHEAD = Letterhead("Larkfield Primary School", ("1 Larkfield Lane",))
TODAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 3, 12, tzinfo=dt.UTC)


def table(name: str, *names: str) -> ClassTable:
    answers = tuple(
        ConsentAnswer(one, given, since)
        for one, (given, since) in zip(
            (Consent.PHOTOGRAPHS, Consent.WEBSITE, Consent.BLOG, Consent.VIDEO, Consent.PRESS),
            [(True, NOON), (False, NOON), (False, None), (True, NOON), (False, None)],
            strict=True,
        )
    )
    cells = {
        Kind.PUPIL_KS2: FormCell(Kind.PUPIL_KS2, uuid.uuid4(), FormState.RETURNED, NOON, 1, False),
        Kind.PARENT: FormCell(Kind.PARENT, uuid.uuid4(), FormState.CHASED, NOON, 2),
        Kind.CONSENTS: FormCell(Kind.CONSENTS),
    }
    lines = tuple(PupilLine(uuid.uuid4(), one, None, name, cells, answers) for one in names)
    return ClassTable(None, name, lines)


def size_of(pdf: bytes, words: str) -> float:
    """How large `words` are printed, in points, as pypdf reads them."""
    sizes: list[float] = []

    def visit(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        if words in text:
            sizes.append(abs(size * (tm[3] or tm[0])))

    reader(pdf).pages[0].extract_text(visitor_text=visit)
    return max(sizes)


def test_the_sheet_for_the_staff_room_has_both_lists() -> None:
    sheet = ClassSheet("4B", ("Nia Small", "محمد حسن"), ("<b>Tom</b> & Co",) * 31)
    pdf = class_sheet_pdf(LETTERHEAD, sheet, TODAY)
    text = text_of(pdf.content)
    assert "May be photographed (2)" in text
    assert "May not be photographed (31)" in text
    assert text.count("<b>Tom</b> & Co") == 31
    assert "محمد حسن" in text
    assert "23 November 2026" in text
    assert pdf.notes == ()
    assert all(embedded and subset for _, embedded, subset in fonts_of(pdf.content))
    assert not names_of(pdf.content) & FORBIDDEN
    assert "Nobody." in text_of(
        class_sheet_pdf(LETTERHEAD, ClassSheet("4B", (), ()), TODAY).content
    )


def test_a_class_of_thirty_stands_on_one_page_in_print_for_a_wall() -> None:
    names = tuple(f"Alexandra Middleton{at}" for at in range(30))
    pdf = class_sheet_pdf(LETTERHEAD, ClassSheet("4B", names[:21], names[21:]), TODAY)
    assert pdf.pages == 1
    assert size_of(pdf.content, "Alexandra") >= 16
    inside = class_sheet_pdf(LETTERHEAD, ClassSheet("4B", names, (), walls=True), TODAY)
    assert inside.pages == 1
    assert "need no consent here" in text_of(inside.content)
    few = class_sheet_pdf(LETTERHEAD, ClassSheet("4B", ("Nia Small",), ("Tom Bell",)), TODAY)
    assert size_of(few.content, "Nia") == 24


def test_every_page_of_a_long_sheet_says_that_it_is_confidential() -> None:
    names = tuple(f"Child Number{at}" for at in range(120))
    pdf = class_sheet_pdf(LETTERHEAD, ClassSheet("4B", names, ("Tom " + "Bell " * 24,)), TODAY)
    assert pdf.pages > 1
    for page in range(1, pdf.pages + 1):
        assert "Confidential: staff room only" in text_of(pdf.content, page)
    whole = text_of(pdf.content)
    assert all(name in whole for name in names)
    assert whole.count("Bell") == 24


def test_many_purposes_have_whole_words_above_their_columns() -> None:
    own = ConsentAnswer(Consent.OWN_1, given=False, name="Yearbook of Year 6 class")
    answers = (*(ConsentAnswer(one, given=False) for one in Consent if one not in OWN), own)
    line = PupilLine(uuid.uuid4(), "Nia Small", None, "4B", {}, answers)
    pdf = register_pdf(LETTERHEAD, [ClassTable(None, "4B", (line,))], TODAY)
    assert pdf.pages == 1
    text = text_of(pdf.content)
    many = register_pdf(LETTERHEAD, [ClassTable(None, "4B", (line,) * 31)], TODAY)
    assert many.pages == 2
    assert all("Films shown" in text_of(many.content, page) for page in (1, 2))
    for words in ("Photos", "Films shown", "Studio", "Social", "Yearbook of Year 6 class"):
        assert words in text


def test_the_sheet_says_that_filming_is_another_question(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    plan = give_out(teacher, Kind.CONSENTS)
    form = of(plan, "Conor O'Neill", Kind.CONSENTS)
    teacher.agreements.returns.answer(whose(form), {Consent.PHOTOGRAPHS: True}, form.id)
    sheet = teacher.agreements.register.may_be_photographed(school.classes["4A"])
    text = text_of(class_sheet_pdf(letterhead_of(teacher), sheet, TODAY).content)
    may, may_not = text.split("May not be photographed (2)")
    assert "class photographs only" in may
    assert "Conor O'Neill" in may
    assert "Maryam Khan" in may_not
    assert "محمد حسن" in may_not


def test_the_register_on_paper_has_every_child_and_its_headings_on_every_page() -> None:
    names = [f"Nia Number{at}" for at in range(90)]
    pdf = register_pdf(LETTERHEAD, [table("4B", *names)], TODAY)
    assert pdf.pages == 3
    for page in range(1, 4):
        text = text_of(pdf.content, page)
        assert "Name Pupil Parent Form on pictures Photos Web Blog: work Video Press" in text
        assert "Confidential" in text
    whole = text_of(pdf.content)
    assert all(name in whole for name in names)
    assert "Nia Number0 B v1 o – yes no – yes –" in whole


def test_each_class_has_a_page_of_its_own() -> None:
    pdf = register_pdf(LETTERHEAD, [table("4A", "Tom Bell"), table("4B"), table("5C", "J")], TODAY)
    assert pdf.pages == 3
    assert "Tom Bell" in text_of(pdf.content, 1)
    assert "Nobody is in this class." in text_of(pdf.content, 2)
    assert "5C" in text_of(pdf.content, 3)


def test_a_very_long_name_takes_several_lines_and_none_is_lost() -> None:
    name = " ".join(["Featherstonehaugh"] * 7)
    assert (
        text_of(register_pdf(LETTERHEAD, [table("4B", name)], TODAY).content).count(
            "Featherstonehaugh"
        )
        == 7
    )
