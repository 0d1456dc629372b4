"""What is being written of a lesson is never lost, and is nobody else's."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lessons.test_packs import SVG
from tests.storage.boxing import opened
from trent_desktop.clock import system_clock
from trent_desktop.lessons.drafts import LessonDraft, LessonDrafts
from trent_desktop.lessons.packs import LARGEST_PACK
from trent_desktop.problems import Problem
from trent_desktop.storage.box.box import Box
from trent_desktop.storage.box.sorts import Sort
from trent_desktop.storage.cipher import new_key_pair

KEYS = new_key_pair()
NOW = dt.datetime(2026, 11, 23, 8, 42, tzinfo=dt.UTC)


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    made = opened(tmp_path / "box", KEYS.private)
    yield made
    made.close()


def draft(text: str = "---\ntitle: Mine\n---\n", **pictures: bytes) -> LessonDraft:
    files = {f"{name}.svg": body for name, body in pictures.items()}
    return LessonDraft(uuid.uuid4(), "", text, files, NOW)


def test_a_program_killed_while_she_types_has_everything_but_the_last_second(
    tmp_path: Path,
) -> None:
    box, picture = tmp_path / "box", tmp_path / "My dog.svg"
    asked = [sys.executable, "-m", "tests.lessons.writing_until_killed"]
    with subprocess.Popen(
        [*asked, box, KEYS.private.hex(), picture],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        assert process.stdout is not None
        said: list[tuple[int, float]] = []
        taken = float("inf")  # when the picture was there, which a process of its own looks at
        while not said or said[-1][1] < taken + 1.5:
            number, at, pictures = process.stdout.readline().split()
            said.append((int(number), float(at)))
            taken = min(taken, float(at)) if pictures != "0" else taken
        killed = time.monotonic()
        process.send_signal(signal.SIGKILL)
    after = opened(box, KEYS.private)
    found = LessonDrafts(after, system_clock)
    (one,) = found.all()
    kept = found.get(one.id)
    after.close()
    assert kept is not None
    assert kept.pictures == {"my-dog.svg": SVG}
    assert "a![What is seen](my-dog)bcdefghij" in kept.text
    typed = len(kept.text.partition("(my-dog)")[2].strip()) + 1
    a_second_before = max(number for number, at in said if at < killed - 1.0)
    assert typed >= a_second_before


def test_a_draft_is_kept_with_its_pictures_and_goes_with_them(box: Box) -> None:
    drafts = LessonDrafts(box, lambda: NOW)
    mine, other = draft(dog=SVG, cat=SVG), draft("no title yet", dog=SVG)
    drafts.keep(mine)
    drafts.keep(other)
    assert drafts.get(mine.id) == mine
    assert [one.title for one in drafts.all()] == ["Mine", "A lesson without a title"]
    less = LessonDraft(mine.id, "", "words", {"dog.svg": SVG + b" "}, NOW)
    drafts.keep(less)
    assert LessonDrafts(box, lambda: NOW).get(mine.id) == less
    drafts.discard(mine.id)
    assert drafts.get(mine.id) is None
    assert [*box.all(Sort.PICTURE)] == [f"{other.id}:dog.svg"]
    drafts.keep(mine)  # thrown away by mistake, and typed again
    assert drafts.get(mine.id) == mine


def test_typing_on_does_not_write_the_pictures_again(box: Box, tmp_path: Path) -> None:
    drafts = LessonDrafts(box, lambda: NOW)
    big = draft(photo=os.urandom(600_000))
    drafts.keep(big)
    before = (tmp_path / "box" / "box.1").stat().st_size
    for number in range(20):
        drafts.keep(LessonDraft(big.id, "", f"words {number}", big.pictures, NOW))
    assert (tmp_path / "box" / "box.1").stat().st_size < before + 20_000


def test_more_pictures_than_a_lesson_may_have_are_refused_and_nothing_else_is_lost(
    box: Box,
) -> None:
    drafts = LessonDrafts(box, lambda: NOW)
    mine = draft(dog=SVG)
    drafts.keep(mine)
    half = b"x" * (LARGEST_PACK // 2 + 1)
    large = {"a.png": half, "b.png": half}
    with pytest.raises(Problem, match="20 MB"):
        drafts.keep(LessonDraft(mine.id, "", "x", large, NOW))
    assert drafts.get(mine.id) == mine


def test_what_an_earlier_version_kept_is_a_draft(box: Box) -> None:
    box.put(Sort.NOTE, "lesson-draft:new", "---\ntitle: Older\n---\n")
    box.put(Sort.NOTE, "lesson-draft:safe-3-4", "---\ntitle: Copied\n---\n")
    drafts = LessonDrafts(box, lambda: NOW)
    assert {(one.title, one.began_from) for one in drafts.all()} == {
        ("Older", ""),
        ("Copied", "safe-3-4"),
    }
    assert len(drafts.all()) == 2
    assert not box.all(Sort.NOTE)
