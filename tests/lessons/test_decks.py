"""Decks for grown-ups: written as lessons are, and never among them."""

from __future__ import annotations

import re

import pytest

from tests.schools import SmallSchool
from trent_desktop.lessons.ages import names_ages
from trent_desktop.lessons.lesson import Audience
from trent_desktop.lessons.library import our_decks
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.packs import Pack
from trent_desktop.lessons.reading import try_lesson

HEAD = """---
title: Spotting
{more}
minutes: 2
aims:
  - We notice.
---

# What do you see? {{2 min}}

::: notes
Say: Look.
:::
"""


def test_there_is_one_for_staff_and_one_for_parents_and_none_among_the_lessons() -> None:
    assert [one.lesson.audience for one in our_decks()] == [Audience.PARENTS, Audience.STAFF]
    assert {one.lesson.audience for one in our_packs()} == {Audience.PUPILS}
    assert not {one.name for one in our_decks()} & {one.name for one in our_packs()}


def test_a_head_says_for_whom_and_then_asks_for_no_letter_and_no_years() -> None:
    lesson, faults = try_lesson(HEAD.format(more="audience: staff"))
    assert lesson is not None
    assert (lesson.audience, faults) == (Audience.STAFF, ())
    lesson, faults = try_lesson(
        HEAD.format(more="letter: S\nyears: 1-6\nstrands:\n  - Privacy and security")
    )
    assert lesson is not None
    assert (lesson.audience, faults) == (Audience.PUPILS, ())
    _, faults = try_lesson(HEAD.format(more="audience: dogs"))
    assert any("audience" in str(one) for one in faults)
    _, faults = try_lesson(HEAD.format(more=""))
    assert any("letter" in str(one) for one in faults)


@pytest.mark.parametrize("pack", our_decks(), ids=lambda one: one.name)
def test_each_slide_has_words_for_whoever_speaks(pack: Pack) -> None:
    lesson = pack.lesson
    assert sum(slide.minutes for slide in lesson.slides) == lesson.minutes
    for slide in lesson.slides:
        named = [name for name, _ in slide.notes.parts if name != "For you alone"]
        assert named == ["Say", "Watch for"]


def test_what_must_be_said_is_said() -> None:
    by_audience = {one.lesson.audience: one.text for one in our_decks()}
    staff, parents = by_audience[Audience.STAFF], by_audience[Audience.PARENTS]
    assert "**Never look, copy, keep or send it.**" in staff
    for words in (
        "We do not question",
        "Do not delete it",
        "about the Headteacher",
        "filter",
        "AI",
    ):
        assert words.casefold() in staff.casefold(), words
    assert names_ages(parents)
    for word in ("Safe", "Meeting", "Accepting", "Reliable", "Tell", "0800 1111", "Photos"):
        assert word in parents, word
    stop = re.search(r"# A picture of a child without clothes.*?\n:::\n", parents, re.S)
    assert stop is not None
    assert "Do not copy it, do not send it on." in stop[0]
    assert "Do not delete it" in stop[0]


def test_a_deck_of_the_school_stands_with_ours_and_among_no_lessons(
    school: SmallSchool,
) -> None:
    head, teacher = school.open("head"), school.open("teacher1")
    ours = next(one for one in our_decks() if one.lesson.audience is Audience.STAFF)
    saved = head.lessons.save(ours.text.replace("title: What", "title: Ours and what", 1), {})
    assert saved.pack.name not in {one.name for one in our_decks()}
    assert [one.name for one in teacher.lessons.decks(Audience.STAFF)] == [
        ours.name,
        saved.pack.name,
    ]
    (parents,) = teacher.lessons.decks(Audience.PARENTS)
    assert "Most apps ask for 13" in parents.lesson.slides[3].body[0].plain
    assert not [one for one in teacher.lessons.ours() if one.lesson.audience is not Audience.PUPILS]
