"""Slips, the sheet for the safe, and the crest: read back by another program."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import uuid
import zlib
from pathlib import Path

import pytest
from PIL import Image

from trent_desktop.documents.page import Letterhead
from trent_desktop.problems import UnreadableFile
from trent_desktop.school.keys.joining.codes import new_one_time_code, new_recovery_code
from trent_desktop.school.keys.joining.slips import joining_slips_pdf, recovery_sheet_pdf
from trent_desktop.school.keys.joining.values import JoiningSlip
from trent_desktop.school.settings.crest import SIDE, check_crest

AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
HEAD = Letterhead("Larkfield Primary School", ("1 Larkfield Lane",))


def words_of(content: bytes, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(content)
    return subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout


def slip(name: str, *, is_reset: bool = False) -> JoiningSlip:
    until = AT + dt.timedelta(days=14)
    return JoiningSlip(uuid.uuid4(), name, "zoneill", new_one_time_code(), until, is_reset)


@pytest.mark.parametrize("name", ["Zoë O'Neill", "<b>Robert</b> & <img src=x>", "x" * 120])
def test_a_slip_has_name_code_and_date(name: str, tmp_path: Path) -> None:
    one = slip(name)
    pdf = joining_slips_pdf(HEAD, [one], made_at=AT)
    words = words_of(pdf.content, tmp_path)
    assert name in "".join(words.split("\n")) or name[:40] in words
    assert one.code.replace("-", " - ") in words
    assert "6 December 2026" in words
    assert "zoneill" in words


def test_three_slips_to_a_page_and_a_reset_says_so(tmp_path: Path) -> None:
    pdf = joining_slips_pdf(HEAD, [slip(f"Name {n}") for n in range(7)], made_at=AT)
    assert pdf.pages == 3
    assert pdf.starts == (0, 1, 2)  # cut apart: nothing of anybody else on the back
    reset = joining_slips_pdf(HEAD, [slip("Ada", is_reset=True)], made_at=AT)
    assert "Choose a new password" in words_of(reset.content, tmp_path)


@pytest.mark.parametrize(
    ("kept_at", "typed"),
    [
        (
            "postgresql+psycopg://larkfield@db.example.org/larkfield?sslmode=verify-full",
            "postgresql://larkfield@db.example.org/larkfield",
        ),
        (
            "postgres://larkfield:SECRET@[2001:db8::1]:5433/lark%20field?passfile=SECRET&host=db2",
            "postgresql://larkfield@[2001:db8::1]:5433/lark%20field?host=db2",
        ),
        ("postgresql://a%40b:SEC@RET@db/lark#SECRET", "postgresql://a%40b@db/lark"),
    ],
)
def test_the_slip_of_a_school_on_a_server_has_its_address_and_no_password(
    kept_at: str, typed: str, tmp_path: Path
) -> None:
    """Whoever joins has to type it; what opens the database comes to the laptop by itself."""
    slips = [slip(f"Name {number}") for number in range(3)]
    pdf = joining_slips_pdf(HEAD, slips, made_at=AT, place=kept_at)
    assert pdf.pages == 1
    words = words_of(pdf.content, tmp_path)
    assert words.count(typed) == 3
    assert "The school’s address:" in words
    assert "folder" not in words
    for secret in ("SECRET", "SEC@RET", "RET@"):
        assert secret not in words
    assert kept_at.encode() not in pdf.content
    folder = joining_slips_pdf(HEAD, slips, made_at=AT, place=r"S:\Safeguarding\Trent")
    words = words_of(folder.content, tmp_path)
    assert r"The school’s folder: S:\Safeguarding\Trent" in " ".join(words.split())
    deep = (
        "\\\\files.larkfield.example.org\\staff\\Safeguarding and Online Safety\\Trent Desktop " * 2
    )
    assert joining_slips_pdf(HEAD, slips, made_at=AT, place=deep).pages == 1
    reset = joining_slips_pdf(HEAD, [slip("Ada", is_reset=True)], made_at=AT, place=kept_at)
    assert "db" not in words_of(reset.content, tmp_path).casefold()


def test_the_sheet_for_the_safe(tmp_path: Path) -> None:
    code = new_recovery_code()
    pdf = recovery_sheet_pdf(HEAD, code, AT)
    assert pdf.pages == 1
    words = words_of(pdf.content, tmp_path)
    for group in code.split("-"):
        assert group in words
    assert "Second person" in words


def test_a_crest_is_made_anew_without_what_came_along() -> None:
    picture = Image.new("RGB", (1200, 800), "navy")
    exif = Image.Exif()
    exif[0x010E] = "taken at home by somebody"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    assert b"taken at home" in out.getvalue()
    made = check_crest(out.getvalue()).png
    assert b"taken at home" not in made
    with Image.open(io.BytesIO(made)) as again:
        assert max(again.size) == SIDE


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_from_a_camera_that_was_held_upright_is_upright(kind: str) -> None:
    picture = Image.new("RGB", (60, 40), "navy")
    picture.paste("white", (0, 0, 30, 40))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    with Image.open(io.BytesIO(check_crest(out.getvalue()).png)) as made:
        assert made.size == (40, 60)
        above, below = made.getpixel((20, 10)), made.getpixel((20, 50))
    assert isinstance(above, tuple)
    assert isinstance(below, tuple)
    assert min(above) > 200
    assert min(below) < 50


def bomb(side: int) -> bytes:
    """A small PNG that says it is huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = zlib.crc32(kind + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + kind + body + crc

    size = side.to_bytes(4, "big")
    data = zlib.compress(bytes(1000), 9)
    head = chunk(b"IHDR", size + size + b"\x08\x02\x00\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a....", b"\x89PNG\r\n\x1a\n broken", bomb(20_000), bomb(7_000), b"x" * 6_000_000],
)
def test_what_can_be_no_crest_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        check_crest(content)
    assert refused.value.what_to_do
