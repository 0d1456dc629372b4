"""The register outside the program, as a file for a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import uuid
import zipfile

from python_calamine import CalamineWorkbook

from tests.agreements.school_forms import give_out, of, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.kinds import USUAL, Consent, FormState, How, Kind
from trent_desktop.agreements.register.exports import headers, register_csv, register_xlsx
from trent_desktop.agreements.register.returned import Source
from trent_desktop.agreements.register.standing import (
    ClassTable,
    ConsentAnswer,
    FormCell,
    PupilLine,
)

NOON = dt.datetime(2026, 11, 3, 12, tzinfo=dt.UTC)
EVIL = (
    '=HYPERLINK("https://example.org")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "Zoë O’Neill",
)


def table(*names: str) -> ClassTable:
    answers = tuple(
        ConsentAnswer(one, one is Consent.BLOG, NOON if one is Consent.BLOG else None)
        for one in USUAL
    )
    cells = {
        Kind.PUPIL_KS2: FormCell(Kind.PUPIL_KS2, uuid.uuid4(), FormState.RETURNED, NOON, 1, False),
        Kind.PARENT: FormCell(Kind.PARENT),
    }
    lines = tuple(PupilLine(uuid.uuid4(), name, None, "4B", cells, answers) for name in names)
    return ClassTable(None, "4B", lines)


def test_no_cell_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(register_csv([table(*EVIL)]).decode("utf-8-sig"))))
    assert rows[0] == list(headers())
    assert len(rows) == 1 + len(EVIL)
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row
    )
    book = CalamineWorkbook.from_filelike(io.BytesIO(register_xlsx([table(*EVIL)])))
    cells = book.get_sheet_by_index(0).to_python()
    assert cells[0] == list(headers())
    assert all(isinstance(cell, str) for row in cells for cell in row)
    assert cells[-1][1] == "Zoë O’Neill"


def test_no_cell_of_the_spreadsheet_is_kept_as_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(register_xlsx([table(*EVIL)]))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet


def test_answers_and_states_are_told_in_words() -> None:
    row = next(csv.DictReader(io.StringIO(register_csv([table("Nia")]).decode("utf-8-sig"))))
    assert row["Pupil’s agreement, Years 3 to 6"] == "Returned 3 November 2026, version 1"
    assert row["Parent’s agreement"] == "Not given out"
    assert [row["Blog: work"], row["Press"]] == ["Yes", "Not answered"]
    assert [row["Blog: work: since"], row["Press: since"]] == ["2026-11-03", ""]


def test_a_consent_is_a_fact_with_a_column_for_each_part(school: SmallSchool) -> None:
    lead = school.open("ict")
    lead.settings.change(consent_years=2)
    form = of(give_out(lead, Kind.CONSENTS), "Conor O'Neill", Kind.CONSENTS)
    returns = lead.agreements.returns
    returns.answer(whose(form), {Consent.BLOG: True}, form.id, source=Source(How.FORM))
    returns.answer(whose(form), {Consent.BLOG: False}, source=Source(How.TELEPHONE, "Mr O'Neill"))
    returns.answer(whose(form), {Consent.VIDEO: True}, source=Source(How.LETTER))
    exported = register_csv(lead.agreements.register.to_export("csv")).decode("utf-8-sig")
    table = csv.DictReader(io.StringIO(exported))
    row = next(one for one in table if one["Name"] == "Conor O'Neill")
    parts = ("", ": since", ": how", ": by", ": ends")
    assert [row[f"Blog: work{one}"] for one in parts] == [
        "No", "2026-11-23", "telephone", "Mr O'Neill", "",
    ]  # fmt: skip
    assert [row[f"Video{one}"] for one in parts] == [
        "Yes", "2026-11-23", "letter", "the family", "2028-10-31",
    ]  # fmt: skip
    assert row["Video: question"].startswith("My child may be filmed at school")
    assert row["Press"] == "Not answered"


def test_a_register_of_nobody_is_a_row_of_headings() -> None:
    empty = ClassTable(None, "4B", ())
    assert register_csv([empty]).decode("utf-8-sig").count("\r\n") == 1
    book = CalamineWorkbook.from_filelike(io.BytesIO(register_xlsx([empty])))
    assert book.get_sheet_by_index(0).to_python() == [list(headers())]


def test_one_class_or_the_whole_school_goes_into_one_file(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.PARENT), "Conor O'Neill", Kind.PARENT)
    teacher.agreements.returns.record([form.id], FormState.RETURNED)
    register = teacher.agreements.register
    rows = list(csv.DictReader(io.StringIO(register_csv(register.everybody()).decode("utf-8-sig"))))
    assert [row["Class"] for row in rows] == ["4A"] * 3 + ["4B"] * 3
    conor = next(row for row in rows if row["Name"] == "Conor O'Neill")
    assert conor["Parent’s agreement"] == "Returned 23 November 2026"
    assert conor["Pupil’s agreement, Reception to Year 2"] == ""
    own = register_csv([register.table(school.classes["4B"])]).decode("utf-8-sig")
    assert "Łukasz Nowak" in own
    assert "Conor" not in own


def test_what_a_school_calls_a_purpose_is_no_formula_either() -> None:
    """The heading of a column is a cell as well."""
    answer = ConsentAnswer(Consent.OWN_1, given=False, name="=HYPERLINK(1)")
    line = PupilLine(uuid.uuid4(), "Ana Ito", None, "4B", {}, (answer,))
    named = ClassTable(None, "4B", (line,))
    heads = next(csv.reader(io.StringIO(register_csv([named]).decode("utf-8-sig"))))
    assert heads[-6] == "'=HYPERLINK(1)"
    book = CalamineWorkbook.from_filelike(io.BytesIO(register_xlsx([named])))
    assert book.get_sheet_by_index(0).to_python()[0][-6] == "'=HYPERLINK(1)"
