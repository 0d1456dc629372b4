"""Whatever is written in a lesson is in it, or is named as a fault by its line."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.lessons.words import EVERYTHING, HEAD, lesson
from trent_desktop.lessons.on_laptop import our_decks, our_packs
from trent_desktop.lessons.reading import try_lesson

#: Lines that somebody may put anywhere. Each holds a word that is nowhere else.
STRAY = (
    "zebra",
    "> zebra",
    "- zebra",
    "  - zebra",
    "    zebra",
    "1. zebra",
    "![zebra](tablet)",
    "- ![](zebra)",
    "  - ![](zebra) x",
    "| zebra | b |",
    "[^1]: zebra",
    "## zebra",
    "# zebra",
    "::: zebra",
    "::: notes zebra",
    "::: sort",
    ":::",
    "---",
    "<b>zebra</b>",
    "      - zebra",
    '![x](tablet "zebra")',
)
FIRST = HEAD.count("\n") + 1


def strayed(stray: str, *, apart: bool) -> list[tuple[int, str]]:
    """`EVERYTHING` with a stray line put before every eighth of its lines; with the line of it.

    Each of `STRAY` begins elsewhere, so that together they have been everywhere.
    """
    lines = EVERYTHING.split("\n")
    put = ["", stray, ""] if apart else [stray]
    return [
        (at + (1 if apart else 0) + 1, "\n".join([*lines[:at], *put, *lines[at:]]))
        for at in range(FIRST - 1 + STRAY.index(stray) % 8, len(lines), 8)
    ]


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize("stray", STRAY)
def test_a_stray_line_is_in_the_lesson_or_named(stray: str, apart: bool) -> None:
    for line, text in strayed(stray, apart=apart):
        read, faults = try_lesson(text)
        kept = repr(dataclasses.asdict(read)) if read else ""
        if "zebra" in stray and "zebra" in kept:
            continue
        near = [str(one) for one in faults if abs(one.line - line) <= 8 or one.line == 0]
        assert near, (stray, line, text.split("\n")[line - 4 : line + 3], [*map(str, faults)])


def test_each_end_of_a_block_is_missed_and_no_slide_is_lost_with_it() -> None:
    """Left out one after the other: it is named at the block, and the slides after it are read."""
    whole, _ = try_lesson(EVERYTHING)
    assert whole
    lines = EVERYTHING.split("\n")
    for at in (at for at, line in enumerate(lines) if line == ":::"):
        read, faults = try_lesson("\n".join([*lines[:at], *lines[at + 1 :]]))
        assert read
        assert len(read.slides) == len(whole.slides)
        assert [type(one.activity) for one in read.slides] == [
            type(one.activity) for one in whole.slides
        ]
        (said,) = faults
        assert "has no end" in str(said)
        assert lines[said.line - 1].startswith("::: ")
        assert said.line <= at


@pytest.mark.parametrize(
    ("block", "line", "words"),
    [
        ("vote\n- a\n- b\n  - c", 16, "no room"),
        ("story\n- a\n- b\n\nbeside", 17, "not in its list"),
        ("story\n- a\n- b\n\n> quote", 17, "not in its list"),
        ("sort\n- ![](house) Keep\n  - a\n- Share\n  - b", 14, "no picture"),
        ("reveal\n- a\n  - b\n  - c", 16, "no room"),
        ("choose\n- [x] a\n  - b\n    - c\n- [ ] d\n  - e", 16, "too far"),
        ("promise\n- ![](padlock) We ask.", 14, "no picture"),
        ("vote\n- a\n-\n- b", 15, "nothing on this line"),
        ("sort by colour\n- a\n  - b\n- c\n  - d", 13, "means nothing"),
        ("vote\n- <b>a</b>\n- b", 14, "HTML"),
        ("discuss soon\n- a", 13, "2 minutes"),
        ("spot\nWords above.\n\n![x](spot-photo)\n- 1 2 3 4: x", 14, "not in its list"),
        ("vote\n- a\n- b\n* c\n* d", 16, "not in its list"),
    ],
)
def test_what_a_block_has_no_place_for_is_named(block: str, line: int, words: str) -> None:
    found = try_lesson(lesson(f"# A\n\n::: {block}\n:::"))[1]
    assert [one.line for one in found if words in str(one)] == [line], [*map(str, found)]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("title: Another", 3),
        ("minutes: 20", 3),
        ("vocabulary:\n  public: For all.", 3),  # the one below it stands twice
        ("take-home: Ask.\ntake-home: Tell.", 4),
    ],
)
def test_what_is_said_twice_in_a_head_is_named(said: str, line: int) -> None:
    """YAML keeps the last of two; the words of the first would be gone without a word."""
    text = EVERYTHING.replace("letter: S", f"{said}\nletter: S")
    read, faults = try_lesson(text)
    assert read, "a lesson that was kept so can still be read"
    (twice,) = [one for one in faults if "is there twice" in str(one)]
    assert twice.line >= line


def test_a_word_that_is_explained_twice_is_named() -> None:
    text = EVERYTHING.replace("  private: Only for you.", "  private: Mine.\n  private: Yours.")
    assert [one.line for one in try_lesson(text)[1] if "is there twice" in str(one)] == [9]


#: Whole slides as somebody may write them who knows other ways to write; "zebra" is what counts.
WRITTEN_OTHERWISE = (
    "# A\n\n~~~\nzebra\n~~~",
    "# A\n\n:::: sort\n- a\n  - zebra\n- b\n  - c\n::::",
    "# A\n\n<!-- zebra -->",
    "# A\n\n[zebra]: http://x.example",
    "# A\n\n   ::: vote\n- zebra\n- b\n   :::",
    "# A\n\n::: reveal\n- a\n  - b\n::: promise\n- zebra\n:::\n:::",
    "# A\n\n![x](tablet)\n\n![zebra](house)",
    "# A\n\n::: vote\n- a\n- b\n:::\n\n::: vote\n- zebra\n- d\n:::",
    "# A\n\n::: order\n1. a\n2. b\n- zebra\n3. c\n:::",
    "# A\n\n***\n\nzebra",
    "# A\n\n::: reveal\n-\ta\n\t- zebra\n:::",
    "# A\n\n::: reveal\n- a\n\n  zebra\n\n  - b\n:::",
    "# A\n\n::: vote - a - zebra :::",
    "# A\n\n::: vote\n- a\n- b\n::: zebra",
    "# A\n\n:::\N{NO-BREAK SPACE}vote\n- zebra\n- b\n:::",
    "#A zebra\n\nwords",
    "A zebra\n=======\n\nwords",
    "# A\n\n> - zebra",
)


@pytest.mark.parametrize("slide", WRITTEN_OTHERWISE)
def test_a_slide_that_is_written_otherwise_is_in_the_lesson_or_named(slide: str) -> None:
    text = f"{HEAD}\n{slide}\n"
    read, faults = try_lesson(text)
    at = next(number for number, one in enumerate(text.split("\n"), 1) if "zebra" in one)
    kept = read is not None and "zebra" in repr(dataclasses.asdict(read))
    assert kept or any(abs(one.line - at) <= 3 for one in faults), [*map(str, faults)]


@pytest.mark.parametrize("name", ["stray-words-in-a-block", "unclosed-at-the-end"])
def test_lessons_as_teachers_wrote_them_wrong(name: str) -> None:
    text = (Path(__file__).parent / "cases" / f"{name}.md").read_text("utf-8")
    said = [str(one) for one in try_lesson(text)[1]]
    assert any("not in its list" in one or "has no end" in one for one in said), said


def test_nothing_in_our_own_lessons_is_named() -> None:
    for pack in (*our_packs(), *our_decks()):
        assert try_lesson(pack.text)[1] == ()
