"""Each kind of question: what it takes, what it refuses with which words, and how it reads."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trent_desktop.journeys import (
    Addresses,
    Choice,
    Choices,
    ClassPicker,
    Count,
    LongText,
    Option,
    People,
    Question,
    ReadLine,
    ShortText,
    When,
    YesNo,
    is_unknown,
    typed_person,
    unknown,
    when_value,
)

NOW = dt.datetime(2026, 11, 22, 10, 42, tzinfo=dt.UTC)
OPTIONS = (Option("a", "The first"), Option("b", "The second"), Option("none", "None of them"))

EVERY_KIND: tuple[Question, ...] = (
    ShortText("short", "Short"),
    LongText("long", "Long"),
    Choice("choice", "Choice", options=OPTIONS),
    Choices("choices", "Choices", options=OPTIONS, exclusive=frozenset({"none"})),
    YesNo("yesno", "Yes or no"),
    When("when", "When"),
    People("people", "People"),
    ClassPicker("class", "Class"),
    Addresses("addresses", "Addresses"),
    Count("count", "Count"),
)


@pytest.mark.parametrize("question", EVERY_KIND, ids=lambda q: q.name)
def test_a_needed_answer_is_asked_for(question: Question) -> None:
    assert question.problem(None, NOW) == f"Answer “{question.label}”."
    assert question.shown(None) == "Not given"


@pytest.mark.parametrize("question", EVERY_KIND, ids=lambda q: q.name)
def test_i_dont_know_is_an_answer_only_where_it_is_offered(question: Question) -> None:
    from dataclasses import replace

    assert question.problem(unknown(), NOW) != ""
    offered = replace(question, unknown=True)
    assert offered.problem(unknown(), NOW) == ""
    assert offered.shown(unknown()) == "I don’t know"
    assert is_unknown(json.loads(json.dumps(unknown())))


@pytest.mark.parametrize("question", EVERY_KIND, ids=lambda q: q.name)
def test_an_optional_question_says_so_and_may_stay_empty(question: Question) -> None:
    from dataclasses import replace

    optional = replace(question, optional=True)
    assert optional.full_label == f"{question.label} (optional)"
    assert optional.problem(None, NOW) == ""


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "name", "class", "unknown", "x"]), inner)
    ),
    max_leaves=8,
)


@given(st.sampled_from(EVERY_KIND), JSON_VALUES)
@example(EVERY_KIND[3], [None])
@example(EVERY_KIND[6], ["\x1b"])
def test_whatever_a_draft_holds_no_question_breaks(question: Question, value: Any) -> None:
    assert isinstance(question.problem(value, NOW), str)
    assert isinstance(question.shown(value), str)
    cleaned, _note = question.clean(value)
    if question.problem(value, NOW) == "":
        assert question.clean(cleaned)[0] == cleaned
        assert question.problem(cleaned, NOW) == ""


def test_too_long_says_by_how_much() -> None:
    question = ShortText("room", "Which room?")
    assert "1 character too long" in question.problem("x" * 201, NOW)
    assert "99,800 characters too long" in question.problem("x" * 100_000, NOW)
    assert question.problem("x" * 200, NOW) == ""


def test_a_text_of_hidden_characters_only_is_no_answer() -> None:
    assert ShortText("room", "Room").problem("\u200b\u202e ", NOW) == "Answer “Room”."


def test_spaces_at_the_ends_do_not_count() -> None:
    assert ShortText("room", "Room").problem(" " * 150 + "x" * 200, NOW) == ""


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW + dt.timedelta(minutes=4), ""),
        (NOW + dt.timedelta(minutes=6), "is in the future"),
        (NOW - dt.timedelta(days=400), ""),
        (dt.datetime(1999, 1, 1, tzinfo=dt.UTC), "too long ago"),
        (dt.datetime.max.replace(tzinfo=dt.timezone(-dt.timedelta(hours=23))), "in the future"),
    ],
)
def test_the_future_is_refused_with_five_minutes_grace(moment: dt.datetime, words: str) -> None:
    problem = When("when", "When?").problem(moment.isoformat(), NOW)
    assert words in problem
    assert bool(words) == bool(problem)


def test_a_moment_is_shown_by_the_clock_on_the_wall() -> None:
    summer = dt.datetime(2026, 6, 3, 9, 5, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    assert When("when", "When?").shown(when_value(summer)) == "3 June 2026 at 09:05"


def test_a_moment_without_zone_cannot_become_an_answer() -> None:
    with pytest.raises(ValueError, match="zone"):
        when_value(dt.datetime(2026, 11, 22, 10, 42))  # noqa: DTZ001 - that is the point


def test_choices_keep_the_order_of_the_form_and_stand_alone_where_they_must() -> None:
    question = Choices("c", "Which?", options=OPTIONS, exclusive=frozenset({"none"}))
    assert question.clean(["b", "a", "b"])[0] == ["a", "b"]
    assert question.shown(["b", "a"]) == "The first\nThe second"
    assert "“None of them” or the others" in question.problem(["a", "none"], NOW)
    assert question.problem(["none"], NOW) == ""
    assert question.problem([], NOW) != ""


def test_an_option_of_an_older_form_is_shown_but_not_sent() -> None:
    question = Choice("c", "Which?", options=OPTIONS)
    assert question.shown("gone") == "gone"
    assert question.problem("gone", NOW) != ""


def test_twins_and_namesakes_are_told_apart() -> None:
    people = [
        {"id": "1", "name": "Ayşe Şahin", "class": "4B", "told_apart_by": "4B, born 3 May"},
        {"id": "2", "name": "Ayşe Şahin", "class": "4B", "told_apart_by": "4B, born 9 July"},
        {"id": "3", "name": "Nguyễn An", "class": "4A", "told_apart_by": ""},
        typed_person("A visiting child"),
    ]
    question = People("people", "Who?")
    assert question.problem(people, NOW) == ""
    assert question.shown(people).splitlines() == [
        "Ayşe Şahin (4B, born 3 May)",
        "Ayşe Şahin (4B, born 9 July)",
        "Nguyễn An (4A)",
        "A visiting child",
    ]


def test_somebody_picked_twice_counts_once() -> None:
    one = {"id": "1", "name": "Zoë Ward", "class": "4B", "told_apart_by": ""}
    cleaned, _ = People("people", "Who?").clean([one, dict(one), typed_person("  ")])
    assert cleaned == [one]


def test_a_name_typed_with_hidden_characters_is_cleaned_and_said() -> None:
    cleaned, note = People("people", "Who?").clean([typed_person("Zoë\u202e Ward\n")])
    assert cleaned[0]["name"] == "Zoë Ward"
    assert "turn the writing round" in note


def test_too_many_people_are_refused_kindly() -> None:
    crowd = [typed_person(f"Child {number}") for number in range(61)]
    assert "there are 61" in People("people", "Who?").problem(crowd, NOW)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("30", ""),
        (" 30 ", ""),
        ("٣٠", ""),  # Arabic digits
        (30, ""),
        ("0", "from 1 to 2,000"),
        ("2001", "from 1 to 2,000"),
        ("-4", "as a number"),
        ("about thirty", "as a number"),
        ("9" * 100_000, "as a number"),
        (True, "as a number"),
        (2.5, "as a number"),
    ],
)
def test_numbers_are_bounded(typed: object, words: str) -> None:
    problem = Count("n", "How many?", least=1, most=2_000).problem(typed, NOW)
    assert words in problem
    assert bool(words) == bool(problem)


def test_addresses_are_shown_as_they_are_read() -> None:
    question = Addresses("where", "Where?", read=lambda text: [ReadLine(f"<{text}>")])
    assert question.shown("example.net") == "<example.net>"


def test_a_text_may_be_refused_with_a_sentence() -> None:
    question = ShortText("x", "X", refuse=lambda text: "No stars." if "*" in text else "")
    assert question.problem("a*", NOW) == "No stars."
    assert question.problem("a", NOW) == ""
