"""Lint fails, in words that lead to the place, on each fault that it is there for.

Each fault is written into a copy of the house, which the checks of ``start.py lint`` then visit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = "from importlinter.cli import lint_imports_command as run; run()"

pytestmark = pytest.mark.slow  # each check reads the whole house

FORGETS = """
from typing import assert_never

from trent_desktop.roles import Role


def greeting(role: Role) -> str:
    match role:
        case Role.DSL:
            return "a"
        case _:
            assert_never(role)


def forgotten(role: Role) -> str:
    match role:
        case Role.DSL:
            return "a"
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of what the checks read."""
    copy = tmp_path / "house"
    left_out = shutil.ignore_patterns("__pycache__")
    for folder in ("trent_desktop", "ui", "tools", "typings"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=left_out)
    for file in ("pyproject.toml", "start.py", "build.spec"):
        shutil.copy(ROOT / file, copy)
    (copy / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    return copy


def check(house: Path, *arguments: str) -> tuple[int, str]:
    """How a check of the house ended, and what it said, on one line."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def add(house: Path, file: str, line: str) -> None:
    with (house / file).open("a", encoding="utf-8") as opened:
        opened.write(f"\n{line}\n")


def test_an_import_upwards_and_a_circle_fail(house: Path) -> None:
    assert check(house, "-c", CONTRACTS)[0] == 0  # or the faults below prove nothing
    add(house, "trent_desktop/journeys/run.py", "import trent_desktop.reports.service")
    add(house, "trent_desktop/lessons/log.py", "import trent_desktop.agreements.kinds")
    add(house, "trent_desktop/school/people/people.py", "import PySide6.QtCore")
    add(house, "trent_desktop/agreements/kinds.py", "import trent_desktop.agreements.service")
    add(house, "ui/home/home.py", "import sqlalchemy")
    code, said = check(house, "-c", CONTRACTS)
    assert code == 1
    for contract in (
        "What the school does knows neither Qt nor the screens BROKEN",
        "The question engine is pure Python BROKEN",
        "Screens go through the services, never to tables, files or keys BROKEN",
        "Every room has its floor BROKEN",
        "No circles between the rooms of agreements BROKEN",
    ):
        assert contract in said
    assert "trent_desktop.journeys is not allowed to import trent_desktop.reports" in said
    assert "trent_desktop.lessons is not allowed to import trent_desktop.agreements" in said
    assert "trent_desktop.agreements.kinds is not allowed to import" in said


def test_a_dead_name_fails(house: Path) -> None:
    assert check(house, "-m", "tools.dead_names")[0] == 0
    add(house, "trent_desktop/roles.py", "def nobody_calls_this() -> None: ...")
    code, said = check(house, "-m", "tools.dead_names")
    assert code == 1
    assert "nothing uses the function nobody_calls_this" in said
    assert said.startswith("trent_desktop/roles.py:")


def test_a_match_that_forgot_a_case_fails(house: Path) -> None:
    (house / "trent_desktop" / "forgets.py").write_text(FORGETS, "utf-8")
    code, said = check(house, "-m", "pyright", "trent_desktop/forgets.py")
    assert code == 1
    assert "forgets.py:12:26 - error:" in said  # assert_never
    assert "(reportArgumentType)" in said
    assert "forgets.py:16:11 - error: Cases within match statement do not exhaustively" in said
    assert "(reportMatchNotExhaustive)" in said
