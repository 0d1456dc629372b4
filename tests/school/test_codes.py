"""Codes that people copy from paper."""

from __future__ import annotations

import pytest

from trent_desktop.problems import CodeRefused
from trent_desktop.school.keys.joining.codes import (
    SIGNS,
    new_one_time_code,
    new_recovery_code,
    tidy_code,
    tidy_recovery_code,
)


def test_no_two_signs_look_alike() -> None:
    assert not set(SIGNS) & set("0O1IL")
    assert len(SIGNS) == len(set(SIGNS)) == 31


def test_a_code_is_taken_in_any_case_and_spacing() -> None:
    code = new_one_time_code()
    for typed in (code, code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')}\n"):
        assert tidy_code(typed) == code
    safe = new_recovery_code()
    assert tidy_recovery_code(safe.lower().replace("-", " – ")) == safe


def test_every_single_wrong_sign_and_every_swap_is_noticed() -> None:
    code = tidy_code(new_one_time_code()).replace("-", "")
    for place, sign in enumerate(code):
        for other in SIGNS:
            if other != sign:
                with pytest.raises(CodeRefused):
                    tidy_code(code[:place] + other + code[place + 1 :])
    for place in range(len(code) - 1):
        left, right = code[place], code[place + 1]
        if left != right:
            with pytest.raises(CodeRefused):
                tidy_code(code[:place] + right + left + code[place + 2 :])


@pytest.mark.parametrize("sign", "0O1IL")
def test_a_sign_that_no_code_has_is_named(sign: str) -> None:
    with pytest.raises(CodeRefused) as refused:
        tidy_code(sign + new_one_time_code()[1:])
    assert sign in refused.value.words
    assert "never has 0, O, 1, I or L" in refused.value.words


def test_too_short_says_how_many_there_should_be() -> None:
    with pytest.raises(CodeRefused) as refused:
        tidy_code("ABCD-EFGH")
    assert "8 characters" in refused.value.words
    assert "20" in refused.value.words
