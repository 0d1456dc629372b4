"""The list of cases as a file: no formula, no case that is not hers, no words unless asked for."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.reports.doing import send
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.cli import parse, run
from trent_desktop.plain_tables import guarded, table_csv, table_xlsx, unguarded
from trent_desktop.problems import NotAllowed, SignInRefused
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.out.listed import Form
from trent_desktop.reports.out.lists import HEADERS, WHAT_HAPPENED
from trent_desktop.storage.audit import Act, entries_about

EVIL = (
    '=HYPERLINK("https://example.net","x")',
    "+1",
    "-1",
    "@SUM(1)",
    "\tx",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\u00a0=1",
    "\u200b=1",
    "'=1",
    "|cmd",
)


@pytest.mark.parametrize("text", EVIL)
def test_no_cell_is_a_formula(text: str) -> None:
    assert guarded(text).startswith("'")
    (_, (cell,)) = csv.reader(
        io.StringIO(table_csv(["H"], [[text]]).decode("utf-8-sig"), newline="")
    )
    assert cell == f"'{text}"
    book = CalamineWorkbook.from_filelike(io.BytesIO(table_xlsx("T", "S", ["H"], [[text]])))
    assert book.get_sheet_by_index(0).to_python()[1][0] == f"'{text}"


@given(st.text("'=+-@|%＝ \t\r\nab\u00a0\u200b", max_size=8))
def test_what_was_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    bare = guarded(text).lstrip()
    assert not bare.startswith(("=", "+", "-", "@", "＝"))


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_it_holds_what_its_member_reads_and_nothing_else(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    first = send(school, teacher)
    about = send(school, teacher, **{n.ABOUT: n.ABOUT_STAFF})
    for name, wanted in (
        ("teacher1", [first.reference]),
        ("dsl", [first.reference]),
        ("head", [about.reference, first.reference]),
        ("teacher2", []),
    ):
        who = school.open(name)
        who.follow()
        made = who.case_lists.export(CaseQuery(), Form.CSV, PASSWORD)
        assert [row["Reference"] for row in rows_of(made.content)] == wanted
        assert made.rows == len(wanted)


def test_it_is_filtered_as_the_list_is(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    sent = send(school, school.open("teacher1"), **{n.SEEN: "A glacier"})
    send(school, school.open("teacher1"), **{n.SEEN: "A river"})
    dsl.follow()
    made = dsl.case_lists.export(CaseQuery("glacier"), Form.CSV, PASSWORD)
    assert [row["Reference"] for row in rows_of(made.content)] == [sent.reference]


def test_what_happened_is_in_it_only_for_those_who_lead_and_ask(school: SmallSchool) -> None:
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    send(school, teacher, **{n.SEEN: "=A volcano", n.CHILD_WORDS: "secret"})
    dsl.follow()
    plain = dsl.case_lists.export(CaseQuery(), Form.CSV, PASSWORD)
    assert b"volcano" not in plain.content
    assert list(rows_of(plain.content)[0]) == list(HEADERS)
    told = dsl.case_lists.export(CaseQuery(), Form.CSV, PASSWORD, words=True)
    (row,) = rows_of(told.content)
    assert "volcano" in row[WHAT_HAPPENED]
    assert not row[WHAT_HAPPENED].startswith("=")
    for name in ("teacher1", "ict"):
        who = school.open(name)
        assert not who.case_lists.may_ask_for_words
        with pytest.raises(NotAllowed):
            who.case_lists.export(CaseQuery(), Form.CSV, PASSWORD, words=True)


def test_the_password_is_asked_for_and_it_is_written_down(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    send(school, school.open("teacher1"))
    dsl.follow()

    def trail() -> list[tuple[str, object]]:
        with dsl.signed_in.database.read() as session:
            return [(one.act, one.details) for one in entries_about(session, "list of reports")]

    with pytest.raises(SignInRefused):
        dsl.case_lists.export(CaseQuery(), Form.CSV, "wrong")
    assert trail() == []
    dsl.case_lists.export(CaseQuery("volcano"), Form.XLSX, PASSWORD)
    ((act, details),) = trail()
    assert act == Act.CASE_EXPORTED.value
    assert details == {"rows": 1, "form": "xlsx", "words": False}


def test_the_command_saves_the_same(
    folder_school: SmallSchool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sent = send(folder_school, folder_school.open("teacher1"))
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    place = ["--school", folder_school.location.shown, "--as", "dsl"]
    for ending in ("csv", "xlsx"):
        file = tmp_path / f"out.{ending}"
        assert run(parse(["cases", "export", "--out", str(file), *place])) == 0
        assert "1 report" in capsys.readouterr().out
        content = file.read_bytes()
        if ending == "csv":
            assert [row["Reference"] for row in rows_of(content)] == [sent.reference]
        else:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            assert book.get_sheet_by_name("Reports").to_python()[1][0] == sent.reference
    assert run(parse(["cases", "export", "--out", str(tmp_path / "out.doc"), *place])) == 2
    assert ".csv or .xlsx" in capsys.readouterr().err
    assert not (tmp_path / "out.doc").exists()
