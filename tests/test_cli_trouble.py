"""Commands at a school whose folder is in trouble: one sentence, no traceback, and not 0."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.schools import PASSWORD, SmallSchool
from trent_desktop import cli
from trent_desktop.__main__ import main
from trent_desktop.storage import troubles as t
from trent_desktop.storage.location import SCHOOL_FILE
from trent_desktop.storage.troubles import Trouble


def _damage(share: Path) -> None:
    with (share / SCHOOL_FILE).open("r+b") as file:
        file.seek(100)
        file.write(b"\7" * 100)


STATES: dict[str, tuple[Trouble, Callable[[Path], object]]] = {
    "folder deleted": (t.FOLDER_GONE, shutil.rmtree),
    "file deleted": (t.FILE_GONE, lambda share: (share / SCHOOL_FILE).unlink()),
    "file empty": (t.FILE_EMPTY, lambda share: os.truncate(share / SCHOOL_FILE, 0)),
    "page damaged": (t.DAMAGED, _damage),
}


@pytest.mark.parametrize("name", STATES)
def test_a_command_says_what_is_wrong_in_one_sentence(
    folder_school: SmallSchool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    share = folder_school.location.folder
    assert share is not None
    trouble, make = STATES[name]
    known, new = (["--school", str(share), "--as", who] for who in ("ict", "head"))
    assert main(["cases", "list", *known]) == 0
    make(share)
    capsys.readouterr()
    for asked in (["check", *known], ["check", *new], ["cases", "list", *new]):
        assert main(asked) == 1
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert err.count(trouble.words) == 1
    # Who is known on this laptop reads what it knew last, and that it is that.
    assert main(["cases", "list", *known]) == 0
    assert "knew last" in capsys.readouterr().err


def test_a_mistake_of_ours_is_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setitem(cli._COMMANDS, "kinds", broken)
    assert main(["kinds"]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "ZeroDivisionError" in err
