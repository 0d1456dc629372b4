"""A person's way through a journey: on, back, change."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.journeys.walks import run_of, through_to_check, walk
from trent_desktop.journeys import (
    END,
    FieldError,
    HandOver,
    Journey,
    Page,
    Run,
    ShortText,
    Turn,
    YesNo,
)


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
