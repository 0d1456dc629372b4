"""Commands at a school whose folder is in trouble: one sentence, no traceback, and not 0."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import failing_calls
from tests.failing import shim
from tests.failing_commands import BY_KEY, COMMANDS, TRIED_ELSEWHERE, WITHOUT_A_SCHOOL
from tests.schools import PASSWORD, SmallSchool
from trent_desktop import cli
from trent_desktop.__main__ import main
from trent_desktop.storage import troubles as t
from trent_desktop.storage.location import SCHOOL_FILE
from trent_desktop.storage.troubles import Trouble

ROOT = Path(__file__).parents[1]
needs_calls = pytest.mark.skipif(bool(shim.MISSING), reason=shim.MISSING)


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
    assert main(["cases", "list", *known]) == 3
    assert "what this laptop knew 1 minute ago, on " in capsys.readouterr().err


#: What is printed from this laptop while the school cannot be asked. Everything else is refused.
FROM_LAPTOP = {"cases list", "tasks list", "members list", "print blank"}
#: What is read, and written down nowhere: goes while the folder is read-only.
ONLY_READ = {
    *FROM_LAPTOP,
    "members suspend",
    "pupils undo",
    "pupils import",
    "policy search",
    "policy print",
    "governors report",
    "pictures list",
    "pictures add",
    "pictures leave-out",
    "pictures describe",
    "pictures never",
    "pictures no-longer",
}
SENTENCES = {
    "away": t.FOLDER_GONE,
    "damaged": t.DAMAGED,
    "empty": t.FILE_EMPTY,
    "read only": t.READ_ONLY,
}


def test_every_command_that_opens_a_school_is_tried() -> None:
    everything = {
        name
        for name in cli._COMMANDS
        if name in COMMANDS or name not in WITHOUT_A_SCHOOL | TRIED_ELSEWHERE
    }
    assert everything == set(COMMANDS), "Add it to COMMANDS of failing_commands.py"


@needs_calls
@pytest.mark.slow  # every command, five times: the whole of it is one process
@pytest.mark.timeout(300)
def test_every_command_says_it_in_words_and_by_its_status(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.failing_commands", str(tmp_path)],
        cwd=ROOT,
        env=failing_calls.environment(),
        capture_output=True,
        text=True,
        timeout=280,
        check=True,
    )
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    assert {one["status"] for one in found.pop("well").values()} == {0}
    wrong: list[str] = []
    for state, came in found.items():
        for command, one in came.items():
            sentence: Trouble | None = SENTENCES[state]
            both = one["out"] + one["err"]
            status = 3 if command in FROM_LAPTOP else 1
            if state == "read only":
                status = 0 if command in ONLY_READ else 1
            if (state, command) == ("damaged", BY_KEY):
                status, sentence = 0, None  # it opens nothing: whoever signs in next says so
            said = "" if sentence is None else sentence.words
            if (state, status) == ("away", 3):
                said = "The school could not be asked"  # that it is away says that sentence
            if one["status"] != status or said not in both or "Traceback" in both:
                wrong.append(f"{state}, {command}: {one}")
            if status == 3 and not re.search(r"knew \d+ minutes? ago, on ", one["err"]):
                wrong.append(f"{state}, {command}: without its age: {one}")
            if "--json" in COMMANDS.get(command, ()) and not isinstance(
                json.loads(one["out"]), dict
            ):
                wrong.append(f"{state}, {command}: no JSON")
    assert not wrong, "\n".join(wrong)
    for state in ("away", "damaged", "empty"):
        body = json.loads(found[state]["cases list"]["out"])
        assert len(body["cases"]) == 1
        assert body["known_until"]


def test_a_laptop_that_knows_no_list_yet_does_not_say_none(
    folder_school: SmallSchool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """She has signed in there, and never looked: nobody may take that for no reports."""
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    share = folder_school.location.folder
    assert share is not None
    known = ["--school", str(share), "--as", "ict"]
    assert main(["policy", "search", "passwords", *known]) == 0
    shutil.rmtree(share)
    capsys.readouterr()
    for asked in (["cases", "list"], ["tasks", "list"], ["members", "list"]):
        assert main([*asked, *known, "--json"]) == 1
        assert json.loads(capsys.readouterr().out)["problem"] == t.FOLDER_GONE.words


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
