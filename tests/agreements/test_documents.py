"""Batches on paper, read back with programs that had no part in making them."""

from __future__ import annotations

import errno
import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.agreements.plans import HOW, SCHOOL, codes_in, form, plan
from tests.documents.reading import FORBIDDEN, fonts_of, names_of, reader, text_of
from trent_desktop.agreements.codes import code_text
from trent_desktop.agreements.kinds import USUAL, Kind, PrintSize
from trent_desktop.agreements.paper.documents import (
    Cancelled,
    fillable_pdf,
    sheet_pdf,
    sheets,
    stream_batch,
    write_batch,
    write_per_group,
)
from trent_desktop.agreements.wording.languages import languages
from trent_desktop.agreements.wording.reading import read_wording
from trent_desktop.documents.page import Letterhead
from trent_desktop.problems import DiskFull

NAMES = (
    "Zoë O’Neill",
    "Łukasz Nowak",
    "Nguyễn Thị Hương",
    "Şükrü Yılmaz",
    "Ólafur Þórðarson",
    "محمد حسن",
    "நிலா செல்வம்",
    "রহিম উদ্দিন",
    "Γιώργος Παπαδόπουλος",
    "Иван Петров",
    "A",
    "Bartholomew " * 9 + "Featherstone",
    '<b>Tom</b> & {class} <img src="file:///etc/passwd">',
)


def test_every_name_and_every_code_is_found_again(tmp_path: Path) -> None:
    forms = [form(name=name) for name in NAMES]
    path = tmp_path / "batch.pdf"
    written = write_batch(plan(("Class 4B", forms)), path, HOW)
    assert written.pages == written.forms == len(NAMES)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    pdf = path.read_bytes()
    for page, name in enumerate(NAMES, start=1):
        assert " ".join(name.split()) in text_of(pdf, page).replace("\u200f", ""), name
    assert codes_in(path) == [{code_text(SCHOOL, one.token)} for one in forms]
    assert all(embedded and subset for _, embedded, subset in fonts_of(pdf))
    assert names_of(pdf).isdisjoint(FORBIDDEN)


def test_the_code_says_nothing_about_the_child() -> None:
    one = form(name="Aisha Khan")
    text = code_text(SCHOOL, one.token)
    assert text.isascii()
    assert text.isalnum()
    assert "KHAN" not in text
    assert code_text(SCHOOL, form(name="Aisha Khan").token) != text


def test_the_file_says_what_it_is_and_names_no_child(tmp_path: Path) -> None:
    path = tmp_path / "batch.pdf"
    groups = (("Class 4A", [form(name="Maryam Khan")]), ("Class 4B", [form(), form(Kind.PARENT)]))
    write_batch(plan(*groups, cover_sheets=True), path, HOW)
    read = reader(path.read_bytes())
    assert read.metadata is not None
    assert (read.metadata.title, read.metadata.author) == ("Agreements", "Larkfield Primary School")
    assert read.root_object["/Lang"] == "en-GB"
    bookmarks = [(one["/Title"], read.get_destination_page_number(one)) for one in read.outline]  # type: ignore[index, arg-type, call-overload]
    assert bookmarks == [("Class 4A", 0), ("Class 4B", 2)]
    assert len(read.pages) == 5


def test_a_cover_sheet_lists_the_class(tmp_path: Path) -> None:
    forms = [form(name=f"Nia Number{at}") for at in range(70)]
    path = tmp_path / "batch.pdf"
    written = write_batch(plan(("Class 4B", forms), cover_sheets=True), path, HOW)
    assert written.pages == 73  # three pages of names
    text = text_of(path.read_bytes(), 1) + text_of(path.read_bytes(), 3)
    assert "Class 4B" in text
    assert "Nia Number0" in text
    assert "Nia Number69" in text
    assert "4 December 2026" in text


@pytest.mark.parametrize("size", PrintSize)
def test_two_sided_printing_begins_every_form_on_a_new_sheet(
    tmp_path: Path, size: PrintSize
) -> None:
    forms = [form(kind, size=size) for kind in (Kind.PUPIL_KS2, Kind.PARENT, Kind.CONSENTS)]
    path = tmp_path / "batch.pdf"
    batch = plan(("Class 4B", forms), duplex=True, cover_sheets=True)
    write_batch(batch, path, HOW)
    firsts = [
        number
        for number, page in enumerate(reader(path.read_bytes()).pages)
        if "Page 1 of" in page.extract_text()
    ]
    assert len(firsts) == 3
    assert all(number % 2 == 0 for number in firsts)
    written = stream_batch(batch, io.BytesIO(), HOW)
    assert written.starts == (0, *firsts)  # the cover sheet, and each form
    told = sum(sheet.pages for sheet in sheets(batch, HOW.setter(batch), batch.groups))
    assert told == len(reader(path.read_bytes()).pages)


def test_large_print_is_large(tmp_path: Path) -> None:
    path = tmp_path / "batch.pdf"
    write_batch(plan(("Class 4B", [form(Kind.PARENT, size=PrintSize.LARGER)])), path, HOW)
    sizes: set[float] = set()
    for page in reader(path.read_bytes()).pages:
        page.extract_text(visitor_text=lambda _t, _c, _m, _f, size: sizes.add(size))
    assert 24.0 in sizes
    assert len(reader(path.read_bytes()).pages) > 1


def test_one_sheet_looks_as_it_does_in_the_batch(tmp_path: Path) -> None:
    forms = [form(name=name) for name in NAMES[:4]]
    batch = plan(("Class 4B", forms))
    path = tmp_path / "batch.pdf"
    write_batch(batch, path, HOW)
    found = list(sheets(batch, HOW.setter(batch), batch.groups))
    alone = sheet_pdf(batch, HOW, found[2])
    assert text_of(alone.content) == text_of(path.read_bytes(), 3)


def test_a_form_for_e_mail_has_fields_to_fill_in() -> None:
    batch = plan(("Class 4B", [form(Kind.CONSENTS, "Aisha Khan")]))
    pdf = fillable_pdf(batch, HOW, batch.forms[0])
    fields = reader(pdf.content).get_fields() or {}
    kinds = sorted(str(one["/FT"]) for one in fields.values())
    assert kinds.count("/Btn") == 9  # one for each question: a yes takes the tick from the no
    assert kinds.count("/Tx") == 2  # signature and date
    radio, required = 1 << 15, 1 << 1
    for one in USUAL:
        flags = int(fields[f"consent-{one.value}"]["/Ff"])
        assert flags & radio
        assert not flags & required
    assert "Aisha Khan" in text_of(pdf.content)


def test_stopping_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "batch.pdf"
    path.write_bytes(b"the old one")
    done: list[int] = []
    forms = [form(name=f"Nia {at}") for at in range(40)]
    with pytest.raises(Cancelled):
        write_batch(
            plan(("Class 4B", forms)),
            path,
            HOW,
            progress=lambda at, _of: done.append(at),
            cancelled=lambda: len(done) >= 20,
        )
    assert done == list(range(1, 21))
    assert [one.name for one in tmp_path.iterdir()] == ["batch.pdf"]
    assert path.read_bytes() == b"the old one"


def test_stopping_between_classes_leaves_no_file_of_any(tmp_path: Path) -> None:
    groups = [(f"Class {at}", [form(name=f"Nia {at}")]) for at in range(5)]
    done: list[int] = []
    with pytest.raises(Cancelled):
        write_per_group(
            plan(*groups),
            tmp_path,
            HOW,
            progress=lambda at, _of: done.append(at),
            cancelled=lambda: len(done) >= 3,
        )
    assert list(tmp_path.iterdir()) == []


def test_a_file_for_each_class(tmp_path: Path) -> None:
    groups = [("Class 4B", [form()]), ("4/B", [form()]), ("4:B", [form()])]
    made = write_per_group(plan(*groups), tmp_path, HOW)
    assert [path.name for path in made] == [
        "Agreements Class 4B.pdf",
        "Agreements 4-B.pdf",
        "Agreements 4-B 2.pdf",
    ]
    assert all("Łukasz Nowak" in text_of(path.read_bytes()) for path in made)


def test_a_full_disk_in_the_middle_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trent_desktop.documents.streaming import StreamedCanvas

    path = tmp_path / "batch.pdf"
    path.write_bytes(b"the old one")
    real, pages = StreamedCanvas.showPage, []

    def full(self: StreamedCanvas) -> None:
        pages.append(1)
        if len(pages) > 5:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(self)

    monkeypatch.setattr(StreamedCanvas, "showPage", full)
    with pytest.raises(DiskFull):
        write_batch(plan(("Class 4B", [form(name=f"Nia {at}") for at in range(9)])), path, HOW)
    assert [one.name for one in tmp_path.iterdir()] == ["batch.pdf"]
    assert path.read_bytes() == b"the old one"


def test_a_crest_that_is_no_picture_is_left_out_and_told(tmp_path: Path) -> None:
    how = replace(HOW, letterhead=Letterhead("Larkfield", (), b"no picture at all"))
    written = write_batch(plan(("Class 4B", [form()])), tmp_path / "batch.pdf", how)
    assert "crest could not be read" in " ".join(written.notes)


def test_a_class_without_forms_prints_nothing(tmp_path: Path) -> None:
    batch = plan(("Class 4A", []), ("Class 4B", [form()]), cover_sheets=True)
    assert write_batch(batch, tmp_path / "batch.pdf", HOW).pages == 2


def test_a_brace_in_a_name_stands_for_nothing(tmp_path: Path) -> None:
    text = (
        "---\nkind: parent\ntitle: For {pupil}\n---\n# For {pupil} of {class}\n\nDear {family},\n\n"
        "::: sign\n- signature: Parent of {pupil}\n:::\n"
    )
    english = read_wording(text, "en")
    one = form(Kind.PARENT, "{school} {class}", english=english, addressed_to="{pupil} family")
    path = tmp_path / "batch.pdf"
    write_batch(plan(("Class 4B", [one])), path, HOW)
    found = text_of(path.read_bytes())
    assert "For {school} {class} of 4B" in found
    assert "Dear {pupil} family," in found


def test_long_names_go_on_a_second_line_without_touching_anything(tmp_path: Path) -> None:
    names = ("Aisha Khan", "Bartholomew " * 9 + "Featherstone", "Maryam Khan")
    path = tmp_path / "batch.pdf"
    written = write_batch(plan(("Class 4B", [form(name=name) for name in names])), path, HOW)
    assert written.pages == 3
    assert codes_in(path) != [set(), set(), set()]


@pytest.mark.parametrize("code", [one.code for one in languages() if one.code != "en"])
def test_every_kind_prints_in_every_language(tmp_path: Path, code: str) -> None:
    path = tmp_path / "batch.pdf"
    for size in (PrintSize.NORMAL, PrintSize.LARGE):
        forms = [
            form(kind, language=code, size=size, missing=("Parent’s agreement: Sam",))
            for kind in Kind
        ]
        written = write_batch(plan(("Class 4B", forms)), path, HOW)
        assert written.notes == ()  # no letter without a font
        pdf = path.read_bytes()
        assert "Translation to be checked" in text_of(pdf)
        assert all(embedded and subset for _, embedded, subset in fonts_of(pdf))
