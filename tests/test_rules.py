"""Comments cite what is in the repository: rules by their number, and no paper outside."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path
    for folder in ("trent_desktop", "ui", "tests", "tools")
    for path in (ROOT / folder).rglob("*.py")
)
_RULE = re.compile(r"\b[Rr]ules? (\d+)(?:(?:,| and| to) (\d+))*")
_OUTSIDE = re.compile(
    r"\bdomain(?:\.md)?,? (?:section )?\d|design\.md|trust\.md|\bissue \d|[(;] ?policy \d",
    re.IGNORECASE,
)


def said_in(path: Path) -> Iterator[tuple[int, str]]:
    """Each comment, and each string that is a docstring or stands over several lines."""
    text = path.read_text("utf-8")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT or (
            token.type == tokenize.STRING and token.string.lstrip("rf").startswith('"""')
        ):
            yield token.start[0], token.string


def rules() -> set[int]:
    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    return {int(found) for found in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}


def test_rules_are_numbered_without_a_gap() -> None:
    assert sorted(rules()) == list(range(1, len(rules()) + 1))


@pytest.mark.parametrize("folder", ["trent_desktop", "ui", "tests", "tools"])
def test_comments_cite_rules_that_exist_and_no_paper_outside(folder: str) -> None:
    known, wrong = rules(), list[str]()
    for path in SOURCES:
        if path.relative_to(ROOT).parts[0] != folder or path == Path(__file__):
            continue
        for line, said in said_in(path):
            where = f"{path.relative_to(ROOT)}:{line}"
            if found := _OUTSIDE.search(said):
                wrong.append(f"{where}: {found[0]}")
            for cited in _RULE.finditer(said):
                numbers = {int(one) for one in re.findall(r"\d+", cited[0])}
                wrong += [f"{where}: rule {one}" for one in numbers - known]
    assert not wrong, "\n".join(wrong)


def test_what_is_told_to_stand_in_docs_is_there() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in SOURCES
        for found in re.findall(r"docs/[a-z/_-]+\.md", path.read_text("utf-8"))
        if not (ROOT / found).exists()
    ]
    assert not wrong, "\n".join(wrong)
