"""The wordings that come with the program: complete, alike in every language, printable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.wording.languages import (
    ENGLISH,
    OURS,
    LanguageDamaged,
    language,
    languages,
    our_text,
    our_wording,
    read_language,
    unprintable,
)
from trent_desktop.agreements.wording.wording import clause_order, placeholders
from trent_desktop.problems import NotFound

#: The languages that families of the school asked for (issue of the agreements).
WANTED = {
    "en",
    "tr",
    "pl",
    "ro",
    "el",
    "bg",
    "sq",
    "pt",
    "fr",
    "es",
    "it",
    "ar",
    "fa",
    "ur",
    "so",
    "bn",
    "ta",
}
#: The last clause of each section of the policy.
LAST = {1: 7, 2: 2, 3: 3, 4: 3, 5: 1, 6: 18, 7: 11, 8: 5, 9: 3}
CODES = [one.code for one in languages()]


def test_every_language_that_was_asked_for_is_there() -> None:
    assert set(CODES) == WANTED
    assert CODES[0] == ENGLISH
    assert {one.code for one in languages() if one.right_to_left} == {"ar", "fa", "ur"}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("code", CODES)
def test_a_translation_says_what_the_english_says(code: str, kind: Kind) -> None:
    english, theirs = our_wording(kind, ENGLISH), our_wording(kind, code)
    assert theirs.shape == english.shape
    assert theirs.clauses == english.clauses
    ours, others = english.text.splitlines(), theirs.text.splitlines()
    assert len(ours) == len(others)
    for mine, other in zip(ours, others, strict=True):
        assert sorted(placeholders(mine)) == sorted(placeholders(other)), other
        assert re.findall(r"\[[\d., ]+\]$", mine) == re.findall(r"\[[\d., ]+\]$", other), other
    if code != ENGLISH:
        assert theirs.title != english.title


@pytest.mark.parametrize("code", CODES)
def test_every_letter_of_a_language_prints(code: str) -> None:
    assert unprintable(code) == ""


@pytest.mark.parametrize("code", CODES)
def test_the_short_words_keep_their_placeholders(code: str) -> None:
    for name, words in language(code).words.items():
        ours = language(ENGLISH).words[name]
        assert sorted(placeholders(words)) == sorted(placeholders(ours)), name


@pytest.mark.parametrize("kind", Kind)
def test_every_clause_that_is_cited_is_one_of_the_policys(kind: Kind) -> None:
    for clause in our_wording(kind, ENGLISH).clauses:
        section, *number = clause_order(clause)
        assert (section == 10 and not number) or 1 <= number[0] <= LAST[section], clause


def test_lengths_are_as_children_can_take_them() -> None:
    """Rule 24: five or six lines for the youngest, ten to fourteen for the older ones."""
    counts = {
        kind: sum(one.startswith("point") for one in our_wording(kind, ENGLISH).shape)
        for kind in Kind
    }
    assert counts[Kind.PUPIL_KS1] in (5, 6)
    assert 10 <= counts[Kind.PUPIL_KS2] <= 14
    assert all(
        one != "point " for one in our_wording(Kind.PUPIL_KS1, ENGLISH).shape
    )  # each line of the youngest has a picture


def test_nothing_is_copied_from_the_policy() -> None:
    """Our own words: no run of eight words of the policy stands in an agreement."""
    policy = OURS.parents[2] / "shared" / "policy" / "social-media-policy.txt"
    if not policy.is_file():
        policy = Path(__file__).resolve().parents[3] / "shared" / "policy" / policy.name
    words = re.findall(r"\w+", policy.read_text("utf-8").casefold()) if policy.is_file() else []
    theirs = {tuple(words[at : at + 8]) for at in range(len(words) - 7)}
    for kind in Kind:
        ours = re.findall(r"\w+", our_text(kind, ENGLISH).casefold())
        assert not theirs & {tuple(ours[at : at + 8]) for at in range(len(ours) - 7)}


def test_a_language_that_lacks_a_word_says_which(tmp_path: Path) -> None:
    folder = tmp_path / "cy"
    folder.mkdir()
    text = (OURS / ENGLISH / "language.yaml").read_text("utf-8")
    (folder / "language.yaml").write_text(text.replace("  class: Class\n", ""), "utf-8")
    with pytest.raises(LanguageDamaged, match="words: class"):
        read_language(folder)
    (folder / "language.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(LanguageDamaged, match="cannot be read"):
        read_language(folder)


def test_a_language_that_is_not_there_is_told() -> None:
    with pytest.raises(NotFound, match="There is no language “xx”"):
        language("xx")
