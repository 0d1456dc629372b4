"""The lessons and pictures that come with the program."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.lessons.turns import LESSON_TURNS
from tests.turns import Turn
from tools.pictures import objects, people, places
from tools.pictures.people import PEOPLE
from trent_desktop.faults import Fault
from trent_desktop.lessons.lesson import (
    LETTERS,
    Activity,
    Band,
    Choose,
    Discuss,
    Letter,
    Order,
    Promise,
    Reveal,
    Spot,
    Story,
)
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.packs import PICTURES, Pack, missing_pictures, shared_names
from trent_desktop.lessons.weighing import reading_words, remarks, weigh
from trent_desktop.safe_pictures import check_svg

NOTES = ("Say", "Children often say", "Watch for", "Easier", "Harder")
PACKS = {pack.name: pack for pack in our_packs()}
#: How our lessons speak of the one kind of picture that nobody may keep, send or look at.
BARE = re.compile(
    r"without clothes|\b(picture|photo)s? of (your |a |somebody's )?(body|bodies)", re.I
)
BANDS = (Band.YEARS_1_2, Band.YEARS_3_4, Band.YEARS_5_6)


def test_there_is_one_for_each_letter_and_age_and_two_more() -> None:
    found = Counter((one.lesson.letter, one.lesson.band) for one in PACKS.values())
    assert all(found[letter, band] == 1 for letter in LETTERS for band in BANDS)
    assert sum(found.values()) == 17
    assert {one.name for one in PACKS.values() if one.lesson.letter is Letter.ALL} == {
        "assembly",
        "blogging-rules",
    }


@pytest.mark.parametrize("name", PACKS)
def test_a_lesson_is_worth_teaching(name: str) -> None:
    pack: Pack = PACKS[name]
    lesson = pack.lesson
    kinds = {type(slide.activity) for slide in lesson.slides if slide.activity} - {Promise, Discuss}
    assert Story in kinds
    assert len(kinds) >= 3
    assert any(isinstance(slide.activity, Discuss) for slide in lesson.slides)
    assert isinstance(lesson.slides[-1].activity, Promise)
    assert not isinstance(lesson.slides[0].activity, Story | Promise)  # a starter comes first
    for slide in lesson.slides:
        named = {name for name, _ in slide.notes.parts} - {"For you alone"}
        assert named == set(NOTES), slide.title
        assert slide.minutes, slide.title
    low, high = lesson.limits.minutes
    assert low <= lesson.minutes <= high
    assert sum(slide.minutes for slide in lesson.slides) == lesson.minutes
    assert lesson.aims
    assert lesson.take_home
    assert lesson.curriculum
    assert missing_pictures(pack) == list[Fault]()


@pytest.mark.parametrize("name", PACKS)
def test_a_lesson_says_nothing_that_harms_or_is_gone(name: str) -> None:
    text = PACKS[name].text
    assert not re.search(r"thinkuknow|zip it|vine|musical\.ly|stranger danger", text, re.I)
    assert not re.search(r"has this happened to you", text, re.I)
    numbers = set(re.findall(r"\b0800[ \d]+\d", text))
    assert numbers <= {"0800 1111"}
    band = PACKS[name].lesson.band
    if band is not Band.YEARS_1_2:
        assert "0800 1111" in text


@pytest.mark.parametrize("name", PACKS)
def test_no_child_is_told_to_remove_what_may_be_needed(name: str) -> None:
    text = PACKS[name].text
    assert not re.search(r"(never|not|don't) (be )?kept?\b", text, re.I)
    # A fear of the child's, a wrong way, somebody's own post; never what is to be done.
    for sentence in re.findall(r"[^.!?\n]*\bdelet\w+[^.!?\n]*[.!?]?", text, re.I):
        assert re.search(r"do not delete|\"Delete it|Delete and stay silent|Leon deletes", sentence)


@pytest.mark.parametrize("name", PACKS)
def test_a_picture_without_clothes_is_left_and_told(name: str) -> None:
    mentioned = [one for one in PACKS[name].text.split("\n") if BARE.search(one)]
    for line in mentioned:
        said = line[BARE.search(line).start() :]  # type: ignore[union-attr]
        assert re.search(r"do not send\b", said, re.I), line
        assert re.search(r"do not (show|delete)\b", said, re.I), line
        assert re.search(r"\btell\b", said, re.I), line
        assert not re.search(r"\b(kept|keep|copy|screenshot)\b", said, re.I), line
    if name in ("tell-3-4", "tell-5-6"):
        (line,) = mentioned
        said = "Do not send it, do not show it. Leave it where it is, and tell"
        assert f"a picture of somebody without clothes. {said}" in line
        assert "let nobody remove it" in PACKS[name].text


@pytest.mark.parametrize("name", PACKS)
def test_a_lesson_knows_surprises_and_no_nice_secrets(name: str) -> None:
    text = PACKS[name].text
    kinds = r"nice|good|happy|fun|safe|bad|birthday"
    assert not re.search(rf"\b({kinds}) secrets?\b", text, re.I)
    assert not re.search(r"\bsecrets? (that|which|who) ", text, re.I)
    assert not re.search(r"\bsecrets? like (this|that)|(this|that) is the one secret", text, re.I)
    if name == "meeting-3-4":
        assert "- We have surprises, not secrets." in text


@pytest.mark.parametrize("name", PACKS)
def test_a_lesson_is_about_characters_and_ends_on_what_to_do(name: str) -> None:
    lesson = PACKS[name].lesson
    story = next(one.activity for one in lesson.slides if isinstance(one.activity, Story))
    people = {one.name.title() for one in PEOPLE if not one.grown_up}
    told = " ".join(
        f"{one.text.plain} {one.picture.alt if one.picture else ''}" for one in story.panels
    )
    assert set(re.findall(r"\w+", told)) & people
    good = [words for slide in lesson.slides for words in _what_to_do(slide.activity)]
    assert any(re.search(r"tell|show|ask|check|look|report", one, re.I) for one in good), good


def _what_to_do(activity: Activity | None) -> list[str]:
    match activity:
        case Choose(options=options):
            return [one.card.text.plain for one in options if one.good]
        case Order(steps=steps):
            return [one.text.plain for one in steps]
        case _:
            return []


def test_the_place_of_a_way_says_nothing_about_it() -> None:
    first = [
        slide.activity.options[0].good
        for pack in PACKS.values()
        for slide in pack.lesson.slides
        if isinstance(slide.activity, Choose)
    ]
    assert 0.3 < sum(first) / len(first) < 0.7
    assert not [pack.name for pack in PACKS.values() if remarks(pack.lesson)]


def test_telling_works_in_every_first_lesson() -> None:
    for letter in ("safe", "meeting", "accepting", "tell"):
        assert re.search(r"tell", PACKS[f"{letter}-1-2"].text, re.I)
    assert "even if a rule was broken" in PACKS["tell-1-2"].text


@pytest.mark.parametrize("turn", LESSON_TURNS, ids=[one.pattern for one in LESSON_TURNS])
def test_a_lesson_is_english_as_a_teacher_writes_it(turn: Turn) -> None:
    assert all(turn.is_in(example) for example in turn.examples)
    sentences = [line for pack in PACKS.values() for line in pack.text.split("\n")]
    assert [one for one in sentences if turn.is_in(one)] == []
    assert all(any(part in one for one in sentences) for part in turn.stays)


@pytest.mark.parametrize("name", [one for one in PACKS if one.endswith(("-1-2", "-3-4", "-5-6"))])
def test_before_the_promise_a_class_sees_who_helps(name: str) -> None:
    lesson = PACKS[name].lesson
    if name in ("safe-1-2", "tell-1-2"):  # they have a slide of it in their middle
        assert any(one.picture and "hand-five" in one.picture.layers for one in lesson.slides)
        return
    slide = lesson.slides[-2]
    if lesson.band is Band.YEARS_5_6:
        assert slide.title.plain == "Where to get help"
        assert isinstance(slide.activity, Reveal)
        assert [one.card.text.plain for one in slide.activity.items] == [
            "Childline: 0800 1111",
            "CEOP Safety Centre",
            "Report Remove",
            "Report Harmful Content",
            "159",
        ]
    else:
        assert slide.title.plain in ("Where to get help", "Who helps me?")
        assert slide.picture
        assert ("0800 1111" in slide.body[0].plain) is (lesson.band is Band.YEARS_3_4)
        # What is for older children, or for grown-ups, is not shown to younger ones.
        assert not re.search(r"Report (Remove|Harmful)|\b159\b", PACKS[name].text)


@pytest.mark.parametrize("name", PACKS)
def test_a_class_sees_what_it_learns_before_and_looks_again_after(name: str) -> None:
    slides = PACKS[name].lesson.slides
    assert [one.aims for one in slides if one.aims] == ["before", "after"]
    assert slides[1].aims == "before"  # after something to wonder at
    assert "after" in (slides[-2].aims, slides[-3].aims)
    first, last = (one for one in slides if one.aims)
    assert first.body == last.body
    assert all(re.match(r"(I|We) ", one.plain) for one in first.body)


def test_what_takes_pictures_down_is_named_and_nobody_is_blamed() -> None:
    assert "Report Remove, from Childline" in PACKS["safe-5-6"].text
    text = "\n".join(one.text for one in PACKS.values())
    assert not re.search(r"\byour (own )?fault\b(?<!not your fault)", text)
    assert not re.search(r"should have known|should not have (sent|told|clicked)", text)


#: What a child of an age reads at one time, and among how many ways a choice is made.
MOST_WORDS = {Band.YEARS_1_2: 12, Band.YEARS_3_4: 25, Band.YEARS_5_6: 45, Band.EVERYBODY: 25}
MOST_WAYS = {Band.YEARS_1_2: 2, Band.YEARS_3_4: 3, Band.YEARS_5_6: 4, Band.EVERYBODY: 4}


@pytest.mark.parametrize("name", PACKS)
def test_every_slide_is_as_short_as_its_age_needs(name: str) -> None:
    lesson = PACKS[name].lesson
    assert (lesson.limits.text, lesson.limits.options) == (
        MOST_WORDS[lesson.band],
        MOST_WAYS[lesson.band],
    )
    assert max(reading_words(one) for one in lesson.slides) <= MOST_WORDS[lesson.band]
    for slide in lesson.slides:
        if isinstance(slide.activity, Choose):
            assert len(slide.activity.options) <= MOST_WAYS[lesson.band]
    assert weigh(lesson) == []


@pytest.mark.parametrize("name", ["accepting-1-2", "reliable-1-2", "meeting-1-2"])
def test_the_youngest_have_two_dilemmas_each_with_what_they_often_say(name: str) -> None:
    chosen = [one for one in PACKS[name].lesson.slides if isinstance(one.activity, Choose)]
    assert len(chosen) == 2
    assert all(one.notes.often and one.notes.watch for one in chosen)


def test_the_assembly_has_a_story_of_six_panels_and_each_age_a_photo_of_its_own() -> None:
    (story,) = [
        one.activity for one in PACKS["assembly"].lesson.slides if isinstance(one.activity, Story)
    ]
    assert len(story.panels) == 6
    photos = [
        one.activity.picture.layers
        for name in ("safe-1-2", "safe-3-4", "safe-5-6")
        for one in PACKS[name].lesson.slides
        if isinstance(one.activity, Spot)
    ]
    assert len(photos) == len(set(photos)) == 3


def test_nobody_answers_a_stranger_or_gives_one_something_else() -> None:
    """Who asks for a picture or a meeting gets no answer from a child, and no present instead."""
    for name in ("meeting-1-2", "meeting-5-6"):
        text = PACKS[name].text
        assert not re.search(r"in place of a photo|sentence for Star|I'm showing this to", text)
    assert "best answer is none at all: show an adult first" in PACKS["meeting-5-6"].text


def test_pictures_are_one_family_and_only_draw() -> None:
    names = shared_names()
    assert len(names) >= 60
    for name in names:
        content = (PICTURES / f"{name}.svg").read_bytes()
        check_svg(content)
        assert b"<text" not in content, f"{name} has words in it"
        assert len(content) < 20_000, name


def test_the_files_are_what_the_generator_draws() -> None:
    drawn = dict([*people.pictures(), *objects.pictures(), *places.pictures()])
    assert set(drawn) == set(shared_names())
    for name, content in drawn.items():
        assert (PICTURES / f"{name}.svg").read_text("utf-8") == content, f"draw {name} anew"


def test_no_two_of_ours_have_one_title() -> None:
    titles = [pack.lesson.title for pack in PACKS.values()]
    assert len(set(titles)) == len(titles)
