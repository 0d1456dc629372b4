"""What is chosen in the sheet for printing, how pages come onto sheets, and drawing in bands."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from tests.documents.reading import reader
from tests.ui.documents.papers import paper
from ui.documents.pages import PdfPages
from ui.documents.print_choices import comes_to, in_words, read_copies, read_pages
from ui.documents.printers import device
from ui.documents.printers.arranging import arranged
from ui.documents.printers.cups import paper_named
from ui.documents.printers.device import DevicePrinting
from ui.documents.printers.ipp import Ipp, IppAway, Operation
from ui.documents.printers.values import Choice, Printer, PrintStopped


def sheets(pages: int, size: tuple[float, float] = (595.276, 841.89)) -> bytes:
    """Pages of a size, each with its number and a dot in its upper left corner."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for number in range(pages):
        canvas.drawString(80, size[1] - 80, f"page {number}")
        canvas.rect(4, size[1] - 24, 20, 20, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def sides(content: bytes) -> list[str]:
    return [page.extract_text().strip().removeprefix("page ") for page in reader(content).pages]


# ------------------------------------------------------------------------------ what is typed


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", None), (" all ", None), ("1-4", None), ("2", (1,)), ("1-2, 4", (0, 1, 3)),
        ("3 – 2", (1, 2)), ("4;1", (0, 3)), ("1 1 1", (0,)),
    ],
)  # fmt: skip
def test_pages_are_typed_as_people_type_them(typed: str, pages: tuple[int, ...] | None) -> None:
    assert read_pages(typed, 4) == pages


@pytest.mark.parametrize("typed", ["0", "5", "1-5", "-", "a", "1..2", "²", "1-", "99999999999"])
def test_pages_that_there_are_not_are_told(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^(There are pages 1 to 4|Pages are typed like this)"):
        read_pages(typed, 4)


@pytest.mark.parametrize("typed", ["", "0", "100", "two", "-1", "1.5", "٣"])
def test_copies_are_a_number_that_makes_sense(typed: str) -> None:
    assert read_copies(" 2 ") == 2
    with pytest.raises(ValueError, match="A number from 1 to 99"):
        read_copies(typed)


def test_what_it_comes_to_is_said_in_pages_and_sheets() -> None:
    one = Choice("x")
    assert comes_to(one, 1, ()) == "1 page, on 1 sheet."
    assert comes_to(Choice("x", 2), 4, ()) == "2 copies of 4 pages: 8 pages, on 8 sheets."
    assert comes_to(Choice("x", 2, two_sided=True), 5, ()).endswith("10 pages, on 6 sheets.")
    # Three people with one, two and one pages.
    assert comes_to(Choice("x", two_sided=True), 4, (0, 1, 3)) == "4 pages, on 3 sheets."
    assert in_words((0, 1, 2, 6, 8, 9)) == "1-3, 7, 9-10"


# -------------------------------------------------------------------------------- on sheets


def test_each_person_begins_on_the_front_of_a_sheet() -> None:
    pdf = sheets(5)
    made = arranged(pdf, Choice("x", two_sided=True), starts=(0, 1, 4))
    assert sides(made.content) == ["0", "", "1", "2", "3", "", "4"]
    some = arranged(pdf, Choice("x", pages=(2, 3, 4), two_sided=True, copies=2), starts=(0, 1, 4))
    assert sides(some.content) == ["2", "3", "4", ""]
    assert (some.pages, some.sides) == (3, 4)
    one_sided = arranged(made.content, Choice("x"), starts=(0, 2, 6))
    assert sides(one_sided.content) == ["0", "1", "2", "3", "4"]


def test_what_fits_is_sent_as_it_is() -> None:
    pdf = sheets(3)
    assert arranged(pdf, Choice("x")).content is pdf
    assert arranged(pdf, Choice("x", two_sided=True)).content is pdf


def corners(content: bytes) -> str:
    """In which corner of the first page the dot is."""
    picture = PdfPages.read(content).draw(0, 200, grey=True)
    wide, high = picture.width(), picture.height()
    dark = [
        (x < wide / 2, y < high / 2)
        for x in range(0, wide, 2)
        for y in range(0, high, 2)
        if picture.pixelColor(x, y).lightness() < 60 and not 40 < x < 160
    ]
    left, top = max(set(dark), key=dark.count)
    return f"{'upper' if top else 'lower'} {'left' if left else 'right'}"


def test_pages_are_turned_and_made_to_fit_the_paper() -> None:
    letter = arranged(sheets(2), Choice("x", paper="Letter"))
    assert {tuple(map(round, one)) for one in sizes(letter.content)} == {(612, 792)}
    assert sides(letter.content) == ["0", "1"]
    across = arranged(sheets(1, (841.89, 595.276)), Choice("x"))
    assert across.short_edge
    assert sizes(across.content) == [pytest.approx((595.276, 841.89), abs=0.1)]
    assert corners(across.content) == "lower left"  # turned a quarter to the left
    assert corners(letter.content) == "upper left"


def sizes(content: bytes) -> list[tuple[float, float]]:
    return [(size.width(), size.height()) for size in PdfPages.read(content).sizes]


def test_paper_has_many_names() -> None:
    names = ["iso_a4_210x297mm", "A4", "na_letter_8.5x11in", "iso_a3_297x420mm", "Postcard", ""]
    assert [paper_named(name) for name in names] == ["A4", "A4", "Letter", "A3", "", ""]
    assert Printer("x", "x", ("Letter", "A4")).paper_for("A3") == "A4"
    assert Printer("x", "x", ("Letter",)).paper_for("A4") == "Letter"
    assert Printer("x", "x").paper_for("A3") == "A4"


# ----------------------------------------------------------------------------- without CUPS


def file_printer(file: Path) -> DevicePrinting:
    def made(_choice: Choice) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        printer.setResolution(600)
        return printer

    return DevicePrinting(made)


def test_pages_are_drawn_in_bands_as_they_were_looked_at(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ink of the printed page, drawn again, lies where it lay, in the same amount."""

    def ink(content: bytes) -> list[int]:
        image = PdfPages.read(content).draw(0, 1784, grey=True)
        return [
            sum(255 - value for value in bytes(image.copy(0, top, 1784, 120).constBits()))
            for top in range(0, 2400, 120)
        ]

    biggest: list[int] = []
    real = device.is_white

    def is_white(band: object) -> bool:
        biggest.append(band.sizeInBytes())  # type: ignore[attr-defined]
        return real(band)  # type: ignore[arg-type]

    monkeypatch.setattr(device, "is_white", is_white)
    content, file = paper(1).content, tmp_path / "out.pdf"
    file_printer(file).send(content, Choice("x"))
    assert ink(file.read_bytes()) == pytest.approx(ink(content), rel=0.12, abs=20_000)
    assert len(biggest) > 5
    assert max(biggest) < 6_000_000


def test_stopped_while_drawing_it_is_taken_back(qapp: QApplication, tmp_path: Path) -> None:
    said = iter([False] * 4 + [True] * 9)
    with pytest.raises(PrintStopped):
        file_printer(tmp_path / "out.pdf").send(
            paper(2).content, Choice("x"), cancelled=lambda: next(said)
        )


def test_a_print_system_that_is_not_there_is_away(tmp_path: Path) -> None:
    with pytest.raises(IppAway):
        Ipp(str(tmp_path / "none")).ask(Operation.GET_PRINTERS, [])
