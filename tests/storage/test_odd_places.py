"""Paths that lead nowhere, in circles, to nobody, or have names that no folder can have."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from trent_desktop.__main__ import main
from trent_desktop.problems import Problem
from trent_desktop.school.setting_up.place_check import check_folder
from trent_desktop.storage.location import parse_location
from ui.welcome.entry_pages import found_at

LONG = "a" * 5000
NOBODY = "~nobody-of-this-name/school"


@pytest.fixture(params=["long", "nobody", "circle", "closed"])
def odd(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "closed":
        closed = str(tmp_path / "closed")

        def refused(really: Any, path: object, *more: Any, **named: Any) -> object:
            if str(path).startswith(closed):
                raise PermissionError(13, "Access is denied")
            return really(path, *more, **named)

        for name in ("stat", "mkdir"):
            monkeypatch.setattr(os, name, partial(refused, getattr(os, name)))
        return f"{closed}/school"
    if request.param == "circle":
        if sys.platform == "win32":
            pytest.skip("links need rights there")
        (tmp_path / "circle").symlink_to(tmp_path / "circle")
        return str(tmp_path / "circle" / "school")
    return NOBODY if request.param == "nobody" else str(tmp_path / LONG)


def test_it_is_no_place_for_a_school_and_that_is_said(odd: str) -> None:
    report = check_folder(odd)
    assert [line.what for line in report.lines if not line.good] == ["Folder"]


def test_nothing_is_found_there(odd: str) -> None:
    assert found_at(odd) == ""


def test_a_command_says_so(odd: str, capsys: pytest.CaptureFixture[str]) -> None:
    place = parse_location(odd)
    assert place.folder is not None
    assert place.folder.is_absolute()
    assert main(["sample", odd, "--pupils", "0", "--cases", "0"]) == 1
    said = capsys.readouterr().err
    assert "went wrong" not in said
    assert said.strip()


def test_an_address_with_nothing_in_it_is_none() -> None:
    with pytest.raises(Problem):
        parse_location("a\0b")
