"""Words of people behind each other: one full stop, never two."""

from __future__ import annotations

import ast
import re
import uuid
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trent_desktop.reports.cases import Action
from trent_desktop.reports.entries import still_open
from trent_desktop.school.keys.laptops.second_factor import told_apart
from trent_desktop.sentences import ended, going_on, sentences
from ui.journeys.direction import isolated


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("020 7946 0112.", "Knock first"), "020 7946 0112. Knock first"),
        (("Room 3", "", "Knock first."), "Room 3. Knock first."),
        (("Who?", "Me"), "Who? Me"),
        (("She said “No.”", "Then she left"), "She said “No.” Then she left"),
        ((" ", ""), ""),
    ],
)
def test_parts_are_ended_once(parts: tuple[str, ...], said: str) -> None:
    assert sentences(*parts) == said


@given(st.lists(st.text("ab .!?", max_size=6), max_size=4))
def test_no_full_stop_is_doubled_that_was_not(parts: list[str]) -> None:
    said = sentences(*parts)
    assert said.count("..") <= sum(part.count("..") for part in parts)
    assert ended(ended(said)) == ended(said)


def test_two_laptops_of_one_name_are_told_apart() -> None:
    assert told_apart("vm", ["Office"]) == "vm"
    assert told_apart("vm", ["VM"]) == "vm (2)"
    assert told_apart("vm", ["vm", "vm (2)"]) == "vm (3)"


@given(st.text("ab .!?…:”’\"')؟。", max_size=8))
def test_words_that_end_by_themselves_get_no_full_stop(words: str) -> None:
    said = ended(words)
    stripped = words.strip()
    if not stripped:
        assert said == ""
    elif re.search(r"[.!?…:؟。][”’\"')]*$", stripped):
        assert said == stripped
    else:
        assert said == f"{stripped}."


@pytest.mark.parametrize("said", ["He did it.", "Why?", "قالت نعم.", "“No!”"])
def test_what_people_wrote_stands_in_our_sentences_with_one_full_stop(said: str) -> None:
    task = Action(uuid.uuid4(), said, None, "", None, None)
    for sentence in (
        still_open([task]),
        sentences(said, "Then more"),
        ended(isolated(said)),
    ):
        assert not re.search(r"[.!?][”\u2069]*\.", sentence), sentence


#: How values are called in which words of people may be.
_OF_PEOPLE = {
    "name", "names", "named", "title", "words", "by", "why", "who", "said", "team", "place", "lead",
    "listed", "purpose", "reason", "changed_by", "counted_by", "subject", "school_name", "about",
}  # fmt: skip
#: Called so, and no words of people: our own, a role, a host, a file's name with its ending.
_OURS = {
    ("agreements/wording/reading.py", "names"), ("commands/papers.py", "title"),
    ("commands/parsing.py", "words"), ("lessons/head.py", "name"),
    ("lessons/head.py", "said"), ("lessons/packs.py", "why"),
    ("oversight/night_watch/words.py", "place"), ("reports/filter/look_alikes.py", "name"),
    ("reports/who/told.py", "title"), ("school/keys/escrow.py", "title"),
    ("school/keys/roles.py", "title"), ("school/setting_up/place_check.py", "name"),
    ("school/settings/crest.py", "why"), ("storage/copies/asked.py", "name"),
    ("agreements/paper/print_work.py", "name"), ("agreements/register/export_sheet.py", "name"),
    ("documents/preview.py", "name"), ("home/to_do_page.py", "name"),
    ("journeys/kept_line.py", "said"), ("policy/meetings/meeting_page.py", "name"),
    ("reports/case_list.py", "name"), ("reports/figures/page.py", "name"),
}  # fmt: skip


def test_no_words_of_people_get_their_full_stop_by_hand() -> None:
    """A value that may be somebody's words, and a full stop behind it: `ended` alone sets that."""
    by_hand = {
        (path.relative_to(root).as_posix(), _last_name(value.value))
        for root in (Path("trent_desktop"), Path("ui"))
        for path in root.rglob("*.py")
        if "sample" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        for value, after in pairwise((*node.values, ast.Constant("")))
        if isinstance(value, ast.FormattedValue)
        and isinstance(after, ast.Constant)
        and re.match(r"\.\s|\.$" if after is node.values[-1] else r"\.\s", str(after.value))
        and _last_name(value.value) in _OF_PEOPLE
    }
    assert by_hand == _OURS


def _last_name(value: ast.expr) -> str:
    """What a value is called, or what those are called that are joined to it."""
    match value:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=ast.Attribute(attr="join"), args=[ast.GeneratorExp(elt=one), *_]):
            return _last_name(one)
        case ast.Call(func=ast.Attribute(attr="join" | "text"), args=[one, *_]):
            return _last_name(one)
        case ast.Call(func=ast.Name(id="isolated" | "escape" | "defused"), args=[one, *_]):
            return _last_name(one)
        case ast.Subscript(value=one, slice=ast.Constant(value=str(name))):
            return name
        case ast.Subscript(value=one):
            return _last_name(one)
        case _:
            return ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Yesterday at 09:10", "yesterday at 09:10"),
        ("17 November 2026 at 11:33", "17 November 2026 at 11:33"),
        ("", ""),
    ],
)
def test_words_that_go_on_a_sentence_keep_their_names(words: str, said: str) -> None:
    assert going_on(words) == said
