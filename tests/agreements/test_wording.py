"""What is written is read, and what is wrong is named with its line."""

from __future__ import annotations

import pytest

from trent_desktop.agreements.kinds import USUAL, Consent, Kind
from trent_desktop.agreements.wording.faults import WordingRefused
from trent_desktop.agreements.wording.languages import our_text
from trent_desktop.agreements.wording.reading import read_wording, try_wording
from trent_desktop.agreements.wording.wording import Paragraph, Point, filled

HEAD = "---\nkind: parent\ntitle: Ours\n---\n\n# Ours\n\n"
SIGN = "\n::: sign\n- signature: Parent\n:::\n"


def faults_of(body: str, kind: Kind | None = None, head: str = HEAD) -> list[str]:
    return [str(one) for one in try_wording(head + body, "en", kind)[1]]


def test_parts_come_in_their_order_with_clauses_and_pictures() -> None:
    wording = read_wording(
        HEAD + "Dear {family} [1.3]\n\n- ![](padlock) I keep it. [7.10, 7.2]\n" + SIGN, "en"
    )
    _, paragraph, point, _ = wording.parts
    assert paragraph == Paragraph("Dear {family}", ("1.3",), 8)
    assert point == Point("I keep it.", ("7.2", "7.10"), "padlock", 10)
    assert wording.clauses == ("1.3", "7.2", "7.10")
    assert wording.title == "Ours"


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("Dear {familly}" + SIGN, 8, "There is no placeholder “{familly}”."),
        ("Dear {}" + SIGN, 8, "There is no placeholder “{}”."),
        ("Hello <b>you</b>" + SIGN, 8, "HTML has no place"),
        ("See [here](https://example.org)" + SIGN, 8, "Marks within words"),
        ("**Loud**" + SIGN, 8, "Marks within words"),
        ("- ![](unicorn) I fly." + SIGN, 8, "There is no picture “unicorn”."),
        ("### Deep" + SIGN, 8, "begins with # or ##"),
        ("::: wishes\n- one\n:::" + SIGN, 8, "There is no block “wishes”."),
        ("1. First\n2. Second" + SIGN, 8, "This mark has no place"),
        ("> Quoted" + SIGN, 8, "This mark has no place"),
        ("- one\n  - within" + SIGN, 8, "A point is one line of words."),
        ("::: sign\n- stamp: Here\n:::", 9, "“stamp” is not known here."),
        ("word " * 130 + SIGN, 8, "more than 600 letters"),
        ("## " + "loud " * 30 + SIGN, 8, "The heading is too long."),
        (
            "::: sign\n- signature: " + "and so " * 14 + "\n:::",
            9,
            "There are too many words beside a place",
        ),
        ("::: sign\n" + "- signature: Parent\n" * 7 + ":::", 15, "7 lines to sign"),
        ("{missing}" + SIGN, 8, "“{missing}” belongs in reminders only."),
        ("Some {missing} things" + SIGN, 8, "needs a paragraph of its own"),
        ("{meeting}" + SIGN, 8, "“{meeting}” belongs in invitations."),
        ("At {meeting} we" + SIGN, 8, "“{meeting}” needs a paragraph of its own"),
    ],
)
def test_a_fault_is_named_with_its_line(body: str, line: int, said: str) -> None:
    found = faults_of(body)
    assert any(one.startswith(f"Line {line}: ") and said in one for one in found), found


def test_a_form_without_a_place_to_sign_is_refused() -> None:
    assert "There is no place to sign" in faults_of("Words.")[0]
    with pytest.raises(WordingRefused, match="no place to sign"):
        read_wording(HEAD + "Words.", "en")


def test_an_invitation_says_when_it_is() -> None:
    without = our_text(Kind.INVITATION, "en").replace("{meeting}", "Soon.")
    assert "does not say when it is" in str(try_wording(without, "en")[1][0])


def test_consents_are_asked_each_by_itself() -> None:
    text = our_text(Kind.CONSENTS, "en")
    fewer = "\n".join(line for line in text.splitlines() if not line.startswith("- video"))
    assert Consent.VIDEO not in {one.consent for one in read_wording(fewer, "en").asked}
    more = text.replace("- press:", "- social-media: On our page.\n- apps: In apps.\n- press:")
    assert len(read_wording(more, "en").asked) == len(USUAL) + 2
    nothing = "\n".join(line for line in text.splitlines() if not line.endswith("[7.11]"))
    assert "asks nothing" in str(try_wording(nothing, "en")[1][0])
    twice = text.replace("- press:", "- blog: Once more.\n- press:")
    assert "“blog” is asked twice" in str(try_wording(twice, "en")[1][0])
    assert len(read_wording(text, "en").asked) == len(USUAL)


def test_heads_that_make_no_sense_are_told() -> None:
    assert "has no head" in faults_of(SIGN, head="# Ours\n\n")[0]
    assert (
        "There is no kind “letter”" in faults_of(SIGN, head="---\nkind: letter\ntitle: x\n---\n")[0]
    )
    assert (
        "“colour” does not belong"
        in faults_of(SIGN, head="---\nkind: parent\ntitle: x\ncolour: red\n---\n# x\n")[0]
    )
    assert "It should say “staff”" in faults_of(SIGN, Kind.STAFF)[0]
    assert "has no title" in faults_of(SIGN, head="---\nkind: parent\n---\n# x\n")[0]
    assert faults_of(SIGN, head="---\nkind: &a parent\ntitle: *a\n---\n# x\n")


def test_too_much_is_refused_before_it_is_read() -> None:
    assert "longer than 20,000" in faults_of("x" * 20_001)[0]
    assert "at most 60 parts" in " ".join(faults_of("- I do.\n" * 80 + SIGN))


def test_values_are_taken_as_they_are() -> None:
    assert filled("{pupil} of {class}", {"pupil": "{class} Smith", "class": "4B"}) == (
        "{class} Smith of 4B"
    )
