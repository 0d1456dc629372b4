"""The stop (rule 3): what a stopped report may hold, whoever sends it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from trent_desktop.journeys import Run, Turn, unknown
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.content import (
    FULL,
    KIND,
    QUICK,
    STOP,
    content_journey,
    paper_pages,
)
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.stop.pages import GUIDANCE, STOPPED_TITLE
from trent_desktop.reports.stop.rules import ALLOWED, carry_over, check_allowed, is_stopped

NOW = dt.datetime(2026, 11, 22, 10, 42, tzinfo=dt.UTC)
CLASS_4B = {"id": "c4b", "name": "4B"}


def good(**changes: Any) -> dict[str, Any]:
    answers: dict[str, Any] = {
        n.STOP_DEVICE_STATE: n.STATE_LOCKED_AWAY,
        n.STOP_DEVICE_PLACE: "Tablet 12, in the office safe",
        n.STOP_DEVICE_HOLDER: "Amara Nwosu",
        n.STOP_SEEN_BY: "I saw it by accident at 10.40 when a pupil showed me the tablet.",
        n.STOP_RISK: "no",
        n.STOP_ADULT: unknown(),
        n.STOP_COPIED: "no",
        n.STOP_DSL_TOLD: "yes",
        n.STOP_DSL_TOLD_AT: "2026-11-22T10:41+00:00",
        n.HAPPENED_AT: "2026-11-22T10:40+00:00",
        n.CLASS: CLASS_4B,
        n.ROOM: "4B’s classroom",
    }
    return {name: value for name, value in {**answers, **changes}.items() if value is not None}


def fields(answers: dict[str, Any]) -> list[str]:
    return [error.field for error in check_allowed(answers, NOW)]


def test_what_is_asked_may_be_sent() -> None:
    assert check_allowed(good(), NOW) == []


def test_from_any_page_the_stop_is_one_step_away() -> None:
    for stage in (QUICK, FULL):
        hand_over = content_journey(stage).may_stop
        assert hand_over is not None
        assert (hand_over.journey, hand_over.stage) == (n.CONTENT, STOP)


def test_the_category_stops_the_report_at_once() -> None:
    run = Run(content_journey(FULL), {n.CATEGORY: "indecent-of-child"}, page="category")
    step = run.go_on()
    assert step.turn is Turn.STOPPED
    assert step.hand_over is not None
    assert step.hand_over.stage == STOP


def test_only_time_class_and_room_travel() -> None:
    ordinary = {
        n.SEEN: "A picture of …",
        n.WHERE: "https://example.net/a",
        n.OFF_SCREEN: n.OFF_YES,
        n.HAPPENED_AT: "2026-11-22T10:40+00:00",
        n.CLASS: CLASS_4B,
        n.ROOM: "Library",
        n.CHILD_WORDS: "words",
    }
    assert carry_over(ordinary) == {
        n.HAPPENED_AT: "2026-11-22T10:40+00:00",
        n.CLASS: CLASS_4B,
        n.ROOM: "Library",
    }


def test_a_teacher_can_go_through_the_stop_with_what_travelled() -> None:
    journey = content_journey(STOP, Defaults())
    answers = good()
    run = Run(journey, carry_over(answers), now=lambda: NOW)
    for _ in journey.pages:
        assert run.page is not None
        for question in run.page.questions:
            if question.name in answers:
                run.put(question.name, answers[question.name])
        run.go_on()
    assert run.at_check
    assert run.go_on().turn is Turn.READY
    assert run.final_answers() == answers
    assert check_allowed(run.final_answers(), NOW) == []


def test_the_stop_takes_text_only_and_is_on_no_paper() -> None:
    journey = content_journey(STOP)
    assert journey.text_only
    assert journey.may_stop is None
    assert not any(page.name.startswith("stop") for page in paper_pages(NOW.date()))
    assert {type(question).__name__ for question in journey.questions()} <= {
        "Choice",
        "YesNo",
        "ShortText",
        "LongText",
        "When",
        "ClassPicker",
    }


def test_five_short_lines_say_what_to_do_now() -> None:
    assert len(GUIDANCE) == 5
    assert all(len(line) <= 80 for line in GUIDANCE)
    first = content_journey(STOP).pages[0]
    assert first.guidance == GUIDANCE


@pytest.mark.parametrize(
    "name",
    [n.SEEN, n.WHERE, n.SEARCH_WORDS, n.PLATFORM, n.CHILD_WORDS, n.SAW_PUPILS, "picture", "file"],
)
def test_an_answer_that_is_not_asked_is_refused(name: str) -> None:
    assert name not in ALLOWED
    assert fields(good(**{name: "x"})) == [name]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.net/a",
        "HTTP://EXAMPLE",
        "hxxp://example[.]net",
        "www.example.net",
        "www . example . net",
        "images.example.co.uk",
        "example[.]net",
        "example (dot) net",
        "example dot com",
        "ｈｔｔｐｓ：／／example",
        "example．net",
        "münchen.de",
        "192.0.2.7",
        "http://3221225991",
        "someone@example.net",
        "data:image/png;base64,iVBORw0KGgo=",
        "roblox://games/1",
        "exam\u200bple.net",
        "h\u202ettps://example.net",
        "abcdefgh.onion",
        "(example.net/a)",
        "it was on example.net,then gone",
    ],
)
@pytest.mark.parametrize(
    "name", [n.STOP_SEEN_BY, n.STOP_DEVICE_PLACE, n.STOP_DEVICE_HOLDER, n.ROOM]
)
def test_no_text_may_hold_an_address(name: str, address: str) -> None:
    answers = good(**{name: f"It was {address}"})
    assert fields(answers) == [name]
    run = Run(content_journey(STOP), answers, now=lambda: NOW)
    page = run.journey.page_of(name)
    assert page is not None
    assert [error.field for error in run.check(page.name)] == [name]


def test_the_class_by_name_may_hold_none_either() -> None:
    assert fields(good(**{n.CLASS: {"id": None, "name": "example.net"}})) == [n.CLASS]


def test_the_refusal_says_which_word_and_how_to_mend_it_without_a_link() -> None:
    error = check_allowed(good(**{n.STOP_SEEN_BY: "It was locked.in the safe"}), NOW)[0]
    assert "“locked[.]in”" in error.message
    assert "space after the full stop" in error.message


@pytest.mark.parametrize(
    "words",
    [
        "Zoë Ólafsdóttir showed it to me at 10.42. I looked away at once.",
        "Mr. Khan and Mrs O’Neill, by accident, in room 3.5, at about 10:40 a.m.",
        "A child of 4B; then I did. Nobody else…",
        "محمد رآه",
    ],
)
def test_what_people_write_is_taken(words: str) -> None:
    assert check_allowed(good(**{n.STOP_SEEN_BY: words}), NOW) == []


@pytest.mark.parametrize(
    "value",
    [
        ["a list"],
        {"file": "x"},
        {"id": "1", "name": "x", "picture": "x"},
        7,
        True,
        "iVBORw0KGgoAAAANSUhEUgAA" * 8,  # a picture written as text
    ],
)
def test_nothing_but_words_gets_in(value: object) -> None:
    for name in (n.STOP_SEEN_BY, n.CLASS, n.STOP_DEVICE_STATE):
        assert fields(good(**{name: value})) == [name]


def test_what_is_missing_is_said() -> None:
    assert fields(good(**{n.STOP_DEVICE_STATE: None})) == [n.STOP_DEVICE_STATE]


def test_an_answer_off_the_path_is_refused() -> None:
    assert fields(good(**{n.STOP_COPIED_WHERE: "On a stick"})) == [n.STOP_COPIED_WHERE]
    assert fields(good(**{n.STOP_COPIED: "yes", n.STOP_COPIED_WHERE: "On a stick"})) == []


def test_the_service_can_tell_a_stopped_report_whatever_the_screen_did() -> None:
    assert is_stopped(STOP, {})
    assert KIND.lead(FULL, {n.CATEGORY: "indecent-of-child"}) is Route.STOPPED
    assert is_stopped(QUICK, {n.STOP_RISK: "no"})
    assert not is_stopped(FULL, {n.CATEGORY: "violence"})


def test_its_title_tells_nothing() -> None:
    assert KIND.facts(Route.STOPPED, good()).title == STOPPED_TITLE
    assert "picture" not in STOPPED_TITLE.lower()
