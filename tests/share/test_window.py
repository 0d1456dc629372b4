"""The window's process needs nothing that stands on the database, in any room (rule 106)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from grimp import build_graph

from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool
from tests.share.window import UNWANTED

_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 300


def test_every_room_opens_without_the_database(folder_school: SmallSchool, tmp_path: Path) -> None:
    case = folder_school.open("teacher1").cases.send(folder_school.draft(answers.quick()))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.share.window", str(tmp_path / "laptop")),
            *(folder_school.location.shown, "head", str(case.case_id)),
        ],
        cwd=_ROOT,
        env={**os.environ, "TRENT_PASSWORD": PASSWORD, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    assert done.stdout.splitlines() == ["walked"], done.stdout + done.stderr[-2000:]
    assert done.returncode == 0


def test_nothing_that_the_window_imports_leads_to_the_database() -> None:
    """Also not what is imported later, within a function."""
    graph = build_graph(
        "trent_desktop", "ui", include_external_packages=True, exclude_type_checking_imports=True
    )
    for importer, imported in _ONLY_THERE:
        graph.remove_import(importer=importer, imported=imported)
    found = [
        " -> ".join(chain)
        for begin in sorted(one for one in graph.modules if one.startswith("ui."))
        for unwanted in UNWANTED
        if unwanted in graph.modules
        and (chain := graph.find_shortest_chain(importer=begin, imported=unwanted))
    ]
    assert not found, found[:5]


#: Imported within functions that the window's process never calls; `ui.door.Door` opens a school
#: in its own process for tests, and `ui.self_test` is a command.
_ONLY_THERE = (
    ("trent_desktop.school.keys.session", "trent_desktop.school.keys.by_the_file"),
    ("trent_desktop.school.keys.session", "trent_desktop.storage.audit"),
    ("trent_desktop.school.setting_up.place_check", "sqlalchemy"),
    ("trent_desktop.school.setting_up.place_check", "trent_desktop.school.setting_up.preparing"),
    ("trent_desktop.school.setting_up.place_check", "trent_desktop.storage.database"),
    ("trent_desktop.storage.key_store", "sqlalchemy"),
    ("trent_desktop.storage.key_store", "trent_desktop.storage.database"),
    ("trent_desktop.storage.key_store", "trent_desktop.storage.tables"),
    ("ui.door", "trent_desktop.opening"),
    ("ui.door", "trent_desktop.share.door"),
    ("ui.self_test", "trent_desktop.sample.filling"),
    # The address of a PostgreSQL server is read by what reads it there.
    ("trent_desktop.storage.location", "sqlalchemy"),
)
