"""The content report as a teacher meets it: in the lesson, and in the evening."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from trent_desktop.journeys import Choice, Choices, Run, Turn, unknown, when_value
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.kinds.content import (
    FULL,
    QUICK,
    STOP,
    content_journey,
    paper_pages,
    title_of,
)
from trent_desktop.reports.kinds.content import names as n

NOW = dt.datetime(2026, 11, 23, 10, 42, tzinfo=dt.UTC)
CLASS_4B = {"id": "c4b", "name": "4B"}
START = Defaults(when_value(NOW), CLASS_4B)


def run_of(stage: str, **answers: object) -> Run:
    return Run(content_journey(stage, START), answers, now=lambda: NOW)


def test_in_the_lesson_four_answers_and_a_button() -> None:
    run = run_of(QUICK)
    assert run.left() == 4
    assert n.ABOUT not in run.answers  # nothing is chosen in advance
    actions = ["Report something", "Inappropriate content"]
    run.put(n.SEEN, "A violent picture in an image search for volcanoes")
    actions.append("to the address")
    run.put(n.WHERE, "https://www.Images.example-pictures.net/volcano?x=1")
    actions.append("it is off the screen")
    run.put(n.OFF_SCREEN, n.OFF_YES)
    actions.append("it is not about a grown-up who works here")
    run.put(n.ABOUT, n.ABOUT_NO)
    assert run.last_page
    actions.append(run.button)
    assert run.go_on().turn is Turn.READY
    assert len(actions) <= 6
    assert actions[-1] == "Send report"
    assert run.final_answers() == {
        n.SEEN: "A violent picture in an image search for volcanoes",
        n.WHERE: "https://www.Images.example-pictures.net/volcano?x=1",
        n.OFF_SCREEN: "yes",
        n.ABOUT: "no",
        n.HAPPENED_AT: "2026-11-23T10:42+00:00",
        n.CLASS: CLASS_4B,
    }


def test_time_and_class_can_be_changed_on_the_same_page() -> None:
    run = run_of(QUICK)
    assert {n.HAPPENED_AT, n.CLASS} <= {question.name for question in run.questions()}
    assert {row.question: row.shown for row in run.rows()}[n.HAPPENED_AT] == (
        "23 November 2026 at 10:42"
    )


def test_an_address_is_shown_so_that_it_is_no_link() -> None:
    run = run_of(QUICK, **{n.WHERE: "https://Images.example-pictures.net/volcano?x=1"})
    shown = {row.question: row.shown for row in run.rows()}[n.WHERE]
    assert shown == "images[.]example-pictures[.]net/volcano?x=1"


@pytest.mark.parametrize("where", ["Roblox", unknown(), "example.com", "the tablet game 😀"])
def test_an_app_a_place_or_i_dont_know_will_do(where: object) -> None:
    run = run_of(
        QUICK, **{n.SEEN: "x", n.WHERE: where, n.OFF_SCREEN: n.OFF_YES, n.ABOUT: n.ABOUT_NO}
    )
    assert run.go_on().turn is Turn.READY


def test_empty_the_page_says_four_clear_things() -> None:
    assert [error.message for error in run_of(QUICK).go_on().errors] == [
        "Say in a few words what was seen.",
        "Say where it was: an address, an app, or “I don’t know”.",
        "Say whether it is off the screen.",
        "Say whether it is about a grown-up who works here.",
    ]


def test_the_full_questions_are_nine_short_pages_whose_heading_asks() -> None:
    journey = content_journey(FULL)
    assert len(journey.pages) == 9
    for page in (*journey.pages, *content_journey(QUICK).pages, *content_journey(STOP).pages):
        assert page.heading.endswith("?")
        assert len(page.questions) <= 6
    assert run_of(FULL).left() == 8


def test_everything_may_be_left_open_but_the_eight() -> None:
    run = run_of(FULL)
    answers: dict[str, object] = {
        n.DEVICE: unknown(),
        n.WHO_SAW: unknown(),
        n.HOW: unknown(),
        n.FILTER_STATE: unknown(),
        n.CATEGORY: unknown(),
        n.DONE: [n.DONE_NOTHING],
        n.DANGER: unknown(),
        n.TOLD: [n.TOLD_NOBODY],
    }
    for _ in run.journey.pages:
        assert run.page is not None
        for question in run.page.questions:
            run.put(question.name, answers.get(question.name))
        assert run.go_on().turn in {Turn.PAGE, Turn.CHECK}
    assert run.go_on().turn is Turn.READY
    assert run.final_answers() == answers


def test_questions_follow_the_answers() -> None:
    run = run_of(FULL, **{n.HOW: n.HOW_STAFF, n.WHO_SAW: [n.SAW_CHILDREN]})
    asked = {row.question for row in run.rows()}
    assert {n.STAFF_NAME, n.SAW_COUNT, n.SAW_PUPILS, n.SEARCH_WORDS} <= asked
    run.put(n.HOW, n.HOW_ADVERT)
    run.put(n.WHO_SAW, [n.SAW_STAFF])
    asked = {row.question for row in run.rows()}
    assert n.SAW_ADULTS in asked
    assert not {n.STAFF_NAME, n.SAW_COUNT, n.SAW_PUPILS, n.SEARCH_WORDS} & asked


def test_the_childs_words_and_the_teachers_account_are_two_answers() -> None:
    words = content_journey(FULL).page("words")
    assert words is not None
    assert [question.name for question in words.questions] == [n.CHILD_WORDS, n.ACCOUNT_OF_IT]


def test_the_rest_opens_where_it_was_left_after_the_battery_died() -> None:
    run = run_of(FULL, **{n.DEVICE: "whiteboard"})
    run.go_on()
    run.put(n.WHO_SAW, [n.SAW_CHILDREN])
    state = json.loads(json.dumps(run.to_state()))
    again = Run.from_state(content_journey(FULL), state, now=lambda: NOW)
    assert again.page is not None
    assert again.page.name == "who-saw"
    assert again.left() == 6


def test_names_of_questions_are_different_in_all_stages_but_for_what_travels() -> None:
    quick, full, stop = (
        {question.name for question in content_journey(stage).questions()}
        for stage in (QUICK, FULL, STOP)
    )
    assert not quick & full
    assert stop & (quick | full) == {n.HAPPENED_AT, n.CLASS, n.ROOM, n.ABOUT}


def test_paper_asks_everything_and_says_when_it_applies() -> None:
    pages = paper_pages(NOW.date())
    names = [question.name for page in pages for question in page.questions]
    assert n.SEEN in names
    assert n.CP_REFERENCE in names
    for page in pages:
        for question in page.questions:
            assert question.label
            assert bool(question.asked_if) == bool(question.asked_if_words)
            if isinstance(question, Choice | Choices):
                assert all(option.label for option in question.options)


def test_another_stage_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="evening"):
        content_journey("evening")


@pytest.mark.parametrize(
    ("seen", "title"),
    [
        ("A violent picture", "A violent picture"),
        ("A violent picture. The class saw it for a moment.", "A violent picture"),
        ("  A\nviolent \u202e picture ", "A violent picture"),
        (
            "A very violent picture came up in an image search for volcanoes in Iceland",
            "A very violent picture came up in an image search for…",
        ),
        ("x" * 100_000, "x" * 60 + "…"),
        ("", "Inappropriate content"),
        (None, "Inappropriate content"),
        (unknown(), "Inappropriate content"),
        ("...", "Inappropriate content"),
        (
            "Mr. Khan’s tablet showed No. 7 of a list. It was bad.",
            "Mr. Khan’s tablet showed No. 7 of a list",
        ),
    ],
)
def test_a_case_is_called_after_what_was_seen(seen: object, title: str) -> None:
    assert title_of({n.SEEN: seen}) == title
    assert len(title) <= 61
