"""Text from people: what stays, what goes, and that the person is told."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trent_desktop.journeys.cleaning import clean, storable

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=300)


@pytest.mark.parametrize(
    "text",
    [
        "A violent picture 😱 came up",
        "👩‍👩‍👧 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿 and 👍🏽",
        "Zoë, Łukasz, Nguyễn, Ólafur, Şükrü, محمد, שרה, 李",
        "first line\nsecond line\twith a tab",
        "می‌خواهم",  # Persian needs its zero-width non-joiner
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.text == unicodedata.normalize("NFC", text)
    assert cleaned.note == ""


def test_a_text_turned_round_is_put_right_and_said() -> None:
    cleaned = clean("photo\u202egpj.exe\u2066x\u2069")
    assert cleaned.text == "photogpj.exex"
    assert "3 characters that would turn the writing round" in cleaned.note


def test_control_and_invisible_characters_are_counted() -> None:
    cleaned = clean("a\x00b\x1bc\u200bd\ufeff")
    assert cleaned.text == "abcd"
    assert "2 control characters" in cleaned.note
    assert "2 invisible characters" in cleaned.note


def test_one_character_is_said_in_the_singular() -> None:
    assert "1 control character." in clean("a\x07b").note


def test_line_ends_become_one_kind_without_a_word() -> None:
    cleaned = clean("a\r\nb\rc\u2028d")
    assert cleaned.text == "a\nb\nc\nd"
    assert cleaned.note == ""


def test_one_line_has_no_breaks() -> None:
    assert clean("a\r\n\nb\tc", one_line=True).text == "a b c"


def test_text_is_composed() -> None:
    assert clean("Zoe\u0308").text == "Zoë"


def test_half_a_character_from_a_paste_can_be_stored() -> None:
    assert storable("ok \ud83d") == "ok \ufffd"
    assert storable("\ud83d\ude00") == "😀"
    storable("\udfff\ud800x").encode()


@given(ANY_TEXT)
def test_cleaning_is_stable_and_silent_the_second_time(text: str) -> None:
    once = clean(text)
    twice = clean(once.text)
    assert twice.text == once.text
    assert twice.note == ""
    once.text.encode()


@given(ANY_TEXT)
def test_every_letter_is_still_there(text: str) -> None:
    letters = [c for c in unicodedata.normalize("NFC", storable(text)) if c.isalnum()]
    assert [c for c in clean(text).text if c.isalnum()] == letters


def test_a_hundred_thousand_characters_take_no_time() -> None:
    text = "Zoë \u202e wrote a lot\r\n" * 5_000
    start = time.perf_counter()
    clean(text)
    assert time.perf_counter() - start < 0.5
