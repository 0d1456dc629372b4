"""Every kind of activity is weighed: too many words are found wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import get_args

import pytest

from tests.lessons.words import EVERYTHING
from trent_desktop.lessons.lesson import Activity, Run, Slide, Text
from trent_desktop.lessons.packs import pack_of
from trent_desktop.lessons.weighing import weigh

LESSON = pack_of("test", {"lesson.md": EVERYTHING.encode()}).lesson
SLIDES = {type(one.activity): one for one in LESSON.slides if one.activity is not None}
NINETY = Text((Run(" ".join(["word"] * 90)),))


def with_ninety(value: object) -> Iterator[object]:
    """`value` with ninety words in the place of one text, for each of its texts."""
    if isinstance(value, Text):
        yield NINETY
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            for longer in with_ninety(one):
                yield (*value[:at], longer, *value[at + 1 :])
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            for longer in with_ninety(getattr(value, one.name)):
                yield replace(value, **{one.name: longer})


def test_there_is_a_slide_of_every_kind() -> None:
    assert set(SLIDES) == set(get_args(Activity))


@pytest.mark.parametrize("slide", SLIDES.values(), ids=lambda one: type(one.activity).__name__)
def test_ninety_words_are_found_wherever_they_stand(slide: Slide) -> None:
    assert weigh(replace(LESSON, slides=(slide,))) == []
    longer = list(with_ninety(slide.activity))
    assert longer, "this kind has no words"
    for activity in longer:
        changed = replace(LESSON, slides=(replace(slide, activity=activity),))  # type: ignore[arg-type]
        assert weigh(changed), activity
