"""What is taken in, what comes of it, and what is refused in a sentence while the program lives."""

from __future__ import annotations

import ctypes
import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from tests.reports.attachments import files
from trent_desktop.problems import UnreadableFile
from trent_desktop.reports.attachments.pages import (
    MOST_KEPT_BYTES,
    MOST_KEPT_PIXELS,
    MOST_PAGES,
    NotOurPages,
    packed,
    unpacked,
)
from trent_desktop.reports.attachments.taking_in import LARGEST_FILE, pages_of, read_chosen

ROOT = Path(__file__).resolve().parents[3]

# The most memory that reading a document took, in KiB, whether it was read or refused in words.
_MEMORY_TAKEN = """
import contextlib, pathlib, resource, sys
from trent_desktop.problems import UnreadableFile
from trent_desktop.reports.attachments.taking_in import pages_of
with contextlib.suppress(UnreadableFile):
    pages_of(pathlib.Path(sys.argv[1]).read_bytes())
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def only_picture(content: bytes) -> Image.Image:
    """The picture kept of a file; nothing stands beside its pixels."""
    kept, _ = pages_of(content)
    (page,) = unpacked(kept)
    picture = Image.open(io.BytesIO(page.content))
    picture.load()
    assert picture.size == (page.width, page.height)
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    return picture


class TestWhatIsKept:
    def test_the_pixels_of_a_screenshot(self) -> None:
        picture = only_picture(files.png())
        assert picture.convert("RGB").tobytes() == files.drawn().tobytes()

    def test_of_a_photograph_neither_place_nor_camera_and_it_stands_upright(self) -> None:
        content = files.jpeg_of_a_phone()
        assert files.PHONE.encode() in content
        assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)
        kept, is_pdf = pages_of(content)
        assert not is_pdf
        assert files.PHONE.encode() not in kept
        assert b"a profile" not in kept
        assert only_picture(content).size == (300, 400)

    def test_pictures_of_every_depth(self) -> None:
        for mode in ("1", "L", "LA", "P", "RGBA", "I;16"):
            out = io.BytesIO()
            Image.new(mode, (30, 20)).save(out, "PNG")
            assert only_picture(out.getvalue()).size == (30, 20)
        several = io.BytesIO()  # as telephones keep a picture with a smaller one beside it
        files.drawn(40, 30).save(several, "MPO", save_all=True, append_images=[files.drawn(30, 20)])
        assert only_picture(several.getvalue()).size == (40, 30)
        for mode in ("L", "CMYK"):
            out = io.BytesIO()
            Image.new(mode, (30, 20)).save(out, "JPEG")
            assert only_picture(out.getvalue()).size == (30, 20)

    def test_what_is_clear_is_white(self) -> None:
        out = io.BytesIO()
        Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(out, "PNG")
        assert only_picture(out.getvalue()).convert("RGB").getpixel((5, 5)) == (255, 255, 255)

    def test_as_many_pixels_as_are_allowed(self) -> None:
        out = io.BytesIO()
        Image.new("RGBA", (8000, 8000), (0, 0, 0, 90)).save(out, "PNG", compress_level=1)
        picture = only_picture(out.getvalue())
        assert picture.width * picture.height > 0.99 * MOST_KEPT_PIXELS

    def test_a_long_screenshot_stays_readable_and_within_bounds(self) -> None:
        picture = only_picture(files.png(1080, 14_000))
        assert picture.width * picture.height <= MOST_KEPT_PIXELS
        assert picture.width > 700

    def test_a_large_noisy_photograph_is_kept_in_few_bytes(self) -> None:
        out = io.BytesIO()
        small = Image.frombytes("RGB", (400, 300), os.urandom(400 * 300 * 3))
        small.resize((6000, 4500), Image.Resampling.BICUBIC).save(out, "JPEG", quality=60)
        assert out.tell() < LARGEST_FILE
        kept, _ = pages_of(out.getvalue())
        assert len(kept) <= MOST_KEPT_BYTES

    def test_the_pages_of_a_pdf_as_pictures(self) -> None:
        kept, is_pdf = pages_of(files.pdf(3))
        assert is_pdf
        pages = unpacked(kept)
        assert [(page.width, page.height) for page in pages] == [(1414, 2000)] * 3
        for gone in (b"%PDF", b"example.net", files.PHONE.encode(), b"Message number"):
            assert gone not in kept

    def test_nothing_that_acts_is_left_of_a_pdf(self) -> None:
        content = files.pdf_with_a_script()
        kept, _ = pages_of(content)
        for gone in (b"JavaScript", b"this program", b"%PDF"):
            assert gone in content
            assert gone not in kept
        (page,) = unpacked(kept)
        picture = Image.open(io.BytesIO(page.content)).convert("RGB")
        assert picture.getpixel((700, 1300)) == (0, 0, 255)

    def test_a_pdf_page_of_any_shape_is_within_bounds(self) -> None:
        for size in ((14_400, 1), (1, 14_400), (14_400, 14_400)):
            (page,) = unpacked(pages_of(files.pdf(1, size=size))[0])
            assert page.width * page.height <= MOST_KEPT_PIXELS

    def test_as_many_pages_as_are_allowed(self) -> None:
        assert len(unpacked(pages_of(files.pdf(MOST_PAGES))[0])) == MOST_PAGES


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200
HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "This file is empty"),
    "one byte": (lambda: b"x", "Only pictures"),
    "too big": (lambda: files.png() + b"\0" * LARGEST_FILE, "larger than 10 MB"),
    "a program called .png": (lambda: b"MZ\x90\0" + b"\0" * 500, "This is a program"),
    "a program of Linux": (lambda: b"\x7fELF" + b"\0" * 500, "This is a program"),
    "a script": (lambda: b"#!/bin/sh\nrm -rf /\n", "This is a program"),
    "an SVG": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a drawing that may"),
    "a web page": (lambda: b"<!DOCTYPE html><html><script>1</script></html>", "This is a web page"),
    "HEIC": (lambda: HEIC, "telephones keep"),
    "a film": (lambda: b"\0\0\0\x18ftypisom" + b"\0" * 200, "Films and sound"),
    "a GIF": (lambda: b"GIF89a" + b"\0" * 50, "only PNG and JPEG can"),
    "WebP": (lambda: b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 50, "only PNG and JPEG can"),
    "TIFF": (lambda: b"II*\0" + b"\0" * 50, "only PNG and JPEG can"),
    "a document of an office": (lambda: files.with_a_zip(b""), "Only pictures"),
    "50,000 times 50,000": (lambda: files.png_that_says(50_000, 50_000), "far more pixels"),
    "a flat bomb": (lambda: files.png_that_says(20_000, 20_000, b"\0" * 10_000_000), "far more pixels"),
    "too long": (lambda: files.png_that_says(1, 60_000), "far more pixels"),
    "no height": (lambda: files.png_that_says(100, 0), "damaged"),
    "a bomb in a remark": (files.png_with_a_bomb_for_a_name, "damaged"),
    "a PNG cut short": (lambda: files.png()[:-600], "damaged"),
    "a JPEG cut short": (lambda: files.jpeg_of_a_phone()[:-3000], "damaged"),
    "the head of a PNG alone": (lambda: b"\x89PNG\r\n\x1a\n", "damaged"),
    "a picture and a ZIP": (lambda: files.with_a_zip(files.png()), "two kinds of file in one"),
    "a picture and a PDF": (
        lambda: files.jpeg_of_a_phone()[:20] + b"%PDF-1.4" + files.pdf(), "two kinds of file in one",
    ),
    "a PDF and a ZIP": (lambda: files.with_a_zip(files.pdf()), "two kinds of file in one"),
    "a locked PDF": (lambda: files.pdf(password="secret"), "locked with a password"),
    "a PDF cut short": (lambda: files.pdf()[:-800], "damaged"),
    "a PDF of nothing": (lambda: b"%PDF-1.7\n%%EOF", "damaged"),
    "a PDF without pages": (
        lambda: files.raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"),
        "damaged",
    ),
    "10,000 pages": (lambda: files.pdf(10_000), "more than 20 pages"),
}  # fmt: skip


@pytest.mark.parametrize("case", HARMFUL)
def test_what_is_not_taken_is_said_in_a_sentence(case: str) -> None:
    make, said = HARMFUL[case]
    content = make()
    started = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        pages_of(content)
    assert said in refused.value.words
    assert refused.value.words.endswith(".")
    assert refused.value.what_to_do.endswith(".")
    assert time.monotonic() - started < 20


def test_a_pdf_that_says_it_has_more_pages_than_it_has() -> None:
    lying = files.pdf(1).replace(b"/Count 1", b"/Count 9999999")
    kept = b""
    with suppress(UnreadableFile):
        kept, _ = pages_of(lying)
    assert not kept or len(unpacked(kept)) == 1


def test_a_pdf_that_draws_without_end_is_ended() -> None:
    started = time.monotonic()
    with pytest.raises(UnreadableFile, match="could not be opened safely"):
        pages_of(files.pdf_that_draws_without_end(), patience=3)
    assert time.monotonic() - started < 8


_GREEDY = """
from contextlib import suppress
from pathlib import Path
from trent_desktop.reading_apart import bound_this_process
bound_this_process(300 * 2**20, 2)
try:
    bytearray(2**30)
except MemoryError:
    print("no memory", flush=True)
try:
    Path("left-behind").write_text("x")
except OSError:
    print("no file", flush=True)
while True:
    pass
"""


def test_what_is_asked_of_windows_has_the_shape_that_windows_knows() -> None:
    from trent_desktop.windows_job import limits

    asked = limits(1280 * 1024**2, 40)
    size = ctypes.sizeof(ctypes.c_void_p)
    assert ctypes.sizeof(asked) == {8: 144, 4: 112}[size]
    fields = type(asked.basic)
    assert (fields.flags.offset, asked.basic.flags) == (16, 0x50A)
    if size == 8:
        assert (fields.active_processes.offset, type(asked).process_memory.offset) == (40, 112)
    assert (asked.process_memory, asked.basic.process_time) == (1280 * 1024**2, 400_000_000)


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS bounds a process less")
def test_the_process_that_draws_has_bounds(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _GREEDY],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split()[:2] == ["no", "memory"]
    assert done.returncode != 0
    if sys.platform != "win32":
        assert done.stdout.split()[2:] == ["no", "file"]
        assert done.returncode in (-signal.SIGXCPU, -signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_the_process_that_draws_is_told_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENT_PASSWORD", "sample-school")
    told: list[bytes] = []
    start = subprocess.Popen.__init__

    def started(self: subprocess.Popen[bytes], *given: object, **more: object) -> None:
        start(self, *given, **more)  # type: ignore[arg-type]
        given_to = Path(f"/proc/{self.pid}/environ")
        while not (read := given_to.read_bytes()) and self.poll() is None:
            time.sleep(0.01)  # it is only just becoming what it will be
        told.append(read)

    monkeypatch.setattr(subprocess.Popen, "__init__", started)
    pages_of(files.png())
    assert b"PATH=" in told[0]
    assert b"sample-school" not in told[0]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bound a process less")
def test_a_picture_in_a_pdf_takes_no_more_memory_than_is_given(tmp_path: Path) -> None:
    # From a process of its own: the system tells the most of all children that there ever were.
    document = tmp_path / "large.pdf"
    document.write_bytes(files.pdf_with_a_picture_that_says(60_000, 60_000))
    asked = subprocess.run(
        [sys.executable, "-c", _MEMORY_TAKEN, str(document)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert 10 * 1024 < int(asked.stdout) < 1.3 * 1024**2


def test_pages_are_only_what_we_packed() -> None:
    good = packed([files.png(20, 20)])
    assert len(unpacked(good)) == 1
    for content in (
        b"",
        good[:-1],
        good + b"\0",
        packed([]),
        packed([b"<svg/>"]),
        packed([b"GIF89a"]),
        packed([files.png_that_says(50_000, 50_000)]),
        packed([files.png(3000, 3000)]),
        packed([files.png(20, 20)] * (MOST_PAGES + 1)),
        good.replace(b"/1", b"/2"),
    ):
        with pytest.raises(NotOurPages):
            unpacked(content)


class TestTheFile:
    def test_is_read_whatever_it_is_called(self, tmp_path: Path) -> None:
        path = tmp_path / "-Łukasz’s “chat” 100%.jpg"
        path.write_bytes(files.png())
        assert read_chosen(path) == files.png()

    def test_that_is_gone_or_a_folder_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="cannot be opened"):
            read_chosen(tmp_path / "gone.png")
        with pytest.raises(UnreadableFile, match="not an ordinary file"):
            read_chosen(tmp_path)

    def test_that_is_too_big_is_not_read(self, tmp_path: Path) -> None:
        path = tmp_path / "big.png"
        with path.open("wb") as file:
            file.truncate(50 * 1024**3 if sys.platform == "linux" else LARGEST_FILE + 1)
        with pytest.raises(UnreadableFile, match="larger than 10 MB"):
            read_chosen(path)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
    def test_that_never_ends_is_not_waited_for(self, tmp_path: Path) -> None:
        pipe = tmp_path / "picture.png"
        os.mkfifo(pipe)
        said: list[str] = []

        def read() -> None:
            try:
                read_chosen(pipe)
            except UnreadableFile as refused:
                said.append(refused.words)

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        reader.join(5)
        assert said == ["This is not an ordinary file."]
