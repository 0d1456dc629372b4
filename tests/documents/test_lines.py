"""Plain text becomes lines: every name as it is written, nothing as markup, nothing lost."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.reading import text_of
from trent_desktop.documents import fonts
from trent_desktop.documents.blocks import Words
from trent_desktop.documents.lines import Line, TextStyle, lay_out
from trent_desktop.documents.page import Letterhead, Paper, Sheet
from trent_desktop.documents.stored_fonts import FOLDER, STORED
from trent_desktop.documents.wording import clusters, printable, spelled_out

STYLE = TextStyle(11, 15)

NAMES = [
    "Zoë Ólafur Łukasz Şükrü Nguyễn Siân D’Souza",
    "Ọlá Àbẹ̀kẹ́",
    "Γιώργος Αλέξανδρος",
    "Дмитро Їжак",
    "தமிழ்ச்செல்வன்",
    "রহিম ক্ষুদ্র",
    "श्रीमती प्रिया",
    "ਗੁਰਪ੍ਰੀਤ",
    "પ્રિયા",
    "ሰላም",
    "გიორგი",
    "Տիգրան",
    "王小明 陳美玲 䶮",
    "さくら タロウ 齋藤",
    "김민준",
    "བཀྲ་ཤིས",
    "ⵜⵉⵍⵍⵉ ᏣᎳᎩ ꆈꌠ",
]


def glyph_of(letter: str) -> int:
    """The number of the glyph that is printed for a letter, in its own font."""
    face = fonts.face_for(letter)
    assert face is not None
    font = fonts._opened(face.name)
    assert font is not None
    return font.face.charToGlyph[ord(letter)]


def drawn(lines: tuple[Line, ...]) -> str:
    return " ".join("".join(piece.text for piece in line.pieces) for line in lines)


def printed(text: str) -> str:
    sheet = Sheet(Letterhead("School"), Paper("Paper"))
    sheet.add(Words(text))
    return text_of(sheet.make(unchanging=True).content)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_of_london_prints_without_a_box(name: str) -> None:
    (line,) = lay_out(name, STYLE, 480)
    assert line.unprinted == 0
    assert drawn((line,)) == printable(name)


@pytest.mark.parametrize("name", [name for name in NAMES if "̀" not in name])
def test_a_name_is_read_back_from_the_pdf(name: str) -> None:
    assert printable(name) in printed(name)


@pytest.mark.parametrize("name", ["محمد", "עידו", "گلزار", "ہاجرہ"])
def test_a_name_written_from_the_right_is_read_back_letter_for_letter(name: str) -> None:
    # A reader of PDFs may give such a word in the order it stands or in the order it is read.
    read = printed(name)
    assert name in read or name[::-1] in read


def test_letters_after_two_marks_stand_on_the_line() -> None:
    """A mark is lifted, and what comes after two of them is not."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(io.BytesIO())
    before = len(canvas._code)
    lay_out("تُعلَّق", STYLE, 480)[0].draw(canvas, 0, 0)
    rise, on_the_line = 0.0, 0
    orders = r"(-?[\d.]+) Ts|\(((?:\\.|[^\\)])*)\)"
    for found in re.finditer(orders, " ".join(canvas._code[before:]), re.DOTALL):
        if found[1] is not None:
            rise = float(found[1])
        elif not rise:
            on_the_line += len(re.findall(r"\\\d{3}|\\.|.", found[2], re.DOTALL))
    assert on_the_line == 4  # the stems of all letters; dots and marks are lifted
    assert rise == 0


def test_arabic_letters_are_joined() -> None:
    """The second letter of a name is drawn in another form than when it stands alone."""
    joined, _ = fonts.shaped(fonts.ARABIC, "محمد", right_to_left=True)
    alone = {fonts.shaped(fonts.ARABIC, letter, right_to_left=True)[0] for letter in "محمد"}
    assert len(joined) == 4
    assert sum(glyph in alone for glyph in joined) <= 1


def test_an_arabic_name_in_an_english_line_stands_where_it_is_read() -> None:
    (line,) = lay_out("the child محمد بن said", STYLE, 480)
    words = [piece.text.strip() for piece in line.pieces if piece.text.strip()]
    assert words == ["the child", "بن", "محمد", "said"]
    assert not line.right_to_left


def test_a_name_with_its_class_stays_an_english_line() -> None:
    (line,) = lay_out("محمد (4B)", STYLE, 480)
    assert not line.right_to_left
    assert [piece.text.strip() for piece in line.pieces] == ["محمد", "(", "4", "B)"]


def test_joiners_that_persian_needs_do_not_shift_the_letters_after_them() -> None:
    (line,) = lay_out("می‌خواهم Tom", STYLE, 480)
    assert [piece.text.strip() for piece in line.pieces] == ["می‌خواهم", "Tom"]


def test_an_arabic_sentence_runs_from_the_right_with_its_digits_from_the_left() -> None:
    (line,) = lay_out("أغلقت الطفلة الشاشة 12 مرات", STYLE, 480)
    assert line.right_to_left
    words = [piece.text for piece in line.pieces if piece.text.strip()]
    assert words == ["مرات", "12", "الشاشة", "الطفلة", "أغلقت"]


def test_a_letter_without_a_font_is_its_name_and_its_neighbours_stay() -> None:
    (line,) = lay_out("Mei \U00020bb7 Lin", STYLE, 480)
    assert line.unprinted == 1
    assert [piece.text.strip() for piece in line.pieces if piece.text.strip()] == [
        "Mei",
        "\U00020bb7",
        "Lin",
    ]
    assert spelled_out("\U00020bb7") == "[U+20BB7]"
    assert spelled_out("\U00010330") == "[gothic ahsa]"
    assert line.width > lay_out("Mei [U+20BB7 Lin", STYLE, 480)[0].width


def test_a_letter_without_a_font_can_still_be_copied() -> None:
    assert "Mei \U00020bb7 Lin" in printed("Mei \U00020bb7 Lin")


def test_every_stored_font_opens_and_draws_its_script() -> None:
    """Each is there, unpacks, and has a glyph with a look for a letter of its script."""
    together = 0
    for font in STORED:
        together += (FOLDER / f"{font.name}.ttf.xz").stat().st_size
        face = fonts.script_face(font.sample)
        assert face is not None
        assert fonts.face_for(font.sample) == face, font.name
        assert lay_out(font.sample, STYLE, 480)[0].width > 1, font.name
    assert together <= 3_000_000


def test_no_glyph_of_a_chinese_korean_or_japanese_name_is_the_empty_one() -> None:
    """As a reader of PDFs sees it: the glyph that a font has for what it lacks is number 0."""
    sheet = Sheet(Letterhead("School"), Paper("王小明"))
    sheet.add(Words("王小明 䶮", style=TextStyle(11, 15, bold=True)), Words("김민준 さくら"))
    pdf = sheet.make(unchanging=True)
    assert pdf.notes == ()
    assert {"王小明", "김민준", "さくら", "䶮"} <= set(text_of(pdf.content).split())
    for letter in "王小明䶮김민준さくら":
        assert glyph_of(letter) > 0


def test_an_emoji_prints_or_says_its_name() -> None:
    assert lay_out("😀", STYLE, 480)[0].pieces[0].face == fonts.EMOJI
    assert drawn(lay_out("a \U0001fae8 b", STYLE, 480)).startswith("a ")
    assert lay_out("👩‍🏫 🇬🇧 👍🏽 ♥️", STYLE, 480)[0].unprinted == 0


def test_an_emoji_that_no_font_has_says_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    real = fonts.has
    monkeypatch.setattr(
        fonts, "has", lambda face, letters: face != fonts.EMOJI and real(face, letters)
    )
    assert drawn(lay_out("ok 👩‍🏫!", TextStyle(11.5, 15), 480)) == "ok [woman, school]!"
    from trent_desktop.documents import lines

    lines._pieces.cache_clear()


def test_without_the_package_of_noto_fonts_a_paper_still_comes_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from trent_desktop.documents import lines

    real = fonts._file
    monkeypatch.setattr(fonts, "_FONTS", {})
    monkeypatch.setattr(
        fonts, "_file", lambda package, file: None if "manimgx" in package else real(package, file)
    )
    lines._pieces.cache_clear()
    (line,) = lay_out("Zoë తెలుగు", STYLE, 480)
    assert line.unprinted == 3
    monkeypatch.undo()
    lines._pieces.cache_clear()
    assert lay_out("Zoë తెలుగు", STYLE, 480)[0].unprinted == 0


def test_fonts_opened_by_many_threads_at_once_are_one_font() -> None:
    """In a fresh process: whoever comes first opens the font, and all use that one."""
    script = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from trent_desktop.documents import fonts\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    found = list(pool.map(lambda _: id(fonts._opened('Trent-Noto')), range(16)))\n"
        "assert len(set(found)) == 1, found\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_markup_is_only_letters() -> None:
    hostile = '<img src="file:///etc/passwd"/> <b>Tom</b> & <a href="x">y</a> &amp; %s {0}'
    assert drawn(lay_out(hostile, STYLE, 2000)) == hostile


def test_control_characters_and_direction_overrides_go_and_the_words_stay() -> None:
    assert drawn(lay_out("To\x00m \u202egnp.exe\u202c \x1b[31mred", STYLE, 480)) == (
        "Tom gnp.exe [31mred"
    )


def test_typed_line_breaks_are_kept() -> None:
    assert [drawn((line,)) for line in lay_out("one\ntwo\n\nthree", STYLE, 480)] == [
        "one",
        "two",
        "",
        "three",
    ]


def test_a_word_of_five_thousand_letters_is_broken_and_whole() -> None:
    word = "x" * 5000
    lines = lay_out(word, STYLE, 480)
    assert all(line.width <= 480 for line in lines)
    assert "".join(piece.text for line in lines for piece in line.pieces) == word


def test_a_long_address_is_broken_after_a_sign() -> None:
    lines = lay_out("images[.]example[.]net/" + "volcano-pictures/" * 20, STYLE, 300)
    assert all(drawn((line,))[-1] in "/-" for line in lines)


def test_the_name_of_a_letter_that_no_font_has_is_broken_where_it_must() -> None:
    lines = lay_out("a𐌁b", STYLE, 60)
    assert all(line.width <= 60 for line in lines)
    assert "".join(piece.text for line in lines for piece in line.pieces) == "a[old italic be]b"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.floats(min_value=60, max_value=480))
def test_any_text_fits_and_loses_no_letter(text: str, width: float) -> None:
    lines = lay_out(text, STYLE, width)
    assert all(line.width <= width + 0.01 for line in lines), [line.width for line in lines]
    for line in lines:
        for piece in line.pieces:
            assert piece.em >= 0


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=60))
def test_letters_and_digits_are_all_drawn(text: str) -> None:
    lines = lay_out(text, STYLE, 480)
    found = sorted("".join(piece.text for line in lines for piece in line.pieces))
    assert found == sorted(printable(text).replace(" ", ""))


def test_clusters_put_together_are_the_text() -> None:
    for text in (*NAMES, "👩‍🏫🇬🇧🇫🇷👍🏽", "می‌خواهم", ""):
        assert "".join(clusters(text)) == text
    assert list(clusters("🇬🇧🇫🇷e\u0301x")) == ["🇬🇧", "🇫🇷", "e\u0301", "x"]


def test_piled_marks_are_bounded() -> None:
    (line,) = lay_out("z" + "\u0335\u0321\u0322\u031b\u0347" * 200, STYLE, 480)
    assert len(line.pieces[0].text) < 10


def test_bold_is_wider_where_the_font_has_bold() -> None:
    (bold,) = lay_out("Headteacher", TextStyle(11, 15, bold=True), 480)
    (plain,) = lay_out("Headteacher", STYLE, 480)
    assert bold.width > plain.width


def test_figures_for_children_have_an_open_nought() -> None:
    """Our own face strikes its nought through, as six-year-olds do not write it."""
    (line,) = lay_out("Childline: 0800 1111", TextStyle(open_nought=True), 500)
    noto = "".join(piece.text for piece in line.pieces if piece.face == fonts.NOTO)
    assert noto.replace(" ", "") == "08001111"
    for word, faces in (("4B", 1), ("10B", 2)):  # one word stays one, where no nought asks more
        (line,) = lay_out(word, TextStyle(open_nought=True), 500)
        assert len(line.pieces) == faces
    (line,) = lay_out("0800", TextStyle(), 500)
    assert [piece.face for piece in line.pieces] == [fonts.PLAIN]
