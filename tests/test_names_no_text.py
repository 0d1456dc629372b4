"""Files and folders whose names are no text in any script, as old servers have them."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.schools import PASSWORD, SmallSchool
from trent_desktop.__main__ import main
from trent_desktop.storage.begun import Noted, notes_folder, take_away_left

#: One letter of an old code page, as Python has it of Linux; no Mac and no Windows takes it.
LETTER = "Ann\udce9e"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no such name is possible there")


def test_a_paper_is_saved_under_one(
    folder_school: SmallSchool,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    made = tmp_path / f"{LETTER}.pdf"
    place = ["--school", str(folder_school.location.folder), "--as", "head"]
    assert main(["print", "blank", "content", "--out", str(made), "--json", *place]) == 0
    assert made.read_bytes().startswith(b"%PDF")
    out, err = capsysbinary.readouterr()
    assert json.loads(out)["file"] == str(made), "all of its letters"
    assert b"cannot show every letter" not in err


def test_a_school_may_lie_in_one(
    folder_school: SmallSchool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    share = tmp_path / LETTER
    assert folder_school.location.folder is not None
    shutil.copytree(folder_school.location.folder, share)
    assert main(["cases", "list", "--json", "--school", str(share), "--as", "head"]) == 0
    assert main(["check", "--school", str(share), "--as", "head"]) == 0
    capsys.readouterr()


def test_what_was_left_under_one_is_taken_away(tmp_path: Path) -> None:
    left = tmp_path / f".{LETTER}.trent-new"
    left.write_bytes(b"a paper")
    note = Noted(left)
    note.over()
    assert list(notes_folder().glob("*.note"))
    take_away_left()
    assert not left.exists()
    assert not list(notes_folder().glob("*.note"))


def test_the_first_window_is_found_there(tmp_path: Path) -> None:
    from ui.single_instance import SingleInstance

    folder = tmp_path / LETTER
    first = SingleInstance(folder)
    assert first.is_first()
    assert first.name == SingleInstance(folder).name
    first.close()
    assert any(folder.iterdir())
