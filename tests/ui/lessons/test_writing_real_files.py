"""The editor with what people bring: pictures of one name, words from elsewhere, quotes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from tests.fake_screens import BOARD, LAPTOP
from tests.gallery.stage import Stage, settle
from tests.lessons.test_packs import SVG
from tests.lessons.words import EVERYTHING
from tests.ui.lessons.classroom import click, room
from tests.ui.lessons.test_writing import drop, writer
from trent_desktop.lessons.packs import zipped
from trent_desktop.lessons.reading import try_lesson

OTHER = SVG.replace(b'r="3"', b'r="4"')
HOUSE = "# Home\n\n![A house](house)\n\n::: notes\nSay: Look.\n:::\n"


def test_two_pictures_of_one_name_are_two_and_one_that_was_taken_off_is_not_passed_on(
    stage: Stage, tmp_path: Path
) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    editor = writer(page)
    words = editor.text.toPlainText()
    picture = "![Children in a classroom](classroom+amara-happy+kofi-happy)"
    assert picture in words
    editor.text.setPlainText(words.replace(picture, "") + f"\n{HOUSE}")
    for folder, body in (("a", SVG), ("b", OTHER)):
        (tmp_path / folder).mkdir()
        for name in ("My Dog.svg", "House.svg"):
            (tmp_path / folder / name).write_bytes(body)
    line = words.count("\n", 0, words.index(picture)) + 1
    for at in ("a/My Dog.svg", "b/My Dog.svg", "b/My Dog.svg", "a/House.svg"):
        editor.text.go_to_line(line)
        drop(editor, tmp_path / at)
    said = editor.text.toPlainText()
    assert said.count("(my-dog)") == said.count("(house-2)") == said.count("(house)") == 1
    assert said.count("(my-dog-2)") == 2
    # One picture may be on a slide: she keeps the second, and takes the others off again.
    kept = "\n".join(one if number != line else "![What is seen](my-dog-2)"
                     for number, one in enumerate(said.split("\n"), 1))  # fmt: skip
    editor.text.setPlainText(kept)
    editor.look_again()
    assert editor.keep.isEnabled(), editor._faults
    page.keep()
    (draft,) = page.desk.school.lesson_drafts.all()
    whole = page.desk.school.lesson_drafts.get(draft.id)
    assert whole is not None
    assert set(whole.pictures) == {"my-dog.svg", "my-dog-2.svg", "house-2.svg"}  # Ctrl+Z finds them
    click(editor.keep)
    (own,) = page.desk.school.lessons.own()
    drawn = {file: body for file, body in own.pack.pictures.items() if file.startswith("my-dog")}
    assert drawn == {"my-dog-2.svg": OTHER}
    assert "house-2.svg" not in own.pack.pictures
    assert SVG not in own.pack.pictures.values()
    assert b"my-dog.svg" not in zipped(own.pack)
    assert page.desk.school.lesson_drafts.all() == ()


def test_words_from_elsewhere_have_the_lines_that_are_named(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    editor = writer(page)
    broken = "\N{LINE SEPARATOR}".join(
        EVERYTHING.replace("Some **bold**", "Some\n\n- list\n\nwords").split("\n")
    )
    editor.text.selectAll()
    pasted = QMimeData()
    pasted.setText(broken)
    editor.text.insertFromMimeData(pasted)
    for _ in range(2):
        editor.look_again()
        settle()
        lines = [one.cursor.block().text() for one in editor.text.extraSelections()]
        assert lines == ["- list"]
        assert editor._faults == try_lesson(broken)[1]
        editor.text.setPlainText(broken)


def test_a_copy_of_a_lesson_with_quotes_in_its_head_is_ready_to_teach(stage: Stage) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    text = EVERYTHING.replace("title: A lesson", 'title: "Safe: a lesson"')
    own = page.desk.school.lessons.save(text, {})
    page.own_lessons.write(own.pack, None)  # a colleague's
    settle()
    editor = writer(page)
    assert "(our copy)" in editor.text.toPlainText()
    assert editor.keep.isEnabled(), editor._faults
