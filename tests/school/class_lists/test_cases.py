"""What offices' systems export, in shapes that came out wrong once; beside each what a person reads."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
from pathlib import Path
from typing import Any

import pytest

from trent_desktop.problems import UnreadableFile
from trent_desktop.school.class_lists.exporting import export_csv
from trent_desktop.school.class_lists.listed import Field, ListedPupil, ReadList, Use
from trent_desktop.school.class_lists.reading import read_list

TODAY = dt.date(2026, 11, 22)
CASES = Path(__file__).parent / "cases"
EXPECTED: dict[str, dict[str, Any]] = json.loads((CASES / "expected.json").read_text("utf-8"))
#: Those of which every child is named. The others are about what an import does with them.
NAMED = sorted(name for name, one in EXPECTED.items() if isinstance(one["want"], list))
NO_HEADINGS = "42-no-headers.csv"


def read(name: str, **more: Any) -> ReadList:
    return read_list(CASES / name, TODAY, **more) if more else _as_it_comes(name)


@functools.cache
def _as_it_comes(name: str) -> ReadList:
    return read_list(CASES / name, TODAY)


def children(found: ReadList, *, preferred: bool = False) -> list[list[str | None]]:
    return [
        [
            one.forename,
            one.surname,
            one.class_name,
            one.year_group.value if one.year_group else "",
            one.born.isoformat() if one.born else None,
            *([one.preferred] if preferred and one.preferred else []),
        ]
        for one in found.pupils
    ]


def said(found: ReadList) -> str:
    parts = (*found.warnings, *found.errors, *found.guesses, *found.left_out, *found.alike)
    return "\n".join(str(one) for one in parts)


@pytest.mark.parametrize("name", [name for name in NAMED if name != NO_HEADINGS])
def test_it_is_read_as_a_person_reads_it(name: str) -> None:
    expected = EXPECTED[name]
    # Where the name in use was written down, it is looked at too.
    preferred = any(len(child) > 5 for child in expected["want"]) or "never" in expected
    found = read(name)
    assert children(found, preferred=preferred) == expected["want"]
    assert [words for words in expected.get("says", ()) if words not in said(found)] == []
    kept = repr([dataclasses.replace(one, sheet="") for one in found.pupils])
    assert [words for words in expected.get("never", ()) if words in kept] == []
    assert "upns" not in expected or [one.upn for one in found.pupils] == expected["upns"]
    assert not found.alike
    # What is done with each goes by this number.
    assert len({one.row for one in found.pupils}) == len(found.pupils)


@pytest.mark.parametrize("name", [name for name in NAMED if not name.endswith(".xml")])
def test_every_cell_of_it_is_used_or_shown(name: str) -> None:
    for sheet in read(name).sheets:
        for row in sheet.rows:
            assert len(row.uses) == len(row.cells)
            for text, use in zip(row.cells, row.uses, strict=True):
                assert bool(text) == (use != Use.EMPTY), (row.number, text)


def test_without_headings_nothing_is_taken_for_them() -> None:
    found = read(NO_HEADINGS)
    assert found.needs_columns
    assert found.columns is not None
    assert found.columns.headers == ("Column 1", "Column 2", "Column 3", "Column 4")
    assert found.columns.samples[0] == ("Thornbury", "Okonjo", "Quayle")
    # It says what each probably is; which of the two names comes first only a person knows.
    assert found.columns.fields == (Field.SURNAME, Field.FORENAME, Field.CLASS, Field.BORN)
    by_hand = dict(zip(found.columns.headers, found.columns.fields, strict=True))
    assert children(read(NO_HEADINGS, fields=by_hand)) == EXPECTED[NO_HEADINGS]["want"]
    again = read(NO_HEADINGS, remembered={found.columns.mark: by_hand}.get)
    assert children(again) == EXPECTED[NO_HEADINGS]["want"]
    assert "Thornbury" not in repr(found.columns.headers) + found.columns.mark


@pytest.mark.parametrize(
    "name",
    [
        "164-pupil-forename-pupil-surname-contacts.csv",  # a row for each contact
        "366-seating-plan.xlsx",
        "367-kid-mum-dad.xlsx",
        "432-only-upn-and-class.csv",
        "440-row-per-class.csv",
        "458-pivot.xlsx",
        "480-no-headings-two-columns.csv",
        "481-no-headings-full-names.csv",
        "489-teachers-cols.csv",
        "502-pupils-and-staff-in-one.csv",
        "700-class-lines-without-headings.csv",
        "701-facts-with-colons.txt",
        "702-rota.txt",
    ],
)
def test_what_is_no_plain_list_of_pupils_is_asked_about(name: str) -> None:
    found = read(name)
    assert found.needs_columns
    assert found.pupils == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "03-bromcom-capitals-known-as.csv",
            "Names in capitals were read as they are usually written",
        ),
        ("12-grouped-class-blank-below.csv", "only beside the first child of each"),
        ("25-mojibake.csv", "The accents in this file had been spoilt"),
        ("43-same-upn-two-children.csv", "share one UPN, J305220095028"),
        ("50-leaving-date.csv", "Row 3 was left out (left on 20 July 2026)"),
    ],
)
def test_what_was_guessed_or_left_out_is_said(name: str, words: str) -> None:
    assert words in said(read(name))


@pytest.mark.parametrize(
    ("name", "encoding", "proof"),
    [
        ("22-mac-roman.csv", "Mac (Roman)", {"Zoë", "José", "Muñoz"}),
        ("23b-cp1252-class-of-31.csv", "Western Windows (1252)", {"Siân"}),
    ],
)
def test_an_encoding_is_named_with_the_words_that_prove_it(
    name: str, encoding: str, proof: set[str]
) -> None:
    found = read(name)
    assert (found.encoding, set(found.proof)) == (encoding, proof)
    wrong = read(name, encoding="cp850")
    assert set(wrong.proof) != proof


def test_the_name_in_use_is_kept_beside_the_one_on_the_register() -> None:
    found = read("03-bromcom-capitals-known-as.csv")
    assert [one.preferred for one in found.pupils] == ["Millie", "", "Ioni"]
    assert found.has >= {Field.PREFERRED, Field.NAME}
    assert read("13-name-preferred-brackets.csv").pupils[0].preferred == "Luke"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("390-password.xlsx", "locked with a password"),
        ("391-cut-off.xlsx", "damaged"),
        ("393-list.docx", "a document \\(Word\\)"),
        ("397-rtf.csv", "a document \\(Word\\)"),
        ("395-image.csv", "not a class list"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as refused:
        read(name)
    assert refused.value.where == name


def test_an_old_document_is_none_of_a_spreadsheet(tmp_path: Path) -> None:
    old = tmp_path / "list.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(512) + "WordDocument".encode("utf-16-le"))
    with pytest.raises(UnreadableFile, match="a document"):
        read_list(old, TODAY)


def test_of_three_with_one_name_the_one_without_a_birthday_is_asked_about() -> None:
    found = read("316-two-of-one-name.csv")
    assert [one.class_name for one in found.pupils] == ["3S", "3S", "4S"]
    assert [one.row for one in found.alike] == [4]


def test_headings_alone_are_no_pupils() -> None:
    assert read("396-only-headings.csv").pupils == ()


def test_what_this_program_wrote_is_read_to_the_letter(tmp_path: Path) -> None:
    """Nothing of it is put right, whatever stands in a name."""
    pupils = [
        ListedPupil(2, 'Amelia \\"Millie\\"', "Smith &amp; Jones", class_name="3S – Mrs Ferris"),
        ListedPupil(3, "1. Idris*", "Okonjo (SEN)", class_name="03-Apr", preferred="N/A"),
        ListedPupil(4, "'Fern'", '="Quayle"', class_name="4L 2026/27"),
    ]
    (tmp_path / "pupils.csv").write_bytes(export_csv(pupils))
    found = read_list(tmp_path / "pupils.csv", TODAY)
    assert found.pupils == tuple(pupils)
    assert not said(found)


def test_two_children_with_one_number_are_found_by_neither() -> None:
    found = read("43-same-upn-two-children.csv")
    assert [one.upn for one in found.pupils] == ["", ""]
