"""What people read is written as somebody who grew up with English writes it."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.turns import TURNS

ROOT = Path(__file__).resolve().parent.parent
#: What is read besides the program's own sentences. The lessons are proved by tests of their own,
#: and the translations are in other languages.
TEXTS = ("policy/*.toml", "settings/*.toml", "decks/*/*.md", "agreements/en/*.*")
#: What invented people of the sample school write: they may write as people do.
INVENTED = ROOT / "trent_desktop" / "sample"
_BLOCKS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def literals(source: str) -> Iterator[tuple[int, str]]:
    """Each string that is not a docstring, with its line. What is filled in reads ``{}``."""
    tree = ast.parse(source)
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            inside.update(id(part) for part in node.values)
            parts = (
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
            yield node.lineno, "".join(parts)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inside
        ):
            yield node.lineno, node.value


@functools.cache
def sentences() -> tuple[tuple[str, str], ...]:
    """Everything that may be shown to a person: where it is, and what it says."""
    found: list[tuple[str, str]] = []
    for folder in ("trent_desktop", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.is_relative_to(INVENTED):
                continue
            name = path.relative_to(ROOT).as_posix()
            found += [
                (f"{name}:{line}", words)
                for line, words in literals(path.read_text("utf-8"))
                if " " in words.strip()
            ]
    for pattern in TEXTS:
        for path in sorted((ROOT / "resources").glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            found += [
                (f"{name}:{number}", line)
                for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
                if not (path.suffix == ".toml" and line.startswith("#"))
            ]
    return tuple(found)


def test_a_turn_that_came_back_is_seen() -> None:
    unseen = [one for turn in TURNS for one in turn.examples if not turn.is_in(one)]
    assert not unseen


def test_nothing_that_people_read_has_one_of_them() -> None:
    found = [
        f"{where}: {words}\n    write “{turn.instead}”"
        for turn in TURNS
        for where, words in sentences()
        if turn.is_in(words)
    ]
    assert not found, "\n".join(found)


#: Pages for people who use the program, look after a school's computers, or ask why it is as it is.
PAGES = (
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "docs/agreements.md",
    "docs/first-run-on-windows-and-mac.md",
    "docs/lessons.md",
    "docs/postgresql.md",
    "docs/scale.md",
    "docs/security.md",
    "docs/when-it-goes-wrong.md",
    "docs/when-the-folder-fails.md",
    *sorted(one.relative_to(ROOT).as_posix() for one in ROOT.glob("docs/decisions/*.md")),
)
_EXAMPLES = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_BLOCK_ENDS = re.compile(r"\n\s*\n|\n(?=[-*|>] |\d+\. )")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_that_they_read_has_one_either(page: str) -> None:
    text = _EXAMPLES.sub("", (ROOT / page).read_text("utf-8"))
    blocks = [" ".join(block.split()) for block in _BLOCK_ENDS.split(text)]
    found = [
        f"{block}\n    write “{turn.instead}”"
        for turn in TURNS
        for block in blocks
        if turn.is_in(block)
    ]
    assert not found, "\n".join(found)


def test_each_reason_is_still_needed() -> None:
    said = "\n".join(words for _, words in sentences())
    reasons = {part: why for turn in TURNS for part, why in turn.stays.items()}
    assert all(reasons.values())
    assert not [part for part in reasons if part not in said]
