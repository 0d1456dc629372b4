"""A command imports what it needs, and a service is made when it is first asked for (rule 107)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.schools import PASSWORD, SmallSchool
from trent_desktop import cli
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.made_once import made_once
from trent_desktop.storage import tables

_ROOT = Path(__file__).resolve().parents[1]
_LISTED = """
import argparse, atexit, gc, json, sys

parsers, begin = [], argparse.ArgumentParser.__init__

def begun(parser, *parts, **more):
    parsers.append(parser)
    begin(parser, *parts, **more)

argparse.ArgumentParser.__init__ = begun

def last():
    looks = gc.get_stats()[0]["collections"]
    print(json.dumps({
        "modules": sorted(sys.modules), "looks": looks, "left out": gc.get_freeze_count(),
        "parsers": len(parsers),
    }))

atexit.register(last)
from trent_desktop.__main__ import main
sys.exit(main(["cases", "list", "--school", sys.argv[1], "--as", "head"]))
"""
_DAYS = """
import json, sys
from pathlib import Path
import trent_desktop.share.child
from trent_desktop.opening import open_school
school = open_school(sys.argv[1], "head", sys.argv[2], root=Path(sys.argv[3]))
school.follow()
school.calendar.look()
print(json.dumps(sorted(sys.modules)))
"""
_TABLES = """
import importlib, json, pathlib, sys
import trent_desktop.moving.rows
from trent_desktop.storage.tables import Table
known = set(Table.metadata.tables)
for file in pathlib.Path("trent_desktop").rglob("models.py"):
    importlib.import_module(".".join(file.with_suffix("").parts))
print(json.dumps(sorted(set(Table.metadata.tables) - known)))
"""
#: What sets pages, draws, reads documents or packs; and what is done with them.
_CAN_WAIT = (
    *("PIL", "PySide6", "bidi", "cryptography", "lxml", "markdown_it", "openpyxl", "psycopg"),
    *("pypdf", "reportlab", "uharfbuzz", "yaml"),
    *("trent_desktop.agreements", "trent_desktop.documents", "trent_desktop.lessons"),
    *("trent_desktop.moving", "trent_desktop.oversight", "trent_desktop.policy"),
    "trent_desktop.sample",
)
_AS_TEXT = "\nfrom __future__ import annotations\n"
#: Of the collector's looks: Python's own measure makes hundreds while modules are imported.
_FEW = 60


def _run(code: str, *arguments: str, root: Path | None = None) -> Any:
    places = {"XDG_DATA_HOME": str(root), "HOME": str(root)} if root else {}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=_ROOT,
        env={**os.environ, **places, "TRENT_PASSWORD": PASSWORD},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_a_list_of_reports_imports_nothing_that_sets_pages(
    folder_school: SmallSchool, tmp_path: Path
) -> None:
    found = _run(_LISTED, folder_school.location.shown, root=tmp_path)
    imported = set(found["modules"])
    assert found["looks"] < _FEW
    assert found["left out"] > 0  # of what Python looks through when the process ends
    assert found["parsers"] < 10  # of the sixty that all commands have
    assert "trent_desktop.reports.service" in imported
    assert not imported & set(_CAN_WAIT)


@pytest.mark.parametrize(
    "line",
    [
        "cases list --school backup --limit 3",
        "--school S --as head cases show TR-1 --json",
        "pictures never --help-me",
        "check --json",
        "lesson check here",
        "--school cases",
        "cases lost",
        "cases",
        "chek",
        "restore --limit",
        "",
    ],
)
def test_a_line_says_the_same_whether_or_not_the_other_commands_were_made(line: str) -> None:
    def said(read: Callable[[list[str]], object]) -> object:
        try:
            return read(line.split())
        except UsageMistake as mistake:
            return str(mistake), mistake.what_to_do

    assert said(cli._given) == said(cli._parser().parse_args)
    made = cli._parser(frozenset(["cases", "list"]))
    assert "check" in cli._parser().format_help()
    assert "check" not in made.format_help()


def test_what_home_asks_of_the_school_brings_nothing_that_draws(
    folder_school: SmallSchool, tmp_path: Path
) -> None:
    """The share's process would hold it as long as somebody is signed in."""
    place = folder_school.location.shown
    imported = set(_run(_DAYS, place, PASSWORD, str(tmp_path / "laptop"), root=tmp_path))
    assert "trent_desktop.agreements.wording.languages" in imported  # what has a day was asked
    assert not imported & {"PIL", "PySide6", "reportlab", "uharfbuzz"}


def test_whoever_moves_a_school_knows_every_table_by_herself() -> None:
    assert _run(_TABLES) == []


def test_the_kinds_of_columns_are_no_text() -> None:
    """SQLAlchemy reads each one again where they are: see `trent_desktop.storage.tables`."""
    files = [*(_ROOT / "trent_desktop").rglob("models.py"), Path(tables.__file__)]
    assert len(files) > 10
    assert [one for one in files if _AS_TEXT in one.read_text("utf-8")] == []


def test_what_is_made_once_is_made_once_whichever_threads_ask() -> None:
    class Things:
        def __init__(self) -> None:
            self.made = 0

        @made_once
        def thing(self) -> object:
            """A thing."""
            self.made += 1
            return object()

    things, got = Things(), list[object]()
    begin = threading.Barrier(8)

    def ask() -> None:
        begin.wait()
        got.append(things.thing)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(got) == 8
    assert len(set(map(id, got))) == things.made == 1
    assert Things().thing is not things.thing
