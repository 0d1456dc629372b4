"""Our pictures are found by what they show."""

from __future__ import annotations

import pytest

from trent_desktop.lessons.packs import shared_names
from trent_desktop.lessons.picture_words import _ALSO, pictures_found, shown_pictures


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("password", {"padlock", "password-dots", "key"}),
        ("angry GIRL", {"mila-cross", "amara-cross", "hana-cross", "zara-cross"}),
        ("wheelchair happy", {"kofi-happy"}),
        ("teacher lis", {"okafor-listening", "bell-listening"}),
        ("birthday-cake", {"birthday-cake"}),
        ("dragon", set()),
    ],
)
def test_a_picture_is_found_by_the_words_for_it(typed: str, found: set[str]) -> None:
    assert {one.name for one in pictures_found(typed)} == found


def test_every_picture_has_its_words_and_every_word_its_picture() -> None:
    assert [one.name for one in pictures_found(" ")] == [*shared_names()]
    words = {one.name: one.words for one in shown_pictures()}
    assert words["nana-worried"] == "Nana Rose, worried"
    assert words["gift-box"] == "Gift box"
    assert len(set(words.values())) == len(words)
    parts = {part for name in words for part in name.split("-")}
    assert set(_ALSO) <= {*words, *parts}
