"""Every command at a school's folder in every kind of trouble, in a process in which calls can fail.

Run by `test_cli_trouble.py`. Prints JSON: for each state and command its status and what it said.
Usage: failing_commands.py FOLDER
"""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any

from tests.failing_calls import WRITE, FailingCalls
from tests.reports import answers
from tests.school.class_lists.make_files import FILES
from tests.schools import PASSWORD, copy_of, make_small_school
from trent_desktop.__main__ import main
from trent_desktop.commands.behind import BEHIND
from trent_desktop.storage.location import SCHOOL_FILE, parse_location

PEOPLE = Path(__file__).parent / "school" / "people.csv"
#: Of every command that opens a school; `{here}` is a folder to save into.
COMMANDS: dict[str, list[str]] = {
    "cases list": ["--json"],
    "cases show": ["{reference}"],
    "cases export": ["--out", "{here}/list.csv"],
    "tasks list": ["--json"],
    "members list": ["--json"],
    "members invite": [str(PEOPLE), "--slips", "{here}/slips"],
    "members suspend": ["teacher2", "--dry-run"],
    "pupils undo": ["--list", "--json"],
    "pupils import": [str(FILES / "sims-report.csv"), "--dry-run"],
    "pupils export": ["--out", "{here}/pupils.csv"],
    "print appendix-2": ["--case", "{reference}", "--out", "{here}/appendix.pdf"],
    "print blank": ["content", "--out", "{here}/blank.pdf", "--json"],
    "print case": ["{reference}", "--out", "{here}/case.pdf"],
    "filter review": ["--out", "{here}/review.pdf"],
    "governors report": ["--out", "{here}/governors.pdf"],
    "policy search": ["passwords"],
    "policy print": ["--out", "{here}/policy.pdf"],
    "policy import": [str(Path(__file__).parents[1] / "README.md")],
    "agreements": ["--kind", "staff", "--staff", "--out", "{here}/staff.pdf"],
    "pictures list": ["--json"],
    "pictures add": ["social-media", "--dry-run"],
    "pictures leave-out": ["press", "--dry-run"],
    "pictures describe": ["press", "--words", "Newspapers may.", "--dry-run"],
    "pictures never": ["--json"],
    "pictures no-longer": ["Maryam Khan", "--json"],
    "check": [],
    "backup": [],
}
#: What opens no school, or is no work of a person's.
WITHOUT_A_SCHOOL = frozenset(["sample", "kinds", "policy-lines", "lesson check", *BEHIND])
#: Have a trouble of their own to deal with: tests/moving and test_cli_restore.py try them.
TRIED_ELSEWHERE = frozenset(
    [
        *("move", "restore", "server prepare", "server remember", "server script", "self-test"),
        "school set-up",  # test_cli_people.py
    ]
)
#: Without anybody who signs in.
BY_KEY = "backup --key"


@contextmanager
def _away(share: Path) -> Iterator[None]:
    aside = share.with_name("unplugged")
    share.rename(aside)
    yield
    aside.rename(share)


@contextmanager
def _damaged(share: Path) -> Iterator[None]:
    with (share / SCHOOL_FILE).open("r+b") as file:
        file.seek(100)
        file.write(b"\7" * 100)
    yield


@contextmanager
def _empty(share: Path) -> Iterator[None]:
    os.truncate(share / SCHOOL_FILE, 0)
    yield


@contextmanager
def _read_only(share: Path) -> Iterator[None]:
    calls = FailingCalls(share)
    calls.fail(WRITE, errno.EROFS)
    try:
        yield
    finally:
        calls.heal()


STATES: dict[str, Callable[[Path], Any]] = {
    "well": lambda _share: nullcontext(),
    "away": _away,
    "damaged": _damaged,
    "empty": _empty,
    "read only": _read_only,
}


def told(argv: list[str]) -> dict[str, Any]:
    """What came of a command."""
    out, err = io.StringIO(), io.StringIO()
    try:
        with redirect_stdout(out), redirect_stderr(err):
            status = main(argv)
    except SystemExit as left:
        status = left.code
    except BaseException:  # noqa: BLE001 - that is what was looked for
        return {"status": "mistake", "out": out.getvalue(), "err": traceback.format_exc()}
    return {"status": status, "out": out.getvalue(), "err": err.getvalue()}


def tried(folder: Path, name: str, made: Any, reference: str) -> dict[str, Any]:
    """Every command in one state, on a laptop that knows the school and on one that does not."""
    here = folder / name.replace(" ", "-")
    share = here / "share"
    shutil.copytree(made.location.folder, share)
    copy_of(made, parse_location(share), here)
    found: dict[str, Any] = {}
    place = ["--school", str(share), "--as", "head"]
    os.environ["XDG_DATA_HOME"] = str(here / "known")
    for asked in (["cases", "list"], ["tasks", "list"]):
        assert main([*asked, *place]) == 0
    assert main(["backup", "--new-key", str(here / "job.key"), *place]) == 0
    with STATES[name](share):
        for command, more in COMMANDS.items():
            given = [one.format(here=here, reference=reference) for one in more]
            found[command] = told([*command.split(), *given, *place])
        found[BY_KEY] = told(["backup", "--key", str(here / "job.key"), *place[:2]])
        os.environ["XDG_DATA_HOME"] = str(here / "new")
        found["on a new laptop"] = told(["cases", "list", *place])
    return found


def run(folder: Path) -> dict[str, Any]:
    """Everything, by state."""
    os.environ["TRENT_PASSWORD"] = PASSWORD
    made = make_small_school(parse_location(folder / "made"), folder)
    sent = made.open("teacher1").cases.send(made.draft(answers.quick()))
    made.close()
    return {name: tried(folder, name, made, sent.reference) for name in STATES}


if __name__ == "__main__":
    with redirect_stdout(sys.stderr):
        came = run(Path(sys.argv[1]))
    with suppress(BrokenPipeError):
        print(json.dumps(came))
