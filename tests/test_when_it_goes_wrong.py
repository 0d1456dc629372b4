"""The page for the telephone says what the program says, and names what can be pressed."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from trent_desktop import cli
from trent_desktop.problems import SchoolSilent
from trent_desktop.storage import troubles as t

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "when-it-goes-wrong.md"
#: What must be said under which heading, whatever else is.
PARTS: dict[str, tuple[str, ...]] = {
    "First, whatever it is": (t.NEW_HERE,),
    "The folder is away": (t.AWAY.words, t.FOLDER_GONE.words, SchoolSilent().words),
    "The file was deleted or wiped": (t.FILE_GONE.words, t.FILE_EMPTY.words, t.EMPTIED.words),
    "The file is damaged": (t.DAMAGED.words, t.NO_DATABASE.words, t.NOT_ITS_KEYS.words),
    "Somebody put an older file back": (t.OLDER_FILE.words, t.KEYS_TOO_OLD.words),
    "Nobody can sign in": (t.NO_KEYS.words, t.OLDER_KEYS.words),
    "The disk is full": (t.FULL.words, t.QUOTA.words),
}
#: Bold for its weight, and no name of anything on a screen.
STRESSED = (
    "A child in danger does not wait for a computer.",
    "Nobody deletes, renames, moves or copies anything in the school's folder",
    "bold",
    "outside",
)


@cache
def spoken() -> frozenset[str]:
    """Every text in the program, with parts that stand one after the other put together."""
    found: set[str] = set()
    for room in ("trent_desktop", "ui"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(" ".join(node.value.split()))
    return frozenset(found)


def parts() -> dict[str, str]:
    """The page by its headings."""
    _, *found = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    return {title: body for title, _, body in (one.partition("\n") for one in found)}


def quoted(words: str) -> list[str]:
    return [line[2:].strip() for line in words.splitlines() if line.startswith("> ")]


@pytest.mark.parametrize("heading", PARTS)
def test_each_part_has_the_sentences_of_what_it_is_for(heading: str) -> None:
    assert set(PARTS[heading]) <= set(quoted(parts()[heading]))


def test_every_sentence_is_one_that_the_program_says() -> None:
    sentences = quoted(PAGE.read_text("utf-8"))
    assert len(sentences) > 15
    unsaid = [one for one in sentences if not any(one in text for text in spoken())]
    assert not unsaid


def test_everything_that_is_to_be_pressed_is_there() -> None:
    named = {
        " ".join(one.split())
        for one in re.findall(r"\*\*(.+?)\*\*", PAGE.read_text("utf-8"), flags=re.DOTALL)
    }
    missing = {one for one in named - set(STRESSED) if one not in spoken()}
    if not (ROOT / "ui" / "putting_back").is_dir():
        missing -= {"Put a copy back", "Put this copy back", "What would change"}
    assert not missing


def test_every_command_on_it_makes_sense(capsys: pytest.CaptureFixture[str]) -> None:
    text = PAGE.read_text("utf-8")
    given = re.findall(
        r"^    (trent-desktop .+)$|`(trent-desktop [^`]+)`", text, flags=re.MULTILINE
    )
    lines = [(block or inline).split()[1:] for block, inline in given]
    assert len(lines) >= 7
    for line in lines:
        if line[0] not in cli._COMMANDS and line[0] == "restore":
            continue
        argv = ["1" if one == "NUMBER" else one for one in line]
        assert cli.parse(argv).command == line[0], capsys.readouterr().err
