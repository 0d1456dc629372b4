"""Pictures and PDFs for tests: good ones, and ones that were made to do harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

PHONE = "Pixel of Zoe"


def drawn(width: int = 400, height: int = 300, words: str = "You are so stupid") -> Image.Image:
    picture = Image.new("RGB", (width, height), (250, 250, 250))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((10, 10, 10 + width // 2, 60), fill=(200, 230, 255))
    pen.text((20, 25), words, fill=(0, 0, 0))
    return picture


def png(width: int = 400, height: int = 300, words: str = "You are so stupid") -> bytes:
    out = io.BytesIO()
    drawn(width, height, words).save(out, "PNG")
    return out.getvalue()


def jpeg_of_a_phone(width: int = 400, height: int = 300) -> bytes:
    """A photograph that says where and with what it was taken, turned on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it to the right
    exif[0x010F], exif[0x0110] = "Maker", PHONE
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (IFDRational(51), IFDRational(30), IFDRational(26))
    out = io.BytesIO()
    drawn(width, height).save(
        out, "JPEG", exif=exif, comment=b"home of " + PHONE.encode(), icc_profile=b"a profile"
    )
    return out.getvalue()


def pdf(pages: int = 2, *, password: str = "", size: tuple[float, float] = (595, 842)) -> bytes:
    out = io.BytesIO()
    locked = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(out, pagesize=size, encrypt=locked, pageCompression=0)
    canvas.setAuthor(PHONE)
    for number in range(pages):
        canvas.drawString(72, 700, f"Message number {number}")
        canvas.linkURL("https://www.example.net/", (72, 600, 300, 620))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def png_that_says(width: int, height: int, rows: bytes = b"") -> bytes:
    """A small PNG that says it is large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(rows or b"\0" * 1000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def png_with_a_bomb_for_a_name() -> bytes:
    """A compressed remark of 300 MB in a picture of a few pixels."""
    good = png(20, 20)
    body = b"Comment\0\0" + zlib.compress(b"a" * 300_000_000, 9)
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body
    chunk += struct.pack(">I", zlib.crc32(b"zTXt" + body))
    at = good.index(b"IDAT") - 4
    return good[:at] + chunk + good[at:]


def with_a_zip(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as inside:
        inside.writestr("run.exe", "MZ")
    return content + out.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), list[int]()
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def stream(head: bytes, body: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(body), body)


_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def pdf_that_draws_without_end(levels: int = 12, times: int = 20) -> bytes:
    """Drawings that draw each other: 20 to the 12th of them."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R "
        b"/Resources << /XObject << /X 5 0 R >> >> >>"
    )
    forms: list[bytes] = []
    for level in range(levels):
        below = b"/XObject << /X %d 0 R >>" % (6 + level) if level < levels - 1 else b""
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << %s >>" % below
        body = b"/X Do\n" * times if level < levels - 1 else b"0 0 9 9 re f\n" * times
        forms.append(stream(head, body))
    return raw_pdf(_CATALOGUE, _PAGES, page, stream(b"", b"/X Do"), *forms)


def pdf_with_a_picture_that_says(width: int, height: int) -> bytes:
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R "
        b"/Resources << /XObject << /X 5 0 R >> >> >>"
    )
    head = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB "
        b"/BitsPerComponent 8 /Filter /FlateDecode" % (width, height)
    )
    return raw_pdf(
        _CATALOGUE,
        _PAGES,
        page,
        stream(b"", b"q 200 0 0 200 0 0 cm /X Do Q"),
        stream(head, zlib.compress(b"\0" * 50_000_000, 9)),
    )


def pdf_with_a_script() -> bytes:
    catalogue = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> "
        b"/Names << /EmbeddedFiles << /Names [(a.exe) 5 0 R] >> >> >>"
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>"
    return raw_pdf(
        catalogue,
        _PAGES,
        page,
        stream(b"", b"0 0 1 rg 20 20 100 100 re f"),
        b"<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>",
        stream(b"/Type /EmbeddedFile", b"MZ this program"),
    )
