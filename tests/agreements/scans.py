"""Batches as a school's scanner would give them back: pictures, askew and speckled, in a PDF."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

from PIL import Image, ImageFilter


def scanned_pages(
    pdf: Path, *, dpi: int = 200, askew: float = 3.0, noise: int = 28, pages: int | None = None
) -> list[Image.Image]:
    """The pages of a PDF as grey pictures, turned by `askew` degrees, with noise."""
    stem = pdf.parent / f"{pdf.stem}-scan"
    last = ["-l", str(pages)] if pages else []
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", *last, str(pdf), str(stem)], check=True)
    rolls = random.Random(3)
    found: list[Image.Image] = []
    for path in sorted(pdf.parent.glob(f"{stem.name}-*.pgm")):
        with Image.open(path) as page:
            grey = page.convert("L")
        path.unlink()
        turned = grey.rotate(
            askew * rolls.choice((-1, 1)), Image.Resampling.BICUBIC, expand=True, fillcolor=250
        )
        speckles = Image.effect_noise(turned.size, noise)
        found.append(Image.blend(turned, speckles, 0.18).filter(ImageFilter.GaussianBlur(0.6)))
    return found


def scanned_pdf(
    pdf: Path, out: Path, *, turned: int = 0, pages: int | None = None, **how: float
) -> Path:
    """A PDF of such pictures. `turned` is by how many degrees each lies on the glass."""
    pictures = [page.rotate(turned, expand=True) for page in scanned_pages(pdf, pages=pages, **how)]  # type: ignore[arg-type]
    pictures[0].save(
        out, "PDF", save_all=True, append_images=pictures[1:], resolution=200.0, quality=70
    )
    return out
