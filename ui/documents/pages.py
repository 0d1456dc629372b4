"""The pages of a PDF in memory as pictures and words, drawn by PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from trent_desktop.documents.pdfium import ONE_AT_A_TIME


class Pages(Protocol):
    """Pages that can be looked at and printed. Drawing is slow: not on the GUI's thread."""

    @property
    def sizes(self) -> Sequence[QSizeF]:
        """The sizes of all pages, in points."""
        ...

    def __len__(self) -> int: ...

    def draw(self, page: int, width: int, *, grey: bool = False) -> QImage:
        """Page `page` (from 0) as a picture `width` pixels wide."""
        ...

    def words(self, page: int) -> str:
        """The words on a page, for a screen reader."""
        ...


@dataclass(frozen=True, slots=True)
class PdfPages:
    """A PDF in memory. Every method may be called from any thread, and is slow: not the GUI's.

    `sizes` are those of the pages, in points. Nothing in the file is ever followed or run.
    """

    content: bytes
    sizes: tuple[QSizeF, ...]

    @staticmethod
    def read(content: bytes) -> PdfPages:
        """The pages of a PDF. Raises ValueError for bytes that are none."""
        import pypdfium2

        with ONE_AT_A_TIME:
            try:
                file = pypdfium2.PdfDocument(content)
            except pypdfium2.PdfiumError as error:
                raise ValueError("not a PDF") from error
            try:
                sizes = tuple(QSizeF(*file.get_page_size(at)) for at in range(len(file)))
            finally:
                file.close()
        return PdfPages(content, sizes)

    def __len__(self) -> int:
        return len(self.sizes)

    def __repr__(self) -> str:
        return f"PdfPages(pages={len(self)})"

    def draw(self, page: int, width: int, *, grey: bool = False) -> QImage:
        """Page `page` (from 0) as a picture `width` pixels wide."""
        with ONE_AT_A_TIME:
            file, shown = self._opened(page)
            try:
                bitmap = shown.render(
                    scale=width / self.sizes[page].width(),
                    grayscale=grey,
                    prefer_bgrx=True,
                    may_draw_forms=False,
                    draw_annots=False,
                )
                shape = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
                image = QImage(
                    bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, shape
                )
                size = self.sizes[page]
                tall = round(width * size.height() / size.width())
                return image.copy(0, 0, width, tall)  # the bitmap's own memory goes with it
            finally:
                file.close()

    def draw_band(
        self, page: int, width: int, top: int, height: int, *, grey: bool = False
    ) -> QImage:
        """`height` rows from `top` of page `page` drawn `width` pixels wide. No more is in memory."""
        import pypdfium2.raw as pdfium

        shape = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
        band = QImage(width, height, shape)
        band.fill(0xFFFFFFFF if not grey else 0xFF)
        kind = pdfium.FPDFBitmap_Gray if grey else pdfium.FPDFBitmap_BGRx
        size = self.sizes[page]
        tall = round(width * size.height() / size.width())
        bits = (ctypes.c_ubyte * band.sizeInBytes()).from_buffer(band.bits())
        with ONE_AT_A_TIME:
            file, shown = self._opened(page)
            bitmap = pdfium.FPDFBitmap_CreateEx(width, height, kind, bits, band.bytesPerLine())
            try:
                flags = pdfium.FPDF_GRAYSCALE if grey else 0
                pdfium.FPDF_RenderPageBitmap(
                    bitmap, shown.raw, 0, -top, width, tall, 0, flags | pdfium.FPDF_PRINTING
                )
            finally:
                pdfium.FPDFBitmap_Destroy(bitmap)
                file.close()
        return band

    def words(self, page: int) -> str:
        """The words on a page, for a screen reader."""
        with ONE_AT_A_TIME:
            file, shown = self._opened(page)
            try:
                text = shown.get_textpage().get_text_bounded()
            finally:
                file.close()
        return " ".join(text.split())

    def _opened(self, page: int) -> tuple[Any, Any]:
        import pypdfium2

        file = pypdfium2.PdfDocument(self.content)
        return file, file[page]
