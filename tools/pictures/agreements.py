"""Writes the pictures of the agreements: PNGs in a few colours, from the SVGs of the lessons.

ReportLab draws no SVG. 240 pixels on a side are 300 dots to the inch at the size of print.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "pictures"
SIDE = 240
#: What an agreement may need: people who ask and tell, things that are kept or shared.
NAMES = (
    *("amara-tell", "amara-happy", "kofi-tell", "kofi-tablet", "hana-tablet", "leon-thinking"),
    *("bell-happy", "bell-listening", "dad-listening", "nana-happy", "okafor-listening"),
    *("tablet", "laptop", "phone", "camera", "globe", "web-page", "speech-bubble-kind"),
    *("padlock", "key", "house", "heart", "stop-hand", "shield", "magnifier", "mask"),
    *("thumb-up", "thumb-down", "hand-five", "ear", "eye", "school-building", "people-group"),
    *("pencil", "book", "photo", "video", "newspaper", "envelope", "games-console", "lightbulb"),
)


def main() -> None:
    """Write them all, and take away what is drawn no more."""
    app = QGuiApplication.instance() or QGuiApplication(["pictures", "-platform", "offscreen"])
    target = FOLDER / "agreements"
    target.mkdir(parents=True, exist_ok=True)
    for path in target.glob("*.png"):
        path.unlink()
    for name in NAMES:
        drawn = _drawn(FOLDER / "lessons" / f"{name}.svg")
        few = drawn.quantize(48, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(target / f"{name}.png", optimize=True)
    print(f"{len(NAMES)} pictures in {target.name}")
    del app


def _drawn(path: Path) -> Image.Image:
    renderer = QSvgRenderer(str(path))
    size = renderer.defaultSize()
    scale = SIDE / max(size.width(), size.height())
    wide, high = size.width() * scale, size.height() * scale
    picture = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    painter = QPainter(picture)
    renderer.render(painter, QRectF((SIDE - wide) / 2, (SIDE - high) / 2, wide, high))
    painter.end()
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(kept, "PNG")  # type: ignore[call-overload]
    return Image.open(io.BytesIO(kept.data().data())).convert("RGB")


if __name__ == "__main__":
    main()
