"""PDFs that open for their passphrase alone, by programs that had no part in making them."""

from __future__ import annotations

import io
import os
import subprocess
import time
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from tests.documents.reading import reader
from trent_desktop.documents.aes import encrypt_cbc, padded
from trent_desktop.documents.blocks import Words
from trent_desktop.documents.locking import Lock
from trent_desktop.documents.page import Letterhead, Paper, Sheet
from trent_desktop.documents.pdfium import ONE_AT_A_TIME

WORD = "K7QM-2XWD-9RTA-4ZPL-Zoë"
SECRET = "Maryam Khan told her teacher"


def sheet() -> Sheet:
    made = Sheet(Letterhead("Larkfield Primary School"), Paper("Record", reference="TR-2026-014"))
    made.add(Words(SECRET))
    return made


@pytest.fixture(scope="module")
def locked() -> bytes:
    return sheet().make(lock=Lock(WORD)).content


@pytest.mark.parametrize(
    ("key", "start", "text", "sealed"),
    [
        (  # FIPS 197, C.1 and C.3
            "000102030405060708090a0b0c0d0e0f",
            "00" * 16,
            "00112233445566778899aabbccddeeff",
            "69c4e0d86a7b0430d8cdb78070b4c55a",
        ),
        (
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "00" * 16,
            "00112233445566778899aabbccddeeff",
            "8ea2b7ca516745bfeafc49904b496089",
        ),
        (  # NIST SP 800-38A, F.2.1 and F.2.5
            "2b7e151628aed2a6abf7158809cf4f3c",
            "000102030405060708090a0b0c0d0e0f",
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51",
            "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2",
        ),
        (
            "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
            "000102030405060708090a0b0c0d0e0f",
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51",
            "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d",
        ),
    ],
)
def test_the_published_vectors(key: str, start: str, text: str, sealed: str) -> None:
    found = encrypt_cbc(bytes.fromhex(key), bytes.fromhex(start), bytes.fromhex(text))
    assert found.hex() == sealed


def test_other_lengths_are_refused() -> None:
    for key, start, text in ((24, 16, 16), (32, 12, 16), (32, 16, 15)):
        with pytest.raises(ValueError, match="whole blocks"):
            encrypt_cbc(bytes(key), bytes(start), bytes(text))
    assert padded(bytes(16)) == bytes(16) + bytes([16]) * 16


def test_it_opens_with_the_passphrase_in_three_readers(locked: bytes, tmp_path: Path) -> None:
    by_pypdf = PdfReader(io.BytesIO(locked), password=WORD)
    assert SECRET in by_pypdf.pages[0].extract_text()
    assert by_pypdf.metadata is not None
    assert by_pypdf.metadata.title == "Record TR-2026-014"
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(locked, password=WORD)
        assert SECRET in document[0].get_textpage().get_text_range()
        document.close()
    file = tmp_path / "locked.pdf"
    file.write_bytes(locked)
    by_poppler = subprocess.run(
        ["pdftotext", "-upw", WORD, str(file), "-"], capture_output=True, check=True
    )
    assert SECRET in by_poppler.stdout.decode()
    about = subprocess.run(["pdfinfo", "-upw", WORD, str(file)], capture_output=True, check=True)
    assert "AES-256" in about.stdout.decode()


def test_it_opens_for_nothing_else(locked: bytes, tmp_path: Path) -> None:
    file = tmp_path / "locked.pdf"
    file.write_bytes(locked)
    for wrong in ("", "K7QM", WORD.lower(), WORD + " "):
        with ONE_AT_A_TIME, pytest.raises(pypdfium2.PdfiumError):
            pypdfium2.PdfDocument(locked, password=wrong)
        assert not PdfReader(io.BytesIO(locked)).decrypt(wrong)
        by_poppler = subprocess.run(
            ["pdftotext", "-upw", wrong, str(file), "-"], capture_output=True, check=False
        )
        assert by_poppler.returncode != 0
        by_poppler = subprocess.run(
            ["pdftotext", "-opw", wrong, str(file), "-"], capture_output=True, check=False
        )
        assert by_poppler.returncode != 0


def test_nothing_of_it_stands_in_the_file(locked: bytes) -> None:
    open_one = sheet().make().content
    assert b"Record TR-2026-014" in open_one
    for word in ("Record", "TR-2026", "Larkfield", "Khan"):
        for code in ("latin-1", "utf-16-be"):
            assert word.encode(code) not in locked
            assert word.encode(code).hex().encode() not in locked.lower()
    assert SECRET in reader(open_one).pages[0].extract_text()


def test_one_lock_for_many_documents_gives_each_other_bytes() -> None:
    lock = Lock(WORD)
    first, second = (sheet().make(lock=lock, unchanging=True).content for _ in range(2))
    assert first != second
    for one in (first, second):
        assert SECRET in PdfReader(io.BytesIO(one), password=WORD).pages[0].extract_text()


def test_it_does_not_take_long() -> None:
    start = time.perf_counter()
    encrypt_cbc(os.urandom(32), os.urandom(16), bytes(200_000))
    assert time.perf_counter() - start < 5  # measured: 0.3 s
