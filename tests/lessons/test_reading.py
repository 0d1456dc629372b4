"""Lessons are read from Markdown; whatever is wrong is named by line."""

from __future__ import annotations

import pytest

from tests.lessons.words import EVERYTHING, HEAD, lesson
from trent_desktop.lessons.faults import LessonRefused
from trent_desktop.lessons.head import with_origin
from trent_desktop.lessons.lesson import (
    Band,
    Choose,
    Discuss,
    Letter,
    Order,
    Promise,
    Reveal,
    Rewrite,
    Run,
    Sort,
    Spot,
    Story,
    Text,
    Vote,
)
from trent_desktop.lessons.reading import read_lesson, try_lesson


def faults_of(text: str) -> list[str]:
    return [str(fault) for fault in try_lesson(text)[1]]


def test_every_activity_is_read() -> None:
    read = read_lesson(EVERYTHING)
    assert (read.letter, read.band, read.minutes) == (Letter.SAFE, Band.YEARS_3_4, 30)
    kinds = [type(slide.activity) for slide in read.slides]
    assert kinds == [
        type(None), Story, Reveal, Choose, Vote, Sort, Order, Spot, Discuss, Rewrite, Promise,
    ]  # fmt: skip
    plain, _, reveal, choose, _, sort, _, spot, talk, rewrite, _ = read.slides
    assert plain.body[0].runs == (
        Run("Some "),
        Run("bold", bold=True),
        Run(" and "),
        Run("private", meaning="Only for you."),
        Run(" words."),
    )
    assert isinstance(reveal.activity, Reveal)
    assert reveal.activity.items[0].under.plain == "Under A"
    assert isinstance(choose.activity, Choose)
    assert [option.good for option in choose.activity.options] == [True, False]
    assert choose.activity.options[0].card.text.plain == "Good"
    assert isinstance(sort.activity, Sort)
    boxes = {
        card.text.plain: sort.activity.boxes[box].plain
        for card, box in zip(sort.activity.cards, sort.activity.answers, strict=True)
    }
    assert boxes == {"Address": "Keep", "Password": "Keep", "Joke": "Share"}
    assert isinstance(spot.activity, Spot)
    assert (spot.activity.places[1].x, spot.activity.places[1].says.plain) == (84, "The sign.")
    assert isinstance(talk.activity, Discuss)
    assert talk.activity.seconds == 90
    assert isinstance(rewrite.activity, Rewrite)
    assert [len(part.instead) for part in rewrite.activity.parts] == [2, 0]


def test_notes_have_their_parts_and_minutes_stand_behind_titles() -> None:
    text = lesson("# One {2.5 min}").replace(
        "Say: Hello.", "Say: Hello.\nMore.\nOften: Yes.\nWatch: Eyes.\nEasier: E.\nHarder: H."
    )
    slide = try_lesson(text)[0].slides[0]  # type: ignore[union-attr]
    assert slide.title.plain == "One"
    assert slide.minutes == 2.5
    assert dict(slide.notes.parts) == {
        "Say": "Hello. More.",
        "Children often say": "Yes.",
        "Watch for": "Eyes.",
        "Easier": "E.",
        "Harder": "H.",
    }


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Childline: 0800 1111.", 2),
        ("A grown-up, always!", 3),
        ("– 3 × 4", 2),
        ("", 0),
        ("It’s 5 o’clock", 3),
    ],
)
def test_words_are_counted_as_people_do(text: str, count: int) -> None:
    assert Text((Run(text),)).words == count


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# No head\n", 1, "no head"),
        (HEAD, 0, "no slides"),
        (HEAD.replace("title: A lesson\n", "") + "# A\n", 2, "no title"),
        (HEAD.replace("letter: S", "letter: Q") + "# A\n", 3, "letter"),
        (HEAD.replace("years: 3-4", "years: 9") + "# A\n", 4, "years"),
        (HEAD.replace("minutes: 30", "minutes: many") + "# A\n", 5, "minutes"),
        (HEAD.replace("[Privacy and security]", "[Cats]") + "# A\n", 9, "not a strand"),
        (HEAD.replace("title: A", "title: [A") + "# A\n", 3, "head"),
        (HEAD.replace("title: A lesson", "a: &x [b]\ntitle: *x") + "# A\n", 2, "“&”"),
        (HEAD.replace("title: A lesson", "a: b\ntitle: *x") + "# A\n", 3, "“*”"),
        (HEAD.replace("title: A lesson", "title: A\nevil: 1") + "# A\n", 3, "evil"),
        (lesson("# A\n\n<b>x</b>"), 13, "HTML"),
        (lesson("# A\n\n[x](http://example.net)"), 13, "link"),
        (lesson("# A\n\n`rm`"), 13, "Code"),
        (lesson("# A\n\n## B"), 13, "one heading"),
        (lesson("# A\n\n![](tablet)"), 13, "no words"),
        (lesson("# A\n\n![x](../secret.png)"), 13, "small letters"),
        (lesson("# A\n\n![x](http://example.net/x.png)"), 13, "small letters"),
        (lesson("# A\n\n::: dance\n- x\n:::"), 13, "no block “dance”"),
        (lesson("# A\n\n::: vote\n- Only one\n:::"), 13, "Use 2 to 4"),
        (lesson("# A\n\n::: choose\n- One\n- Two\n:::"), 14, "[x]"),
        (lesson("# A\n\n::: choose\n- [ ] One\n  - X\n- [ ] Two\n  - Y\n:::"), 13, "good one"),
        (lesson("# A\n\n::: spot\n- 1 2 3 4: x\n:::"), 13, "no picture"),
        (lesson("# A\n\n::: spot\n![x](spot-photo)\n- somewhere\n:::"), 15, "four numbers"),
        (lesson("# A\n\n::: reveal\n- x\n:::"), 14, "There is nothing under"),
        (lesson("# A\n\n::: rewrite\n- x\n:::"), 13, "can be changed"),
        (lesson("# A\n\n::: sort\n:::"), 13, "nothing in it"),
        (lesson("# A\n\n::: vote\n- a\n- b\n:::\n\n::: vote\n- a\n- b\n:::"), 18, "already"),
        (lesson("# A\n\n- a list"), 13, "does not belong on a slide"),
        (lesson("# " + "word " * 40), 11, "words to read"),
        (lesson("# A\n\n::: vote\n- " + "word " * 20 + "\n- b\n:::"), 11, "A card has 20"),
        (HEAD + "# A\n", 11, "nothing for the teacher"),
        (HEAD + "stray words\n\n# A\n" + "\n::: notes\nSay: x\n:::\n", 11, "before the first"),
        (lesson("# A {2 min}", "# B {3 min}"), 0, "The slides take 5 minutes"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(text: str, line: int, words: str) -> None:
    found = try_lesson(text)[1]
    assert any(fault.line == line and words in str(fault) for fault in found), faults_of(text)
    with pytest.raises(LessonRefused, match=r"Correct") as refused:
        read_lesson(text)
    assert refused.value.faults == found


def test_ten_thousand_slides_are_refused_quickly() -> None:
    assert any(
        "slides" in fault or "letters" in fault for fault in faults_of(HEAD + "# A\n" * 10_000)
    )


@pytest.mark.parametrize(
    "text", ["", "---\n---\n", "---\n" + "[" * 5000 + "\n---\n# A", "\0", "# " * 50]
)
def test_nonsense_is_refused_in_words(text: str) -> None:
    assert faults_of(text)


def test_a_lesson_says_once_where_it_came_from() -> None:
    text = lesson("# A\n\nWords.")
    said = with_origin(text, 'St "Anne\'s":\n primary')
    assert read_lesson(said).came_from == "St Anne's : primary"
    assert with_origin(said, "Another school") == said
    assert read_lesson(said) == read_lesson(text)
    assert with_origin(text, "") == text
    assert with_origin("no head", "A school") == "no head"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("a\x07b\u202e.smartlesson", "a b .smartlesson"),
        ("caf\udce9.zip", "caf .zip"),  # a name in letters that are not UTF-8
        ("x: y # z \\.zip", "x: y # z .zip"),
        ("\U0001f600 درس.zip", "\U0001f600 درس.zip"),
    ],
)
def test_a_lesson_can_come_from_a_file_of_any_name(file: str, said: str) -> None:
    text = with_origin(EVERYTHING, f"the file {file}")
    assert read_lesson(text).came_from == f"the file {said}"
    assert text.encode("utf-8")


def test_what_the_class_is_to_learn_is_on_slides_of_its_own() -> None:
    read, faults = try_lesson(
        lesson(
            "# Today\n\n::: aims\n:::",
            "# Talk\n\n::: discuss\n- Why?\n:::",
            "# Can I?\n\n::: aims again\n- I know what is **private**.\n- I ask.\n:::",
        )
    )
    assert read
    assert faults == ()
    before, talk, after = read.slides
    assert (before.aims, talk.aims, after.aims) == ("before", "", "after")
    assert [one.plain for one in before.body] == ["I can say it."]  # those of the head
    assert [one.plain for one in after.body] == ["I know what is private.", "I ask."]
    assert after.body[0].runs[1].meaning == "Only for you."


@pytest.mark.parametrize(
    ("slide", "line", "words"),
    [
        ("# A\n\n::: aims later\n:::", 13, "means nothing"),
        ("# A\n\nWords.\n\n::: aims\n:::", 11, "slide of their own"),
        ("# A\n\n::: aims\n:::\n\n![x](tablet)", 11, "slide of their own"),
        ("# A\n\n::: aims\n:::\n\n::: aims\n:::", 16, "aims already"),
        ("# A\n\n::: aims\n- a\n  - b\n:::", 15, "no room"),
        ("# A\n\n::: aims\n- a\n- b\n- c\n- d\n- e\n:::", 13, "5 aims"),
        ("# A\n\n::: aims\nI can.\n:::", 14, "not in its list"),
    ],
)
def test_what_is_wrong_with_aims_is_named(slide: str, line: int, words: str) -> None:
    found = try_lesson(lesson(slide))[1]
    assert [one.line for one in found if words in str(one)] == [line], [*map(str, found)]
