"""A child's name in what is typed, and the words that only look like one."""

from __future__ import annotations

import time
import uuid

import pytest

from trent_desktop.school.people.name_catcher import NameCatcher, leave_out
from trent_desktop.school.people.people import Pupil


def pupil(forename: str, surname: str, preferred: str = "") -> Pupil:
    return Pupil(uuid.uuid4(), forename, surname, None, None, None, "", "", preferred)


CHILDREN = NameCatcher(
    pupil(*one)
    for one in (
        ("Amelia", "Clarke"),
        ("Zoë", "Müller-Ross"),
        ("Łukasz", "Nowak"),
        ("Anna-Lena", "Obi-Green"),
        ("Conor", "O'Neill"),
        ("Maryam", "Khan", "Mimi"),
        ("James", "Patel"),
        ("D'Arcy", "Webb"),
        ("Will", "Turner"),
        ("Grace", "May"),
        ("May", "Lee"),
        ("Rose", "Hill"),
        ("Summer", "Day"),
        ("Harry", "Begum"),
        ("Jo", "Ali"),
        ("محمد", "حسن"),
        ("", "Solo"),
    )
)


@pytest.mark.parametrize(
    ("typed", "caught"),
    [
        ("Amelia Clarke showed it", ["Amelia Clarke"]),
        ("amelia clarke showed it", ["amelia clarke"]),
        ("then amelia laughed", ["amelia"]),
        ("AMELIA SAW IT", ["AMELIA"]),
        ("Amelia’s tablet and Amelia's screen", ["Amelia", "Amelia"]),
        ("Amelia Clark and Amelia C.", ["Amelia", "Amelia"]),
        ("It was Amelia. Then Amelia, crying", ["Amelia", "Amelia"]),
        ("Amelia/Conor", ["Amelia", "Conor"]),
        ("zoe muller-ross and Zoë", ["zoe muller-ross", "Zoë"]),
        ("Zoe\u0308 saw it", ["Zoe\u0308"]),
        ("Lukasz saw it", ["Lukasz"]),
        (
            "Anna Lena, Anna-Lena Obi Green, annalena",
            ["Anna Lena", "Anna-Lena Obi Green", "annalena"],
        ),
        ("Conor O’Neill’s game", ["Conor O’Neill"]),
        ("conor oneill", ["conor oneill"]),
        ("Mimi and Maryam Khan", ["Mimi", "Maryam Khan"]),
        ("D’Arcy’s", ["D’Arcy"]),
        ("James's phone", ["James"]),
        ("محمد كان", ["محمد"]),
        ("I told Will Turner", ["Will Turner"]),
        ("I think Will saw it", ["Will"]),
        ("it upset Grace", ["Grace"]),
        ("Grace May", ["Grace May"]),
        ("saw it with Jo", ["Jo"]),
        ("On the board.Amelia saw it.\nGrace May too", ["Amelia", "Grace May"]),
    ],
)
def test_a_name_is_caught(typed: str, caught: list[str]) -> None:
    assert [typed[one.start : one.end] for one in CHILDREN.find(typed)] == caught


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "A cruel picture of a dog",
        "Will it come back? It will. Will somebody look?",
        "You may look. In May, or may be later. Since May nobody",
        "Grace before lunch, by the grace of God",
        "a rose. The Rose. Rose petals",
        "In Summer. the summer fair. Summer Camp",
        "Mr James and Mrs Grace and Miss Amelia",
        "Harry Potter and Amelia Earhart",
        "St James Park",
        "jo",
        "ameliajones22",
        "https://example.org/amelia and www.amelia-clarke.example",
        "amelia.example.org, amelia_c, @amelia, amelia@example.org, clip-amelia.mp4",
        "Solo",
        "Clarke",
        "’’’ - ' ` 12",
    ],
)
def test_what_is_no_name_is_left_alone(typed: str) -> None:
    assert CHILDREN.find(typed) == ()


def test_the_forename_is_that_of_the_register_and_the_line_asks() -> None:
    (one,) = CHILDREN.find("zoe’s")
    assert one.forename == "Zoë"
    assert leave_out(["Z" * 25], "Later.") == "Leave the child’s name out here? Later."
    assert leave_out((), "Later.") == ""
    assert leave_out(["Zoë", "Zoë"], "Later.") == "Leave Zoë out here? Later."
    assert leave_out(["Zoë", "Jo"], "Later.") == "Leave Zoë and Jo out here? Later."
    assert (
        leave_out(["Zoë", "Jo", "Will"], "Later.") == "Leave the children’s names out here? Later."
    )


def test_two_thousand_children_are_looked_for_while_somebody_types() -> None:
    many = [
        pupil(f"Name{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}x", f"Sur{n}") for n in range(2_000)
    ]
    began = time.perf_counter()
    catcher = NameCatcher(many)
    made = time.perf_counter() - began
    text = "A cruel picture came up while we looked for whales and Amelia laughed. " * 70
    began = time.perf_counter()
    catcher.find(text)
    read = time.perf_counter() - began
    assert made < 1.0, f"{made * 1000:.0f} ms to learn the names"
    assert read < 0.25, f"{read * 1000:.0f} ms to read 5,000 characters"
