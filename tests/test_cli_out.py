"""``--out``: a file, a pipe, a device, a link, a folder, standard output; and who stops reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.schools import PASSWORD, SmallSchool
from trent_desktop.cli import parse, run

ROOT = Path(__file__).parent.parent
COMMANDS = {
    "appendix-2": (["print", "appendix-2", "--blank"], b"%PDF"),
    "export": (["pupils", "export"], b"\xef\xbb\xbf"),
    "agreements": (["agreements", "--kind", "parent", "--all"], b"%PDF"),
}


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)


def words_of(school: SmallSchool, command: str, out: str, *more: str) -> list[str]:
    place = ["--school", school.location.shown, "--as", "ict"]
    return [*COMMANDS[command][0], *place, "--out", out, *more]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_what_it_must_not_replace(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert run(parse(words_of(folder_school, command, str(folder)))) == 1
    said = capsys.readouterr()
    assert said.err == f"This is a folder. Name a file in it. ({folder})\n"
    assert not said.out
    assert list(folder.iterdir()) == []
    # It is refused before anything is written down as given out.
    assert folder_school.open("ict").agreements.batches.issued() == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_writes_through_a_pipe_and_along_a_link(
    folder_school: SmallSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    pipe, link, kept = tmp_path / "pipe", tmp_path / "link", tmp_path / "kept"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    assert run(parse(words_of(folder_school, command, str(pipe), "--json"))) == 0
    reader.join(10)
    assert json.loads(capsys.readouterr().out)["file"] == str(pipe)
    assert got[0].startswith(COMMANDS[command][1])
    assert pipe.is_fifo()
    link.symlink_to(kept)
    assert run(parse(words_of(folder_school, command, str(link)))) == 0
    assert link.is_symlink()
    assert kept.read_bytes().startswith(COMMANDS[command][1])


@pytest.mark.parametrize("command", COMMANDS)
def test_a_line_is_standard_output_and_nothing_else_goes_there(
    folder_school: SmallSchool, capfdbinary: pytest.CaptureFixture[bytes], command: str
) -> None:
    assert run(parse(words_of(folder_school, command, "-"))) == 0
    said = capfdbinary.readouterr()
    assert said.out.startswith(COMMANDS[command][1])
    if command != "export":
        assert said.out.rstrip().endswith(b"%%EOF")
    assert said.err.startswith(b"standard output")
    assert not Path("-").exists()


def test_json_and_the_file_cannot_both_be_standard_output(
    folder_school: SmallSchool, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        parse(words_of(folder_school, "export", "-", "--json"))
    said = capsys.readouterr()
    assert left.value.code == 2
    assert not said.out
    assert "--json and --out - both write to standard output" in said.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
@pytest.mark.parametrize("out", ["-", "file"])
def test_whoever_stops_reading_gets_no_traceback(
    folder_school: SmallSchool, tmp_path: Path, out: str
) -> None:
    name = out if out == "-" else str(tmp_path / "list.csv")
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "trent_desktop", *words_of(folder_school, "export", name)],
            cwd=ROOT,
            stdout=write,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=120,
        )
    finally:
        os.close(write)
    # What was saved is saved, whoever reads that it was.
    assert done.returncode == (1 if out == "-" else 0)
    assert done.stderr == b""
