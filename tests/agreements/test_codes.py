"""Codes are read however a scanner types them, and a wrong sign always shows."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as some

from trent_desktop.agreements.codes import LENGTH, CodeKind, code_text, new_token, read_code
from trent_desktop.school.keys.joining.codes import SIGNS

SCHOOL = uuid.UUID(int=7)
TOKENS = some.text(SIGNS, min_size=16, max_size=16)


@given(TOKENS)
def test_a_code_is_read_in_any_case_and_spacing(token: str) -> None:
    text = code_text(SCHOOL, token)
    spaced = " ".join(text[at : at + 4] for at in range(0, LENGTH, 4))
    for typed in (text, text.lower(), spaced, f" {spaced}\r\n", text.replace("T", "t-", 1)):
        assert read_code(typed, SCHOOL).token == token


@given(TOKENS, some.integers(0, LENGTH - 1), some.sampled_from(SIGNS))
def test_one_wrong_sign_always_shows(token: str, at: int, sign: str) -> None:
    text = code_text(SCHOOL, token)
    wrong = text[:at] + sign + text[at + 1 :]
    if wrong != text:
        assert read_code(wrong, SCHOOL).kind is not CodeKind.OURS


@given(TOKENS, some.integers(0, LENGTH - 2))
def test_two_signs_that_changed_places_always_show(token: str, at: int) -> None:
    text = code_text(SCHOOL, token)
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if swapped != text:
        assert read_code(swapped, SCHOOL).kind is not CodeKind.OURS


@given(some.text(max_size=60))
def test_whatever_is_scanned_is_told_what_it_is(text: str) -> None:
    assert read_code(text, SCHOOL).kind in CodeKind


@given(TOKENS)
def test_a_code_that_was_read_twice_in_one_go_is_one(token: str) -> None:
    text = code_text(SCHOOL, token)
    for twice in (text + text, f"{text}\r{text}\r"):
        assert read_code(twice, SCHOOL).token == token


@given(TOKENS, TOKENS)
def test_two_forms_in_one_go_are_read_again_and_not_put_aside(one: str, other: str) -> None:
    both = code_text(SCHOOL, one) + code_text(SCHOOL, other)
    assert one == other or read_code(both, SCHOOL).kind is CodeKind.MISREAD


def test_another_school_is_told_apart() -> None:
    text = code_text(uuid.UUID(int=8), new_token())
    assert read_code(text, SCHOOL).kind is CodeKind.OTHER_SCHOOL
