"""Renders the gallery: ``python -m tests.gallery OUT [--look NAME] [SCREEN ...]``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(arguments: list[str] | None = None) -> int:
    """Draw every screen in every look into a folder; say how many."""
    from tests.fallback_fonts import load_fallback
    from tests.gallery.stage import LOOKS, Stage, screens, shown
    from ui.app import make_application
    from ui.components.focus import FocusRing

    parser = argparse.ArgumentParser(prog="gallery", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("screens", nargs="*", help="names, or the beginnings of names; all without")
    parser.add_argument("--look", action="append", choices=sorted(LOOKS))
    wanted = parser.parse_args(arguments)
    app = make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        drawn = 0
        for look_name in wanted.look or LOOKS:
            stage.theme = LOOKS[look_name]
            target = wanted.out / look_name
            target.mkdir(parents=True, exist_ok=True)
            for name, show in screens().items():
                if wanted.screens and not name.startswith(tuple(wanted.screens)):
                    continue
                with shown(stage, show) as widget:
                    if not drawn:
                        FocusRing(app)
                        load_fallback()
                    if not widget.grab().save(str(target / f"{name}.png")):
                        sys.stderr.write(f"{name} could not be written to {target}.\n")
                        return 1
                drawn += 1
    sys.stdout.write(f"{drawn} pictures in {wanted.out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
