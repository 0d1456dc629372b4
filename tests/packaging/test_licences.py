"""Whose work the program stands on, and that exactly that is installed."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tools import licence_facts, third_party

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.txt", "requirements-dev.txt"]
OURS = {"trent_desktop", "ui", "resources", "tests", "tools"}


def normal(name: str) -> str:
    """A package's name as lock files write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_third_party_md_is_up_to_date() -> None:
    assert third_party.TARGET.read_text("utf-8") == third_party.text(), (
        "Run: .venv/bin/python -m tools.third_party"
    )


@pytest.mark.parametrize("name", sorted(third_party.locked("requirements.txt")))
def test_what_the_program_carries_may_be_passed_on(name: str) -> None:
    assert third_party.is_acceptable(third_party.licence_of(name), licence_facts.ACCEPTED)


@pytest.mark.parametrize("name", sorted(third_party.locked("requirements-dev.txt")))
def test_every_tool_has_a_known_licence(name: str) -> None:
    said = third_party.licence_of(name)
    assert third_party.is_acceptable(said, licence_facts.ACCEPTED_FOR_TOOLS)


def test_a_package_without_a_known_licence_stops_everything() -> None:
    with pytest.raises(third_party.UnknownLicenceError, match="no-such-package"):
        third_party.licence_of("no-such-package")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("MIT AND Apache-2.0", True),
        ("GPL-3.0-only OR LGPL-3.0-only", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
    ],
)
def test_a_choice_needs_one_good_licence_and_a_sum_needs_all(
    expression: str, expected: bool
) -> None:
    assert third_party.is_acceptable(expression, licence_facts.ACCEPTED) is expected


def test_fonts_and_icons_come_from_locked_packages_and_are_named() -> None:
    run = third_party.locked("requirements.txt")
    written = third_party.TARGET.read_text("utf-8")
    for name, licence, _, package in licence_facts.FONTS:
        assert package in run
        assert licence in licence_facts.ACCEPTED
        assert f"| {name} | {licence} |" in written


def test_fonts_that_are_kept_with_the_program_are_named_with_their_licence() -> None:
    written = third_party.TARGET.read_text("utf-8")
    for name, licence, holder, package in licence_facts.KEPT_FONTS:
        assert licence in licence_facts.ACCEPTED
        assert f"| {name} | {licence} | © {holder} | {package} |" in written
        assert (ROOT / "tools" / "licences" / f"{licence}.txt").is_file()


def test_the_program_itself_is_under_the_mit_licence() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert licence.startswith("MIT License\n\nCopyright (c) 2026 Trent Desktop contributors\n")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "MIT"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_pinned_hashed_and_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index|--extra-index|--find-links)", text, re.MULTILINE)
    entries = re.split(r"\n(?=[^\s#])", text[text.index("\n\n") + 1 :] if "\n\n" in text else text)
    entries = [entry for entry in entries if not entry.startswith("#")]
    assert len(entries) == len(third_party.locked(lock)) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[^\s;]+( ; [^\n]+)? \\\n", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


def test_the_lock_to_develop_holds_the_lock_to_run_whole() -> None:
    run, dev = (third_party.locked(lock) for lock in LOCKS)
    assert run.items() <= dev.items()


def test_locks_hold_what_was_asked_for() -> None:
    asked = third_party.locked("requirements.in")
    assert {normal(name): version for name, version in asked.items()}.items() <= (
        third_party.locked("requirements.txt").items()
    )


@pytest.mark.parametrize("wing", ["trent_desktop", "ui"])
def test_everything_imported_is_asked_for_by_name(wing: str) -> None:
    """What only comes along with another package may leave with it."""
    asked = {normal(name) for name in third_party.locked("requirements.in")}
    # Part of one package: PySide6 has its core in shiboken6 and is called Essentials here.
    asked |= {"shiboken6"}
    owners = packages_distributions()
    for path in sorted((ROOT / wing).rglob("*.py")):
        for module in imported(path):
            names = {normal(name) for name in owners.get(module, [module])}
            assert names & asked, f"{path.relative_to(ROOT)} imports {module}"


def imported(path: Path) -> set[str]:
    """The top-level modules, of others, that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    tops = {name.partition(".")[0] for name in found}
    return tops - OURS - set(sys.stdlib_module_names)
