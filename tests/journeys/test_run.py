"""A person's way through a journey: on, back, change, away for a day, and back again."""

from __future__ import annotations

import datetime as dt
import json
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trent_desktop.journeys import (
    END,
    Choice,
    Count,
    FieldError,
    HandOver,
    Journey,
    LongText,
    Option,
    Page,
    Run,
    ShortText,
    Turn,
    YesNo,
)

NOW = dt.datetime(2026, 11, 22, 10, 42, tzinfo=dt.UTC)
COLOURS = (Option("red", "Red"), Option("blue", "Blue"), Option("black", "Black"))


def walk(**changes: object) -> Journey:
    """Colour; if blue, the shade; a remark that nobody must give; a number."""
    journey = Journey(
        "walk",
        "full",
        "A walk",
        (
            Page(
                "colour",
                "Which colour?",
                (Choice("colour", "Which colour?", options=COLOURS),),
                next=lambda answers: "shade" if answers.get("colour") == "blue" else "remark",
            ),
            Page("shade", "Which shade?", (ShortText("shade", "Which shade?", unknown=True),)),
            Page("remark", "Anything else?", (LongText("remark", "Remark", optional=True),)),
            Page(
                "number",
                "How many?",
                (
                    Count("number", "How many?"),
                    ShortText(
                        "why",
                        "Why so many?",
                        asked_if=lambda a: a.get("number") in (9, "9"),
                        asked_if_words="If nine",
                    ),
                ),
            ),
        ),
        last_button="Send it",
        hand_over=lambda a: HandOver("walk", "stop") if a.get("colour") == "black" else None,
    )
    return replace(journey, **changes)


def run_of(journey: Journey | None = None) -> Run:
    return Run(journey or walk(), now=lambda: NOW)


def through_to_check(run: Run, colour: str = "red") -> None:
    run.put("colour", colour)
    run.go_on()
    if colour == "blue":
        run.put("shade", "navy")
        run.go_on()
    run.go_on()
    run.put("number", "3")
    assert run.go_on().turn is Turn.CHECK


def test_continue_without_an_answer_stays_and_says_what_is_missing() -> None:
    run = run_of()
    step = run.go_on()
    assert step.turn is Turn.WRONG
    assert step.errors == (FieldError("colour", "Answer “Which colour?”."),)
    assert run.errors == step.errors
    assert run.page is not None
    assert run.page.name == "colour"


def test_errors_go_when_the_page_is_right() -> None:
    run = run_of()
    run.go_on()
    run.put("colour", "red")
    run.go_on()
    assert run.errors == ()


def test_the_answer_decides_which_page_follows() -> None:
    run = run_of()
    run.put("colour", "blue")
    run.go_on()
    assert run.page is not None
    assert run.page.name == "shade"
    run.back()
    run.put("colour", "red")
    run.go_on()
    assert run.page.name == "remark"


def test_the_last_page_leads_to_check_answers_and_then_it_is_ready() -> None:
    run = run_of()
    through_to_check(run)
    assert run.at_check
    assert run.button == "Send it"
    assert run.go_on().turn is Turn.READY
    assert run.final_answers() == {"colour": "red", "number": 3}


def test_check_answers_has_a_row_for_every_question_on_the_path() -> None:
    run = run_of()
    through_to_check(run, "blue")
    assert [(row.label, row.shown, row.answered) for row in run.rows()] == [
        ("Which colour?", "Blue", True),
        ("Which shade?", "navy", True),
        ("Remark", "Not given", False),
        ("How many?", "3", True),
    ]


def test_change_returns_to_check_answers_at_once() -> None:
    run = run_of()
    through_to_check(run)
    run.change("remark")
    run.put("remark", "It was raining")
    assert run.go_on().turn is Turn.CHECK


def test_change_opens_the_page_that_the_new_answer_calls_for_and_only_that() -> None:
    run = run_of()
    through_to_check(run)
    run.change("colour")
    run.put("colour", "blue")
    assert run.go_on().turn is Turn.PAGE
    assert run.page is not None
    assert run.page.name == "shade"
    run.put("shade", "navy")
    assert run.go_on().turn is Turn.CHECK


def test_back_from_a_change_is_check_answers() -> None:
    run = run_of()
    through_to_check(run)
    run.change("colour")
    assert run.back()
    assert run.at_check


def test_back_walks_the_path_and_ends_at_the_start() -> None:
    run = run_of()
    through_to_check(run, "blue")
    seen: list[str] = []
    while run.back():
        assert run.page is not None
        seen.append(run.page.name)
    assert seen == ["number", "remark", "shade", "colour"]
    assert not run.back()


def test_a_page_off_the_path_cannot_be_changed() -> None:
    run = run_of()
    through_to_check(run)
    with pytest.raises(ValueError, match="shade"):
        run.change("shade")


def test_answers_off_the_path_are_kept_and_not_sent() -> None:
    run = run_of()
    through_to_check(run, "blue")
    run.change("colour")
    run.put("colour", "red")
    run.go_on()
    assert run.get("shade") == "navy"
    assert "shade" not in run.final_answers()
    assert "Which shade?" not in [row.label for row in run.rows()]


def test_a_question_appears_and_goes_with_the_answer_before_it() -> None:
    run = run_of()
    through_to_check(run)
    run.change("number")
    assert [question.name for question in run.questions()] == ["number"]
    run.put("number", "9")
    assert [question.name for question in run.questions()] == ["number", "why"]
    run.put("why", "a dozen was too many")
    run.go_on()
    assert run.final_answers()["why"] == "a dozen was too many"
    run.change("number")
    run.put("number", "3")
    run.go_on()
    assert "why" not in run.final_answers()
    assert run.get("why") == "a dozen was too many"


def test_a_stop_comes_before_every_check() -> None:
    run = run_of()
    run.put("colour", "black")
    step = run.go_on()
    assert step.turn is Turn.STOPPED
    assert step.hand_over == HandOver("walk", "stop")
    assert step.errors == ()


def test_left_counts_what_must_still_be_answered_on_this_path() -> None:
    run = run_of()
    assert run.left() == 2  # colour and number; the remark is optional
    run.put("colour", "blue")
    assert run.left() == 2  # shade and number
    run.put("shade", {"unknown": True})
    assert run.left() == 1
    run.put("number", "not a number")
    assert run.left() == 1
    run.put("number", 3)
    assert run.left() == 0


def test_sending_with_something_open_leads_to_it_and_back() -> None:
    run = run_of()
    through_to_check(run)
    run.put("number", None)
    step = run.go_on()
    assert step.turn is Turn.WRONG
    assert step.errors[0].field == "number"
    assert run.page is not None
    assert run.page.name == "number"
    run.put("number", 4)
    assert run.go_on().turn is Turn.CHECK


def test_without_check_answers_the_last_page_sends() -> None:
    run = run_of(walk(check_answers=False))
    run.put("colour", "red")
    run.go_on()
    assert run.button == "Continue"
    run.go_on()
    assert run.button == "Send it"
    run.put("number", 1)
    assert run.go_on().turn is Turn.READY


def test_cleaned_text_takes_the_place_of_the_typed_and_it_is_said() -> None:
    run = run_of()
    run.put("colour", "red")
    run.go_on()
    run.put("remark", "wet\u202e dog ")
    step = run.go_on()
    assert run.get("remark") == "wet dog"
    assert [note.field for note in step.notes] == ["remark"]


# ------------------------------------------------------------------ drafts


def test_a_draft_opens_where_it_was_left() -> None:
    run = run_of()
    run.put("colour", "blue")
    run.go_on()
    run.put("shade", "half a wo")
    state = json.loads(json.dumps(run.to_state()))
    again = Run.from_state(walk(), state, now=lambda: NOW)
    assert again.page is not None
    assert again.page.name == "shade"
    assert again.get("shade") == "half a wo"
    assert again.to_state() == run.to_state()


def test_a_draft_at_check_answers_opens_there() -> None:
    run = run_of()
    through_to_check(run)
    assert Run.from_state(walk(), run.to_state(), now=lambda: NOW).at_check


def test_a_draft_kept_without_its_way_back_still_returns_to_check_answers() -> None:
    run = run_of()
    through_to_check(run)
    run.change("remark")
    state = {k: v for k, v in run.to_state().items() if k in {"page", "answers", "trail"}}
    again = Run.from_state(walk(), state, now=lambda: NOW)
    again.put("remark", "yes")
    assert again.go_on().turn is Turn.CHECK


def test_a_page_that_is_gone_leads_to_the_first_open_one() -> None:
    run = run_of()
    run.put("colour", "blue")
    run.go_on()
    state = run.to_state()
    shorter = walk(pages=tuple(page for page in walk().pages if page.name != "shade"))
    again = Run.from_state(shorter, state, now=lambda: NOW)
    assert again.page is not None
    assert again.page.name == "remark"


def test_answers_of_another_version_are_kept() -> None:
    run = run_of()
    through_to_check(run)
    state = run.to_state()
    state["answers"]["asked_next_year"] = ["x"]
    again = Run.from_state(walk(version=7), state, now=lambda: NOW)
    assert again.get("asked_next_year") == ["x"]
    assert again.to_state()["answers"]["asked_next_year"] == ["x"]
    assert "asked_next_year" not in again.final_answers()


def test_a_question_added_since_opens_its_page_although_the_draft_was_at_check() -> None:
    run = run_of()
    through_to_check(run)
    longer = walk(pages=(*walk().pages, Page("new", "New?", (YesNo("new", "New?"),))))
    again = Run.from_state(longer, run.to_state(), now=lambda: NOW)
    assert again.page is not None
    assert again.page.name == "new"


def test_a_default_taken_away_stays_away() -> None:
    pages = (Page("room", "Which room?", (ShortText("room", "Room", default="Hall"),)),)
    run = run_of(walk(pages=pages))
    assert run.get("room") == "Hall"
    run.put("room", None)
    again = Run.from_state(walk(pages=pages), run.to_state(), now=lambda: NOW)
    assert again.get("room") is None


@given(
    st.dictionaries(
        st.sampled_from(["answers", "trail", "page", "returning", "journey", "colour"]),
        st.one_of(
            st.none(),
            st.booleans(),
            st.text(max_size=5),
            st.lists(st.sampled_from(["colour", "shade", "number", 3]), max_size=4),
            st.dictionaries(
                st.sampled_from(["colour", "shade", "number", "x"]),
                st.sampled_from(["blue", "red", 3, None, [], {}]),
            ),
        ),
    )
)
def test_no_draft_however_mangled_stops_the_program(state: dict[str, object]) -> None:
    run = Run.from_state(walk(), state, now=lambda: NOW)
    run.go_on()
    run.back()
    run.rows()
    assert run.at_check or run.page is not None


def test_a_hundred_thousand_characters_are_kept_refused_and_fast() -> None:
    run = run_of()
    run.put("colour", "red")
    run.go_on()
    pasted = "so long \u202e" + "Zoë and more " * 8_000
    start = time.perf_counter()
    run.put("remark", pasted)
    state = json.dumps(run.to_state())
    run.left()
    assert time.perf_counter() - start < 0.25
    assert run.get("remark") == pasted
    again = Run.from_state(walk(), json.loads(state), now=lambda: NOW)
    assert again.get("remark") == pasted
    step = run.go_on()
    assert step.turn is Turn.WRONG
    assert "characters too long" in step.errors[0].message
    assert len(run.get("remark")) > 100_000


def test_half_a_character_does_not_stop_the_draft_from_being_kept() -> None:
    run = run_of()
    run.put("remark", "ok \ud83d")
    json.dumps(run.to_state(), ensure_ascii=False).encode()


# ------------------------------------------------------------------ definitions


def test_a_rule_that_leads_in_a_circle_ends() -> None:
    pages = (
        Page("a", "A", (), next=lambda _: "b"),
        Page("b", "B", (), next=lambda _: "a"),
    )
    assert [page.name for page in walk(pages=pages).path({})] == ["a", "b"]


def test_a_rule_may_end_the_journey_early() -> None:
    pages = (Page("a", "A", (), next=lambda _: END), Page("b", "B", ()))
    assert [page.name for page in walk(pages=pages).path({})] == ["a"]


def test_a_page_may_be_passed_over() -> None:
    pages = (Page("a", "A", (), asked_if=lambda _: False), Page("b", "B", ()))
    assert [page.name for page in walk(pages=pages).path({})] == ["b"]


def test_two_questions_of_one_name_are_refused() -> None:
    pages = (Page("a", "A", (ShortText("x", "X"),)), Page("b", "B", (ShortText("x", "X"),)))
    with pytest.raises(ValueError, match="x"):
        walk(pages=pages)


class TestSince:
    """A question that was added to a form: who is asked it, and who is not."""

    DAY = dt.date(2026, 11, 28)

    def journey(self) -> Journey:
        page = Page(
            "one",
            "What happened?",
            (
                ShortText("seen", "What was seen?"),
                YesNo("danger", "Is anybody in danger?", since=self.DAY),
            ),
        )
        return Journey("form", "quick", "A form", (page,), last_button="Send")

    @pytest.mark.parametrize(
        ("on", "asked"),
        [(None, True), (DAY, True), (dt.date(2027, 1, 1), True), (dt.date(2026, 11, 27), False)],
    )
    def test_it_is_asked_from_its_day_on(self, on: dt.date | None, asked: bool) -> None:
        run = Run(self.journey(), {"seen": "A film"}, on=on)
        assert ("danger" in [one.name for one in run.questions()]) is asked
        assert run.left() == int(asked)
        assert ("danger" in [row.question for row in run.rows()]) is asked
        assert [error.field for error in run.check("one")] == (["danger"] if asked else [])

    def test_an_answer_that_is_there_is_never_left_out(self) -> None:
        run = Run(self.journey(), {"seen": "A film", "danger": "yes"}, on=dt.date(2026, 1, 1))
        assert run.final_answers() == {"seen": "A film", "danger": "yes"}
        assert run.left() == 0

    def test_a_draft_that_was_begun_before_asks_it(self) -> None:
        begun = Run(self.journey(), {"seen": "A film"}, on=dt.date(2026, 11, 27)).to_state()
        assert Run.from_state(self.journey(), begun).left() == 1
