"""A journey away for a day, and back again: what a draft keeps, and what it opens with."""

from __future__ import annotations

import json
import time

from hypothesis import given
from hypothesis import strategies as st

from tests.journeys.walks import NOW, run_of, through_to_check, walk
from trent_desktop.journeys import Page, Run, ShortText, Turn, YesNo


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
