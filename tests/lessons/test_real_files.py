"""Lessons as people really write them: from Word, from old Macs, with remarks and numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lessons.test_packs import SVG, archive, png
from tests.lessons.words import EVERYTHING, lesson
from trent_desktop.__main__ import main
from trent_desktop.lessons.faults import PackRefused
from trent_desktop.lessons.head import with_title
from trent_desktop.lessons.lesson import Band, Letter
from trent_desktop.lessons.packs import (
    free_picture_name,
    pack_of,
    read_pack,
    unzipped,
    used_pictures,
)
from trent_desktop.lessons.reading import plain_text, read_lesson, try_lesson

ENDS = ("\r", "\r\n", "\r\r\n", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}")


@pytest.mark.parametrize("end", ENDS)
def test_lines_may_end_as_any_system_ends_them(end: str, tmp_path: Path) -> None:
    text = EVERYTHING.replace("\n", end)
    assert read_lesson(text) == read_lesson(EVERYTHING)
    path = tmp_path / "lesson.md"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    pack = read_pack(path)
    assert pack.text == EVERYTHING
    wrong = EVERYTHING.replace("Some **bold**", f"Some{end}{end}- list{end}{end}words")
    assert try_lesson(wrong)[1] == try_lesson(plain_text(wrong))[1] != ()
    assert read_lesson("\N{BYTE ORDER MARK}" * 2 + text) == read_lesson(EVERYTHING)


def test_what_would_be_lost_in_a_head_is_named_by_its_line() -> None:
    for before, after, line, words in (
        ("title: A lesson", "title: Our #1 lesson", 2, "after “#”"),
        ("title: A lesson", "title: Lesson #1", 2, "after “#”"),
        ("title: A lesson", 'title: "Lesson" # 1', 2, "after “#”"),
        ("title: A lesson", 'title: "Lesson #1"', None, ""),
        ("title: A lesson", "title: C#", None, ""),
        ("title: A lesson", "title: A lesson\n# A remark", None, ""),
        ("title: A lesson", "title: >\n  A lesson #1\n  of ours", None, ""),
        ("aims: [I can say it.]", "aims:\n  - I can say it.\n  - I know rule #1.", 8, "after “#”"),
        ("aims: [I can say it.]", "aims: # ours\n  - I can say it.", 6, "after “#”"),
        ("aims: [I can say it.]", "aims: [I can say it.] # ours", 6, "after “#”"),
        ("aims: [I can say it.]", "aims:\n  # ours\n  - I can say it.", None, ""),
        ("  private: Only for you.", "  private: Only #you", 8, "after “#”"),
        ("  private: Only for you.", "  private: You.\n  Private: Me.", 7, "there twice"),
        ("  private: Only for you.", "  private:", 7, "no meaning"),
        ("title: A lesson", "title: &A lesson", 2, "“&”"),
        ("title: A lesson", "title: Safe: a lesson", 2, "one colon too many"),
        ("  private: Only", "\tprivate: Only", 8, "a tab"),
    ):
        found = try_lesson(EVERYTHING.replace(before, after))[1]
        said = [(one.line, str(one)) for one in found]
        if line is None:
            assert not said, (after, said)
        else:
            assert [at for at, one in said if words in one] == [line], (after, said)


def test_what_a_word_processor_makes_of_a_head_is_understood() -> None:
    read = read_lesson(EVERYTHING.replace("3-4", "3\N{EN DASH}4").replace("letter: S", "letter: s"))
    assert (read.band, read.letter) == (Band.YEARS_3_4, Letter.SAFE)


def test_steps_in_the_notes_keep_their_numbers() -> None:
    notes = "Say: Do this.\n\n1. Stop.\n2. Look,\nand wait.\n\n- Then go."
    read = read_lesson(EVERYTHING.replace("Say: Hello.", notes, 1))
    assert read.slides[0].notes.say == "Do this. 1. Stop. 2. Look, and wait. Then go."


@pytest.mark.parametrize(
    ("title", "copy"),
    [
        ("A lesson", "A lesson (our copy)"),
        ('"Safe: a lesson"', "Safe: a lesson (our copy)"),
        ("'Tom''s \"own\" lesson'", 'Tom\'s "own" lesson (our copy)'),
        ('"Back \\\\ slash"', "Back \\ slash (our copy)"),
        (">\n  A lesson\n  of ours", "A lesson of ours (our copy)"),
        ("Two\n  lines", "Two lines (our copy)"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_copy_is_called_one_however_its_title_is_written(title: str, copy: str, end: str) -> None:
    text = EVERYTHING.replace("title: A lesson", f"title: {title}").replace("\n", end)
    said = with_title(text, " (our copy)")
    assert read_lesson(said).title == copy
    assert said.endswith(text[text.index(f"letter: S{end}") :])


@pytest.mark.parametrize(
    "text", ["", "# A", "---\ntitle: [\n---\n", "---\n- title\n---\n", "---\n"]
)
def test_what_has_no_title_that_can_be_read_is_copied_as_it_is(text: str) -> None:
    assert with_title(text, " (our copy)") == text


def test_one_more_picture_stands_for_no_other() -> None:
    one, other = png(1, 1), png(2, 2)
    assert free_picture_name("cat-x.png", one, {}) == "cat-x.png"
    assert free_picture_name("cat-x.png", one, {"cat-x.png": one}) == "cat-x.png"
    assert free_picture_name("cat-x.png", other, {"cat-x.png": one}) == "cat-x-2.png"
    assert free_picture_name("cat-x.svg", SVG, {"cat-x.png": one}) == "cat-x-2.svg"
    assert free_picture_name("house.png", one, {}) == "house-2.png"  # ours is on other slides
    taken = {"cat-x.png": one, "cat-x-2.svg": SVG}
    assert free_picture_name("cat-x.png", other, taken) == "cat-x-3.png"
    long = f"{'a' * 50}.png"
    assert pack_of("x", {"lesson.md": lesson("# A").encode(),
                         free_picture_name(long, other, {long: one}): other})  # fmt: skip


def test_a_pack_in_which_one_name_means_two_pictures_is_refused_and_one_too_many_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = lesson("# A\n\n![x](mine)").encode()
    both = {"lesson.md": words, "mine.svg": SVG, "mine.png": png(1, 1)}
    with pytest.raises(PackRefused, match="two pictures of one name"):
        pack_of("x", both)
    # What was kept so shows the drawing, as before, and can be changed.
    kept = pack_of("x", both, was_kept=True)
    assert used_pictures(kept.lesson, kept.pictures) == {"mine.svg": SVG}
    path = tmp_path / "one.smartlesson"
    path.write_bytes(archive({"lesson.md": words, "mine.svg": SVG, "friend.svg": SVG}))
    assert set(unzipped(path.read_bytes())) == {"lesson.md", "mine.svg", "friend.svg"}
    assert main(["lesson", "check", str(path)]) == 0
    assert "The picture friend.svg is on no slide." in capsys.readouterr().out


@pytest.mark.parametrize("sign", ["![", "*a _b ", "# A\n"])
def test_what_would_keep_the_program_busy_is_named_and_not_read(sign: str) -> None:
    text = EVERYTHING.replace("Some ", f"Some {sign * 30_000}")
    read, faults = try_lesson(text)
    assert read is None
    assert [one.line for one in faults] == [13]
    assert "empty line" in str(faults[0])
    # What a teacher may have to say in one go is read.
    notes = "Say: " + "Hello there. \n" * 400
    assert not try_lesson(EVERYTHING.replace("Say: Hello.", notes, 1))[1]
