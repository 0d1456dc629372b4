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
from trent_desktop.agreements.wording.wording import Point, clause_order, placeholders
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


#: What each agreement has to say in English (rule 154), and the clause that it rests on.
SAID = {
    Kind.PUPIL_KS1: (
        ("never go to meet somebody", "10"),
        ("only talk online to people I know", "10"),
        ("Not everything online is true", "10"),
    ),
    Kind.PUPIL_KS2: (
        ("I never meet somebody whom I know only online", "10"),
        ("I accept messages, friend requests and files only from people", "10"),
        ("If a grown-up from school contacts me there", "7.5"),
        ("screenshot", "7.11"),
        ("false pictures of people, with AI", "7.11"),
        ("group chats", "9.1"),
        ("breaking rules has consequences", "8.2"),
    ),
    Kind.STAFF: (
        ("pass it to the Headteacher", "6.17"),
        ("prosecution", "6.15"),
        ("learning intention", "6.3"),
    ),
    Kind.PARENT: (
        ("in messages or groups", "7.11"),
        ("At plays", "7.10"),
        ("when home and school say the same things", ""),
    ),
}
#: What a translation said wrongly, addressed to boys and men alone, or called a contract.
NO_LONGER = {
    "tr": ("kuralların sonuçları olduğunu",),
    "el": ("οι κανόνες έχουν συνέπειες", "μόνος μου", "ο υπεύθυνος", "αν ο δάσκαλος πει"),
    "sq": ("rregullat kanë pasoja", "rri i sigurt", "jam i shqetësuar", "vetëm me ta", "lumtur"),
    "ro": ("sunt atent", "de unul singur", "signature: Elev\n", "signature: Director\n"),
    "fr": ("me rend triste, je",),
    "pl": ("umowa", "Umowa", "signature: Uczeń\n", "signature: Dyrektor\n"),
    "bg": ("правилата имат", "бих казал", "съм имал", "че съм казал", "signature: Ученик\n"),
}


@pytest.mark.parametrize("kind", SAID)
def test_an_agreement_says_all_that_the_policy_asks_of_whoever_signs_it(kind: Kind) -> None:
    parts = our_wording(kind, ENGLISH).parts
    for words, clause in SAID[kind]:
        found = [one for one in parts if words in getattr(one, "words", "")]
        assert len(found) == 1, words
        assert not clause or clause in getattr(found[0], "clauses", ()), words


@pytest.mark.parametrize("code", NO_LONGER)
def test_what_a_translation_said_wrongly_is_said_rightly(code: str) -> None:
    for kind in Kind:
        for wrong in NO_LONGER[code]:
            assert wrong not in our_text(kind, code), f"{code}/{kind.value}: {wrong}"


def test_portuguese_says_that_it_is_european() -> None:
    assert language("pt").shown == "Portuguese, European (Português)"


def test_every_point_has_as_many_sentences_in_a_translation() -> None:
    """So that what was added in English is not forgotten in one of sixteen."""
    ends = re.compile(r"[.!?؟۔।](?=\s|$)")
    for kind in (Kind.PUPIL_KS1, Kind.PUPIL_KS2, Kind.PARENT):
        for code in CODES:
            pairs = zip(
                our_wording(kind, ENGLISH).parts, our_wording(kind, code).parts, strict=True
            )
            for mine, theirs in pairs:
                if isinstance(mine, Point) and isinstance(theirs, Point):
                    counts = (len(ends.findall(mine.words)), len(ends.findall(theirs.words)))
                    assert counts[0] == counts[1], f"{code}/{kind.value}: {theirs.words}"


#: "A form", as a reminder of three of them would name it.
ONE_FORM = {
    "ar": "استمارة", "bg": "формуляр", "bn": "একটি ফর্ম", "el": "έντυπο", "en": "a form",
    "es": "formulario", "fa": "فرم", "fr": "formulaire", "it": "modulo", "pl": "formularz",
    "pt": "formulário", "ro": "formular", "so": "foom", "sq": "formular", "ta": "படிவ",
    "tr": "form", "ur": "فارم",
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_a_reminder_names_no_number_of_forms(code: str) -> None:
    """What is missing is a list of one or many, and no language has one word for both."""
    for kind in (Kind.REMINDER, Kind.SECOND_REMINDER):
        words = our_wording(kind, code).text
        assert not re.search(rf"(?<![-\w]){ONE_FORM[code]}", words), f"{code}/{kind.value}"
        assert not re.search(r"\d", words.split("---")[2])
