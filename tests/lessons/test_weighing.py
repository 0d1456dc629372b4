"""Every kind of activity is weighed: too many words are found wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import permutations
from typing import get_args

import pytest

from tests.lessons.words import EVERYTHING, lesson
from trent_desktop.lessons.lesson import Activity, Choose, Order, Run, Slide, Text
from trent_desktop.lessons.packs import pack_of
from trent_desktop.lessons.reading import read_lesson, try_lesson
from trent_desktop.lessons.weighing import remarks, weigh

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


TWO_WAYS = "::: choose\n- [x] Good {n}\n  - Well done.\n- [ ] Other {n}\n  - Try again.\n:::"


def test_ways_are_mixed_by_lot_and_the_same_each_time() -> None:
    first = 0
    for number in range(40):
        text = lesson(f"# Choose\n\n{TWO_WAYS.format(n=number)}")
        choose = read_lesson(text).slides[0].activity
        assert choose == read_lesson(text).slides[0].activity
        assert isinstance(choose, Choose)
        turned = text.replace("- [x] Good", "- [_] Good").replace("- [ ]", "- [x]")
        again = read_lesson(turned.replace("- [_]", "- [ ]")).slides[0].activity
        assert isinstance(again, Choose)  # which of them is good has no say in it
        assert [one.card for one in again.options] == [one.card for one in choose.options]
        first += choose.options[0].good
    assert 10 < first < 30


def test_a_lesson_in_which_the_first_way_is_always_good_is_worth_a_look() -> None:
    slides = [f"# Choose\n\n{TWO_WAYS.format(n=number)}" for number in range(12)]
    good = [one for one in slides if read_lesson(lesson(one)).slides[0].activity.options[0].good]  # type: ignore[union-attr]
    other = next(one for one in slides if one not in good)
    (said,) = remarks(read_lesson(lesson(*good[:2])))
    assert "the first way is a good one" in str(said)
    assert remarks(read_lesson(lesson(good[0]))) == []
    assert remarks(read_lesson(lesson(*good[:2], other))) == []


def test_a_good_start_is_neither_right_nor_wrong() -> None:
    text = TWO_WAYS.format(n=1).replace("[ ]", "[~]")
    choose = read_lesson(lesson(f"# Choose\n\n{text}")).slides[0].activity
    assert isinstance(choose, Choose)
    assert {(one.good, one.start) for one in choose.options} == {(True, False), (False, True)}
    alone = text.replace("[x]", "[~]")
    assert "good one" in str(try_lesson(lesson(f"# Choose\n\n{alone}"))[1][0])


def test_steps_with_one_number_may_change_places() -> None:
    def ranks(steps: str) -> tuple[int, ...]:
        order = read_lesson(lesson(f"# Order\n\n::: order\n{steps}\n:::")).slides[0].activity
        assert isinstance(order, Order)
        return order.ranks

    assert ranks("1. Stop\n2. Tell\n2. Cover\n4. Rest") == (1, 2, 2, 4)
    assert ranks("- Stop\n- Tell\n- Cover") == ranks("1. Stop\n1. Tell\n1. Cover") == (1, 2, 3)
    order = Order((), (1, 2, 2, 4))
    good = [
        places for places in permutations(range(4)) if all(map(order.is_right, places, range(4)))
    ]
    assert good == [(0, 1, 2, 3), (0, 2, 1, 3)]
    found = try_lesson(lesson("# Order\n\n::: order\n3. A\n1. B\n2. C\n:::"))[1]
    assert "do not rise" in str(found[0])


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("[" * 50_000, "is a word of 50,000 letters"),
        ("a" * 46, "is a word of 46 letters"),
        ("- " * 2_000, "4,0"),
        ("https://www.example.org/" + "x" * 40, "is a word of 64 letters"),
    ],
    ids=["signs", "a word", "lines", "an address"],
)
def test_what_has_few_words_and_yet_no_room_is_told(words: str, why: str) -> None:
    body = replace(LESSON.slides[0], body=(Text((Run(words),)),))
    assert any(why in one.words for one in weigh(replace(LESSON, slides=(body,))))


@pytest.mark.parametrize(
    "words",
    [
        "https://www.ceop.police.uk/Safety-Centre",
        "我们上网的时候" * 8,
        "เราถามก่อน" * 8,
        "well-being-" * 9,
    ],
)
def test_addresses_and_scripts_without_spaces_have_room(words: str) -> None:
    body = replace(LESSON.slides[0], body=(Text((Run(words),)),))
    assert not [one for one in weigh(replace(LESSON, slides=(body,))) if "letters" in one.words]
