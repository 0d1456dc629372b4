"""Names in the text of a copy: every other person is found, in whatever way she is written."""

from __future__ import annotations

import itertools
import random

import pytest

from trent_desktop.reports.out.names import Person, suggestions
from trent_desktop.reports.out.text import Block, ExportText, Part, plain_text
from trent_desktop.sample.names import draw_name

CASE = (
    Person("a", "Aisha Khan", True, "4B", is_pupil=True),
    Person("l", "Łukasz Nowak", True, "4B"),
    Person("z", "Zoë O’Neill", True, "Teacher"),
    Person("m", "Maya Okonkwo-Reid", True),
)
LISTS = (
    *CASE,
    Person("a2", "Aisha Khan", False, "3A"),
    Person("my", "Maryam Khan", False, "4A"),
    Person("w", "Will Young", False, "5C"),
    Person("d", "Ana D'Souza", False),
    Person("h", "محمد حسن", False, "4A"),
    Person("s", "Sophie de la Cruz", False, "2A"),
)


def found(words: str, subject: str = "a", part: Part = Part.ANSWER) -> list[tuple[str, bool]]:
    text = ExportText("TR-2026-001", (Block("answer.x", part, words),))
    return [
        (words[place.start : place.end], one.sure)
        for one in suggestions(text, LISTS, subject)
        for place in one.places
    ]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Then Łukasz Nowak laughed.", "Łukasz Nowak"),
        ("Then Lukasz Nowak laughed.", "Lukasz Nowak"),
        ("then lukasz nowak laughed", "lukasz nowak"),
        ("Then LUKASZ laughed.", "LUKASZ"),
        ("Then lukasz laughed.", "lukasz"),
        ("It was Łukasz’s phone.", "Łukasz’s"),
        ("It was Łukasz's phone.", "Łukasz's"),
        ("It was Lukaszs phone.", "Lukaszs"),
        ("It was Nowak's idea.", "Nowak's"),
        ("Ask Nowak, Łukasz first.", "Nowak, Łukasz"),
        ("With Łukasz N. beside me", "Łukasz N."),
        ("With L. Nowak beside me", "L. Nowak"),
        ("With L Nowak beside me", "L Nowak"),
        ("With LN beside me", "LN"),
        ("With L.N. beside me", "L.N."),
        ("With L. N. beside me", "L. N."),
        ("I told Mrs O'Neill.", "Mrs O'Neill"),
        ("I told Miss Okonkwo-Reid.", "Miss Okonkwo-Reid"),
        ("I told Maya Okonkwo Reid.", "Maya Okonkwo Reid"),
        ("I told mrs oneill.", "mrs oneill"),
        ("He calls himself lukasznowak online", "lukasznowak"),
        ("He calls himself @lukasz_07 online", "lukasz"),
        ("He has lukasz.nowak@mail.example there", "lukasz.nowak"),
        ("Then Maryam Khan came.", "Maryam Khan"),
        ("Then Maryam came.", "Maryam"),
        ("then maryam khan came.", "maryam khan"),
        ("I asked Will about it.", "Will"),
        ("Ana D’Souza saw it.", "Ana D’Souza"),
        ("Beside محمد حسن sat nobody", "محمد حسن"),
        ("Beside محمد sat nobody", "محمد"),
        ("I told Sophie de la Cruz.", "Sophie de la Cruz"),
        ("I rang Mrs Malik, who came.", "Mrs Malik"),
        ("Mr. Malik came.", "Mr. Malik"),
        ("I spoke to PC Hill.", "PC Hill"),
        ("Aisha’s father, Mr Khan, came.", "Mr Khan"),
    ],
)
def test_another_person_is_found_and_marked(words: str, written: str) -> None:
    assert found(words) == [(written, True)]


@pytest.mark.parametrize(
    "words",
    [
        "Aisha Khan was upset.",
        "aisha was upset, and so was Aisha’s friend",
        "AK was upset.",
        "A. Khan was upset.",
        "He will say in May that the mark is green.",
        "We used the PC. Then we stopped.",
        "The ICT Lead and the Headteacher know.",
        "On Monday in January",
    ],
)
def test_whose_record_it_is_and_ordinary_words_stay(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Will she come? Yes.", "Will"),
        ("It was like a film, Frozen Kingdom perhaps.", "Frozen Kingdom"),
        ("Her cousin Bilal Ahmed was there.", "Bilal Ahmed"),
    ],
)
def test_what_may_be_a_name_is_shown_and_not_marked(words: str, written: str) -> None:
    assert found(words) == [(written, False)]


def test_a_grown_up_whose_record_it_is_stays_with_a_title() -> None:
    assert found("I told Mrs O'Neill and Ms Khan.", "z") == [("Ms Khan", True)]


def test_without_a_subject_everybody_is_found() -> None:
    assert found("Aisha Khan and Łukasz.", "") == [("Aisha Khan", True), ("Łukasz", True)]


def test_somebody_of_the_same_name_in_the_case_is_asked_about() -> None:
    twins = (Person("1", "Aisha Khan", True, "4B"), Person("2", "Aisha Khan", True, "4A"))
    text = ExportText("TR-2026-001", (Block("answer.x", Part.ANSWER, "Aisha Khan did it."),))
    (one,) = suggestions(text, twins, "1")
    assert not one.sure
    assert one.hint == "This may be Aisha Khan (4B) or Aisha Khan (4A)"


def test_one_person_is_one_suggestion_with_all_places() -> None:
    words = "Łukasz Nowak hit. Then Łukasz’s friend told Nowak to stop, and LN did."
    text = ExportText("TR-2026-001", (Block("answer.x", Part.ANSWER, words),))
    (one,) = suggestions(text, LISTS, "a")
    assert (one.title, one.hint, len(one.places)) == ("Łukasz Nowak", "4B", 4)


def test_places_never_overlap() -> None:
    words = "Mrs Zoë O'Neill, Nowak Łukasz Khan Maryam L. N. and Will Young Khan"
    text = ExportText("TR-2026-001", (Block("answer.x", Part.ANSWER, words),))
    places = sorted(
        (place.start, place.end) for one in suggestions(text, LISTS, "a") for place in one.places
    )
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(places))


SENTENCES = (
    "Then {f} {s} laughed.",
    "then {f} {s} laughed",
    "It was {f}’s idea.",
    "I saw {f} there",
    "Ask {s}, {f} now",
    "HERE {F} {S} HIT",
)


def test_the_names_of_a_whole_school_are_found_in_every_way_they_are_written() -> None:
    source = random.Random(3)
    drawn = sorted({draw_name(source) for _ in range(150)})
    people = (
        Person("me", "Aisha Nobody", True, "4B", is_pupil=True),
        *(
            Person(f"p{at}", f"{f} {s}", False, "4B", is_pupil=True)
            for at, (f, s) in enumerate(drawn)
            if "Aisha" not in f
        ),
    )
    for f, s in drawn:
        for sentence in SENTENCES:
            words = plain_text(sentence.format(f=f, s=s, F=f.upper(), S=s.upper()))
            text = ExportText("TR-2026-001", (Block("answer.x", Part.ANSWER, words),))
            left = list(words)
            for one in suggestions(text, people, "me"):
                for place in one.places if one.sure else ():
                    left[place.start : place.end] = "█" * (place.end - place.start)
            readable = "".join(left).casefold()
            for part in (f, s) if "{s}" in sentence.lower() else (f,):
                assert "Aisha" in f or plain_text(part).casefold() not in readable, words
