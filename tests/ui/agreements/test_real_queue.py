"""Printed through a real print system, CUPS, from the button to what lies in the tray."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from tests.at_once import AtOnce
from tests.cups_server import CupsServer, cups_server
from tests.documents.reading import reader
from tests.gallery.stage import TODAY, Stage, settle
from tests.reports.papers import SCHOOL
from tests.ui.agreements.desks import press
from tests.ui.agreements.office import Office, choose_class, office_of
from trent_desktop.documents.page import Pdf
from trent_desktop.lessons.documents import promise_poster_pdf
from trent_desktop.lessons.on_laptop import our_packs
from ui.background import Background
from ui.documents import Document, DocumentPreview, SystemPrinting
from ui.documents.print_sheet import PrintSheet
from ui.documents.printers.cups import Cups
from ui.documents.printers.values import Choice, JobState, PrintStopped
from ui.theme import Tone

#: A PDF of several pieces, of which the first is sent and the program then ends.
_ENDS = """
import os, sys
from ui.documents.printers.cups import Cups
from ui.documents.printers.values import Choice
asked = 0
def at_the_second_piece():
    global asked
    asked += 1
    if asked == 4:
        os._exit(9)
    return False
when = sys.argv[1]
Cups().send(
    sys.stdin.buffer.read() + b" " * 300_000,
    Choice("office"),
    taken=(lambda: os._exit(9)) if when == "taken" else (lambda: None),
    cancelled=at_the_second_piece,
)
"""


@pytest.fixture(scope="module")
def cups() -> Iterator[CupsServer]:
    with cups_server() as made:
        made.add("office")
        made.add("small", sizes="Letter", two_sided=False, colour=False)
        made.add("letters", sizes="Letter A4")
        made.add("leaving")
        yield made


@pytest.fixture
def queue(
    cups: CupsServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[CupsServer]:
    """The print system as the program finds it; nothing lies in temporary folders afterwards."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name, value in cups.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    cups.empty()
    yield cups
    assert list(temporary.rglob("*")) == []
    assert list((cups.spool / "tmp").iterdir()) == []


def printing_office(stage: Stage, tmp_path: Path) -> Office:
    office = office_of(stage, tmp_path)
    panel = office.page.panel
    panel._printing = SystemPrinting(office.page.desk.background, Cups())
    choose_class(office.page, "4B")
    office.settled()
    return office


def sheet_for(owner: QObject, button: object, printer: str) -> PrintSheet:
    press(button)  # type: ignore[arg-type]
    settle()
    sheet = owner._printing.sheet  # type: ignore[attr-defined]
    assert isinstance(sheet, PrintSheet)
    sheet.printer.setCurrentIndex(sheet.printer.findData(printer))
    settle()
    return sheet


def until(true: Callable[[], bool]) -> None:
    for _ in range(200):
        if true():
            return
        QTest.qWait(50)
    raise AssertionError("it never came")


def memory_mb() -> float:
    """The most memory that this process ever had, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if "VmHWM" in line).split()[1]) / 1024


# ------------------------------------------------------------------------------------- a class


def test_a_class_comes_out_two_sided_small_and_quickly(
    stage: Stage, tmp_path: Path, queue: CupsServer
) -> None:
    office = printing_office(stage, tmp_path)
    panel, before = office.page.panel, office.batches
    sheet = sheet_for(panel, panel.view.print, "office")
    assert sheet.two_sided.isChecked()  # as the printer does it by itself
    assert not sheet.colour.isChecked()
    # Of this process alone: other tests run beside it.
    memory, began, worked = memory_mb(), time.monotonic(), time.process_time()
    press(sheet.print)
    took, grown = time.process_time() - worked, memory_mb() - memory
    passed = time.monotonic() - began
    until(lambda: panel.job.news.state is JobState.CAME_OUT)  # type: ignore[union-attr]
    assert panel.view.outcome._tone is Tone.LEAF  # type: ignore[union-attr]
    assert office.told().endswith("Please fetch them straight away.")
    assert office.batches == before + 1
    (came,) = queue.came_out.glob("*.pdf")
    size = came.stat().st_size
    assert panel.pages is not None
    print(f"{len(panel.pages)} pages, {size} bytes, {took:.2f} s of {passed:.2f} s, {grown:.1f} MB")
    assert size < 1_000_000
    assert took < 2
    assert grown < 40
    title, copies, options = came.with_suffix(".options").read_text().split("\n", 2)
    assert (title, copies) == ("Trent Desktop", "1")
    assert "sides=two-sided-long-edge" in options
    assert "media=iso_a4_210x297mm" in options
    assert "print-color-mode=monochrome" in options
    # Every form begins on the front of a sheet.
    sides = reader(came.read_bytes()).pages
    fronts = [at for at, page in enumerate(sides) if page.extract_text().strip()]
    starts = panel.pages.starts  # type: ignore[union-attr]
    assert all(fronts[start] % 2 == 0 for start in starts)
    assert not [name for name in names_of(office) if name in title + options]


def names_of(office: Office) -> list[str]:
    return [one.name for one in office.school.signed_in.directory.pupils]


def test_a_queue_that_refuses_is_paused_or_has_gone_gets_no_tick(
    stage: Stage, tmp_path: Path, queue: CupsServer
) -> None:
    office = printing_office(stage, tmp_path)
    panel, before = office.page.panel, office.batches
    for undo, command in (
        (["cupsaccept", "leaving"], ["cupsreject", "-r", "Out for repair", "leaving"]),
        (["cupsenable", "leaving"], ["cupsdisable", "leaving"]),
        (None, ["lpadmin", "-x", "leaving"]),
    ):
        sheet = sheet_for(panel, panel.view.print, "leaving")
        queue.run(*command)  # while she still chooses
        press(sheet.print)
        assert "Nothing was sent." in office.told(), office.told()
        assert panel.view.outcome._tone is Tone.CORAL  # type: ignore[union-attr]
        assert office.batches == before
        if undo is not None:
            sheet = sheet_for(panel, panel.view.print, "leaving")
            assert not sheet.print.isEnabled()
            assert sheet.note.isVisible()
            sheet.dismiss()
            queue.run(*undo)
    assert queue.waiting() == ""
    assert list(queue.came_out.iterdir()) == []


def test_what_is_cancelled_in_the_queue_does_not_come_out(
    stage: Stage, tmp_path: Path, queue: CupsServer
) -> None:
    office = printing_office(stage, tmp_path)
    panel = office.page.panel
    slow = queue.came_out / "slow"
    slow.touch()
    press(sheet_for(panel, panel.view.print, "office").print)
    assert "not come out yet" in office.told()
    press(panel.view.link)  # type: ignore[arg-type]
    until(lambda: office.told().startswith("Cancelled."))
    slow.unlink()
    assert queue.waiting() == ""
    assert list(queue.came_out.iterdir()) == []


def test_a_jam_is_told_and_once_it_is_cleared_the_job_comes_out(
    stage: Stage, tmp_path: Path, queue: CupsServer
) -> None:
    office = printing_office(stage, tmp_path)
    panel = office.page.panel
    (queue.came_out / "jam").touch()
    press(sheet_for(panel, panel.view.print, "office").print)
    until(lambda: "jammed" in office.told())
    assert panel.view.outcome._tone is Tone.SUN  # type: ignore[union-attr]
    (queue.came_out / "jam").unlink()
    queue.run("cupsenable", "office")
    until(lambda: panel.job.news.state is JobState.CAME_OUT)  # type: ignore[union-attr]
    assert len(list(queue.came_out.glob("*.pdf"))) == 1


def test_what_the_queue_took_is_told_by_what_becomes_of_it(queue: CupsServer) -> None:
    slow = queue.came_out / "slow"
    slow.touch()
    cups = Cups()
    first = cups.send(b"%PDF-1.4 one", Choice("office"))
    held = cups.send(b"%PDF-1.4 two", Choice("office"))
    queue.run("lp", "-i", f"office-{held.number}", "-H", "hold")
    assert "release it at the printer" in cups.look(held).why
    queue.run("cupsreject", "office")  # it takes no more, and prints what it has
    assert cups.look(first).state is JobState.WAITING
    queue.run("cupsdisable", "office")
    stuck = cups.look(first)
    assert stuck.state is JobState.STUCK
    assert "is paused." in stuck.why
    queue.run("cupsenable", "office")
    queue.run("cupsaccept", "office")
    queue.run("lp", "-i", f"office-{held.number}", "-H", "resume")
    slow.unlink()
    until(lambda: cups.look(held).state is JobState.CAME_OUT)


# ----------------------------------------------------------------------------------- a poster


def poster(stage: Stage) -> DocumentPreview:
    background = Background(AtOnce())
    lesson = our_packs()[0].lesson

    def make() -> Pdf:
        return promise_poster_pdf(SCHOOL, lesson, ["I keep safe."], "4B", TODAY)

    preview = DocumentPreview(
        background,
        Document("Our promise", "Our promise.pdf", make, poster=True),
        printing=SystemPrinting(background, Cups()),
    )
    background.setParent(preview)
    stage.keep(preview)
    settle()
    return preview


@pytest.mark.parametrize(
    ("printer", "media", "mode", "size"),
    [
        ("office", "iso_a3_297x420mm", "color", (842, 1191)),
        ("letters", "iso_a4_210x297mm", "color", (595, 842)),
        ("small", "na_letter_8.5x11in", "monochrome", (612, 792)),
    ],
)
def test_a_poster_goes_on_a3_where_there_is_one_and_in_colour(
    stage: Stage, queue: CupsServer, printer: str, media: str, mode: str, size: tuple[int, int]
) -> None:
    preview = poster(stage)
    press(sheet_for(preview, preview.view.print, printer).print)
    until(lambda: bool(list(queue.came_out.glob("*.options"))))
    (came,) = queue.came_out.glob("*.pdf")
    options = came.with_suffix(".options").read_text()
    assert f"media={media}" in options
    assert f"print-color-mode={mode}" in options
    (page,) = reader(came.read_bytes()).pages
    found = tuple(round(float(one)) for one in (page.mediabox.width, page.mediabox.height))
    assert found == size


# -------------------------------------------------------------------------------- in the middle


def test_cancelled_while_it_is_sent_nothing_comes_out(queue: CupsServer) -> None:
    said = iter([False, False, False, True])
    with pytest.raises(PrintStopped):
        Cups().send(b"%PDF-1.4" + b" " * 400_000, Choice("office"), cancelled=lambda: next(said))
    assert queue.waiting() == ""
    QTest.qWait(300)
    assert list(queue.came_out.iterdir()) == []


@pytest.mark.parametrize("when", ["taken", "sending"])
def test_a_program_that_dies_in_the_middle_leaves_nothing(queue: CupsServer, when: str) -> None:
    before = queue.files()
    done = subprocess.run(
        [sys.executable, "-c", _ENDS, when],
        input=b"%PDF-1.4 Zara Example",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
        timeout=30,
    )
    assert done.returncode == 9
    QTest.qWait(300)
    assert list(queue.came_out.iterdir()) == []
    assert queue.files() == before  # nothing of what was to be printed lies anywhere
