"""Writes every picture into resources/pictures/lessons."""

from __future__ import annotations

from pathlib import Path

from tools.pictures import objects, people, places

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "pictures" / "lessons"


def main() -> None:
    """Write them all, and take away what is drawn no more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    drawn = dict([*people.pictures(), *objects.pictures(), *places.pictures()])
    for name, content in drawn.items():
        (FOLDER / f"{name}.svg").write_text(content, "utf-8")
    for path in FOLDER.glob("*.svg"):
        if path.stem not in drawn:
            path.unlink()
    print(f"{len(drawn)} pictures in {FOLDER.name}")


if __name__ == "__main__":
    main()
