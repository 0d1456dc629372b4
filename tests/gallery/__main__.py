"""Renders the gallery: ``python -m tests.gallery OUT [--look NAME] [SCREEN ...]``.

``python -m tests.gallery --readme`` draws the pictures of the README again.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_SCREENSHOTS = Path(__file__).parents[2] / "docs" / "screenshots"


def main(arguments: list[str] | None = None) -> int:
    """Draw every screen in every look into a folder; say how many."""
    from tests.fallback_fonts import load_fallback
    from tests.gallery.stage import LOOKS, Stage, screens, shown
    from ui.app import make_application
    from ui.components.focus import FocusRing

    parser = argparse.ArgumentParser(prog="gallery", description=__doc__)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("screens", nargs="*", help="names, or the beginnings of names; all without")
    parser.add_argument("--look", action="append", choices=sorted(LOOKS))
    parser.add_argument("--readme", action="store_true", help="the pictures of the README alone")
    wanted = parser.parse_args(arguments)
    if wanted.readme == (wanted.out is not None):
        parser.error("say where the pictures go, or --readme")
    app = make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        drawn = 0
        for look_name, name, path in _readme() if wanted.readme else _asked(wanted):
            stage.theme = LOOKS[look_name]
            path.parent.mkdir(parents=True, exist_ok=True)
            with shown(stage, screens()[name]) as widget:
                if not drawn:
                    FocusRing(app)
                    load_fallback()
                if not widget.grab().save(str(path)):
                    sys.stderr.write(f"{path} could not be written.\n")
                    return 1
            drawn += 1
    sys.stdout.write(f"{drawn} pictures in {_SCREENSHOTS if wanted.readme else wanted.out}\n")
    return 0


def _readme() -> Iterator[tuple[str, str, Path]]:
    """Look, screen and file of each picture of the README."""
    from tests.gallery.readme import PICTURES

    for picture, name in PICTURES.items():
        yield "light", name, _SCREENSHOTS / f"{picture}.png"


def _asked(wanted: argparse.Namespace) -> Iterator[tuple[str, str, Path]]:
    """Look, screen and file of each picture that was asked for."""
    from tests.gallery.stage import LOOKS, screens

    for look_name in wanted.look or LOOKS:
        for name in screens():
            if not wanted.screens or name.startswith(tuple(wanted.screens)):
                yield look_name, name, wanted.out / look_name / f"{name}.png"


if __name__ == "__main__":
    raise SystemExit(main())
