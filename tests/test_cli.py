"""The command line: what it prints, what it refuses, and what it never shows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reports import answers
from tests.reports.doing import act
from tests.schools import PASSWORD, SmallSchool
from trent_desktop import __version__
from trent_desktop.__main__ import main
from trent_desktop.reports.cases import Move
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.sent import Sent


@pytest.fixture
def sent(folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> Sent:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    return folder_school.open("teacher1").cases.send(folder_school.draft(answers.quick()))


def place(school: SmallSchool, name: str) -> list[str]:
    return ["--school", school.location.shown, "--as", name]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"Trent Desktop {__version__}\n"


def test_cases_are_listed_for_those_who_may_see_them(
    folder_school: SmallSchool, sent: Sent, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cases", "list", *place(folder_school, "ict"), "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert [one["reference"] for one in body["cases"]] == [sent.reference]
    assert body["cases"][0]["waiting_for"] == ["ict-lead"]
    assert main(["cases", "list", *place(folder_school, "teacher2"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"cases": [], "more": False}
    assert main(["cases", "list", *place(folder_school, "head"), "--words", "volc"]) == 0
    assert answers.SEEN in capsys.readouterr().out


def test_one_case_as_a_timeline(
    folder_school: SmallSchool, sent: Sent, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = sent.reference.lower()
    assert main(["cases", "show", reference, *place(folder_school, "head"), "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert [entry["what"] for entry in body["timeline"]] == ["report", "told"]
    assert main(["cases", "show", "TR-2026-999", *place(folder_school, "head"), "--json"]) == 1
    assert "TR-2026-999" in json.loads(capsys.readouterr().out)["problem"]
    assert main(["cases", "show", reference, *place(folder_school, "teacher2")]) == 1
    assert "not yours to see" in capsys.readouterr().err


def test_appendix_2_is_printed_and_written_down(
    folder_school: SmallSchool, sent: Sent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "form.pdf"
    argv = ["print", "appendix-2", *place(folder_school, "head"), "--out", str(out), "--json"]
    assert main([*argv, "--case", sent.reference]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == str(out)
    text = subprocess.run(["pdftotext", "-layout", out, "-"], capture_output=True, check=True)
    assert sent.reference in text.stdout.decode()
    acts = [one.act for one in folder_school.open("head").cases.history(sent.case_id)]
    assert "case exported" in acts
    assert main([*argv, "--blank"]) == 0
    text = subprocess.run(["pdftotext", "-layout", out, "-"], capture_output=True, check=True)
    assert sent.reference not in text.stdout.decode()
    assert "Larkfield Primary School" in text.stdout.decode()


def test_the_kinds_are_listed_and_each_prints_blank(
    folder_school: SmallSchool, sent: Sent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["kinds", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["name"] for row in rows] == [kind.name for kind in KINDS]
    assert {tuple(row) for row in rows} == {("name", "title", "led_by", "appendix")}
    assert rows[0]["appendix"] == "Appendix 2"
    here = place(folder_school, "ict")
    for kind in KINDS:
        out = tmp_path / f"{kind.name}.pdf"
        assert main(["print", "blank", kind.name, *here, "--out", str(out), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["pages"] >= 2
        assert out.read_bytes().startswith(b"%PDF")
    assert main(["print", "blank", "seance", *here, "--out", str(tmp_path / "x.pdf")]) == 2
    assert "content, told" in capsys.readouterr().err


def test_cases_of_one_kind_are_listed(
    folder_school: SmallSchool, sent: Sent, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in KINDS:
        argv = ["cases", "list", "--kind", kind.name, *place(folder_school, "head"), "--json"]
        assert main(argv) == 0
        found = [row["kind"] for row in json.loads(capsys.readouterr().out)["cases"]]
        assert found == (["content"] if kind.name == "content" else [])
    argv = ["cases", "list", "--kind", "seance", *place(folder_school, "head")]
    assert main(argv) == 2
    assert "seance" in capsys.readouterr().err


def test_a_stopped_report_is_not_printed(
    folder_school: SmallSchool, sent: Sent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stopped = folder_school.open("teacher1").cases.send(folder_school.draft(answers.stop(), "stop"))
    out = tmp_path / "form.pdf"
    argv = ["print", "appendix-2", *place(folder_school, "dsl"), "--out", str(out)]
    assert main([*argv, "--case", stopped.reference]) == 1
    assert "must not be printed" in capsys.readouterr().err
    assert not out.exists()


def test_check_finds_a_good_school_good_and_a_meddled_one_not(
    folder_school: SmallSchool, sent: Sent, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *place(folder_school, "head")]) == 0
    assert "?      backup: no copy yet" in capsys.readouterr().out
    main(["cases", "list", *place(folder_school, "head")])  # looks at the share: the day's copy
    capsys.readouterr()
    assert main(["check", *place(folder_school, "head"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["good"] is True
    from sqlalchemy import text

    from trent_desktop.storage.database import Database

    database = Database(folder_school.location, folder_school.made.data_key)
    with database.write() as session:
        session.execute(text("UPDATE audit_entry SET act = 'case printed' WHERE number = 2"))
    assert main(["check", *place(folder_school, "head")]) == 1
    assert "broken at entry 2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "password", "words"),
    [
        (["check", "--school", "{school}", "--as", "head"], "wrong", "do not belong together"),
        (["check", "--school", "{school}", "--as", "head"], None, "TRENT_PASSWORD"),
        (["check", "--school", "{empty}", "--as", "head"], PASSWORD, "no school in this folder"),
        (["check", "--school", "postgresql://a:b@h/d", "--as", "x"], PASSWORD, "password must not"),
        (["sample", "{school}"], PASSWORD, "not empty"),
    ],
)
def test_bad_input_gets_words_and_status_1(
    folder_school: SmallSchool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    argv: list[str],
    password: str | None,
    words: str,
) -> None:
    if password is not None:
        monkeypatch.setenv("TRENT_PASSWORD", password)
    empty = tmp_path / "empty"
    empty.mkdir()
    given = [part.format(school=folder_school.location.shown, empty=empty) for part in argv]
    assert main(given) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""


def test_a_sample_by_command_in_a_real_process(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "trent_desktop",
            "sample",
            str(tmp_path / "sample"),
            *("--pupils", "60", "--cases", "20", "--seed", "3", "--json"),
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    body = json.loads(done.stdout)
    assert (body["pupils"], body["cases"]) == (60, 20)


def test_what_she_has_to_do_is_listed_without_what_it_says(
    folder_school: SmallSchool, sent: Sent, capsys: pytest.CaptureFixture[str]
) -> None:
    head = folder_school.open("head")
    case = head.cases.open_case(sent.case_id)
    owner = str(folder_school.members["teacher2"])
    act(head.cases, case, Move.ACTION, "Ring home.", owner=owner, due="2020-01-06")
    assert main(["tasks", "list", *place(folder_school, "teacher2"), "--json"]) == 0
    (row,) = [one for one in json.loads(capsys.readouterr().out)["tasks"] if one["reference"]]
    assert (row["what"], row["reference"], row["due"]) == ("task", sent.reference, "2020-01-06")
    assert row["overdue"]
    assert main(["tasks", "list", *place(folder_school, "teacher2")]) == 0
    said = capsys.readouterr().out
    assert sent.reference in said
    assert "Ring home" not in said
    assert main(["tasks", "list", *place(folder_school, "support")]) == 0
    assert sent.reference not in capsys.readouterr().out
