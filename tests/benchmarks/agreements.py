"""Agreements: a whole school against a bare canvas that stamps the same; memory, size, scanning."""

from __future__ import annotations

import gc
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure, Spread, in_turns, spread
from tests.benchmarks.ground import Ground

NAME = "agreements"
_FORENAMES = ("Zoë", "Aisha", "Łukasz", "Omar", "Ben", "Nia", "محمد", "Ana", "Ivo", "Mei")
_SURNAMES = ("Nowak", "Khan", "O’Neill", "Smith", "Nguyễn", "حسن", "Taylor", "Green", "Reid")


def measure(ground: Ground) -> Iterator[Figure]:
    """In this process, but for memory, which children of their own measure."""
    whole = ground.size.rounds > 5
    pupils = 420 if whole else 12
    yield _against_raw(ground, pupils)
    yield from _memory_and_size(whole)
    yield from _looking(whole)
    yield _scanning(ground, 100 if whole else 4)


def made_up_plan(pupils: int) -> Any:
    """Two forms for each of `pupils` invented children, in classes of thirty."""
    from trent_desktop.agreements.codes import new_token
    from trent_desktop.agreements.giving.batch import (
        BatchOrder,
        BatchPlan,
        Chosen,
        Form,
        FormGroup,
        Scope,
    )
    from trent_desktop.agreements.kinds import Kind
    from trent_desktop.agreements.wording.languages import our_wording

    rolls = random.Random(1)
    kinds = (Kind.PUPIL_KS2, Kind.PARENT)
    groups: list[FormGroup] = []
    for start in range(0, pupils, 30):
        forms: list[Form] = []
        for _ in range(min(30, pupils - start)):
            name = f"{rolls.choice(_FORENAMES)} {rolls.choice(_SURNAMES)}"
            forms += [
                Form(uuid.uuid4(), new_token(), kind, name, "4B", our_wording(kind, "en"), 1)
                for kind in kinds
            ]
        groups.append(FormGroup(f"Class {start // 30}", tuple(forms)))
    order = BatchOrder(kinds, Chosen(Scope.EVERYBODY), cover_sheets=False)
    return BatchPlan(order, tuple(groups))


def how() -> Any:
    """The invented school that prints."""
    import datetime as dt

    from trent_desktop.agreements.paper.documents import BatchPrint
    from trent_desktop.documents.page import Letterhead

    letterhead = Letterhead("Larkfield Primary School", ("1 Larkfield Lane", "London"))
    return BatchPrint(letterhead, uuid.UUID(int=7), dt.date(2026, 11, 23))


def _against_raw(ground: Ground, pupils: int) -> Figure:
    from trent_desktop.agreements.paper.documents import write_batch

    plan = made_up_plan(pupils)
    path = ground.folder / "batch.pdf"
    # Whoever printed with ReportLab alone would have to make the codes too, with the same library.
    raw = _raw(plan, ground.folder / "raw.pdf", ready_made=False)
    rounds = max(2, ground.size.rounds // 4)
    ours, theirs = in_turns(
        rounds, lambda: write_batch(plan, path, how()), raw, warm=1, clock=time.process_time
    )
    return Figure(
        NAME,
        f"{pupils:,} pupils × 2 pages, processor time",
        "ms",
        ours,
        theirs,
        "bare canvas that stamps the same",
        goal=1.25,
    )


def _raw(plan: Any, path: Path, *, ready_made: bool = True) -> Any:
    """The same pages with ReportLab alone: two forms of 30 lines, and what differs with its code."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    from trent_desktop.agreements.codes import code_text
    from trent_desktop.agreements.kinds import Kind
    from trent_desktop.agreements.paper.slip import code_drawing
    from trent_desktop.documents import fonts

    for face in (fonts.PLAIN, fonts.BOLD, fonts.NOTO, fonts.ARABIC):
        fonts.open_font(face)
    texts = [code_text(uuid.UUID(int=7), form.token) for form in plan.forms]
    made = [code_drawing(text) for text in texts]

    def work() -> None:
        codes = made
        if not ready_made:
            code_drawing.cache_clear()
            codes = [code_drawing(text) for text in texts]
        canvas: Any = Canvas(str(path), pagesize=A4, pageCompression=1)
        for name in ("a", "b"):
            canvas.beginForm(name)
            canvas.setFont(fonts.PLAIN.name, 12)
            for row in range(30):
                words = "I do not share my full name, address, school or phone number online."
                canvas.drawString(57, 780 - row * 16, words)
            canvas.endForm()
        for form, text, (side, digits) in zip(plan.forms, texts, codes, strict=True):
            canvas.doForm("a" if form.kind is Kind.PUPIL_KS2 else "b")
            canvas.setFont(fonts.BOLD.name, 13.2)
            canvas.drawString(67, 700, form.name)
            canvas.drawString(490, 700, form.class_name)
            canvas.drawString(57, 200, form.name)
            canvas.setFont(fonts.PLAIN.name, 12)
            canvas.drawString(57, 184, f"Class {form.class_name}")
            canvas._code.append(
                f"q 0 g 62.4 0 0 62.4 476 140 cm BI /W {side} /H {side} /IM true /BPC 1 "
                f"/D [1 0] /F /AHx ID {digits}> EI Q"
            )
            canvas.setFont(fonts.PLAIN.name, 9)
            for row in range(3):
                some = text[row * 8 : row * 8 + 8]
                canvas.drawCentredString(507, 129 - row * 11, f"{some[:4]} {some[4:]}")
            canvas.showPage()
        canvas.save()

    return work


def _memory_and_size(whole: bool) -> Iterator[Figure]:
    few, many = (42, 4_200) if whole else (4, 40)
    found = [_child(pupils) for pupils in (few, many)]
    (small, small_bytes), (large, large_bytes) = found
    growth = max(0.001, large - small)
    name = f"memory from {few} to {many:,} pupils, at most"
    yield Figure(NAME, name, "MiB more", Spread(growth, growth, growth), most=30)
    page = (large_bytes - small_bytes) / (2 * (many - few))
    yield Figure(NAME, "a page in the file", "bytes", Spread(page, page, page), most=1024)


def _child(pupils: int) -> tuple[float, int]:
    """The most memory that writing took beyond the plan itself (MiB), and the file's bytes."""
    script = (
        "import sys, tempfile, threading, time, psutil, pathlib, gc\n"
        "from tests.benchmarks.agreements import how, made_up_plan\n"
        "from trent_desktop.agreements.paper.documents import write_batch\n"
        "me, stop, most = psutil.Process(), threading.Event(), [0]\n"
        "path = pathlib.Path(tempfile.mkdtemp()) / 'batch.pdf'\n"
        "write_batch(made_up_plan(4), path, how())\n"
        f"plan = made_up_plan({pupils})\n"
        "gc.collect(); before = me.memory_info().rss\n"
        "def watch():\n"
        "    while not stop.wait(0.005):\n"
        "        most[0] = max(most[0], me.memory_info().rss)\n"
        "thread = threading.Thread(target=watch); thread.start()\n"
        "write_batch(plan, path, how())\n"
        "most[0] = max(most[0], me.memory_info().rss)\n"
        "stop.set(); thread.join()\n"
        "print((most[0] - before) / 2**20, path.stat().st_size)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    memory, size = done.stdout.split()
    return float(memory), int(size)


def _looking(whole: bool) -> Iterator[Figure]:
    """From the choice made to the first page drawn; and a page further on."""
    from ui.agreements.paper.batch_pages import BatchPages

    for pupils in (42, 4_200) if whole else (4,):
        plan = made_up_plan(pupils)
        taken: list[float] = []
        for _ in range(8 if whole else 2):
            gc.collect()
            begun = time.process_time()
            BatchPages.first(plan, how()).draw(0, 800)
            taken.append((time.process_time() - begun) * 1000)
        name = f"first page of {pupils:,} pupils, processor time"
        yield Figure(NAME, name, "ms", spread(taken), most=30)
    pages = BatchPages.every(made_up_plan(500 if whole else 4), how())
    taken = []
    for page in range(0, len(pages), 17 if whole else 2):
        begun = time.perf_counter()
        pages.draw(page, 800)
        taken.append((time.perf_counter() - begun) * 1000)
    name = f"a page somewhere in {len(pages):,}, off the GUI thread"
    yield Figure(NAME, name, "ms", spread(taken))


def _scanning(ground: Ground, count: int) -> Figure:
    """Codes of a scanned PDF: pages at 200 dots to the inch, a little askew, with noise."""
    from tests.agreements.scans import scanned_pdf
    from trent_desktop.agreements.paper.documents import write_batch
    from trent_desktop.agreements.register.scanning import scan_file

    path = ground.folder / "batch.pdf"
    write_batch(made_up_plan(-(-count // 2)), path, how())
    scan = scanned_pdf(path, ground.folder / "scan.pdf", pages=count)
    begun = time.perf_counter()
    found = sum(bool(page.codes) for page in scan_file(scan))
    lasted = time.perf_counter() - begun
    if found != count:
        raise AssertionError(f"{found} codes on {count} pages")
    return Figure(
        NAME, f"scan {count} pages", "s", Spread(lasted, lasted, lasted), most=20,
        note=f"{lasted / count * 1000:.0f} ms a page",
    )  # fmt: skip
